#include "graph/layout_tree.h"

#include <stdbool.h>

enum { DEPTH_MAX = 32 };
static const double NEAR = 1.1; /* a cell that looks wider than its distance / NEAR is opened */
static const uint32_t NOBODY = UINT32_MAX;

static uint32_t cell_new(kith_tree *tree, double width) {
  kith_vec_push(&tree->cells, (kith_tree_cell){.width = width, .only = NOBODY});
  return (uint32_t)(tree->cells.n - 1);
}

static void bound(kith_tree *tree, const kith_spot *spots, size_t n) {
  double left = spots[0].x, right = left, top = spots[0].y, bottom = top;
  for (size_t i = 1; i < n; i++) {
    if (spots[i].x < left) left = spots[i].x;
    if (spots[i].x > right) right = spots[i].x;
    if (spots[i].y < top) top = spots[i].y;
    if (spots[i].y > bottom) bottom = spots[i].y;
  }
  double width = right - left > bottom - top ? right - left : bottom - top;
  tree->left = left;
  tree->top = top;
  tree->width = width > 1e-9 ? width * 1.0001 : 1;
}

/* Where a walk down the tree has got to: a cell's corner and width. */
typedef struct place {
  double left, top, width;
} place;

static unsigned quarter(place *at, const kith_spot *spot) {
  at->width /= 2;
  unsigned right = spot->x >= at->left + at->width, below = spot->y >= at->top + at->width;
  at->left += right ? at->width : 0;
  at->top += below ? at->width : 0;
  return below * 2 + right;
}

static uint32_t child_of(kith_tree *tree, uint32_t cell, unsigned q, double width) {
  if (!tree->cells.at[cell].child[q]) {
    uint32_t fresh = cell_new(tree, width);
    tree->cells.at[cell].child[q] = fresh;
  }
  return tree->cells.at[cell].child[q];
}

static void add_mass(kith_tree_cell *cell, const kith_spot *spot) {
  cell->x += spot->x * spot->mass;
  cell->y += spot->y * spot->mass;
  cell->mass += spot->mass;
}

static void insert(kith_tree *tree, const kith_spot *spots, uint32_t i) {
  place at = {tree->left, tree->top, tree->width};
  uint32_t cell = 0;
  for (unsigned depth = 0;; depth++) {
    kith_tree_cell *here = &tree->cells.at[cell];
    if (here->mass <= 0) {
      here->only = i;
      add_mass(here, &spots[i]);
      return;
    }
    if (here->only != NOBODY && depth < DEPTH_MAX) {
      /* The one who lived here moves a floor down. */
      uint32_t other = here->only;
      here->only = NOBODY;
      place below = at;
      unsigned q = quarter(&below, &spots[other]);
      uint32_t to = child_of(tree, cell, q, below.width);
      tree->cells.at[to].only = other;
      add_mass(&tree->cells.at[to], &spots[other]);
    }
    here = &tree->cells.at[cell];
    add_mass(here, &spots[i]);
    if (depth >= DEPTH_MAX) {
      here->only = NOBODY; /* as good as one place */
      return;
    }
    unsigned q = quarter(&at, &spots[i]);
    cell = child_of(tree, cell, q, at.width);
  }
}

void kith_layout_tree_build(kith_tree *tree, const kith_spot *spots, size_t n) {
  tree->cells.n = 0;
  if (n == 0) return;
  bound(tree, spots, n);
  cell_new(tree, tree->width);
  for (size_t i = 0; i < n; i++) insert(tree, spots, (uint32_t)i);
  for (size_t c = 0; c < tree->cells.n; c++) {
    tree->cells.at[c].x /= tree->cells.at[c].mass;
    tree->cells.at[c].y /= tree->cells.at[c].mass;
  }
}

void kith_layout_tree_clear(kith_tree *tree) { kith_vec_clear(&tree->cells); }

void kith_layout_tree_push(const kith_tree *tree, const kith_spot *spots, uint32_t i, double *x, double *y) {
  uint32_t stack[4 * (DEPTH_MAX + 2)];
  size_t top = 0;
  double sum_x = 0, sum_y = 0;
  const kith_spot *spot = &spots[i];
  stack[top++] = 0;
  while (top) {
    const kith_tree_cell *cell = &tree->cells.at[stack[--top]];
    if (cell->only == i) continue;
    double dx = spot->x - cell->x, dy = spot->y - cell->y, square = dx * dx + dy * dy;
    bool leaf = !(cell->child[0] || cell->child[1] || cell->child[2] || cell->child[3]);
    if (leaf || cell->width * cell->width * NEAR * NEAR < square) {
      double by = cell->mass / (square + 1e-6);
      sum_x += dx * by;
      sum_y += dy * by;
      continue;
    }
    for (unsigned q = 4; q-- > 0;)
      if (cell->child[q]) stack[top++] = cell->child[q];
  }
  *x = sum_x;
  *y = sum_y;
}
