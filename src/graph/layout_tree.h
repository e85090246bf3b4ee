/* A quadtree over spots: what they push one spot with, summed. */
#ifndef KITH_GRAPH_LAYOUT_TREE_H
#define KITH_GRAPH_LAYOUT_TREE_H

#include "base/vec.h"
#include "graph/layout.h"

typedef struct kith_tree_cell {
  double x, y, mass; /* centre of mass, once summed */
  double width;
  uint32_t child[4]; /* 0: none */
  uint32_t only;     /* the one spot in it, or UINT32_MAX */
} kith_tree_cell;

/* Zero bytes are an empty tree; kith_layout_tree_clear frees it. */
typedef struct kith_tree {
  KITH_VEC(kith_tree_cell) cells;
  double left, top, width;
} kith_tree;

/* Builds it anew over the spots where they are now, keeping the room. */
void kith_layout_tree_build(kith_tree *tree, const kith_spot *spots, size_t n);
void kith_layout_tree_clear(kith_tree *tree);

/* The sum of mass/distance, away from each, on spot i: in *x and *y. */
void kith_layout_tree_push(const kith_tree *tree, const kith_spot *spots, uint32_t i, double *x, double *y);

#endif
