#include "text/fold.h"

#include "text/fold_slow.h"

/* ---- the fast path: table entries as they come ---- */

static inline uint32_t entry_at(const kith_fold_sink *k, const unsigned char *p, size_t left, unsigned *length) {
  unsigned c = p[0];
  *length = 1;
  if (c < 0x80) return k->entries[c];
  if (c < 0xc2 || c >= 0xf0 || left < 2 || (p[1] & 0xc0) != 0x80) return KITH_FOLD_SLOW;
  *length = 2;
  if (c < 0xe0) return kith_fold_entry(k, (c & 0x1fu) << 6 | (p[1] & 0x3fu));
  if (left < 3 || (p[2] & 0xc0) != 0x80 || (c == 0xe0 && p[1] < 0xa0)) return KITH_FOLD_SLOW;
  *length = 3;
  return kith_fold_entry(k, (c & 0xfu) << 12 | (p[1] & 0x3fu) << 6 | (p[2] & 0x3fu));
}

/* ---- ASCII, eight bytes at a time ---- */

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define ONES 0x0101010101010101u
#define HIGHS 0x8080808080808080u

/* Up to eight bytes as one word, without a loop and without reading past them. */
static inline uint64_t load_word(const char *p, size_t n) {
  uint64_t whole;
  uint32_t low, high;
  if (n >= 8) {
    memcpy(&whole, p, 8);
    return whole;
  }
  if (n >= 4) {
    memcpy(&low, p, 4);
    memcpy(&high, p + n - 4, 4);
    return low | (uint64_t)high << (8 * (n - 4));
  }
  if (n == 0) return 0;
  const unsigned char *b = (const unsigned char *)p;
  return b[0] | (uint64_t)b[n / 2] << (8 * (n / 2)) | (uint64_t)b[n - 1] << (8 * (n - 1));
}

/* All ASCII and no grave accent, which stands for an apostrophe. */
static inline bool plain_word(uint64_t x) {
  uint64_t grave = x ^ 0x60 * ONES;
  return !((x & HIGHS) || ((grave - ONES) & ~grave & HIGHS));
}

static inline uint64_t lower_word(uint64_t x) {
  return x | (((x + 0x3f * ONES) ^ (x + 0x25 * ONES)) & HIGHS) >> 2;
}

/* The high bit of every byte that is a lower-case letter. */
static inline uint64_t letters_in(uint64_t x) { return ((x + 0x1f * ONES) ^ (x + 0x05 * ONES)) & HIGHS; }

static inline bool ascii_key(kith_str source, char *out) {
  for (size_t i = 0; i < source.n; i += 8) {
    uint64_t x = load_word(source.p + i, source.n - i);
    if (!plain_word(x)) return false;
    x = lower_word(x);
    memcpy(out + i, &x, 8);
  }
  return true;
}

/* Eight bytes of a longer text. Sets *keep to how many of them end what may
 * still interact with what follows: the last letter, or the word so far. */
static inline bool ascii_step(const char *p, char *out, bool folding, uint32_t *scripts, unsigned *keep) {
  uint64_t x = load_word(p, 8);
  if (!plain_word(x) || (*scripts & KITH_FOLD_CYRILLIC)) return false;
  if (folding) x = lower_word(x);
  memcpy(out, &x, 8);
  *keep = 1;
  if (!folding) return true;
  uint64_t others = ~letters_in(x) & HIGHS;
  unsigned tail = others ? (unsigned)__builtin_clzll(others) / 8 : 8;
  if (tail) *scripts = KITH_FOLD_LATIN;
  if (!tail) *scripts = 0;
  *keep = tail ? tail : 1;
  return true;
}
#else
static inline bool ascii_key(kith_str source, char *out) {
  (void)source, (void)out;
  return false;
}

static inline bool ascii_step(const char *p, char *out, bool folding, uint32_t *scripts, unsigned *keep) {
  (void)p, (void)out, (void)folding, (void)scripts, (void)keep;
  return false;
}
#endif

/* Where the fast path writes: plain locals, since a store through char * makes
 * the compiler reload whatever it could have changed. */
typedef struct cursor {
  char *out;
  uint32_t *origin;
} cursor;

static inline cursor open_room(kith_fold_sink *k, size_t left) {
  kith_vec_reserve(k->text, k->text->n + left + 8);
  if (!k->origins) return (cursor){k->text->at + k->text->n, NULL};
  kith_vec_reserve(k->origins, k->origins->n + left + 8);
  return (cursor){k->text->at + k->text->n, k->origins->at + k->origins->n};
}

/* Gives up what was written since `run_out` and does the run that starts at `run` slowly. */
static size_t redo(kith_fold_sink *k, kith_str source, size_t run, size_t run_out, cursor *at) {
  k->text->n = run_out;
  if (k->origins) k->origins->n = run_out;
  size_t next = kith_fold_run_slowly(k, source, run);
  *at = open_room(k, source.n - next);
  return next;
}

static inline void walk(kith_fold_sink *k, kith_str source, const bool folding, const bool with_origins) {
  const unsigned char *bytes = (const unsigned char *)source.p;
  const uint32_t both = KITH_FOLD_LATIN | KITH_FOLD_CYRILLIC;
  const kith_fold_sink tables = *k;
  size_t run = 0, run_out = k->text->n; /* where the letters began that may still interact */
  uint32_t scripts = 0;
  cursor at = open_room(k, source.n);
  for (size_t i = 0; i < source.n || (folding && scripts == both);) {
    unsigned length = 0, keep;
    if (i + 8 <= source.n && ascii_step(source.p + i, at.out, folding, &scripts, &keep)) {
      for (unsigned j = 0; with_origins && j < 8; j++) at.origin[j] = (uint32_t)i + j;
      i += 8;
      at.out += 8;
      if (with_origins) at.origin += 8;
      if (keep < 8) {
        run = i - keep;
        run_out = (size_t)(at.out - k->text->at) - keep;
      }
      continue;
    }
    uint32_t e = i < source.n ? entry_at(&tables, bytes + i, source.n - i, &length) : KITH_FOLD_BREAK;
    if ((e & KITH_FOLD_SLOW) || (folding && (e & KITH_FOLD_BREAK) && scripts == both)) {
      i = run = redo(k, source, run, run_out, &at);
      run_out = k->text->n;
      scripts = 0;
      continue;
    }
    unsigned n = length;
    if (e & KITH_FOLD_SAME) { /* only letters beyond ASCII are marked so: two bytes at least */
      at.out[0] = (char)bytes[i];
      at.out[1] = (char)bytes[i + 1];
      if (length > 2) at.out[2] = (char)bytes[i + 2];
    } else {
      at.out[0] = (char)(e & 0xff);
      at.out[1] = (char)(e >> 8 & 0xff);
      at.out[2] = (char)(e >> 16 & 0xff);
      n = e >> 24 & 3;
    }
    at.out += n;
    if (with_origins)
      for (unsigned j = 0; j < n; j++) *at.origin++ = (uint32_t)i;
    i += length;
    if (folding) scripts |= e & both;
    if (e & KITH_FOLD_BREAK) {
      run = i;
      run_out = (size_t)(at.out - k->text->at);
      scripts = 0;
    }
  }
  k->text->n = (size_t)(at.out - k->text->at);
  if (with_origins) k->origins->n = k->text->n;
}

static void map_back(kith_str source, kith_folded *out, bool folding) {
  kith_fold_sink k = {.text = &out->text,
            .index = folding ? kith_fold_index : kith_normal_index,
            .entries = folding ? kith_fold_entries : kith_normal_entries,
            .folding = folding};
  kith_fold_origins origins = {out->origins.at, 0, out->origins.room};
  k.origins = &origins;
  out->text.n = 0;
  kith_vec_reserve(&origins, source.n + 1);
  if (folding)
    walk(&k, source, true, true);
  else
    walk(&k, source, false, true);
  kith_vec_push(&origins, (uint32_t)source.n);
  out->origins.at = origins.at;
  out->origins.n = origins.n;
  out->origins.room = origins.room;
  kith_vec_clear(&k.raw);
  kith_vec_clear(&k.whole);
}

void kith_normalise(kith_str source, kith_folded *out) { map_back(source, out, false); }

void kith_fold(kith_str source, kith_folded *out) { map_back(source, out, true); }

/* A word whose letters all stand alone in the table: no borders to remember.
 * Returns the end of what it wrote, or NULL for any other word. */
static inline char *table_key(const kith_fold_sink *k, kith_str source, char *out) {
  const unsigned char *bytes = (const unsigned char *)source.p;
  uint32_t seen = 0;
  for (size_t i = 0; i < source.n;) {
    unsigned length;
    uint32_t e = entry_at(k, bytes + i, source.n - i, &length);
    seen |= e;
    if (e & KITH_FOLD_SAME) {
      out[0] = (char)bytes[i];
      out[1] = (char)bytes[i + 1];
      if (length > 2) out[2] = (char)bytes[i + 2];
      out += length;
    } else {
      out[0] = (char)(e & 0xff);
      out[1] = (char)(e >> 8 & 0xff);
      out[2] = (char)(e >> 16 & 0xff);
      out += e >> 24 & 3;
    }
    i += length;
  }
  bool mixed = (seen & KITH_FOLD_LATIN) && (seen & KITH_FOLD_CYRILLIC);
  return mixed || (seen & KITH_FOLD_SLOW) ? NULL : out;
}

void kith_fold_key(kith_str source, kith_buf *key) {
  kith_vec_reserve(key, key->n + source.n + 8);
  if (ascii_key(source, key->at + key->n)) {
    key->n += source.n;
    return;
  }
  kith_fold_sink k = {.text = key, .index = kith_fold_index, .entries = kith_fold_entries, .folding = true};
  char *end = table_key(&k, source, key->at + key->n);
  if (end) {
    key->n = (size_t)(end - key->at);
    return;
  }
  walk(&k, source, true, false);
  kith_vec_clear(&k.raw);
  kith_vec_clear(&k.whole);
}

void kith_folded_clear(kith_folded *folded) {
  kith_vec_clear(&folded->text);
  kith_vec_clear(&folded->origins);
}
