/* Tab-separated values; the first row names the columns. */
#include "doc/table.h"

static kith_status next(kith_feed *feed, kith_arena *arena, kith_record *record, kith_error *error) {
  return kith_table_next(feed, '\t', true, arena, record, error);
}

const kith_reader kith_reader_tsv = {"tsv", ".tsv .tab", "the same with tabs between the cells", next,
                                     kith_table_close};
