#include "text/classes.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* Characters whose class does not follow from their properties. */
static const struct {
  uint32_t code_point;
  uint8_t class;
} singles[] = {
    {'-', KITH_MARK_HYPHEN},       {0x2010, KITH_MARK_HYPHEN},     {0x2011, KITH_MARK_HYPHEN},
    {0x2212, KITH_MARK_HYPHEN},    {0x00ad, KITH_IN_WORD | KITH_HIDDEN},
    {'\'', KITH_MARK_APOSTROPHE},  {0x2019, KITH_MARK_APOSTROPHE}, {0x02bc, KITH_MARK_APOSTROPHE},
    {'`', KITH_MARK_APOSTROPHE},   {0x00b4, KITH_MARK_APOSTROPHE}, {0x05f3, KITH_MARK_APOSTROPHE},
    {'.', KITH_MARK_STOP},         {',', KITH_MARK_COMMA},         {0x066b, KITH_MARK_COMMA},
    {0x066c, KITH_MARK_COMMA},     {':', KITH_MARK_COLON},         {'/', KITH_MARK_SLASH},
    {0x2044, KITH_MARK_SLASH},     {'%', KITH_MARK_PERCENT},       {0x2030, KITH_MARK_PERCENT},
    {0x066a, KITH_MARK_PERCENT},   {'&', KITH_MARK_AMPERSAND},     {'+', KITH_MARK_PLUS},
    {'_', KITH_MARK_UNDERSCORE},   {'@', KITH_MARK_AT},            {0x00b0, KITH_MARK_DEGREE},
    {'~', KITH_MARK_TILDE},        {'*', KITH_MARK_TIMES},         {0x00d7, KITH_MARK_TIMES},
    {'=', KITH_MARK_EQUALS},       {'"', KITH_MARK_DOUBLE_QUOTE},  {0x05f4, KITH_MARK_DOUBLE_QUOTE},
    {';', KITH_MARK_SEMICOLON},    {0x037e, KITH_MARK_ASK},        {'#', KITH_MARK_HASH},
    {0x2026, KITH_MARK_ELLIPSIS},  {0x2025, KITH_MARK_ELLIPSIS},   {0x2024, KITH_MARK_STOP},
    {0x201e, KITH_MARK_QUOTE_OPEN},{0x201a, KITH_MARK_QUOTE_OPEN}, {0xfffd, KITH_MARK_INVALID},
    {0x2116, KITH_MARK_SYMBOL},    {0x1f3fb, KITH_MARK_SKIN},      {0x1f3fc, KITH_MARK_SKIN},
    {0x1f3fd, KITH_MARK_SKIN},     {0x1f3fe, KITH_MARK_SKIN},      {0x1f3ff, KITH_MARK_SKIN},
    {0x2714, KITH_MARK_SYMBOL},    {0x2705, KITH_MARK_SYMBOL},    {0x2611, KITH_MARK_SYMBOL},
    {0x27a1, KITH_MARK_SYMBOL},    {0x25b6, KITH_MARK_SYMBOL},    {0x25aa, KITH_MARK_SYMBOL},
    {0x25ab, KITH_MARK_SYMBOL},    {0x26a1, KITH_MARK_SYMBOL},    {0x1f449, KITH_MARK_SYMBOL},
    {0x1f538, KITH_MARK_SYMBOL},   {0x1f539, KITH_MARK_SYMBOL},   {0x1f4cc, KITH_MARK_SYMBOL}, /* bullets */
    {0x30fb, KITH_MARK_PUNCT},     {0x00aa, KITH_IN_WORD | KITH_LETTER},
    {0x00ba, KITH_IN_WORD | KITH_LETTER}, {0xff61, KITH_MARK_FULL_STOP},
};

static bool needs_dictionary(UChar32 c) {
  UErrorCode failure = U_ZERO_ERROR;
  switch (uscript_getScript(c, &failure)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR: return true;
    default: return c == 0x30fc || c == 0xff70; /* the long vowel mark is shared between both kana */
  }
}

static uint8_t punctuation(UChar32 c, int8_t type) {
  bool ends = u_hasBinaryProperty(c, UCHAR_S_TERM);
  int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  if (ends && (width == U_EA_FULLWIDTH || width == U_EA_WIDE)) return KITH_MARK_FULL_STOP;
  if (ends) return c < 0x500 || (c >= 0x2000 && c < 0x2100) || c == 0x061f ? KITH_MARK_ASK : KITH_MARK_FULL_STOP;
  switch (type) {
    case U_DASH_PUNCTUATION: return KITH_MARK_DASH;
    case U_START_PUNCTUATION: return KITH_MARK_OPEN;
    case U_END_PUNCTUATION: return KITH_MARK_CLOSE;
    case U_INITIAL_PUNCTUATION: return KITH_MARK_QUOTE_OPEN;
    case U_FINAL_PUNCTUATION: return KITH_MARK_QUOTE_CLOSE;
    default: return KITH_MARK_PUNCT;
  }
}

static uint8_t letter(UChar32 c, int8_t type) {
  if (needs_dictionary(c)) return KITH_MARK_DICTIONARY;
  if (type == U_UPPERCASE_LETTER || type == U_TITLECASE_LETTER) return KITH_IN_WORD | KITH_UPPER;
  if (type == U_LOWERCASE_LETTER) return KITH_IN_WORD | KITH_LOWER;
  return KITH_IN_WORD | KITH_LETTER;
}

uint8_t kith_class_from_icu(uint32_t code_point) {
  UChar32 c = (UChar32)code_point;
  for (size_t i = 0; i < sizeof singles / sizeof *singles; i++)
    if (singles[i].code_point == code_point) return singles[i].class;
  int8_t type = u_charType(c);
  if (c == '\n' || c == '\r' || c == 0x0b || c == 0x0c || c == 0x85 || c == 0x2028 || c == 0x2029)
    return KITH_MARK_LINE;
  if (u_isUWhiteSpace(c)) return KITH_MARK_SPACE;
  if (u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR)) return KITH_MARK_REGIONAL;
  switch (type) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER: return letter(c, type);
    case U_DECIMAL_DIGIT_NUMBER: return KITH_IN_WORD | KITH_DIGIT;
    case U_LETTER_NUMBER:
    case U_OTHER_NUMBER: return needs_dictionary(c) ? KITH_MARK_DICTIONARY : KITH_IN_WORD | KITH_DIGIT;
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK: return needs_dictionary(c) ? KITH_MARK_DICTIONARY : KITH_IN_WORD | KITH_EXTEND;
    case U_FORMAT_CHAR: return KITH_IN_WORD | KITH_HIDDEN;
    case U_CURRENCY_SYMBOL: return KITH_MARK_CURRENCY;
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION: return punctuation(c, type);
    default: return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ? KITH_MARK_EMOJI : KITH_MARK_SYMBOL;
  }
}
