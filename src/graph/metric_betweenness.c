/* Betweenness (Freeman 1977): the share of all pairs of other nodes whose
 * shortest path runs through the node, 0 to 1; where a pair has several
 * shortest paths, the share of those. Paths are counted in ties, not weights:
 * a weight says how often two were seen together, not how far apart they are.
 *
 * The exact value costs nodes times edges. Above `betweenness_limit` (nodes
 * plus edges) it is estimated from the paths that start at a sample of nodes
 * (Brandes and Pich 2007), spread evenly over the rows, as many as keep the
 * work at BUDGET steps but at least SAMPLE_MIN. The column says which it is. */
#include "graph/metric.h"

#include <math.h>

enum { LIMIT_DEFAULT = 20000, SAMPLE_MIN = 32 };
static const double BUDGET = 4e7;

static size_t sample_size(const kith_metric_work *work) {
  size_t n = work->graph->nodes.rows, steps = n + work->graph->edges.rows;
  uint64_t limit = work->options->betweenness_limit ? work->options->betweenness_limit : LIMIT_DEFAULT;
  if (steps <= limit) return n;
  double fits = BUDGET / (double)steps;
  size_t size = fits < SAMPLE_MIN ? SAMPLE_MIN : (size_t)fits;
  return size < n ? size : n;
}

static igraph_error_t estimate(const kith_metric_work *work, size_t size, igraph_vector_t *values) {
  igraph_vector_int_t rows;
  igraph_error_t code = igraph_vector_int_init(&rows, (igraph_integer_t)size);
  if (code) return code;
  size_t n = work->graph->nodes.rows;
  for (size_t i = 0; i < size; i++)
    VECTOR(rows)[i] = (igraph_integer_t)((double)i * ((double)n / (double)size));
  code = igraph_betweenness_subset(&work->ig->graph, values, igraph_vss_all(), work->graph->directed,
                                   igraph_vss_vector(&rows), igraph_vss_all(), NULL);
  igraph_vector_int_destroy(&rows);
  return code;
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  size_t n = work->graph->nodes.rows, size = sample_size(work);
  kith_column *column =
      kith_metric_column(work, "betweenness", KITH_COLUMN_DOUBLE,
                         size == n ? "share of shortest paths between others that run through the node, 0 to 1"
                                   : "share of shortest paths between others that run through the node, 0 to 1, "
                                     "estimated from the paths of a sample of nodes");
  for (size_t i = 0; i < n; i++) column->doubles[i] = 0;
  if (n < 3) return KITH_OK;
  igraph_vector_t values;
  igraph_error_t code = igraph_vector_init(&values, 0);
  if (code) return kith_ig_check(code, "make room for betweenness", error);
  code = size == n ? igraph_betweenness(&work->ig->graph, &values, igraph_vss_all(), work->graph->directed, NULL)
                   : estimate(work, size, &values);
  if (code) goto done;
  double pairs = (double)(n - 1) * (double)(n - 2) / (work->graph->directed ? 1 : 2);
  double scale = (double)n / (double)size / pairs;
  for (size_t i = 0; i < n; i++) {
    double share = VECTOR(values)[i] * scale;
    column->doubles[i] = kith_metric_round(share > 1 ? 1 : share);
  }
done:
  igraph_vector_destroy(&values);
  return kith_ig_check(code, "compute betweenness", error);
}

const kith_metric kith_metric_betweenness = {"betweenness", "how many shortest paths run through the node", measure};
