/* PageRank (Brin and Page 1998), weighted, damping 0.85, along the directions
 * of a directed graph; the values of all nodes add up to 1. */
#include "graph/metric.h"

static const double DAMPING = 0.85;

static kith_status measure(kith_metric_work *work, kith_error *error) {
  size_t n = work->graph->nodes.rows;
  kith_column *column = kith_metric_column(work, "pagerank", KITH_COLUMN_DOUBLE,
                                           "PageRank over weighted ties, damping 0.85; adds up to 1");
  if (n == 0) return KITH_OK;
  igraph_vector_t ranks;
  igraph_error_t code = igraph_vector_init(&ranks, 0);
  if (code) return kith_ig_check(code, "make room for PageRank", error);
  code = igraph_pagerank(&work->ig->graph, IGRAPH_PAGERANK_ALGO_PRPACK, &ranks, NULL, igraph_vss_all(),
                         work->graph->directed, DAMPING, &work->ig->weights, NULL);
  if (code) goto done;
  for (size_t i = 0; i < n; i++) column->doubles[i] = kith_metric_round(VECTOR(ranks)[i]);
done:
  igraph_vector_destroy(&ranks);
  return kith_ig_check(code, "compute PageRank", error);
}

const kith_metric kith_metric_pagerank = {"pagerank", "weighted PageRank", measure};
