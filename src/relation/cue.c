#include "relation/cue.h"

#include "text/fold.h"
#include "text/profile.h"
#include "text/word.h"

#include <stdlib.h>

enum { FORMS = KITH_VERB_BASE | KITH_VERB_PAST | KITH_VERB_PRESENT | KITH_VERB_PARTICIPLE | KITH_VERB_ING | KITH_VERB_FUTURE | KITH_VERB_WOULD };

typedef struct verb_rule {
  uint64_t suffix; /* kith_pair(language, suffix) */
  uint32_t base, written; /* texts; written: the suffix with its marks */
  uint16_t form;
  bool whole; /* may be all of the word */
} verb_rule;

struct kith_cues {
  kith_intern words;    /* of cues */
  kith_intern texts;    /* types and endings; fold keys of small words */
  kith_map children;    /* (node, word) -> node */
  kith_map ends;        /* node * KITH_CUE_KINDS + kind -> cue + 1 */
  kith_map bits;        /* (language, key) -> KITH_DOES_… */
  kith_map written;     /* the same of words in lower case with their marks */
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

static uint16_t verb_form(kith_str class) {
  static const char *const names[] = {"base", "past", "present", "participle", "ing", "tells", "mutual", "active", "future", "would", "oneway"};
  return bits_of(class, names, sizeof names / sizeof *names);
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

/* The prefix of a verb as a word before the rest of it, which is how it is found when the two are apart;
 * and as one word with what an infinitive has between them. */
static void add_separable(kith_cues *c, const kith_language *language, kith_lang lang, const kith_language_row *event, uint16_t form) {
  enum { LEAST = 3 };
  size_t n;
  const kith_language_row *rows = kith_language_rows(language, "separable", &n);
  kith_buf key = {0};
  for (size_t i = 0; i < n; i++) {
    kith_str prefix = rows[i].form;
    if (event->form.n < prefix.n + LEAST || !kith_str_starts(event->form, prefix)) continue;
    kith_str rest = kith_str_cut(event->form, prefix.n, event->form.n);
    key.n = 0;
    kith_buf_add(&key, prefix);
    kith_buf_char(&key, ' ');
    kith_buf_add(&key, rest);
    add_cue(c, lang, KITH_CUE_VERB, kith_buf_str(&key), event->value, form);
    key.n = 0;
    kith_buf_add(&key, prefix);
    kith_buf_add(&key, rows[i].value);
    kith_buf_add(&key, rest);
    add_cue(c, lang, KITH_CUE_VERB, kith_buf_str(&key), event->value, (uint16_t)(form & ~KITH_VERB_BASE) | KITH_VERB_ING);
  }
  kith_vec_clear(&key);
}

static void add_rule(kith_cues *c, kith_lang lang, const kith_language_row *row, bool whole) {
  kith_buf suffix = {0}, base = {0};
  kith_fold_key(row->form, &suffix);
  kith_fold_key(row->value, &base);
  char room[KITH_KEY_ROOM];
  verb_rule rule = {kith_pair(lang, kith_intern_add(&c->texts, kith_buf_str(&suffix))), kith_intern_add(&c->texts, kith_buf_str(&base)),
                    kith_intern_add(&c->texts, kith_profile_key(row->form, room)), verb_form(row->class), whole};
  if (suffix.n) kith_vec_push(&c->rules, rule);
  kith_vec_clear(&suffix);
  kith_vec_clear(&base);
}

static void add_word(kith_cues *c, kith_lang lang, unsigned kind, kith_str form) {
  kith_buf key = {0};
  kith_fold_key(form, &key);
  size_t length = key.n;
  while (key.n && key.at[key.n - 1] == '.') key.n--;
  bool abbreviation = key.n < length && key.n <= 2; /* `с.` is not the preposition */
  if (key.n && !abbreviation && !memchr(key.at, ' ', key.n))
    *kith_map_add(&c->bits, kith_pair(lang, kith_intern_add(&c->texts, kith_buf_str(&key)))) |= UINT64_C(1) << kind;
  char room[KITH_KEY_ROOM];
  kith_str written = kith_profile_key(form, room);
  if (written.n && !abbreviation) *kith_map_add(&c->written, kith_pair(lang, kith_intern_add(&c->texts, written))) |= UINT64_C(1) << kind;
  kith_vec_clear(&key);
}

static const char *const rule_names[] = {"case", "genitive", "verb_last", "inverts", "infinitive", "noun_first", NULL, "compound"};

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
    uint16_t form = verb_form(rows[i].class);
    if (!(form & FORMS)) form |= KITH_VERB_BASE;
    add_cue(c, lang, noun ? KITH_CUE_NOUN : KITH_CUE_VERB, rows[i].form, rows[i].value, form);
    if (!noun) add_separable(c, language, lang, &rows[i], form);
  }
  rows = kith_language_rows(language, "verb_ending", &n);
  for (size_t i = 0; i < n; i++) add_rule(c, lang, &rows[i], false);
  rows = kith_language_rows(language, "verb_form", &n);
  for (size_t i = 0; i < n; i++) add_rule(c, lang, &rows[i], true);
  rows = kith_language_rows(language, "role_rule", &n);
  for (size_t i = 0; i < n; i++) c->language_rules[lang] |= (uint8_t)bits_of(rows[i].form, rule_names, sizeof rule_names / sizeof *rule_names);
  kith_language_rows(language, "capital_nouns", &n);
  if (n) c->language_rules[lang] |= KITH_RULE_NOUNS;
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
  kith_map_clear(&c->written);
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

static kith_does bits_in(const kith_cues *c, const kith_map *map, kith_lang lang, kith_str key) {
  uint32_t id = kith_intern_find(&c->texts, key);
  const uint64_t *bits = id == KITH_NONE ? NULL : kith_map_find(map, kith_pair(lang, id));
  return bits ? *bits : 0;
}

kith_does kith_cue_bits(const kith_cues *c, kith_lang lang, kith_str key) { return bits_in(c, &c->bits, lang, key); }

kith_does kith_cue_bits_written(const kith_cues *c, kith_lang lang, kith_str word) { return bits_in(c, &c->written, lang, word); }

uint8_t kith_cue_rules(const kith_cues *c, kith_lang lang) { return c->language_rules[lang]; }

static bool ends_in(kith_str word, kith_str suffix) {
  return suffix.n <= word.n && memcmp(word.p + word.n - suffix.n, suffix.p, suffix.n) == 0;
}

void kith_cue_verb_bases(const kith_cues *c, kith_lang lang, kith_str key, kith_str written, kith_verb_base base, void *context) {
  enum { LONGEST = 32, STEM = 2 };
  kith_buf bytes = {0};
  for (size_t i = key.n > LONGEST ? key.n - LONGEST : 0; i < key.n; i++) {
    uint32_t suffix = kith_intern_find(&c->texts, kith_str_cut(key, i, key.n));
    const uint64_t *first = suffix == KITH_NONE ? NULL : kith_map_find(&c->first_rule, kith_pair(lang, suffix));
    if (!first || !*first) continue;
    for (size_t r = *first - 1; r < c->rules.n && c->rules.at[r].suffix == kith_pair(lang, suffix); r++) {
      if (i < STEM && !c->rules.at[r].whole) continue;
      if (written.n && !ends_in(written, kith_intern_get(&c->texts, c->rules.at[r].written))) continue;
      bytes.n = 0;
      kith_buf_add(&bytes, kith_str_cut(key, 0, i));
      kith_buf_add(&bytes, kith_intern_get(&c->texts, c->rules.at[r].base));
      base(context, kith_buf_str(&bytes), c->rules.at[r].form);
    }
  }
  kith_vec_clear(&bytes);
}
