/* From scores to the best sequence of labels, and how sure it is.
 *
 * Viterbi and forward-backward over one stretch (Rabiner 1989, "A tutorial on
 * hidden Markov models", sections III.A-C, with scaling as there), on the
 * transitions that BILOU allows: a closed label is followed by one of eleven,
 * an open one by two. */
#ifndef KITH_MENTION_TAG_DECODE_H
#define KITH_MENTION_TAG_DECODE_H

#include "base/vec.h"
#include "mention/tag_model.h"

typedef int16_t kith_tag_scores[KITH_TAG_LANES]; /* one a label; the last lanes mean nothing */

enum { KITH_TAG_CLOSED = 1 + 2 * KITH_TYPE_COUNT, KITH_TAG_WIDTH = 12 };

/* The tables made from a model's header: what the transitions add
 * to a score, and the same as factors. Labels stand in an order in which those
 * that a name is not open behind, and those that go on with none, are runs of
 * eleven: the compiler makes vectors of them. The sums for the best sequence are
 * whole numbers far below 2^24, so that floats, which every processor can compare
 * many at a time, hold them exactly. */
typedef struct kith_tag_chain {
  float start[KITH_TAG_WIDTH], inside[KITH_TAG_WIDTH]; /* at the sentence's beginning; behind no name */
  float fresh[KITH_TAG_CLOSED][KITH_TAG_WIDTH];        /* from a closed label to one that goes on with none */
  float open[2][2][KITH_TYPE_COUNT];                   /* from begin and inner to inner and last */
  float outside[KITH_TAG_CLOSED];                      /* from a closed label to no name */
  float start_factor[KITH_TAG_WIDTH], inside_factor[KITH_TAG_WIDTH], fresh_factor[KITH_TAG_CLOSED][KITH_TAG_WIDTH],
      back_factor[KITH_TAG_CLOSED][KITH_TAG_WIDTH]; /* the same as fresh_factor, rows and columns changed */
  float open_factor[2][2][KITH_TYPE_COUNT], outside_factor[KITH_TAG_CLOSED];
  float *powers; /* exp(-i / scale) */
  int32_t power_count;
} kith_tag_chain;

void kith_tag_chain_open(kith_tag_chain *chain, const kith_tag_header *header);
void kith_tag_chain_clear(kith_tag_chain *chain);

/* A worker's room; zero bytes to begin with. */
typedef struct kith_tag_lattice {
  KITH_VEC(float) best, forward, backward, emission; /* n x LANES */
  KITH_VEC(float) norm;                              /* n */
} kith_tag_lattice;

void kith_tag_lattice_clear(kith_tag_lattice *lattice);

/* A stretch of n > 0 tokens. `opens`: it begins its sentence; `closes`: it ends
 * it; what lies outside of it is no name. */
typedef struct kith_tag_problem {
  const kith_tag_scores *scores;
  size_t n;
  bool opens, closes;
} kith_tag_problem;

/* Writes the n labels of the best sequence; of equal ones always the same. */
void kith_tag_best(const kith_tag_chain *chain, kith_tag_lattice *lattice, const kith_tag_problem *problem, uint8_t *labels);

/* Makes the lattice ready for kith_tag_probability on this problem. */
void kith_tag_sum(const kith_tag_chain *chain, kith_tag_lattice *lattice, const kith_tag_problem *problem);

/* How probable it is that tokens first to last have these labels, 0 to 1. */
float kith_tag_probability(const kith_tag_chain *chain, const kith_tag_lattice *lattice, const uint8_t *labels, size_t first,
                           size_t last);

#endif
