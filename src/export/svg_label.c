#include "export/svg_label.h"

#include "export/clean.h"

#include <math.h>
#include <stdlib.h>

enum { LABELS_MAX = 60, CIRCLES_MINDED = 150, TRIES_MAX = 120, POINTS_MAX = 40 };

typedef struct box {
  double left, top, right, bottom;
} box;

typedef struct label_room {
  box taken[LABELS_MAX];
  size_t count;
  const kith_svg_circle *circles;
  const uint32_t *order;
  size_t minded; /* so many of the largest circles are not to be covered */
  double width;
} label_room;

typedef struct sized {
  double radius;
  uint32_t index;
} sized;

static int larger_first(const void *a, const void *b) {
  const sized *x = a, *y = b;
  if (x->radius < y->radius || x->radius > y->radius) return x->radius > y->radius ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

uint32_t *kith_svg_by_size(const kith_svg_circle *circles, size_t n) {
  sized *keys = kith_alloc((n + 1) * sizeof *keys);
  uint32_t *order = kith_alloc((n + 1) * sizeof *order);
  for (size_t i = 0; i < n; i++) keys[i] = (sized){circles[i].radius, (uint32_t)i};
  qsort(keys, n, sizeof *keys, larger_first);
  for (size_t i = 0; i < n; i++) order[i] = keys[i].index;
  kith_free(keys);
  return order;
}

void kith_svg_text(kith_out *out, kith_str text) {
  kith_buf clean = {0};
  kith_clean_text(&clean, text);
  for (size_t i = 0; i < clean.n; i++) {
    char c = clean.at[i];
    if (c == '&')
      kith_out_text(out, "&amp;");
    else if (c == '<')
      kith_out_text(out, "&lt;");
    else if (c == '>')
      kith_out_text(out, "&gt;");
    else
      kith_buf_char(&out->buf, c);
  }
  kith_vec_clear(&clean);
}

/* Roughly, in ems, for a usual sans serif. */
static double text_width(kith_str s) {
  double width = 0;
  for (const char *p = s.p, *end = s.p + s.n; p < end;) {
    unsigned length;
    uint32_t cp = kith_utf8_decode(p, end, &length);
    p += length;
    if (cp >= 0x300 && cp < 0x370) continue;
    if ((cp >= 0x1100 && cp < 0x1200) || (cp >= 0x2e80 && cp < 0xfe00) || cp >= 0x1f000)
      width += 1;
    else if (cp == ' ' || cp == 'i' || cp == 'l' || cp == '.' || cp == ',' || cp == '\'' || cp == '-')
      width += 0.32;
    else
      width += (cp >= 'A' && cp <= 'Z') || (cp >= 0x400 && cp < 0x430) ? 0.7 : 0.57;
  }
  return width;
}

/* At most POINTS_MAX code points; the rest would only cover others. */
static kith_str shorten(kith_buf *out, kith_str label) {
  kith_clean_text(out, label);
  kith_str s = kith_buf_str(out);
  if (kith_utf8_count(s) <= POINTS_MAX) return s;
  const char *p = s.p;
  for (unsigned i = 0, length; i + 1 < POINTS_MAX; i++, p += length) kith_utf8_decode(p, s.p + s.n, &length);
  out->n = (size_t)(p - s.p);
  kith_buf_add(out, KITH_STR("…"));
  return kith_buf_str(out);
}

static bool is_free(const label_room *room, box b, uint32_t own) {
  if (b.left < 2 || b.right > room->width - 2 || b.top < 2) return false;
  for (size_t i = 0; i < room->count; i++) {
    const box *t = &room->taken[i];
    if (b.left < t->right && b.right > t->left && b.top < t->bottom && b.bottom > t->top) return false;
  }
  for (size_t i = 0; i < room->minded; i++) {
    if (room->order[i] == own) continue;
    const kith_svg_circle *c = &room->circles[room->order[i]];
    double dx = fmax(fmax(b.left - c->x, c->x - b.right), 0), dy = fmax(fmax(b.top - c->y, c->y - b.bottom), 0);
    if (dx * dx + dy * dy < c->radius * c->radius * 0.8) return false;
  }
  return true;
}

/* The first free place around the circle, above all below and above it. */
static bool find_place(label_room *room, uint32_t node, double width, double height, box *found) {
  static const double sides[][2] = {{0, 1},     {0, -1},     {1, 0},      {-1, 0},
                                   {0.8, 0.8}, {-0.8, 0.8}, {0.8, -0.8}, {-0.8, -0.8}};
  const kith_svg_circle *c = &room->circles[node];
  for (size_t s = 0; s < sizeof sides / sizeof *sides; s++) {
    double x = c->x + sides[s][0] * (c->radius + 3 + width / 2);
    double y = c->y + sides[s][1] * (c->radius + 1 + height / 2);
    box b = {x - width / 2, y - height / 2, x + width / 2, y + height / 2};
    if (!is_free(room, b, node)) continue;
    room->taken[room->count++] = *found = b;
    return true;
  }
  return false;
}

void kith_svg_labels(const kith_graph *graph, const kith_svg_circle *circles, const uint32_t *order, double width,
                     kith_out *out) {
  size_t n = graph->nodes.rows;
  const kith_column *labels = kith_table_find(&graph->nodes, "label"), *ids = kith_table_find(&graph->nodes, "id");
  label_room *room = kith_alloc_zero(1, sizeof *room);
  *room = (label_room){.circles = circles, .order = order, .width = width};
  room->minded = n < CIRCLES_MINDED ? n : CIRCLES_MINDED;
  kith_buf scratch = {0};
  kith_out_text(out, "<g font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" text-anchor=\"middle\" "
                     "fill=\"#222222\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-opacity=\"0.85\" "
                     "stroke-linejoin=\"round\" paint-order=\"stroke\">\n");
  for (size_t i = 0; i < n && i < TRIES_MAX && room->count < LABELS_MAX; i++) {
    uint32_t node = order[i];
    scratch.n = 0;
    kith_str text = shorten(&scratch, labels->text[node].n ? labels->text[node] : ids->text[node]);
    double size = fmin(12 + circles[node].radius * 0.35, 24);
    box at;
    if (!text.n || !find_place(room, node, text_width(text) * size, size * 1.1, &at)) continue;
    kith_buf_add(&out->buf, KITH_STR("<text x=\""));
    kith_buf_double(&out->buf, (at.left + at.right) / 2, 1);
    kith_buf_add(&out->buf, KITH_STR("\" y=\""));
    kith_buf_double(&out->buf, (at.top + at.bottom) / 2 + size * 0.35, 1);
    kith_buf_add(&out->buf, KITH_STR("\" font-size=\""));
    kith_buf_double(&out->buf, size, 1);
    kith_out_text(out, "\">");
    kith_svg_text(out, text);
    kith_out_text(out, "</text>\n");
  }
  kith_out_text(out, "</g>\n");
  kith_vec_clear(&scratch);
  kith_free(room);
}
