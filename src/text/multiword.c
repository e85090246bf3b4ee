#include "text/multiword.h"

#include "text/segment.h"

#include <unicode/uchar.h>

enum { LONGEST_ENDING = 16 }; /* bytes */

typedef struct rule {
  kith_str value; /* forms between spaces, ~ for the stem; borrowed from the languages */
  uint32_t least; /* letters of the stem */
} rule;

struct kith_multiword_rules {
  kith_intern words, endings;
  KITH_VEC(rule) word_rules, ending_rules;
};

static void add_rows(kith_multiword_rules *rules, const kith_language *language) {
  size_t count;
  const kith_language_row *rows = kith_language_rows(language, "multiword", &count);
  for (size_t i = 0; i < count; i++) {
    uint32_t id = kith_intern_add(&rules->words, rows[i].form);
    if (id == rules->word_rules.n) kith_vec_push(&rules->word_rules, (rule){{NULL, 0}, 0});
    rules->word_rules.at[id].value = rows[i].value;
  }
  rows = kith_language_rows(language, "multiword_ending", &count);
  for (size_t i = 0; i < count; i++) {
    uint64_t least = 1;
    if (rows[i].form.n > LONGEST_ENDING || (rows[i].class.n && !kith_str_to_u64(rows[i].class, &least))) continue;
    uint32_t id = kith_intern_add(&rules->endings, rows[i].form);
    if (id == rules->ending_rules.n) kith_vec_push(&rules->ending_rules, (rule){{NULL, 0}, 0});
    rules->ending_rules.at[id] = (rule){rows[i].value, (uint32_t)least};
  }
}

kith_multiword_rules *kith_multiword_rules_open(const kith_language *common, const kith_language *language) {
  kith_multiword_rules *rules = kith_alloc_zero(1, sizeof *rules);
  kith_intern_init(&rules->words);
  kith_intern_init(&rules->endings);
  add_rows(rules, common);
  if (language != common) add_rows(rules, language);
  return rules;
}

void kith_multiword_rules_close(kith_multiword_rules *rules) {
  if (!rules) return;
  kith_intern_clear(&rules->words);
  kith_intern_clear(&rules->endings);
  kith_vec_clear(&rules->word_rules);
  kith_vec_clear(&rules->ending_rules);
  kith_free(rules);
}

typedef enum letter_case { CASE_LOWER, CASE_TITLE, CASE_UPPER } letter_case;

static letter_case case_of(kith_str token) {
  unsigned upper = 0, lower = 0;
  bool first = false;
  for (const char *p = token.p, *end = p + token.n; p < end;) {
    kith_glyph glyph = kith_glyph_read(p, end);
    if (glyph.class & KITH_IN_WORD) {
      if (p == token.p) first = glyph.class & KITH_UPPER;
      upper += (glyph.class & KITH_UPPER) != 0;
      lower += (glyph.class & KITH_LOWER) != 0;
    }
    p += glyph.length;
  }
  return upper > 1 && !lower ? CASE_UPPER : first ? CASE_TITLE : CASE_LOWER;
}

/* Appends `part` in the case of the token; only the first form takes a title's capital. */
static void add_cased(kith_buf *forms, kith_str part, letter_case how, bool first) {
  for (const char *p = part.p, *end = p + part.n; p < end;) {
    unsigned length;
    uint32_t c = kith_utf8_decode(p, end, &length);
    bool up = how == CASE_UPPER || (how == CASE_TITLE && first && p == part.p);
    kith_buf_cp(forms, up ? (uint32_t)u_toupper((UChar32)c) : c);
    p += length;
  }
}

static uint32_t add_forms(kith_buf *forms, kith_str value, kith_str stem, letter_case how) {
  uint32_t count = 0;
  kith_str part;
  while (kith_str_split(&value, ' ', &part)) {
    if (kith_str_starts(part, KITH_STR("~"))) {
      kith_buf_add(forms, stem);
      part = kith_str_cut(part, 1, part.n);
      add_cased(forms, part, how == CASE_UPPER ? CASE_UPPER : CASE_LOWER, false);
    } else {
      add_cased(forms, part, how, count == 0);
    }
    kith_buf_char(forms, '\0');
    count++;
  }
  return count;
}

uint32_t kith_multiword_find(const kith_multiword_rules *rules, kith_str token, kith_buf *forms) {
  char room[KITH_KEY_ROOM];
  kith_str key = kith_profile_key(token, room);
  if (!key.n) return 0;
  uint32_t id = kith_intern_find(&rules->words, key);
  if (id != KITH_NONE) return add_forms(forms, rules->word_rules.at[id].value, token, case_of(token));
  if (!rules->endings.strings.n) return 0;
  size_t longest = key.n - 1 < LONGEST_ENDING ? key.n - 1 : LONGEST_ENDING;
  for (size_t n = longest; n > 0; n--) {
    kith_str ending = kith_str_cut(key, key.n - n, key.n);
    if (((unsigned char)ending.p[0] & 0xc0) == 0x80) continue;
    id = kith_intern_find(&rules->endings, ending);
    if (id == KITH_NONE) continue;
    const rule *r = &rules->ending_rules.at[id];
    /* the ending has as many characters in the token as in its key */
    size_t cut = token.n;
    for (size_t left = kith_utf8_count(ending); left > 0 && cut > 0; left--)
      do cut--;
      while (cut > 0 && ((unsigned char)token.p[cut] & 0xc0) == 0x80);
    kith_str stem = kith_str_cut(token, 0, cut);
    if (!cut || kith_utf8_count(stem) < r->least) continue;
    return add_forms(forms, r->value, stem, case_of(token));
  }
  return 0;
}

static const kith_multiword_rules *rules_of(kith_segmenter *segmenter, kith_lang lang) {
  if (!segmenter->multiwords[lang])
    segmenter->multiwords[lang] =
        kith_multiword_rules_open(kith_language_get(segmenter->languages, KITH_LANG_UND),
                                  kith_language_get(segmenter->languages, lang));
  return segmenter->multiwords[lang];
}

void kith_text_expand(kith_segmenter *segmenter, kith_text *text) {
  text->multiwords.n = text->forms.n = 0;
  for (size_t s = 0; s < text->sentences.n; s++) {
    const kith_sentence *sentence = &text->sentences.at[s];
    const kith_multiword_rules *rules =
        rules_of(segmenter, text->paragraphs.at[sentence->paragraph].lang);
    for (uint32_t i = sentence->first_token; i < sentence->first_token + sentence->token_count; i++) {
      const kith_token *token = &text->tokens.at[i];
      if (token->kind != KITH_TOKEN_WORD) continue;
      uint32_t words = (uint32_t)text->forms.n;
      uint32_t count = kith_multiword_find(rules, kith_str_cut(text->source, token->start, token->end), &text->forms);
      if (count) kith_vec_push(&text->multiwords, (kith_multiword){i, 1, words, count});
    }
  }
}
