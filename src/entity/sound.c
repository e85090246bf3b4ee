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
static const char u_or_v_table[128] = {['u'] = 1, ['v'] = 2};

static bool is_vowel(char c) { return vowel_table[c & 127]; }
static char class_of(char c) { return class_table[c & 127] ? class_table[c & 127] : c; }

/* A table and no branches: asked for every pair of letters of millions of pairs of words. */
static float change_cost(char a, char b) {
  static const float costs[2][2][2] = {{{1, .3f}, {.35f, .35f}}, {{.4f, .4f}, {.15f, .15f}}};
  unsigned vowels = is_vowel(a) & is_vowel(b), alike = class_of(a) == class_of(b);
  unsigned u_and_v = (u_or_v_table[a & 127] | u_or_v_table[b & 127]) == 3;
  return a == b ? 0 : costs[vowels][alike][u_and_v];
}

/* Dropping or adding a letter: vowels and h cost less. */
#define CHEAPEST .4f
static const float drop_table[128] = {['a'] = .45f, ['e'] = .45f, ['i'] = .45f, ['o'] = .45f, ['u'] = .45f, ['h'] = CHEAPEST};
static float drop_cost(char c) { return drop_table[c & 127] > 0 ? drop_table[c & 127] : 1; }

double kith_sound_similarity_above(kith_str a, kith_str b, double least) {
  enum { LIMIT = 80 };
  float row[LIMIT + 1], drops[LIMIT];
  size_t longer = a.n > b.n ? a.n : b.n, shorter = a.n + b.n - longer;
  if (kith_str_equal(a, b)) return 1;
  if (longer > LIMIT) return 0;
  float most = (float)((1 - least) * (double)longer) + .001f; /* the sum of costs that is too much, roundings allowed for */
  if ((float)(longer - shorter) * CHEAPEST > most) return 0;
  row[0] = 0;
  for (size_t j = 0; j < b.n; j++) row[j + 1] = row[j] + (drops[j] = drop_cost(b.p[j]));
  for (size_t i = 0; i < a.n; i++) {
    char letter = a.p[i];
    float diagonal = row[0], gone = drop_cost(letter), lowest = row[0] += gone;
    for (size_t j = 0; j < b.n; j++) {
      float change = diagonal + change_cost(letter, b.p[j]);
      float drop = row[j + 1] + gone, add = row[j] + drops[j];
      diagonal = row[j + 1];
      float cost = drop < add ? drop : add;
      row[j + 1] = cost = change < cost ? change : cost;
      lowest = cost < lowest ? cost : lowest;
    }
    if (lowest > most) return 0;
  }
  return 1 - (double)row[b.n] / (double)longer;
}

double kith_sound_similarity(kith_str a, kith_str b) { return kith_sound_similarity_above(a, b, 0); }

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
