/* Texts with their names marked in place: lexicons/annotated/<language>.txt.
 *
 * A document is a run of lines, an empty line ends it; lines that begin with #
 * are for readers. The first line is the heading. [TYPE name] marks a name, where
 * TYPE is PER, LOC, ORG, EVT or PRO:
 *
 *     [PER Jens-Uwe Petersen] spoke to [ORG Nordlicht AG].
 *
 * Titles stand outside, what an organisation calls itself inside; adjectives and
 * inhabitants of places are no names. */
#ifndef KITH_TRAIN_MARKED_H
#define KITH_TRAIN_MARKED_H

#include "base/error.h"
#include "base/str.h"
#include "base/vec.h"

typedef struct train_marked_name {
  uint32_t start, end; /* bytes of the text */
  uint8_t type;        /* kith_type */
} train_marked_name;

typedef struct train_marked {
  kith_buf text;
  KITH_VEC(train_marked_name) names;
} train_marked;

/* Calls `take` for each document of a file; what it is given lives until it returns. */
kith_status train_marked_read(const char *path, void (*take)(void *context, const train_marked *document), void *context,
                              kith_error *error);

#endif
