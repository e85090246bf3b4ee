/* Placing nodes on a plane: the parts that metric_layout.c puts together.
 *
 * Only + - * / and square roots are used, which every machine rounds alike:
 * the same graph gives the same picture everywhere. */
#ifndef KITH_GRAPH_LAYOUT_H
#define KITH_GRAPH_LAYOUT_H

#include <stddef.h>
#include <stdint.h>

typedef struct kith_spot {
  double x, y;
  double mass;   /* how strongly it pushes others away; > 0 */
  double radius; /* of its circle, in the units of the finished picture */
} kith_spot;

typedef struct kith_spring {
  uint32_t a, b; /* indexes of spots; a != b */
  double pull;   /* > 0; 1 is usual */
} kith_spring;

/* Puts the spots on a sunflower spiral around (x, y), in their order, `gap`
 * apart: a deterministic start without two spots at one place. */
void kith_layout_spiral(kith_spot *spots, size_t n, double x, double y, double gap);

/* Moves spots until pushes (by mass, falling with the distance: Noack's edge
 * repulsion) and pulls (growing with the root of the distance) come to rest,
 * `rounds` steps with smaller and smaller strides. The push is summed over a
 * quadtree (Barnes and Hut 1986): n log n per round. `heat` is the first
 * stride as a share of the picture's width: 0.1 from scratch, less to refine. */
void kith_layout_force(kith_spot *spots, size_t n, const kith_spring *springs, size_t m, unsigned rounds,
                       double heat);

/* Scales so that a spot has on average `room` × `room` units to itself, then
 * pushes circles apart that overlap or come closer than `gap`. */
void kith_layout_spread(kith_spot *spots, size_t n, double room, double gap);

#endif
