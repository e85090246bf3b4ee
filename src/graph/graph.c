#include "graph/graph.h"

#include "graph/ig.h"
#include "lexicon/entity_type.h"

#include <stdlib.h>

void kith_graph_init(kith_graph *graph, bool directed, size_t node_count, size_t edge_count) {
  graph->directed = directed;
  kith_table *nodes = &graph->nodes, *edges = &graph->edges;
  kith_table_init(nodes, "nodes", node_count);
  kith_table_init(edges, "edges", edge_count);
  nodes->for_gephi = edges->for_gephi = true;
  kith_table_add(nodes, "id", KITH_COLUMN_TEXT, "the entity's id, the same in every build");
  kith_table_add(nodes, "label", KITH_COLUMN_TEXT, "the entity's canonical English name");
  kith_table_add(nodes, "type", KITH_COLUMN_TEXT, "PER, ORG, LOC, EVT or PRO");
  kith_table_add(nodes, "mentions", KITH_COLUMN_LONG, "how often the entity is mentioned");
  kith_table_add(nodes, "documents", KITH_COLUMN_LONG, "how many documents mention it");
  kith_table_add(edges, "source", KITH_COLUMN_LONG, "row of the node the tie starts from");
  kith_table_add(edges, "target", KITH_COLUMN_LONG, "row of the node it leads to");
  kith_table_add(edges, "id", KITH_COLUMN_TEXT, "the tie's id, the same in every build");
  kith_table_add(edges, "weight", KITH_COLUMN_DOUBLE, "how strong the tie is; above 0");
  kith_table_add(edges, "count", KITH_COLUMN_LONG, "how many sentences or passages say so");
  kith_table_add(edges, "documents", KITH_COLUMN_LONG, "how many documents say so");
}

void kith_graph_clear(kith_graph *graph) {
  kith_table_clear(&graph->nodes);
  kith_table_clear(&graph->edges);
}

/* ---- pruning ---- */

static const int64_t *longs_of(const kith_table *table, const char *name) {
  const kith_column *column = kith_table_find(table, name);
  return column ? column->longs : NULL;
}

static bool reaches(const int64_t *values, size_t row, uint64_t minimum) {
  if (!values || minimum == 0) return true;
  return values[row] > 0 && (uint64_t)values[row] >= minimum;
}

static void drop_weak_edges(const kith_graph *graph, const kith_prune_options *options, bool *keep_edge) {
  const int64_t *counts = longs_of(&graph->edges, "count");
  const int64_t *documents = longs_of(&graph->edges, "documents");
  for (size_t e = 0; e < graph->edges.rows; e++)
    keep_edge[e] = reaches(counts, e, options->min_count) && reaches(documents, e, options->min_documents);
}

static kith_status drop_other_types(const kith_graph *graph, const char *types, bool *keep_node,
                                    kith_error *error) {
  for (size_t i = 0; i < graph->nodes.rows; i++) keep_node[i] = true;
  if (!types) return KITH_OK;
  unsigned wanted = 0;
  if (!kith_types_parse(kith_str_of(types), &wanted))
    return kith_error_set(error, KITH_ERR_ARG, "\"%s\" names a type that is none of PER, ORG, LOC, EVT, PRO",
                          types);
  const kith_str *type = kith_table_find(&graph->nodes, "type")->text;
  for (size_t i = 0; i < graph->nodes.rows; i++) {
    kith_type is = kith_type_find(type[i]);
    keep_node[i] = is != KITH_TYPE_COUNT && (wanted >> is & 1u);
  }
  return KITH_OK;
}

static void drop_loose_edges(const kith_graph *graph, const bool *keep_node, bool *keep_edge) {
  const int64_t *source = longs_of(&graph->edges, "source"), *target = longs_of(&graph->edges, "target");
  for (size_t e = 0; e < graph->edges.rows; e++)
    keep_edge[e] = keep_edge[e] && keep_node[source[e]] && keep_node[target[e]];
}

typedef struct ranked {
  double strength;
  size_t row;
} ranked;

static int by_strength(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->strength < y->strength || x->strength > y->strength) return x->strength > y->strength ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

static void keep_top(const kith_graph *graph, uint64_t top, bool *keep_node, const bool *keep_edge) {
  size_t n = graph->nodes.rows, there = 0;
  ranked *ranks = kith_alloc_zero(n + 1, sizeof *ranks);
  for (size_t i = 0; i < n; i++) ranks[i] = (ranked){keep_node[i] ? 0 : -1, i};
  const int64_t *source = longs_of(&graph->edges, "source"), *target = longs_of(&graph->edges, "target");
  const double *weight = kith_table_find(&graph->edges, "weight")->doubles;
  for (size_t e = 0; e < graph->edges.rows; e++) {
    if (!keep_edge[e] || source[e] == target[e]) continue;
    ranks[source[e]].strength += kith_edge_weight(weight[e]);
    ranks[target[e]].strength += kith_edge_weight(weight[e]);
  }
  qsort(ranks, n, sizeof *ranks, by_strength);
  for (size_t i = 0; i < n; i++) {
    size_t row = ranks[i].row;
    if (keep_node[row] && there++ >= top) keep_node[row] = false;
  }
  kith_free(ranks);
}

/* Nodes without a tie; with keep_named those that texts name stay. */
static void drop_isolated(const kith_graph *graph, bool keep_named, bool *keep_node, bool *keep_edge) {
  const int64_t *mentions = longs_of(&graph->nodes, "mentions");
  const int64_t *source = longs_of(&graph->edges, "source"), *target = longs_of(&graph->edges, "target");
  bool *tied = kith_alloc_zero(graph->nodes.rows + 1, sizeof *tied);
  for (size_t e = 0; e < graph->edges.rows; e++)
    if (keep_edge[e] && source[e] != target[e]) tied[source[e]] = tied[target[e]] = true;
  for (size_t i = 0; i < graph->nodes.rows; i++) keep_node[i] = keep_node[i] && (tied[i] || (keep_named && mentions[i] != 0));
  kith_free(tied);
  drop_loose_edges(graph, keep_node, keep_edge);
}

static void remove_rows(kith_graph *graph, const bool *keep_node, const bool *keep_edge) {
  int64_t *renumbered = kith_alloc((graph->nodes.rows + 1) * sizeof *renumbered), next = 0;
  for (size_t i = 0; i < graph->nodes.rows; i++) renumbered[i] = keep_node[i] ? next++ : -1;
  kith_table_filter(&graph->nodes, keep_node);
  kith_table_filter(&graph->edges, keep_edge);
  int64_t *source = kith_table_find(&graph->edges, "source")->longs;
  int64_t *target = kith_table_find(&graph->edges, "target")->longs;
  for (size_t e = 0; e < graph->edges.rows; e++) {
    source[e] = renumbered[source[e]];
    target[e] = renumbered[target[e]];
  }
  kith_free(renumbered);
}

kith_status kith_graph_prune(kith_graph *graph, const kith_prune_options *options, kith_error *error) {
  kith_status status = kith_graph_check(graph, error);
  if (status != KITH_OK) return status;
  bool *keep_node = kith_alloc_zero(graph->nodes.rows + 1, sizeof *keep_node);
  bool *keep_edge = kith_alloc_zero(graph->edges.rows + 1, sizeof *keep_edge);
  drop_weak_edges(graph, options, keep_edge);
  status = drop_other_types(graph, options->types, keep_node, error);
  if (status != KITH_OK) goto done;
  drop_loose_edges(graph, keep_node, keep_edge);
  if (options->top) {
    keep_top(graph, options->top, keep_node, keep_edge);
    drop_loose_edges(graph, keep_node, keep_edge);
  }
  drop_isolated(graph, options->keep_isolated, keep_node, keep_edge);
  remove_rows(graph, keep_node, keep_edge);
done:
  kith_free(keep_node);
  kith_free(keep_edge);
  return status;
}
