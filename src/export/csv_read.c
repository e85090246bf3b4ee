#include "export/csv_read.h"

#include "base/file.h"

#include <csv.h>

typedef struct reader {
  kith_csv_table *table;
  size_t cell, record; /* of the row at hand; rows begun */
  bool too_many;
} reader;

static char find_separator(kith_str text) {
  static const char signs[] = {',', ';', '\t', '|'};
  size_t count[sizeof signs] = {0}, best = 0;
  bool quoted = false;
  for (size_t i = 0; i < text.n && (quoted || text.p[i] != '\n'); i++) {
    if (text.p[i] == '"') quoted = !quoted;
    for (size_t k = 0; k < sizeof signs && !quoted; k++) count[k] += text.p[i] == signs[k];
  }
  for (size_t k = 1; k < sizeof signs; k++)
    if (count[k] > count[best]) best = k;
  return signs[best];
}

static kith_str undefused(kith_str s) {
  bool was = s.n > 1 && s.p[0] == '\'' && memchr("=+-@", s.p[1], 4);
  return was ? kith_str_cut(s, 1, s.n) : s;
}

static void take_cell(void *bytes, size_t n, void *context) {
  reader *r = context;
  kith_csv_table *t = r->table;
  kith_str copy = {kith_arena_copy(&t->arena, n ? bytes : "", n), n};
  if (!r->record)
    kith_vec_push(&t->names, copy);
  else if (r->cell < t->names.n)
    kith_vec_push(&t->cells, undefused(copy));
  else
    r->too_many = true;
  r->cell++;
}

static void end_row(int end, void *context) {
  reader *r = context;
  kith_csv_table *t = r->table;
  (void)end;
  if (r->record) {
    for (size_t i = r->cell; i < t->names.n; i++) kith_vec_push(&t->cells, KITH_STR(""));
    t->rows++;
  }
  r->record += !r->too_many; /* stays at the row that was too long */
  r->cell = 0;
}

static kith_status parse(kith_csv_table *t, kith_str text, const char *path, kith_error *error) {
  struct csv_parser parser;
  reader r = {.table = t};
  kith_status status = KITH_OK;
  if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) return kith_error_set(error, KITH_ERR_LIB, "libcsv does not start");
  csv_set_delim(&parser, (unsigned char)find_separator(text));
  size_t done = csv_parse(&parser, text.p, text.n, take_cell, end_row, &r);
  if (done != text.n || csv_fini(&parser, take_cell, end_row, &r) != 0)
    status = kith_error_at(error, KITH_ERR_FORMAT, path, 0, "is no CSV from record %zu on: %s", r.record, csv_strerror(csv_error(&parser)));
  else if (r.too_many)
    status = kith_error_at(error, KITH_ERR_FORMAT, path, 0, "has more cells in record %zu than columns in its header", r.record);
  else if (!t->names.n)
    status = kith_error_at(error, KITH_ERR_FORMAT, path, 1, "is empty; expected a header line");
  csv_free(&parser);
  t->columns = t->names.n;
  return status;
}

kith_status kith_csv_table_read(kith_csv_table *t, const char *path, kith_error *error) {
  kith_buf bytes = {0};
  memset(t, 0, sizeof *t);
  kith_arena_init(&t->arena);
  kith_status status = kith_file_read(path, &bytes, error);
  kith_str text = kith_buf_str(&bytes);
  if (kith_str_starts(text, KITH_STR("\xef\xbb\xbf"))) text = kith_str_cut(text, 3, text.n);
  if (status == KITH_OK) status = parse(t, text, path, error);
  kith_vec_clear(&bytes);
  return status;
}

void kith_csv_table_clear(kith_csv_table *t) {
  kith_vec_clear(&t->names);
  kith_vec_clear(&t->cells);
  kith_arena_clear(&t->arena);
}

static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

size_t kith_csv_table_column(const kith_csv_table *t, const char *name) {
  size_t n = strlen(name);
  for (size_t i = 0; i < t->columns; i++) {
    kith_str have = t->names.at[i];
    size_t k = 0;
    while (k < n && have.n == n && lower(have.p[k]) == lower(name[k])) k++;
    if (have.n == n && k == n) return i;
  }
  return SIZE_MAX;
}

kith_str kith_csv_table_cell(const kith_csv_table *t, size_t row, size_t column) {
  return column < t->columns ? t->cells.at[row * t->columns + column] : KITH_STR("");
}
