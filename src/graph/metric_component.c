/* Components: nodes that a chain of ties connects, whatever its direction. */
#include "graph/metric.h"

static kith_status measure(kith_metric_work *work, kith_error *error) {
  kith_column *column = kith_metric_column(work, "component", KITH_COLUMN_LONG,
                                           "connected part of the graph, 1 = the largest");
  igraph_vector_int_t membership;
  igraph_error_t code = igraph_vector_int_init(&membership, 0);
  if (code) return kith_ig_check(code, "make room for the components", error);
  code = igraph_connected_components(&work->plain->graph, &membership, NULL, NULL, IGRAPH_WEAK);
  if (!code) kith_metric_number_groups(&membership, column->longs);
  igraph_vector_int_destroy(&membership);
  return kith_ig_check(code, "find the components", error);
}

const kith_metric kith_metric_component = {"component", "connected parts", measure};
