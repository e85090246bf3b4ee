/* Communities by the Leiden method (Traag, Waltman, van Eck 2019) on weighted,
 * undirected ties: groups with more weight inside than chance would put there.
 * The objective is modularity (Newman 2004), resolution 1. The seed is fixed,
 * and there are 20 iterations, far past the point where small graphs stop
 * changing; two, igraph's usual number, in graphs of more than LARGE edges. */
#include "graph/metric.h"

enum { LARGE = 200000, ITERATIONS = 20, ITERATIONS_LARGE = 2 };
static const double RANDOMNESS = 0.01;

/* Fills `membership`, which the caller has initialised and owns. */
static igraph_error_t find(const kith_metric_work *work, igraph_vector_int_t *membership) {
  igraph_integer_t n = (igraph_integer_t)work->graph->nodes.rows;
  igraph_integer_t m = (igraph_integer_t)work->graph->edges.rows;
  igraph_vector_t strength;
  igraph_error_t code = igraph_vector_init(&strength, 0);
  if (code) return code;
  if ((code = igraph_vector_int_resize(membership, n))) goto done;
  for (igraph_integer_t i = 0; i < n; i++) VECTOR(*membership)[i] = i;
  if (m == 0) goto done;
  code = igraph_strength(&work->plain->graph, &strength, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS,
                         &work->plain->weights);
  if (code) goto done;
  kith_ig_seed();
  code = igraph_community_leiden(&work->plain->graph, &work->plain->weights, &strength,
                                 1 / igraph_vector_sum(&strength), RANDOMNESS, false,
                                 m > LARGE ? ITERATIONS_LARGE : ITERATIONS, membership, NULL, NULL);
done:
  igraph_vector_destroy(&strength);
  return code;
}

const int64_t *kith_metric_communities(kith_metric_work *work, kith_error *error) {
  if (work->communities) return work->communities;
  igraph_vector_int_t membership;
  igraph_error_t code = igraph_vector_int_init(&membership, 0);
  if (code) goto done;
  code = find(work, &membership);
  if (!code) {
    work->communities = kith_alloc((work->graph->nodes.rows + 1) * sizeof *work->communities);
    kith_metric_number_groups(&membership, work->communities);
  }
  igraph_vector_int_destroy(&membership);
done:
  kith_ig_check(code, "find communities", error);
  return work->communities;
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  kith_column *column = kith_metric_column(work, "community", KITH_COLUMN_LONG,
                                           "group of closely tied nodes (Leiden, modularity), 1 = the largest");
  const int64_t *numbers = kith_metric_communities(work, error);
  if (!numbers) return KITH_ERR_LIB;
  for (size_t i = 0; i < work->graph->nodes.rows; i++) column->longs[i] = numbers[i];
  return KITH_OK;
}

const kith_metric kith_metric_community = {"community", "groups of closely tied nodes", measure};
