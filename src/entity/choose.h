/* Which listed entity a mention is, in view of its document. */
#ifndef KITH_ENTITY_CHOOSE_H
#define KITH_ENTITY_CHOOSE_H

#include "entity/entity.h"

/* For each mention with candidates writes the lexicon's entity it is into
 * chosen[i], KITH_NONE where it is none of them (a weak name whose full form
 * is not in the document; a surname whose listed bearers are strangers to it);
 * also sets the mention's how, score and base, the latter for strangers too. */
void kith_choose(kith_reading *reading, const kith_resolve_parts *parts, uint32_t *chosen);

/* What speaks for a candidate. */
typedef enum kith_verdict {
  KITH_VERDICT_MAY_BE,
  KITH_VERDICT_ADJECTIVE, /* a demonym names nobody by itself */
  KITH_VERDICT_WEAK,      /* its full name is not in the document */
  KITH_VERDICT_FAR_OFF,   /* a district that few know, and nothing else in the document is of its country */
  KITH_VERDICT_GENDER,    /* only a surname, and of somebody of the other gender */
  KITH_VERDICT_STRANGER   /* a surname of somebody little known, whose full name is not in the document */
} kith_verdict;

typedef struct kith_weight {
  double total;  /* the sum of what follows; the greatest is chosen, of equals the first */
  double form;   /* how it was found, less where only an ending leads to it */
  double known;  /* how well known it is */
  double named;  /* its full name stands in the document */
  double country; /* names of its country stand there */
  double type;   /* what the mention was tagged as */
  double gender; /* it is of the other one */
  kith_verdict verdict;
} kith_weight;

/* Weighs each candidate of a mention of the reading, as kith_choose does. */
void kith_choose_weigh(const kith_reading *reading, const kith_reading_mention *mention, const kith_lexicon *lexicon, kith_weight *weights);

/* The same for its asides, whose how stays. */
void kith_choose_asides(kith_reading *reading, const kith_resolve_parts *parts, uint32_t *chosen);

#endif
