/* GraphML for Gephi, networkx, igraph, graphology, Cytoscape and Tulip.
 *
 * What these readers need, all tried on them:
 * - the XML declaration as the whole first line, no DOCTYPE (it is fetched);
 *   metadata in a comment, since keys for the graph itself raise warnings;
 * - all keys before the graph; key ids that differ ignoring case; a node's key
 *   id is the column's name, an edge's is `weight` or `e_` and the name: some
 *   readers show the id and not attr.name;
 * - whole numbers as `long`: `int` is 32 bits to Gephi; no defaults: networkx
 *   and others do not apply them; what is missing is left out;
 * - text with & or < in CDATA: readers that get references in pieces drop the
 *   spaces between them;
 * - ids that are NMTOKENs, a label on every node, an id on every edge, weights
 *   above 0, one direction for all edges.
 *
 * Edges come by the million, so rows are put together in the stream's buffer
 * itself, from pieces that are prepared once. */
#include "export/clean.h"
#include "export/exporter.h"
#include "export/number.h"

#include <float.h>
#include <math.h>

/* A piece of text that may be read up to BLOCK bytes past its end, so that it is
 * copied in whole blocks. */
typedef struct piece {
  const char *p;
  size_t n;
} piece;

enum { BLOCK = 16, AHEAD = 12, ID_SHORT = 64, CELL_ROOM = KITH_NUMBER_MAX + 2 * BLOCK };

typedef struct cell {
  piece open; /* <data key="…"> */
  kith_column column; /* a copy: one step less for every cell */
  bool is_number, is_label, is_weight;
} cell;

typedef struct writer {
  kith_out *out;
  kith_arena pieces;
  KITH_VEC(cell) cells; /* of the rows being written */
  size_t row_room;      /* what a row takes besides its texts, at most */
  kith_buf ids;         /* of the nodes, cleaned, one behind the other */
  size_t *id_at;        /* where node i's begins; it ends where the next begins */
  size_t id_longest;
  kith_buf scratch;
} writer;

static piece piece_of(writer *w, kith_str s) {
  char *copy = kith_arena_zero(&w->pieces, s.n + BLOCK, 1);
  if (s.n) memcpy(copy, s.p, s.n);
  return (piece){copy, s.n};
}

static inline char *put(char *to, piece from) {
  memcpy(to, from.p, BLOCK);
  if (from.n > BLOCK) memcpy(to + BLOCK, from.p + BLOCK, BLOCK);
  for (size_t i = 2 * BLOCK; i < from.n; i += BLOCK) memcpy(to + i, from.p + i, BLOCK);
  return to + from.n;
}

static inline piece id_of(const writer *w, size_t node) {
  return (piece){w->ids.at + w->id_at[node], w->id_at[node + 1] - w->id_at[node]};
}

/* The far ends of edges are all over the memory: asking early, first for where
 * an id lies and then for the id, hides most of the wait. A macro, because gcc
 * drops a function that does nothing but this. */
#if defined(__GNUC__)
#define ASK_EARLY(address) __builtin_prefetch(address)
#else
#define ASK_EARLY(address) ((void)(address))
#endif

#define PUT(to, literal) (memcpy((to), (literal), sizeof(literal) - 1), (to) + sizeof(literal) - 1)

/* ---- texts ---- */

static bool needs_cdata(kith_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == '&' || s.p[i] == '<' || (s.p[i] == '>' && i >= 2 && s.p[i - 1] == ']' && s.p[i - 2] == ']'))
      return true;
  return false;
}

static void add_cdata(kith_buf *out, kith_str s) {
  kith_buf_add(out, KITH_STR("<![CDATA["));
  size_t from = 0;
  for (size_t i = 2; i < s.n; i++) {
    if (s.p[i] != '>' || s.p[i - 1] != ']' || s.p[i - 2] != ']') continue;
    kith_buf_add(out, kith_str_cut(s, from, i));
    kith_buf_add(out, KITH_STR("]]><![CDATA["));
    from = i;
  }
  kith_buf_add(out, kith_str_cut(s, from, s.n));
  kith_buf_add(out, KITH_STR("]]>"));
}

/* A text cell; `instead` stands in for an empty one. */
static void add_text(writer *w, const cell *c, kith_str text, piece instead) {
  kith_buf *out = &w->out->buf;
  w->scratch.n = 0;
  if (!kith_clean_is_plain(text)) {
    kith_clean_text(&w->scratch, text);
    text = kith_buf_str(&w->scratch);
  }
  if (!text.n) text = (kith_str){instead.p, instead.n};
  if (!text.n) return;
  kith_buf_add(out, (kith_str){c->open.p, c->open.n});
  if (needs_cdata(text))
    add_cdata(out, text);
  else
    kith_buf_add(out, text);
  kith_buf_add(out, KITH_STR("</data>"));
}

/* ---- rows ---- */

static inline char *put_number(char *to, const cell *c, size_t row) {
  if (c->column.kind == KITH_COLUMN_LONG) {
    int64_t value = c->column.longs[row];
    if (value == KITH_NO_LONG) return to;
    to = put(to, c->open);
    if ((uint64_t)value < 10)
      *to++ = (char)('0' + value);
    else if ((uint64_t)value < 100) {
      *to++ = (char)('0' + value / 10);
      *to++ = (char)('0' + value % 10);
    } else
      to = kith_number_long(to, value);
  } else {
    double value = c->column.doubles[row];
    if (c->is_weight ? !kith_export_weight_is_fit(value) : !isfinite(value)) return to;
    if (!c->is_weight && fabs(value) < DBL_MIN) value = 0; /* igraph's reader stops at such a number */
    to = kith_number_double(put(to, c->open), value);
  }
  return PUT(to, "</data>");
}

/* All cells of a row; there must be w->row_room bytes behind `to`. Texts make
 * room for themselves and for the rest of the row. */
static char *put_cells(writer *w, char *to, size_t row, piece label) {
  kith_buf *out = &w->out->buf;
  for (size_t i = 0; i < w->cells.n; i++) {
    const cell *c = &w->cells.at[i];
    if (c->is_number) {
      to = put_number(to, c, row);
      continue;
    }
    out->n = (size_t)(to - out->at);
    add_text(w, c, c->column.text[row], c->is_label ? label : (piece){"", 0});
    kith_vec_reserve(out, out->n + w->row_room);
    to = out->at + out->n;
  }
  return to;
}

static inline char *row_begin(const writer *w) {
  kith_buf *out = &w->out->buf;
  kith_vec_reserve(out, out->n + w->row_room);
  return out->at + out->n;
}

static inline void row_end(const writer *w, char *to) {
  w->out->buf.n = (size_t)(to - w->out->buf.at);
  kith_out_flush_if_full(w->out);
}

static void write_nodes(writer *w, const kith_graph *graph) {
  for (size_t i = 0; i < graph->nodes.rows; i++) {
    char *to = row_begin(w);
    to = PUT(to, "<node id=\"");
    to = put(to, id_of(w, i));
    to = PUT(to, "\">");
    to = put_cells(w, to, i, id_of(w, i));
    row_end(w, PUT(to, "</node>\n"));
  }
}

/* The id of an edge: its own, or `e:` and the row's number. */
static char *put_edge_id(writer *w, char *to, const kith_column *ids, size_t row) {
  if (!ids || !ids->text[row].n) return kith_number_long(PUT(to, "e:"), (int64_t)row);
  kith_str id = ids->text[row];
  if (id.n <= ID_SHORT) {
    bool fine = true;
    for (size_t i = 0; i < id.n; i++) {
      to[i] = id.p[i];
      fine &= kith_clean_id_fine[(unsigned char)id.p[i]];
    }
    if (fine) return to + id.n;
  }
  kith_buf *out = &w->out->buf;
  out->n = (size_t)(to - out->at);
  kith_clean_id(out, id);
  kith_vec_reserve(out, out->n + w->row_room);
  return out->at + out->n;
}

static void write_edges(writer *w, const kith_graph *graph) {
  const int64_t *source = kith_table_find(&graph->edges, "source")->longs;
  const int64_t *target = kith_table_find(&graph->edges, "target")->longs;
  const kith_column *ids = kith_table_find(&graph->edges, "id");
  for (size_t e = 0; e < graph->edges.rows; e++) {
    if (e + 2 * AHEAD < graph->edges.rows) {
      ASK_EARLY(w->id_at + target[e + 2 * AHEAD]);
      ASK_EARLY(w->ids.at + w->id_at[target[e + AHEAD]]);
    }
    char *to = row_begin(w);
    to = PUT(to, "<edge id=\"");
    to = put_edge_id(w, to, ids, e);
    to = PUT(to, "\" source=\"");
    to = put(to, id_of(w, (size_t)source[e]));
    to = PUT(to, "\" target=\"");
    to = put(to, id_of(w, (size_t)target[e]));
    to = PUT(to, "\">");
    to = put_cells(w, to, e, (piece){"", 0});
    row_end(w, PUT(to, "</edge>\n"));
  }
}

/* ---- head ---- */

static bool is_structure(const char *name) {
  return strcmp(name, "id") == 0 || strcmp(name, "source") == 0 || strcmp(name, "target") == 0;
}

static void add_key_id(kith_buf *out, const char *name, bool edges) {
  if (edges && strcmp(name, "weight") != 0) kith_buf_add(out, KITH_STR("e_"));
  kith_buf_add(out, kith_str_of(name));
}

/* Gephi reads a node's r, g and b whatever their type; graphology takes numbers
 * of these names away and makes one colour of them. */
static bool is_colour(const char *name) { return name[0] && !name[1] && strchr("rgb", name[0]); }

static void write_keys(kith_out *out, const kith_table *table, bool edges) {
  for (size_t i = 0; i < table->columns.n; i++) {
    const kith_column *column = &table->columns.at[i];
    if (is_structure(column->name)) continue;
    kith_out_text(out, "<key id=\"");
    add_key_id(&out->buf, column->name, edges);
    kith_out_format(out, "\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", edges ? "edge" : "node",
                    column->name,
                    is_colour(column->name)              ? "string"
                    : column->kind == KITH_COLUMN_LONG   ? "long"
                    : column->kind == KITH_COLUMN_DOUBLE ? "double"
                                                         : "string");
  }
}

/* Text inside a comment: `--` would end it. */
static void add_comment_text(kith_buf *out, const char *text) {
  size_t from = out->n;
  kith_clean_text(out, kith_str_of(text));
  for (size_t i = from + 1; i < out->n; i++)
    if (out->at[i] == '-' && out->at[i - 1] == '-') out->at[i] = '_';
}

static void write_comment(kith_out *out, const kith_graph *graph, const char *about) {
  kith_out_text(out, "<!--\n");
  if (about) {
    add_comment_text(&out->buf, about);
    kith_out_text(out, "\n");
  }
  const kith_table *const tables[] = {&graph->nodes, &graph->edges};
  for (size_t t = 0; t < 2; t++)
    for (size_t i = 0; i < tables[t]->columns.n; i++) {
      const kith_column *column = &tables[t]->columns.at[i];
      if (is_structure(column->name) || !column->about) continue;
      kith_out_format(out, "%s %s: ", t ? "edge" : "node", column->name);
      add_comment_text(&out->buf, column->about);
      kith_out_text(out, "\n");
    }
  kith_out_text(out, "-->\n");
}

static void prepare_ids(writer *w, const kith_table *nodes) {
  const kith_column *ids = kith_table_find(nodes, "id");
  w->id_at = kith_arena_alloc(&w->pieces, (nodes->rows + 1) * sizeof *w->id_at);
  w->id_at[0] = 0;
  for (size_t i = 0; i < nodes->rows; i++) {
    kith_clean_id(&w->ids, ids->text[i]);
    w->id_at[i + 1] = w->ids.n;
    size_t n = w->id_at[i + 1] - w->id_at[i];
    if (n > w->id_longest) w->id_longest = n;
  }
  kith_vec_reserve(&w->ids, w->ids.n + BLOCK);
  memset(w->ids.at + w->ids.n, 0, BLOCK);
}

static void prepare_cells(writer *w, const kith_table *table, bool edges) {
  w->cells.n = 0;
  w->row_room = 256 + ID_SHORT + 2 * (w->id_longest + BLOCK);
  for (size_t i = 0; i < table->columns.n; i++) {
    const kith_column *column = &table->columns.at[i];
    if (is_structure(column->name)) continue;
    w->scratch.n = 0;
    kith_buf_add(&w->scratch, KITH_STR("<data key=\""));
    add_key_id(&w->scratch, column->name, edges);
    kith_buf_add(&w->scratch, KITH_STR("\">"));
    cell c = {.open = piece_of(w, kith_buf_str(&w->scratch)), .column = *column};
    c.is_number = column->kind == KITH_COLUMN_LONG || column->kind == KITH_COLUMN_DOUBLE;
    c.is_label = !edges && strcmp(column->name, "label") == 0;
    c.is_weight = edges && strcmp(column->name, "weight") == 0;
    w->row_room += c.open.n + CELL_ROOM;
    kith_vec_push(&w->cells, c);
  }
}

static void export_graph(const kith_graph *graph, const kith_export_options *options, kith_out *out) {
  writer w = {.out = out};
  kith_arena_init(&w.pieces);
  kith_out_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  kith_out_text(out, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
  write_comment(out, graph, options->about);
  write_keys(out, &graph->nodes, false);
  write_keys(out, &graph->edges, true);
  kith_out_format(out, "<graph edgedefault=\"%s\">\n", graph->directed ? "directed" : "undirected");
  prepare_ids(&w, &graph->nodes);
  prepare_cells(&w, &graph->nodes, false);
  write_nodes(&w, graph);
  prepare_cells(&w, &graph->edges, true);
  write_edges(&w, graph);
  kith_out_text(out, "</graph>\n</graphml>\n");
  kith_vec_clear(&w.cells);
  kith_vec_clear(&w.ids);
  kith_vec_clear(&w.scratch);
  kith_arena_clear(&w.pieces);
}

const kith_exporter kith_exporter_graphml = {
    "graphml", ".graphml", "GraphML for Gephi, networkx, igraph, Cytoscape", export_graph, NULL};
