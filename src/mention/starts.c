/* What a word may begin, told by its first letters: asked of every word of a
 * text, so it must cost next to nothing. */
#include "mention/finder.h"

/* The first four code points of a key, or fewer. */
static kith_str start_of(kith_str key) {
  size_t n = 0;
  for (unsigned count = 0, length; count < 4 && n < key.n; count++, n += length) kith_utf8_decode(key.p + n, key.p + key.n, &length);
  return kith_str_cut(key, 0, n);
}

bool kith_name_in_lower_case(const kith_lexicon *lexicon, const kith_lexicon_name *name) {
  uint8_t type = kith_lexicon_entity_at(lexicon, name->entity)->type;
  bool named = name->role == KITH_ROLE_LABEL || name->role == KITH_ROLE_ALIAS;
  return (type == KITH_EVT || type == KITH_PRO) && name->capitals == 0 && name->words <= 2 && named;
}

static void add_start(kith_finder *f, kith_str text, kith_intern *starts) {
  f->words.n = f->key.n = 0;
  kith_words_cut(text, 0, text.n, &f->words);
  if (!f->words.n) return;
  kith_word_key(text, &f->words.at[0], &f->key);
  kith_intern_add(starts, start_of(kith_buf_str(&f->key)));
}

void kith_finder_collect_starts(kith_finder *f) {
  const kith_lexicon *l = f->parts.lexicon;
  for (uint32_t i = 0; i < kith_lexicon_entity_count(l); i++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, i);
    if (e->type != KITH_EVT && e->type != KITH_PRO && e->type != KITH_LOC) continue;
    for (uint32_t k = 0; k < e->name_count; k++) {
      const kith_lexicon_name *name = kith_lexicon_entity_name(l, e, k);
      kith_str text = kith_lexicon_string(l, name->text, name->length);
      if (name->role == KITH_ROLE_DEMONYM) add_start(f, text, &f->demonym_starts);
      else if (kith_name_in_lower_case(l, name)) add_start(f, text, &f->lower_starts);
    }
  }
  for (size_t i = 1; i < kith_languages_count(f->parts.languages); i++) {
    size_t n;
    const kith_language_row *rows = kith_language_rows(kith_language_get(f->parts.languages, (kith_lang)i), "office", &n);
    for (size_t k = 0; k < n; k++) add_start(f, rows[k].form, &f->office_starts);
  }
}

bool kith_finder_can_begin(kith_finder *f, uint32_t i) {
  const kith_word *w = &f->words.at[i];
  if (w->flags & (KITH_WORD_CAPITAL | KITH_WORD_CASELESS | KITH_WORD_DIGIT)) return true;
  if (w->letters < 5) return false;
  kith_str key = kith_intern_get(&f->keys, kith_finder_glance(f, i)->key);
  return kith_intern_find(&f->lower_starts, start_of(key)) != KITH_NONE;
}

bool kith_finder_may_be(kith_finder *f, uint32_t i, uint8_t what) {
  kith_word_info *info = kith_finder_glance(f, i);
  if (!info->may_be) {
    kith_str start = start_of(kith_intern_get(&f->keys, info->key));
    info->may_be = KITH_MAY_BE_KNOWN;
    if (kith_intern_find(&f->demonym_starts, start) != KITH_NONE) info->may_be |= KITH_MAY_BE_DEMONYM;
    if (kith_intern_find(&f->office_starts, start) != KITH_NONE) info->may_be |= KITH_MAY_BE_OFFICE;
  }
  return info->may_be & what;
}
