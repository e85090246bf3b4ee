/* Relations with one edge for each ordered pair, for GraphML: Gephi knows no kinds
 * there and would merge the edges of a pair itself, keeping of their texts the
 * last. graph.gexf and relation_edges.csv have an edge for each kind. */
#ifndef KITH_BUILD_PAIR_H
#define KITH_BUILD_PAIR_H

#include "build/corpus.h"
#include "graph/graph.h"
#include "relation/evidence.h"

/* Fills `edges` (the caller clears it) from the edges of `relations`, whose ties are `ties`: `kind` is the first of a
 * pair's kinds, roles before events and then the heaviest, `label` names all of them, `kinds` says how often each;
 * weights and counts are sums, `documents` counts each once, dates are the first and the last. Texts are borrowed. */
void kith_pair_edges(kith_table *edges, const kith_graph *relations, const kith_evidence *evidence, const int64_t *ties);

#endif
