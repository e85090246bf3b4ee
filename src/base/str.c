#include "base/str.h"

#include <assert.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

int kith_str_compare(kith_str a, kith_str b) {
  size_t n = a.n < b.n ? a.n : b.n;
  int c = n ? memcmp(a.p, b.p, n) : 0;
  return c ? c : (a.n > b.n) - (a.n < b.n);
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

kith_str kith_str_trim(kith_str s) {
  while (s.n && is_space(s.p[0])) s.p++, s.n--;
  while (s.n && is_space(s.p[s.n - 1])) s.n--;
  return s;
}

bool kith_str_split(kith_str *rest, char separator, kith_str *part) {
  if (!rest->p || rest->n == 0) return false;
  const char *hit = memchr(rest->p, separator, rest->n);
  size_t n = hit ? (size_t)(hit - rest->p) : rest->n;
  *part = (kith_str){rest->p, n};
  size_t used = hit ? n + 1 : n;
  rest->p += used;
  rest->n -= used;
  return true;
}

bool kith_str_to_u64(kith_str s, uint64_t *value) {
  uint64_t v = 0;
  if (s.n == 0) return false;
  for (size_t i = 0; i < s.n; i++) {
    unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';
    if (digit > 9 || v > (UINT64_MAX - digit) / 10) return false;
    v = v * 10 + digit;
  }
  *value = v;
  return true;
}

/* Little-endian whatever the machine; written out, compilers make one load of it. */
static uint64_t read_four(const unsigned char *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static uint64_t read_eight(const unsigned char *p) {
  return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 |
         (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* Fewer than eight bytes, without a loop: reads that overlap agree where they do. */
static uint64_t read_tail(const unsigned char *p, size_t n) {
  if (n >= 4) return read_four(p) | read_four(p + n - 4) << (8 * (n - 4));
  if (!n) return 0;
  return (uint64_t)p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
}

static uint64_t mix(uint64_t h) {
  h ^= h >> 32;
  h *= 0xd6e8feb86659fd93u;
  h ^= h >> 29;
  h *= 0x9fb21c651e98df25u;
  return h ^ (h >> 32);
}

uint64_t kith_str_hash(kith_str s) {
  const unsigned char *p = (const unsigned char *)s.p;
  uint64_t h = 0x9e3779b97f4a7c15u ^ s.n;
  size_t n = s.n;
  for (; n >= 8; p += 8, n -= 8) h = mix(h ^ read_eight(p)) + 0x2545f4914f6cdd1du;
  return mix(h ^ read_tail(p, n));
}

uint32_t kith_utf8_decode(const char *text, const char *text_end, unsigned *length) {
  const unsigned char *p = (const unsigned char *)text, *end = (const unsigned char *)text_end;
  unsigned c = p[0];
  *length = 1;
  if (c < 0x80) return c;
  unsigned need = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
  if (c < 0xc2 || c > 0xf4 || (size_t)(end - p) <= need) return 0xfffd;
  static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  uint32_t cp = c & (0x3fu >> need);
  for (unsigned i = 1; i <= need; i++) {
    if ((p[i] & 0xc0) != 0x80) return 0xfffd;
    cp = cp << 6 | (p[i] & 0x3fu);
  }
  if (cp < smallest[need] || cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) return 0xfffd;
  *length = need + 1;
  return cp;
}

unsigned kith_utf8_encode(uint32_t cp, char *out) {
  if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff)) cp = 0xfffd;
  if (cp < 0x80) {
    out[0] = (char)cp;
    return 1;
  }
  unsigned more = cp < 0x800 ? 1 : cp < 0x10000 ? 2 : 3;
  static const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
  out[0] = (char)(lead[more] | cp >> (6 * more));
  for (unsigned i = 1; i <= more; i++) out[i] = (char)(0x80 | (cp >> (6 * (more - i)) & 0x3f));
  return more + 1;
}

size_t kith_utf8_valid_prefix(kith_str s) {
  const char *p = s.p, *end = s.p + s.n;
  while (p < end) {
    uint64_t eight;
    if (end - p >= 8 && (memcpy(&eight, p, 8), !(eight & 0x8080808080808080u))) {
      p += 8;
      continue;
    }
    unsigned char lead = (unsigned char)*p;
    if (lead < 0x80) {
      p++;
    } else if (lead >= 0xc2 && lead < 0xe0 && end - p > 1 && ((unsigned char)p[1] & 0xc0) == 0x80) {
      p += 2;
    } else {
      unsigned length;
      if (kith_utf8_decode(p, end, &length) == 0xfffd && length == 1) break;
      p += length;
    }
  }
  return (size_t)(p - s.p);
}

size_t kith_utf8_count(kith_str s) {
  size_t n = 0;
  for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
  return n;
}

void kith_buf_add(kith_buf *buf, kith_str s) { kith_vec_append(buf, s.p, s.n); }

void kith_buf_char(kith_buf *buf, char c) { kith_vec_push(buf, c); }

void kith_buf_cp(kith_buf *buf, uint32_t cp) {
  char bytes[4];
  unsigned n = kith_utf8_encode(cp, bytes);
  kith_vec_append(buf, bytes, n);
}

void kith_buf_u64(kith_buf *buf, uint64_t value) {
  char digits[20];
  size_t i = sizeof digits;
  do digits[--i] = (char)('0' + value % 10);
  while (value /= 10);
  kith_vec_append(buf, digits + i, sizeof digits - i);
}

void kith_buf_format(kith_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, args);
  va_end(args);
  assert(n >= 0);
  kith_vec_reserve(buf, buf->n + (size_t)n + 1);
  vsnprintf(buf->at + buf->n, (size_t)n + 1, format, again);
  va_end(again);
  buf->n += (size_t)n;
}

void kith_buf_double(kith_buf *buf, double value, int decimals) {
  static const double power[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  assert(isfinite(value) && decimals >= 0 && decimals <= 9 && fabs(value) < 1e15);
  double whole = floor(fabs(value));
  uint64_t fraction = (uint64_t)((fabs(value) - whole) * power[decimals] + 0.5);
  if ((double)fraction >= power[decimals]) {
    whole += 1;
    fraction = 0;
  }
  if (value < 0 && (whole > 0 || fraction > 0)) kith_buf_char(buf, '-');
  kith_buf_u64(buf, (uint64_t)whole);
  if (!fraction) return;
  char digits[10];
  for (int i = decimals; i-- > 0; fraction /= 10) digits[i] = (char)('0' + fraction % 10);
  while (digits[decimals - 1] == '0') decimals--;
  kith_buf_char(buf, '.');
  kith_vec_append(buf, digits, (size_t)decimals);
}

const char *kith_buf_text(kith_buf *buf) {
  kith_vec_reserve(buf, buf->n + 1);
  buf->at[buf->n] = '\0';
  return buf->at;
}
