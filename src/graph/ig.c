#include "graph/ig.h"

#include <math.h>

enum { SEED = 20240229 };

kith_ig_setup kith_ig_begin(void) {
  return (kith_ig_setup){igraph_set_error_handler(igraph_error_handler_ignore),
                         igraph_set_warning_handler(igraph_warning_handler_ignore)};
}

void kith_ig_end(kith_ig_setup before) {
  igraph_set_error_handler(before.on_error);
  igraph_set_warning_handler(before.on_warning);
}

void kith_ig_seed(void) { igraph_rng_seed(igraph_rng_default(), SEED); }

kith_status kith_ig_check(igraph_error_t code, const char *doing, kith_error *error) {
  if (code == IGRAPH_SUCCESS) return KITH_OK;
  return kith_error_set(error, KITH_ERR_LIB, "igraph could not %s: %s", doing, igraph_strerror(code));
}

double kith_edge_weight(double weight) { return isfinite(weight) && weight > 0 ? weight : 1; }

kith_status kith_graph_check(const kith_graph *graph, kith_error *error) {
  const int64_t *source = kith_table_find(&graph->edges, "source")->longs;
  const int64_t *target = kith_table_find(&graph->edges, "target")->longs;
  int64_t n = (int64_t)graph->nodes.rows;
  for (size_t e = 0; e < graph->edges.rows; e++)
    if (source[e] < 0 || source[e] >= n || target[e] < 0 || target[e] >= n)
      return kith_error_set(error, KITH_ERR_ARG, "edge %zu ties %lld to %lld, but there are %lld nodes", e,
                            (long long)source[e], (long long)target[e], (long long)n);
  return KITH_OK;
}

kith_status kith_ig_open(kith_ig *ig, const kith_graph *graph, bool directed, kith_error *error) {
  memset(ig, 0, sizeof *ig);
  kith_status status = kith_graph_check(graph, error);
  if (status != KITH_OK) return status;
  const int64_t *source = kith_table_find(&graph->edges, "source")->longs;
  const int64_t *target = kith_table_find(&graph->edges, "target")->longs;
  const double *weight = kith_table_find(&graph->edges, "weight")->doubles;
  igraph_integer_t edge_count = (igraph_integer_t)graph->edges.rows;
  igraph_vector_int_t ends;
  igraph_error_t code = igraph_vector_int_init(&ends, 2 * edge_count);
  if (code) return kith_ig_check(code, "make room for the edges", error);
  code = igraph_vector_init(&ig->weights, edge_count);
  if (code) goto done;
  for (igraph_integer_t e = 0; e < edge_count; e++) {
    VECTOR(ends)[2 * e] = source[e];
    VECTOR(ends)[2 * e + 1] = target[e];
    VECTOR(ig->weights)[e] = kith_edge_weight(weight[e]);
  }
  code = igraph_create(&ig->graph, &ends, (igraph_integer_t)graph->nodes.rows, directed);
  if (code)
    igraph_vector_destroy(&ig->weights);
  else
    ig->there = true;
done:
  igraph_vector_int_destroy(&ends);
  return kith_ig_check(code, "build the graph", error);
}

void kith_ig_close(kith_ig *ig) {
  if (!ig->there) return;
  igraph_destroy(&ig->graph);
  igraph_vector_destroy(&ig->weights);
  ig->there = false;
}
