#include "export/csv.h"

#include "export/clean.h"
#include "export/number.h"

#include <math.h>

enum { CELL_UNITS = 32767 };

void kith_csv_open(kith_csv *csv, const kith_export_options *options, kith_out *out) {
  *csv = (kith_csv){.out = out, .separator = options->separator, .defuse = options->defuse};
  if (options->header && options->bom) kith_out_text(out, "\xef\xbb\xbf");
}

void kith_csv_close(kith_csv *csv) { kith_vec_clear(&csv->scratch); }

static void next_cell(kith_csv *csv) {
  if (csv->started) kith_buf_char(&csv->out->buf, csv->separator);
  csv->started = true;
}

void kith_csv_name(kith_csv *csv, const char *name) {
  next_cell(csv);
  kith_buf_add(&csv->out->buf, kith_str_of(name));
}

static bool starts_formula(kith_str s) {
  return s.n && (s.p[0] == '=' || s.p[0] == '+' || s.p[0] == '-' || s.p[0] == '@');
}

/* The bytes of s that fit into `units` UTF-16 units; a whole s has at most as
 * many units as bytes. */
static size_t fitting(kith_str s, size_t units) {
  if (s.n <= units) return s.n;
  const char *p = s.p, *end = s.p + s.n;
  while (p < end) {
    unsigned length;
    size_t takes = kith_utf8_decode(p, end, &length) > 0xffff ? 2 : 1;
    if (takes > units) break;
    units -= takes;
    p += length;
  }
  return (size_t)(p - s.p);
}

/* Quotes doubled, backslashes replaced. */
static void add_quoted(kith_buf *out, kith_str s) {
  size_t from = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '"' && s.p[i] != '\\') continue;
    kith_buf_add(out, kith_str_cut(s, from, i));
    kith_buf_add(out, s.p[i] == '"' ? KITH_STR("\"\"") : KITH_STR("\xe2\xa7\xb5"));
    from = i + 1;
  }
  kith_buf_add(out, kith_str_cut(s, from, s.n));
}

static void add_text(kith_csv *csv, kith_str text) {
  kith_buf *out = &csv->out->buf;
  csv->scratch.n = 0;
  if (!kith_clean_is_plain(text)) {
    kith_clean_text(&csv->scratch, text);
    text = kith_buf_str(&csv->scratch);
  }
  if (!text.n) return;
  bool risky = csv->defuse && starts_formula(text);
  size_t fits = fitting(text, CELL_UNITS - risky);
  bool cut = fits < text.n;
  if (cut) fits = fitting(text, CELL_UNITS - risky - 1u);
  kith_buf_char(out, '"');
  if (risky) kith_buf_char(out, '\'');
  add_quoted(out, kith_str_cut(text, 0, fits));
  if (cut) kith_buf_add(out, KITH_STR("…"));
  kith_buf_char(out, '"');
}

void kith_csv_text(kith_csv *csv, kith_str text) {
  next_cell(csv);
  add_text(csv, text);
}

void kith_csv_id(kith_csv *csv, kith_str id) {
  next_cell(csv);
  kith_buf *out = &csv->out->buf;
  kith_buf_char(out, '"');
  kith_clean_id(out, id);
  kith_buf_char(out, '"');
}

void kith_csv_label(kith_csv *csv, kith_str label, kith_str id) {
  next_cell(csv);
  size_t before = csv->out->buf.n;
  add_text(csv, label);
  if (csv->out->buf.n > before) return;
  csv->started = false;
  kith_csv_id(csv, id);
}

/* A day alone: a time of day would be one more thing that readers guess at. */
static void add_date(kith_csv *csv, kith_str date) {
  char day[10];
  if (date.n < sizeof day) {
    add_text(csv, date);
    return;
  }
  memcpy(day, date.p, sizeof day);
  if (day[4] == '-') day[4] = '/';
  if (day[7] == '-') day[7] = '/';
  add_text(csv, (kith_str){day, sizeof day});
}

void kith_csv_cell(kith_csv *csv, const kith_column *column, size_t row) {
  next_cell(csv);
  kith_buf *out = &csv->out->buf;
  kith_vec_reserve(out, out->n + KITH_NUMBER_MAX);
  char *to = out->at + out->n;
  switch (column->kind) {
  case KITH_COLUMN_TEXT: add_text(csv, column->text[row]); return;
  case KITH_COLUMN_DATE: add_date(csv, column->text[row]); return;
  case KITH_COLUMN_LONG:
    if (column->longs[row] != KITH_NO_LONG) to = kith_number_long(to, column->longs[row]);
    break;
  case KITH_COLUMN_DOUBLE:
    if (isfinite(column->doubles[row])) to = kith_number_double_short(to, column->doubles[row]);
    break;
  }
  out->n = (size_t)(to - out->at);
}

void kith_csv_line(kith_csv *csv) {
  kith_buf_add(&csv->out->buf, KITH_STR("\r\n"));
  csv->started = false;
  kith_out_flush_if_full(csv->out);
}
