/* GEXF 1.3 for Gephi: undirected and directed ties in one file, with time.
 *
 * What Gephi and others need, tried on them: the prefix of the picture's
 * elements is literally `viz`; without a `defaultedgetype` every edge says its
 * own type (one that contradicts a default is dropped); `value` is the first
 * attribute of viz:size; ids of attributes are none of id, label, timeset,
 * source, target, weight, and each is its title, which graphology takes for the
 * name; a label on every node. Edges of the kind
 * `cooccurrence` are undirected, those of another kind directed; where there is
 * no kind, all are what the graph is.
 *
 * Time: an edge lasts from its first_date to its last_date, and a node from the
 * first to the last of its edges; without dates they are always there. Where
 * edges have `dates` ("2026-03-01, 2026-03-05"), they are there on these days. Colours tell types, circles come from the column `size`, places
 * from `x` and `y`, whose y grows upwards in Gephi as it does here. */
#include "export/clean.h"
#include "export/exporter.h"
#include "export/number.h"

#include <math.h>

typedef struct writer {
  kith_out *out;
  kith_buf scratch;
  bool timed, stamped; /* with time; with days instead of intervals */
  kith_str *first, *last; /* of nodes: when their edges are; empty: always */
} writer;

static void add_attribute_text(writer *w, kith_str text) {
  kith_buf *out = &w->out->buf;
  w->scratch.n = 0;
  kith_clean_text(&w->scratch, text);
  for (size_t i = 0; i < w->scratch.n; i++) {
    char c = w->scratch.at[i];
    if (c == '&') kith_buf_add(out, KITH_STR("&amp;"));
    else if (c == '<') kith_buf_add(out, KITH_STR("&lt;"));
    else if (c == '>') kith_buf_add(out, KITH_STR("&gt;"));
    else if (c == '"') kith_buf_add(out, KITH_STR("&quot;"));
    else kith_buf_char(out, c);
  }
}

static void add_double(kith_buf *out, double value) {
  char text[KITH_NUMBER_MAX];
  kith_buf_add(out, (kith_str){text, (size_t)(kith_number_double(text, value) - text)});
}

static void add_long(kith_buf *out, int64_t value) {
  char text[KITH_NUMBER_MAX];
  kith_buf_add(out, (kith_str){text, (size_t)(kith_number_long(text, value) - text)});
}

/* Columns that are no attributes: structure, or what viz and time say. */
static bool is_elsewhere(const char *name, bool edges) {
  static const char *const nodes[] = {"id", "label", "x", "y", "size", "r", "g", "b"};
  static const char *const of_edges[] = {"id", "source", "target", "weight", "label", "kind", "dates"};
  const char *const *list = edges ? of_edges : nodes;
  size_t n = edges ? sizeof of_edges / sizeof *of_edges : sizeof nodes / sizeof *nodes;
  for (size_t i = 0; i < n; i++)
    if (strcmp(list[i], name) == 0) return true;
  return false;
}

static void write_attributes(writer *w, const kith_table *table, bool edges) {
  kith_out_format(w->out, "<attributes class=\"%s\" mode=\"static\">\n", edges ? "edge" : "node");
  for (size_t i = 0; i < table->columns.n; i++) {
    const kith_column *c = &table->columns.at[i];
    if (is_elsewhere(c->name, edges)) continue;
    kith_out_format(w->out, "<attribute id=\"%s\" title=\"%s\" type=\"%s\"/>\n", c->name, c->name,
                    c->kind == KITH_COLUMN_LONG ? "long" : c->kind == KITH_COLUMN_DOUBLE ? "double" : "string");
  }
  kith_out_text(w->out, "</attributes>\n");
}

static void write_values(writer *w, const kith_table *table, size_t row, bool edges) {
  kith_buf *out = &w->out->buf;
  kith_buf_add(out, KITH_STR("<attvalues>"));
  for (size_t i = 0; i < table->columns.n; i++) {
    const kith_column *c = &table->columns.at[i];
    if (is_elsewhere(c->name, edges)) continue;
    bool text = c->kind == KITH_COLUMN_TEXT || c->kind == KITH_COLUMN_DATE;
    if (text ? !c->text[row].n : c->kind == KITH_COLUMN_LONG ? c->longs[row] == KITH_NO_LONG : !isfinite(c->doubles[row])) continue;
    kith_buf_format(out, "<attvalue for=\"%s\" value=\"", c->name);
    if (text) add_attribute_text(w, c->text[row]);
    else if (c->kind == KITH_COLUMN_LONG) add_long(out, c->longs[row]);
    else add_double(out, c->doubles[row]);
    kith_buf_add(out, KITH_STR("\"/>"));
  }
  kith_buf_add(out, KITH_STR("</attvalues>"));
}

/* One colour a type, as far apart as colour-blind eyes need them (Okabe and Ito's set). */
static const char *colour_of(kith_str type) {
  static const char *const colours[][2] = {{"PER", "r=\"0\" g=\"114\" b=\"178\""}, {"ORG", "r=\"213\" g=\"94\" b=\"0\""},
                                           {"LOC", "r=\"0\" g=\"158\" b=\"115\""}, {"EVT", "r=\"204\" g=\"121\" b=\"167\""},
                                           {"PRO", "r=\"230\" g=\"159\" b=\"0\""}};
  for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
    if (kith_str_is(type, colours[i][0])) return colours[i][1];
  return "r=\"150\" g=\"150\" b=\"150\"";
}

static double double_at(const kith_table *table, const char *name, size_t row) {
  const kith_column *c = kith_table_find(table, name);
  return c && c->kind == KITH_COLUMN_DOUBLE ? c->doubles[row] : (double)NAN;
}

static void write_look(writer *w, const kith_table *nodes, size_t row) {
  kith_buf *out = &w->out->buf;
  const kith_column *type = kith_table_find(nodes, "type");
  double size = double_at(nodes, "size", row), x = double_at(nodes, "x", row), y = double_at(nodes, "y", row);
  if (isfinite(size) && size > 0) {
    kith_buf_add(out, KITH_STR("<viz:size value=\""));
    add_double(out, size);
    kith_buf_add(out, KITH_STR("\"/>"));
  }
  if (isfinite(x) && isfinite(y)) {
    kith_buf_add(out, KITH_STR("<viz:position x=\""));
    add_double(out, x);
    kith_buf_add(out, KITH_STR("\" y=\""));
    add_double(out, y);
    kith_buf_add(out, KITH_STR("\" z=\"0\"/>"));
  }
  if (type) kith_buf_format(out, "<viz:color %s a=\"1\"/>", colour_of(type->text[row]));
}

static void add_pair(writer *w, const char *name, kith_str value) {
  if (!value.n) return;
  kith_buf_format(&w->out->buf, " %s=\"", name);
  add_attribute_text(w, value);
  kith_buf_char(&w->out->buf, '"');
}

static void write_nodes(writer *w, const kith_table *nodes) {
  const kith_str *id = kith_table_find(nodes, "id")->text, *label = kith_table_find(nodes, "label")->text;
  kith_buf *out = &w->out->buf;
  kith_out_text(w->out, "<nodes>\n");
  for (size_t i = 0; i < nodes->rows; i++) {
    kith_buf_add(out, KITH_STR("<node id=\""));
    kith_clean_id(out, id[i]);
    kith_buf_add(out, KITH_STR("\" label=\""));
    size_t before = out->n;
    add_attribute_text(w, label[i]);
    if (out->n == before) kith_clean_id(out, id[i]);
    kith_buf_char(out, '"');
    if (w->timed && !w->stamped) {
      add_pair(w, "start", w->first[i]);
      add_pair(w, "end", w->last[i]);
    }
    kith_buf_char(out, '>');
    write_values(w, nodes, i, false);
    write_look(w, nodes, i);
    kith_buf_add(out, KITH_STR("</node>\n"));
    kith_out_flush_if_full(w->out);
  }
  kith_out_text(w->out, "</nodes>\n");
}

static kith_str text_at(const kith_table *table, const char *name, size_t row) {
  const kith_column *c = kith_table_find(table, name);
  return c ? c->text[row] : KITH_STR("");
}

static void write_edge(writer *w, const kith_graph *graph, size_t e) {
  const kith_table *edges = &graph->edges;
  const kith_str *ids = kith_table_find(&graph->nodes, "id")->text;
  kith_buf *out = &w->out->buf;
  kith_str id = text_at(edges, "id", e), kind = text_at(edges, "kind", e);
  double weight = double_at(edges, "weight", e);
  bool directed = kind.n ? !kith_str_is(kind, "cooccurrence") : graph->directed;
  kith_buf_add(out, KITH_STR("<edge id=\""));
  if (id.n) kith_clean_id(out, id);
  else kith_buf_format(out, "e:%zu", e);
  kith_buf_add(out, KITH_STR("\" source=\""));
  kith_clean_id(out, ids[kith_table_find(edges, "source")->longs[e]]);
  kith_buf_add(out, KITH_STR("\" target=\""));
  kith_clean_id(out, ids[kith_table_find(edges, "target")->longs[e]]);
  kith_buf_format(out, "\" type=\"%s\"", directed ? "directed" : "undirected");
  add_pair(w, "kind", kind);
  if (directed) add_pair(w, "label", kind);
  if (kith_export_weight_is_fit(weight)) {
    kith_buf_add(out, KITH_STR(" weight=\""));
    add_double(out, weight);
    kith_buf_char(out, '"');
  }
  kith_str dates = text_at(edges, "dates", e);
  if (w->stamped && dates.n) kith_buf_format(out, " timestamps=\"[%.*s]\"", KITH_STR_FMT(dates));
  if (w->timed && !w->stamped) {
    add_pair(w, "start", text_at(edges, "first_date", e));
    add_pair(w, "end", text_at(edges, "last_date", e));
  }
  kith_buf_char(out, '>');
  write_values(w, edges, e, true);
  kith_buf_add(out, KITH_STR("</edge>\n"));
  kith_out_flush_if_full(w->out);
}

static bool has_dates(const kith_table *edges) {
  const kith_column *first = kith_table_find(edges, "first_date"), *last = kith_table_find(edges, "last_date");
  for (size_t e = 0; first && last && e < edges->rows; e++)
    if (first->text[e].n && last->text[e].n) return true;
  return false;
}

/* A node is there while its edges are; one with an edge without dates always. */
static void find_times(writer *w, const kith_graph *graph) {
  const kith_table *edges = &graph->edges;
  const int64_t *ends[2] = {kith_table_find(edges, "source")->longs, kith_table_find(edges, "target")->longs};
  bool *always = kith_alloc_zero(graph->nodes.rows + 1, sizeof *always);
  w->first = kith_alloc_zero(graph->nodes.rows + 1, sizeof *w->first);
  w->last = kith_alloc_zero(graph->nodes.rows + 1, sizeof *w->last);
  for (size_t e = 0; e < edges->rows; e++) {
    kith_str first = text_at(edges, "first_date", e), last = text_at(edges, "last_date", e);
    for (int k = 0; k < 2; k++) {
      int64_t node = ends[k][e];
      if (!first.n || !last.n) always[node] = true;
      if (!w->first[node].n || kith_str_compare(first, w->first[node]) < 0) w->first[node] = first;
      if (!w->last[node].n || kith_str_compare(last, w->last[node]) > 0) w->last[node] = last;
    }
  }
  for (size_t i = 0; i < graph->nodes.rows; i++)
    if (always[i]) w->first[i] = w->last[i] = KITH_STR("");
  kith_free(always);
}

static void export_graph(const kith_graph *graph, const kith_export_options *options, kith_out *out) {
  writer w = {.out = out, .timed = has_dates(&graph->edges), .stamped = kith_table_find(&graph->edges, "dates")};
  if (w.timed) find_times(&w, graph);
  kith_out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n");
  kith_out_text(out, "<meta><creator>");
  add_attribute_text(&w, kith_str_of(options->about ? options->about : "kith"));
  kith_out_text(out, "</creator></meta>\n");
  if (w.timed) kith_out_format(out, "<graph mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"%s\">\n", w.stamped ? "timestamp" : "interval");
  else kith_out_text(out, "<graph mode=\"static\">\n");
  write_attributes(&w, &graph->nodes, false);
  write_attributes(&w, &graph->edges, true);
  write_nodes(&w, &graph->nodes);
  kith_out_text(out, "<edges>\n");
  for (size_t e = 0; e < graph->edges.rows; e++) write_edge(&w, graph, e);
  kith_out_text(out, "</edges>\n</graph>\n</gexf>\n");
  kith_free(w.first);
  kith_free(w.last);
  kith_vec_clear(&w.scratch);
}

const kith_exporter kith_exporter_gexf = {"gexf", ".gexf", "GEXF 1.3 for Gephi: both kinds of ties, with time", export_graph, NULL};
