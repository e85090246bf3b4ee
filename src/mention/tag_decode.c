#include "mention/tag_decode.h"

#include <math.h>

enum { LABELS = KITH_TAG_LABELS, LANES = KITH_TAG_LANES, CLOSED = 1 + 2 * KITH_TYPE_COUNT };

static const int32_t impossible = INT32_MIN / 2;

/* Labels a name is not open behind, and labels that go on with none. */
static const uint8_t closed[CLOSED] = {0, 3, 4, 7, 8, 11, 12, 15, 16, 19, 20};
static const uint8_t fresh[CLOSED] = {0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20};

_Static_assert(KITH_TYPE_COUNT == 5, "the two lists above name the labels of five types");

void kith_tag_chain_open(kith_tag_chain *c, const kith_tag_header *header, unsigned pass) {
  double scale = header->scale;
  c->transitions = &header->transitions[pass];
  for (unsigned a = 0; a <= LABELS; a++)
    for (unsigned b = 0; b < LABELS; b++) c->weights[a][b] = (float)exp((*c->transitions)[a][b] / scale);
  c->power_count = (int32_t)(header->scale < 4096 ? header->scale * 16 : 65536);
  c->powers = kith_alloc((size_t)c->power_count * sizeof *c->powers);
  for (int32_t i = 0; i < c->power_count; i++) c->powers[i] = (float)exp(-i / scale);
}

void kith_tag_chain_clear(kith_tag_chain *c) { kith_free(c->powers); }

void kith_tag_lattice_clear(kith_tag_lattice *l) {
  kith_vec_clear(&l->back);
  kith_vec_clear(&l->forward);
  kith_vec_clear(&l->backward);
  kith_vec_clear(&l->emission);
  kith_vec_clear(&l->norm);
}

/* ---- best ---- */

static void first_step(const kith_tag_chain *c, const kith_tag_problem *p, int32_t *now) {
  const int16_t *from = (*c->transitions)[p->opens ? KITH_TAG_START : 0];
  for (unsigned b = 0; b < LABELS; b++) now[b] = impossible;
  for (unsigned k = 0; k < CLOSED; k++) now[fresh[k]] = from[fresh[k]] + p->scores[0][fresh[k]];
}

static void step(const kith_tag_chain *c, const int16_t *scores, const int32_t *then, int32_t *now, uint8_t *back) {
  const kith_tag_transitions *t = c->transitions;
  for (unsigned k = 0; k < CLOSED; k++) {
    uint8_t b = fresh[k], from = 0;
    int32_t best = then[0] + (*t)[0][b];
    for (unsigned j = 1; j < CLOSED; j++) {
      int32_t value = then[closed[j]] + (*t)[closed[j]][b];
      if (value > best) best = value, from = closed[j];
    }
    now[b] = best + scores[b];
    back[b] = from;
  }
  for (unsigned type = 0; type < KITH_TYPE_COUNT; type++) {
    uint8_t begin = kith_tag_label(type, KITH_TAG_BEGIN), inside = kith_tag_label(type, KITH_TAG_INSIDE);
    for (uint8_t b = inside; b <= kith_tag_label(type, KITH_TAG_LAST); b++) {
      int32_t x = then[begin] + (*t)[begin][b], y = then[inside] + (*t)[inside][b];
      now[b] = (x >= y ? x : y) + scores[b];
      back[b] = x >= y ? begin : inside;
    }
  }
}

void kith_tag_best(const kith_tag_chain *c, kith_tag_lattice *l, const kith_tag_problem *p, uint8_t *labels) {
  int32_t rows[2][LABELS];
  kith_vec_reserve(&l->back, p->n * LANES);
  first_step(c, p, rows[0]);
  for (size_t i = 1; i < p->n; i++) {
    int32_t *then = rows[(i - 1) & 1];
    /* Scores grow with the stretch; taken off evenly, they stay small and comparable. */
    int32_t top = then[0];
    for (unsigned b = 0; b < LABELS; b++) then[b] = then[b] > impossible / 2 ? then[b] - top : impossible;
    step(c, p->scores[i], then, rows[i & 1], l->back.at + i * LANES);
  }
  int32_t *last = rows[(p->n - 1) & 1], best = impossible;
  uint8_t label = 0;
  for (unsigned k = 0; k < CLOSED; k++) {
    int32_t value = last[closed[k]] + (p->closes ? 0 : (*c->transitions)[closed[k]][0]);
    if (value > best) best = value, label = closed[k];
  }
  for (size_t i = p->n; i-- > 0;) {
    labels[i] = label;
    if (i) label = l->back.at[i * LANES + label];
  }
}

/* ---- how sure ---- */

static void weigh(const kith_tag_chain *c, const int16_t *scores, float *out) {
  int32_t top = scores[0];
  for (unsigned b = 1; b < LABELS; b++)
    if (scores[b] > top) top = scores[b];
  for (unsigned b = 0; b < LABELS; b++) out[b] = top - scores[b] < c->power_count ? c->powers[top - scores[b]] : 0;
}

/* now[b] = sum of then[a] * weight(a, b) over what may precede b. */
static void spread(const kith_tag_chain *c, const float *then, float *now) {
  for (unsigned k = 0; k < CLOSED; k++) {
    float sum = 0;
    for (unsigned j = 0; j < CLOSED; j++) sum += then[closed[j]] * c->weights[closed[j]][fresh[k]];
    now[fresh[k]] = sum;
  }
  for (unsigned type = 0; type < KITH_TYPE_COUNT; type++) {
    unsigned begin = kith_tag_label(type, KITH_TAG_BEGIN), inside = begin + 1;
    for (unsigned b = inside; b <= begin + 2; b++) now[b] = then[begin] * c->weights[begin][b] + then[inside] * c->weights[inside][b];
  }
}

/* then[a] = sum of weight(a, b) * now[b] over what may follow a. */
static void gather(const kith_tag_chain *c, const float *now, float *then) {
  for (unsigned j = 0; j < CLOSED; j++) {
    float sum = 0;
    for (unsigned k = 0; k < CLOSED; k++) sum += c->weights[closed[j]][fresh[k]] * now[fresh[k]];
    then[closed[j]] = sum;
  }
  for (unsigned type = 0; type < KITH_TYPE_COUNT; type++) {
    unsigned begin = kith_tag_label(type, KITH_TAG_BEGIN);
    for (unsigned a = begin; a <= begin + 1; a++)
      then[a] = c->weights[a][begin + 1] * now[begin + 1] + c->weights[a][begin + 2] * now[begin + 2];
  }
}

static float scale_to_one(float *row) {
  float sum = 0;
  for (unsigned b = 0; b < LABELS; b++) sum += row[b];
  if (!(sum > 0)) sum = 1e-30f;
  for (unsigned b = 0; b < LABELS; b++) row[b] /= sum;
  return sum;
}

static void sum_forward(const kith_tag_chain *c, kith_tag_lattice *l, const kith_tag_problem *p) {
  for (size_t i = 0; i < p->n; i++) {
    float *now = l->forward.at + i * LANES, *emission = l->emission.at + i * LANES;
    weigh(c, p->scores[i], emission);
    if (i) spread(c, now - LANES, now);
    else
      for (unsigned b = 0; b < LABELS; b++)
        now[b] = kith_tag_label_goes_on((uint8_t)b) ? 0 : c->weights[p->opens ? KITH_TAG_START : 0][b];
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
  for (unsigned a = 0; a < LABELS; a++) {
    last[a] = kith_tag_label_open((uint8_t)a) ? 0 : p->closes ? 1 : c->weights[a][0];
    total += last[a] * forward[a];
  }
  for (unsigned a = 0; a < LABELS; a++) last[a] /= total > 0 ? total : 1e-30f;
  for (size_t i = p->n - 1; i-- > 0;) {
    float now[LABELS], *behind = l->backward.at + (i + 1) * LANES, *emission = l->emission.at + (i + 1) * LANES;
    for (unsigned b = 0; b < LABELS; b++) now[b] = behind[b] * emission[b] / l->norm.at[i + 1];
    gather(c, now, l->backward.at + i * LANES);
  }
}

float kith_tag_probability(const kith_tag_chain *c, const kith_tag_lattice *l, const uint8_t *labels, size_t first, size_t last) {
  float p = l->forward.at[first * LANES + labels[first]];
  for (size_t i = first + 1; i <= last; i++)
    p *= c->weights[labels[i - 1]][labels[i]] * l->emission.at[i * LANES + labels[i]] / l->norm.at[i];
  p *= l->backward.at[last * LANES + labels[last]];
  return p < 1 ? p : 1;
}
