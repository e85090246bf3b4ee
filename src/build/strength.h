/* How much a co-occurrence means: columns of the undirected graph's edges.
 *
 * N documents that are no duplicates; a and b of them name the one and the other
 * entity, ab of them tie the two. A document that names both and ties them not (in
 * windows smaller than it) counts for the one and for the other, as two that
 * name one each: the measures err towards chance.
 *
 *   npmi       ln(N·ab / (a·b)) / -ln(ab / N): -1 never, 0 as by chance, 1 always together (Bouma,
 *              Normalized (pointwise) mutual information in collocation extraction, 2009)
 *   llr        the log-likelihood ratio of the two by two table of documents, signed: negative where
 *              they meet less than by chance (Dunning, Accurate methods for the statistics of
 *              surprise and coincidence, 1993); above 10.8 is less than one chance in a thousand
 *   jaccard    ab / (a + b - ab)
 *   backbone   how likely a tie of this weight is by chance, seen from the end for which it is less
 *              likely: (1 - weight / strength) ^ (degree - 1) (the disparity filter of Serrano,
 *              Boguñá and Vespignani, Extracting the multiscale backbone of complex weighted
 *              networks, 2009); an end with one tie says nothing: 1
 *   languages  of the documents that tie them, by code
 *   months     how often in each month: 2025-11=2 2025-12=5 */
#ifndef KITH_BUILD_STRENGTH_H
#define KITH_BUILD_STRENGTH_H

#include "build/corpus.h"
#include "graph/graph.h"
#include "relation/evidence.h"

/* npmi, llr and jaccard for an undirected graph, languages and months for either.
 * `entities` and `ties` tell what rows are (kith_graph_hide_origins). */
void kith_strength_measure(kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence,
                           const kith_languages *languages, const int64_t *entities, const int64_t *ties);

/* Adds `dates`: the days of the documents that say so, each once, "2026-03-01, 2026-03-05". */
void kith_strength_dates(kith_table *edges, const kith_corpus *corpus, const kith_evidence *evidence, const int64_t *ties);

/* Adds `backbone`, computed on the graph as it is. */
void kith_strength_backbone(kith_graph *graph);

/* The log-likelihood ratio of the table; for tests. */
double kith_strength_llr(double both, double only_a, double only_b, double neither);

#endif
