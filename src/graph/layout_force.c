#include "graph/layout.h"
#include "graph/layout_tree.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static const double PUSH = 0.4;     /* against the pulls */
static const double GRAVITY = 0.02; /* keeps loose ends from drifting off */

void kith_layout_spiral(kith_spot *spots, size_t n, double x, double y, double gap) {
  /* Each spot is turned by the golden angle against the one before. */
  const double cosine = -0.73736887807831963, sine = 0.67549029426152396;
  double ux = 1, uy = 0;
  for (size_t i = 0; i < n; i++) {
    double distance = gap * sqrt((double)i + 0.5) / 1.77;
    spots[i].x = x + ux * distance;
    spots[i].y = y + uy * distance;
    double turned = ux * cosine - uy * sine;
    uy = ux * sine + uy * cosine;
    ux = turned;
  }
}

typedef struct push {
  double x, y;
} push;

static void add_pulls(const kith_spot *spots, const kith_spring *springs, size_t m, push *forces) {
  for (size_t e = 0; e < m; e++) {
    const kith_spot *a = &spots[springs[e].a], *b = &spots[springs[e].b];
    double dx = b->x - a->x, dy = b->y - a->y, square = dx * dx + dy * dy;
    if (square < 1e-12) continue;
    double distance = sqrt(square), by = springs[e].pull * sqrt(distance) / distance;
    forces[springs[e].a].x += dx * by;
    forces[springs[e].a].y += dy * by;
    forces[springs[e].b].x -= dx * by;
    forces[springs[e].b].y -= dy * by;
  }
}

/* Twice the root mean square distance from the middle; the middle in *x and *y. */
static double extent(const kith_spot *spots, size_t n, double *x, double *y) {
  double sx = 0, sy = 0, squares = 0;
  for (size_t i = 0; i < n; i++) sx += spots[i].x, sy += spots[i].y;
  *x = sx / (double)n;
  *y = sy / (double)n;
  for (size_t i = 0; i < n; i++)
    squares += (spots[i].x - *x) * (spots[i].x - *x) + (spots[i].y - *y) * (spots[i].y - *y);
  return 2 * sqrt(squares / (double)n);
}

static void move(kith_spot *spots, size_t n, const push *forces, double stride) {
  for (size_t i = 0; i < n; i++) {
    double fx = forces[i].x / spots[i].mass, fy = forces[i].y / spots[i].mass;
    double length = sqrt(fx * fx + fy * fy);
    if (length < 1e-12) continue;
    double by = (length < stride ? length : stride) / length;
    spots[i].x += fx * by;
    spots[i].y += fy * by;
  }
}

void kith_layout_force(kith_spot *spots, size_t n, const kith_spring *springs, size_t m, unsigned rounds,
                       double heat) {
  if (n < 2) return;
  kith_tree tree = {0};
  push *forces = kith_alloc(n * sizeof *forces);
  for (unsigned round = 0; round < rounds; round++) {
    double x, y, width = extent(spots, n, &x, &y), cooled = 1 - (double)round / rounds;
    kith_layout_tree_build(&tree, spots, n);
    for (size_t i = 0; i < n; i++) {
      double px, py, by = PUSH * spots[i].mass;
      kith_layout_tree_push(&tree, spots, (uint32_t)i, &px, &py);
      forces[i].x = px * by - GRAVITY * spots[i].mass * (spots[i].x - x);
      forces[i].y = py * by - GRAVITY * spots[i].mass * (spots[i].y - y);
    }
    add_pulls(spots, springs, m, forces);
    move(spots, n, forces, width * heat * cooled * cooled);
  }
  kith_free(forces);
  kith_layout_tree_clear(&tree);
}

/* ---- room between circles ---- */

enum { SPREAD_ROUNDS = 60, SPREAD_ROUNDS_LARGE = 12, LARGE = 20000 };

/* Spots by the square of a grid they are in: heads of chains. */
typedef struct grid {
  double left, top, side;
  size_t columns, rows;
  uint32_t *head, *next;
} grid;

static const uint32_t END = UINT32_MAX;

static size_t square_of(const grid *g, double x, double y) {
  double column = (x - g->left) / g->side, row = (y - g->top) / g->side;
  size_t c = column > 0 ? (size_t)column : 0, r = row > 0 ? (size_t)row : 0;
  if (c >= g->columns) c = g->columns - 1;
  if (r >= g->rows) r = g->rows - 1;
  return r * g->columns + c;
}

static void grid_fill(grid *g, const kith_spot *spots, size_t n, double side) {
  double left = spots[0].x, right = left, top = spots[0].y, bottom = top;
  for (size_t i = 1; i < n; i++) {
    left = fmin(left, spots[i].x), right = fmax(right, spots[i].x);
    top = fmin(top, spots[i].y), bottom = fmax(bottom, spots[i].y);
  }
  /* No more squares than spots need, however far one of them lies. */
  while ((right - left) / side * ((bottom - top) / side) > 4.0 * (double)n + 1000) side *= 2;
  *g = (grid){.left = left, .top = top, .side = side, .head = g->head, .next = g->next};
  g->columns = (size_t)((right - left) / side) + 1;
  g->rows = (size_t)((bottom - top) / side) + 1;
  g->head = kith_realloc(g->head, g->columns * g->rows * sizeof *g->head);
  for (size_t s = 0; s < g->columns * g->rows; s++) g->head[s] = END;
  for (size_t i = n; i-- > 0;) {
    size_t s = square_of(g, spots[i].x, spots[i].y);
    g->next[i] = g->head[s];
    g->head[s] = (uint32_t)i;
  }
}

/* Moves two spots apart, the lighter one more; false when they are far enough. */
static bool part(kith_spot *a, kith_spot *b, double gap) {
  double dx = b->x - a->x, dy = b->y - a->y, want = a->radius + b->radius + gap;
  double square = dx * dx + dy * dy;
  if (square >= want * want * 0.999) return false;
  double distance = sqrt(square);
  if (distance < 1e-6) dx = 1, dy = 0, distance = 1, square = 0;
  double by = (want - (square > 0 ? distance : 0)) / distance, share = b->mass / (a->mass + b->mass);
  a->x -= dx * by * share;
  a->y -= dy * by * share;
  b->x += dx * by * (1 - share);
  b->y += dy * by * (1 - share);
  return true;
}

static size_t part_neighbours(const grid *g, kith_spot *spots, uint32_t i, double gap) {
  size_t moved = 0, at = square_of(g, spots[i].x, spots[i].y);
  size_t column = at % g->columns, row = at / g->columns;
  for (size_t r = row ? row - 1 : 0; r <= row + 1 && r < g->rows; r++)
    for (size_t c = column ? column - 1 : 0; c <= column + 1 && c < g->columns; c++)
      for (uint32_t j = g->head[r * g->columns + c]; j != END; j = g->next[j])
        if (j > i) moved += part(&spots[i], &spots[j], gap);
  return moved;
}

void kith_layout_spread(kith_spot *spots, size_t n, double room, double gap) {
  if (n < 2) return;
  double x, y, width = extent(spots, n, &x, &y), widest = 0;
  /* A disc of n places of room*room has this root mean square width. */
  double by = width > 0 ? sqrt((double)n) * room * 0.8 / width : 1;
  for (size_t i = 0; i < n; i++) {
    spots[i].x = (spots[i].x - x) * by;
    spots[i].y = (spots[i].y - y) * by;
    if (spots[i].radius > widest) widest = spots[i].radius;
  }
  grid g = {.next = kith_alloc(n * sizeof *g.next)};
  for (int round = 0; round < (n > LARGE ? SPREAD_ROUNDS_LARGE : SPREAD_ROUNDS); round++) {
    size_t moved = 0;
    grid_fill(&g, spots, n, 2 * widest + gap);
    for (size_t i = 0; i < n; i++) moved += part_neighbours(&g, spots, (uint32_t)i, gap);
    if (!moved) break;
  }
  kith_free(g.head);
  kith_free(g.next);
}
