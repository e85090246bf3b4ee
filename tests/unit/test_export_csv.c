/* export/: what goes out as CSV comes back in, through libcsv. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "export_fixture.h"

#include <csv.h>

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
  assert_string_equal(text, "\xef\xbb\xbf" "doc;date;score\r\n\"a \"\"b\"\", c.txt\";\"2025/12/18\";\r\n\"'=cmd\";;0.25\r\n");
  free(text);
  options.header = options.defuse = false;
  text = exported("csv", NULL, &table, &options);
  assert_string_equal(text, "\"a \"\"b\"\", c.txt\";\"2025/12/18\";\r\n\"=cmd\";;0.25\r\n");
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_csv_nodes), cmocka_unit_test(test_csv_edges), cmocka_unit_test(test_csv_table),
      cmocka_unit_test(test_csv_cut_astral),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
