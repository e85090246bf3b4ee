/* Which bytes of a text are letters, as bit masks of 64 bytes each: the length
 * of a word is then one count of bits, without a branch on what its letters are.
 *
 * Only the letters most European text is made of are known here: a to z, the
 * Latin ones of U+00C0-U+017F and U+0200-U+022F, the Cyrillic ones of
 * U+0400-U+047F. All of them have case. A clear bit says nothing: a letter
 * of another script has one, as has the first byte of a character cut short. */
#ifndef KITH_TEXT_LETTER_MAP_H
#define KITH_TEXT_LETTER_MAP_H

#include "base/str.h"

typedef struct kith_letter_block {
  uint64_t letter; /* bit i: byte i belongs to one of these letters */
  uint64_t lower;  /* it is the last byte of one that is surely small (of ă or ș it is not known) */
} kith_letter_block;

typedef KITH_VEC(kith_letter_block) kith_letter_map;

/* Replaces `map` by that of `text`, with two empty blocks behind. */
void kith_letter_map_make(kith_letter_map *map, kith_str text);

/* The same byte by byte: for machines without SSE2, and for the test that keeps both equal. */
void kith_letter_map_make_plainly(kith_letter_map *map, kith_str text);

/* The 64 bits from byte `at` on. */
static inline kith_letter_block kith_letter_map_at(const kith_letter_block *blocks, size_t at) {
  const kith_letter_block *b = blocks + at / 64;
  unsigned shift = at % 64;
  return (kith_letter_block){b[0].letter >> shift | b[1].letter << 1 << (63 - shift),
                             b[0].lower >> shift | b[1].lower << 1 << (63 - shift)};
}

/* How many bits are set before the first clear one, at most 63. */
static inline unsigned kith_letter_count(uint64_t letters) {
  uint64_t others = ~letters | UINT64_C(1) << 63;
#ifdef __GNUC__
  return (unsigned)__builtin_ctzll(others);
#else
  unsigned count = 0;
  for (; !(others & 1); others >>= 1) count++;
  return count;
#endif
}

/* Whether one of the first `count` < 64 bits is set. */
static inline bool kith_letter_any(uint64_t bits, unsigned count) {
  return bits & ((UINT64_C(1) << count) - 1);
}

#endif
