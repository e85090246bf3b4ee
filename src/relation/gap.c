/* What stands between two items of a phrase. */
#include "relation/phrase.h"

uint8_t kith_gap_of(kith_str gap) {
  uint8_t bits = 0;
  bool blank = false;
  for (size_t i = 0; i < gap.n;) {
    unsigned length;
    uint32_t c = kith_utf8_decode(gap.p + i, gap.p + gap.n, &length);
    i += length;
    switch (c) {
    case ' ': case '\n': case '\t': case '\r': case 0xa0: blank = true; break;
    case ',': case 0x60c: case 0x3001: bits |= KITH_GAP_COMMA; break;
    case ';': case ':': case '!': case '?': bits |= KITH_GAP_STOP; break;
    case 0x2013: case 0x2014: bits |= KITH_GAP_STOP | KITH_GAP_DASH; break;
    case '"': case 0x201c: case 0x201d: case 0x201e: case 0xab: case 0xbb: bits |= KITH_GAP_QUOTE; break;
    case '(': case '[': bits |= KITH_GAP_PAREN | KITH_GAP_OPEN; break;
    case ')': case ']': bits = (uint8_t)((bits | KITH_GAP_PAREN) & ~KITH_GAP_OPEN); break;
    case '-': if (blank) bits |= KITH_GAP_STOP | KITH_GAP_DASH; break;
    default: break;
    }
  }
  return blank || bits ? bits : KITH_GAP_GLUED;
}
