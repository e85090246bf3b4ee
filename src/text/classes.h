/* What each character is to the segmenter: one byte a code point, from a
 * two-stage table of our own (classes.c, written by lexicons/generate/classes.c),
 * so that the same text is cut the same way whatever ICU is installed, and the
 * hot loop makes no call.
 *
 * A class is either a set of word bits (KITH_IN_WORD and what the character
 * adds to the word) or one of enum kith_mark. */
#ifndef KITH_TEXT_CLASSES_H
#define KITH_TEXT_CLASSES_H

#include "base/str.h"

enum {
  KITH_IN_WORD = 0x80, /* goes on a word: a letter, digit, mark or invisible character */
  KITH_LOWER = 0x01,
  KITH_UPPER = 0x02, /* upper or title case */
  KITH_LETTER = 0x04, /* of a script without case, or a modifier letter */
  KITH_DIGIT = 0x08,
  KITH_EXTEND = 0x10, /* combining mark: belongs to what stands before it */
  KITH_HIDDEN = 0x20, /* soft hyphen, zero-width, bidi control: seen by no reader */
  KITH_ANY_LETTER = KITH_LOWER | KITH_UPPER | KITH_LETTER
};

/* Everything that is not in a word. The joiners come first: characters that can
 * stand between two words and hold them together, as the language has it. */
typedef enum kith_mark {
  KITH_MARK_HYPHEN,
  KITH_MARK_APOSTROPHE,
  KITH_MARK_STOP, /* . */
  KITH_MARK_COMMA,
  KITH_MARK_COLON,
  KITH_MARK_SLASH,
  KITH_MARK_DASH,
  KITH_MARK_PERCENT,
  KITH_MARK_AMPERSAND,
  KITH_MARK_PLUS,
  KITH_MARK_UNDERSCORE,
  KITH_MARK_AT,
  KITH_MARK_DEGREE,
  KITH_MARK_TILDE,
  KITH_MARK_TIMES,    /* × and the asterisk */
  KITH_MARK_EQUALS,
  KITH_MARK_CURRENCY,
  KITH_MARK_DOUBLE_QUOTE, /* the straight one: inside words a sign of abbreviation in Hebrew */
  KITH_JOINER_COUNT,
  KITH_MARK_SEMICOLON = KITH_JOINER_COUNT,
  KITH_MARK_HASH,
  KITH_MARK_ASK,        /* ! ? and their kin that need a space behind to end a sentence */
  KITH_MARK_FULL_STOP,  /* ends a sentence by itself: 。 ！ ？ । ۔ */
  KITH_MARK_ELLIPSIS,
  KITH_MARK_OPEN,       /* brackets */
  KITH_MARK_CLOSE,
  KITH_MARK_QUOTE_OPEN,
  KITH_MARK_QUOTE_CLOSE,
  KITH_MARK_PUNCT,
  KITH_MARK_SYMBOL,
  KITH_MARK_EMOJI,
  KITH_MARK_REGIONAL,   /* half a flag */
  KITH_MARK_SKIN,       /* emoji modifier */
  KITH_MARK_DICTIONARY, /* letter of a script that needs a dictionary to find words */
  KITH_MARK_SPACE,
  KITH_MARK_LINE, /* ends a line */
  KITH_MARK_INVALID,
  KITH_MARK_END, /* never in the table: the end of the text */
  KITH_MARK_COUNT
} kith_mark;

enum { KITH_CLASS_BLOCK = 64 };
extern const uint16_t kith_class_blocks[0x110000 / KITH_CLASS_BLOCK];
extern const uint8_t kith_class_values[]; /* its first blocks are those of the characters of one byte or two, in order */

/* The same derived from ICU's properties: what the table is made from and tested against. */
uint8_t kith_class_from_icu(uint32_t code_point);

typedef struct kith_glyph {
  uint8_t class, length;
} kith_glyph;

static inline uint8_t kith_class_of(uint32_t code_point) {
  return kith_class_values[kith_class_blocks[code_point / KITH_CLASS_BLOCK] * KITH_CLASS_BLOCK +
                           code_point % KITH_CLASS_BLOCK];
}

/* Class and length of the character at p < end; an invalid byte is KITH_MARK_INVALID with length 1. */
static inline kith_glyph kith_glyph_read(const char *p, const char *end) {
  unsigned char lead = (unsigned char)p[0];
  if (lead < 0x80) return (kith_glyph){kith_class_values[lead], 1};
  if (lead >= 0xc2 && lead < 0xe0 && end - p > 1 && ((unsigned char)p[1] & 0xc0) == 0x80)
    return (kith_glyph){kith_class_values[(lead & 31) * 64 + ((unsigned char)p[1] & 63)], 2};
  unsigned length;
  uint32_t code_point = kith_utf8_decode(p, end, &length);
  if (length == 1) return (kith_glyph){KITH_MARK_INVALID, 1};
  return (kith_glyph){kith_class_of(code_point), (uint8_t)length};
}

#endif
