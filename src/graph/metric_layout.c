/* Layout: the columns `x` and `y`, ready to look at.
 *
 * Every component is laid out on its own: communities first, as single heavy
 * spots, then their members around them, then all of them by forces (layout.h),
 * at last with room between the circles. Weights pull with their square root,
 * against the mean, between 1/4 and 4: the strongest tie must not swallow the
 * picture. Components are packed in rows below the largest. One unit is about a
 * pixel; a node's circle has the size that metric_look.c gives it.
 *
 * The number of rounds falls with the number of nodes; above LARGE nodes the
 * communities decide nearly all, and the forces only refine. */
#include "graph/layout.h"
#include "graph/metric.h"

#include <math.h>
#include <stdlib.h>

enum { LARGE = 20000, ROUNDS_MIN = 80, ROUNDS_MAX = 500, ROUNDS_LARGE_MIN = 8, ROUNDS_LARGE_MAX = 40 };
static const double ROUNDS_WORK = 1.5e6; /* nodes times rounds */
static const double ROOM = 70, GAP = 12, MARGIN = 60;

/* One component while it is being laid out. */
typedef struct part {
  const uint32_t *rows; /* of its nodes, grouped by community */
  size_t n;
  kith_spot *spots;
  KITH_VEC(kith_spring) springs;
  double left, top, width, height;
} part;

typedef struct layout {
  const kith_metric_work *work;
  int64_t *component; /* numbers from 1, one per row */
  const int64_t *community;
  kith_spot *spots;   /* by place in `rows` */
  uint32_t *rows;     /* all nodes, by component, community, row */
  uint32_t *place_of; /* row -> place in rows */
  part *parts;
  size_t part_count;
} layout;

typedef struct sort_key {
  int64_t component, community;
  uint32_t row;
} sort_key;

static int by_group(const void *a, const void *b) {
  const sort_key *x = a, *y = b;
  if (x->component != y->component) return x->component < y->component ? -1 : 1;
  if (x->community != y->community) return x->community < y->community ? -1 : 1;
  return (x->row > y->row) - (x->row < y->row);
}

static kith_status find_components(layout *l, kith_error *error) {
  igraph_vector_int_t membership;
  igraph_error_t code = igraph_vector_int_init(&membership, 0);
  if (code) return kith_ig_check(code, "make room for the layout", error);
  code = igraph_connected_components(&l->work->plain->graph, &membership, NULL, NULL, IGRAPH_WEAK);
  if (!code) kith_metric_number_groups(&membership, l->component);
  igraph_vector_int_destroy(&membership);
  return kith_ig_check(code, "find the components", error);
}

/* Rows by component (largest first), and the parts that they make. */
static void cut_parts(layout *l) {
  size_t n = l->work->graph->nodes.rows;
  sort_key *keys = kith_alloc((n + 1) * sizeof *keys);
  for (size_t i = 0; i < n; i++)
    keys[i] = (sort_key){l->component[i], l->community[i], (uint32_t)i};
  qsort(keys, n, sizeof *keys, by_group);
  l->part_count = n ? (size_t)keys[n - 1].component : 0;
  l->parts = kith_alloc_zero(l->part_count + 1, sizeof *l->parts);
  for (size_t i = 0; i < n; i++) {
    part *p = &l->parts[keys[i].component - 1];
    if (p->n++ == 0) {
      p->rows = l->rows + i;
      p->spots = l->spots + i;
    }
    l->rows[i] = keys[i].row;
    l->place_of[keys[i].row] = (uint32_t)i;
  }
  kith_free(keys);
}

static double between(double value, double low, double high) {
  return value < low ? low : value > high ? high : value;
}

/* Springs of every part; masses grow with the pulls on a node. */
static void hang_springs(layout *l) {
  const kith_table *edges = &l->work->graph->edges;
  const int64_t *source = kith_table_find(edges, "source")->longs;
  const int64_t *target = kith_table_find(edges, "target")->longs;
  const igraph_vector_t *weights = &l->work->plain->weights;
  double mean = edges->rows ? igraph_vector_sum(weights) / (double)edges->rows : 1;
  for (size_t i = 0; i < l->work->graph->nodes.rows; i++) l->spots[i].mass = 1;
  for (size_t e = 0; e < edges->rows; e++) {
    if (source[e] == target[e]) continue;
    part *p = &l->parts[l->component[source[e]] - 1];
    uint32_t a = l->place_of[source[e]], b = l->place_of[target[e]], base = (uint32_t)(p->spots - l->spots);
    double pull = between(sqrt(VECTOR(*weights)[e] / mean), 0.25, 4);
    l->spots[a].mass += pull;
    l->spots[b].mass += pull;
    kith_vec_push(&p->springs, (kith_spring){a - base, b - base, pull});
  }
}

static unsigned rounds_for(size_t n) {
  double rounds = ROUNDS_WORK / (double)n;
  return (unsigned)(n > LARGE ? between(rounds, ROUNDS_LARGE_MIN, ROUNDS_LARGE_MAX)
                              : between(rounds, ROUNDS_MIN, ROUNDS_MAX));
}

/* Springs between groups: of equal ends only one, their pulls added up. */
static int by_ends(const void *a, const void *b) {
  const kith_spring *x = a, *y = b;
  if (x->a != y->a) return x->a < y->a ? -1 : 1;
  return (x->b > y->b) - (x->b < y->b);
}

static size_t merge_springs(kith_spring *springs, size_t m) {
  size_t kept = 0;
  if (m) qsort(springs, m, sizeof *springs, by_ends);
  for (size_t i = 0; i < m; i++)
    if (kept && by_ends(&springs[kept - 1], &springs[i]) == 0)
      springs[kept - 1].pull += springs[i].pull;
    else
      springs[kept++] = springs[i];
  return kept;
}

/* A start for the forces: the communities laid out, their members around them. */
static void place_by_community(const layout *l, part *p) {
  uint32_t *group_of = kith_alloc(p->n * sizeof *group_of), groups = 0;
  kith_spot *heavy = kith_alloc_zero(p->n, sizeof *heavy);
  size_t *first = kith_alloc_zero(p->n + 1, sizeof *first);
  for (size_t i = 0; i < p->n; i++) {
    if (i == 0 || l->community[p->rows[i]] != l->community[p->rows[i - 1]]) first[groups++] = i;
    group_of[i] = groups - 1;
    heavy[groups - 1].mass += p->spots[i].mass;
    heavy[groups - 1].radius += ROOM * ROOM;
  }
  first[groups] = p->n;
  kith_spring *links = kith_alloc((p->springs.n + 1) * sizeof *links);
  size_t m = 0;
  for (size_t e = 0; e < p->springs.n; e++) {
    uint32_t a = group_of[p->springs.at[e].a], b = group_of[p->springs.at[e].b];
    if (a != b) links[m++] = (kith_spring){a < b ? a : b, a < b ? b : a, p->springs.at[e].pull};
  }
  m = merge_springs(links, m);
  for (uint32_t g = 0; g < groups; g++) heavy[g].radius = sqrt(heavy[g].radius) * 0.55;
  kith_layout_spiral(heavy, groups, 0, 0, ROOM);
  kith_layout_force(heavy, groups, links, m, rounds_for(groups), 0.1);
  kith_layout_spread(heavy, groups, ROOM * sqrt((double)p->n / groups), 0);
  for (uint32_t g = 0; g < groups; g++)
    kith_layout_spiral(p->spots + first[g], first[g + 1] - first[g], heavy[g].x, heavy[g].y, ROOM);
  kith_free(links);
  kith_free(first);
  kith_free(heavy);
  kith_free(group_of);
}

static void lay_out(const layout *l, part *p) {
  place_by_community(l, p);
  kith_layout_force(p->spots, p->n, p->springs.at, p->springs.n, rounds_for(p->n), p->n > LARGE ? 0.02 : 0.1);
  kith_layout_spread(p->spots, p->n, ROOM, GAP);
  double right = -1e300, bottom = -1e300;
  p->left = p->top = 1e300;
  for (size_t i = 0; i < p->n; i++) {
    const kith_spot *s = &p->spots[i];
    p->left = fmin(p->left, s->x - s->radius), right = fmax(right, s->x + s->radius);
    p->top = fmin(p->top, s->y - s->radius), bottom = fmax(bottom, s->y + s->radius);
  }
  p->width = right - p->left + MARGIN;
  p->height = bottom - p->top + MARGIN;
}

/* Rows of boxes, as wide as a square picture would be; a part that is most of
 * the picture has the others in rows below it. */
static void pack(layout *l) {
  double area = 0, width = 0, largest = l->part_count ? l->parts[0].width * l->parts[0].height : 0;
  for (size_t c = 0; c < l->part_count; c++) {
    area += l->parts[c].width * l->parts[c].height;
    width = fmax(width, l->parts[c].width);
  }
  if (largest < area / 2) width = fmax(width, sqrt(area) * 1.2);
  double x = 0, y = 0, tallest = 0;
  for (size_t c = 0; c < l->part_count; c++) {
    part *p = &l->parts[c];
    if (x > 0 && x + p->width > width) {
      x = 0;
      y += tallest;
      tallest = 0;
    }
    double by_x = x - p->left, by_y = y - p->top;
    for (size_t i = 0; i < p->n; i++) p->spots[i].x += by_x, p->spots[i].y += by_y;
    x += p->width;
    tallest = fmax(tallest, p->height);
  }
}

static void write_columns(const layout *l) {
  size_t n = l->work->graph->nodes.rows;
  kith_metric_column(l->work, "x", KITH_COLUMN_DOUBLE, "place in the picture, to the right");
  kith_metric_column(l->work, "y", KITH_COLUMN_DOUBLE, "place in the picture, upwards");
  double *x = kith_table_find(&l->work->graph->nodes, "x")->doubles;
  double *y = kith_table_find(&l->work->graph->nodes, "y")->doubles;
  for (size_t i = 0; i < n; i++) {
    x[l->rows[i]] = floor(l->spots[i].x * 10 + 0.5) / 10;
    y[l->rows[i]] = floor(-l->spots[i].y * 10 + 0.5) / 10;
  }
}

static void lay_out_all(layout *l) {
  size_t n = l->work->graph->nodes.rows;
  cut_parts(l);
  hang_springs(l);
  double *radius = kith_metric_radii(l->work);
  for (size_t i = 0; i < n; i++) l->spots[i].radius = radius[l->rows[i]];
  kith_free(radius);
  for (size_t c = 0; c < l->part_count; c++) lay_out(l, &l->parts[c]);
  pack(l);
  write_columns(l);
  for (size_t c = 0; c < l->part_count; c++) kith_vec_clear(&l->parts[c].springs);
  kith_free(l->parts);
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  size_t n = work->graph->nodes.rows;
  layout l = {.work = work, .community = kith_metric_communities(work, error)};
  if (!l.community) return KITH_ERR_LIB;
  l.component = kith_alloc_zero(n + 1, sizeof *l.component);
  l.spots = kith_alloc_zero(n + 1, sizeof *l.spots);
  l.rows = kith_alloc_zero(n + 1, sizeof *l.rows);
  l.place_of = kith_alloc_zero(n + 1, sizeof *l.place_of);
  kith_status status = find_components(&l, error);
  if (status == KITH_OK) lay_out_all(&l);
  kith_free(l.place_of);
  kith_free(l.rows);
  kith_free(l.spots);
  kith_free(l.component);
  return status;
}

const kith_metric kith_metric_layout = {"layout", "x and y: a picture of the graph", measure};
