/* SVG: one clean picture of a graph, for a page or a print.
 *
 * Places, sizes and colours are the columns x, y, size, r, g and b where the
 * graph was measured; without them nodes lie on a spiral, have one size and the
 * colour of their type. Lines are thicker and drawn later the heavier the tie;
 * of very many only the heaviest are drawn. The largest nodes get their label,
 * where it covers no other label and no other large circle. */
#include "export/svg_label.h"
#include "graph/layout.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 1600, EDGES_MAX = 8000 };
static const double MARGIN = 40, SIZE_PLAIN = 14;
static const double INK = 0.05; /* share of the picture that circles may fill when they shrink */

static const struct {
  const char *type;
  unsigned char rgb[3];
} TYPE_COLOURS[] = {{"PER", {66, 113, 174}},
                    {"ORG", {224, 122, 49}},
                    {"LOC", {84, 158, 84}},
                    {"EVT", {196, 69, 73}},
                    {"PRO", {134, 97, 165}}};

typedef struct picture {
  const kith_graph *graph;
  kith_out *out;
  kith_svg_circle *circles; /* one per node, in the picture's units */
  double height;
} picture;

static void number(kith_out *out, const char *before, double value) {
  kith_buf_add(&out->buf, kith_str_of(before));
  kith_buf_double(&out->buf, value, 1);
}

static const double *doubles_of(const kith_table *table, const char *name) {
  const kith_column *column = kith_table_find(table, name);
  return column && column->kind == KITH_COLUMN_DOUBLE ? column->doubles : NULL;
}

static void colour_circles(const picture *p) {
  const kith_table *nodes = &p->graph->nodes;
  static const char *const names[3] = {"r", "g", "b"};
  const kith_column *type = kith_table_find(nodes, "type");
  for (unsigned c = 0; c < 3; c++) {
    const kith_column *channel = kith_table_find(nodes, names[c]);
    for (size_t i = 0; i < nodes->rows; i++) {
      p->circles[i].rgb[c] = 150;
      if (channel && channel->kind == KITH_COLUMN_LONG) {
        p->circles[i].rgb[c] = (unsigned char)channel->longs[i];
        continue;
      }
      for (size_t t = 0; type && t < sizeof TYPE_COLOURS / sizeof *TYPE_COLOURS; t++)
        if (kith_str_is(type->text[i], TYPE_COLOURS[t].type)) p->circles[i].rgb[c] = TYPE_COLOURS[t].rgb[c];
    }
  }
}

static void place_circles(const picture *p) {
  size_t n = p->graph->nodes.rows;
  const double *x = doubles_of(&p->graph->nodes, "x"), *y = doubles_of(&p->graph->nodes, "y");
  const double *size = doubles_of(&p->graph->nodes, "size");
  kith_spot *spots = kith_alloc_zero(n + 1, sizeof *spots);
  kith_layout_spiral(spots, n, 0, 0, 4 * SIZE_PLAIN);
  for (size_t i = 0; i < n; i++) {
    bool placed = x && y && isfinite(x[i]) && isfinite(y[i]);
    p->circles[i].x = placed ? x[i] : spots[i].x;
    p->circles[i].y = placed ? -y[i] : spots[i].y;
    p->circles[i].radius = (size && isfinite(size[i]) && size[i] > 0 ? size[i] : SIZE_PLAIN) / 2;
  }
  kith_free(spots);
}

/* Into a picture WIDTH wide; circles shrink with it, but not to nothing. */
static void fit(picture *p) {
  size_t n = p->graph->nodes.rows;
  double left = 1e300, right = -1e300, top = 1e300, bottom = -1e300;
  for (size_t i = 0; i < n; i++) {
    const kith_svg_circle *c = &p->circles[i];
    left = fmin(left, c->x - c->radius), right = fmax(right, c->x + c->radius);
    top = fmin(top, c->y - c->radius), bottom = fmax(bottom, c->y + c->radius);
  }
  if (!n) left = top = 0, right = bottom = 100;
  double by = (WIDTH - 2 * MARGIN) / fmax(right - left, 1);
  if (by > 2) by = 2;
  double shift = (WIDTH - (right - left) * by) / 2, squares = 0;
  for (size_t i = 0; i < n; i++) squares += p->circles[i].radius * p->circles[i].radius;
  double area = (right - left) * (bottom - top), grown = squares > 0 ? sqrt(INK * area / (3.1416 * squares)) : 1;
  grown = fmin(fmax(grown, 1), 1.6);
  for (size_t i = 0; i < n; i++) {
    kith_svg_circle *c = &p->circles[i];
    c->x = shift + (c->x - left) * by;
    c->y = MARGIN + (c->y - top) * by;
    c->radius = fmax(c->radius * by * grown, 1.5);
  }
  p->height = (bottom - top) * by + 2 * MARGIN;
}

typedef struct line {
  double weight;
  size_t row;
} line;

static int by_weight(const void *a, const void *b) {
  const line *x = a, *y = b;
  if (x->weight < y->weight || x->weight > y->weight) return x->weight < y->weight ? -1 : 1;
  return (x->row < y->row) - (x->row > y->row);
}

/* A slightly bent line, so that two ways between two nodes are two lines. */
static void draw_line(const picture *p, const kith_svg_circle *a, const kith_svg_circle *b, double width) {
  double dx = b->x - a->x, dy = b->y - a->y;
  bool inside = memcmp(a->rgb, b->rgb, sizeof a->rgb) == 0;
  number(p->out, "<path d=\"M", a->x);
  number(p->out, " ", a->y);
  number(p->out, "Q", a->x + dx / 2 - dy * 0.09);
  number(p->out, " ", a->y + dy / 2 + dx * 0.09);
  number(p->out, " ", b->x);
  number(p->out, " ", b->y);
  kith_out_format(p->out, "\" stroke=\"#%02x%02x%02x\"", inside ? a->rgb[0] : 150, inside ? a->rgb[1] : 150,
                  inside ? a->rgb[2] : 150);
  number(p->out, " stroke-width=\"", width);
  kith_out_text(p->out, "\"/>\n");
}

static void draw_lines(const picture *p) {
  const kith_table *edges = &p->graph->edges;
  const int64_t *source = kith_table_find(edges, "source")->longs;
  const int64_t *target = kith_table_find(edges, "target")->longs;
  const double *weights = doubles_of(edges, "weight");
  line *lines = kith_alloc((edges->rows + 1) * sizeof *lines);
  for (size_t e = 0; e < edges->rows; e++) {
    double weight = weights && isfinite(weights[e]) && weights[e] > 0 ? weights[e] : 1;
    lines[e] = (line){weight, e};
  }
  qsort(lines, edges->rows, sizeof *lines, by_weight);
  double most = edges->rows ? lines[edges->rows - 1].weight : 1;
  /* The more lines, the fainter: the picture must not become one grey. */
  double drawn = edges->rows > EDGES_MAX ? EDGES_MAX : (double)edges->rows;
  number(p->out, "<g fill=\"none\" stroke-opacity=\"", drawn > 4000 ? 0.2 : drawn > 1000 ? 0.3 : 0.5);
  kith_out_text(p->out, "\" stroke-linecap=\"round\">\n");
  double thinnest = drawn > 4000 ? 0.2 : 0.6;
  for (size_t i = edges->rows > EDGES_MAX ? edges->rows - EDGES_MAX : 0; i < edges->rows; i++) {
    size_t e = lines[i].row;
    if (source[e] == target[e]) continue;
    draw_line(p, &p->circles[source[e]], &p->circles[target[e]], thinnest + 6 * sqrt(lines[i].weight / most));
  }
  kith_out_text(p->out, "</g>\n");
  kith_free(lines);
}

static void draw_circles(const picture *p, const uint32_t *order) {
  kith_out_text(p->out, "<g stroke=\"#ffffff\" stroke-width=\"1\">\n");
  for (size_t i = 0; i < p->graph->nodes.rows; i++) {
    const kith_svg_circle *c = &p->circles[order[i]];
    number(p->out, "<circle cx=\"", c->x);
    number(p->out, "\" cy=\"", c->y);
    number(p->out, "\" r=\"", c->radius);
    kith_out_format(p->out, "\" fill=\"#%02x%02x%02x\"/>\n", c->rgb[0], c->rgb[1], c->rgb[2]);
  }
  kith_out_text(p->out, "</g>\n");
}

static void export_graph(const kith_graph *graph, const kith_export_options *options, kith_out *out) {
  size_t n = graph->nodes.rows;
  picture p = {.graph = graph, .out = out, .circles = kith_alloc_zero(n + 1, sizeof *p.circles)};
  place_circles(&p);
  colour_circles(&p);
  fit(&p);
  uint32_t *order = kith_svg_by_size(p.circles, n);
  kith_out_format(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                       "viewBox=\"0 0 %d ", WIDTH);
  kith_buf_double(&out->buf, p.height, 0);
  kith_out_text(out, "\">\n");
  if (options->about) {
    kith_out_text(out, "<title>");
    kith_svg_text(out, kith_str_of(options->about));
    kith_out_text(out, "</title>\n");
  }
  kith_out_text(out, "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
  draw_lines(&p);
  draw_circles(&p, order);
  kith_svg_labels(graph, p.circles, order, WIDTH, out);
  kith_out_text(out, "</svg>\n");
  kith_free(order);
  kith_free(p.circles);
}

const kith_exporter kith_exporter_svg = {"svg", ".svg", "a picture of a graph", export_graph, NULL};
