/* A graph: a node table and an edge table, measured by igraph.
 *
 * Nodes have at least the text columns `id`, `label`, `type` and the long
 * columns `mentions`, `documents`. Edges have the long columns `source` and
 * `target` (row numbers of nodes), the text column `id`, the double column `weight` and the
 * long columns `count`, `documents`. Rows come sorted: nodes by id, edges by
 * (source, target, kind); every output inherits that order.
 *
 * igraph runs on one thread only (Debian's build is not thread-safe) with a
 * fixed seed; its errors become kith_error, never an abort.
 *
 * Life cycle: kith_graph_init -> fill, add columns -> kith_graph_prune ->
 * kith_graph_measure -> export -> kith_graph_clear. */
#ifndef KITH_GRAPH_GRAPH_H
#define KITH_GRAPH_GRAPH_H

#include "base/error.h"
#include "graph/table.h"

typedef struct kith_graph {
  kith_table nodes, edges;
  bool directed;
} kith_graph;

/* Both tables with the columns said above, all cells missing. */
void kith_graph_init(kith_graph *graph, bool directed, size_t node_count, size_t edge_count);
void kith_graph_clear(kith_graph *graph);

typedef struct kith_prune_options {
  uint64_t min_count;     /* ties seen fewer times go */
  uint64_t min_documents; /* ties in fewer documents go */
  const char *types;      /* "PER,ORG": nodes of other types go; NULL: all stay */
  uint64_t top;           /* keep the N nodes of the highest weighted degree; 0: all */
  bool keep_isolated;     /* nodes left without a tie stay, unless nothing mentions them */
} kith_prune_options;

/* Removes in this order: ties below the minima, nodes of other types, all but
 * the top N nodes (ties in rank: the smaller row wins), each time with the ties
 * that hang on them, then nodes without a tie (all of them, or those with no mentions). A tie of a node to itself does
 * not count as one. Renumbers source and target. KITH_ERR_ARG: an unknown type. */
kith_status kith_graph_prune(kith_graph *graph, const kith_prune_options *options, kith_error *error);

typedef struct kith_measure_options {
  uint64_t betweenness_limit; /* nodes+edges above which betweenness is estimated; 0: the default */
  const char *metrics;        /* comma-separated names of metric.h, or NULL: all */
} kith_measure_options;

/* Adds one column (or several) to the nodes per metric: see metric.h for the
 * table; `x` and `y` too, a layout with room between the nodes. Deterministic.
 * Columns that are there already are computed again. KITH_ERR_ARG: an unknown
 * metric, or an edge whose ends are no nodes; KITH_ERR_LIB: igraph failed. */
kith_status kith_graph_measure(kith_graph *graph, const kith_measure_options *options, kith_error *error);

#endif
