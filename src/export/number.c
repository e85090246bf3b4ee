#include "export/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

static const uint64_t POWERS[20] = {1u,
                                    10u,
                                    100u,
                                    1000u,
                                    10000u,
                                    100000u,
                                    1000000u,
                                    10000000u,
                                    100000000u,
                                    1000000000u,
                                    10000000000u,
                                    100000000000u,
                                    1000000000000u,
                                    10000000000000u,
                                    100000000000000u,
                                    1000000000000000u,
                                    10000000000000000u,
                                    100000000000000000u,
                                    1000000000000000000u,
                                    10000000000000000000u};

static unsigned count_digits(uint64_t value) {
  unsigned n = 1;
  for (; value >= 10000; value /= 10000) n += 4;
  return n + (value >= 10) + (value >= 100) + (value >= 1000);
}

/* The last n digits, zeros in front. */
static char *write_digits(char *out, uint64_t value, unsigned n) {
  char *p = out + n;
  for (; n >= 2; n -= 2, value /= 100) {
    p -= 2;
    memcpy(p, PAIRS + 2 * (value % 100), 2);
    out += 2;
  }
  if (n) {
    *--p = (char)('0' + value % 10);
    out++;
  }
  return out;
}

static char *write_u64(char *out, uint64_t value) {
  if (value < 10) {
    *out = (char)('0' + value);
    return out + 1;
  }
  return write_digits(out, value, count_digits(value));
}

/* digits / 10^decimals; zeros at the end cut. */
static char *write_fixed(char *out, uint64_t digits, unsigned decimals) {
  if (decimals >= 8 && digits % 100000000 == 0) digits /= 100000000, decimals -= 8;
  while (decimals && digits % 10 == 0) digits /= 10, decimals--;
  unsigned n = count_digits(digits);
  if (n > decimals) {
    uint64_t before = digits / POWERS[decimals];
    out = write_digits(out, before, n - decimals);
    digits -= before * POWERS[decimals];
    n = decimals;
  } else
    *out++ = '0';
  if (!decimals) return out;
  *out++ = '.';
  for (; decimals > n; decimals--) *out++ = '0';
  return write_digits(out, digits, n);
}

/* The C library's way, for what is very large or very small. */
static char *write_any(char *out, double value, int digits) {
  int n = snprintf(out, KITH_NUMBER_MAX, "%.*g", digits, value);
  for (int i = 0; i < n; i++) {
    char c = out[i];
    /* Whatever the host program's locale puts between the digits is a point. */
    if (!((c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e')) out[i] = '.';
  }
  return out + n;
}

#ifdef __SIZEOF_INT128__
/* value * 10^decimals to the next whole number, exactly: value is a whole number
 * below 2^53 times a power of two, and the product fits into 128 bits. */
static uint64_t scale(double value, unsigned decimals) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  const uint64_t top = (uint64_t)1 << 52; /* the bit that IEEE 754 leaves out */
  unsigned __int128 product = (bits & (top - 1)) | top;
  product *= POWERS[decimals < 19 ? decimals : 19];
  if (decimals > 19) product *= POWERS[decimals - 19];
  unsigned shift = 1075 - (unsigned)(bits >> 52);
  return (uint64_t)(shift ? (product + ((unsigned __int128)1 << (shift - 1))) >> shift : product);
}

/* 1e-5 <= value < 1e15. 17 digits tell every double from its neighbours. If 15
 * of them will do, divided as whole numbers that are exact and so rounded once,
 * as a reader of the text rounds, then the last two are only noise. */
static char *write_usual(char *out, double value, int digits) {
  unsigned decimals = 17;
  if (value >= 1)
    decimals -= count_digits((uint64_t)value);
  else
    for (double bound = 0.1; value < bound; bound /= 10) decimals++;
  uint64_t all = scale(value, decimals), most = (all + 50) / 100;
  if (digits <= 15 || (double)most / (double)POWERS[decimals - 2] == value)
    return write_fixed(out, most, decimals - 2);
  return write_fixed(out, all, decimals);
}
#else
static char *write_usual(char *out, double value, int digits) { return write_any(out, value, digits); }
#endif

/* whole / 1000, which is no whole number: what most weights and scores are. */
static char *write_thousandths(char *out, uint64_t whole) {
  unsigned rest = (unsigned)(whole % 1000);
  out = write_u64(out, whole / 1000);
  out[0] = '.';
  out[1] = (char)('0' + rest / 100);
  out[2] = (char)('0' + rest / 10 % 10);
  out[3] = (char)('0' + rest % 10);
  return out + (rest % 10 ? 4 : rest % 100 ? 3 : 2);
}

static char *write_double(char *out, double value, int digits) {
  double size = fabs(value);
  if (signbit(value) && size > 0) *out++ = '-';
  if (size < 1e15 && (double)(uint64_t)size == size) return write_u64(out, (uint64_t)size);
  uint64_t thousandths = size < 1e12 ? (uint64_t)(size * 1000 + 0.5) : 0;
  if (thousandths && (double)thousandths / 1000 == size) return write_thousandths(out, thousandths);
  return size >= 1e-5 && size < 1e15 ? write_usual(out, size, digits) : write_any(out, size, digits);
}

char *kith_number_double(char *out, double value) { return write_double(out, value, 17); }

char *kith_number_double_short(char *out, double value) { return write_double(out, value, 15); }

char *kith_number_long(char *out, int64_t value) {
  if (value >= 0) return write_u64(out, (uint64_t)value);
  *out++ = '-';
  return write_u64(out, (uint64_t)0 - (uint64_t)value);
}
