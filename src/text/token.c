#include "text/token.h"

#include "text/scan.h"

/* What a scan over word characters gives, kept out of memory in the hot loop. */
typedef struct scan {
  const char *end;
  unsigned seen, last, next; /* next: class of the character at end */
} scan;

static inline unsigned two_byte_class(const unsigned char *p) {
  return kith_class_values[kith_class_blocks[p[0] & 31] * KITH_CLASS_BLOCK + (p[1] & 63)];
}

/* Over word characters from p < end. Most bytes of a text are met here and
 * nowhere else: ASCII and two-byte letters take the two short ways. */
static inline __attribute__((always_inline)) scan scan_word(const char *text, const char *text_end) {
  const unsigned char *p = (const unsigned char *)text, *end = (const unsigned char *)text_end;
  unsigned seen = 0, last = 0, class = KITH_MARK_END;
  while (p < end) {
    unsigned length = 1;
    if (end - p >= 8) {
      kith_scan letters = *p < 0x80 ? kith_scan_latin(p) : (kith_scan){kith_scan_cyrillic(p), true, false};
      if (letters.length) {
        seen |= KITH_IN_WORD | (letters.lower ? KITH_LOWER : 0) | (letters.upper ? KITH_UPPER : 0);
        p += letters.length;
        last = p[-1] >= 'a' ? KITH_IN_WORD | KITH_LOWER : KITH_IN_WORD | KITH_UPPER; /* a trail byte is small */
        if (letters.length == 8) continue;
      }
      if (*p == ' ') return (scan){(const char *)p, seen, last, KITH_MARK_SPACE};
    }
    if (*p < 0x80) {
      class = kith_class_values[*p]; /* the first two blocks stand first */
    } else if (*p >= 0xc2 && *p < 0xe0 && end - p > 1 && (p[1] & 0xc0) == 0x80) {
      class = two_byte_class(p);
      length = 2;
    } else {
      kith_glyph glyph = kith_glyph_read((const char *)p, text_end);
      class = glyph.class;
      length = glyph.length;
    }
    if (!(class & KITH_IN_WORD)) return (scan){(const char *)p, seen, last, class};
    seen |= class;
    last = class;
    p += length;
  }
  return (scan){(const char *)p, seen, last, KITH_MARK_END};
}

static kith_run read_with_oracle(const kith_tokenizer *t, uint32_t at) {
  kith_glyph glyph = kith_glyph_at(t, at);
  kith_run run = {at, at, 0, glyph.class, 0};
  for (; kith_is_word(glyph); glyph = kith_glyph_at(t, run.end)) {
    run.seen |= glyph.class;
    run.last = glyph.class;
    run.end += glyph.length;
  }
  return run;
}

kith_run kith_run_read(const kith_tokenizer *t, uint32_t at) {
  if (t->oracle) return read_with_oracle(t, at);
  scan s = scan_word(t->bytes + at, t->bytes + t->end);
  return (kith_run){at, (uint32_t)(s.end - t->bytes), (uint8_t)s.seen, kith_glyph_at(t, at).class, (uint8_t)s.last};
}

/* Two letters or more: only asked of words that hold a capital and no small letter. */
static bool has_two_letters(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  unsigned count = 0;
  while (start < end && count < 2) {
    kith_glyph glyph = kith_glyph_at(t, start);
    count += kith_is_word(glyph) && (glyph.class & KITH_ANY_LETTER);
    start += glyph.length;
  }
  return count == 2;
}

/* Class bits of the first letter. */
static uint8_t first_letter(const kith_tokenizer *t, uint32_t start, uint32_t end) {
  while (start < end) {
    kith_glyph glyph = kith_glyph_at(t, start);
    if (kith_is_word(glyph) && (glyph.class & KITH_ANY_LETTER)) return glyph.class;
    start += glyph.length;
  }
  return 0;
}

void kith_token_add(kith_tokenizer *t, uint32_t start, uint32_t end, kith_token_kind kind, uint8_t seen,
                    uint8_t first) {
  uint8_t flags = 0;
  if (seen & (KITH_LOWER | KITH_UPPER)) {
    flags |= KITH_TOKEN_CASED;
    if (!(first & KITH_ANY_LETTER)) first = first_letter(t, start, end);
    if (first & KITH_UPPER) flags |= KITH_TOKEN_CAPITAL;
    if (!(seen & KITH_LOWER) && has_two_letters(t, start, end)) flags |= KITH_TOKEN_ALL_CAPS;
  }
  if (seen & KITH_DIGIT) flags |= KITH_TOKEN_DIGIT;
  kith_vec_push(&t->text->tokens, (kith_token){start, end, (uint8_t)kind, flags});
}

kith_token_kind kith_word_kind(uint8_t seen) {
  return seen & KITH_ANY_LETTER ? KITH_TOKEN_WORD : seen & KITH_DIGIT ? KITH_TOKEN_NUMBER : KITH_TOKEN_SYMBOL;
}

void kith_mark_add(kith_tokenizer *t, kith_mark_kind kind) {
  kith_vec_push(&t->marks, (kith_token_mark){(uint32_t)t->text->tokens.n - 1, (uint8_t)kind});
}

enum { LONGEST_FINAL = 24 }; /* bytes */

static bool is_final(const kith_tokenizer *t, kith_run run) {
  char key[KITH_KEY_ROOM];
  kith_str word = kith_profile_key(kith_slice(t, run.start, run.end), key);
  for (size_t n = word.n < LONGEST_FINAL ? word.n : LONGEST_FINAL; n > 0; n--) {
    if (((unsigned char)word.p[word.n - n] & 0xc0) == 0x80) continue;
    if (kith_profile_traits(t->profile, kith_str_cut(word, word.n - n, word.n)) & KITH_TRAIT_FINAL) return true;
  }
  return false;
}

/* A run and what touches it. Invisible characters alone make no token. */
static uint32_t cut_run(kith_tokenizer *t, kith_run run) {
  kith_glyph next = kith_glyph_at(t, run.end);
  if (next.class < KITH_JOINER_COUNT) return kith_chunk_cut(t, run.start, run);
  if (run.seen & ~(KITH_IN_WORD | KITH_HIDDEN))
    kith_token_add(t, run.start, run.end, kith_word_kind(run.seen), run.seen, run.first);
  if (t->profile->finals && next.class == KITH_MARK_SPACE && is_final(t, run)) kith_mark_add(t, KITH_AT_FINAL);
  return run.end;
}

static uint32_t cut_space(kith_tokenizer *t, uint32_t at, kith_glyph glyph, size_t before) {
  if (t->text->tokens.n > before) t->text->tokens.at[t->text->tokens.n - 1].flags |= KITH_TOKEN_SPACE_AFTER;
  return at + glyph.length;
}

/* One step by the rules: white space, a word with what touches it, or a sign. */
static uint32_t cut_step(kith_tokenizer *t, uint32_t at, size_t before) {
  kith_glyph glyph = kith_glyph_at(t, at);
  if (glyph.class == KITH_MARK_SPACE || glyph.class == KITH_MARK_LINE) return cut_space(t, at, glyph, before);
  return kith_is_word(glyph) ? cut_run(t, kith_run_read(t, at)) : kith_mark_cut(t, at, glyph);
}

enum { PLAIN_WORDS = 64 }; /* at a time */

enum { SHORT_WORD = 16 }; /* bytes */

/* The letters at p, as far as they are all ASCII or all small Cyrillic ones and
 * SHORT_WORD of them; `lower` says that there is one that is small. */
static inline kith_scan short_word(const unsigned char *p) {
  if (*p < 0x80) {
    kith_scan head = kith_scan_latin(p);
    if (head.length < 8) return head;
    kith_scan tail = kith_scan_latin(p + 8);
    return (kith_scan){8 + tail.length, head.lower || tail.lower, head.upper || tail.upper};
  }
  unsigned length = kith_scan_cyrillic(p);
  if (length == 8) length += kith_scan_cyrillic(p + 8);
  return (kith_scan){length, length > 0, false};
}

/* The class of an ASCII or two-byte character; of others, one that is left to the rules. */
static inline unsigned first_class(const char *text, const char *end) {
  const unsigned char *p = (const unsigned char *)text;
  if (*p < 0x80) return kith_class_values[*p];
  return *p >= 0xc2 && *p < 0xe0 && end - text > 1 && (p[1] & 0xc0) == 0x80 ? two_byte_class(p) : KITH_MARK_INVALID;
}

/* Whether a plain word may stand before a character of this class: no joiner, nothing to look up. */
static inline bool ends_plainly(unsigned class) { return class == KITH_MARK_SPACE || class == KITH_MARK_CLOSE; }

/* The same for what is most of any text, words of ordinary letters between
 * spaces, some with a comma. Returns where it met something else; a word that
 * it has read and does not decide is left in `run`. The vec is kept in locals:
 * a store of bytes could alias its fields. */
static uint32_t cut_plain_words(kith_tokenizer *t, uint32_t at, kith_run *run) {
  const char *p = t->bytes + at, *end = t->bytes + t->end;
  kith_text *text = t->text;
  kith_vec_reserve(&text->tokens, text->tokens.n + PLAIN_WORDS * 2);
  kith_token *out = text->tokens.at + text->tokens.n, *full = out + (PLAIN_WORDS - 1) * 2;
  while (p < end && out < full) {
    if ((size_t)(end - p) > SHORT_WORD) {
      kith_scan word = short_word((const unsigned char *)p);
      if (word.lower && p[word.length] == ' ') {
        uint32_t start = (uint32_t)(p - t->bytes);
        bool capital = word.upper && (*p & 0x20) == 0;
        *out++ = (kith_token){start, start + word.length, KITH_TOKEN_WORD,
                              capital ? KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CASED | KITH_TOKEN_CAPITAL
                                      : KITH_TOKEN_SPACE_AFTER | KITH_TOKEN_CASED};
        p += word.length + 1;
        continue;
      }
    }
    unsigned first = first_class(p, end);
    if (!(first & KITH_IN_WORD) || !(first & KITH_ANY_LETTER)) break;
    scan s = scan_word(p, end);
    bool comma = s.next == KITH_MARK_COMMA && end - s.end > 1 && s.end[0] == ',' && s.end[1] == ' ';
    if ((!comma && !ends_plainly(s.next)) || (s.seen & (KITH_LOWER | KITH_UPPER)) == KITH_UPPER) {
      *run = (kith_run){(uint32_t)(p - t->bytes), (uint32_t)(s.end - t->bytes), (uint8_t)s.seen, (uint8_t)first,
                        (uint8_t)s.last};
      break;
    }
    unsigned flags = (s.seen & KITH_LOWER ? KITH_TOKEN_CASED : 0) | (first & KITH_UPPER ? KITH_TOKEN_CAPITAL : 0) |
                     (s.seen & KITH_DIGIT ? KITH_TOKEN_DIGIT : 0);
    bool space = *s.end == ' ';
    uint32_t stop = (uint32_t)(s.end - t->bytes);
    *out++ = (kith_token){(uint32_t)(p - t->bytes), stop, KITH_TOKEN_WORD,
                          (uint8_t)(flags | (space ? KITH_TOKEN_SPACE_AFTER : 0))};
    p = s.end + space;
    if (!comma) continue;
    *out++ = (kith_token){stop, stop + 1, KITH_TOKEN_PUNCT, KITH_TOKEN_SPACE_AFTER};
    p += 2;
  }
  text->tokens.n = (size_t)(out - text->tokens.at);
  return (uint32_t)(p - t->bytes);
}

void kith_tokens_cut(kith_tokenizer *t) {
  kith_text *text = t->text;
  size_t before = text->tokens.n;
  bool fast = !t->oracle && !t->profile->finals;
  t->marks.n = 0;
  t->open = 0;
  t->quoted = false;
  for (uint32_t at = t->start; at < t->end;) {
    kith_run run = {0, 0, 0, 0, 0};
    if (fast) at = cut_plain_words(t, at, &run);
    if (run.end) at = cut_run(t, run);
    else if (at < t->end) at = cut_step(t, at, before);
  }
  if (text->tokens.n > before) text->tokens.at[text->tokens.n - 1].flags |= KITH_TOKEN_SPACE_AFTER;
}
