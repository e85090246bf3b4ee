/* Keys under which names meet across languages and scripts. */
#ifndef KITH_ENTITY_SKELETON_H
#define KITH_ENTITY_SKELETON_H

#include "base/str.h"

/* The consonants of a name as they sound, word by word, appended: Lytvyn,
 * Litvin and Литвин are "ltvn". g and h, sh and s, zh and z, w and v, y and i count as one;
 * a vowel counts only at the start of a word. `latin` comes from kith_romanise. */
void kith_skeleton(kith_str latin, kith_buf *out);

/* Edit distance over the longer length, 0 (equal) to 1; vowels weigh half. */
double kith_spelling_distance(kith_str a, kith_str b);

/* ASCII letters, digits and single hyphens, appended: what ids are made of. */
void kith_slug(kith_str latin, kith_buf *out);

#endif
