#include "text/agreement.h"

#include "text/profile.h"

enum {
  WORDS = 24, /* read of a paragraph */
  BYTES = 300,
  ENOUGH = 3,
  SHARED = 6 /* languages that can know a word; what more of them know tells nothing */
};

typedef struct knowers {
  kith_lang langs[SHARED]; /* KITH_LANG_UND behind the last */
} knowers;

struct kith_agreement {
  kith_intern words;
  KITH_VEC(knowers) knowers; /* of each word */
};

kith_agreement *kith_agreement_open(const kith_languages *languages) {
  kith_agreement *a = kith_alloc_zero(1, sizeof *a);
  size_t count = kith_languages_count(languages);
  kith_intern_init(&a->words);
  for (size_t l = 1; l < count; l++) {
    size_t row_count;
    const kith_language_row *rows =
        kith_language_rows(kith_language_get(languages, (kith_lang)l), "starter", &row_count);
    for (size_t r = 0; r < row_count; r++) {
      uint32_t id = kith_intern_add(&a->words, rows[r].form);
      if (id == a->knowers.n) kith_vec_push(&a->knowers, (knowers){{KITH_LANG_UND}});
      kith_lang *langs = a->knowers.at[id].langs;
      unsigned n = 0;
      while (n < SHARED && langs[n] != KITH_LANG_UND && langs[n] != (kith_lang)l) n++;
      if (n < SHARED) langs[n] = (kith_lang)l;
    }
  }
  return a;
}

void kith_agreement_close(kith_agreement *agreement) {
  if (!agreement) return;
  kith_intern_clear(&agreement->words);
  kith_vec_clear(&agreement->knowers);
  kith_free(agreement);
}

/* The next stretch of word characters of *rest; false at its end. */
static bool next_word(kith_str *rest, kith_str *word) {
  const char *p = rest->p, *end = p + rest->n;
  for (; p < end; p += kith_glyph_read(p, end).length)
    if (kith_glyph_read(p, end).class & KITH_IN_WORD) break;
  word->p = p;
  while (p < end) {
    kith_glyph glyph = kith_glyph_read(p, end);
    if (!(glyph.class & KITH_IN_WORD)) break;
    p += glyph.length;
  }
  word->n = (size_t)(p - word->p);
  *rest = (kith_str){p, (size_t)(end - p)};
  return word->n > 0;
}

bool kith_agreement_holds(const kith_agreement *agreement, kith_str paragraph, kith_lang lang) {
  uint8_t hits[KITH_LANG_MAX + 1] = {0}, most = 0;
  char key[KITH_KEY_ROOM];
  kith_str rest = paragraph, word;
  if (lang == KITH_LANG_UND) return false;
  if (rest.n > BYTES) rest.n = BYTES;
  for (unsigned i = 0; i < WORDS && next_word(&rest, &word); i++) {
    kith_str form = kith_profile_key(word, key);
    uint32_t id = form.n ? kith_intern_find(&agreement->words, form) : KITH_NONE;
    if (id == KITH_NONE) continue;
    const kith_lang *langs = agreement->knowers.at[id].langs;
    for (unsigned n = 0; n < SHARED && langs[n] != KITH_LANG_UND; n++)
      if (++hits[langs[n]] > most) most = hits[langs[n]];
  }
  return hits[lang] >= ENOUGH && hits[lang] == most;
}
