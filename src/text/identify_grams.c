#include "text/identify_grams.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

typedef struct range {
  uint32_t first, last;
  kith_script script;
} range;

/* Sorted. Only letters are asked for, so that blocks can be taken whole. */
static const range RANGES[] = {
    {0x41, 0x24f, KITH_SCRIPT_LATN},      {0x370, 0x3ff, KITH_SCRIPT_GREK},     {0x400, 0x52f, KITH_SCRIPT_CYRL},
    {0x590, 0x5ff, KITH_SCRIPT_HEBR},     {0x600, 0x6ff, KITH_SCRIPT_ARAB},     {0x750, 0x77f, KITH_SCRIPT_ARAB},
    {0x8a0, 0x8ff, KITH_SCRIPT_ARAB},     {0x900, 0x97f, KITH_SCRIPT_DEVA},     {0xe00, 0xe7f, KITH_SCRIPT_THAI},
    {0x1100, 0x11ff, KITH_SCRIPT_HANG},   {0x1e00, 0x1eff, KITH_SCRIPT_LATN},   {0x1f00, 0x1fff, KITH_SCRIPT_GREK},
    {0x3041, 0x30ff, KITH_SCRIPT_KANA},   {0x31f0, 0x31ff, KITH_SCRIPT_KANA},   {0x3400, 0x4dbf, KITH_SCRIPT_HANI},
    {0x4e00, 0x9fff, KITH_SCRIPT_HANI},   {0xac00, 0xd7af, KITH_SCRIPT_HANG},   {0xf900, 0xfaff, KITH_SCRIPT_HANI},
    {0xfb1d, 0xfb4f, KITH_SCRIPT_HEBR},   {0xfb50, 0xfdff, KITH_SCRIPT_ARAB},   {0xfe70, 0xfefe, KITH_SCRIPT_ARAB},
    {0xff66, 0xff9f, KITH_SCRIPT_KANA},   {0x20000, 0x3134f, KITH_SCRIPT_HANI},
};

static kith_script script_by_range(uint32_t code_point) {
  size_t low = 0, high = sizeof RANGES / sizeof *RANGES;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (RANGES[mid].last < code_point) low = mid + 1;
    else high = mid;
  }
  bool inside = low < sizeof RANGES / sizeof *RANGES && RANGES[low].first <= code_point;
  return inside ? RANGES[low].script : KITH_SCRIPT_NONE;
}

static bool is_apostrophe(uint32_t c) { return c == 0x27 || c == 0x2bc || c == 0x2b9; }

void kith_letters_init(kith_letters *letters) {
  memset(letters, 0, sizeof *letters);
  for (uint32_t c = 0; c < KITH_LETTERS; c++) {
    if (is_apostrophe(c)) letters->lower[c] = KITH_LETTER_APOSTROPHE;
    else if (u_charType((UChar32)c) == U_NON_SPACING_MARK) letters->lower[c] = KITH_LETTER_MARK;
    else if (u_isalpha((UChar32)c) && c != 0xaa && c != 0xba) { /* ª º are signs of number here */
      letters->lower[c] = c == 0x130 ? 'i' : (uint16_t)u_tolower((UChar32)c);
      kith_script script = script_by_range(c);
      letters->script[c] = (uint8_t)(script == KITH_SCRIPT_NONE ? KITH_SCRIPT_OTHER : script);
    }
  }
}

kith_script kith_letters_script(const kith_letters *letters, uint32_t code_point) {
  if (code_point < KITH_LETTERS) return (kith_script)letters->script[code_point];
  kith_script script = script_by_range(code_point);
  if (script != KITH_SCRIPT_NONE) return script;
  return code_point >= 0xa000 && u_isalpha((UChar32)code_point) ? KITH_SCRIPT_OTHER : KITH_SCRIPT_NONE;
}

const char *kith_script_code(kith_script script) {
  static const char *const codes[KITH_SCRIPT_COUNT] = {"",     "Latn", "Cyrl", "Grek", "Hebr", "Arab",
                                                       "Deva", "Thai", "Jpan", "Hani", "Kore", ""};
  return codes[script];
}

void kith_grams_start(kith_grams *grams, const kith_letters *letters, kith_str text, kith_script script,
                      unsigned bits) {
  *grams = (kith_grams){letters, text.p, text.p + text.n, script, bits, 0, 0, 0, 0, 0};
}

/* Multiplicative hashing: the top bits depend on all of the gram. n keeps grams
 * of different length apart. */
static inline uint32_t hash_of(const kith_grams *grams, uint64_t gram, unsigned n) {
  return (uint32_t)(((gram + n * UINT64_C(0xd1b54a32d192ed03)) * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - grams->bits));
}

enum { SHORTEST_WORD = 3, LONGEST_WORD = 24, MOST_HASHES = 5 };

static inline size_t push(kith_grams *grams, uint16_t letter, uint32_t *hashes) {
  size_t n = 0;
  uint64_t w = grams->window = grams->window << 16 | letter;
  grams->length++;
  if (letter >= 0x80) hashes[n++] = hash_of(grams, letter, 1);
  if (grams->length >= 2) hashes[n++] = hash_of(grams, w & UINT64_C(0xffffffff), 2);
  if (grams->length >= 3) hashes[n++] = hash_of(grams, w & UINT64_C(0xffffffffffff), 3);
  if (grams->length >= 4) hashes[n++] = hash_of(grams, w, 4);
  return n;
}

static size_t end_word(kith_grams *grams, uint32_t *hashes) {
  size_t n = push(grams, ' ', hashes);
  if (grams->letters_in_word >= SHORTEST_WORD && grams->letters_in_word <= LONGEST_WORD)
    hashes[n++] = hash_of(grams, grams->word, 7);
  grams->length = 0;
  return n;
}

static inline size_t add_letter(kith_grams *grams, uint16_t letter, uint32_t *hashes) {
  if (!grams->length) {
    grams->window = ' ';
    grams->length = 1;
    grams->letters_in_word = 0;
    grams->word = 0;
  }
  grams->word = (grams->word + letter) * UINT64_C(0xff51afd7ed558ccd);
  grams->letters_in_word++;
  grams->letter_count++;
  return push(grams, letter, hashes);
}

/* The letter that `letter` and the mark behind it make, as in decomposed text. */
static uint16_t compose(const kith_letters *letters, uint16_t letter, uint32_t mark) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
  UChar32 both = U_SUCCESS(status) ? unorm2_composePair(nfc, letter, (UChar32)mark) : -1;
  return both > 0 && both < KITH_LETTERS ? letters->lower[both] : letter;
}

/* What stands at grams->p: a letter with its marks, the apostrophe, or 0. */
static uint16_t read_letter(kith_grams *grams) {
  const kith_letters *letters = grams->letters;
  unsigned length;
  uint32_t c = kith_utf8_decode(grams->p, grams->end, &length);
  grams->p += length;
  if (c >= KITH_LETTERS) return c == 0x2019 ? KITH_LETTER_APOSTROPHE : 0;
  uint16_t letter = letters->lower[c];
  if (letter == KITH_LETTER_APOSTROPHE || letter == KITH_LETTER_MARK) return letter;
  if (letters->script[c] != grams->script) return 0;
  while (grams->p < grams->end && (unsigned char)*grams->p >= 0xcc) {
    c = kith_utf8_decode(grams->p, grams->end, &length);
    if (c >= KITH_LETTERS || letters->lower[c] != KITH_LETTER_MARK) break;
    letter = compose(letters, letter, c);
    grams->p += length;
  }
  return letter;
}

size_t kith_grams_fill(kith_grams *grams, uint32_t hashes[KITH_GRAMS_BATCH]) {
  size_t n = 0;
  while (grams->p < grams->end && n + MOST_HASHES <= KITH_GRAMS_BATCH) {
    unsigned char byte = (unsigned char)*grams->p;
    uint16_t letter;
    if (byte >= 0x80) letter = read_letter(grams);
    else {
      letter = grams->letters->lower[byte];
      if (letter && letter != KITH_LETTER_APOSTROPHE && grams->script != KITH_SCRIPT_LATN) letter = 0;
      grams->p++;
      if (letter && grams->p < grams->end && (unsigned char)*grams->p >= 0xcc && (unsigned char)*grams->p <= 0xcd) {
        grams->p--;
        letter = read_letter(grams);
      }
    }
    if (letter == KITH_LETTER_MARK) continue;
    if (letter == KITH_LETTER_APOSTROPHE && !grams->length) continue;
    if (letter) n += add_letter(grams, letter, hashes + n);
    else if (grams->length) n += end_word(grams, hashes + n);
  }
  if (grams->p == grams->end && grams->length && n + MOST_HASHES <= KITH_GRAMS_BATCH) n += end_word(grams, hashes + n);
  return n;
}
