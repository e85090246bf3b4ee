#include "mention/wordlist.h"

#include "text/fold.h"

struct kith_wordlist {
  kith_intern keys;
  kith_map bits; /* (language, key) -> bits */
};

static const char *const kinds[] = {
#define X(constant, kind) kind,
    KITH_WORD_KINDS(X)
#undef X
};

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
  if (key.n && !memchr(key.at, ' ', key.n))
    *kith_map_add(&list->bits, kith_pair(lang, kith_intern_add(&list->keys, kith_buf_str(&key)))) |= bits;
  kith_vec_clear(&key);
}

void kith_wordlist_open(kith_wordlist **out, const kith_languages *languages) {
  kith_wordlist *list = kith_alloc_zero(1, sizeof *list);
  kith_intern_init(&list->keys);
  for (size_t lang = 0; lang < kith_languages_count(languages); lang++)
    for (unsigned kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
      size_t n;
      const kith_language_row *rows = kith_language_rows(kith_language_get(languages, (kith_lang)lang), kinds[kind], &n);
      for (size_t i = 0; i < n; i++) add(list, (kith_lang)lang, kind, &rows[i]);
    }
  *out = list;
}

void kith_wordlist_close(kith_wordlist *list) {
  if (!list) return;
  kith_intern_clear(&list->keys);
  kith_map_clear(&list->bits);
  kith_free(list);
}

uint32_t kith_wordlist_bits(const kith_wordlist *list, kith_lang lang, kith_str key) {
  uint32_t id = kith_intern_find(&list->keys, key);
  if (id == KITH_NONE) return 0;
  const uint64_t *own = kith_map_find(&list->bits, kith_pair(lang, id));
  const uint64_t *shared = lang ? kith_map_find(&list->bits, kith_pair(KITH_LANG_UND, id)) : NULL;
  return (uint32_t)((own ? *own : 0) | (shared ? *shared : 0));
}

static bool is_form_of_noun(const kith_wordlist *list, kith_lang lang, kith_str key) {
  static const char *const endings[] = {"", "n", "en", "e", "er", "ern", "s", "es", "ns", "nen", "r"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    kith_str ending = kith_str_of(endings[i]);
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
