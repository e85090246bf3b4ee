/* Any bytes as a lexicon folder: names/ up to the first form feed, facts/ behind
 * it. Bad rows are reported with their line; what is sound compiles, and every
 * name of the compiled form leads back to its entity. */
#include "lexicon/source.h"
#include "text/fold.h"
#include "text/word.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                             \
  do {                                                              \
    if (!(condition)) {                                             \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                      \
    }                                                               \
  } while (0)

static kith_languages *languages;
static char folder[] = "/tmp/kith_fuzz_XXXXXX", names_path[64], facts_path[64];

static void remove_folder(void) {
  char path[64];
  remove(names_path);
  remove(facts_path);
  snprintf(path, sizeof path, "%s/names", folder);
  remove(path);
  snprintf(path, sizeof path, "%s/facts", folder);
  remove(path);
  remove(folder);
}

static void open_once(void) {
  const char *lexicons = getenv("KITH_LEXICONS");
  const char *folders[] = {lexicons && *lexicons ? lexicons : "lexicons"};
  char path[64];
  MUST(kith_languages_open(&languages, folders, 1, NULL) == KITH_OK && mkdtemp(folder));
  snprintf(path, sizeof path, "%s/names", folder);
  MUST(kith_folder_make(path, NULL) == KITH_OK);
  snprintf(path, sizeof path, "%s/facts", folder);
  MUST(kith_folder_make(path, NULL) == KITH_OK);
  snprintf(names_path, sizeof names_path, "%s/names/x.tsv", folder);
  snprintf(facts_path, sizeof facts_path, "%s/facts/x.tsv", folder);
  atexit(remove_folder);
}

static void put(const char *path, kith_str text) {
  kith_out out;
  MUST(kith_out_open(&out, path, false, NULL) == KITH_OK);
  kith_out_str(&out, text);
  MUST(kith_out_close(&out, NULL, NULL) == KITH_OK);
}

static bool report(void *context, const kith_error *error) {
  MUST(error->line > 0 && error->file[0] && error->message[0]);
  ++*(size_t *)context;
  return true;
}

/* Walks the trie along the words of a name. */
static void check_name(const kith_lexicon *l, const kith_lexicon_name *name) {
  kith_str text = kith_lexicon_string(l, name->text, name->length);
  kith_words words = {0};
  kith_buf key = {0};
  uint32_t node = KITH_LEXICON_ROOT, count;
  bool found = false;
  kith_words_cut(text, 0, text.n, &words);
  for (size_t i = 0; i < words.n && node != KITH_NONE; i++) {
    key.n = 0;
    kith_word_key(text, &words.at[i], &key);
    uint32_t word = kith_lexicon_word(l, kith_buf_str(&key));
    node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, word);
  }
  MUST(node != KITH_NONE);
  const kith_lexicon_name *list = kith_lexicon_names(l, node, &count);
  for (uint32_t i = 0; i < count && !found; i++) found = &list[i] == name;
  MUST(found || words.n == 0);
  kith_vec_clear(&words);
  kith_vec_clear(&key);
}

static void check_lexicon(const kith_lexicon *l) {
  for (uint32_t i = 0; i < kith_lexicon_entity_count(l); i++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, i);
    MUST(kith_lexicon_find(l, kith_lexicon_id(l, e)) == i);
    MUST(e->type < KITH_TYPE_COUNT && memchr(e->kind, 0, sizeof e->kind));
    for (uint32_t k = 0; k < e->name_count; k++) {
      const kith_lexicon_name *name = kith_lexicon_entity_name(l, e, k);
      MUST(name->entity == i && name->role < KITH_ROLE_COUNT);
      check_name(l, name);
    }
    for (size_t lang = 0; lang < kith_languages_count(languages); lang++) kith_lexicon_base(l, i, (kith_lang)lang);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!languages) open_once();
  kith_str all = {(const char *)data, size};
  const char *cut = size ? memchr(data, '\f', size) : NULL;
  size_t names = cut ? (size_t)(cut - all.p) : size;
  put(names_path, kith_str_cut(all, 0, names));
  put(facts_path, cut ? kith_str_cut(all, names + 1, size) : KITH_STR("entity\tproperty\tvalue\n"));

  kith_source source;
  size_t errors = 0;
  kith_source_init(&source, languages);
  kith_status status = kith_source_read(&source, folder, 0, report, &errors, NULL);
  kith_source_derive(&source);
  for (size_t i = 0; i < source.names.n; i++)
    MUST(source.names.at[i].entity < source.entities.n && source.names.at[i].text < source.strings.strings.n);
  kith_source_clear(&source);

  const char *folders[] = {folder};
  kith_lexicon_options options = {folders, 1, NULL};
  kith_lexicon *lexicon;
  kith_error error = {0};
  kith_status opened = kith_lexicon_open(&lexicon, &options, languages, &error);
  MUST(status != KITH_OK || (opened == KITH_OK) == (errors == 0));
  if (opened == KITH_OK)
    check_lexicon(lexicon);
  else
    MUST(error.message[0]);
  kith_lexicon_close(lexicon);
  return 0;
}
