#include "entity/sound.h"

#include "text/fold.h"

#include <stdlib.h>

typedef struct rewrite {
  kith_str from, to; /* of the languages' rows */
  bool start;        /* only where a word begins */
} rewrite;

typedef struct rewrites {
  KITH_VEC(rewrite) list; /* longest first */
} rewrites;

struct kith_sounds {
  rewrites *of; /* by language; und: for all */
  size_t count;
};

static int longest_first(const void *a, const void *b) {
  const rewrite *x = a, *y = b;
  if (x->from.n != y->from.n) return x->from.n > y->from.n ? -1 : 1;
  if (x->start != y->start) return x->start ? -1 : 1;
  return kith_str_compare(x->from, y->from);
}

void kith_sounds_open(kith_sounds **out, const kith_languages *languages) {
  kith_sounds *s = kith_alloc(sizeof *s);
  s->count = kith_languages_count(languages);
  s->of = kith_alloc_zero(s->count, sizeof *s->of);
  for (size_t lang = 0; lang < s->count; lang++) {
    size_t n;
    const kith_language_row *rows = kith_language_rows(kith_language_get(languages, (kith_lang)lang), "sound", &n);
    for (size_t i = 0; i < n; i++) {
      rewrite r = {rows[i].form, rows[i].value, kith_str_is(rows[i].class, "start")};
      kith_vec_push(&s->of[lang].list, r);
    }
    if (s->of[lang].list.n) qsort(s->of[lang].list.at, s->of[lang].list.n, sizeof(rewrite), longest_first);
  }
  *out = s;
}

void kith_sounds_close(kith_sounds *s) {
  if (!s) return;
  for (size_t i = 0; i < s->count; i++) kith_vec_clear(&s->of[i].list);
  kith_free(s->of);
  kith_free(s);
}

static const rewrite *rewrite_at(const rewrites *rules, kith_str text, size_t at, bool start) {
  for (size_t i = 0; i < rules->list.n; i++) {
    const rewrite *r = &rules->list.at[i];
    if ((!r->start || start) && kith_str_starts(kith_str_cut(text, at, text.n), r->from)) return r;
  }
  return NULL;
}

/* Double letters sound once. */
static void add_letter(kith_buf *out, char c) {
  if (out->n && out->at[out->n - 1] == c) return;
  kith_buf_char(out, c);
}

void kith_sound(const kith_sounds *s, kith_lang lang, kith_str latin, kith_buf *out) {
  bool start = true;
  for (size_t i = 0; i < latin.n;) {
    char c = latin.p[i];
    if (c == ' ' || c == '-') {
      if (!start) kith_buf_char(out, ' ');
      start = true;
      i++;
      continue;
    }
    const rewrite *r = lang ? rewrite_at(&s->of[lang], latin, i, start) : NULL;
    if (!r) r = rewrite_at(&s->of[KITH_LANG_UND], latin, i, start);
    if (r)
      for (size_t k = 0; k < r->to.n; k++) add_letter(out, r->to.p[k]);
    else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
      add_letter(out, c);
    i += r ? r->from.n : 1;
    start = false;
  }
}

/* ---- similarity ---- */

/* Letters of one class are what transcriptions exchange: g h k; z s sh c ch zh
 * dzh; v f b; e i; o u. Others are a class of their own, 0 here. */
static const char class_table[128] = {['g'] = 1, ['h'] = 1, ['k'] = 1, ['z'] = 2, ['s'] = 2, ['S'] = 2, ['c'] = 2, ['C'] = 2,
                                      ['Z'] = 2, ['J'] = 2, ['v'] = 3, ['f'] = 3, ['b'] = 3, ['e'] = 4, ['i'] = 4, ['o'] = 5, ['u'] = 5};
static const bool vowel_table[128] = {['a'] = true, ['e'] = true, ['i'] = true, ['o'] = true, ['u'] = true};

static bool is_vowel(char c) { return vowel_table[c & 127]; }
static char class_of(char c) { return class_table[c & 127] ? class_table[c & 127] : c; }

static float change_cost(char a, char b) {
  if (a == b) return 0;
  if (is_vowel(a) && is_vowel(b)) return class_of(a) == class_of(b) ? .15f : .4f;
  if (class_of(a) == class_of(b)) return .35f;
  if ((a == 'v' && b == 'u') || (a == 'u' && b == 'v')) return .3f;
  return 1;
}

/* Dropping or adding a letter: vowels and h cost less. */
static float drop_cost(char c) { return is_vowel(c) ? .45f : c == 'h' ? .4f : 1; }

double kith_sound_similarity(kith_str a, kith_str b) {
  enum { LIMIT = 80 };
  float row[LIMIT + 1];
  size_t longer = a.n > b.n ? a.n : b.n;
  if (a.n > LIMIT || b.n > LIMIT) return kith_str_equal(a, b) ? 1 : 0;
  if (!longer) return 1;
  row[0] = 0;
  for (size_t j = 0; j < b.n; j++) row[j + 1] = row[j] + drop_cost(b.p[j]);
  for (size_t i = 0; i < a.n; i++) {
    float diagonal = row[0];
    row[0] += drop_cost(a.p[i]);
    for (size_t j = 0; j < b.n; j++) {
      float change = diagonal + change_cost(a.p[i], b.p[j]);
      float drop = row[j + 1] + drop_cost(a.p[i]), add = row[j] + drop_cost(b.p[j]);
      diagonal = row[j + 1];
      row[j + 1] = change < drop ? (change < add ? change : add) : drop < add ? drop : add;
    }
  }
  return 1 - (double)row[b.n] / (double)longer;
}

uint32_t kith_sound_block(kith_str sound) {
  size_t last = sound.n;
  while (last && sound.p[last - 1] != ' ') last--;
  uint32_t block = sound.n ? (unsigned char)class_of(sound.p[0]) : 0;
  unsigned found = 0;
  for (size_t i = last; i < sound.n && found < 2; i++) {
    char c = sound.p[i];
    if (is_vowel(c) || (c == 'h' && i > last)) continue;
    block = block << 8 | (unsigned char)class_of(c);
    found++;
  }
  return block;
}
