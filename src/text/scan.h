/* Over the letters most words are made of, eight bytes at a step.
 *
 * Words in Latin letters are mostly a to z and A to Z, words in Cyrillic ones
 * mostly the pairs d0 b0..bf and d1 80..9f. Both are told in a 64-bit word
 * without a branch, so that the length of a word costs no mispredicted one. */
#ifndef KITH_TEXT_SCAN_H
#define KITH_TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Eight bytes, the first lowest; compilers make one load of it. */
static inline uint64_t kith_scan_load(const unsigned char *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
         (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* All ones in the bytes before the first whose top bit is set in `tops`; in all eight if none is. */
static inline uint64_t kith_scan_before(uint64_t tops) { return ((tops & (~tops + 1)) >> 7) - 1; }

/* How many bytes such a mask covers: one a byte, summed by a multiplication. */
static inline unsigned kith_scan_length(uint64_t before) {
  return (unsigned)(((before & 0x0101010101010101u) * 0x0101010101010101u) >> 56);
}

/* A stretch of letters within eight bytes. */
typedef struct kith_scan {
  unsigned length;
  bool lower, upper;
} kith_scan;

/* How many of the eight bytes at p, from the first, are ASCII letters, and of which case. */
static inline kith_scan kith_scan_latin(const unsigned char *p) {
  uint64_t w = kith_scan_load(p), small = (w & 0x7f7f7f7f7f7f7f7fu) | 0x2020202020202020u;
  uint64_t from_a = small + 0x1f1f1f1f1f1f1f1fu, past_z = small + 0x0505050505050505u;
  uint64_t other = ~(from_a & ~past_z & ~w) & 0x8080808080808080u;
  uint64_t letters = kith_scan_before(other), cases = letters & 0x2020202020202020u;
  return (kith_scan){kith_scan_length(letters), (w & cases) != 0, (~w & cases) != 0};
}

/* Top bit set in each 16-bit lane that is not zero. */
static inline uint64_t kith_scan_lanes(uint64_t x) {
  return ((x & 0x7fff7fff7fff7fffu) + 0x7fff7fff7fff7fffu) | x;
}

/* How many of the eight bytes at p, from the first, are small Cyrillic letters: 0, 2, 4, 6 or 8. */
static inline unsigned kith_scan_cyrillic(const unsigned char *p) {
  uint64_t w = kith_scan_load(p);
  uint64_t other = kith_scan_lanes((w ^ 0xb0d0b0d0b0d0b0d0u) & 0xf0fff0fff0fff0ffu) &
                   kith_scan_lanes((w ^ 0x80d180d180d180d1u) & 0xe0ffe0ffe0ffe0ffu) & 0x8000800080008000u;
  return kith_scan_length(kith_scan_before(other)) & ~1u; /* the top bit is in the second byte of its lane */
}

#endif
