#include "mention/inflect.h"

#include "text/fold.h"

#include <stdlib.h>

typedef struct rule {
  uint64_t suffix; /* kith_pair(language, suffix id) */
  uint32_t base;   /* id of what replaces it */
  uint8_t classes;
} rule;

enum { LONGEST = 32 }; /* bytes of a suffix */

/* What tells most words of a language apart from those that have an ending. */
typedef struct ends {
  size_t longest;  /* suffix */
  bool with[256];  /* by the last byte: whether a suffix ends with it */
} ends;

struct kith_inflector {
  kith_intern texts;
  kith_map first;  /* suffix key -> first rule, by run of equal suffixes */
  kith_map joined; /* suffix key -> classes */
  KITH_VEC(rule) rules;
  ends of[KITH_LANG_MAX + 1]; /* by language */
};

static uint8_t classes_of(kith_str list) {
  static const struct {
    const char *name;
    uint8_t bits;
  } known[] = {{"per", KITH_ENDING_PER}, {"perm", KITH_ENDING_PERM}, {"perf", KITH_ENDING_PERF}, {"loc", KITH_ENDING_LOC},
               {"org", KITH_ENDING_ORG}, {"adj", KITH_ENDING_ADJ},   {"any", KITH_ENDING_ANY}};
  uint8_t bits = 0;
  kith_str part;
  while (kith_str_split(&list, ',', &part))
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
      if (kith_str_is(kith_str_trim(part), known[i].name)) bits |= known[i].bits;
  return bits ? bits : KITH_ENDING_ANY;
}

static int by_suffix(const void *a, const void *b) {
  const rule *x = a, *y = b;
  if (x->suffix != y->suffix) return x->suffix < y->suffix ? -1 : 1;
  return (x->base > y->base) - (x->base < y->base);
}

static void add_row(kith_inflector *inflector, kith_lang lang, const kith_language_row *row) {
  kith_buf suffix = {0}, base = {0};
  kith_str form = row->form, value = row->value;
  bool joined = form.n > 1 && (form.p[0] == '-' || form.p[0] == '\'');
  if (joined) form = kith_str_cut(form, 1, form.n);
  kith_fold_key(form, &suffix);
  kith_fold_key(value, &base);
  if (suffix.n && suffix.n <= LONGEST) {
    uint64_t key = kith_pair(lang, kith_intern_add(&inflector->texts, kith_buf_str(&suffix)));
    uint8_t classes = classes_of(row->class);
    if (joined)
      *kith_map_add(&inflector->joined, key) |= classes;
    else if (!kith_str_equal(kith_buf_str(&suffix), kith_buf_str(&base))) {
      rule r = {key, kith_intern_add(&inflector->texts, kith_buf_str(&base)), classes};
      kith_vec_push(&inflector->rules, r);
      ends *e = &inflector->of[lang];
      e->with[(unsigned char)suffix.at[suffix.n - 1]] = true;
      if (suffix.n > e->longest) e->longest = suffix.n;
    }
  }
  kith_vec_clear(&suffix);
  kith_vec_clear(&base);
}

void kith_inflector_open(kith_inflector **out, const kith_languages *languages) {
  kith_inflector *inflector = kith_alloc_zero(1, sizeof *inflector);
  kith_intern_init(&inflector->texts);
  for (size_t lang = 1; lang < kith_languages_count(languages); lang++) {
    size_t n;
    const kith_language_row *rows = kith_language_rows(kith_language_get(languages, (kith_lang)lang), "ending", &n);
    for (size_t i = 0; i < n; i++) add_row(inflector, (kith_lang)lang, &rows[i]);
  }
  if (inflector->rules.n) qsort(inflector->rules.at, inflector->rules.n, sizeof(rule), by_suffix);
  for (size_t i = inflector->rules.n; i-- > 0;) *kith_map_add(&inflector->first, inflector->rules.at[i].suffix) = i;
  *out = inflector;
}

void kith_inflector_close(kith_inflector *inflector) {
  if (!inflector) return;
  kith_intern_clear(&inflector->texts);
  kith_map_clear(&inflector->first);
  kith_map_clear(&inflector->joined);
  kith_vec_clear(&inflector->rules);
  kith_free(inflector);
}

static void apply(const kith_inflector *inflector, uint64_t suffix, kith_str stem, kith_buf *bytes, kith_bases *bases) {
  const uint64_t *first = kith_map_find(&inflector->first, suffix);
  if (!first) return;
  for (size_t i = *first; i < inflector->rules.n && inflector->rules.at[i].suffix == suffix; i++) {
    uint32_t start = (uint32_t)bytes->n;
    kith_buf_add(bytes, stem);
    kith_buf_add(bytes, kith_intern_get(&inflector->texts, inflector->rules.at[i].base));
    kith_base base = {start, (uint32_t)bytes->n - start, inflector->rules.at[i].classes};
    kith_vec_push(bases, base);
  }
}

void kith_inflect(const kith_inflector *inflector, kith_lang lang, kith_str key, kith_buf *bytes, kith_bases *bases) {
  const ends *e = &inflector->of[lang];
  unsigned letters = 0;
  if (!key.n || !e->with[(unsigned char)key.p[key.n - 1]]) return;
  for (size_t i = 1; i < key.n; i++) {
    if (((unsigned char)key.p[i] & 0xc0) == 0x80) continue;
    if (++letters < 2 || key.n - i > e->longest) continue;
    uint32_t suffix = kith_intern_find(&inflector->texts, kith_str_cut(key, i, key.n));
    if (suffix != KITH_NONE) apply(inflector, kith_pair(lang, suffix), kith_str_cut(key, 0, i), bytes, bases);
  }
}

uint8_t kith_inflect_joined(const kith_inflector *inflector, kith_lang lang, kith_str key) {
  uint32_t suffix = kith_intern_find(&inflector->texts, key);
  const uint64_t *classes = suffix == KITH_NONE ? NULL : kith_map_find(&inflector->joined, kith_pair(lang, suffix));
  return classes ? (uint8_t)*classes : 0;
}
