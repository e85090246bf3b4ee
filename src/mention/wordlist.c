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

static void add_rows(kith_wordlist *list, const kith_languages *languages, kith_lang lang, const char *name, unsigned kind) {
  size_t n;
  const kith_language_row *rows = kith_language_rows(kith_language_get(languages, lang), name, &n);
  for (size_t i = 0; i < n; i++) add(list, lang, kind, &rows[i]);
}

void kith_wordlist_open(kith_wordlist **out, const kith_languages *languages) {
  kith_wordlist *list = kith_alloc_zero(1, sizeof *list);
  kith_intern_init(&list->keys);
  for (size_t lang = 0; lang < kith_languages_count(languages); lang++) {
    for (unsigned kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) add_rows(list, languages, (kith_lang)lang, kinds[kind], kind);
    add_rows(list, languages, (kith_lang)lang, "conjunction", KITH_BIT_CONJUNCTION);
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
