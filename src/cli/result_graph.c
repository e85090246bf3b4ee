#include "cli/result_graph.h"

#include "base/file.h"
#include "base/map.h"

#include <stdlib.h>

static kith_status read_table(kith_csv_table *table, const char *folder, const char *name, kith_error *error) {
  kith_buf path = {0};
  kith_status status;
  kith_path_join(&path, kith_str_of(folder), kith_str_of(name));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_NONE)
    status = kith_error_at(error, KITH_ERR_IO, folder, 0, "has no %s: it is no result of kith build", name);
  else
    status = kith_csv_table_read(table, path.at, error);
  kith_vec_clear(&path);
  return status;
}

static double number(kith_str cell) {
  char text[64];
  size_t n = cell.n < sizeof text - 1 ? cell.n : sizeof text - 1;
  memcpy(text, cell.p, n);
  text[n] = '\0';
  double value = strtod(text, NULL);
  return value >= 0 && value < 1e15 ? value : 0;
}

static void read_nodes(kith_result_graph *g, kith_map *index, kith_intern *ids) {
  const kith_csv_table *t = &g->node_table;
  size_t id = kith_csv_table_column(t, "id"), label = kith_csv_table_column(t, "label"), type = kith_csv_table_column(t, "type"),
         origin = kith_csv_table_column(t, "origin"), mentions = kith_csv_table_column(t, "mentions");
  for (size_t i = 0; i < t->rows; i++) {
    kith_result_node n = {.id = kith_csv_table_cell(t, i, id), .label = kith_csv_table_cell(t, i, label),
                          .type = kith_type_find(kith_csv_table_cell(t, i, type)),
                          .listed = !kith_str_is(kith_csv_table_cell(t, i, origin), "discovered"),
                          .mentions = (uint32_t)number(kith_csv_table_cell(t, i, mentions))};
    *kith_map_add(index, kith_intern_add(ids, n.id)) = i + 1;
    kith_vec_push(&g->nodes, n);
  }
}

static uint32_t find(const kith_map *index, const kith_intern *ids, kith_str id) {
  uint32_t text = kith_intern_find(ids, id);
  const uint64_t *at = text == KITH_NONE ? NULL : kith_map_find(index, text);
  return at ? (uint32_t)*at - 1 : KITH_NONE;
}

static void read_edges(kith_result_graph *g, const kith_map *index, const kith_intern *ids) {
  const kith_csv_table *t = &g->edge_table;
  size_t source = kith_csv_table_column(t, "source"), target = kith_csv_table_column(t, "target"), weight = kith_csv_table_column(t, "weight");
  KITH_VEC(kith_map_entry) ties = {0};
  for (size_t i = 0; i < t->rows; i++) {
    uint32_t a = find(index, ids, kith_csv_table_cell(t, i, source)), b = find(index, ids, kith_csv_table_cell(t, i, target));
    double w = number(kith_csv_table_cell(t, i, weight));
    if (a == KITH_NONE || b == KITH_NONE || a == b) continue;
    g->nodes.at[a].weight += w;
    g->nodes.at[b].weight += w;
    kith_vec_push(&ties, (kith_map_entry){kith_pair(a, b), 0});
    kith_vec_push(&ties, (kith_map_entry){kith_pair(b, a), 0});
  }
  kith_entries_sort(ties.at, ties.n);
  for (size_t i = 0; i < ties.n; i++) {
    kith_result_node *n = &g->nodes.at[ties.at[i].key >> 32];
    if (i && ties.at[i].key == ties.at[i - 1].key) continue;
    if (!n->ties++) n->first = (uint32_t)g->neighbours.n;
    kith_vec_push(&g->neighbours, (uint32_t)ties.at[i].key);
  }
  kith_vec_clear(&ties);
}

kith_status kith_result_graph_read(kith_result_graph *g, const char *folder, kith_error *error) {
  kith_map index = {0};
  kith_intern ids;
  memset(g, 0, sizeof *g);
  kith_intern_init(&ids);
  kith_status status = read_table(&g->node_table, folder, "nodes.csv", error);
  if (status == KITH_OK) status = read_table(&g->edge_table, folder, "cooccurrence_edges.csv", error);
  if (status == KITH_OK) {
    read_nodes(g, &index, &ids);
    read_edges(g, &index, &ids);
  }
  kith_map_clear(&index);
  kith_intern_clear(&ids);
  return status;
}

void kith_result_graph_clear(kith_result_graph *g) {
  kith_csv_table_clear(&g->node_table);
  kith_csv_table_clear(&g->edge_table);
  kith_vec_clear(&g->nodes);
  kith_vec_clear(&g->neighbours);
}

bool kith_result_graph_tied(const kith_result_graph *g, uint32_t a, uint32_t b) {
  const kith_result_node *n = &g->nodes.at[a];
  uint32_t low = n->first, high = n->first + n->ties;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (g->neighbours.at[mid] == b) return true;
    if (g->neighbours.at[mid] < b) low = mid + 1;
    else high = mid;
  }
  return false;
}

uint32_t kith_result_graph_shared(const kith_result_graph *g, uint32_t a, uint32_t b) {
  const kith_result_node *x = &g->nodes.at[a], *y = &g->nodes.at[b];
  uint32_t i = x->first, j = y->first, n = 0;
  while (i < x->first + x->ties && j < y->first + y->ties) {
    uint32_t p = g->neighbours.at[i], q = g->neighbours.at[j];
    n += p == q;
    i += p <= q;
    j += q <= p;
  }
  return n;
}
