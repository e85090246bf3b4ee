/* Writing rows into a layer's folder: what keeps a keeper's decisions.
 *
 * Names go to names/own.tsv, facts to facts/own.tsv, rules to rules.tsv, each made with its
 * header when it is missing. A row is added behind the others; the file is written
 * aside and put in place whole, so that a crash loses nothing. Files that are
 * edited by hand keep their comments, order and columns as long as the columns are the usual ones. */
#ifndef KITH_LEXICON_LAYER_H
#define KITH_LEXICON_LAYER_H

#include "base/file.h"

typedef enum kith_layer_file { KITH_LAYER_NAMES, KITH_LAYER_FACTS, KITH_LAYER_RULES } kith_layer_file;

enum { KITH_LAYER_CELLS = 5 };

/* Adds a row of as many cells as the file has columns (5, 3, 4); empty ones become -.
 * *added is false where the same row is there already and, of rules, still holds. KITH_ERR_ARG for a cell with a
 * tab or line end, KITH_ERR_FORMAT for a file with other columns. `path` gets the file's name and may be NULL. */
kith_status kith_layer_add(const char *folder, kith_layer_file what, const kith_str *cells, bool *added, kith_buf *path,
                           kith_error *error);

#endif
