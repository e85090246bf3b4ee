#include "export/clean.h"

bool kith_clean_is_plain(kith_str s) {
  if (s.n && (s.p[0] == ' ' || s.p[s.n - 1] == ' ')) return false;
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    if (c < 0x20 || c > 0x7e || (c == ' ' && s.p[i + 1] == ' ')) return false;
  }
  return true;
}

/* What stands in a row of text as one space. */
static bool is_gap(uint32_t cp) {
  return cp == ' ' || (cp >= '\t' && cp <= '\r') || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

/* White space that is kept inside a text but not at its ends. */
static bool is_white(uint32_t cp) {
  return cp == 0xa0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200a) || cp == 0x202f || cp == 0x205f ||
         cp == 0x3000 || cp == 0xfeff;
}

static bool is_forbidden(uint32_t cp) {
  return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef);
}

void kith_clean_text(kith_buf *out, kith_str s) {
  if (kith_clean_is_plain(s)) {
    kith_buf_add(out, s);
    return;
  }
  const char *p = s.p, *end = s.p + s.n;
  size_t start = out->n, solid = out->n; /* the text up to the last character that is not white */
  bool gap = false;
  while (p < end) {
    unsigned length;
    uint32_t cp = kith_utf8_decode(p, end, &length);
    p += length;
    if (is_gap(cp)) {
      gap = true;
      continue;
    }
    if (is_forbidden(cp) || (is_white(cp) && solid == start)) continue;
    if (gap && out->n > start) kith_buf_char(out, ' ');
    gap = false;
    kith_buf_cp(out, cp);
    if (!is_white(cp)) solid = out->n;
  }
  out->n = solid;
}

static bool is_token(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
         c == '_' || c == ':';
}

const bool kith_clean_id_fine[256] = {
    ['-'] = true, ['.'] = true, [':'] = true, ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true,
    ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['a'] = true,
    ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true, ['g'] = true, ['h'] = true,
    ['i'] = true, ['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true,
    ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true,
    ['w'] = true, ['x'] = true, ['y'] = true, ['z'] = true, ['A'] = true, ['B'] = true, ['C'] = true,
    ['D'] = true, ['E'] = true, ['F'] = true, ['G'] = true, ['H'] = true, ['I'] = true, ['J'] = true,
    ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true, ['O'] = true, ['P'] = true, ['Q'] = true,
    ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true, ['W'] = true, ['X'] = true,
    ['Y'] = true, ['Z'] = true};

static bool is_fine_throughout(kith_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (!kith_clean_id_fine[(unsigned char)s.p[i]]) return false;
  return true;
}

static bool is_hex(unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

void kith_clean_id(kith_buf *out, kith_str s) {
  static const char digits[] = "0123456789abcdef";
  if (!s.n) kith_buf_char(out, '_');
  if (is_fine_throughout(s)) {
    kith_buf_add(out, s);
    return;
  }
  for (size_t i = 0; i < s.n; i++) {
    unsigned char c = (unsigned char)s.p[i];
    /* An underline that looks like the start of such a pair is written as one. */
    bool ambiguous =
        c == '_' && i + 2 < s.n && is_hex((unsigned char)s.p[i + 1]) && is_hex((unsigned char)s.p[i + 2]);
    if (is_token(c) && !ambiguous) {
      kith_buf_char(out, (char)c);
      continue;
    }
    kith_buf_char(out, '_');
    kith_buf_char(out, digits[c >> 4]);
    kith_buf_char(out, digits[c & 15]);
  }
}
