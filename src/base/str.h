/* Slices of bytes, borrowed; growing byte buffers, owned.
 *
 * A kith_str is a pointer and a length: UTF-8 unless said, not NUL-terminated,
 * valid as long as what it was cut from. Positions inside the program are byte
 * offsets; code points appear only in output. */
#ifndef KITH_BASE_STR_H
#define KITH_BASE_STR_H

#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct kith_str {
  const char *p;
  size_t n;
} kith_str;

#define KITH_STR(literal) ((kith_str){(literal), sizeof(literal) - 1})
#define KITH_STR_FMT(s) (int)(s).n, (s).p /* for printf's %.*s */

static inline kith_str kith_str_of(const char *text) { return (kith_str){text, text ? strlen(text) : 0}; }
static inline kith_str kith_str_cut(kith_str s, size_t from, size_t to) {
  return (kith_str){s.p + from, to - from};
}
static inline bool kith_str_equal(kith_str a, kith_str b) {
  return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}
static inline bool kith_str_is(kith_str a, const char *b) { return kith_str_equal(a, kith_str_of(b)); }
static inline bool kith_str_starts(kith_str s, kith_str with) {
  return s.n >= with.n && memcmp(s.p, with.p, with.n) == 0;
}
static inline bool kith_str_ends(kith_str s, kith_str with) {
  return s.n >= with.n && memcmp(s.p + s.n - with.n, with.p, with.n) == 0;
}

/* Byte order, as memcmp with the shorter first: the order of every sorted output. */
int kith_str_compare(kith_str a, kith_str b);

/* Without white space (space, tab, CR, LF) at either end. */
kith_str kith_str_trim(kith_str s);

/* Cuts the part before `separator` off the front of *rest; false at the end.
 * "a,b" gives "a", "b"; "" gives nothing. */
bool kith_str_split(kith_str *rest, char separator, kith_str *part);

/* A whole decimal number, nothing else around it; false if it is none or too large. */
bool kith_str_to_u64(kith_str s, uint64_t *value);

/* A 64-bit hash for tables: the same on every machine, not for security. */
uint64_t kith_str_hash(kith_str s);

/* ---- UTF-8 ---- */

/* Decodes the code point at p (p < end) and sets *length to its bytes, 1 to 4.
 * An invalid byte gives U+FFFD with length 1, so that a walk always advances. */
uint32_t kith_utf8_decode(const char *p, const char *end, unsigned *length);

/* Writes `cp` at out (room for 4) and returns its length; surrogates and what
 * lies beyond U+10FFFF become U+FFFD. */
unsigned kith_utf8_encode(uint32_t cp, char *out);

/* Offset of the first invalid byte, or s.n where all is valid UTF-8. */
size_t kith_utf8_valid_prefix(kith_str s);

/* How many code points: bytes that are no continuation bytes. */
size_t kith_utf8_count(kith_str s);

/* ---- growing bytes ---- */

typedef KITH_VEC(char) kith_buf;

static inline kith_str kith_buf_str(const kith_buf *b) { return (kith_str){b->at, b->n}; }
void kith_buf_add(kith_buf *buf, kith_str s);
void kith_buf_char(kith_buf *buf, char c);
void kith_buf_cp(kith_buf *buf, uint32_t cp);
void kith_buf_u64(kith_buf *buf, uint64_t value);
void kith_buf_format(kith_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A double with at most `decimals` digits after the point, trailing zeros cut,
 * always with '.', whatever the locale; must be finite and below 1e15. */
void kith_buf_double(kith_buf *buf, double value, int decimals);

/* The contents with a NUL behind them (not counted); borrowed from the buffer. */
const char *kith_buf_text(kith_buf *buf);

#endif
