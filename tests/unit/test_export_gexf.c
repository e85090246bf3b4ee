/* export/export_gexf.c: what stands in the file; that it is XML is for invariants.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "export/exporter.h"

#include <stdlib.h>
#include <string.h>

/* Two nodes, an undirected tie with dates and a directed one without. */
static kith_graph two(bool dated) {
  kith_graph g;
  kith_graph_init(&g, false, 2, 2);
  kith_table *n = &g.nodes, *e = &g.edges;
  kith_table_find(n, "id")->text[0] = KITH_STR("a");
  kith_table_find(n, "id")->text[1] = KITH_STR("b");
  kith_table_find(n, "label")->text[0] = KITH_STR("A <&\"> \x01" "A");
  kith_table_find(n, "type")->text[0] = KITH_STR("PER");
  kith_table_add(n, "x", KITH_COLUMN_DOUBLE, "")->doubles[0] = 1.5;
  kith_table_add(n, "y", KITH_COLUMN_DOUBLE, "")->doubles[0] = -2;
  kith_table_add(n, "size", KITH_COLUMN_DOUBLE, "")->doubles[0] = 10;
  kith_str *kind = kith_table_add(e, "kind", KITH_COLUMN_TEXT, "")->text;
  kind[0] = KITH_STR("cooccurrence");
  kind[1] = KITH_STR("head_of");
  kith_str *first = kith_table_add(e, "first_date", KITH_COLUMN_DATE, "")->text, *last = kith_table_add(e, "last_date", KITH_COLUMN_DATE, "")->text;
  if (dated) first[0] = KITH_STR("2025-01-02"), last[0] = KITH_STR("2025-03-04");
  for (int i = 0; i < 2; i++) {
    kith_table_find(e, "source")->longs[i] = 0;
    kith_table_find(e, "target")->longs[i] = 1;
  }
  kith_table_find(e, "weight")->doubles[0] = 2;
  return g;
}

static char *written(bool dated) {
  kith_graph g = two(dated);
  kith_export_options options;
  kith_out out;
  kith_export_options_init(&options);
  kith_out_memory(&out);
  kith_exporter_find("gexf")->graph(&g, &options, &out);
  kith_buf_text(&out.buf);
  char *text = strdup(out.buf.at);
  kith_out_close(&out, NULL, NULL);
  kith_graph_clear(&g);
  return text;
}

static void every_edge_says_its_own_direction(void **state) {
  (void)state;
  char *text = written(true);
  assert_null(strstr(text, "defaultedgetype"));
  assert_non_null(strstr(text, "type=\"undirected\" kind=\"cooccurrence\" weight=\"2\" start=\"2025-01-02\" end=\"2025-03-04\""));
  assert_non_null(strstr(text, "type=\"directed\" kind=\"head_of\" label=\"head_of\">"));
  free(text);
}

static void nodes_have_a_label_a_colour_and_a_place(void **state) {
  (void)state;
  char *text = written(true);
  assert_non_null(strstr(text, "<node id=\"a\" label=\"A &lt;&amp;&quot;&gt; A\">"));
  assert_non_null(strstr(text, "<viz:size value=\"10\"/><viz:position x=\"1.5\" y=\"-2\" z=\"0\"/><viz:color r=\"0\" g=\"114\" b=\"178\" a=\"1\"/>"));
  assert_non_null(strstr(text, "<node id=\"b\" label=\"b\">"));
  free(text);
}

static void time_is_there_only_with_dates(void **state) {
  (void)state;
  char *dated = written(true), *plain = written(false);
  assert_non_null(strstr(dated, "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\""));
  assert_non_null(strstr(plain, "<graph mode=\"static\">"));
  assert_null(strstr(plain, "start="));
  free(dated);
  free(plain);
}

static void days_stand_in_for_spans(void **state) {
  (void)state;
  kith_graph g = two(true);
  kith_export_options options;
  kith_out out;
  kith_table_add(&g.edges, "dates", KITH_COLUMN_TEXT, "")->text[0] = KITH_STR("2025-01-02, 2025-03-04");
  kith_export_options_init(&options);
  kith_out_memory(&out);
  kith_exporter_find("gexf")->graph(&g, &options, &out);
  kith_buf_text(&out.buf);
  assert_non_null(strstr(out.buf.at, "timerepresentation=\"timestamp\""));
  assert_non_null(strstr(out.buf.at, " timestamps=\"[2025-01-02, 2025-03-04]\">"));
  assert_null(strstr(out.buf.at, "start="));
  kith_out_close(&out, NULL, NULL);
  kith_graph_clear(&g);
}

static void a_node_is_there_while_its_edges_are(void **state) {
  (void)state;
  kith_graph g = two(true);
  kith_export_options options;
  kith_out out;
  kith_table_find(&g.edges, "first_date")->text[1] = kith_table_find(&g.edges, "last_date")->text[1] = KITH_STR("2025-02-01");
  kith_export_options_init(&options);
  kith_out_memory(&out);
  kith_exporter_find("gexf")->graph(&g, &options, &out);
  kith_buf_text(&out.buf);
  assert_non_null(strstr(out.buf.at, "<node id=\"b\" label=\"b\" start=\"2025-01-02\" end=\"2025-03-04\">"));
  kith_out_close(&out, NULL, NULL);
  kith_graph_clear(&g);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_edge_says_its_own_direction),
      cmocka_unit_test(nodes_have_a_label_a_colour_and_a_place),
      cmocka_unit_test(time_is_there_only_with_dates),
      cmocka_unit_test(days_stand_in_for_spans),
      cmocka_unit_test(a_node_is_there_while_its_edges_are),
  };
  return cmocka_run_group_tests_name("export_gexf", tests, NULL, NULL);
}
