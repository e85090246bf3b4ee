/* The graph of a finished result, read back from its nodes.csv and
 * cooccurrence_edges.csv. Slices live as long as it. */
#ifndef KITH_CLI_RESULT_GRAPH_H
#define KITH_CLI_RESULT_GRAPH_H

#include "export/csv_read.h"
#include "lexicon/entity_type.h"

typedef struct kith_result_node {
  kith_str id, label;
  kith_type type;
  bool listed;   /* in a lexicon; else found in the texts */
  double weight; /* of all its ties */
  uint32_t mentions, first, ties; /* its neighbours: neighbours.at[first, first + ties), ascending */
} kith_result_node;

typedef struct kith_result_graph {
  kith_csv_table node_table, edge_table;
  KITH_VEC(kith_result_node) nodes;
  KITH_VEC(uint32_t) neighbours;
} kith_result_graph;

/* KITH_ERR_IO when the folder is no result. Clear it also after a failure. */
kith_status kith_result_graph_read(kith_result_graph *graph, const char *folder, kith_error *error);
void kith_result_graph_clear(kith_result_graph *graph);

bool kith_result_graph_tied(const kith_result_graph *graph, uint32_t a, uint32_t b);

/* How many neighbours two nodes share. */
uint32_t kith_result_graph_shared(const kith_result_graph *graph, uint32_t a, uint32_t b);

#endif
