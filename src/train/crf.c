#include "train/crf.h"

#include <math.h>
#include <stdio.h>

enum { LABELS = KITH_TAG_LABELS, LANES = KITH_TAG_LANES, START = KITH_TAG_START };

/* ---- features ---- */

enum { COUNT_BITS = 28 };

/* Counts in a table of hashes: two rare features that fall together are both
 * kept, which costs room and nothing else. */
static uint8_t *count_hashes(const train_data *d) {
  uint8_t *counts = kith_alloc_zero((size_t)1 << COUNT_BITS, 1);
  for (size_t i = 0; i < d->hashes.n; i++) {
    uint8_t *c = &counts[d->hashes.at[i] >> (64 - COUNT_BITS)];
    if (*c < 255) ++*c;
  }
  return counts;
}

void train_data_number(train_data *d, unsigned least) {
  uint8_t *counts = count_hashes(d);
  kith_map numbers = {0};
  uint64_t kept = 0;
  kith_vec_reserve(&d->features, d->hashes.n);
  for (size_t i = 0; i < d->tokens.n; i++) {
    train_token *t = &d->tokens.at[i];
    uint64_t first = kept;
    for (uint64_t k = t->first_feature; k < t->first_feature + t->feature_count; k++) {
      uint64_t hash = d->hashes.at[k];
      if (counts[hash >> (64 - COUNT_BITS)] < least) continue;
      uint64_t *number = kith_map_add(&numbers, hash);
      if (!*number) {
        *number = numbers.entries.n;
        kith_vec_push(&d->names, hash);
      }
      d->features.at[kept++] = (uint32_t)*number - 1;
    }
    t->first_feature = first;
    t->feature_count = (uint32_t)(kept - first);
  }
  d->features.n = kept;
  kith_map_clear(&numbers);
  kith_free(counts);
  kith_vec_clear(&d->hashes);
}

void train_data_clear(train_data *d) {
  kith_vec_clear(&d->stretches);
  kith_vec_clear(&d->tokens);
  kith_vec_clear(&d->hashes);
  kith_vec_clear(&d->features);
  kith_vec_clear(&d->names);
}

void train_model_clear(train_model *m) { kith_free(m->weights); }

static void score(const train_model *m, const train_data *d, const train_stretch *s, train_row *out) {
  for (uint32_t i = 0; i < s->count; i++) {
    const train_token *t = &d->tokens.at[s->first + i];
    memset(out[i], 0, sizeof(train_row));
    for (uint64_t k = t->first_feature; k < t->first_feature + t->feature_count; k++) {
      const float *w = m->weights[d->features.at[k]];
      for (unsigned l = 0; l < LANES; l++) out[i][l] += w[l];
    }
  }
}

/* ---- gradients ---- */

/* Everything a training run works on. */
typedef struct run {
  train_model *model;
  const train_data *data;
  const train_options *options;
  train_row *squares; /* of each feature: 1 + sum of squared gradients */
  train_row *sums;    /* of each feature: its weights, added up over the steps until `since` */
  uint32_t *since, now; /* steps */
  float transition_squares[LABELS + 1][LANES], transition_gradient[LABELS + 1][LANES];
  float weights[LABELS + 1][LANES]; /* exp of the transitions, 0 where forbidden */
  KITH_VEC(train_row) scores, emission, forward, free_sums, allowed_sums;
  double likelihood;
  uint64_t tokens, random;
} run;

static uint64_t next_random(run *r) {
  r->random ^= r->random << 13;
  r->random ^= r->random >> 7;
  r->random ^= r->random << 17;
  return r->random;
}

static void weigh_transitions(run *r) {
  for (unsigned a = 0; a <= LABELS; a++)
    for (unsigned b = 0; b < LANES; b++) {
      bool possible = b < LABELS && (a == START ? !kith_tag_label_goes_on((uint8_t)b) : kith_tag_follows((uint8_t)a, (uint8_t)b));
      r->weights[a][b] = possible ? expf(r->model->transitions[a][b]) : 0;
    }
}

static void weigh_scores(run *r, const train_stretch *s) {
  for (uint32_t i = 0; i < s->count; i++) {
    const float *score = r->scores.at[i];
    float top = score[0];
    for (unsigned l = 1; l < LABELS; l++) top = score[l] > top ? score[l] : top;
    for (unsigned l = 0; l < LANES; l++) r->emission.at[i][l] = l < LABELS ? expf(score[l] - top) : 0;
  }
}

static float sum_of(const float *row) {
  float sum = 0;
  for (unsigned l = 0; l < LABELS; l++) sum += row[l];
  return sum > 0 ? sum : 1e-30f;
}

static double go_forward(run *r, const train_stretch *s, const uint32_t *allowed) {
  double log_sum = 0;
  for (uint32_t i = 0; i < s->count; i++) {
    float now[LANES] = {0}, *out = r->forward.at[i];
    if (i == 0) memcpy(now, r->weights[s->opens ? START : 0], sizeof now);
    if (i == 0)
      for (unsigned b = 0; b < LABELS; b++) now[b] = kith_tag_label_goes_on((uint8_t)b) ? 0 : now[b];
    for (unsigned a = 0; i && a < LABELS; a++) {
      float x = r->forward.at[i - 1][a];
      if (x == 0) continue;
      for (unsigned b = 0; b < LANES; b++) now[b] += x * r->weights[a][b];
    }
    for (unsigned b = 0; b < LANES; b++) out[b] = b < LABELS && allowed[i] >> b & 1 ? now[b] * r->emission.at[i][b] : 0;
    float sum = sum_of(out);
    log_sum += log(sum);
    for (unsigned b = 0; b < LANES; b++) out[b] /= sum;
  }
  return log_sum;
}

/* Backward; fills `sums` with each token's probabilities and adds `sign` times
 * those of the transitions to the gradient. Returns log of the closing sum. */
static double go_back(run *r, const train_stretch *s, const uint32_t *allowed, float sign, train_row *sums) {
  float back[LANES] = {0}, closing = 0;
  for (unsigned a = 0; a < LABELS; a++) {
    back[a] = kith_tag_label_open((uint8_t)a) ? 0 : s->closes ? 1 : r->weights[a][0];
    closing += r->forward.at[s->count - 1][a] * back[a];
  }
  if (!s->closes)
    for (unsigned a = 0; a < LABELS; a++)
      r->transition_gradient[a][0] += sign * r->forward.at[s->count - 1][a] * back[a] / (closing > 0 ? closing : 1e-30f);
  for (uint32_t i = s->count; i-- > 0;) {
    for (unsigned l = 0; l < LANES; l++) sums[i][l] = r->forward.at[i][l] * back[l];
    float sum = sum_of(sums[i]);
    for (unsigned l = 0; l < LANES; l++) sums[i][l] /= sum;
    if (i == 0) break;
    float ahead[LANES], before[LANES] = {0}, total = 0, top = 0;
    for (unsigned b = 0; b < LANES; b++) ahead[b] = b < LABELS && allowed[i] >> b & 1 ? r->emission.at[i][b] * back[b] : 0;
    for (unsigned a = 0; a < LABELS; a++) {
      for (unsigned b = 0; b < LANES; b++) before[a] += r->weights[a][b] * ahead[b];
      total += before[a] * r->forward.at[i - 1][a];
      top = before[a] > top ? before[a] : top;
    }
    for (unsigned a = 0; a < LABELS; a++) {
      float x = sign * r->forward.at[i - 1][a] / (total > 0 ? total : 1e-30f);
      if (x != 0)
        for (unsigned b = 0; b < LANES; b++) r->transition_gradient[a][b] += x * r->weights[a][b] * ahead[b];
    }
    for (unsigned a = 0; a < LANES; a++) back[a] = top > 0 ? before[a] / top : 0;
  }
  for (unsigned b = 0; b < LABELS; b++) r->transition_gradient[s->opens ? START : 0][b] += sign * sums[0][b];
  return log(closing > 0 ? closing : 1e-30f);
}

/* ---- steps ---- */

static void step_features(run *r, const train_stretch *s) {
  const float rate = r->options->rate, decay = r->options->decay, small = .005f;
  for (uint32_t i = 0; i < s->count; i++) {
    train_row g = {0};
    float top = 0;
    for (unsigned l = 0; l < LABELS; l++) {
      g[l] = r->allowed_sums.at[i][l] - r->free_sums.at[i][l];
      top = fabsf(g[l]) > top ? fabsf(g[l]) : top;
    }
    if (top < small) continue; /* most tokens, most of the time: nothing left to learn from them */
    const train_token *t = &r->data->tokens.at[s->first + i];
    for (uint64_t k = t->first_feature; k < t->first_feature + t->feature_count; k++) {
      float *w = r->model->weights[r->data->features.at[k]], *square = r->squares[r->data->features.at[k]];
      float *sum = r->sums[r->data->features.at[k]], steps = (float)(r->now - r->since[r->data->features.at[k]]);
      r->since[r->data->features.at[k]] = r->now;
      for (unsigned l = 0; l < LANES; l++) {
        sum[l] += steps * w[l];
        square[l] += g[l] * g[l];
        w[l] += rate * (g[l] - decay * w[l]) / sqrtf(square[l]);
      }
    }
  }
}

static void step_transitions(run *r) {
  for (unsigned a = 0; a <= LABELS; a++)
    for (unsigned b = 0; b < LABELS; b++) {
      float g = r->transition_gradient[a][b];
      if (g == 0) continue;
      r->transition_squares[a][b] += g * g;
      r->model->transitions[a][b] += r->options->rate * g / sqrtf(r->transition_squares[a][b]);
    }
}

static void learn(run *r, const train_stretch *s) {
  uint32_t *allowed = kith_alloc(s->count * sizeof *allowed);
  kith_vec_reserve(&r->scores, s->count);
  kith_vec_reserve(&r->emission, s->count);
  kith_vec_reserve(&r->forward, s->count);
  kith_vec_reserve(&r->free_sums, s->count);
  kith_vec_reserve(&r->allowed_sums, s->count);
  memset(r->transition_gradient, 0, sizeof r->transition_gradient);
  score(r->model, r->data, s, r->scores.at);
  weigh_transitions(r);
  weigh_scores(r, s);
  for (uint32_t i = 0; i < s->count; i++) allowed[i] = UINT32_MAX;
  double all = go_forward(r, s, allowed);
  all += go_back(r, s, allowed, -1, r->free_sums.at);
  for (uint32_t i = 0; i < s->count; i++) allowed[i] = r->data->tokens.at[s->first + i].allowed;
  double right = go_forward(r, s, allowed);
  right += go_back(r, s, allowed, 1, r->allowed_sums.at);
  r->likelihood += right - all;
  r->tokens += s->count;
  step_features(r, s);
  r->now++;
  step_transitions(r);
  kith_free(allowed);
}

static void clear_run(run *r) {
  kith_free(r->squares);
  kith_free(r->sums);
  kith_free(r->since);
  kith_vec_clear(&r->scores);
  kith_vec_clear(&r->emission);
  kith_vec_clear(&r->forward);
  kith_vec_clear(&r->free_sums);
  kith_vec_clear(&r->allowed_sums);
}

/* From now on. */
static void forget_sums(run *r) {
  memset(r->sums, 0, (r->model->feature_count + 1) * sizeof *r->sums);
  memset(r->since, 0, (r->model->feature_count + 1) * sizeof *r->since);
  r->now = 0;
}

/* The weights become the mean of what they were. */
static void average(run *r) {
  for (size_t i = 0; i < r->model->feature_count; i++)
    for (unsigned l = 0; l < LANES; l++) {
      float *w = &r->model->weights[i][l];
      *w = (r->sums[i][l] + (float)(r->now - r->since[i]) * *w) / (float)r->now;
    }
}

/* A model from the examples, shuffled anew for every epoch by `seed`. */
static void train_once(train_model *model, const train_data *data, const train_options *options, uint64_t seed) {
  run r = {.model = model, .data = data, .options = options, .random = seed * 2654435761u + 88172645463325252u};
  KITH_VEC(uint32_t) order = {0};
  memset(model, 0, sizeof *model);
  model->feature_count = data->names.n;
  model->weights = kith_alloc_zero(data->names.n + 1, sizeof *model->weights);
  r.squares = kith_alloc((data->names.n + 1) * sizeof *r.squares);
  for (size_t i = 0; i <= data->names.n; i++)
    for (unsigned l = 0; l < LANES; l++) r.squares[i][l] = 1;
  r.sums = kith_alloc_zero(data->names.n + 1, sizeof *r.sums);
  r.since = kith_alloc_zero(data->names.n + 1, sizeof *r.since);
  for (unsigned a = 0; a <= LABELS; a++)
    for (unsigned b = 0; b < LANES; b++) r.transition_squares[a][b] = 1;
  for (uint32_t i = 0; i < data->stretches.n; i++) kith_vec_push(&order, i);
  for (unsigned epoch = 0; epoch < options->epochs; epoch++) {
    r.likelihood = 0;
    r.tokens = 0;
    for (size_t i = order.n; i > 1; i--) {
      size_t k = (size_t)(next_random(&r) % i);
      uint32_t swap = order.at[i - 1];
      order.at[i - 1] = order.at[k];
      order.at[k] = swap;
    }
    for (size_t i = 0; i < order.n; i++) learn(&r, &data->stretches.at[order.at[i]]);
    if (epoch + 1 < options->average) forget_sums(&r);
    if (options->talk) fprintf(stderr, "epoch %u: log-likelihood a token %.5f\n", epoch + 1, r.tokens ? r.likelihood / (double)r.tokens : 0);
  }
  if (options->average) average(&r);
  kith_vec_clear(&order);
  clear_run(&r);
}

/* The objective has one optimum, which runs in different orders come to from different
 * sides: their mean is nearer to it than any of them. */
void train_crf(train_model *model, const train_data *data, const train_options *options) {
  train_once(model, data, options, options->seed);
  for (unsigned i = 1; i < options->runs; i++) {
    train_model other;
    train_once(&other, data, options, options->seed + i);
    float share = 1.f / (float)(i + 1);
    for (size_t f = 0; f < model->feature_count; f++)
      for (unsigned l = 0; l < LANES; l++) model->weights[f][l] += share * (other.weights[f][l] - model->weights[f][l]);
    for (unsigned a = 0; a <= LABELS; a++)
      for (unsigned b = 0; b < LANES; b++) model->transitions[a][b] += share * (other.transitions[a][b] - model->transitions[a][b]);
    train_model_clear(&other);
  }
}
