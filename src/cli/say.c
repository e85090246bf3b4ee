#include "cli/say.h"

#include "cli/command.h"
#include "cli/stop.h"
#include "text/classes.h"

#include <stdarg.h>
#include <stdio.h>

static bool is_unsafe(uint32_t cp) {
  return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) ||
         cp == 0x2028 || cp == 0x2029;
}

void kith_add_safe(kith_buf *buf, kith_str s) {
  unsigned length;
  for (size_t i = 0; i < s.n; i += length) {
    uint32_t cp = kith_utf8_decode(s.p + i, s.p + s.n, &length);
    if (is_unsafe(cp))
      kith_buf_char(buf, '?');
    else
      kith_buf_cp(buf, cp);
  }
}

void kith_say(const char *format, ...) {
  char small[2048];
  kith_buf line = {0};
  va_list args;
  va_start(args, format);
  int n = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (n < 0) return;
  kith_add_safe(&line, (kith_str){small, (size_t)n < sizeof small ? (size_t)n : sizeof small - 1});
  kith_buf_char(&line, '\n');
  fwrite(line.at, 1, line.n, stderr);
  kith_vec_clear(&line);
}

int kith_say_error(const char *command, const kith_error *error) {
  char text[1100];
  kith_error_format(error, text, sizeof text);
  if (error->status == KITH_ERR_STOPPED) {
    kith_say("kith %s: stopped; nothing was written", command);
    return kith_stop_status();
  }
  if (error->status == KITH_ERR_ARG) {
    kith_say("kith %s: %s; see 'kith help %s'", command, text, command);
    return KITH_EXIT_USAGE;
  }
  kith_say("kith %s: %s", command, text);
  return KITH_EXIT_FAILED;
}

/* Blocks whose characters take two columns (East Asian Width W and F; Unicode Standard Annex 11). */
static bool is_wide(uint32_t cp) {
  static const uint32_t wide[][2] = {
      {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},   {0x4e00, 0xa4cf},
      {0xa960, 0xa97f},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},
      {0x16fe0, 0x18cff}, {0x1b000, 0x1b2ff}, {0x1f18e, 0x1f19a}, {0x1f1e6, 0x1f202}, {0x1f210, 0x1f265}, {0x1f300, 0x1f64f},
      {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};
  for (size_t i = 0; i < sizeof wide / sizeof *wide && wide[i][0] <= cp; i++)
    if (cp <= wide[i][1]) return true;
  return false;
}

static size_t width_of(uint32_t cp) {
  uint8_t class = kith_class_of(cp);
  if (class & KITH_IN_WORD && class & (KITH_EXTEND | KITH_HIDDEN)) return 0;
  return is_wide(cp) ? 2 : 1;
}

size_t kith_width(kith_str s) {
  size_t width = 0;
  unsigned length;
  for (size_t i = 0; i < s.n; i += length) width += width_of(kith_utf8_decode(s.p + i, s.p + s.n, &length));
  return width;
}

void kith_add_padded(kith_buf *buf, kith_str s, size_t width) {
  size_t used = 0;
  unsigned length;
  bool cut = kith_width(s) > width;
  size_t room = cut && width ? width - 1 : width;
  for (size_t i = 0; i < s.n; i += length) {
    size_t w = width_of(kith_utf8_decode(s.p + i, s.p + s.n, &length));
    if (used + w > room) break;
    kith_add_safe(buf, kith_str_cut(s, i, i + length));
    used += w;
  }
  if (cut && used < width) {
    kith_buf_add(buf, KITH_STR("…"));
    used++;
  }
  for (; used < width; used++) kith_buf_char(buf, ' ');
}

void kith_add_grouped(kith_buf *buf, uint64_t value) {
  char digits[24];
  int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
  for (int i = 0; i < n; i++) {
    if (i && (n - i) % 3 == 0) kith_buf_char(buf, ',');
    kith_buf_char(buf, digits[i]);
  }
}
