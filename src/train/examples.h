/* Documents to examples: the stretches that the tagger would score, with what
 * they are labelled and what the features see. */
#ifndef KITH_TRAIN_EXAMPLES_H
#define KITH_TRAIN_EXAMPLES_H

#include "train/corpus.h"
#include "train/crf.h"

/* What is known of single words: which lists of names they stand in, and which
 * begin names in lower case often enough to be looked at. */
typedef struct train_known {
  kith_map stems; /* hash -> KITH_TAG_KNOWN_… */
  size_t triggers;
} train_known;

/* Reads a file of lists (columns kind, lang, name: single words), written by
 * lexicons/generate/name_lists.mjs; NULL: nothing is known. */
kith_status train_known_read(train_known *known, const char *path, kith_error *error);

/* Adds the beginnings of names in the corpus. */
void train_known_find(train_known *known, const train_corpus *corpus, const kith_knowledge *knowledge);
void train_known_clear(train_known *known);

typedef struct train_examples_options {
  unsigned drop; /* per cent of listed names hidden, so that the lists are not trusted too far */
} train_examples_options;

/* The examples of all documents that are not held. */
void train_examples(train_data *data, const train_corpus *corpus, const kith_knowledge *knowledge,
                          const train_known *known, const train_examples_options *options);

#endif
