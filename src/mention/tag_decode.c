#include "mention/tag_decode.h"

#include <math.h>

enum { LABELS = KITH_TAG_LABELS, LANES = KITH_TAG_LANES, CLOSED = KITH_TAG_CLOSED, WIDTH = KITH_TAG_WIDTH, TYPES = KITH_TYPE_COUNT };

/* Places in the order of this file: last, outside and unit are closed; outside,
 * unit and begin are fresh. */
enum { LAST = 0, OUTSIDE = TYPES, UNIT = OUTSIDE + 1, BEGIN = UNIT + TYPES, INNER = BEGIN + TYPES, FRESH = OUTSIDE };

static const float impossible = -1e6f;

static uint8_t label_at(unsigned place) {
  if (place < OUTSIDE) return kith_tag_label(place - LAST, KITH_TAG_LAST);
  if (place == OUTSIDE) return 0;
  if (place < BEGIN) return kith_tag_label(place - UNIT, KITH_TAG_UNIT);
  if (place < INNER) return kith_tag_label(place - BEGIN, KITH_TAG_BEGIN);
  return kith_tag_label(place - INNER, KITH_TAG_INSIDE);
}

static unsigned place_of(uint8_t label) {
  if (!label) return OUTSIDE;
  static const uint8_t first[] = {[KITH_TAG_BEGIN] = BEGIN, [KITH_TAG_INSIDE] = INNER, [KITH_TAG_LAST] = LAST, [KITH_TAG_UNIT] = UNIT};
  return first[kith_tag_label_part(label)] + kith_tag_label_type(label);
}

/* ---- tables ---- */

static void open_tables(kith_tag_chain *c, const kith_tag_header *h) {
  const int16_t(*t)[LABELS] = h->transitions;
  for (unsigned k = 0; k < CLOSED; k++) {
    c->start[k] = t[KITH_TAG_START][label_at(FRESH + k)];
    c->inside[k] = t[0][label_at(FRESH + k)];
    c->outside[k] = t[label_at(k)][0];
    for (unsigned j = 0; j < CLOSED; j++) c->fresh[j][k] = t[label_at(j)][label_at(FRESH + k)];
  }
  for (unsigned from = 0; from < 2; from++)
    for (unsigned to = 0; to < 2; to++)
      for (unsigned type = 0; type < TYPES; type++)
        c->open[from][to][type] = t[label_at((from ? INNER : BEGIN) + type)][label_at((to ? LAST : INNER) + type)];
}

static void open_factors(kith_tag_chain *c, double scale) {
  for (unsigned k = 0; k < CLOSED; k++) {
    c->start_factor[k] = (float)exp((double)c->start[k] / scale);
    c->inside_factor[k] = (float)exp((double)c->inside[k] / scale);
    c->outside_factor[k] = (float)exp((double)c->outside[k] / scale);
    for (unsigned j = 0; j < CLOSED; j++) c->fresh_factor[j][k] = c->back_factor[k][j] = (float)exp((double)c->fresh[j][k] / scale);
  }
  for (unsigned i = 0; i < 4; i++)
    for (unsigned type = 0; type < TYPES; type++) c->open_factor[i / 2][i % 2][type] = (float)exp((double)c->open[i / 2][i % 2][type] / scale);
}

void kith_tag_chain_open(kith_tag_chain *c, const kith_tag_header *header) {
  memset(c, 0, sizeof *c);
  open_tables(c, header);
  open_factors(c, header->scale);
  c->power_count = (int32_t)(header->scale < 4096 ? header->scale * 16 : 65536);
  c->powers = kith_alloc((size_t)c->power_count * sizeof *c->powers);
  for (int32_t i = 0; i < c->power_count; i++) c->powers[i] = (float)exp(-i / (double)header->scale);
}

void kith_tag_chain_clear(kith_tag_chain *c) { kith_free(c->powers); }

void kith_tag_lattice_clear(kith_tag_lattice *l) {
  kith_vec_clear(&l->best);
  kith_vec_clear(&l->forward);
  kith_vec_clear(&l->backward);
  kith_vec_clear(&l->emission);
  kith_vec_clear(&l->norm);
}

/* ---- best ---- */

static void first_step(const kith_tag_chain *c, const kith_tag_problem *p, float *now) {
  const float *from = p->opens ? c->start : c->inside;
  for (unsigned b = 0; b < LANES; b++) now[b] = impossible;
  for (unsigned k = 0; k < CLOSED; k++) now[FRESH + k] = from[k] + p->scores[0][label_at(FRESH + k)];
}

/* Scores grow with the stretch; taken off evenly, they stay small. */
static void level(float *row) {
  float top = row[OUTSIDE];
  for (unsigned b = 0; b < LANES; b++) {
    float value = row[b] - top;
    row[b] = value > impossible ? value : impossible;
  }
}

static inline float larger(float a, float b) { return a > b ? a : b; }

static void step(const kith_tag_chain *c, const int16_t *scores, const float *then, float *now) {
  float fresh[WIDTH];
  for (unsigned k = 0; k < WIDTH; k++) fresh[k] = impossible;
  for (unsigned j = 0; j < CLOSED; j++) {
    const float from = then[j], *to = c->fresh[j];
    for (unsigned k = 0; k < WIDTH; k++) fresh[k] = larger(fresh[k], from + to[k]);
  }
  for (unsigned type = 0; type < TYPES; type++) {
    float begun = then[BEGIN + type], inner = then[INNER + type];
    now[INNER + type] = larger(begun + c->open[0][0][type], inner + c->open[1][0][type]) + scores[1 + type * 4 + KITH_TAG_INSIDE];
    now[LAST + type] = larger(begun + c->open[0][1][type], inner + c->open[1][1][type]) + scores[1 + type * 4 + KITH_TAG_LAST];
    now[UNIT + type] = fresh[UNIT - FRESH + type] + scores[1 + type * 4 + KITH_TAG_UNIT];
    now[BEGIN + type] = fresh[BEGIN - FRESH + type] + scores[1 + type * 4 + KITH_TAG_BEGIN];
  }
  now[OUTSIDE] = fresh[0] + scores[0];
}

/* Where the best way to `place` came from. */
static unsigned best_before(const kith_tag_chain *c, const float *then, unsigned place) {
  if (place >= FRESH && place < INNER) {
    unsigned best = 0;
    for (unsigned j = 1; j < CLOSED; j++)
      if (then[j] + c->fresh[j][place - FRESH] > then[best] + c->fresh[best][place - FRESH]) best = j;
    return best;
  }
  unsigned to = place < OUTSIDE, type = to ? place : place - INNER;
  return then[BEGIN + type] + c->open[0][to][type] >= then[INNER + type] + c->open[1][to][type] ? BEGIN + type : INNER + type;
}

void kith_tag_best(const kith_tag_chain *c, kith_tag_lattice *l, const kith_tag_problem *p, uint8_t *labels) {
  kith_vec_reserve(&l->best, p->n * LANES);
  float *rows = l->best.at;
  first_step(c, p, rows);
  for (size_t i = 1; i < p->n; i++) {
    level(rows + (i - 1) * LANES);
    step(c, p->scores[i], rows + (i - 1) * LANES, rows + i * LANES);
  }
  const float *last = rows + (p->n - 1) * LANES;
  unsigned place = OUTSIDE;
  float best = last[OUTSIDE] + (p->closes ? 0 : c->outside[OUTSIDE]);
  for (unsigned k = 0; k < CLOSED; k++) {
    float value = last[k] + (p->closes ? 0 : c->outside[k]);
    if (value > best) best = value, place = k;
  }
  for (size_t i = p->n; i-- > 0;) {
    labels[i] = label_at(place);
    if (i) place = best_before(c, rows + (i - 1) * LANES, place);
  }
}

/* ---- how sure ---- */

static void weigh(const kith_tag_chain *c, const int16_t *scores, float *out) {
  int32_t top = scores[0];
  for (unsigned b = 1; b < LABELS; b++) top = scores[b] > top ? scores[b] : top;
  for (unsigned b = 0; b < LABELS; b++) {
    int32_t below = top - scores[label_at(b)];
    out[b] = below < c->power_count ? c->powers[below] : 0;
  }
}

/* now = what then leads to, the emission left aside. */
static void spread(const kith_tag_chain *c, const float *then, float *now) {
  float fresh[WIDTH] = {0};
  for (unsigned j = 0; j < CLOSED; j++) {
    const float from = then[j], *to = c->fresh_factor[j];
    for (unsigned k = 0; k < WIDTH; k++) fresh[k] += from * to[k];
  }
  memcpy(now + FRESH, fresh, CLOSED * sizeof *now);
  for (unsigned type = 0; type < TYPES; type++) {
    float begun = then[BEGIN + type], inner = then[INNER + type];
    now[INNER + type] = begun * c->open_factor[0][0][type] + inner * c->open_factor[1][0][type];
    now[LAST + type] = begun * c->open_factor[0][1][type] + inner * c->open_factor[1][1][type];
  }
}

/* then = what leads to now. */
static void gather(const kith_tag_chain *c, const float *now, float *then) {
  float closed[WIDTH] = {0};
  for (unsigned k = 0; k < CLOSED; k++) {
    const float to = now[FRESH + k], *from = c->back_factor[k];
    for (unsigned j = 0; j < WIDTH; j++) closed[j] += to * from[j];
  }
  memcpy(then, closed, CLOSED * sizeof *then);
  for (unsigned type = 0; type < TYPES; type++) {
    float inner = now[INNER + type], last = now[LAST + type];
    then[BEGIN + type] = c->open_factor[0][0][type] * inner + c->open_factor[0][1][type] * last;
    then[INNER + type] = c->open_factor[1][0][type] * inner + c->open_factor[1][1][type] * last;
  }
}

static float scale_to_one(float *row) {
  float sum = 0;
  for (unsigned b = 0; b < LABELS; b++) sum += row[b];
  if (!(sum > 0)) sum = 1e-30f;
  float factor = 1 / sum;
  for (unsigned b = 0; b < LABELS; b++) row[b] *= factor;
  return sum;
}

static void sum_forward(const kith_tag_chain *c, kith_tag_lattice *l, const kith_tag_problem *p) {
  for (size_t i = 0; i < p->n; i++) {
    float *now = l->forward.at + i * LANES, *emission = l->emission.at + i * LANES;
    weigh(c, p->scores[i], emission);
    if (i) spread(c, now - LANES, now);
    else {
      memset(now, 0, LANES * sizeof *now);
      memcpy(now + FRESH, p->opens ? c->start_factor : c->inside_factor, CLOSED * sizeof *now);
    }
    for (unsigned b = 0; b < LABELS; b++) now[b] *= emission[b];
    l->norm.at[i] = scale_to_one(now);
  }
}

void kith_tag_sum(const kith_tag_chain *c, kith_tag_lattice *l, const kith_tag_problem *p) {
  kith_vec_reserve(&l->forward, p->n * LANES);
  kith_vec_reserve(&l->backward, p->n * LANES);
  kith_vec_reserve(&l->emission, p->n * LANES);
  kith_vec_reserve(&l->norm, p->n);
  sum_forward(c, l, p);
  float *last = l->backward.at + (p->n - 1) * LANES, *forward = l->forward.at + (p->n - 1) * LANES, total = 0;
  memset(last, 0, LANES * sizeof *last);
  for (unsigned k = 0; k < CLOSED; k++) {
    last[k] = p->closes ? 1 : c->outside_factor[k];
    total += last[k] * forward[k];
  }
  for (unsigned k = 0; k < CLOSED; k++) last[k] /= total > 0 ? total : 1e-30f;
  for (size_t i = p->n - 1; i-- > 0;) {
    float now[LABELS], *behind = l->backward.at + (i + 1) * LANES, *emission = l->emission.at + (i + 1) * LANES;
    float factor = 1 / l->norm.at[i + 1];
    for (unsigned b = 0; b < LABELS; b++) now[b] = behind[b] * emission[b] * factor;
    gather(c, now, l->backward.at + i * LANES);
  }
}

/* The factor of going from one place of a name to the next. */
static float factor_inside(const kith_tag_chain *c, unsigned from, unsigned to) {
  unsigned type = to < OUTSIDE ? to : to - INNER;
  return c->open_factor[from >= INNER][to < OUTSIDE][type];
}

float kith_tag_probability(const kith_tag_chain *c, const kith_tag_lattice *l, const uint8_t *labels, size_t first, size_t last) {
  unsigned place = place_of(labels[first]);
  float p = l->forward.at[first * LANES + place];
  for (size_t i = first + 1; i <= last; i++) {
    unsigned next = place_of(labels[i]);
    p *= factor_inside(c, place, next) * l->emission.at[i * LANES + next] / l->norm.at[i];
    place = next;
  }
  p *= l->backward.at[last * LANES + place];
  return p < 1 ? p : 1;
}
