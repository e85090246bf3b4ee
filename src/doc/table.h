/* Tables with a header row, through libcsv: what reader_csv.c and reader_tsv.c share. */
#ifndef KITH_DOC_TABLE_H
#define KITH_DOC_TABLE_H

#include "doc/reader.h"

/* Readers' `next` for a file with this separator; 0: found out from the header
 * among , ; tab and |. With quotes_optional quotes are taken as such only where
 * the first rows show that cells are quoted: many TSV files quote nothing. */
kith_status kith_table_next(kith_feed *feed, char separator, bool quotes_optional, kith_arena *arena,
                            kith_record *record, kith_error *error);

void kith_table_close(kith_feed *feed);

#endif
