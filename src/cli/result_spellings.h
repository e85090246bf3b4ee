/* How the texts of a finished result spell its unlisted names: read back from its
 * mentions.csv and documents.csv. A name that is listed as one text writes it would no longer be
 * joined with what others write, so a keeper is offered all of them. */
#ifndef KITH_CLI_RESULT_SPELLINGS_H
#define KITH_CLI_RESULT_SPELLINGS_H

#include "base/map.h"
#include "export/csv_read.h"

typedef struct kith_result_spelling {
  kith_str base, language; /* the base form; the language of the document */
  uint32_t entity;         /* into ids */
  uint32_t count;
} kith_result_spelling;

typedef struct kith_result_spellings {
  kith_csv_table mentions, documents;
  kith_intern ids;
  KITH_VEC(kith_result_spelling) list; /* by entity, then language, the most frequent first */
} kith_result_spellings;

/* Reads those of mentions that are `discovered`. A result without these tables has none: no error. Clear it also after a failure. */
kith_status kith_result_spellings_read(kith_result_spellings *spellings, const char *folder, kith_error *error);
void kith_result_spellings_clear(kith_result_spellings *spellings);

/* Those of an entity, *count of them. */
const kith_result_spelling *kith_result_spellings_of(const kith_result_spellings *spellings, kith_str id, size_t *count);

#endif
