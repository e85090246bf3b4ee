#include "cli/rows.h"

#include <math.h>

static void end_cell(kith_out *out, bool last) {
  kith_buf_char(&out->buf, last ? '\n' : '\t');
  if (last) kith_out_flush_if_full(out);
}

void kith_row_text(kith_out *out, kith_str cell, bool last) {
  bool space = false, any = false;
  for (size_t i = 0; i < cell.n; i++) {
    unsigned char c = (unsigned char)cell.p[i];
    if (c <= 0x20 || c == 0x7f) {
      space = any;
      continue;
    }
    if (space) kith_buf_char(&out->buf, ' ');
    kith_buf_char(&out->buf, cell.p[i]);
    space = false;
    any = true;
  }
  end_cell(out, last);
}

void kith_row_number(kith_out *out, uint64_t value, bool last) {
  kith_buf_u64(&out->buf, value);
  end_cell(out, last);
}

void kith_row_double(kith_out *out, double value, bool last) {
  kith_buf_double(&out->buf, value, 3);
  end_cell(out, last);
}

void kith_row_header(kith_out *out, const char *names) {
  kith_str rest = kith_str_of(names), name;
  while (kith_str_split(&rest, ' ', &name)) kith_row_text(out, name, !rest.n);
}

void kith_rows_write(kith_out *out, const kith_table *table, size_t columns) {
  for (size_t row = 0; row < table->rows && !out->failure; row++)
    for (size_t i = 0; i < columns; i++) {
      const kith_column *c = &table->columns.at[i];
      bool last = i + 1 == columns;
      if (c->kind == KITH_COLUMN_TEXT || c->kind == KITH_COLUMN_DATE)
        kith_row_text(out, c->text[row], last);
      else if (c->kind == KITH_COLUMN_LONG && c->longs[row] >= 0)
        kith_row_number(out, (uint64_t)c->longs[row], last);
      else if (c->kind == KITH_COLUMN_DOUBLE && isfinite(c->doubles[row]))
        kith_row_double(out, c->doubles[row], last);
      else
        kith_row_text(out, KITH_STR(""), last);
    }
}
