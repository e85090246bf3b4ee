/* A linear-chain conditional random field over partly labelled stretches.
 *
 * Trained by stochastic gradient steps, one stretch each, with AdaGrad (Duchi,
 * Hazan & Singer 2011) and decay inside the step:
 *     w += rate * (g - decay * w) / sqrt(1 + sum of g * g)
 * on the features at hand. Where a token may have several labels (a set that
 * does not annotate events says nothing about them), the gradient is that of
 * the likelihood of all allowed sequences together (Tsuboi et al. 2008,
 * "Training conditional random fields using incomplete annotations"). */
#ifndef KITH_TRAIN_CRF_H
#define KITH_TRAIN_CRF_H

#include "base/map.h"
#include "mention/features.h"
#include "mention/tag_model.h"

typedef float train_row[KITH_TAG_LANES]; /* a weight, score or probability a label */

typedef struct train_token {
  uint64_t first_feature;
  uint32_t allowed; /* 1 << label */
  uint32_t feature_count;
} train_token;

typedef struct train_stretch {
  uint32_t first, count; /* tokens */
  bool opens, closes;
} train_stretch;

/* Examples with their features, first as hashes, then as dense numbers. */
typedef struct train_data {
  KITH_VEC(train_stretch) stretches;
  KITH_VEC(train_token) tokens;
  KITH_VEC(uint64_t) hashes;
  KITH_VEC(uint32_t) features;
  KITH_VEC(uint64_t) names; /* the hash of each dense number */
  size_t names_in, misaligned; /* annotated names, and those that begin or end inside a piece */
} train_data;

/* Numbers the features that occur `least` times or more; others are dropped. */
void train_data_number(train_data *data, unsigned least);
void train_data_clear(train_data *data);

typedef struct train_model {
  train_row *weights; /* of each feature */
  size_t feature_count;
  float transitions[KITH_TAG_LABELS + 1][KITH_TAG_LANES];
} train_model;

typedef struct train_options {
  unsigned epochs, average; /* epoch from whose end on the weights are averaged; 0: never */
  unsigned runs;            /* over the examples in as many orders; their mean is the model */
  float rate, decay;
  uint64_t seed;
  bool talk;
} train_options;

void train_crf(train_model *model, const train_data *data, const train_options *options);
void train_model_clear(train_model *model);

#endif
