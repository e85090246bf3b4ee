/* Trained weights to the file that the tagger maps: pruned, rounded, packed. */
#ifndef KITH_TRAIN_WRITE_H
#define KITH_TRAIN_WRITE_H

#include "train/examples.h"

typedef struct train_write_options {
  float prune;   /* features none of whose weights is further from 0 are left out */
  float outside; /* taken off the score of no name: more names, less sure */
} train_write_options;

/* What was written. */
typedef struct train_written {
  size_t features, known, bytes;
} train_written;

/* The same input gives the same bytes. */
kith_status train_write(const char *path, const train_data *data, const train_model *model, const train_known *known,
                        const train_write_options *options, train_written *written, kith_error *error);

#endif
