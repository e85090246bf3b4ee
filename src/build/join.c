#include "build/join.h"

static void copy_cell(const kith_column *to, size_t at, const kith_column *from, size_t row) {
  if (to->kind == KITH_COLUMN_LONG)
    to->longs[at] = from->longs[row];
  else if (to->kind == KITH_COLUMN_DOUBLE)
    to->doubles[at] = from->doubles[row];
  else
    to->text[at] = from->text[row];
}

/* Row `from` of a table to row `to` of another, over the columns that both have. */
static void copy_row(const kith_table *to, size_t at, const kith_table *from, size_t row) {
  for (size_t i = 0; i < from->columns.n; i++) {
    const kith_column *source = &from->columns.at[i], *target = kith_table_find(to, source->name);
    if (target) copy_cell(target, at, source, row);
  }
}

/* What a node is and where it is drawn, and not what was measured on the other graph. */
static void copy_origin(const kith_table *to, size_t at, const kith_table *from, size_t row) {
  static const char *const names[] = {"id", "label", "type", "mentions", "documents", "kind", "country", "origin", "size", "x", "y"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    const kith_column *source = kith_table_find(from, names[i]), *target = kith_table_find(to, names[i]);
    if (source && target) copy_cell(target, at, source, row);
  }
}

static void add_columns(kith_table *to, const kith_table *from) {
  for (size_t i = 0; i < from->columns.n; i++) {
    const kith_column *c = &from->columns.at[i];
    if (!kith_table_find(to, c->name)) kith_table_add(to, c->name, c->kind, c->about);
  }
}

/* Which row each node of the two becomes; the number of rows. */
static size_t merge_nodes(const kith_graph *first, const kith_graph *second, size_t *row1, size_t *row2) {
  const kith_str *a = kith_table_find(&first->nodes, "id")->text, *b = kith_table_find(&second->nodes, "id")->text;
  size_t i = 0, j = 0, n = 0;
  while (i < first->nodes.rows || j < second->nodes.rows) {
    int order = i == first->nodes.rows ? 1 : j == second->nodes.rows ? -1 : kith_str_compare(a[i], b[j]);
    if (order <= 0) row1[i++] = n;
    if (order >= 0) row2[j++] = n;
    n++;
  }
  return n;
}

static void copy_edges(kith_graph *joined, const kith_graph *from, const size_t *row_of, size_t at) {
  int64_t *source = kith_table_find(&joined->edges, "source")->longs, *target = kith_table_find(&joined->edges, "target")->longs;
  for (size_t e = 0; e < from->edges.rows; e++) {
    copy_row(&joined->edges, at + e, &from->edges, e);
    source[at + e] = (int64_t)row_of[source[at + e]];
    target[at + e] = (int64_t)row_of[target[at + e]];
  }
}

void kith_graph_join(kith_graph *joined, const kith_graph *first, const kith_graph *second) {
  size_t *row1 = kith_alloc((first->nodes.rows + 1) * sizeof *row1), *row2 = kith_alloc((second->nodes.rows + 1) * sizeof *row2);
  kith_graph_init(joined, false, merge_nodes(first, second, row1, row2), first->edges.rows + second->edges.rows);
  add_columns(&joined->nodes, &first->nodes);
  add_columns(&joined->edges, &first->edges);
  add_columns(&joined->edges, &second->edges);
  for (size_t i = 0; i < second->nodes.rows; i++) copy_origin(&joined->nodes, row2[i], &second->nodes, i);
  for (size_t i = 0; i < first->nodes.rows; i++) copy_row(&joined->nodes, row1[i], &first->nodes, i);
  copy_edges(joined, first, row1, 0);
  copy_edges(joined, second, row2, first->edges.rows);
  kith_free(row1);
  kith_free(row2);
}
