/* igraph, tamed: the one door between kith's tables and igraph's objects.
 *
 * An error inside igraph frees what igraph had begun and comes back as a code;
 * kith_ig_check turns the code into a kith_error. Objects made here have one
 * owner, the struct or function that initialised them: igraph's own stack of
 * things to free is never used by us. Everything with chance in it is seeded
 * right before, so that a metric gives the same whichever others were asked. */
#ifndef KITH_GRAPH_IG_H
#define KITH_GRAPH_IG_H

#include "graph/graph.h"

#include <igraph/igraph.h>

/* How igraph was set before us: a host program may use it too. */
typedef struct kith_ig_setup {
  igraph_error_handler_t *on_error;
  igraph_warning_handler_t *on_warning;
} kith_ig_setup;

/* Errors come back as codes, warnings are dropped, until restored. */
kith_ig_setup kith_ig_begin(void);
void kith_ig_end(kith_ig_setup before);

/* Starts igraph's random numbers from the same point again. */
void kith_ig_seed(void);

/* KITH_OK, or KITH_ERR_LIB with what was being done and igraph's own words. */
kith_status kith_ig_check(igraph_error_t code, const char *doing, kith_error *error);

/* A graph as igraph sees it; edge i is row i of the edge table. */
typedef struct kith_ig {
  igraph_t graph;
  igraph_vector_t weights; /* kith_edge_weight of each edge */
  bool there;
} kith_ig;

/* Builds it; `directed` false forgets the directions. Owned by the caller:
 * kith_ig_close, also after a failure and for one that is all zero. */
kith_status kith_ig_open(kith_ig *ig, const kith_graph *graph, bool directed, kith_error *error);
void kith_ig_close(kith_ig *ig);

/* A weight as the metrics take it: 1 where it is missing, not finite or not above 0. */
double kith_edge_weight(double weight);

/* KITH_ERR_ARG when an edge's end is no row of the nodes. */
kith_status kith_graph_check(const kith_graph *graph, kith_error *error);

#endif
