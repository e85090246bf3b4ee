/* Trained weights to the file that the tagger maps: pruned, rounded, packed. */
#ifndef KITH_TRAIN_WRITE_H
#define KITH_TRAIN_WRITE_H

#include "train/examples.h"

typedef struct train_write_options {
  float prune[2]; /* of each pass: features none of whose weights is further from 0 are left out */
  float trust;    /* what the second pass makes of the first one's scores */
  float outside;  /* taken off the score of no name */
} train_write_options;

/* What was written. */
typedef struct train_written {
  size_t features[2]; /* kept of each pass */
  size_t triggers, bytes;
} train_written;

/* `data` and `models` are of both passes. The same input gives the same bytes. */
kith_status train_write(const char *path, const train_data data[2], const train_model models[2], const train_triggers *triggers,
                        const train_write_options *options, train_written *written, kith_error *error);

#endif
