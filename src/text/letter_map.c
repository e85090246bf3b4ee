#include "text/letter_map.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static void make_room(kith_letter_map *map, size_t bytes) {
  size_t blocks = bytes / 64 + 3;
  kith_vec_reserve(map, blocks);
  map->n = blocks;
  memset(map->at + blocks - 3, 0, 3 * sizeof *map->at);
}

/* ---- byte by byte ---- */

static bool is_pair(unsigned lead, unsigned trail) {
  if ((trail & 0xc0) != 0x80) return false;
  switch (lead) {
    case 0xc3: return trail != 0x97 && trail != 0xb7; /* the signs of multiplying and dividing */
    case 0xc4: return trail != 0xb0; /* its small letter is i: keys of the same length are counted on */
    case 0xc8: return trail < 0xb0;
    case 0xc5:
    case 0xd0:
    case 0xd1: return true;
    default: return false;
  }
}

static bool is_lower_pair(unsigned lead, unsigned trail) {
  return lead == 0xc3 ? trail >= 0x9f : lead == 0xd0 ? trail >= 0xb0 : lead == 0xd1 && trail < 0xa0;
}

void kith_letter_map_make_plainly(kith_letter_map *map, kith_str text) {
  const unsigned char *p = (const unsigned char *)text.p;
  make_room(map, text.n);
  memset(map->at, 0, map->n * sizeof *map->at);
  for (size_t i = 0; i < text.n; i++) {
    kith_letter_block *block = &map->at[i / 64];
    uint64_t bit = UINT64_C(1) << i % 64;
    unsigned small = p[i] | 0x20u;
    if (small >= 'a' && small <= 'z') {
      block->letter |= bit;
      if (p[i] == small) block->lower |= bit;
    } else if (i && is_pair(p[i - 1], p[i])) {
      block->letter |= bit;
      map->at[(i - 1) / 64].letter |= UINT64_C(1) << (i - 1) % 64;
      if (is_lower_pair(p[i - 1], p[i])) block->lower |= bit;
    }
  }
}

#ifdef __SSE2__

/* ---- sixteen bytes at a time ---- */

static inline __m128i all(unsigned byte) { return _mm_set1_epi8((char)byte); }
static inline __m128i is(__m128i x, unsigned byte) { return _mm_cmpeq_epi8(x, all(byte)); }
static inline __m128i both(__m128i a, __m128i b) { return _mm_and_si128(a, b); }
static inline __m128i either(__m128i a, __m128i b) { return _mm_or_si128(a, b); }
static inline __m128i but_not(__m128i a, __m128i b) { return _mm_andnot_si128(b, a); }
static inline uint64_t bits(__m128i x) { return (uint64_t)(unsigned)_mm_movemask_epi8(x); }

typedef struct sixteen {
  uint64_t ascii, trail, lower; /* trail: second bytes of a pair */
} sixteen;

static inline sixteen look_ascii(__m128i x) {
  __m128i from_a = _mm_sub_epi8(either(x, all(0x20)), all('a'));
  __m128i letter = _mm_cmpeq_epi8(_mm_min_epu8(from_a, all('z' - 'a')), from_a);
  return (sixteen){bits(letter), 0, bits(both(letter, _mm_slli_epi16(x, 2)))}; /* 0x20 becomes the top bit */
}

/* `before`: the byte that stands before each of x. Bytes from 0x80 are compared as negative numbers. */
static inline sixteen look(__m128i x, __m128i before) {
  sixteen s = look_ascii(x);
  __m128i c3 = is(before, 0xc3), d0 = is(before, 0xd0), d1 = is(before, 0xd1), from_b0 = _mm_cmpgt_epi8(x, all(0xaf));
  __m128i pair = either(is(before, 0xc5), either(d0, d1));
  pair = either(pair, but_not(c3, either(is(x, 0x97), is(x, 0xb7))));
  pair = either(pair, but_not(is(before, 0xc4), is(x, 0xb0)));
  pair = either(pair, but_not(is(before, 0xc8), from_b0));
  pair = both(pair, _mm_cmplt_epi8(x, all(0xc0)));
  __m128i lower = either(both(c3, _mm_cmpgt_epi8(x, all(0x9e))), both(d0, from_b0));
  lower = either(lower, both(d1, _mm_cmplt_epi8(x, all(0xa0))));
  s.trail = bits(pair);
  s.lower |= bits(both(lower, pair));
  return s;
}

static inline __m128i load(const unsigned char *p) { return _mm_loadu_si128((const __m128i *)(const void *)p); }

/* One block; `carry` holds the last sixteen bytes met. Returns the bits of second bytes. */
static inline uint64_t look_at_block(const unsigned char *p, __m128i *carry, kith_letter_block *block) {
  __m128i x[4] = {load(p), load(p + 16), load(p + 32), load(p + 48)}, before = *carry;
  uint64_t trail = 0;
  *block = (kith_letter_block){0, 0};
  bool ascii = !bits(either(either(x[0], x[1]), either(x[2], x[3])));
  for (unsigned i = 0; i < 4; i++) {
    sixteen s = ascii ? look_ascii(x[i]) : look(x[i], either(_mm_slli_si128(x[i], 1), _mm_srli_si128(before, 15)));
    block->letter |= (s.ascii | s.trail) << 16 * i;
    block->lower |= s.lower << 16 * i;
    trail |= s.trail << 16 * i;
    before = x[i];
  }
  *carry = before;
  block->letter |= trail >> 1;
  return trail;
}

void kith_letter_map_make(kith_letter_map *map, kith_str text) {
  const unsigned char *p = (const unsigned char *)text.p;
  unsigned char last[64] = {0};
  __m128i carry = _mm_setzero_si128();
  make_room(map, text.n);
  for (size_t i = 0; i * 64 < text.n; i++) {
    bool whole = text.n - i * 64 >= 64;
    if (!whole) memcpy(last, p + i * 64, text.n - i * 64);
    uint64_t trail = look_at_block(whole ? p + i * 64 : last, &carry, &map->at[i]);
    if (i) map->at[i - 1].letter |= trail << 63;
  }
}

#else

void kith_letter_map_make(kith_letter_map *map, kith_str text) { kith_letter_map_make_plainly(map, text); }

#endif
