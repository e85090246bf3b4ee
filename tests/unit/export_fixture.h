/* A small graph with everything in it that has ever broken a reader: shared by
 * the tests of the exporters. Include it behind cmocka.h. */
#ifndef KITH_TESTS_EXPORT_FIXTURE_H
#define KITH_TESTS_EXPORT_FIXTURE_H

#include "export/exporter.h"

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

#endif
