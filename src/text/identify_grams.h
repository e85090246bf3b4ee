/* What the language model looks at: runs of two to four letters with the words'
 * borders, letters beyond ASCII alone, and whole words, each hashed. Shared by the program (identify.c) and by the trainer
 * (lexicons/generate/identify_train.c), so that both see the same.
 *
 * A model is a file of groups, one for each script that several languages are
 * written in:
 *
 *     "KITHLID2", u32 groups; then for each group
 *     4 bytes script ("Latn"), u32 bits, u32 rows, u32 lanes, u32 labels, u32 slope,
 *     labels x 8 bytes of code padded with NUL,
 *     (1 << bits) / 32 x u32: bit i of word w is set if hash 32 w + i has a row,
 *     rows x lanes bytes, in the order of the hashes.
 *
 * Numbers are little-endian. Grams whose hash has no row say too little and are
 * passed over. Byte l of a row is what the row says for label l; only
 * differences within a row mean anything. With S the sum of n rows, the
 * log-odds of a over b are (S[a] - S[b]) * slope / 1e6 / sqrt(n): rows of
 * running text repeat each other, so evidence grows with the root.
 * A label that languages.tsv does not list is a neighbour that must not be
 * mistaken for a listed language; it reads as `und`. */
#ifndef KITH_TEXT_IDENTIFY_GRAMS_H
#define KITH_TEXT_IDENTIFY_GRAMS_H

#include "base/str.h"

typedef enum kith_script {
  KITH_SCRIPT_NONE,
  KITH_SCRIPT_LATN,
  KITH_SCRIPT_CYRL,
  KITH_SCRIPT_GREK,
  KITH_SCRIPT_HEBR,
  KITH_SCRIPT_ARAB,
  KITH_SCRIPT_DEVA,
  KITH_SCRIPT_THAI,
  KITH_SCRIPT_KANA,
  KITH_SCRIPT_HANI,
  KITH_SCRIPT_HANG,
  KITH_SCRIPT_OTHER, /* letters of a script that no listed language uses */
  KITH_SCRIPT_COUNT
} kith_script;

enum {
  KITH_LETTERS = 0x2000,  /* code points with an entry in the letter table */
  KITH_GRAMS_LANES = 32,  /* most labels of a group */
  KITH_GRAMS_BATCH = 256, /* rows summed at a time: 256 * 255 fits 16 bits */
  KITH_LETTER_MARK = 1,   /* lower[]: combining mark */
  KITH_LETTER_APOSTROPHE = '\''
};

/* Case and script of every letter below U+2000. Filled once, then immutable. */
typedef struct kith_letters {
  uint16_t lower[KITH_LETTERS]; /* lower case letter, KITH_LETTER_MARK, the apostrophe, or 0 */
  uint8_t script[KITH_LETTERS]; /* kith_script, NONE where lower is not a letter */
} kith_letters;

void kith_letters_init(kith_letters *letters);

/* The script of any code point, letters below U+2000 from the table. */
kith_script kith_letters_script(const kith_letters *letters, uint32_t code_point);

/* Its ISO 15924 code, "Latn"; kana is "Jpan", Han "Hani"; "" for NONE and OTHER. */
const char *kith_script_code(kith_script script);

/* A walk over the grams of one text: start, then fill until it gives 0. */
typedef struct kith_grams {
  const kith_letters *letters;
  const char *p, *end;
  kith_script script;
  unsigned bits;
  uint64_t window; /* the last four letters, 16 bits each; a border is ' ' */
  uint64_t word;   /* hash of the word so far */
  unsigned length; /* letters in the window since the word began, border included */
  unsigned letters_in_word;
  size_t letter_count; /* letters of the script met so far */
} kith_grams;

void kith_grams_start(kith_grams *grams, const kith_letters *letters, kith_str text, kith_script script,
                      unsigned bits);

/* Up to KITH_GRAMS_BATCH hashes of what comes next; 0 at the end of the text. */
size_t kith_grams_fill(kith_grams *grams, uint32_t hashes[KITH_GRAMS_BATCH]);

#endif
