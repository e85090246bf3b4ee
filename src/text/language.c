#include "text/language.h"

#include "base/tsv.h"

#include <stdlib.h>

typedef KITH_VEC(kith_language_row) row_vec;

typedef struct entry {
  kith_language language;
  row_vec rows;
} entry;

struct kith_languages {
  KITH_VEC(entry) list; /* 0 is und */
  kith_arena bytes;
};

static kith_str keep(kith_languages *l, kith_str s) {
  if (kith_str_is(s, "-")) return KITH_STR("");
  return (kith_str){kith_arena_copy(&l->bytes, s.p, s.n), s.n};
}

static entry *entry_of(kith_languages *l, kith_str code) {
  for (size_t i = 0; i < l->list.n; i++)
    if (kith_str_equal(l->list.at[i].language.code, code)) return &l->list.at[i];
  return NULL;
}

static kith_status read_list(kith_languages *l, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_status status = kith_tsv_open(&tsv, path, "code name scripts spaced", error);
  if (status != KITH_OK) return status;
  while ((status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    if (entry_of(l, cell[0])) continue;
    if (l->list.n > KITH_LANG_MAX) {
      status = kith_tsv_error(&tsv, error, "is one language too many; at most %d fit", KITH_LANG_MAX);
      break;
    }
    entry e = {.language = {keep(l, cell[0]), keep(l, cell[1]), keep(l, cell[2]), kith_str_is(cell[3], "yes"), NULL, 0}};
    kith_vec_push(&l->list, e);
  }
  kith_tsv_close(&tsv);
  return status == KITH_END ? KITH_OK : status;
}

static kith_status read_rows(kith_languages *l, entry *e, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_status status = kith_tsv_open(&tsv, path, "kind form value [class]", error);
  if (status != KITH_OK) return status;
  while ((status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    kith_language_row row = {keep(l, cell[0]), keep(l, cell[1]), keep(l, cell[2]), keep(l, cell[3])};
    kith_vec_push(&e->rows, row);
  }
  kith_tsv_close(&tsv);
  return status == KITH_END ? KITH_OK : status;
}

static kith_status read_folder(kith_languages *l, const char *folder, kith_error *error) {
  kith_buf path = {0};
  kith_status status = KITH_OK;
  kith_path_join(&path, kith_str_of(folder), KITH_STR("languages.tsv"));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = read_list(l, path.at, error);
  for (size_t i = 0; i < l->list.n && status == KITH_OK; i++) {
    path.n = 0;
    kith_path_join(&path, kith_str_of(folder), KITH_STR("lang/"));
    kith_buf_add(&path, i ? l->list.at[i].language.code : KITH_STR("mul"));
    kith_buf_add(&path, KITH_STR(".tsv"));
    if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE)
      status = read_rows(l, &l->list.at[i], path.at, error);
  }
  kith_vec_clear(&path);
  return status;
}

typedef struct numbered {
  kith_language_row row;
  size_t at;
} numbered;

static int by_kind(const void *a, const void *b) {
  const numbered *x = a, *y = b;
  int c = kith_str_compare(x->row.kind, y->row.kind);
  return c ? c : (x->at > y->at) - (x->at < y->at);
}

static void sort_rows(entry *e) {
  numbered *sorted = kith_alloc((e->rows.n + 1) * sizeof *sorted);
  for (size_t i = 0; i < e->rows.n; i++) sorted[i] = (numbered){e->rows.at[i], i};
  qsort(sorted, e->rows.n, sizeof *sorted, by_kind);
  for (size_t i = 0; i < e->rows.n; i++) e->rows.at[i] = sorted[i].row;
  kith_free(sorted);
  e->language.rows = e->rows.at;
  e->language.row_count = e->rows.n;
}

kith_status kith_languages_open(kith_languages **out, const char *const *folders, size_t folder_count,
                                kith_error *error) {
  kith_languages *l = kith_alloc_zero(1, sizeof *l);
  entry und = {.language = {KITH_STR("und"), KITH_STR("undetermined"), KITH_STR(""), true, NULL, 0}};
  kith_vec_push(&l->list, und);
  kith_status status = KITH_OK;
  for (size_t i = 0; i < folder_count && status == KITH_OK; i++) status = read_folder(l, folders[i], error);
  if (status == KITH_OK && l->list.n == 1)
    status = kith_error_at(error, KITH_ERR_FORMAT, folder_count ? folders[0] : "", 0,
                           "holds no languages.tsv; expected a folder of lexicons");
  if (status != KITH_OK) {
    kith_languages_close(l);
    l = NULL;
  } else
    for (size_t i = 0; i < l->list.n; i++) sort_rows(&l->list.at[i]);
  *out = l;
  return status;
}

void kith_languages_close(kith_languages *l) {
  if (!l) return;
  for (size_t i = 0; i < l->list.n; i++) kith_vec_clear(&l->list.at[i].rows);
  kith_vec_clear(&l->list);
  kith_arena_clear(&l->bytes);
  kith_free(l);
}

size_t kith_languages_count(const kith_languages *l) { return l->list.n; }

const kith_language *kith_language_get(const kith_languages *l, kith_lang id) {
  return &l->list.at[id].language;
}

kith_lang kith_language_find(const kith_languages *l, kith_str code) {
  for (;;) {
    for (size_t i = 1; i < l->list.n; i++)
      if (kith_str_equal(l->list.at[i].language.code, code)) return (kith_lang)i;
    size_t cut = code.n;
    while (cut && code.p[cut - 1] != '-' && code.p[cut - 1] != '_') cut--;
    if (!cut) return KITH_LANG_UND;
    code.n = cut - 1;
  }
}

const kith_language_row *kith_language_rows(const kith_language *language, const char *kind, size_t *count) {
  kith_str want = kith_str_of(kind);
  size_t low = 0, high = language->row_count;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (kith_str_compare(language->rows[mid].kind, want) < 0)
      low = mid + 1;
    else
      high = mid;
  }
  size_t end = low;
  while (end < language->row_count && kith_str_equal(language->rows[end].kind, want)) end++;
  *count = end - low;
  return *count ? language->rows + low : NULL;
}
