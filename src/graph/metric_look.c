/* Look: the columns `size`, `r`, `g` and `b`, which Gephi takes for a node's
 * circle. The area of the circle grows with the weighted degree, from
 * SMALLEST to LARGEST across (in a graph of more than a hundred nodes LARGEST
 * grows with the fourth root of their number, or the circles that matter would
 * be dots in the whole picture); the colour tells communities of two and more
 * nodes apart, the largest PALETTE of them; the rest is grey. */
#include "graph/metric.h"

#include <math.h>

static const double SMALLEST = 10, LARGEST = 48;

/* Hues far apart, equally light, none of them near white or the grey. */
static const unsigned char PALETTE[][3] = {
    {66, 113, 174}, {224, 122, 49}, {84, 158, 84},  {196, 69, 73},  {134, 97, 165}, {72, 164, 176},
    {209, 102, 152}, {148, 110, 76}, {178, 166, 47}, {88, 92, 150},  {121, 174, 69}, {216, 144, 124},
};
static const unsigned char GREY[3] = {150, 150, 150};
enum { PALETTE_SIZE = sizeof PALETTE / sizeof *PALETTE };

double *kith_metric_radii(const kith_metric_work *work) {
  size_t n = work->graph->nodes.rows;
  const int64_t *source = kith_table_find(&work->graph->edges, "source")->longs;
  const int64_t *target = kith_table_find(&work->graph->edges, "target")->longs;
  double *radii = kith_alloc_zero(n + 1, sizeof *radii), most = 0;
  for (size_t e = 0; e < work->graph->edges.rows; e++) {
    radii[source[e]] += VECTOR(work->ig->weights)[e];
    radii[target[e]] += VECTOR(work->ig->weights)[e];
  }
  for (size_t i = 0; i < n; i++) most = fmax(most, radii[i]);
  double largest = LARGEST * fmax(sqrt(sqrt((double)n / 100)), 1);
  for (size_t i = 0; i < n; i++) {
    double share = most > 0 ? radii[i] / most : 0;
    radii[i] = sqrt(SMALLEST * SMALLEST + share * (largest * largest - SMALLEST * SMALLEST)) / 2;
  }
  return radii;
}

static void set_sizes(const kith_metric_work *work) {
  kith_column *size = kith_metric_column(work, "size", KITH_COLUMN_DOUBLE,
                                         "the circle's width; its area grows with the weighted degree");
  double *radii = kith_metric_radii(work);
  for (size_t i = 0; i < work->graph->nodes.rows; i++) size->doubles[i] = floor(radii[i] * 20 + 0.5) / 10;
  kith_free(radii);
}

static void set_colours(const kith_metric_work *work, const int64_t *numbers) {
  static const char *const names[3] = {"r", "g", "b"};
  size_t n = work->graph->nodes.rows;
  int64_t *sizes = kith_alloc_zero(n + 2, sizeof *sizes);
  for (size_t i = 0; i < n; i++) sizes[numbers[i]]++;
  for (unsigned c = 0; c < 3; c++) {
    kith_column *channel =
        kith_metric_column(work, names[c], KITH_COLUMN_LONG, "colour of the community, 0 to 255");
    for (size_t i = 0; i < n; i++) {
      bool coloured = numbers[i] <= PALETTE_SIZE && sizes[numbers[i]] > 1;
      channel->longs[i] = coloured ? PALETTE[numbers[i] - 1][c] : GREY[c];
    }
  }
  kith_free(sizes);
}

static kith_status measure(kith_metric_work *work, kith_error *error) {
  const int64_t *numbers = kith_metric_communities(work, error);
  if (!numbers) return KITH_ERR_LIB;
  set_sizes(work);
  set_colours(work, numbers);
  return KITH_OK;
}

const kith_metric kith_metric_look = {"look", "size, r, g and b: circles for Gephi", measure};
