#include "text/token.h"

/* The class of an ASCII or two-byte letter. */
static inline uint8_t letter_class(const char *text) {
  const unsigned char *p = (const unsigned char *)text;
  return kith_class_values[*p < 0x80 ? *p : (p[0] & 31) * KITH_CLASS_BLOCK + (p[1] & 63)];
}

/* A run that the map knows whole, with a small letter in it, so that nothing
 * else asks which of the others are capitals. Its end is `at` where there is none. */
static kith_run read_mapped(const kith_tokenizer *t, uint32_t at) {
  kith_letter_block here = kith_letter_map_at(t->letters.at, at - t->start);
  uint32_t length = kith_letter_count(here.letter), end = at + length;
  bool known = kith_letter_any(here.lower, length) && end <= t->end && !kith_is_word(kith_glyph_at(t, end));
  if (!known) return (kith_run){at, at, 0, 0, 0};
  const char *p = t->bytes + at, *behind = t->bytes + end;
  uint8_t first = letter_class(p), last = letter_class((unsigned char)behind[-1] < 0x80 ? behind - 1 : behind - 2);
  return (kith_run){at, end, KITH_IN_WORD | KITH_LOWER | first, first, last};
}

/* Any run, by its characters' classes: in locals, since it is all there is for other scripts. */
static inline kith_run read_by_class(const kith_tokenizer *t, uint32_t at) {
  kith_glyph glyph = kith_glyph_at(t, at);
  const char *p = t->bytes + at, *end = t->bytes + t->end;
  unsigned seen = 0, last = 0, first = glyph.class, class = first;
  while (class & KITH_IN_WORD) {
    seen |= class;
    last = class;
    p += glyph.length;
    if (p >= end) break;
    glyph = kith_glyph_read(p, end);
    class = t->oracle ? t->oracle[p - t->bytes] : glyph.class;
  }
  return (kith_run){at, (uint32_t)(p - t->bytes), (uint8_t)seen, (uint8_t)first, (uint8_t)last};
}

kith_run kith_run_read(const kith_tokenizer *t, uint32_t at) {
  if (t->letters.n && at < t->end) {
    kith_run run = read_mapped(t, at);
    if (run.end > at) return run;
  }
  return read_by_class(t, at);
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
  if ((flags & (KITH_TOKEN_CAPITAL | KITH_TOKEN_ALL_CAPS)) == KITH_TOKEN_CAPITAL)
    kith_vec_push(&t->capitals, (uint32_t)t->text->tokens.n);
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

/* Whether a stop at `at` has nothing behind it that it could hold together. */
static bool is_single_stop(const kith_tokenizer *t, uint32_t at, kith_glyph glyph) {
  if (glyph.class != KITH_MARK_STOP) return false;
  uint8_t behind = kith_glyph_at(t, at + glyph.length).class;
  return !(behind & KITH_IN_WORD) && behind != KITH_MARK_STOP && behind != KITH_MARK_ELLIPSIS;
}

/* A run and what touches it. Invisible characters alone make no token. */
static uint32_t cut_run(kith_tokenizer *t, kith_run run) {
  kith_glyph next = kith_glyph_at(t, run.end);
  if (next.class < KITH_JOINER_COUNT)
    return is_single_stop(t, run.end, next) ? kith_stop_cut(t, run.start, run, &run) : kith_chunk_cut(t, run.start, run);
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

/* The same for a word of letters that the map leaves out, with a space behind. */
static inline uint32_t cut_other_word(kith_tokenizer *t, uint32_t at) {
  kith_run run = read_by_class(t, at);
  bool plain = run.end > at && run.end < t->end && t->bytes[run.end] == ' ' && (run.first & KITH_ANY_LETTER) &&
               (run.seen & (KITH_LOWER | KITH_UPPER)) != KITH_UPPER;
  if (!plain) return at;
  unsigned flags = KITH_TOKEN_SPACE_AFTER | (run.seen & KITH_LOWER ? KITH_TOKEN_CASED : 0) |
                   (run.first & KITH_UPPER ? KITH_TOKEN_CAPITAL : 0) | (run.seen & KITH_DIGIT ? KITH_TOKEN_DIGIT : 0);
  if (run.first & KITH_UPPER) kith_vec_push(&t->capitals, (uint32_t)t->text->tokens.n);
  kith_vec_push(&t->text->tokens, (kith_token){at, run.end, KITH_TOKEN_WORD, (uint8_t)flags});
  return run.end + 1;
}

/* The same for what is most of any text, words of ordinary letters with a space
 * or a comma behind, 64 bytes at a time. Returns where it met something else.
 * The vec is kept in locals: a store of bytes could alias its fields. */
static uint32_t cut_plain_words(kith_tokenizer *t, uint32_t at) {
  const char *p = t->bytes;
  uint32_t last = t->end - 1;
  kith_text *text = t->text;
  for (bool more = true; more && at < last;) {
    kith_letter_block here = kith_letter_map_at(t->letters.at, at - t->start);
    kith_vec_reserve(&text->tokens, text->tokens.n + 64);
    kith_vec_reserve(&t->capitals, t->capitals.n + 64);
    kith_token *out = text->tokens.at + text->tokens.n;
    uint32_t *capital = t->capitals.at + t->capitals.n;
    uint32_t from = at, seen = last - at < 63 ? last : at + 63; /* seen: what the 64 bits tell of */
    for (;;) {
      unsigned length = kith_letter_count(here.letter);
      uint32_t end = at + length;
      more = end >= seen && at > from;
      if (end >= seen || !kith_letter_any(here.lower, length)) break;
      unsigned upper = letter_class(p + at) & KITH_UPPER ? 1 : 0, flags = KITH_TOKEN_CASED | upper * KITH_TOKEN_CAPITAL;
      if (p[end] == ',' && p[end + 1] == ' ') {
        *out++ = (kith_token){at, end++, KITH_TOKEN_WORD, (uint8_t)flags};
        *out++ = (kith_token){end - 1, end, KITH_TOKEN_PUNCT, KITH_TOKEN_SPACE_AFTER};
        length++;
      } else if (p[end] == ' ') {
        *capital = (uint32_t)(out - text->tokens.at); /* without a branch */
        capital += upper;
        *out++ = (kith_token){at, end, KITH_TOKEN_WORD, (uint8_t)(flags | KITH_TOKEN_SPACE_AFTER)};
      } else
        break;
      at = end + 1;
      here.letter = here.letter >> length >> 1;
      here.lower = here.lower >> length >> 1;
    }
    text->tokens.n = (size_t)(out - text->tokens.at);
    t->capitals.n = (size_t)(capital - t->capitals.at);
    uint32_t behind = at + kith_letter_count(here.letter);
    if (more || behind >= last || (unsigned char)p[behind] < 0xc3) continue;
    uint32_t next = cut_other_word(t, at);
    more = next > at;
    at = next;
  }
  return at;
}

void kith_tokens_cut(kith_tokenizer *t) {
  kith_text *text = t->text;
  size_t before = text->tokens.n;
  bool fast = !t->oracle && !t->profile->finals;
  t->letters.n = 0;
  if (!t->oracle) kith_letter_map_make(&t->letters, kith_slice(t, t->start, t->end));
  t->marks.n = t->capitals.n = 0;
  t->open = 0;
  t->quoted = false;
  for (uint32_t at = t->start; at < t->end;) {
    if (fast && (unsigned char)t->bytes[at] >= 'A') at = cut_plain_words(t, at); /* words begin with no lower byte */
    if (at < t->end) at = cut_step(t, at, before);
    if (at < t->end && t->bytes[at] == ' ') at = cut_space(t, at, (kith_glyph){KITH_MARK_SPACE, 1}, before);
  }
  if (text->tokens.n > before) text->tokens.at[text->tokens.n - 1].flags |= KITH_TOKEN_SPACE_AFTER;
}
