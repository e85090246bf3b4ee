#include "cli/explain_result.h"

#include "cli/say.h"
#include "export/csv_read.h"
#include "text/fold.h"

static bool holds(const char *folder, const char *file) {
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(file));
  bool there = kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE;
  kith_vec_clear(&path);
  return there;
}

bool kith_is_result(const char *path) { return holds(path, "manifest.json") && holds(path, "mentions.csv"); }

static kith_str cell(const kith_csv_table *t, size_t row, const char *name) {
  return kith_csv_table_cell(t, row, kith_csv_table_column(t, name));
}

static bool is_asked_for(const kith_csv_table *t, size_t row, kith_str key, kith_buf *folded) {
  static const char *const columns[] = {"surface", "base", "label", "entity"};
  for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
    folded->n = 0;
    kith_fold_key(cell(t, row, columns[i]), folded);
    if (kith_str_equal(kith_buf_str(folded), key)) return true;
  }
  return false;
}

static void add_row(const kith_csv_table *t, size_t row, kith_buf *text) {
  kith_buf_add(text, KITH_STR("  "));
  kith_add_safe(text, cell(t, row, "doc"));
  kith_buf_format(text, " %.*s-%.*s  \"", KITH_STR_FMT(cell(t, row, "start")), KITH_STR_FMT(cell(t, row, "end")));
  kith_add_safe(text, cell(t, row, "surface"));
  kith_buf_add(text, KITH_STR("\"  "));
  kith_add_safe(text, cell(t, row, "label"));
  kith_str parts[] = {cell(t, row, "entity"), cell(t, row, "how"), cell(t, row, "score")};
  kith_buf_format(text, " (%.*s), %.*s, %.*s, base form \"", KITH_STR_FMT(parts[0]), KITH_STR_FMT(parts[1]), KITH_STR_FMT(parts[2]));
  kith_add_safe(text, cell(t, row, "base"));
  kith_buf_add(text, KITH_STR("\"\n"));
}

kith_status kith_explain_result(const char *folder, kith_str key, size_t limit, kith_buf *text, kith_error *error) {
  kith_csv_table t = {0};
  kith_buf path = {0}, folded = {0};
  size_t found = 0;
  kith_path_join(&path, kith_str_of(folder), KITH_STR("mentions.csv"));
  kith_status status = kith_csv_table_read(&t, kith_buf_text(&path), error);
  kith_buf_add(text, KITH_STR("\nIn the result; give its documents to be told why\n"));
  for (size_t row = 0; row < t.rows && status == KITH_OK; row++)
    if (is_asked_for(&t, row, key, &folded) && found++ < limit) add_row(&t, row, text);
  if (!found) kith_buf_add(text, KITH_STR("  no mention\n"));
  if (found > limit) kith_buf_format(text, "  and %zu more; --verbose tells all\n", found - limit);
  kith_csv_table_clear(&t);
  kith_vec_clear(&path);
  kith_vec_clear(&folded);
  return status;
}
