/* Two graphs of the same entities as one: for nodes.csv and formats that hold
 * undirected and directed ties side by side. */
#ifndef KITH_BUILD_JOIN_H
#define KITH_BUILD_JOIN_H

#include "graph/graph.h"

/* Fills `joined` (which the caller clears) with the nodes of both, each once,
 * sorted by id, and with the edges of `first` and then of `second`. Columns are
 * those of `first`, then what `second` has beside them; a node that both have
 * takes its values from `first`. `joined` is called undirected: the column
 * `kind` of an edge says what it is. Texts are borrowed from both. */
void kith_graph_join(kith_graph *joined, const kith_graph *first, const kith_graph *second);

#endif
