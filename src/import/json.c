#include "import/json.h"

static bool fail(kith_json *j) {
  j->bad = true;
  j->p = j->end;
  return false;
}

char kith_json_peek(kith_json *j) {
  while (j->p < j->end && (*j->p == ' ' || *j->p == '\n' || *j->p == '\t' || *j->p == '\r')) j->p++;
  return j->p < j->end ? *j->p : '\0';
}

/* Behind the quote that ends the string whose first character is at p, or NULL. */
static const char *string_end(const char *p, const char *end) {
  for (const char *from = p;;) {
    const char *quote = memchr(p, '"', (size_t)(end - p));
    if (!quote) return NULL;
    const char *slash = quote;
    while (slash > from && slash[-1] == '\\') slash--;
    if (((quote - slash) & 1) == 0) return quote + 1;
    p = quote + 1;
  }
}

bool kith_json_enter(kith_json *j, char bracket) {
  if (kith_json_peek(j) != bracket) {
    kith_json_skip(j);
    return false;
  }
  j->p++;
  return true;
}

/* Over the comma between two members; false at the closing bracket, which is taken. */
static bool next_member(kith_json *j, char closing) {
  char c = kith_json_peek(j);
  if (c == ',') {
    j->p++;
    c = kith_json_peek(j);
  }
  if (!c) return fail(j);
  if (c != closing) return true;
  j->p++;
  return false;
}

bool kith_json_item(kith_json *j) { return next_member(j, ']'); }

bool kith_json_key(kith_json *j, kith_str *key) {
  if (!next_member(j, '}')) return false;
  if (*j->p != '"') return fail(j);
  const char *end = string_end(j->p + 1, j->end);
  if (!end) return fail(j);
  *key = (kith_str){j->p + 1, (size_t)(end - j->p) - 2};
  j->p = end;
  if (kith_json_peek(j) != ':') return fail(j);
  j->p++;
  return true;
}

static bool hex4(const char *p, const char *end, uint32_t *value) {
  *value = 0;
  if (end - p < 4) return false;
  for (int i = 0; i < 4; i++) {
    unsigned char c = (unsigned char)p[i], low = c | 0x20;
    if (c >= '0' && c <= '9') *value = *value << 4 | (uint32_t)(c - '0');
    else if (low >= 'a' && low <= 'f') *value = *value << 4 | (uint32_t)(low - 'a' + 10);
    else return false;
  }
  return true;
}

/* The \u at p, with its second half where there is one; returns what was read beyond \u. */
static size_t unescape(const char *p, const char *end, uint32_t *cp) {
  uint32_t low;
  if (!hex4(p, end, cp)) return 0;
  if (*cp >= 0xd800 && *cp < 0xdc00 && end - p >= 10 && p[4] == '\\' && p[5] == 'u' && hex4(p + 6, end, &low) && low >= 0xdc00 &&
      low < 0xe000) {
    *cp = 0x10000 + ((*cp - 0xd800) << 10) + (low - 0xdc00);
    return 10;
  }
  return 4;
}

/* Escapes only ever get shorter. */
static bool decode(kith_json *j, kith_str raw, kith_str *value) {
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  char *out = kith_arena_alloc(j->arena, raw.n + 1);
  size_t n = 0;
  for (size_t i = 0; i < raw.n; i++) {
    if (raw.p[i] != '\\') {
      out[n++] = raw.p[i];
      continue;
    }
    char c = ++i < raw.n ? raw.p[i] : '\0';
    const char *at = c ? strchr(plain, c) : NULL;
    uint32_t cp;
    size_t read = c == 'u' ? unescape(raw.p + i + 1, raw.p + raw.n, &cp) : 0;
    if (at) out[n++] = meant[at - plain];
    else if (read) n += kith_utf8_encode(cp, out + n);
    else return fail(j);
    i += read;
  }
  *value = (kith_str){out, n};
  return true;
}

bool kith_json_text(kith_json *j, kith_str *value) {
  char c = kith_json_peek(j);
  *value = KITH_STR("");
  if (c == '-' || (c >= '0' && c <= '9')) {
    const char *from = j->p;
    while (j->p < j->end && *j->p && strchr("+-.eE0123456789", *j->p)) j->p++;
    *value = (kith_str){from, (size_t)(j->p - from)};
    return true;
  }
  if (c != '"') {
    kith_json_skip(j);
    return false;
  }
  const char *from = j->p + 1, *end = string_end(from, j->end);
  if (!end) return fail(j);
  kith_str raw = {from, (size_t)(end - from) - 1};
  j->p = end;
  if (!raw.n || !memchr(raw.p, '\\', raw.n)) {
    *value = raw;
    return true;
  }
  return decode(j, raw, value);
}

void kith_json_skip(kith_json *j) {
  size_t depth = 0;
  char c = kith_json_peek(j);
  if (!c || c == '}' || c == ']' || c == ',' || c == ':') {
    fail(j);
    return;
  }
  if (c != '{' && c != '[' && c != '"') { /* a number or a word */
    while (j->p < j->end && !strchr(",]} \t\r\n", *j->p)) j->p++;
    return;
  }
  do {
    if (j->p == j->end) {
      fail(j);
      return;
    }
    c = *j->p++;
    if (c == '"') {
      const char *end = string_end(j->p, j->end);
      if (!end) {
        fail(j);
        return;
      }
      j->p = end;
    } else if (c == '{' || c == '[')
      depth++;
    else if (c == '}' || c == ']')
      depth--;
  } while (depth);
}
