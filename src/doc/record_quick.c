/* The quick way through a JSON object. jansson builds every member of it, which
 * takes longer than all the rest of reading; this takes only what feeds a field,
 * and leaves to jansson every object that is broken or out of the ordinary. */
#include "doc/record_json.h"

enum { DEEPEST = 32 };

typedef struct cursor {
  const char *p, *end;
} cursor;

static char look(const cursor *c) { return c->p < c->end ? *c->p : '\0'; }

static bool take(cursor *c, char wanted) {
  if (look(c) != wanted) return false;
  c->p++;
  return true;
}

static void blanks(cursor *c) {
  while (c->p < c->end && (*c->p == ' ' || *c->p == '\n' || *c->p == '\t' || *c->p == '\r')) c->p++;
}

/* The raw inside of a string; the cursor is behind its first quote. */
static bool string(cursor *c, kith_str *raw, bool *escaped) {
  const char *start = c->p;
  *escaped = false;
  for (;;) {
    while (c->end - c->p >= 8 && kith_json_ordinary(c->p)) c->p += 8;
    if (c->p >= c->end || (unsigned char)*c->p < 0x20) return false;
    if (*c->p == '"') break;
    if (*c->p++ != '\\') continue;
    *escaped = true;
    if (c->p++ >= c->end) return false;
  }
  *raw = (kith_str){start, (size_t)(c->p - start)};
  c->p++;
  return true;
}

static bool hex4(const char **p, const char *end, uint32_t *unit) {
  if (end - *p < 4) return false;
  *unit = 0;
  for (int i = 0; i < 4; i++) {
    static const char digits[] = "0123456789abcdefABCDEF";
    char h = *(*p)++;
    const char *hit = h ? strchr(digits, h) : NULL;
    if (!hit) return false;
    uint32_t digit = (uint32_t)(hit - digits);
    *unit = *unit * 16 + (digit > 15 ? digit - 6 : digit);
  }
  return true;
}

/* One escape behind its backslash; writes at most 4 bytes, never more than it reads. */
static bool unescape(const char **p, const char *end, char **out) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  char c = *(*p)++;
  uint32_t cp, low;
  if (c != 'u') {
    const char *hit = c ? strchr(from, c) : NULL;
    if (hit) *(*out)++ = to[hit - from];
    return hit != NULL;
  }
  if (!hex4(p, end, &cp) || cp == 0 || (cp >= 0xdc00 && cp < 0xe000)) return false;
  if (cp >= 0xd800 && cp < 0xdc00) {
    if (end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u') return false;
    *p += 2;
    if (!hex4(p, end, &low) || low < 0xdc00 || low > 0xdfff) return false;
    cp = 0x10000 + ((cp - 0xd800) << 10) + (low - 0xdc00);
  }
  *out += kith_utf8_encode(cp, *out);
  return true;
}

/* The string itself, in the arena where it had escapes. */
static bool resolve(kith_arena *arena, kith_str raw, bool escaped, kith_str *value) {
  *value = raw;
  if (!escaped) return true;
  char *start = kith_arena_alloc(arena, raw.n + 1), *out = start;
  const char *p = raw.p, *end = raw.p + raw.n;
  while (p < end) {
    const char *slash = memchr(p, '\\', (size_t)(end - p));
    size_t n = (size_t)((slash ? slash : end) - p);
    memcpy(out, p, n);
    out += n;
    p += n;
    if (!slash) break;
    p++;
    if (!unescape(&p, end, &out)) return false;
  }
  *value = (kith_str){start, (size_t)(out - start)};
  return true;
}

/* A whole number of at most 18 digits: any other kind goes to jansson. */
static bool number(cursor *c, kith_str *value) {
  const char *start = c->p;
  take(c, '-');
  const char *digits = c->p;
  while (c->p < c->end && *c->p >= '0' && *c->p <= '9') c->p++;
  size_t n = (size_t)(c->p - digits);
  if (n == 0 || n > 18 || (n > 1 && *digits == '0') || (n == 1 && *digits == '0' && digits > start)) return false;
  if (look(c) == '.' || look(c) == 'e' || look(c) == 'E') return false;
  *value = (kith_str){start, (size_t)(c->p - start)};
  return true;
}

static bool word(cursor *c, kith_str wanted) {
  if ((size_t)(c->end - c->p) < wanted.n || memcmp(c->p, wanted.p, wanted.n) != 0) return false;
  c->p += wanted.n;
  return true;
}

/* An escape is good when it resolves; what is passed over must be good too. */
static bool pass_string(kith_arena *arena, cursor *c) {
  kith_str raw, value;
  bool escaped;
  return take(c, '"') && string(c, &raw, &escaped) && resolve(arena, raw, escaped, &value);
}

static bool pass_value(kith_arena *arena, cursor *c, int depth) {
  kith_str ignored;
  char first = look(c);
  if (first == '"') return pass_string(arena, c);
  if (first == 't') return word(c, KITH_STR("true"));
  if (first == 'f') return word(c, KITH_STR("false"));
  if (first == 'n') return word(c, KITH_STR("null"));
  if (first != '{' && first != '[') return number(c, &ignored);
  char last = first == '{' ? '}' : ']';
  c->p++;
  blanks(c);
  if (take(c, last)) return true;
  for (; depth < DEEPEST; blanks(c)) {
    if (first == '{') {
      if (!pass_string(arena, c)) return false;
      blanks(c);
      if (!take(c, ':')) return false;
      blanks(c);
    }
    if (!pass_value(arena, c, depth + 1)) return false;
    blanks(c);
    if (take(c, last)) return true;
    if (!take(c, ',')) return false;
  }
  return false;
}

/* The value of a member that feeds a field: a string or a whole number. */
static bool take_value(kith_arena *arena, cursor *c, kith_field field, uint8_t rank, kith_record *record) {
  kith_str raw, value;
  bool escaped = false;
  if (look(c) == '"') {
    c->p++;
    if (!string(c, &raw, &escaped) || !resolve(arena, raw, escaped, &value)) return false;
  } else if (look(c) == 'n' || look(c) == 't' || look(c) == 'f')
    return pass_value(arena, c, 0);
  else if (!number(c, &value))
    return false;
  if (!escaped)
    kith_record_offer(record, arena, field, rank, value);
  else if (kith_str_trim(value).n && (!record->value[field].p || record->rank[field] > rank)) {
    record->value[field] = value; /* is in the arena already */
    record->rank[field] = rank;
  }
  return true;
}

bool kith_record_quick(const kith_feed *feed, kith_arena *arena, kith_str bytes, kith_record *record) {
  cursor c = {bytes.p, bytes.p + bytes.n};
  kith_record found = *record;
  uint16_t seen[KITH_FIELDS] = {0}; /* ranks: of a name used twice the last counts, which jansson knows */
  blanks(&c);
  if (!take(&c, '{')) return false;
  for (blanks(&c);; blanks(&c)) {
    kith_str key;
    bool escaped;
    uint8_t rank;
    if (!take(&c, '"') || !string(&c, &key, &escaped) || escaped) return false;
    blanks(&c);
    if (!take(&c, ':')) return false;
    blanks(&c);
    kith_field field = kith_fields_find(feed->fields, key, &rank);
    if (field == KITH_FIELDS) {
      if (!pass_value(arena, &c, 0)) return false;
    } else {
      if (seen[field] >> rank & 1) return false;
      seen[field] |= (uint16_t)(1u << rank);
      if (!take_value(arena, &c, field, rank, &found)) return false;
    }
    blanks(&c);
    if (take(&c, '}')) break;
    if (!take(&c, ',')) return false;
  }
  blanks(&c);
  if (c.p != c.end) return false;
  *record = found;
  return true;
}
