/* Near duplicates: the same agency story in thirty papers counts once.
 *
 * Compared are the runs of SHINGLE words in the sentences that a reading keeps,
 * those that name somebody. Readings whose sets of runs agree by at least
 * KITH_NEAR_SHARE (Jaccard, estimated by MinHash: Broder, On the resemblance and
 * containment of documents, 1997; candidates by banding: Leskovec, Rajaraman,
 * Ullman, Mining of Massive Datasets, 3.4) are the same story; the one whose id
 * comes first stands for all. Deterministic; readings with few runs are left alone. */
#ifndef KITH_BUILD_NEAR_H
#define KITH_BUILD_NEAR_H

#include "build/corpus.h"

#define KITH_NEAR_SHARE 0.8

/* Sets duplicate_of of near duplicates and counts them. Before resolving. */
void kith_near_mark(kith_corpus *corpus);

#endif
