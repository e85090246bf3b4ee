#include "train/treebank.h"

#include "base/file.h"
#include "text/classes.h"

#include <stdlib.h>

const train_treebank train_treebanks[] = {
    {"Dutch-Alpino-dev", "nl", "CC BY-SA 4.0"},
    {"English-EWT-train", "en", "CC BY-SA 4.0"},
    {"French-GSD-dev", "fr", "CC BY-SA 4.0"},
    {"German-GSD-dev", "de", "CC BY-SA 4.0"},
    {"Swedish-Talbanken-dev", "sv", "CC BY-SA 4.0"},
};
const size_t train_treebank_count = sizeof train_treebanks / sizeof *train_treebanks;

enum { SENTENCES = 40, COLUMNS = 10 };

/* A word of a multiword token. */
typedef struct part {
  kith_str form, tag;
} part;

typedef struct reader {
  train_portion portion;
  size_t sentence_first; /* mark */
  unsigned sentences;
  unsigned parts_to_come; /* words of the multiword token at hand */
  kith_str surface;       /* of it */
  bool space;             /* behind it */
  KITH_VEC(part) parts;
} reader;

static bool is_capital(kith_str word) {
  return word.n && kith_glyph_read(word.p, word.p + word.n).class & KITH_UPPER &&
         kith_glyph_read(word.p, word.p + word.n).class & KITH_IN_WORD;
}

static train_kind kind_of(kith_str form, kith_str tag) {
  bool capital = is_capital(form);
  if (kith_str_is(tag, "PROPN")) return capital ? TRAIN_PROPER : TRAIN_OPEN;
  /* `Democratic` begins names, `Syrian` is none; `X` is a foreign word, `_` the surface of a multiword. */
  if (capital && kith_str_is(tag, "ADJ")) return TRAIN_IF_BEFORE;
  return kith_str_is(tag, "X") || kith_str_is(tag, "_") || kith_str_is(tag, "SYM") ? TRAIN_OPEN : TRAIN_PLAIN;
}

static bool joins_names(kith_str tag) {
  return kith_str_is(tag, "ADP") || kith_str_is(tag, "DET") || kith_str_is(tag, "CCONJ") || kith_str_is(tag, "PUNCT") ||
         kith_str_is(tag, "NUM") || kith_str_is(tag, "PART");
}

/* Though its tag is one that joins: marks, and the ending of `Anna's`. */
static bool ends_names(kith_str form) {
  static const char *const forms[] = {".", ",", "'s", "\u2019s", "'", "\u2019"};
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
    if (kith_str_is(form, forms[i])) return true;
  return false;
}

static void add_word(reader *r, kith_str form, kith_str tag, bool space) {
  train_mark mark = {(uint32_t)r->portion.text.n, 0, (uint8_t)kind_of(form, tag)};
  kith_buf_add(&r->portion.text, form);
  mark.end = (uint32_t)r->portion.text.n;
  /* Little words, and capitalised ones, behind a name may be part of it: `Bank of`, `Nord Stream 2`. */
  size_t n = r->portion.marks.n;
  bool behind = n > r->sentence_first && r->portion.marks.at[n - 1].kind != TRAIN_PLAIN;
  if (mark.kind == TRAIN_PLAIN && behind && (joins_names(tag) ? !ends_names(form) : is_capital(form))) mark.kind = TRAIN_OPEN;
  kith_vec_push(&r->portion.marks, mark);
  if (space) kith_buf_char(&r->portion.text, ' ');
}

/* What was left open at the end of a run, with no name behind it, is none. */
static void close_runs(reader *r) {
  bool name = false;
  for (size_t i = r->portion.marks.n; i-- > r->sentence_first;) {
    train_mark *m = &r->portion.marks.at[i];
    kith_str form = {r->portion.text.at + m->start, m->end - m->start};
    if (m->kind == TRAIN_IF_BEFORE) m->kind = name ? TRAIN_OPEN : TRAIN_PLAIN;
    if (m->kind == TRAIN_OPEN && !name && !is_capital(form) && !(form.p[0] >= '0' && form.p[0] <= '9')) m->kind = TRAIN_PLAIN;
    name = m->kind == TRAIN_PROPER || (m->kind == TRAIN_OPEN && name);
  }
}

/* `don't` is written as its words are, one behind the other; `du` stands for `de le`:
 * then the whole is what its first word is, unless a proper noun is in it. */
static void end_multiword(reader *r) {
  kith_str rest = r->surface;
  bool apart = true, proper = false;
  for (size_t i = 0; i < r->parts.n; i++) {
    kith_str form = r->parts.at[i].form;
    apart = apart && rest.n >= form.n && memcmp(rest.p, form.p, form.n) == 0;
    if (apart) rest = kith_str_cut(rest, form.n, rest.n);
    proper = proper || kith_str_is(r->parts.at[i].tag, "PROPN");
  }
  apart = apart && !rest.n;
  for (size_t i = 0; apart && i < r->parts.n; i++) add_word(r, r->parts.at[i].form, r->parts.at[i].tag, r->space && i + 1 == r->parts.n);
  if (!apart) add_word(r, r->surface, proper || !r->parts.n ? KITH_STR("_") : r->parts.at[0].tag, r->space);
  r->parts.n = 0;
}

static void end_sentence(reader *r) {
  if (r->portion.marks.n == r->sentence_first) return;
  close_runs(r);
  kith_buf_char(&r->portion.text, '\n');
  r->sentence_first = r->portion.marks.n;
  r->sentences++;
}

static void flush(reader *r, void (*take)(void *, train_portion *), void *context) {
  if (r->portion.marks.n) take(context, &r->portion);
  r->portion.text.n = r->portion.marks.n = 0;
  r->sentence_first = r->sentences = 0;
}

static void read_line(reader *r, kith_str line) {
  kith_str cells[COLUMNS] = {{0}}, rest = line;
  for (unsigned i = 0; i < COLUMNS && kith_str_split(&rest, '\t', &cells[i]); i++) {}
  const char *dash = cells[0].n ? memchr(cells[0].p, '-', cells[0].n) : NULL;
  bool space = !kith_str_is(cells[9], "SpaceAfter=No");
  if (dash) {
    r->parts_to_come = (unsigned)(strtoul(dash + 1, NULL, 10) - strtoul(cells[0].p, NULL, 10)) + 1;
    r->surface = cells[1];
    r->space = space;
  } else if (r->parts_to_come) {
    part p = {cells[1], cells[3]};
    kith_vec_push(&r->parts, p);
    if (!--r->parts_to_come) end_multiword(r);
  } else if (!memchr(cells[0].p, '.', cells[0].n)) /* 8.1 is a word nobody wrote */
    add_word(r, cells[1], cells[3], space);
}

kith_status train_treebank_read(const char *path, void (*take)(void *context, train_portion *portion), void *context,
                                kith_error *error) {
  kith_buf bytes = {0};
  reader r = {.sentences = 0};
  kith_status status = kith_file_read(path, &bytes, error);
  kith_str rest = kith_buf_str(&bytes), line;
  const char *end = rest.p + rest.n;
  for (const char *p = rest.p; status == KITH_OK && p < end; p = line.p + line.n + 1) {
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    line = (kith_str){p, (size_t)((stop ? stop : end) - p)};
    if (line.n && line.p[0] != '#') read_line(&r, line);
    if (line.n) continue;
    end_sentence(&r);
    if (r.sentences >= SENTENCES) flush(&r, take, context);
  }
  end_sentence(&r);
  flush(&r, take, context);
  kith_vec_clear(&r.portion.text);
  kith_vec_clear(&r.portion.marks);
  kith_vec_clear(&r.parts);
  kith_vec_clear(&bytes);
  return status;
}
