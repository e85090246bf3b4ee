/* Documents to examples: the stretches that the tagger would score, with what
 * they are labelled and what the features see. */
#ifndef KITH_TRAIN_EXAMPLES_H
#define KITH_TRAIN_EXAMPLES_H

#include "train/corpus.h"
#include "train/crf.h"

/* Stems that begin names in lower case often enough to be looked at. */
typedef struct train_triggers {
  kith_map stems; /* hash -> 1 */
} train_triggers;

void train_triggers_find(train_triggers *triggers, const train_corpus *corpus, const kith_knowledge *knowledge);
void train_triggers_clear(train_triggers *triggers);

typedef struct train_examples_options {
  unsigned drop; /* per cent of listed names hidden, so that the lists are not trusted too far */
} train_examples_options;

/* The first pass's examples of all documents that are not held. */
void train_examples_first(train_data *data, const train_corpus *corpus, const kith_knowledge *knowledge,
                          const train_triggers *triggers, const train_examples_options *options);

/* The second pass's, on the same stretches as `first`: `labels` are what models
 * that had not seen the document gave its tokens, in the order of first->tokens.
 * `data->base` is the caller's to set. */
void train_examples_second(train_data *data, const train_data *first, const uint8_t *labels, const train_corpus *corpus,
                           const kith_knowledge *knowledge, const train_triggers *triggers, const train_examples_options *options);

#endif
