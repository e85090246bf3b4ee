#include "relation/cue.h"

#include "text/fold.h"
#include "text/word.h"

#include <stdlib.h>

typedef struct verb_rule {
  uint64_t suffix; /* kith_pair(language, suffix) */
  uint32_t base;
  uint8_t form;
} verb_rule;

struct kith_cues {
  kith_intern words;    /* of cues */
  kith_intern texts;    /* types and endings; fold keys of small words */
  kith_map children;    /* (node, word) -> node */
  kith_map ends;        /* node * KITH_CUE_KINDS + kind -> cue + 1 */
  kith_map bits;        /* (language, key) -> KITH_DOES_… */
  kith_map first_rule;  /* suffix -> first of its rules + 1 */
  KITH_VEC(kith_cue) cues;
  KITH_VEC(verb_rule) rules;
  uint8_t language_rules[KITH_LANG_MAX + 1];
  uint32_t nodes;
};

static const char *const word_kinds[] = {
#define X(constant, kind) kind,
    KITH_PHRASE_WORDS(X)
#undef X
};

static uint16_t bits_of(kith_str list, const char *const *names, size_t count) {
  uint16_t bits = 0;
  kith_str part;
  while (kith_str_split(&list, ',', &part))
    for (size_t i = 0; i < count; i++)
      if (names[i] && kith_str_is(part, names[i])) bits |= (uint16_t)(1u << i);
  return bits;
}

static uint16_t role_traits(kith_str class) {
  static const char *const names[] = {"body", "person", "org", "reverse", "head", "post", "both", "verb", "private"};
  return bits_of(class, names, sizeof names / sizeof *names);
}

static uint8_t verb_form(kith_str class) {
  static const char *const names[] = {"base", "past", "present", "participle", "ing", "tells", "mutual"};
  return (uint8_t)bits_of(class, names, sizeof names / sizeof *names);
}

static uint32_t child(kith_cues *c, uint32_t node, uint32_t word) {
  uint64_t *at = kith_map_add(&c->children, kith_pair(node, word));
  if (!*at) *at = ++c->nodes;
  return (uint32_t)*at;
}

static void add_cue(kith_cues *c, kith_lang lang, kith_cue_kind kind, kith_str form, kith_str type, uint16_t traits) {
  kith_words words = {0};
  kith_buf key = {0};
  uint32_t node = kith_cue_root(c, lang);
  kith_words_cut(form, 0, form.n, &words);
  for (size_t i = 0; i < words.n; i++) {
    key.n = 0;
    kith_word_key(form, &words.at[i], &key);
    node = child(c, node, kith_intern_add(&c->words, kith_buf_str(&key)));
  }
  kith_cue cue = {kith_intern_get(&c->texts, kith_intern_add(&c->texts, type)).p, traits};
  uint64_t *end = kith_map_add(&c->ends, (uint64_t)node * KITH_CUE_KINDS + kind);
  if (words.n) {
    kith_vec_push(&c->cues, cue); /* a later row takes the place of an earlier one */
    *end = c->cues.n;
  }
  kith_vec_clear(&words);
  kith_vec_clear(&key);
}

static void add_rule(kith_cues *c, kith_lang lang, const kith_language_row *row) {
  kith_buf suffix = {0}, base = {0};
  kith_fold_key(row->form, &suffix);
  kith_fold_key(row->value, &base);
  verb_rule rule = {kith_pair(lang, kith_intern_add(&c->texts, kith_buf_str(&suffix))), kith_intern_add(&c->texts, kith_buf_str(&base)),
                    verb_form(row->class)};
  if (suffix.n) kith_vec_push(&c->rules, rule);
  kith_vec_clear(&suffix);
  kith_vec_clear(&base);
}

static void add_word(kith_cues *c, kith_lang lang, unsigned kind, kith_str form) {
  kith_buf key = {0};
  kith_fold_key(form, &key);
  size_t written = key.n;
  while (key.n && key.at[key.n - 1] == '.') key.n--;
  if (key.n < written && key.n <= 2) key.n = 0; /* `с.` is not the preposition */
  if (key.n && !memchr(key.at, ' ', key.n))
    *kith_map_add(&c->bits, kith_pair(lang, kith_intern_add(&c->texts, kith_buf_str(&key)))) |= 1u << kind;
  kith_vec_clear(&key);
}

static void add_language(kith_cues *c, const kith_language *language, kith_lang lang) {
  size_t n;
  const kith_language_row *rows = kith_language_rows(language, "relation", &n);
  for (size_t i = 0; i < n; i++) {
    uint16_t traits = role_traits(rows[i].class);
    add_cue(c, lang, traits & KITH_ROLE_VERB ? KITH_CUE_TIE : KITH_CUE_ROLE, rows[i].form, rows[i].value, traits);
  }
  rows = kith_language_rows(language, "event", &n);
  for (size_t i = 0; i < n; i++) {
    bool noun = kith_str_is(rows[i].class, "noun");
    uint8_t form = verb_form(rows[i].class);
    add_cue(c, lang, noun ? KITH_CUE_NOUN : KITH_CUE_VERB, rows[i].form, rows[i].value, form ? form : KITH_VERB_BASE);
  }
  rows = kith_language_rows(language, "verb_ending", &n);
  for (size_t i = 0; i < n; i++) add_rule(c, lang, &rows[i]);
  rows = kith_language_rows(language, "role_rule", &n);
  for (size_t i = 0; i < n; i++) {
    if (kith_str_is(rows[i].form, "case")) c->language_rules[lang] |= KITH_RULE_CASE;
    if (kith_str_is(rows[i].form, "genitive")) c->language_rules[lang] |= KITH_RULE_GENITIVE;
    if (kith_str_is(rows[i].form, "compound")) c->language_rules[lang] |= KITH_RULE_COMPOUND;
  }
  for (unsigned kind = 0; kind < KITH_WORD_BIT_COUNT; kind++) {
    rows = kith_language_rows(language, word_kinds[kind], &n);
    for (size_t i = 0; i < n; i++) add_word(c, lang, kind, rows[i].form);
  }
}

static int by_suffix(const void *a, const void *b) {
  const verb_rule *x = a, *y = b;
  if (x->suffix != y->suffix) return x->suffix < y->suffix ? -1 : 1;
  return (x->base > y->base) - (x->base < y->base);
}

void kith_cues_open(kith_cues **out, const kith_languages *languages) {
  kith_cues *c = kith_alloc_zero(1, sizeof *c);
  kith_intern_init(&c->words);
  kith_intern_init(&c->texts);
  c->nodes = (uint32_t)kith_languages_count(languages);
  for (size_t lang = 0; lang < kith_languages_count(languages); lang++)
    add_language(c, kith_language_get(languages, (kith_lang)lang), (kith_lang)lang);
  if (c->rules.n) qsort(c->rules.at, c->rules.n, sizeof *c->rules.at, by_suffix);
  for (size_t i = c->rules.n; i-- > 0;) *kith_map_add(&c->first_rule, c->rules.at[i].suffix) = i + 1;
  *out = c;
}

void kith_cues_close(kith_cues *c) {
  if (!c) return;
  kith_intern_clear(&c->words);
  kith_intern_clear(&c->texts);
  kith_map_clear(&c->children);
  kith_map_clear(&c->ends);
  kith_map_clear(&c->bits);
  kith_map_clear(&c->first_rule);
  kith_vec_clear(&c->cues);
  kith_vec_clear(&c->rules);
  kith_free(c);
}

uint32_t kith_cue_word(const kith_cues *c, kith_str key) { return kith_intern_find(&c->words, key); }
uint32_t kith_cue_root(const kith_cues *c, kith_lang lang) {
  (void)c;
  return lang;
}

uint32_t kith_cue_step(const kith_cues *c, uint32_t node, uint32_t word) {
  const uint64_t *at = kith_map_find(&c->children, kith_pair(node, word));
  return at ? (uint32_t)*at : KITH_NONE;
}

const kith_cue *kith_cue_at(const kith_cues *c, uint32_t node, kith_cue_kind kind) {
  const uint64_t *at = kith_map_find(&c->ends, (uint64_t)node * KITH_CUE_KINDS + kind);
  return at && *at ? &c->cues.at[*at - 1] : NULL;
}

uint32_t kith_cue_bits(const kith_cues *c, kith_lang lang, kith_str key) {
  uint32_t id = kith_intern_find(&c->texts, key);
  const uint64_t *bits = id == KITH_NONE ? NULL : kith_map_find(&c->bits, kith_pair(lang, id));
  return bits ? (uint32_t)*bits : 0;
}

uint8_t kith_cue_rules(const kith_cues *c, kith_lang lang) { return c->language_rules[lang]; }

void kith_cue_verb_bases(const kith_cues *c, kith_lang lang, kith_str key, kith_verb_base base, void *context) {
  enum { LONGEST = 16, STEM = 2 };
  kith_buf bytes = {0};
  for (size_t i = key.n > LONGEST + STEM ? key.n - LONGEST : STEM; i < key.n; i++) {
    uint32_t suffix = kith_intern_find(&c->texts, kith_str_cut(key, i, key.n));
    const uint64_t *first = suffix == KITH_NONE ? NULL : kith_map_find(&c->first_rule, kith_pair(lang, suffix));
    if (!first || !*first) continue;
    for (size_t r = *first - 1; r < c->rules.n && c->rules.at[r].suffix == kith_pair(lang, suffix); r++) {
      bytes.n = 0;
      kith_buf_add(&bytes, kith_str_cut(key, 0, i));
      kith_buf_add(&bytes, kith_intern_get(&c->texts, c->rules.at[r].base));
      base(context, kith_buf_str(&bytes), c->rules.at[r].form);
    }
  }
  kith_vec_clear(&bytes);
}
