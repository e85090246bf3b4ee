/* Rows between tabs on standard output. */
#ifndef KITH_CLI_ROWS_H
#define KITH_CLI_ROWS_H

#include "base/file.h"
#include "graph/table.h"

/* A cell: a run of white space or controls is one space, and none stands at
 * either end, so that rows stay rows. `last` ends the row. */
void kith_row_text(kith_out *out, kith_str cell, bool last);
void kith_row_number(kith_out *out, uint64_t value, bool last);

/* At most three digits behind the point. */
void kith_row_double(kith_out *out, double value, bool last);

/* A header line: names separated by spaces become cells. */
void kith_row_header(kith_out *out, const char *names);

/* The first `columns` columns of all rows of a table; missing values are empty cells. */
void kith_rows_write(kith_out *out, const kith_table *table, size_t columns);

#endif
