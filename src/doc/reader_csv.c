/* Comma-separated values, or separated by semicolon, tab or bar; the first row names the columns. */
#include "doc/table.h"

static kith_status next(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error) {
  return kith_table_next(feed, feed->csv_separator, false, arena, record, error);
}

const kith_reader kith_reader_csv = {"csv", ".csv", "a table with a header row, one document a row", next,
                                     kith_table_close};
