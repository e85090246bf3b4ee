#include "text/common_words.h"

enum {
  LONGEST = 16, /* bytes of a word: two numbers of 64 bits are its key */
  READ = 256,   /* bytes of a text */
  ENOUGH = 3,   /* words of the language, */
  PLENTY = 6,   /* and how many end the reading */
  SHARED = 6    /* languages that can know a word; what more of them know tells little */
};

typedef struct entry {
  uint64_t first, second;  /* the word, padded with zeros; no word begins with one */
  kith_lang langs[SHARED]; /* KITH_LANG_UND behind the last */
} entry;

struct kith_common_words {
  entry *entries; /* open addressing */
  size_t count;   /* a power of two */
  unsigned shift;
};

/* Eight bytes, the first lowest; compilers make one load of it. */
static uint64_t load(const char *text) {
  const unsigned char *p = (const unsigned char *)text;
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
         (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

static entry *find(const kith_common_words *words, uint64_t first, uint64_t second) {
  uint64_t hash = (first ^ second * UINT64_C(0xff51afd7ed558ccd)) * UINT64_C(0x9e3779b97f4a7c15);
  entry *e = &words->entries[hash >> words->shift];
  while (e->first && (e->first != first || e->second != second))
    if (++e == words->entries + words->count) e = words->entries;
  return e;
}

static void add_word(kith_common_words *words, kith_str form, kith_lang lang) {
  char bytes[LONGEST] = {0};
  if (!form.n || form.n > LONGEST || memchr(form.p, ' ', form.n)) return;
  memcpy(bytes, form.p, form.n);
  entry *e = find(words, load(bytes), load(bytes + 8));
  unsigned n = 0;
  e->first = load(bytes);
  e->second = load(bytes + 8);
  while (n < SHARED && e->langs[n] != KITH_LANG_UND && e->langs[n] != lang) n++;
  if (n < SHARED) e->langs[n] = lang;
}

kith_common_words *kith_common_words_open(const kith_languages *languages) {
  kith_common_words *words = kith_alloc_zero(1, sizeof *words);
  size_t languages_count = kith_languages_count(languages), rows = 0, n;
  for (size_t l = 1; l < languages_count; l++)
    if (kith_language_rows(kith_language_get(languages, (kith_lang)l), "starter", &n)) rows += n;
  words->count = 64;
  words->shift = 64 - 6;
  for (; words->count < rows + rows / 4; words->count *= 2) words->shift--;
  words->entries = kith_alloc_zero(words->count, sizeof *words->entries);
  for (size_t l = 1; l < languages_count; l++) {
    const kith_language_row *row = kith_language_rows(kith_language_get(languages, (kith_lang)l), "starter", &n);
    for (size_t i = 0; i < n; i++) add_word(words, row[i].form, (kith_lang)l);
  }
  return words;
}

void kith_common_words_close(kith_common_words *words) {
  if (!words) return;
  kith_free(words->entries);
  kith_free(words);
}

/* The lowest top bit set marks the first space; those above it may be wrong. */
static uint64_t find_spaces(uint64_t eight) {
  uint64_t x = eight ^ UINT64_C(0x2020202020202020);
  return (x - UINT64_C(0x0101010101010101)) & ~x & UINT64_C(0x8080808080808080);
}

/* Ones in the bytes before the lowest top bit; in all where there is none. */
static uint64_t bytes_before(uint64_t tops) { return ((tops & (~tops + 1)) >> 7) - 1; }

static unsigned length_of(uint64_t before) {
  return (unsigned)(((before & UINT64_C(0x0101010101010101)) * UINT64_C(0x0101010101010101)) >> 56);
}

/* The entry of the word at *p, or NULL; moves on behind the space that ends it. */
static inline const entry *next_entry(const kith_common_words *words, const char **p) {
  bool capital = **p >= 'A' && **p <= 'Z';
  uint64_t first = load(*p), second = 0, before = bytes_before(find_spaces(first));
  first &= before;
  if (before == UINT64_MAX) {
    second = load(*p += 8);
    before = bytes_before(find_spaces(second));
    second &= before;
  }
  bool longer = before == UINT64_MAX;
  while (before == UINT64_MAX) before = bytes_before(find_spaces(load(*p += 8)));
  *p += length_of(before) + 1;
  return longer ? NULL : find(words, capital ? first | 0x20 : first, second);
}

bool kith_common_words_tell(const kith_common_words *words, kith_str text, kith_lang lang) {
  uint8_t hits[KITH_LANG_MAX + 1] = {0}, most = 0;
  char bytes[READ + 32]; /* spaces behind, so that every word has one */
  size_t n = text.n < READ ? text.n : READ;
  if (lang == KITH_LANG_UND) return false;
  memcpy(bytes, text.p, n);
  memset(bytes + n, ' ', sizeof bytes - n);
  for (const char *p = bytes; p < bytes + n && (hits[lang] < PLENTY || hits[lang] < most);) {
    const entry *e = next_entry(words, &p);
    for (unsigned i = 0; e && i < SHARED && e->langs[i] != KITH_LANG_UND; i++)
      if (++hits[e->langs[i]] > most) most = hits[e->langs[i]];
  }
  return hits[lang] >= ENOUGH && hits[lang] == most;
}
