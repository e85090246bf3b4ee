/* One list of mentions from what the lexicon found and what the tagger found.
 *
 * Neither wins outright: a listed name may be a part of a longer one that nobody
 * listed (`Bank of England`), and the tagger may cut a listed one short. Where
 * both see the same span, the lexicon says who may be meant and, unless it is
 * of two minds, what type it is, but for companies and their products. A longer tagged span beats the listed names
 * inside it unless the model itself doubts it; a longer listed name beats a
 * tagged part of it unless the listed name is weak, or short and the model sure. Measured
 * on the sets of docs/model-card.md: better than either list first. */
#ifndef KITH_MENTION_TAG_MERGE_H
#define KITH_MENTION_TAG_MERGE_H

#include "mention/tagger.h"

typedef struct kith_tag_choice {
  uint32_t start, end; /* bytes */
  uint32_t listed;     /* the listed name of exactly this span that may be meant, or KITH_NONE: nobody listed it */
  uint8_t type;        /* kith_type; among a listed name's candidates, those of this type are meant if there are any */
  float confidence;    /* the tagger's, or 1 where only the lexicon speaks */
} kith_tag_choice;

typedef KITH_VEC(kith_tag_choice) kith_tag_choices; /* in order, never overlapping */

/* Replaces what `out` held. Both lists are in order and do not overlap within themselves. */
void kith_tag_merge(const kith_tag_listed *listed, size_t listed_count, const kith_tags *tags, kith_tag_choices *out);

void kith_tag_choices_clear(kith_tag_choices *choices);

#endif
