#include "lexicon/layer.h"

#include <stdio.h>
#include <unistd.h>

static const struct {
  const char *folder, *name, *header;
  size_t cells;
} files[] = {{"names", "own.tsv", "entity\ttype\tlanguage\tname\trole", 5},
             {"facts", "own.tsv", "entity\tproperty\tvalue", 3},
             {NULL, "rules.tsv", "rule\ta\tb\tlanguage", 4}};

static kith_status make_row(const kith_str *cells, size_t n, kith_buf *row, kith_error *error) {
  for (size_t i = 0; i < n; i++) {
    kith_str cell = kith_str_trim(cells[i]);
    for (size_t k = 0; k < cell.n; k++)
      if ((unsigned char)cell.p[k] < 0x20) return kith_error_set(error, KITH_ERR_ARG, "a name or id holds a tab, a line end or a control character");
    if (kith_utf8_valid_prefix(cell) < cell.n) return kith_error_set(error, KITH_ERR_ARG, "a name or id is not UTF-8");
    if (i == 0 && cell.n && cell.p[0] == '#') return kith_error_set(error, KITH_ERR_ARG, "'%.*s' would be a comment", KITH_STR_FMT(cell));
    if (i) kith_buf_char(row, '\t');
    kith_buf_add(row, cell.n ? cell : KITH_STR("-"));
  }
  return KITH_OK;
}

/* Whether a line of rules speaks of the same two as `row`, in either order. */
static bool speaks_of_both(kith_str line, kith_str row) {
  kith_str a[3] = {{0}}, b[3] = {{0}};
  for (size_t i = 0; i < 3; i++)
    if (!kith_str_split(&line, '\t', &a[i]) || !kith_str_split(&row, '\t', &b[i])) return false;
  return (kith_str_equal(a[1], b[1]) && kith_str_equal(a[2], b[2])) || (kith_str_equal(a[1], b[2]) && kith_str_equal(a[2], b[1]));
}

/* Whether a line of the file is the row, and no later one about the same two
 * takes it back; *header says whether the first line that counts is ours. */
static bool holds(kith_str bytes, kith_str row, kith_str wanted, bool rules, bool *header) {
  kith_str line;
  bool seen = false, found = false;
  *header = true;
  if (kith_str_starts(bytes, KITH_STR("\xef\xbb\xbf"))) bytes = kith_str_cut(bytes, 3, bytes.n);
  while (kith_str_split(&bytes, '\n', &line)) {
    if (line.n && line.p[line.n - 1] == '\r') line.n--;
    if (!kith_str_trim(line).n || line.p[0] == '#') continue;
    if (!seen) *header = kith_str_equal(line, wanted);
    seen = true;
    if (kith_str_equal(line, row)) found = true;
    else if (found && rules && speaks_of_both(line, row)) found = false;
  }
  return found;
}

static kith_status replace(const char *path, kith_str bytes, kith_error *error) {
  kith_buf temporary = {0};
  kith_out out;
  kith_buf_format(&temporary, "%s.%ld.tmp", path, (long)getpid());
  kith_status status = kith_out_open(&out, kith_buf_text(&temporary), false, error);
  if (status == KITH_OK) {
    kith_out_str(&out, bytes);
    status = kith_out_close(&out, NULL, error);
    if (status == KITH_OK && rename(temporary.at, path) != 0) status = kith_error_io(error, path, "write");
    if (status != KITH_OK) remove(temporary.at);
  }
  kith_vec_clear(&temporary);
  return status;
}

kith_status kith_layer_add(const char *folder, kith_layer_file what, const kith_str *cells, bool *added, kith_buf *path,
                           kith_error *error) {
  kith_buf own = {0}, row = {0}, bytes = {0};
  bool header = true;
  kith_str wanted = kith_str_of(files[what].header);
  kith_buf *place = path ? path : &own;
  place->n = 0;
  *added = false;
  kith_buf_add(place, kith_str_of(folder));
  if (files[what].folder) kith_buf_format(place, "/%s", files[what].folder);
  kith_status status = make_row(cells, files[what].cells, &row, error);
  if (status == KITH_OK) status = kith_folder_make(kith_buf_text(place), error);
  kith_buf_format(place, "/%s", files[what].name);
  kith_buf_text(place);
  if (status == KITH_OK && kith_path_look(place->at) == KITH_PATH_FILE) status = kith_file_read(place->at, &bytes, error);
  if (status == KITH_OK && !bytes.n) kith_buf_format(&bytes, "%s\n", files[what].header);
  bool there = status == KITH_OK && holds(kith_buf_str(&bytes), kith_buf_str(&row), wanted, what == KITH_LAYER_RULES, &header);
  if (status == KITH_OK && !header)
    status = kith_error_at(error, KITH_ERR_FORMAT, place->at, 1, "has other columns than: %s; rows can only be added by hand", files[what].header);
  if (status == KITH_OK && !there) {
    if (bytes.n && bytes.at[bytes.n - 1] != '\n') kith_buf_char(&bytes, '\n');
    kith_buf_add(&bytes, kith_buf_str(&row));
    kith_buf_char(&bytes, '\n');
    status = replace(place->at, kith_buf_str(&bytes), error);
    *added = status == KITH_OK;
  }
  kith_vec_clear(&own);
  kith_vec_clear(&row);
  kith_vec_clear(&bytes);
  return status;
}
