/* Weighted degree (strength): the sum of the weights of a node's ties. In a
 * directed graph also by direction; a tie of a node to itself counts twice. */
#include "graph/metric.h"

/* Adds up the weights at the given ends (either may be NULL) and rounds. */
static void sum(const kith_metric_work *work, const int64_t *first, const int64_t *second, kith_column *column) {
  size_t n = work->graph->nodes.rows;
  for (size_t i = 0; i < n; i++) column->doubles[i] = 0;
  for (size_t e = 0; e < work->graph->edges.rows; e++) {
    double weight = VECTOR(work->ig->weights)[e];
    if (first) column->doubles[first[e]] += weight;
    if (second) column->doubles[second[e]] += weight;
  }
  for (size_t i = 0; i < n; i++) column->doubles[i] = kith_metric_round(column->doubles[i]);
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  (void)error;
  const int64_t *source = kith_table_find(&work->graph->edges, "source")->longs;
  const int64_t *target = kith_table_find(&work->graph->edges, "target")->longs;
  sum(work, source, target,
      kith_metric_column(work, "weighted_degree", KITH_COLUMN_DOUBLE, "sum of the weights of the ties"));
  if (!work->graph->directed) return KITH_OK;
  sum(work, target, NULL,
      kith_metric_column(work, "weighted_in_degree", KITH_COLUMN_DOUBLE,
                         "sum of the weights of the ties to the node"));
  sum(work, source, NULL,
      kith_metric_column(work, "weighted_out_degree", KITH_COLUMN_DOUBLE,
                         "sum of the weights of the ties from the node"));
  return KITH_OK;
}

const kith_metric kith_metric_weighted_degree = {"weighted_degree", "sum of tie weights (also in and out)", measure};
