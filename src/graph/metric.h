/* Metrics: columns computed from the whole graph. One file per metric
 * (metric_<name>.c) and one row in KITH_METRICS; they run in that order.
 *
 * A metric reads the graph through kith_metric_work and adds columns to its
 * nodes. Real numbers are rounded to 9 significant digits: more would only show
 * the machine's rounding. Groups are numbered from 1 by size, the largest
 * first, equal sizes by their smallest row, so that numbers stay when little changes. */
#ifndef KITH_GRAPH_METRIC_H
#define KITH_GRAPH_METRIC_H

#include "graph/ig.h"

typedef struct kith_metric_work {
  kith_graph *graph;
  const kith_measure_options *options;
  kith_ig *ig;    /* as directed as the graph */
  kith_ig *plain; /* the same without directions; may be the same object */
  int64_t *communities; /* see kith_metric_communities; NULL until then */
} kith_metric_work;

typedef struct kith_metric {
  const char *name;
  const char *about;
  kith_status (*measure)(kith_metric_work *work, kith_error *error);
} kith_metric;

#define KITH_METRICS(X) \
  X(degree)             \
  X(weighted_degree)    \
  X(pagerank)           \
  X(betweenness)        \
  X(component)          \
  X(community)          \
  X(layout)             \
  X(look)

#define X(name) extern const kith_metric kith_metric_##name;
KITH_METRICS(X)
#undef X

extern const kith_metric *const kith_metrics[]; /* NULL-terminated */

/* By name, or NULL. */
const kith_metric *kith_metric_find(kith_str name);

/* A column of the nodes to be filled, all missing: new, or the one of that name. */
kith_column *kith_metric_column(const kith_metric_work *work, const char *name, kith_column_kind kind,
                                const char *about);

/* Rounded to 9 significant digits. */
double kith_metric_round(double value);

/* Numbers the groups of `membership` (one per node, from 0) as said above:
 * numbers[i] is node i's. */
void kith_metric_number_groups(const igraph_vector_int_t *membership, int64_t *numbers);

/* The number of each node's community (Leiden, see metric_community.c), found
 * at the first call and lent until the measuring ends. NULL: failed, `error` says why. */
const int64_t *kith_metric_communities(kith_metric_work *work, kith_error *error);

/* The radius of each node's circle (see metric_look.c); owned by the caller (kith_free). */
double *kith_metric_radii(const kith_metric_work *work);

#endif
