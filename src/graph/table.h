/* Tables of plain columns: what graphs are made of and what exporters see.
 *
 * A table has rows and typed columns; a metric, an option or a later issue adds
 * a column and every exporter writes it, unchanged. Column arrays and their
 * texts live in the table's arena; names are static.
 *
 * Missing values: empty text, KITH_NO_LONG, NaN: exporters leave the cell out.
 *
 * Life cycle: kith_table_init -> kith_table_add… -> fill -> kith_table_clear. */
#ifndef KITH_GRAPH_TABLE_H
#define KITH_GRAPH_TABLE_H

#include "base/arena.h"
#include "base/str.h"

#define KITH_NO_LONG INT64_MIN

/* A date is text, "2025-12-18" or with a time behind it; a kind of its own for
 * exporters whose readers would misunderstand that. */
typedef enum kith_column_kind {
  KITH_COLUMN_TEXT,
  KITH_COLUMN_LONG,
  KITH_COLUMN_DOUBLE,
  KITH_COLUMN_DATE
} kith_column_kind;

typedef struct kith_column {
  const char *name;  /* lower case, a NMTOKEN: "pagerank"; the same in every format */
  const char *about; /* one line: what it is, its unit, the source of its formula */
  kith_column_kind kind;
  union {
    kith_str *text; /* KITH_COLUMN_TEXT and KITH_COLUMN_DATE */
    int64_t *longs;
    double *doubles;
  };
} kith_column;

typedef struct kith_table {
  const char *name; /* "nodes" */
  size_t rows;
  bool for_gephi; /* nodes or edges: spreadsheet files of it follow what Gephi asks for */
  KITH_VEC(kith_column) columns;
  kith_arena arena;
} kith_table;

void kith_table_init(kith_table *table, const char *name, size_t rows);
void kith_table_clear(kith_table *table);

/* A new column at the right end, all missing; the name must be new. Borrowed:
 * valid until the next add (the array of values stays where it is). */
kith_column *kith_table_add(kith_table *table, const char *name, kith_column_kind kind, const char *about);

/* By name, or NULL. Borrowed: valid until the next add. */
kith_column *kith_table_find(const kith_table *table, const char *name);

/* A copy of s in the table's arena, for text cells. */
kith_str kith_table_keep(kith_table *table, kith_str s);

/* Keeps the rows whose `keep` is true, in order; all columns alike. */
void kith_table_filter(kith_table *table, const bool *keep);

#endif
