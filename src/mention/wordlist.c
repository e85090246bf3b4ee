#include "mention/wordlist.h"

#include "text/fold.h"

/* What a word says: bits, and KITH_NOTE_… << 32. */
struct kith_wordlist {
  const kith_languages *languages;
  kith_intern keys;
  KITH_VEC(uint64_t) shared; /* of each key: what it says in every language */
  kith_map own;              /* (language, key) -> what it says in that one */
};

static const char *const kinds[] = {
#define X(constant, kind) kind,
    KITH_WORD_KINDS(X)
#undef X
};

const char *const kith_calling_words[KITH_CALLING_COUNT] = {
#define X(constant, class, words) words,
    KITH_CALLINGS(X)
#undef X
};

static uint8_t calling_of(kith_str class) {
  static const char *const classes[] = {
#define X(constant, class, words) class,
      KITH_CALLINGS(X)
#undef X
  };
  for (unsigned i = 0; i < KITH_CALLING_COUNT; i++)
    if (kith_str_is(class, classes[i])) return (uint8_t)(1u << i);
  return 0;
}

static uint64_t notes_of(const kith_language_row *title) {
  bool honorific = kith_str_is(title->class, "hon");
  return calling_of(title->class) | (honorific && kith_str_is(title->value, "f") ? KITH_NOTE_F : 0u) |
         (honorific && kith_str_is(title->value, "m") ? KITH_NOTE_M : 0u);
}

static void add_word(kith_wordlist *list, kith_lang lang, kith_str key, uint64_t bits, uint64_t notes) {
  uint32_t id = kith_intern_add(&list->keys, key);
  if (id == list->shared.n) kith_vec_push(&list->shared, 0);
  *(lang == KITH_LANG_UND ? &list->shared.at[id] : kith_map_add(&list->own, kith_pair(lang, id))) |= bits | notes << 32;
}

static void add_notes(kith_wordlist *list, const kith_languages *languages, kith_lang lang, const char *kind, uint64_t note) {
  size_t n;
  const kith_language_row *rows = kith_language_rows(kith_language_get(languages, lang), kind, &n);
  kith_buf key = {0};
  for (size_t i = 0; i < n; i++) {
    key.n = 0;
    kith_fold_key(rows[i].form, &key);
    uint64_t alone = kith_str_is(rows[i].class, "alone") ? KITH_NOTE_ALONE : kith_str_is(rows[i].class, "plural") ? KITH_NOTE_PLURAL : 0;
    add_word(list, lang, kith_buf_str(&key), 0, note | alone);
  }
  kith_vec_clear(&key);
}

static void add(kith_wordlist *list, kith_lang lang, unsigned kind, const kith_language_row *row) {
  kith_buf key = {0};
  uint64_t bits = 1u << kind;
  if (kind == KITH_BIT_COMMON_START) bits |= KITH_IS_COMMON;
  if (kind == KITH_BIT_GIVEN) {
    if (memchr(row->value.p, 'f', row->value.n)) bits |= KITH_IS_GIVEN_F;
    if (memchr(row->value.p, 'm', row->value.n)) bits |= KITH_IS_GIVEN_M;
  }
  if (kind == KITH_BIT_TITLE && kith_str_is(row->class, "hon")) bits |= KITH_IS_HONORIFIC;
  kith_fold_key(row->form, &key);
  while (key.n && key.at[key.n - 1] == '.') key.n--;
  if (key.n && !memchr(key.at, ' ', key.n)) add_word(list, lang, kith_buf_str(&key), bits, kind == KITH_BIT_TITLE ? notes_of(row) : 0);
  kith_vec_clear(&key);
}

static void add_rows(kith_wordlist *list, const kith_languages *languages, kith_lang lang, const char *name, unsigned kind) {
  size_t n;
  const kith_language_row *rows = kith_language_rows(kith_language_get(languages, lang), name, &n);
  for (size_t i = 0; i < n; i++) add(list, lang, kind, &rows[i]);
}

void kith_wordlist_open(kith_wordlist **out, const kith_languages *languages) {
  kith_wordlist *list = kith_alloc_zero(1, sizeof *list);
  kith_intern_init(&list->keys);
  list->languages = languages;
  for (size_t lang = 0; lang < kith_languages_count(languages); lang++) {
    for (unsigned kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) add_rows(list, languages, (kith_lang)lang, kinds[kind], kind);
    add_rows(list, languages, (kith_lang)lang, "conjunction", KITH_BIT_CONJUNCTION);
    add_rows(list, languages, (kith_lang)lang, "noun", KITH_BIT_NOUN);
    add_notes(list, languages, (kith_lang)lang, "generation", KITH_NOTE_GENERATION);
    add_notes(list, languages, (kith_lang)lang, "credit", KITH_NOTE_CREDIT);
    add_notes(list, languages, (kith_lang)lang, "byline", KITH_NOTE_BYLINE);
    add_notes(list, languages, (kith_lang)lang, "family", KITH_NOTE_FAMILY);
  }
  *out = list;
}

void kith_wordlist_close(kith_wordlist *list) {
  if (!list) return;
  kith_intern_clear(&list->keys);
  kith_vec_clear(&list->shared);
  kith_map_clear(&list->own);
  kith_free(list);
}

static uint64_t find(const kith_wordlist *list, kith_lang lang, kith_str key) {
  uint32_t id = kith_intern_find(&list->keys, key);
  if (id == KITH_NONE) return 0;
  const uint64_t *own = kith_map_find(&list->own, kith_pair(lang, id));
  return list->shared.at[id] | (own ? *own : 0);
}

uint32_t kith_wordlist_bits(const kith_wordlist *list, kith_lang lang, kith_str key) { return (uint32_t)find(list, lang, key); }
uint32_t kith_wordlist_notes(const kith_wordlist *list, kith_lang lang, kith_str key) { return (uint32_t)(find(list, lang, key) >> 32); }

static bool is_form_of_noun(const kith_wordlist *list, kith_lang lang, kith_str key) {
  size_t n;
  const kith_language_row *endings = kith_language_rows(kith_language_get(list->languages, lang), "noun_ending", &n);
  if (kith_wordlist_bits(list, lang, key) & KITH_IS_NOUN) return true;
  for (size_t i = 0; i < n; i++) {
    kith_str ending = endings[i].form;
    if (key.n < ending.n + 2 || !kith_str_ends(key, ending)) continue;
    if (kith_wordlist_bits(list, lang, kith_str_cut(key, 0, key.n - ending.n)) & KITH_IS_NOUN) return true;
  }
  return false;
}

bool kith_wordlist_is_noun(const kith_wordlist *list, kith_lang lang, kith_str key) {
  enum { SHORTEST = 4, FRONT = 3 };
  if (is_form_of_noun(list, lang, key)) return true;
  for (size_t i = FRONT; i + SHORTEST <= key.n; i++)
    if (is_form_of_noun(list, lang, kith_str_cut(key, i, key.n))) return true;
  return false;
}
