#include "export/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char PAIRS[] = "00010203040506070809101112131415161718192021222324"
                            "25262728293031323334353637383940414243444546474849"
                            "50515253545556575859606162636465666768697071727374"
                            "75767778798081828384858687888990919293949596979899";

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

char *kith_number_long(char *out, int64_t value) {
  if (value >= 0) return write_u64(out, (uint64_t)value);
  *out++ = '-';
  return write_u64(out, (uint64_t)0 - (uint64_t)value);
}

/* before + fraction / 10^decimals, fraction > 0; zeros at the end cut. */
static char *write_fixed(char *out, uint64_t before, uint64_t fraction, unsigned decimals) {
  out = write_u64(out, before);
  if (decimals >= 3 && fraction % 1000 == 0) fraction /= 1000, decimals -= 3;
  while (fraction % 10 == 0) fraction /= 10, decimals--;
  *out++ = '.';
  return write_digits(out, fraction, decimals);
}

static char *write_any(char *out, double value, int digits) {
  int n = snprintf(out, KITH_NUMBER_MAX, "%.*g", digits, value);
  for (int i = 0; i < n; i++) {
    char c = out[i];
    /* Whatever the host program's locale puts between the digits is a point. */
    if (!((c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e')) out[i] = '.';
  }
  return out + n;
}

static char *write_double(char *out, double value, int digits) {
  static const struct {
    double power;
    uint64_t whole_power;
    unsigned decimals;
  } tries[] = {{1e6, 1000000, 6},
               {1e3, 1000, 3},
               {1e9, 1000000000, 9},
               {1e12, 1000000000000, 12},
               {1e15, 1000000000000000, 15},
               {1e18, 1000000000000000000, 18}};
  /* Up to 2^53 whole numbers are exact. */
  const double most = digits > 15 ? 9007199254740992.0 : 1e15;
  double size = fabs(value);
  if (signbit(value) && size > 0) *out++ = '-';
  if (size >= most) return write_any(out, size, digits);
  uint64_t before = (uint64_t)size;
  if ((double)before == size) return write_u64(out, before);
  /* An exact whole number divided by an exact power of ten is rounded once, as
   * a reader of the text rounds: if that gives the value, the text is right. */
  for (size_t t = 0; t < sizeof tries / sizeof *tries; t++) {
    double shifted = size * tries[t].power;
    if (shifted >= most) continue;
    uint64_t whole = (uint64_t)(shifted + 0.5);
    if ((double)whole / tries[t].power == size)
      return write_fixed(out, before, whole - before * tries[t].whole_power, tries[t].decimals);
  }
  return write_any(out, size, digits);
}

char *kith_number_double(char *out, double value) { return write_double(out, value, 17); }

char *kith_number_double_short(char *out, double value) { return write_double(out, value, 15); }
