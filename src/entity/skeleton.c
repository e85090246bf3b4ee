#include "entity/skeleton.h"

static bool is_vowel(char c) { return c && strchr("aeiouy", c); }

/* Letters that sound alike, longest first. "" drops the letters. */
static const struct {
  const char *from, *to;
} sounds[] = {
    {"shch", "s"}, {"sch", "s"}, {"tch", "c"}, {"tsch", "c"}, {"dzh", "z"}, {"dj", "z"}, {"cz", "c"}, {"ch", "c"}, {"kh", "h"},
    {"sh", "s"},   {"sz", "s"},  {"zh", "z"},  {"rz", "z"},   {"ts", "c"},  {"tz", "c"}, {"ph", "f"}, {"th", "t"}, {"ck", "k"},
    {"gh", "h"},   {"x", "ks"},  {"q", "k"},   {"w", "v"},    {"g", "h"},   {"j", ""},
};

static size_t sound_at(kith_str word, size_t i, const char **to) {
  for (size_t k = 0; k < sizeof sounds / sizeof *sounds; k++) {
    size_t n = strlen(sounds[k].from);
    if (word.n - i >= n && memcmp(word.p + i, sounds[k].from, n) == 0) {
      *to = sounds[k].to;
      return n;
    }
  }
  return 0;
}

/* c is s before e, i, y and k elsewhere, unless a table row took it. */
static char plain_sound(kith_str word, size_t i) {
  char c = word.p[i];
  if (c != 'c') return c;
  return i + 1 < word.n && strchr("eiy", word.p[i + 1]) ? 'c' : 'k';
}

static void skeleton_of_word(kith_str word, kith_buf *out) {
  size_t start = out->n;
  for (size_t i = 0; i < word.n;) {
    const char *to;
    char one[2] = {0};
    size_t used = sound_at(word, i, &to);
    if (!used) {
      one[0] = plain_sound(word, i);
      to = one;
      used = 1;
    }
    for (; *to; to++) {
      bool first = out->n == start;
      if (is_vowel(*to) && !first) continue;
      if (*to == 'h' && !first && i + used == word.n) continue; /* silent at the end */
      if (!first && out->at[out->n - 1] == *to) continue;
      if ((unsigned char)*to < 'a' || *to > 'z') continue;
      kith_buf_char(out, is_vowel(*to) ? (strchr("iy", *to) ? 'i' : *to == 'u' ? 'u' : *to) : *to);
    }
    i += used;
  }
}

void kith_skeleton(kith_str latin, kith_buf *out) {
  size_t at = 0;
  while (at < latin.n) {
    size_t end = at;
    while (end < latin.n && latin.p[end] != ' ' && latin.p[end] != '-') end++;
    if (end > at) {
      if (out->n) kith_buf_char(out, ' ');
      kith_buf part = {0};
      skeleton_of_word(kith_str_cut(latin, at, end), &part);
      kith_buf_add(out, kith_buf_str(&part));
      kith_vec_clear(&part);
    }
    at = end + 1;
  }
}

double kith_spelling_distance(kith_str a, kith_str b) {
  enum { LIMIT = 64 };
  float row[LIMIT + 1];
  if (a.n > LIMIT || b.n > LIMIT) return kith_str_equal(a, b) ? 0 : 1;
  size_t longer = a.n > b.n ? a.n : b.n;
  if (!longer) return 0;
#define COST(c) (is_vowel(c) || (c) == 'j' ? .5f : 1.f)
  row[0] = 0;
  for (size_t j = 0; j < b.n; j++) row[j + 1] = row[j] + COST(b.p[j]);
  for (size_t i = 0; i < a.n; i++) {
    float diagonal = row[0];
    row[0] += COST(a.p[i]);
    for (size_t j = 0; j < b.n; j++) {
      bool vowels = is_vowel(a.p[i]) && is_vowel(b.p[j]);
      float change = diagonal + (a.p[i] == b.p[j] ? 0 : vowels ? .5f : 1.f);
      float drop = row[j + 1] + COST(a.p[i]), add = row[j] + COST(b.p[j]);
      diagonal = row[j + 1];
      row[j + 1] = change < drop ? (change < add ? change : add) : drop < add ? drop : add;
    }
  }
#undef COST
  return (double)row[b.n] / (double)longer;
}

void kith_slug(kith_str latin, kith_buf *out) {
  size_t start = out->n;
  for (size_t i = 0; i < latin.n; i++) {
    char c = latin.p[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      kith_buf_char(out, c);
    else if (out->n > start && out->at[out->n - 1] != '-' && c != '\'')
      kith_buf_char(out, '-');
  }
  if (out->n > start && out->at[out->n - 1] == '-') out->n--;
}
