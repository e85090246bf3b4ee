#include "cli/why_find.h"

#include "base/file.h"
#include "base/map.h"
#include "build/knowledge.h"
#include "cli/suggest.h"
#include "text/fold.h"
#include "text/word.h"

kith_status kith_why_open(kith_csv_table *table, const char *folder, const char *name, kith_error *error) {
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(name));
  kith_status status = kith_path_look(kith_buf_text(&path)) == KITH_PATH_NONE
                           ? kith_error_at(error, KITH_ERR_IO, folder, 0, "has no %s: it is no result of kith build", name)
                           : kith_csv_table_read(table, path.at, error);
  kith_vec_clear(&path);
  return status;
}

static bool holds_words(kith_str text, kith_str words) {
  for (size_t i = 0; i + words.n <= text.n; i++) {
    bool starts = i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '-';
    bool ends = i + words.n == text.n || text.p[i + words.n] == ' ' || text.p[i + words.n] == '-';
    if (starts && ends && memcmp(text.p + i, words.p, words.n) == 0) return true;
  }
  return false;
}

/* 2: the same name; 1: words of it; 0: neither. */
static int fit(kith_str name, kith_str wanted, kith_buf *scratch) {
  scratch->n = 0;
  kith_fold_key(name, scratch);
  return kith_str_equal(kith_buf_str(scratch), wanted) ? 2 : holds_words(kith_buf_str(scratch), wanted);
}

static size_t by_label(const kith_csv_table *nodes, const char *wanted, kith_str key) {
  size_t id = kith_csv_table_column(nodes, "id"), label = kith_csv_table_column(nodes, "label"), mentions = kith_csv_table_column(nodes, "mentions");
  size_t best = SIZE_MAX;
  int best_fit = 0;
  uint64_t most = 0;
  kith_buf name = {0};
  for (size_t row = 0; row < nodes->rows && key.n; row++) {
    uint64_t count = 0;
    int fits = kith_str_is(kith_csv_table_cell(nodes, row, id), wanted) ? 3 : fit(kith_csv_table_cell(nodes, row, label), key, &name);
    kith_str_to_u64(kith_csv_table_cell(nodes, row, mentions), &count);
    if (!fits || fits < best_fit || (fits == best_fit && count <= most && best != SIZE_MAX)) continue;
    best = row;
    best_fit = fits;
    most = count;
  }
  kith_vec_clear(&name);
  return best;
}

/* The node that articles most often call so. */
static size_t by_mention(const kith_csv_table *nodes, const kith_csv_table *mentions, kith_str key) {
  size_t id = kith_csv_table_column(nodes, "id"), entity = kith_csv_table_column(mentions, "entity");
  const size_t written[] = {kith_csv_table_column(mentions, "surface"), kith_csv_table_column(mentions, "base")};
  uint64_t *count = kith_alloc_zero(nodes->rows + 1, sizeof *count);
  kith_intern ids;
  kith_buf name = {0};
  kith_intern_init(&ids); /* numbers are rows: ids are unique */
  for (size_t row = 0; row < nodes->rows; row++) kith_intern_add(&ids, kith_csv_table_cell(nodes, row, id));
  for (size_t m = 0; m < mentions->rows && key.n; m++) {
    int fits = 0;
    for (int k = 0; k < 2 && fits < 2; k++) {
      int here = fit(kith_csv_table_cell(mentions, m, written[k]), key, &name);
      if (here > fits) fits = here;
    }
    uint32_t row = fits ? kith_intern_find(&ids, kith_csv_table_cell(mentions, m, entity)) : KITH_NONE;
    if (row != KITH_NONE) count[row] += fits == 2 ? (uint64_t)1 << 32 : 1;
  }
  size_t best = SIZE_MAX;
  for (size_t row = 0; row < nodes->rows; row++)
    if (count[row] && (best == SIZE_MAX || count[row] > count[best])) best = row;
  kith_intern_clear(&ids);
  kith_vec_clear(&name);
  kith_free(count);
  return best;
}

static size_t row_of(const kith_csv_table *nodes, kith_str id) {
  size_t column = kith_csv_table_column(nodes, "id");
  for (size_t row = 0; row < nodes->rows; row++)
    if (kith_str_equal(kith_csv_table_cell(nodes, row, column), id)) return row;
  return SIZE_MAX;
}

/* The node that the lexicon calls so, in any language; of several the one mentioned most. */
static size_t by_lexicon(const kith_csv_table *nodes, const char *wanted) {
  kith_knowledge knowledge;
  kith_words words = {0};
  kith_buf key = {0};
  size_t best = SIZE_MAX, mentions = kith_csv_table_column(nodes, "mentions");
  uint64_t most = 0;
  kith_str name = kith_str_of(wanted);
  uint32_t node = KITH_LEXICON_ROOT, count = 0;
  if (kith_knowledge_open(&knowledge, NULL, 0, true, NULL) != KITH_OK) return SIZE_MAX; /* a result may be read where no lexicon is */
  const kith_lexicon *l = knowledge.lexicon;
  kith_words_cut(name, 0, name.n, &words);
  for (size_t i = 0; i < words.n && node != KITH_NONE; i++) {
    key.n = 0;
    kith_word_key(name, &words.at[i], &key);
    uint32_t word = kith_lexicon_word(l, kith_buf_str(&key));
    node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, word);
  }
  const kith_lexicon_name *names = words.n && node != KITH_NONE ? kith_lexicon_names(l, node, &count) : NULL;
  for (uint32_t i = 0; i < count; i++) {
    size_t row = row_of(nodes, kith_lexicon_id(l, kith_lexicon_entity_at(l, names[i].entity)));
    uint64_t times = 0;
    if (row == SIZE_MAX) continue;
    kith_str_to_u64(kith_csv_table_cell(nodes, row, mentions), &times);
    if (best != SIZE_MAX && times <= most) continue;
    best = row;
    most = times;
  }
  kith_vec_clear(&words);
  kith_vec_clear(&key);
  kith_knowledge_close(&knowledge);
  return best;
}

/* The label that is nearest to what was typed, as a whole or by one of its words; empty: none. */
static kith_str nearest(const kith_csv_table *nodes, kith_str key) {
  size_t label = kith_csv_table_column(nodes, "label");
  kith_suggestion best = {0};
  kith_str meant = {"", 0};
  kith_arena arena;
  kith_buf typed = {0}, name = {0};
  kith_arena_init(&arena);
  kith_buf_add(&typed, key);
  kith_buf_text(&typed);
  for (size_t row = 0; row < nodes->rows; row++) {
    name.n = 0;
    kith_fold_key(kith_csv_table_cell(nodes, row, label), &name);
    kith_str rest = kith_buf_str(&name), part = rest;
    do {
      const char *before = best.word;
      char *word = kith_arena_zero(&arena, part.n + 1, 1);
      if (part.n) memcpy(word, part.p, part.n);
      if (part.n > 3) kith_suggest_offer(&best, typed.at, word);
      if (best.word != before) meant = kith_csv_table_cell(nodes, row, label);
    } while (kith_str_split(&rest, ' ', &part));
  }
  kith_vec_clear(&typed);
  kith_vec_clear(&name);
  kith_arena_clear(&arena);
  return meant;
}

kith_status kith_why_find(const kith_csv_table *nodes, const char *folder, const char *wanted, size_t *row, kith_error *error) {
  kith_csv_table mentions = {0};
  kith_buf key = {0};
  kith_fold_key(kith_str_of(wanted), &key);
  *row = by_label(nodes, wanted, kith_buf_str(&key));
  kith_status status = KITH_OK;
  if (*row == SIZE_MAX) {
    status = kith_why_open(&mentions, folder, "mentions.csv", error);
    if (status == KITH_OK) *row = by_mention(nodes, &mentions, kith_buf_str(&key));
    kith_csv_table_clear(&mentions);
  }
  if (status == KITH_OK && *row == SIZE_MAX) *row = by_lexicon(nodes, wanted);
  if (status == KITH_OK && *row == SIZE_MAX) {
    kith_str meant = nearest(nodes, kith_buf_str(&key));
    status = meant.n ? kith_error_set(error, KITH_ERR_ARG, "'%s' is no node of this result; did you mean '%.*s'?", wanted, KITH_STR_FMT(meant))
                     : kith_error_set(error, KITH_ERR_ARG, "'%s' is no node of this result: give an id or a name as nodes.csv has them", wanted);
  }
  kith_vec_clear(&key);
  return status;
}
