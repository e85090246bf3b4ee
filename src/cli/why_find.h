/* Which node of a result somebody means: by id, by label, by words of a label, by
 * how articles write the name, by a name in the lexicon; and who may be meant instead. */
#ifndef KITH_CLI_WHY_FIND_H
#define KITH_CLI_WHY_FIND_H

#include "export/csv_read.h"

/* A table of a result. KITH_ERR_IO says so where the folder is none. */
kith_status kith_why_open(kith_csv_table *table, const char *folder, const char *name, kith_error *error);

/* *row: of `nodes`, whose folder this is; of several that fit equally well the one mentioned most. KITH_ERR_ARG where nobody fits,
 * with the nearest label in the message; KITH_ERR_IO where mentions.csv, which is read only for this, cannot be read. */
kith_status kith_why_find(const kith_csv_table *nodes, const char *folder, const char *wanted, size_t *row, kith_error *error);

#endif
