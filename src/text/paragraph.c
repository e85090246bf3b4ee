#include "text/paragraph.h"

enum {
  NARROWEST = 40, /* code points: no line of wrapped prose is shorter at its full width */
  WIDEST = 130,   /* and none longer */
  WIDEST_BYTES = 320
};

typedef struct line {
  uint32_t start, end; /* without white space around it */
  uint32_t next;       /* where the next line begins */
  uint32_t width;      /* code points */
  uint32_t first_word; /* code points of the first word */
  uint8_t first;       /* class of the first character */
} line;

static kith_glyph glyph_at(kith_str s, uint32_t at) {
  return at < s.n ? kith_glyph_read(s.p + at, s.p + s.n) : (kith_glyph){KITH_MARK_END, 0};
}

/* Bytes that break lines besides \n, alone or as the start of U+0085, U+2028 and U+2029. */
static const char other_breaks[] = {'\r', 0x0b, 0x0c, (char)0xc2, (char)0xe2};

/* The first of `byte` in [at, end) that breaks a line, or end. */
static uint32_t find_other(kith_str s, uint32_t at, uint32_t end, char byte) {
  const char *hit;
  while (at < end && (hit = memchr(s.p + at, byte, end - at))) {
    at = (uint32_t)(hit - s.p);
    if (glyph_at(s, at).class == KITH_MARK_LINE) return at;
    at++;
  }
  return end;
}

/* Which of the other breaks the text holds at all: a bit each. Most hold none. */
static unsigned look_for_others(kith_str s) {
  unsigned found = 0;
  for (unsigned i = 0; i < sizeof other_breaks; i++)
    found |= (unsigned)(find_other(s, 0, (uint32_t)s.n, other_breaks[i]) < s.n) << i;
  return found;
}

static uint32_t find_break(kith_str s, uint32_t at, unsigned others) {
  const char *hit = memchr(s.p + at, '\n', s.n - at);
  uint32_t end = hit ? (uint32_t)(hit - s.p) : (uint32_t)s.n;
  for (unsigned i = 0; others && i < sizeof other_breaks; i++)
    if (others >> i & 1) end = find_other(s, at, end, other_breaks[i]);
  return end;
}

static bool is_blank(uint8_t class) { return class == KITH_MARK_SPACE || class == KITH_MARK_LINE; }

static line read_line(kith_str s, uint32_t at, unsigned others) {
  line l = {at, find_break(s, at, others), 0, 0, 0, KITH_MARK_END};
  kith_glyph glyph = glyph_at(s, l.end);
  l.next = l.end + glyph.length;
  if (l.end < s.n && s.p[l.end] == '\r' && glyph_at(s, l.next).class == KITH_MARK_LINE && s.p[l.next] == '\n') l.next++;
  for (glyph = glyph_at(s, l.start); l.start < l.end && is_blank(glyph.class); glyph = glyph_at(s, l.start))
    l.start += glyph.length;
  while (l.end > l.start) {
    uint32_t before = l.end - 1;
    while (before > l.start && ((unsigned char)s.p[before] & 0xc0) == 0x80) before--;
    kith_glyph last = glyph_at(s, before);
    if (!is_blank(last.class) || before + last.length != l.end) break;
    l.end = before;
  }
  if (l.start < l.end) l.first = glyph_at(s, l.start).class;
  return l;
}

/* Widths cost a pass over the line: only blocks of lines short enough to be wrapped ones are measured. */
static void measure(kith_str s, line *l) {
  l->width = (uint32_t)kith_utf8_count(kith_str_cut(s, l->start, l->end));
  l->first_word = 0;
  for (uint32_t at = l->start; at < l->end && l->first_word < WIDEST; l->first_word++) {
    kith_glyph glyph = glyph_at(s, at);
    if (glyph.class == KITH_MARK_SPACE) break;
    at += glyph.length;
  }
}

typedef KITH_VEC(line) lines;

static bool is_full(const line *l, const line *next, uint32_t widest) {
  return l->width + 1 + next->first_word > widest;
}

static bool starts_lower(const line *l) { return (l->first & KITH_IN_WORD) && (l->first & KITH_LOWER); }

static uint32_t widest_of(const lines *block) {
  uint32_t widest = 0;
  for (size_t i = 0; i < block->n; i++)
    if (block->at[i].width > widest) widest = block->at[i].width;
  return widest;
}

/* Most breaks of a block come where its width forces them and some in mid sentence. A short line on top is
 * its headline. */
static bool is_wrapped(const lines *block, uint32_t widest) {
  size_t first = block->n > 2 && !is_full(&block->at[0], &block->at[1], widest);
  size_t full = 0, lower = 0, breaks = block->n - 1 - first;
  for (size_t i = first; i < first + breaks; i++) {
    full += is_full(&block->at[i], &block->at[i + 1], widest);
    lower += starts_lower(&block->at[i + 1]);
  }
  return full * 10 >= breaks * 8 && lower * 3 >= breaks;
}

/* Lines without a blank one between them. */
static void cut_block(kith_str s, lines *block, kith_spans *out) {
  if (!block->n) return;
  bool possible = block->n > 1;
  for (size_t i = 0; i < block->n && possible; i++) possible = block->at[i].end - block->at[i].start <= WIDEST_BYTES;
  if (possible)
    for (size_t i = 0; i < block->n; i++) measure(s, &block->at[i]);
  uint32_t widest = possible ? widest_of(block) : 0;
  possible = possible && widest >= NARROWEST && widest <= WIDEST;
  bool wrapped = possible && is_wrapped(block, widest);
  kith_span span = {block->at[0].start, block->at[0].end};
  for (size_t i = 1; i < block->n; i++) {
    const line *before = &block->at[i - 1], *l = &block->at[i];
    if (possible && is_full(before, l, widest) && (wrapped || starts_lower(l))) {
      span.end = l->end;
      continue;
    }
    kith_vec_push(out, span);
    span = (kith_span){l->start, l->end};
  }
  kith_vec_push(out, span);
  block->n = 0;
}

void kith_paragraphs_cut(kith_str source, kith_spans *out) {
  lines block = {0};
  unsigned others = look_for_others(source);
  out->n = 0;
  for (uint32_t at = 0; at < source.n;) {
    line l = read_line(source, at, others);
    if (l.start < l.end) kith_vec_push(&block, l);
    else cut_block(source, &block, out);
    at = l.next > at ? l.next : (uint32_t)source.n;
  }
  cut_block(source, &block, out);
  kith_vec_clear(&block);
}
