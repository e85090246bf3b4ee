/* export/: what goes out comes back in, through readers that are not ours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "export/clean.h"
#include "export/exporter.h"
#include "export/number.h"

#include <csv.h>
#include <igraph/igraph.h>
#include <math.h>
#include <stdlib.h>

#define LONG_LABEL_UNITS 40000

/* A label as it comes and as it must arrive; NULL: unchanged. */
static const struct {
  const char *in, *out;
} LABELS[] = {
    {"Plain Name", NULL},
    {"AT&T & <b>bold</b> \"quoted\" 'single'", NULL},
    {"a]]>b]]]>>]]&c]]>", NULL},
    {"]]>", NULL},
    {"x]]>y", NULL},
    {"&amp; is no &", NULL},
    {"Володимир Зеленський", NULL},
    {"泽连斯基 \xf0\x9f\x98\x80\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", NULL},
    {"\xd7\x91\xd7\xa0\xd7\x99\xd7\x9e\xd7\x99\xd7\x9f & \xd9\x85\xd8\xad\xd9\x85\xd8\xaf", NULL},
    {"=HYPERLINK(\"http://evil\")", NULL},
    {"+1 555", NULL},
    {"-2", NULL},
    {"@SUM(A1)", NULL},
    {"line\r\none\ttab  two", "line one tab two"},
    {"  \xc2\xa0padded\xe2\x80\xa8 \xc2\xa0 ", "padded"},
    {"be\x07l\x1bl\x7f\xc2\x9b!\xef\xbf\xbe\xef\xbf\xbf", "bell!"},
    {"broken \xff\xc3 bytes \xed\xa0\x80.", "broken \xef\xbf\xbd\xef\xbf\xbd bytes \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd."},
    {"back\\slash", NULL},
    {"1984", NULL},
    {"2025-12-18", NULL},
    {"comma, semicolon; pipe|", NULL},
    {"<![CDATA[x]]>", NULL},
    {"-->", NULL},
};
enum { LABEL_COUNT = sizeof LABELS / sizeof *LABELS, NODES = LABEL_COUNT + 2, EDGES = 40 };

static const double WEIGHTS[] = {1, 0.1, 1.0 / 3, 12.345, 1e-7, 123456789.25, 2e15, 1e22, 0.30000000000000004, 5e-324};

static bool fits(double weight) { return weight > 1e-37 && weight < 1e38; }

static const char *expected_label(size_t row) { return LABELS[row].out ? LABELS[row].out : LABELS[row].in; }

static kith_str nasty_id(kith_table *table, size_t row) {
  char id[40];
  snprintf(id, sizeof id, row % 3 ? "wd:Q%zu" : "kith:per n\xc4\x83st\xc4\x83se <%zu>_2f", row);
  return kith_table_keep(table, kith_str_of(id));
}

static kith_graph make(bool directed) {
  kith_graph graph;
  kith_graph_init(&graph, directed, NODES, EDGES);
  kith_table *nodes = &graph.nodes, *edges = &graph.edges;
  kith_table_add(nodes, "first_date", KITH_COLUMN_DATE, "-- when --");
  kith_table_add(edges, "kind", KITH_COLUMN_TEXT, "what");
  for (size_t i = 0; i < NODES; i++) {
    kith_table_find(nodes, "id")->text[i] = nasty_id(nodes, i);
    if (i < LABEL_COUNT) kith_table_find(nodes, "label")->text[i] = kith_str_of(LABELS[i].in);
    kith_table_find(nodes, "type")->text[i] = i % 2 ? KITH_STR("PER") : KITH_STR("R&D <x>");
    if (i % 4) kith_table_find(nodes, "mentions")->longs[i] = (int64_t)i * 3000000000;
    if (i % 2) kith_table_find(nodes, "first_date")->text[i] = KITH_STR("2025-12-18");
  }
  /* One very long label; the last node has none at all. */
  char *text = kith_arena_alloc(&nodes->arena, LONG_LABEL_UNITS);
  for (size_t i = 0; i < LONG_LABEL_UNITS; i++) text[i] = (char)(i % 10 == 9 && i + 1 < LONG_LABEL_UNITS ? ' ' : 'a' + i % 26);
  kith_table_find(nodes, "label")->text[LABEL_COUNT] = (kith_str){text, LONG_LABEL_UNITS};
  for (size_t e = 0; e < EDGES; e++) {
    char id[24];
    snprintf(id, sizeof id, "e:%zu-x", e);
    kith_table_find(edges, "source")->longs[e] = (int64_t)(e % NODES);
    kith_table_find(edges, "target")->longs[e] = (int64_t)((e * 7 + 1) % NODES);
    if (e % 5) kith_table_find(edges, "id")->text[e] = kith_table_keep(edges, kith_str_of(id));
    kith_table_find(edges, "weight")->doubles[e] = WEIGHTS[e % (sizeof WEIGHTS / sizeof *WEIGHTS)];
    kith_table_find(edges, "count")->longs[e] = (int64_t)e - 3;
    kith_table_find(edges, "kind")->text[e] = e % 2 ? KITH_STR("a & b") : KITH_STR("meets");
  }
  kith_table_find(edges, "weight")->doubles[7] = 0;
  kith_table_find(edges, "weight")->doubles[8] = (double)INFINITY;
  kith_table_find(edges, "weight")->doubles[9] = -1;
  return graph;
}

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

/* What an exporter writes, as one text with a NUL; owned by the caller. */
static char *exported(const char *name, const kith_graph *graph, const kith_table *table,
                      const kith_export_options *options) {
  kith_out out;
  kith_out_memory(&out);
  const kith_exporter *exporter = kith_exporter_find(name);
  if (table)
    exporter->table(table, options, &out);
  else
    exporter->graph(graph, options, &out);
  char *text = strdup(kith_buf_text(&out.buf));
  assert_int_equal(strlen(text), out.buf.n);
  kith_out_close(&out, NULL, NULL);
  return text;
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

/* ---- CSV, read by libcsv ---- */

typedef struct sheet {
  KITH_VEC(char *) cells;
  size_t columns, rows, in_row;
} sheet;

static void take_cell(void *cell, size_t n, void *data) {
  sheet *s = data;
  char *copy = malloc(n + 1);
  if (n) memcpy(copy, cell, n);
  copy[n] = '\0';
  kith_vec_push(&s->cells, copy);
  s->in_row++;
}

static void take_row(int end, void *data) {
  sheet *s = data;
  assert_int_equal(end, '\r');
  if (!s->rows) s->columns = s->in_row;
  assert_int_equal(s->in_row, s->columns);
  s->in_row = 0;
  s->rows++;
}

static sheet read_csv(const char *text) {
  sheet s = {0};
  struct csv_parser parser;
  assert_int_equal(csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI), 0);
  size_t n = strlen(text);
  assert_int_equal(csv_parse(&parser, text, n, take_cell, take_row, &s), n);
  assert_int_equal(csv_fini(&parser, take_cell, take_row, &s), 0);
  csv_free(&parser);
  return s;
}

static const char *cell(const sheet *s, size_t row, const char *name) {
  for (size_t c = 0; c < s->columns; c++)
    if (strcmp(s->cells.at[c], name) == 0) return s->cells.at[row * s->columns + c];
  fail_msg("no column %s", name);
  return NULL;
}

static void sheet_clear(sheet *s) {
  for (size_t i = 0; i < s->cells.n; i++) free(s->cells.at[i]);
  kith_vec_clear(&s->cells);
}

static void test_csv_nodes(void **state) {
  (void)state;
  kith_export_options options;
  kith_export_options_init(&options);
  kith_graph graph = make(false);
  char *text = exported("csv", NULL, &graph.nodes, &options);
  static const char head[] = "\xef\xbb\xbf" "Id,Label,type,mentions,documents,first_date\r\n";
  assert_memory_equal(text, head, sizeof head - 1);
  sheet s = read_csv(text + 3);
  assert_int_equal(s.rows, NODES + 1);
  for (size_t i = 0; i < LABEL_COUNT; i++) {
    const char *label = cell(&s, i + 1, "Label"), *want = expected_label(i);
    if (strchr("=+-@", want[0])) assert_int_equal(*label++, '\'');
    assert_string_equal(label, strchr(want, '\\') ? "back\xe2\xa7\xb5slash" : want);
    assert_string_equal(cell(&s, i + 1, "first_date"), i % 2 ? "2025/12/18" : "");
    char mentions[24] = "";
    if (i % 4) snprintf(mentions, sizeof mentions, "%lld", (long long)i * 3000000000);
    assert_string_equal(cell(&s, i + 1, "mentions"), mentions);
  }
  const char *longest = cell(&s, LABEL_COUNT + 1, "Label");
  assert_int_equal(strlen(longest), 32766 + 3);
  assert_string_equal(longest + 32766, "…");
  assert_string_equal(cell(&s, NODES, "Label"), cell(&s, NODES, "Id"));
  sheet_clear(&s);
  free(text);
  kith_graph_clear(&graph);
}

static void test_csv_edges(void **state) {
  (void)state;
  kith_export_options options;
  kith_export_options_init(&options);
  options.bom = false;
  kith_graph graph = make(true);
  char *text = exported("csv_edges", &graph, NULL, &options);
  static const char head[] = "Source,Target,Type,Kind,Id,Label,Weight,count,documents\r\n";
  assert_memory_equal(text, head, sizeof head - 1);
  sheet s = read_csv(text);
  assert_int_equal(s.rows, EDGES + 1);
  for (size_t e = 0; e < EDGES; e++) {
    assert_string_equal(cell(&s, e + 1, "Type"), "Directed");
    assert_string_equal(cell(&s, e + 1, "Kind"), e % 2 ? "a & b" : "meets");
    double weight = kith_table_find(&graph.edges, "weight")->doubles[e];
    if (fits(weight))
      assert_true(fabs(strtod(cell(&s, e + 1, "Weight"), NULL) / weight - 1) < 1e-14);
    else
      assert_string_equal(cell(&s, e + 1, "Weight"), "");
  }
  assert_string_equal(cell(&s, 2, "Source"), "wd:Q1");
  assert_string_equal(cell(&s, 1, "Source"), "kith:per_20n_c4_83st_c4_83se_20_3c0_3e_5f2f");
  sheet_clear(&s);
  free(text);
  kith_graph_clear(&graph);
}

/* A plain table keeps its names and ISO dates; two parts make one file. */
static void test_csv_table(void **state) {
  (void)state;
  kith_table table;
  kith_table_init(&table, "documents", 2);
  kith_str *id = kith_table_add(&table, "doc", KITH_COLUMN_TEXT, NULL)->text;
  kith_str *date = kith_table_add(&table, "date", KITH_COLUMN_DATE, NULL)->text;
  double *score = kith_table_add(&table, "score", KITH_COLUMN_DOUBLE, NULL)->doubles;
  id[0] = KITH_STR("a \"b\", c.txt");
  id[1] = KITH_STR("=cmd");
  date[0] = KITH_STR("2025-12-18T10:00:00Z");
  score[1] = 0.25;
  kith_export_options options;
  kith_export_options_init(&options);
  options.separator = ';';
  char *text = exported("csv", NULL, &table, &options);
  assert_string_equal(text, "\xef\xbb\xbf" "doc;date;score\r\n\"a \"\"b\"\", c.txt\";\"2025-12-18T10:00:00Z\";\r\n\"'=cmd\";;0.25\r\n");
  free(text);
  options.header = options.defuse = false;
  text = exported("csv", NULL, &table, &options);
  assert_string_equal(text, "\"a \"\"b\"\", c.txt\";\"2025-12-18T10:00:00Z\";\r\n\"=cmd\";;0.25\r\n");
  free(text);
  kith_table_clear(&table);
}

/* A label of astral characters is cut between two of them, at 32,767 units. */
static void test_csv_cut_astral(void **state) {
  (void)state;
  enum { COUNT = 20000 };
  kith_table table;
  kith_table_init(&table, "t", 1);
  char *text = kith_arena_alloc(&table.arena, 4 * COUNT);
  for (size_t i = 0; i < COUNT; i++) memcpy(text + 4 * i, "\xf0\x9f\x98\x80", 4);
  kith_table_add(&table, "a", KITH_COLUMN_TEXT, NULL)->text[0] = (kith_str){text, 4 * COUNT};
  kith_export_options options;
  kith_export_options_init(&options);
  char *got = exported("csv", NULL, &table, &options);
  sheet s = read_csv(got + 3);
  assert_int_equal(strlen(cell(&s, 1, "a")), 16383 * 4 + 3);
  sheet_clear(&s);
  free(got);
  kith_table_clear(&table);
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
      cmocka_unit_test(test_clean),     cmocka_unit_test(test_clean_id),     cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_graphml),   cmocka_unit_test(test_graphml_form), cmocka_unit_test(test_csv_nodes),
      cmocka_unit_test(test_csv_edges), cmocka_unit_test(test_csv_table),    cmocka_unit_test(test_csv_cut_astral),
      cmocka_unit_test(test_svg),       cmocka_unit_test(test_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
