/* Which column of a record feeds which field of a document. */
#ifndef KITH_DOC_FIELD_H
#define KITH_DOC_FIELD_H

#include "doc/doc.h"

typedef enum kith_field {
  KITH_FIELD_ID,
  KITH_FIELD_TEXT,
  KITH_FIELD_TITLE,
  KITH_FIELD_DATE,
  KITH_FIELD_LANGUAGE,
  KITH_FIELD_SOURCE,
  KITH_FIELD_URL,
  KITH_FIELDS
} kith_field;

/* The user's mappings, checked and copied. A field that is mapped takes its
 * column and no other; else its own name, then the usual ones (body, content,
 * article … for text) in a fixed order. Usual names are compared without
 * regard to case, `_`, `-` and spaces: publishedAt is published_at. */
typedef struct kith_fields {
  char *mapped[KITH_FIELDS]; /* NULL: by the usual names */
} kith_fields;

/* KITH_ERR_ARG for an unknown field. */
kith_status kith_fields_open(kith_fields *fields, const kith_field_map *map, size_t count, kith_error *error);
void kith_fields_clear(kith_fields *fields);

/* The field that a column feeds, or KITH_FIELDS; *rank says how well: less is better. */
kith_field kith_fields_find(const kith_fields *fields, kith_str column, uint8_t *rank);

/* The usual names of text, for messages. */
#define KITH_FIELD_TEXT_NAMES "text, body, content or article"

/* What a reader gives for one document. Zero bytes are an empty record. */
typedef struct kith_record {
  kith_str value[KITH_FIELDS]; /* in the arena; NULL: none */
  uint8_t rank[KITH_FIELDS];
  bool in_set;         /* one of many in its file: its place goes into the id */
  size_t line, number; /* where it began: line, or the how manieth; 0: not counted */
} kith_record;

/* Takes a copy of `value` for its field if that has none, or one of a worse column. Blank values are none. */
void kith_record_offer(kith_record *record, kith_arena *arena, kith_field field, uint8_t rank, kith_str value);

#endif
