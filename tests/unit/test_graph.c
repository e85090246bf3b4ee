/* graph/: tables, pruning, and every metric on graphs whose answers are known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "graph/graph.h"
#include "graph/layout.h"
#include "graph/metric.h"

#include <math.h>

typedef struct tie {
  int64_t source, target;
  double weight;
} tie;

/* Nodes n00, n01…; every tie counted once per unit of weight. */
static kith_graph make(bool directed, size_t nodes, const tie *ties, size_t count) {
  kith_graph graph;
  kith_graph_init(&graph, directed, nodes, count);
  for (size_t i = 0; i < nodes; i++) {
    char id[24];
    snprintf(id, sizeof id, "n%02zu", i);
    kith_table_find(&graph.nodes, "id")->text[i] = kith_table_keep(&graph.nodes, kith_str_of(id));
    kith_table_find(&graph.nodes, "label")->text[i] = kith_table_keep(&graph.nodes, kith_str_of(id));
    kith_table_find(&graph.nodes, "type")->text[i] = i % 2 ? KITH_STR("ORG") : KITH_STR("PER");
  }
  for (size_t e = 0; e < count; e++) {
    kith_table_find(&graph.edges, "source")->longs[e] = ties[e].source;
    kith_table_find(&graph.edges, "target")->longs[e] = ties[e].target;
    kith_table_find(&graph.edges, "weight")->doubles[e] = ties[e].weight;
    kith_table_find(&graph.edges, "count")->longs[e] = isfinite(ties[e].weight) ? (int64_t)ties[e].weight : 1;
    kith_table_find(&graph.edges, "documents")->longs[e] = 1;
  }
  return graph;
}

#define MAKE(directed, nodes, ties) make((directed), (nodes), (ties), sizeof(ties) / sizeof *(ties))

static void measure(kith_graph *graph, const char *metrics) {
  kith_error error = {0};
  kith_measure_options options = {.metrics = metrics};
  if (kith_graph_measure(graph, &options, &error) != KITH_OK) fail_msg("%s", error.message);
}

static int64_t node_long(const kith_graph *graph, const char *column, size_t row) {
  return kith_table_find(&graph->nodes, column)->longs[row];
}

static double node_double(const kith_graph *graph, const char *column, size_t row) {
  return kith_table_find(&graph->nodes, column)->doubles[row];
}

static void near(double a, double b) {
  if (fabs(a - b) > 1e-8) fail_msg("%.12g is not %.12g", a, b);
}

/* ---- tables ---- */

static void test_table(void **state) {
  (void)state;
  kith_table table;
  kith_table_init(&table, "things", 3);
  kith_table_add(&table, "text", KITH_COLUMN_TEXT, "a");
  kith_table_add(&table, "long", KITH_COLUMN_LONG, "b");
  kith_table_add(&table, "double", KITH_COLUMN_DOUBLE, "c");
  kith_table_add(&table, "date", KITH_COLUMN_DATE, "d");
  assert_null(kith_table_find(&table, "other"));
  assert_int_equal(kith_table_find(&table, "text")->text[2].n, 0);
  assert_true(kith_table_find(&table, "long")->longs[2] == KITH_NO_LONG);
  assert_true(isnan(kith_table_find(&table, "double")->doubles[2]));
  char word[] = "word";
  kith_table_find(&table, "text")->text[2] = kith_table_keep(&table, kith_str_of(word));
  word[0] = 'x';
  kith_table_find(&table, "long")->longs[2] = 7;
  kith_table_find(&table, "date")->text[2] = KITH_STR("2025-12-18");
  const bool keep[] = {true, false, true};
  kith_table_filter(&table, keep);
  assert_int_equal(table.rows, 2);
  assert_true(kith_str_is(kith_table_find(&table, "text")->text[1], "word"));
  assert_int_equal(kith_table_find(&table, "long")->longs[1], 7);
  assert_true(kith_str_is(kith_table_find(&table, "date")->text[1], "2025-12-18"));
  assert_true(isnan(kith_table_find(&table, "double")->doubles[1]));
  kith_table_clear(&table);
}

/* ---- pruning ---- */

static const tie KITE[] = {{0, 1, 5}, {0, 2, 1}, {1, 2, 3}, {2, 3, 2}, {4, 4, 9}, {5, 6, 4}};

static void expect_nodes(const kith_graph *graph, const char *ids) {
  kith_buf got = {0};
  for (size_t i = 0; i < graph->nodes.rows; i++) {
    if (i) kith_buf_char(&got, ' ');
    kith_buf_add(&got, kith_table_find(&graph->nodes, "id")->text[i]);
  }
  assert_string_equal(kith_buf_text(&got), ids);
  kith_vec_clear(&got);
}

static void test_prune(void **state) {
  (void)state;
  const struct {
    kith_prune_options options;
    const char *nodes;
    size_t edges;
  } cases[] = {
      {{.keep_isolated = true}, "n00 n01 n02 n03 n04 n05 n06", 6},
      {{.keep_isolated = false}, "n00 n01 n02 n03 n05 n06", 5},
      {{.min_count = 3}, "n00 n01 n02 n05 n06", 3},
      {{.min_documents = 2}, "", 0},
      {{.types = "PER"}, "n00 n02", 1},
      {{.types = "PER,ORG"}, "n00 n01 n02 n03 n05 n06", 5},
      {{.types = "LOC", .keep_isolated = true}, "", 0},
      {{.top = 2}, "n00 n01", 1},
      {{.top = 3, .keep_isolated = true}, "n00 n01 n02", 3},
      {{.min_count = 100, .keep_isolated = true}, "n00 n01 n02 n03 n04 n05 n06", 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    kith_graph graph = MAKE(false, 7, KITE);
    kith_error error = {0};
    assert_int_equal(kith_graph_prune(&graph, &cases[i].options, &error), KITH_OK);
    expect_nodes(&graph, cases[i].nodes);
    assert_int_equal(graph.edges.rows, cases[i].edges);
    kith_graph_clear(&graph);
  }
}

static void test_prune_renumbers(void **state) {
  (void)state;
  kith_graph graph = MAKE(false, 7, KITE);
  kith_prune_options options = {.min_count = 3};
  assert_int_equal(kith_graph_prune(&graph, &options, NULL), KITH_OK);
  assert_int_equal(kith_table_find(&graph.edges, "source")->longs[2], 3);
  assert_int_equal(kith_table_find(&graph.edges, "target")->longs[2], 4);
  kith_graph_clear(&graph);
}

static void test_errors(void **state) {
  (void)state;
  kith_graph graph = MAKE(false, 7, KITE);
  kith_error error = {0};
  kith_prune_options prune = {.types = "PER,XYZ"};
  assert_int_equal(kith_graph_prune(&graph, &prune, &error), KITH_ERR_ARG);
  kith_measure_options options = {.metrics = "degree,nonsense"};
  assert_int_equal(kith_graph_measure(&graph, &options, &error), KITH_ERR_ARG);
  assert_non_null(strstr(error.message, "nonsense"));
  kith_table_find(&graph.edges, "target")->longs[0] = 7;
  options.metrics = NULL;
  assert_int_equal(kith_graph_measure(&graph, &options, &error), KITH_ERR_ARG);
  assert_int_equal(kith_graph_prune(&graph, &(kith_prune_options){0}, &error), KITH_ERR_ARG);
  kith_graph_clear(&graph);
}

/* ---- metrics ---- */

static void test_degrees(void **state) {
  (void)state;
  static const tie arcs[] = {{0, 1, 2.5}, {0, 1, 1}, {1, 2, NAN}, {2, 2, 1}};
  kith_graph graph = MAKE(true, 4, arcs);
  measure(&graph, "degree, weighted_degree");
  assert_int_equal(node_long(&graph, "degree", 0), 2);
  assert_int_equal(node_long(&graph, "in_degree", 1), 2);
  assert_int_equal(node_long(&graph, "out_degree", 1), 1);
  assert_int_equal(node_long(&graph, "degree", 2), 3);
  assert_int_equal(node_long(&graph, "degree", 3), 0);
  near(node_double(&graph, "weighted_degree", 1), 4.5);
  near(node_double(&graph, "weighted_in_degree", 1), 3.5);
  near(node_double(&graph, "weighted_out_degree", 1), 1);
  kith_graph_clear(&graph);
  graph = MAKE(false, 7, KITE);
  measure(&graph, "degree");
  assert_null(kith_table_find(&graph.nodes, "in_degree"));
  kith_graph_clear(&graph);
}

static void test_pagerank(void **state) {
  (void)state;
  static const tie star[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 3}};
  kith_graph graph = MAKE(false, 4, star);
  measure(&graph, "pagerank");
  double sum = 0;
  for (size_t i = 0; i < 4; i++) sum += node_double(&graph, "pagerank", i);
  near(sum, 1);
  /* p0 = .0375 + .85 (p1 + p2 + p3), the others .0375 + .85 p0 w / 5 */
  double centre = (0.0375 + 0.85 * 3 * 0.0375) / (1 - 0.85 * 0.85);
  near(node_double(&graph, "pagerank", 0), centre);
  near(node_double(&graph, "pagerank", 3), 0.0375 + 0.85 * centre * 0.6);
  kith_graph_clear(&graph);
}

static void test_betweenness(void **state) {
  (void)state;
  static const tie path[] = {{0, 1, 9}, {1, 2, 1}, {2, 3, 1}, {3, 4, 1}};
  kith_graph graph = MAKE(false, 5, path);
  measure(&graph, "betweenness");
  near(node_double(&graph, "betweenness", 0), 0);
  near(node_double(&graph, "betweenness", 1), 3.0 / 6);
  near(node_double(&graph, "betweenness", 2), 4.0 / 6);
  kith_graph_clear(&graph);
  graph = MAKE(true, 5, path);
  measure(&graph, "betweenness");
  near(node_double(&graph, "betweenness", 2), 4.0 / 12);
  kith_graph_clear(&graph);
}

/* On a ring every node has the same share: the estimate must find it. */
static void test_betweenness_estimate(void **state) {
  (void)state;
  enum { N = 200 };
  tie ring[N];
  for (int64_t i = 0; i < N; i++) ring[i] = (tie){i, (i + 1) % N, 1};
  kith_graph graph = MAKE(false, N, ring);
  measure(&graph, "betweenness");
  double exact = node_double(&graph, "betweenness", 17);
  kith_error error = {0};
  kith_measure_options options = {.metrics = "betweenness", .betweenness_limit = 1};
  assert_int_equal(kith_graph_measure(&graph, &options, &error), KITH_OK);
  near(node_double(&graph, "betweenness", 17), exact);
  kith_graph_clear(&graph);
}

/* Two triangles and a bridge; a pair; a loner. */
static const tie GROUPS[] = {{0, 8, 1}, {1, 2, 5}, {1, 3, 5}, {2, 3, 5}, {3, 4, 1}, {4, 5, 5}, {4, 6, 5}, {5, 6, 5}};

static void test_groups(void **state) {
  (void)state;
  kith_graph graph = MAKE(false, 9, GROUPS);
  measure(&graph, "component,community");
  static const int64_t component[] = {2, 1, 1, 1, 1, 1, 1, 3, 2}, community[] = {3, 1, 1, 1, 2, 2, 2, 4, 3};
  for (size_t i = 0; i < 9; i++) {
    assert_int_equal(node_long(&graph, "component", i), component[i]);
    assert_int_equal(node_long(&graph, "community", i), community[i]);
  }
  kith_graph_clear(&graph);
}

static void random_graph(kith_graph *graph, bool directed, size_t nodes, size_t edges) {
  tie *ties = kith_alloc(edges * sizeof *ties);
  uint64_t state = 12345;
  for (size_t e = 0; e < edges; e++) {
    uint64_t numbers[3];
    for (size_t k = 0; k < 3; k++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      numbers[k] = state >> 33;
    }
    /* The smaller the row, the more ties: a few hubs and many leaves. */
    uint64_t hub = numbers[0] % nodes * (numbers[1] % nodes) / nodes;
    ties[e] = (tie){(int64_t)hub, (int64_t)(numbers[1] % nodes), 1 + (double)(numbers[2] % 20)};
  }
  *graph = make(directed, nodes, ties, edges);
  kith_free(ties);
}

static void test_layout_has_room(void **state) {
  (void)state;
  kith_graph graph;
  random_graph(&graph, false, 500, 900);
  measure(&graph, "layout,look");
  const double *x = kith_table_find(&graph.nodes, "x")->doubles, *y = kith_table_find(&graph.nodes, "y")->doubles;
  const double *size = kith_table_find(&graph.nodes, "size")->doubles;
  size_t close = 0;
  for (size_t i = 0; i < 500; i++) {
    assert_true(isfinite(x[i]) && isfinite(y[i]) && fabs(x[i]) < 1e5 && size[i] >= 10);
    for (size_t j = 0; j < i; j++) close += hypot(x[i] - x[j], y[i] - y[j]) < (size[i] + size[j]) / 2;
  }
  assert_true(close <= 5);
  kith_graph_clear(&graph);
}

static void test_same_again(void **state) {
  (void)state;
  kith_graph one, two;
  for (int directed = 0; directed < 2; directed++) {
    random_graph(&one, directed, 300, 1200);
    random_graph(&two, directed, 300, 1200);
    measure(&one, NULL);
    measure(&two, "community");
    measure(&two, "layout,degree,weighted_degree,pagerank,betweenness,component,look");
    for (size_t c = 0; c < one.nodes.columns.n; c++) {
      const kith_column *a = &one.nodes.columns.at[c], *b = kith_table_find(&two.nodes, a->name);
      assert_non_null(b);
      if (a->kind == KITH_COLUMN_LONG) assert_memory_equal(a->longs, b->longs, 300 * sizeof *a->longs);
      if (a->kind == KITH_COLUMN_DOUBLE) assert_memory_equal(a->doubles, b->doubles, 300 * sizeof *a->doubles);
    }
    kith_graph_clear(&one);
    kith_graph_clear(&two);
  }
}

static void test_small_and_empty(void **state) {
  (void)state;
  for (size_t nodes = 0; nodes < 4; nodes++)
    for (int directed = 0; directed < 2; directed++) {
      kith_graph graph;
      kith_graph_init(&graph, directed, nodes, 0);
      measure(&graph, NULL);
      measure(&graph, NULL); /* the columns are there already */
      kith_graph_clear(&graph);
    }
  static const tie loops[] = {{0, 0, 1}, {0, 0, 1}};
  kith_graph graph = MAKE(false, 1, loops);
  measure(&graph, NULL);
  assert_int_equal(node_long(&graph, "degree", 0), 4);
  kith_graph_clear(&graph);
}

static void test_layout_one_place(void **state) {
  (void)state;
  kith_spot spots[40] = {{0}};
  for (size_t i = 0; i < 40; i++) spots[i] = (kith_spot){1, 1, 1, 5};
  kith_layout_force(spots, 40, NULL, 0, 20, 0.1);
  kith_layout_spread(spots, 40, 50, 4);
  for (size_t i = 0; i < 40; i++) assert_true(isfinite(spots[i].x) && isfinite(spots[i].y));
}

static void test_round(void **state) {
  (void)state;
  assert_true(kith_metric_round(0.1234567891234) == 0.123456789);
  assert_true(kith_metric_round(-123456789123.0) == -123456789123.0);
  assert_true(kith_metric_round(0) == 0 && kith_metric_round(1e-310) == 0);
  assert_true(kith_metric_round(2.5) == 2.5);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),       cmocka_unit_test(test_prune),
      cmocka_unit_test(test_prune_renumbers), cmocka_unit_test(test_errors),
      cmocka_unit_test(test_degrees),     cmocka_unit_test(test_pagerank),
      cmocka_unit_test(test_betweenness), cmocka_unit_test(test_betweenness_estimate),
      cmocka_unit_test(test_groups),      cmocka_unit_test(test_layout_has_room),
      cmocka_unit_test(test_same_again),  cmocka_unit_test(test_small_and_empty),
      cmocka_unit_test(test_layout_one_place), cmocka_unit_test(test_round),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
