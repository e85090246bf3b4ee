/* CSV cells, as spreadsheets and Gephi can take them: shared by the CSV exporters.
 *
 * RFC 4180 with CRLF: texts in quotes, numbers bare and with at most the 15 digits
 * that spreadsheets keep, missing cells empty. Texts
 * are cleaned (clean.h); a backslash becomes U+29F5 because Gephi's reader takes
 * it for an escape; with `defuse` a text that starts like a formula (= + - @)
 * gets a ' in front; dates have slashes (2025/12/18), because Gephi turns a
 * column of ISO dates into time stamps and then refuses the second table; a text ends at 32,767 UTF-16 units, what Excel holds, with "…". */
#ifndef KITH_EXPORT_CSV_H
#define KITH_EXPORT_CSV_H

#include "export/exporter.h"

typedef struct kith_csv {
  kith_out *out;
  char separator;
  bool defuse;
  bool started;         /* the line has a cell already */
  kith_buf scratch;
} kith_csv;

/* Life cycle: kith_csv_open -> cells, kith_csv_line… -> kith_csv_close. With
 * `header` and `bom` in the options the BOM is written at once. */
void kith_csv_open(kith_csv *csv, const kith_export_options *options, kith_out *out);
void kith_csv_close(kith_csv *csv);

void kith_csv_name(kith_csv *csv, const char *name); /* a bare cell of the header */
void kith_csv_text(kith_csv *csv, kith_str text);
void kith_csv_id(kith_csv *csv, kith_str id); /* as an NMTOKEN: the same as in GraphML */
void kith_csv_label(kith_csv *csv, kith_str label, kith_str id); /* the id where no label is left */
void kith_csv_cell(kith_csv *csv, const kith_column *column, size_t row);
void kith_csv_line(kith_csv *csv); /* ends the line */

#endif
