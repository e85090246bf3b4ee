/* export/: what goes out as GraphML comes back in, through igraph's reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "export/clean.h"
#include "export/number.h"
#include "export_fixture.h"

#include <igraph/igraph.h>

/* ---- text and numbers ---- */

static void test_clean(void **state) {
  (void)state;
  kith_buf out = {0};
  for (size_t i = 0; i < LABEL_COUNT; i++) {
    out.n = 0;
    kith_clean_text(&out, kith_str_of(LABELS[i].in));
    assert_string_equal(kith_buf_text(&out), expected_label(i));
  }
  kith_vec_clear(&out);
}

static void test_clean_id(void **state) {
  (void)state;
  static const char *const ids[][2] = {{"wd:Q12", "wd:Q12"},  {"", "_"},         {"a b", "a_20b"},
                                       {"a_20b", "a_5f20b"},  {"a_b", "a_b"},    {"_", "_"},
                                       {"\xc4\x83", "_c4_83"}, {"kith:per-x_fz", "kith:per-x_fz"}};
  kith_buf out = {0};
  for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
    out.n = 0;
    kith_clean_id(&out, kith_str_of(ids[i][0]));
    assert_string_equal(kith_buf_text(&out), ids[i][1]);
  }
  kith_vec_clear(&out);
}

static void expect_number(double value, const char *text) {
  char got[KITH_NUMBER_MAX + 1];
  *kith_number_double(got, value) = '\0';
  if (text) assert_string_equal(got, text);
  assert_true(strlen(got) < KITH_NUMBER_MAX && strtod(got, NULL) == value);
}

static void test_numbers(void **state) {
  (void)state;
  expect_number(0, "0");
  expect_number(-0.0, "0");
  expect_number(1, "1");
  expect_number(0.1, "0.1");
  expect_number(-12.345, "-12.345");
  expect_number(1.05, "1.05");
  expect_number(1000.000001, "1000.000001");
  expect_number(123456789012, "123456789012");
  expect_number(0.000045345, "0.000045345");
  for (size_t i = 0; i < sizeof WEIGHTS / sizeof *WEIGHTS; i++) expect_number(WEIGHTS[i], NULL);
  expect_number(1.7976931348623157e308, NULL);
  uint64_t seed = 99;
  for (size_t i = 0; i < 200000; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    double value;
    memcpy(&value, &seed, sizeof value);
    if (isfinite(value)) expect_number(value, NULL);
    expect_number((double)(seed >> 40) / 1000, NULL);
    expect_number((double)(seed >> 11) / 9007199254740992.0, NULL);
  }
  char got[KITH_NUMBER_MAX + 1];
  static const int64_t longs[] = {0, 9, 10, 99, 100, 12345, -7, INT64_MAX, INT64_MIN + 1};
  for (size_t i = 0; i < sizeof longs / sizeof *longs; i++) {
    *kith_number_long(got, longs[i]) = '\0';
    assert_true(strtoll(got, NULL, 10) == longs[i]);
    assert_true(got[0] != '0' || !got[1]);
  }
}

/* ---- GraphML, read by igraph ---- */

static void export_to(const char *path, const char *name, const kith_graph *graph) {
  kith_export_options options;
  kith_export_options_init(&options);
  options.about = "made -- by & for <tests> --";
  kith_out out;
  assert_int_equal(kith_out_open(&out, path, false, NULL), KITH_OK);
  kith_exporter_find(name)->graph(graph, &options, &out);
  assert_int_equal(kith_out_close(&out, NULL, NULL), KITH_OK);
}

static void check_nodes(const igraph_t *read, const kith_graph *graph) {
  kith_buf id = {0};
  for (size_t i = 0; i < NODES; i++) {
    igraph_integer_t v = (igraph_integer_t)i;
    id.n = 0;
    kith_clean_id(&id, kith_table_find(&graph->nodes, "id")->text[i]);
    assert_string_equal(igraph_cattribute_VAS(read, "id", v), kith_buf_text(&id));
    const char *label = igraph_cattribute_VAS(read, "label", v);
    if (i < LABEL_COUNT)
      assert_string_equal(label, expected_label(i));
    else if (i == LABEL_COUNT)
      assert_int_equal(strlen(label), LONG_LABEL_UNITS);
    else
      assert_string_equal(label, id.at);
    assert_string_equal(igraph_cattribute_VAS(read, "type", v), i % 2 ? "PER" : "R&D <x>");
    assert_string_equal(igraph_cattribute_VAS(read, "first_date", v), i % 2 ? "2025-12-18" : "");
    double mentions = igraph_cattribute_VAN(read, "mentions", v);
    assert_true(i % 4 ? mentions == (double)i * 3e9 : isnan(mentions));
  }
  kith_vec_clear(&id);
}

static void check_edges(const igraph_t *read, const kith_graph *graph) {
  for (size_t e = 0; e < EDGES; e++) {
    igraph_integer_t i = (igraph_integer_t)e, from, to;
    igraph_edge(read, i, &from, &to);
    int64_t source = kith_table_find(&graph->edges, "source")->longs[e];
    int64_t target = kith_table_find(&graph->edges, "target")->longs[e];
    assert_true((from == source && to == target) || (!graph->directed && from == target && to == source));
    double weight = igraph_cattribute_EAN(read, "weight", i);
    double want = kith_table_find(&graph->edges, "weight")->doubles[e];
    assert_true(fits(want) ? weight == want : isnan(weight));
    assert_true(igraph_cattribute_EAN(read, "count", i) == (double)e - 3);
    assert_string_equal(igraph_cattribute_EAS(read, "kind", i), e % 2 ? "a & b" : "meets");
    char id[24];
    snprintf(id, sizeof id, e % 5 ? "e:%zu-x" : "e:%zu", e);
    assert_string_equal(igraph_cattribute_EAS(read, "id", i), id);
  }
}

static void test_graphml(void **state) {
  (void)state;
  igraph_set_attribute_table(&igraph_cattribute_table);
  for (int directed = 0; directed < 2; directed++) {
    char path[] = "/tmp/kith-test-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "rb");
    kith_graph graph = make(directed);
    export_to(path, "graphml", &graph);
    igraph_t read;
    assert_int_equal(igraph_read_graph_graphml(&read, file, 0), IGRAPH_SUCCESS);
    assert_int_equal(igraph_vcount(&read), NODES);
    assert_int_equal(igraph_ecount(&read), EDGES);
    assert_int_equal(igraph_is_directed(&read), directed);
    check_nodes(&read, &graph);
    check_edges(&read, &graph);
    igraph_destroy(&read);
    fclose(file);
    remove(path);
    kith_graph_clear(&graph);
  }
}

static void test_graphml_form(void **state) {
  (void)state;
  kith_export_options options;
  kith_export_options_init(&options);
  kith_graph graph = make(true);
  char *text = exported("graphml", &graph, NULL, &options);
  static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n";
  assert_memory_equal(text, head, sizeof head - 1);
  assert_non_null(strstr(text, "<key id=\"mentions\" for=\"node\" attr.name=\"mentions\" attr.type=\"long\"/>"));
  assert_non_null(strstr(text, "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>"));
  assert_non_null(strstr(text, "<key id=\"e_kind\" for=\"edge\" attr.name=\"kind\" attr.type=\"string\"/>"));
  assert_non_null(strstr(text, "<graph edgedefault=\"directed\">"));
  assert_null(strstr(text, "<default"));
  assert_null(strstr(text, "&lt;"));
  assert_null(strstr(text, "key=\"id\""));
  free(text);
  kith_graph_clear(&graph);
}

/* ---- the rest ---- */

static void test_svg(void **state) {
  (void)state;
  kith_export_options options;
  kith_export_options_init(&options);
  options.about = "a < b & c";
  kith_graph graph = make(false);
  for (int measured = 0; measured < 2; measured++) {
    kith_measure_options measure = {0};
    if (measured) assert_int_equal(kith_graph_measure(&graph, &measure, NULL), KITH_OK);
    char *text = exported("svg", &graph, NULL, &options);
    assert_non_null(strstr(text, "<title>a &lt; b &amp; c</title>"));
    assert_non_null(strstr(text, ">Plain Name</text>"));
    assert_null(strstr(text, "nan"));
    free(text);
  }
  kith_graph_clear(&graph);
}

static void test_empty(void **state) {
  (void)state;
  kith_export_options options;
  kith_export_options_init(&options);
  kith_graph graph;
  kith_graph_init(&graph, false, 0, 0);
  for (const kith_exporter *const *e = kith_exporters; *e; e++) {
    char *text = exported((*e)->name, &graph, (*e)->graph ? NULL : &graph.nodes, &options);
    assert_true(strlen(text) > 20);
    free(text);
  }
  assert_null(kith_exporter_find("nonsense"));
  kith_graph_clear(&graph);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_clean),   cmocka_unit_test(test_clean_id),     cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_graphml), cmocka_unit_test(test_graphml_form), cmocka_unit_test(test_svg),
      cmocka_unit_test(test_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
