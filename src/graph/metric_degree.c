/* Degree: how many ties a node has. In a directed graph also by direction; a
 * tie of a node to itself counts at both its ends. */
#include "graph/metric.h"

static void zero(kith_column *column, size_t rows) {
  for (size_t i = 0; i < rows; i++) column->longs[i] = 0;
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  (void)error;
  const kith_table *edges = &work->graph->edges;
  const int64_t *source = kith_table_find(edges, "source")->longs;
  const int64_t *target = kith_table_find(edges, "target")->longs;
  kith_column *column = kith_metric_column(work, "degree", KITH_COLUMN_LONG, "number of ties");
  zero(column, work->graph->nodes.rows);
  for (size_t e = 0; e < edges->rows; e++) {
    column->longs[source[e]]++;
    column->longs[target[e]]++;
  }
  if (!work->graph->directed) return KITH_OK;
  column = kith_metric_column(work, "in_degree", KITH_COLUMN_LONG, "number of ties that lead to the node");
  zero(column, work->graph->nodes.rows);
  for (size_t e = 0; e < edges->rows; e++) column->longs[target[e]]++;
  column = kith_metric_column(work, "out_degree", KITH_COLUMN_LONG, "number of ties that start from the node");
  zero(column, work->graph->nodes.rows);
  for (size_t e = 0; e < edges->rows; e++) column->longs[source[e]]++;
  return KITH_OK;
}

const kith_metric kith_metric_degree = {"degree", "number of ties (also in and out)", measure};
