/* Tokens written together that syntax takes apart, by language.
 *
 * Kinds of rows (form, value, class):
 *   multiword         du, "de le", -          the token `du` is the words de and le
 *   multiword_ending  n't, "~ n't", -         a token that ends so; ~ is what stands before the ending.
 *                                             class is the least number of letters ~ must have, or -
 * A word's case follows the token's: Du is De le, ending parts keep the token's own letters where
 * the spelling is the same.
 *
 * Life cycle: open, find, close. */
#ifndef KITH_TEXT_MULTIWORD_H
#define KITH_TEXT_MULTIWORD_H

#include "text/profile.h"

typedef struct kith_multiword_rules kith_multiword_rules;

/* Rows of `language` over those of `common`. Rows that make no sense are left out. */
kith_multiword_rules *kith_multiword_rules_open(const kith_language *common, const kith_language *language);
void kith_multiword_rules_close(kith_multiword_rules *rules);

/* If `token` is a multiword, appends its forms to `forms`, each with a NUL
 * behind it, and returns how many; otherwise 0. */
uint32_t kith_multiword_find(const kith_multiword_rules *rules, kith_str token, kith_buf *forms);

#endif
