#include "base/tsv.h"

#include <stdarg.h>
#include <stdio.h>

/* The next line that is neither blank nor a comment; false at the end. */
static bool next_line(kith_tsv *tsv, kith_str *line) {
  while (kith_str_split(&tsv->rest, '\n', line)) {
    tsv->line++;
    if (line->n && line->p[line->n - 1] == '\r') line->n--;
    if (line->n && line->p[0] != '#' && kith_str_trim(*line).n) return true;
  }
  return false;
}

/* Cuts a line at its tabs; returns the number of cells, at most `room`. */
static unsigned cut(kith_str line, kith_str *cells, unsigned room) {
  unsigned n = 0;
  size_t from = 0;
  for (size_t i = 0; i <= line.n; i++) {
    if (i < line.n && line.p[i] != '\t') continue;
    if (n < room) cells[n] = kith_str_trim(kith_str_cut(line, from, i));
    n++;
    from = i + 1;
  }
  return n;
}

static kith_status find_columns(kith_tsv *tsv, const char *wanted, kith_error *error) {
  kith_str header, cells[KITH_TSV_COLUMNS], name, rest = kith_str_of(wanted);
  if (!next_line(tsv, &header))
    return kith_error_at(error, KITH_ERR_FORMAT, tsv->path, 1, "is empty; expected a header with the columns: %s", wanted);
  tsv->columns = cut(header, cells, KITH_TSV_COLUMNS);
  if (tsv->columns > KITH_TSV_COLUMNS)
    return kith_tsv_error(tsv, error, "has %u columns; at most %d are read", tsv->columns, KITH_TSV_COLUMNS);
  while (kith_str_split(&rest, ' ', &name)) {
    bool optional = name.p[0] == '[';
    if (optional) name = kith_str_cut(name, 1, name.n - 1);
    unsigned i = 0;
    while (i < tsv->columns && !kith_str_equal(cells[i], name)) i++;
    if (i == tsv->columns && !optional)
      return kith_tsv_error(tsv, error, "has no column '%.*s'; expected a header with: %s", KITH_STR_FMT(name), wanted);
    tsv->column[tsv->wanted++] = i;
  }
  return KITH_OK;
}

kith_status kith_tsv_open(kith_tsv *tsv, const char *path, const char *wanted, kith_error *error) {
  memset(tsv, 0, sizeof *tsv);
  tsv->path = path;
  kith_status status = kith_file_map(path, &tsv->mapped, error);
  if (status == KITH_OK && !tsv->mapped.bytes.n) status = kith_file_read(path, &tsv->bytes, error); /* a pipe */
  if (status == KITH_OK) {
    tsv->rest = tsv->mapped.bytes.n ? tsv->mapped.bytes : kith_buf_str(&tsv->bytes);
    if (kith_str_starts(tsv->rest, KITH_STR("\xef\xbb\xbf"))) tsv->rest.p += 3, tsv->rest.n -= 3;
    status = find_columns(tsv, wanted, error);
  }
  if (status != KITH_OK) kith_tsv_close(tsv);
  return status;
}

kith_status kith_tsv_next(kith_tsv *tsv, kith_str cells[KITH_TSV_COLUMNS], kith_error *error) {
  kith_str line, all[KITH_TSV_COLUMNS + 1];
  if (!next_line(tsv, &line)) return KITH_END;
  size_t valid = kith_utf8_valid_prefix(line);
  if (valid < line.n) return kith_tsv_error(tsv, error, "is not UTF-8 at byte %zu of the line", valid);
  unsigned n = cut(line, all, KITH_TSV_COLUMNS);
  if (n != tsv->columns)
    return kith_tsv_error(tsv, error, "has %u cells; expected %u between tabs", n, tsv->columns);
  all[n] = KITH_STR("");
  for (unsigned i = 0; i < tsv->wanted; i++) cells[i] = all[tsv->column[i]];
  return KITH_OK;
}

void kith_tsv_forget(kith_tsv *tsv) {
  enum { STEP = 8 << 20 }; /* a multiple of every page size */
  while (tsv->mapped.bytes.n > STEP && tsv->rest.p && tsv->rest.p - tsv->mapped.bytes.p >= STEP) {
    kith_mapped front = {kith_str_cut(tsv->mapped.bytes, 0, STEP)};
    kith_file_unmap(&front);
    tsv->mapped.bytes = kith_str_cut(tsv->mapped.bytes, STEP, tsv->mapped.bytes.n);
  }
}

kith_status kith_tsv_error(const kith_tsv *tsv, kith_error *error, const char *format, ...) {
  char message[400];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return kith_error_at(error, KITH_ERR_FORMAT, tsv->path, tsv->line, "%s", message);
}

void kith_tsv_close(kith_tsv *tsv) {
  kith_file_unmap(&tsv->mapped);
  kith_vec_clear(&tsv->bytes);
  tsv->rest = (kith_str){0};
}
