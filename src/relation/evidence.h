/* Evidence: occasions added up to ties, each with where it was said.
 *
 * Life cycle: init -> kith_evidence_read for each reading in order -> finish -> use -> clear. */
#ifndef KITH_RELATION_EVIDENCE_H
#define KITH_RELATION_EVIDENCE_H

#include "relation/relation.h"

typedef struct kith_tie {
  uint32_t source, target; /* entities */
  uint32_t type;           /* into evidence->types */
  uint64_t count;          /* occasions */
  uint64_t documents;
  uint64_t negated, modal; /* occasions that are said not to be, or only to be to come */
  double weight;           /* sum over documents of 1 + ln(occasions in it): see finish */
  kith_str first_date, last_date; /* "YYYY-MM-DD" of its documents, or empty; borrowed from readings */
  uint32_t first_witness, witness_count; /* into evidence->witnesses */
} kith_tie;

/* Where an occasion of a tie is said. */
typedef struct kith_witness {
  uint32_t tie, reading, sentence, mention1, mention2; /* see kith_occasion */
  float score;
  uint8_t flags;
  kith_said_at words, at1, at2; /* bytes of the sentence's text */
} kith_witness;

typedef struct kith_evidence {
  KITH_VEC(kith_tie) ties;         /* after finish: sorted by (source, target, type) */
  KITH_VEC(kith_witness) witnesses; /* after finish: sorted by tie, then in input order */
  kith_intern types;
  kith_map tie_of; /* ((source, target), type) packed: see evidence.c */
  kith_map in_document; /* tie -> occasions in the reading at hand */
} kith_evidence;

void kith_evidence_init(kith_evidence *evidence);
void kith_evidence_clear(kith_evidence *evidence);

/* Runs `method` over readings[index]. Duplicates count for nothing. */
void kith_evidence_read(kith_evidence *evidence, const kith_reading *readings, uint32_t index, const kith_method *method,
                        const kith_relation_options *options);

/* Methods that read words enter places at the end of the entities; this puts them
 * where their ids belong and renumbers mentions and ties. Between the last read and finish. */
void kith_entities_settle(kith_entities *entities, kith_reading *readings, size_t count, kith_evidence *evidence);

/* Sorts. A tie's weight is the sum over its documents of 1 + ln(n), n the
 * occasions there: the tenth sentence of one article says less than the first
 * of another (sublinear term frequency; Manning, Raghavan, Schütze,
 * Introduction to Information Retrieval, 6.4.1). */
void kith_evidence_finish(kith_evidence *evidence);

#endif
