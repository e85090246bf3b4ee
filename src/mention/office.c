#include "mention/office.h"

#include "text/word.h"

struct kith_offices {
  kith_intern keys;   /* words and phrases */
  kith_intern values;
  kith_map words;     /* (language, key) -> KITH_OFFICE_LINK … */
  kith_map phrases;   /* (language, key) -> index of `list` + 1, << 1; lowest bit: longer ones begin with it */
  KITH_VEC(kith_office) list;
  uint8_t rules[KITH_LANG_MAX + 1];
  bool has[KITH_LANG_MAX + 1];
};

static uint64_t place_of(kith_offices *o, kith_lang lang, kith_str key) { return kith_pair(lang, kith_intern_add(&o->keys, key)); }

static void add_office(kith_offices *o, kith_lang lang, const kith_language_row *row) {
  kith_words words = {0};
  kith_buf key = {0};
  kith_words_cut(row->form, 0, row->form.n, &words);
  for (size_t i = 0; i < words.n; i++) {
    if (i) *kith_map_add(&o->phrases, place_of(o, lang, kith_buf_str(&key))) |= 1;
    if (i) kith_buf_char(&key, ' ');
    kith_word_key(row->form, &words.at[i], &key);
  }
  if (words.n) {
    bool leads = kith_str_is(row->class, "leads");
    kith_office office = {(uint16_t)kith_intern_add(&o->values, row->value), leads || kith_str_is(row->class, "state"), leads,
                          kith_str_is(row->value, "leader")};
    kith_vec_push(&o->list, office);
    uint64_t *at = kith_map_add(&o->phrases, place_of(o, lang, kith_buf_str(&key)));
    *at = (uint64_t)o->list.n << 1 | (*at & 1);
    o->has[lang] = true;
  }
  kith_vec_clear(&words);
  kith_vec_clear(&key);
}

static void add_words(kith_offices *o, kith_lang lang, const kith_language *language, const char *kind, uint8_t bit) {
  size_t n;
  const kith_language_row *rows = kith_language_rows(language, kind, &n);
  kith_words words = {0};
  kith_buf key = {0};
  for (size_t i = 0; i < n; i++) {
    words.n = key.n = 0;
    kith_words_cut(rows[i].form, 0, rows[i].form.n, &words);
    if (words.n != 1) continue;
    kith_word_key(rows[i].form, &words.at[0], &key);
    *kith_map_add(&o->words, place_of(o, lang, kith_buf_str(&key))) |= bit;
  }
  kith_vec_clear(&words);
  kith_vec_clear(&key);
}

static uint8_t rules_of(const kith_language *language) {
  static const char *const names[] = {"behind", "adjunct", "genitive"};
  size_t n;
  uint8_t rules = 0;
  const kith_language_row *rows = kith_language_rows(language, "office_rule", &n);
  for (size_t i = 0; i < n; i++)
    for (unsigned k = 0; k < sizeof names / sizeof *names; k++)
      if (kith_str_is(rows[i].form, names[k])) rules |= (uint8_t)(1u << k);
  return rules;
}

void kith_offices_open(kith_offices **out, const kith_languages *languages) {
  kith_offices *o = kith_alloc_zero(1, sizeof *o);
  kith_intern_init(&o->keys);
  kith_intern_init(&o->values);
  for (size_t i = 1; i < kith_languages_count(languages); i++) {
    kith_lang lang = (kith_lang)i;
    const kith_language *language = kith_language_get(languages, lang);
    size_t n;
    const kith_language_row *rows = kith_language_rows(language, "office", &n);
    if (!n) continue;
    for (size_t k = 0; k < n; k++) add_office(o, lang, &rows[k]);
    o->rules[lang] = rules_of(language);
    add_words(o, lang, language, "office_link", KITH_OFFICE_LINK);
    add_words(o, lang, language, "role_former", KITH_OFFICE_OTHER);
    add_words(o, lang, language, "role_modifier", KITH_OFFICE_OTHER);
    add_words(o, lang, language, "copula", KITH_OFFICE_COPULA);
    add_words(o, lang, language, "determiner", KITH_OFFICE_DETERMINER);
  }
  *out = o;
}

void kith_offices_close(kith_offices *o) {
  if (!o) return;
  kith_intern_clear(&o->keys);
  kith_intern_clear(&o->values);
  kith_map_clear(&o->words);
  kith_map_clear(&o->phrases);
  kith_vec_clear(&o->list);
  kith_free(o);
}

bool kith_offices_has(const kith_offices *o, kith_lang lang) { return o->has[lang]; }
uint8_t kith_office_rules(const kith_offices *o, kith_lang lang) { return o->rules[lang]; }

uint8_t kith_office_word(const kith_offices *o, kith_lang lang, kith_str key) {
  uint32_t id = kith_intern_find(&o->keys, key);
  const uint64_t *bits = id == KITH_NONE ? NULL : kith_map_find(&o->words, kith_pair(lang, id));
  return bits ? (uint8_t)*bits : 0;
}

const kith_office *kith_office_find(const kith_offices *o, kith_lang lang, kith_str phrase, bool *begins) {
  uint32_t id = kith_intern_find(&o->keys, phrase);
  const uint64_t *at = id == KITH_NONE ? NULL : kith_map_find(&o->phrases, kith_pair(lang, id));
  *begins = at && *at & 1;
  return at && *at >> 1 ? &o->list.at[(*at >> 1) - 1] : NULL;
}
