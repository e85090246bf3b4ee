/* Reading back the CSV tables of a result, whatever separator and options they
 * were written with: what comparing two results needs.
 *
 * The separator is the one of , ; TAB | that the header line has most; a byte
 * order mark is dropped, and so is the ' that defuses a formula, so that texts
 * are as they were before they were written.
 *
 * Life cycle: kith_csv_table_read -> cells -> kith_csv_table_clear. */
#ifndef KITH_EXPORT_CSV_READ_H
#define KITH_EXPORT_CSV_READ_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct kith_csv_table {
  size_t columns, rows;    /* the header is no row */
  KITH_VEC(kith_str) names; /* of the columns */
  KITH_VEC(kith_str) cells; /* row after row; rows that were short have empty cells */
  kith_arena arena;
} kith_csv_table;

/* Reads all of it. KITH_ERR_IO, or KITH_ERR_FORMAT with the line for a file
 * that is no CSV or has a row with more cells than the header. Clear it also after a failure. */
kith_status kith_csv_table_read(kith_csv_table *table, const char *path, kith_error *error);
void kith_csv_table_clear(kith_csv_table *table);

/* The first column of that name, ASCII letters of either case, or SIZE_MAX. */
size_t kith_csv_table_column(const kith_csv_table *table, const char *name);

/* Borrowed until clear; empty for the column SIZE_MAX. */
kith_str kith_csv_table_cell(const kith_csv_table *table, size_t row, size_t column);

#endif
