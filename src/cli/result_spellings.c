#include "cli/result_spellings.h"

#include "base/file.h"

#include <stdlib.h>

static kith_status read_table(kith_csv_table *table, const char *folder, const char *name, kith_error *error) {
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(name));
  bool there = kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE;
  kith_status status = there ? kith_csv_table_read(table, path.at, error) : KITH_OK;
  kith_vec_clear(&path);
  return status;
}

static int by_entity(const void *a, const void *b) {
  const kith_result_spelling *x = a, *y = b;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  int c = kith_str_compare(x->language, y->language);
  if (!c && x->count != y->count) return x->count > y->count ? -1 : 1;
  return c ? c : kith_str_compare(x->base, y->base);
}

/* Document -> its language, as 1 + row of documents. */
static void read_languages(const kith_csv_table *t, kith_intern *names, kith_map *row_of) {
  size_t doc = kith_csv_table_column(t, "doc");
  for (size_t i = 0; i < t->rows; i++) *kith_map_add(row_of, kith_intern_add(names, kith_csv_table_cell(t, i, doc))) = i + 1;
}

static void collect(kith_result_spellings *s) {
  const kith_csv_table *t = &s->mentions;
  kith_intern names;
  kith_map row_of = {0}, seen = {0};
  kith_buf key = {0};
  kith_intern_init(&names);
  read_languages(&s->documents, &names, &row_of);
  size_t doc = kith_csv_table_column(t, "doc"), base = kith_csv_table_column(t, "base"), entity = kith_csv_table_column(t, "entity"),
         how = kith_csv_table_column(t, "how"), language = kith_csv_table_column(&s->documents, "language");
  for (size_t i = 0; i < t->rows; i++) {
    if (!kith_str_is(kith_csv_table_cell(t, i, how), "discovered")) continue;
    kith_result_spelling one = {.base = kith_csv_table_cell(t, i, base), .entity = kith_intern_add(&s->ids, kith_csv_table_cell(t, i, entity))};
    const uint64_t *row = kith_map_find(&row_of, kith_intern_add(&names, kith_csv_table_cell(t, i, doc)));
    if (row) one.language = kith_csv_table_cell(&s->documents, *row - 1, language);
    key.n = 0;
    kith_buf_format(&key, "%u\n%.*s\n", one.entity, KITH_STR_FMT(one.language));
    kith_buf_add(&key, one.base);
    uint64_t *at = kith_map_add(&seen, kith_intern_add(&names, kith_buf_str(&key)));
    if (!*at) {
      kith_vec_push(&s->list, one);
      *at = s->list.n;
    }
    s->list.at[*at - 1].count++;
  }
  if (s->list.n) qsort(s->list.at, s->list.n, sizeof *s->list.at, by_entity);
  kith_vec_clear(&key);
  kith_intern_clear(&names);
  kith_map_clear(&row_of);
  kith_map_clear(&seen);
}

kith_status kith_result_spellings_read(kith_result_spellings *s, const char *folder, kith_error *error) {
  memset(s, 0, sizeof *s);
  kith_intern_init(&s->ids);
  kith_status status = read_table(&s->mentions, folder, "mentions.csv", error);
  if (status == KITH_OK) status = read_table(&s->documents, folder, "documents.csv", error);
  if (status == KITH_OK) collect(s);
  return status;
}

void kith_result_spellings_clear(kith_result_spellings *s) {
  kith_csv_table_clear(&s->mentions);
  kith_csv_table_clear(&s->documents);
  kith_intern_clear(&s->ids);
  kith_vec_clear(&s->list);
}

const kith_result_spelling *kith_result_spellings_of(const kith_result_spellings *s, kith_str id, size_t *count) {
  uint32_t entity = kith_intern_find(&s->ids, id);
  size_t low = 0, high = s->list.n;
  *count = 0;
  if (entity == KITH_NONE) return NULL;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (s->list.at[mid].entity < entity) low = mid + 1;
    else high = mid;
  }
  while (low + *count < s->list.n && s->list.at[low + *count].entity == entity) ++*count;
  return s->list.at + low;
}
