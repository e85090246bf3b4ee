/* Reading the data files of lexicons/: UTF-8, one fact a row, cells between
 * tabs, `#` comments, a header line that names the columns.
 *
 *     kith_tsv tsv;
 *     kith_tsv_open(&tsv, path, "entity type language name role", &error);
 *     while ((status = kith_tsv_next(&tsv, cells, &error)) == KITH_OK) …
 *     kith_tsv_close(&tsv);
 *
 * Every error is file:line: what is wrong, what was expected. */
#ifndef KITH_BASE_TSV_H
#define KITH_BASE_TSV_H

#include "base/file.h"

enum { KITH_TSV_COLUMNS = 16 };

typedef struct kith_tsv {
  const char *path; /* borrowed from the caller */
  kith_mapped mapped; /* the file … */
  kith_buf bytes;     /* … or, where it cannot be mapped, what was read of it */
  kith_str rest;
  size_t line;
  unsigned wanted, columns;
  unsigned column[KITH_TSV_COLUMNS]; /* of the i-th wanted name, in the file */
} kith_tsv;

/* Opens `path` and finds the columns named in `wanted` (separated by spaces)
 * in its header; a name in brackets "[value]" may be missing and then gives
 * empty cells. The file may have more columns, in any order. */
kith_status kith_tsv_open(kith_tsv *tsv, const char *path, const char *wanted, kith_error *error);

/* The next row: cells[i] is the cell of the i-th wanted column, trimmed,
 * borrowed until close. KITH_OK, KITH_END, or KITH_ERR_FORMAT for a row with
 * too few or too many cells or invalid UTF-8; after such an error the next
 * call goes on with the next row. */
kith_status kith_tsv_next(kith_tsv *tsv, kith_str cells[KITH_TSV_COLUMNS], kith_error *error);

/* Lets go of the memory of rows read so far: their cells are no longer valid.
 * Of a mapped file only what lies some megabytes back goes, so that it may be called after every row. */
void kith_tsv_forget(kith_tsv *tsv);

/* An error at the row just read. */
kith_status kith_tsv_error(const kith_tsv *tsv, kith_error *error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

void kith_tsv_close(kith_tsv *tsv);

#endif
