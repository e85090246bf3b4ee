/* The labels of an SVG picture: which nodes get one, and where it fits. */
#ifndef KITH_EXPORT_SVG_LABEL_H
#define KITH_EXPORT_SVG_LABEL_H

#include "export/exporter.h"

typedef struct kith_svg_circle {
  double x, y, radius;
  unsigned char rgb[3];
} kith_svg_circle;

/* Indexes of the circles, the largest first, equal ones in their order. Owned
 * by the caller (kith_free). */
uint32_t *kith_svg_by_size(const kith_svg_circle *circles, size_t n);

/* Cleaned, with & and < as references. */
void kith_svg_text(kith_out *out, kith_str text);

/* Writes the labels of the largest nodes, each where it is free of the others. */
void kith_svg_labels(const kith_graph *graph, const kith_svg_circle *circles, const uint32_t *order, double width,
                     kith_out *out);

#endif
