#include "mention/tag_doc.h"

#include "text/classes.h"

/* Pieces of a sentence. */
typedef struct span {
  uint32_t first, end;
} span;

static bool is_upper(const kith_tag_word *w) { return w->flags & (KITH_TAG_CAPITAL | KITH_TAG_CAPITALS | KITH_TAG_INNER); }

/* ---- places ---- */

static uint8_t mark_of(const kith_text *text, const kith_tag_piece *piece) {
  return kith_glyph_read(text->source.p + piece->start, text->source.p + piece->end).class;
}

/* U+201C opens an English quotation and closes a German or Czech one. */
static bool opens_or_closes(const kith_text *text, const kith_tag_piece *piece) {
  return kith_str_equal(kith_str_cut(text->source, piece->start, piece->end), KITH_STR("\u201c"));
}

static bool next_quoted(const kith_text *text, const kith_tag_piece *piece, uint8_t mark, bool quoted) {
  if (mark == KITH_MARK_DOUBLE_QUOTE || opens_or_closes(text, piece)) return !quoted;
  if (mark == KITH_MARK_QUOTE_OPEN) return true;
  return mark == KITH_MARK_QUOTE_CLOSE ? false : quoted;
}

/* How the whole sentence is written. */
static uint8_t style_of(const kith_tag_doc *d, span s) {
  unsigned cased = 0, capital = 0, shouted = 0;
  for (uint32_t i = s.first; i < s.end; i++) {
    const kith_tag_word *w = kith_tag_doc_word(d, i);
    if (!is_upper(w) && !(w->flags & KITH_TAG_LOWER)) continue;
    cased++;
    if (w->flags & KITH_TAG_CAPITAL) capital++;
    if (w->flags & KITH_TAG_CAPITALS) shouted++;
  }
  if (cased > 3 && shouted * 2 > cased) return KITH_PLACE_SHOUTED;
  return cased > 4 && capital * 3 > cased * 2 ? KITH_PLACE_TITLED : 0;
}

static void mark_places(kith_tag_doc *d, span s) {
  const kith_text *text = d->text;
  bool first = true, quoted = false, opening = false;
  uint8_t style = style_of(d, s);
  for (uint32_t i = s.first; i < s.end; i++) {
    const kith_tag_word *w = kith_tag_doc_word(d, i);
    uint8_t place = style;
    if (w->flags & KITH_TAG_PUNCT) {
      uint8_t mark = mark_of(text, &d->pieces.at[i]);
      bool before = quoted;
      quoted = next_quoted(text, &d->pieces.at[i], mark, quoted);
      opening = (quoted && !before) || mark == KITH_MARK_OPEN;
      if (mark == KITH_MARK_COLON) first = true;
    } else {
      place |= (uint8_t)((first ? KITH_PLACE_FIRST : 0) | (quoted ? KITH_PLACE_QUOTED : 0) | (opening ? KITH_PLACE_OPENING : 0));
      first = opening = false;
    }
    d->pieces.at[i].place |= place;
  }
}

static void mark_runs(kith_tag_doc *d, span s) {
  for (uint32_t i = s.first; i < s.end;) {
    uint32_t last = i;
    if (is_upper(kith_tag_doc_word(d, i)))
      while (last + 1 < s.end && is_upper(kith_tag_doc_word(d, last + 1))) last++;
    for (uint32_t k = i; k <= last; k++) {
      d->pieces.at[k].before = (uint8_t)(k - i < 7 ? k - i : 7);
      d->pieces.at[k].after = (uint8_t)(last - k < 7 ? last - k : 7);
    }
    i = last + 1;
  }
}

/* ---- lists ---- */

static void mark_listed(kith_tag_doc *d, const kith_tag_listed *listed, size_t count) {
  uint32_t i = 0, n = (uint32_t)d->pieces.n;
  for (size_t k = 0; k < count; k++) {
    const kith_tag_listed *name = &listed[k];
    unsigned flags = (unsigned)(name->flags & 15) << KITH_TAG_LISTED_FLAGS;
    while (i < n && d->pieces.at[i].end <= name->start) i++;
    uint32_t first = i;
    for (; i < n && d->pieces.at[i].start < name->end; i++) {
      unsigned types = (unsigned)(name->types & 31) << (i == first ? 0 : KITH_TAG_LISTED_INSIDE);
      bool more = d->pieces.at[first].end < name->end;
      d->pieces.at[i].lists = (uint16_t)(types | flags | (more ? KITH_TAG_LISTED_LONG : 0u));
    }
  }
}

/* ---- statistics ---- */

static kith_tag_seen *seen_at(kith_tag_doc *d, kith_tag_seen *list, uint32_t id) {
  kith_tag_seen *s = &list[id];
  if (s->epoch != d->epoch) *s = (kith_tag_seen){.epoch = d->epoch};
  return s;
}

static void count_one(uint8_t *count) {
  if (*count < 255) ++*count;
}

static void count(kith_tag_doc *d, uint32_t piece, kith_tag_seen *seen) {
  const kith_tag_piece *t = &d->pieces.at[piece];
  const kith_tag_word *w = kith_tag_doc_word(d, piece);
  if (t->place & (KITH_PLACE_SHOUTED | KITH_PLACE_TITLED)) return;
  if (w->flags & KITH_TAG_LOWER) count_one(&seen->lower);
  if (!is_upper(w)) return;
  count_one(t->place & KITH_PLACE_FIRST ? &seen->first : &seen->middle);
  if (w->flags & KITH_TAG_CAPITALS) count_one(&seen->capitals);
}

static void grow_statistics(kith_tag_doc *d) {
  size_t ids = kith_tag_words_ids(d->words), old = d->by_fold.n;
  if (ids > old) {
    kith_vec_reserve(&d->by_fold, ids);
    kith_vec_reserve(&d->by_stem, ids);
    memset(d->by_fold.at + old, 0, (ids - old) * sizeof *d->by_fold.at);
    memset(d->by_stem.at + old, 0, (ids - old) * sizeof *d->by_stem.at);
    d->by_fold.n = d->by_stem.n = ids;
  }
}

unsigned kith_tag_doc_company(const kith_tag_doc *d, uint32_t i, uint32_t first, uint32_t end) {
  const uint32_t given = KITH_IS_GIVEN | (uint32_t)KITH_TAG_KNOWN_GIVEN << KITH_TAG_KNOWN_SHIFT, head = KITH_IS_ORG_HEAD | KITH_IS_LEGAL;
  unsigned company = 0;
  if (i > first) {
    const kith_tag_word *left = kith_tag_doc_word(d, i - 1);
    if (is_upper(left) && left->bits & given) company |= 1u << KITH_BEHIND_GIVEN;
    if (left->bits & KITH_IS_TITLE) company |= 1u << KITH_BEHIND_TITLE;
    if (left->bits & KITH_IS_LOCATIVE) company |= 1u << KITH_BEHIND_LOCATIVE;
    if (left->bits & head) company |= 1u << KITH_BESIDE_HEAD;
  }
  if (i + 1 < end && kith_tag_doc_word(d, i + 1)->bits & head) company |= 1u << KITH_BESIDE_HEAD;
  return company;
}

static void count_company(kith_tag_doc *d, span s) {
  for (uint32_t i = s.first; i < s.end; i++) {
    const kith_tag_word *w = kith_tag_doc_word(d, i);
    unsigned company = is_upper(w) ? kith_tag_doc_company(d, i, s.first, s.end) : 0;
    kith_tag_seen *seen = company ? seen_at(d, d->by_stem.at, w->stem_id) : NULL;
    unsigned lists = d->pieces.at[i].lists;
    if (lists) seen_at(d, d->by_stem.at, w->stem_id)->listed |= (uint8_t)((lists | lists >> KITH_TAG_LISTED_INSIDE) & 31);
    for (; company; company &= company - 1) count_one(&seen->company[__builtin_ctz(company)]);
  }
}

static void count_all(kith_tag_doc *d) {
  grow_statistics(d);
  for (uint32_t i = 0; i + 1 < d->sentences.n; i++) count_company(d, (span){d->sentences.at[i], d->sentences.at[i + 1]});
  for (uint32_t i = 0; i < d->pieces.n; i++) {
    const kith_tag_word *w = kith_tag_doc_word(d, i);
    if (!is_upper(w) && !(w->flags & KITH_TAG_LOWER)) continue;
    count(d, i, seen_at(d, d->by_fold.at, w->fold_id));
    count(d, i, seen_at(d, d->by_stem.at, w->stem_id));
  }
}

/* ---- stretches ---- */

static void cut_stretches(kith_tag_doc *d, span s, uint32_t sentence) {
  uint32_t reach = 0, open = KITH_NONE;
  for (uint32_t i = s.first; i <= s.end; i++) {
    if (i < s.end && kith_tag_doc_anchors(d, i)) reach = i + KITH_TAG_REACH + 1;
    bool inside = i < s.end && i < reach;
    if (inside && open == KITH_NONE) open = i;
    if (inside || open == KITH_NONE) continue;
    kith_tag_stretch stretch = {open, i - open, sentence, s.first, s.end};
    kith_vec_push(&d->stretches, stretch);
    open = KITH_NONE;
  }
}

/* ---- pieces ---- */

static void add_piece(kith_tag_doc *d, kith_lang lang, uint32_t token, uint32_t start, uint32_t end, uint8_t place) {
  kith_str text = kith_str_cut(d->text->source, start, end);
  kith_tag_piece piece = {.start = start, .end = end, .token = token, .word = kith_tag_words_add(d->words, lang, text), .place = place};
  kith_vec_push(&d->pieces, piece);
}

/* Whether anything but letters, digits and the dots of U.S. can be in it: all
 * hyphens and apostrophes are ASCII or begin with the byte E2. */
static bool may_hold_joiner(kith_str token) {
  for (size_t i = 0; i < token.n; i++) {
    unsigned char c = (unsigned char)token.p[i];
    bool plain = c >= 0x80 ? c != 0xe2 : (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
    if (!plain) return true;
  }
  return false;
}

static void cut_token(kith_tag_doc *d, kith_lang lang, uint32_t index) {
  const kith_token *token = &d->text->tokens.at[index];
  d->cut.n = 0;
  if (token->kind == KITH_TOKEN_WORD && may_hold_joiner(kith_str_cut(d->text->source, token->start, token->end)))
    kith_words_cut(d->text->source, token->start, token->end, &d->cut);
  if (d->cut.n < 2) {
    bool whole = !d->cut.n || d->cut.at[0].start == token->start;
    add_piece(d, lang, index, whole ? token->start : d->cut.at[0].start, d->cut.n ? d->cut.at[0].end : token->end,
              whole ? 0 : KITH_PLACE_GLUED | KITH_PLACE_MARKED); /* the `s` of a token that is `'s` */
    return;
  }
  for (size_t i = 0; i < d->cut.n; i++) {
    unsigned place = (i ? KITH_PLACE_GLUED : 0u) | (i + 1 < d->cut.n ? KITH_PLACE_GLUES : 0u);
    if (i && d->text->source.p[d->cut.at[i].start - 1] != '-') place |= KITH_PLACE_MARKED;
    add_piece(d, lang, index, d->cut.at[i].start, d->cut.at[i].end, (uint8_t)place);
  }
}

static void cut_pieces(kith_tag_doc *d) {
  const kith_text *text = d->text;
  d->pieces.n = d->sentences.n = 0;
  for (size_t s = 0; s < text->sentences.n; s++) {
    const kith_sentence *sentence = &text->sentences.at[s];
    kith_lang lang = text->paragraphs.at[sentence->paragraph].lang;
    kith_vec_push(&d->sentences, (uint32_t)d->pieces.n);
    for (uint32_t i = 0; i < sentence->token_count; i++) cut_token(d, lang, sentence->first_token + i);
  }
  kith_vec_push(&d->sentences, (uint32_t)d->pieces.n);
}

void kith_tag_doc_fill(kith_tag_doc *d, kith_tag_words *words, const kith_text *text, const kith_tag_listed *listed,
                       size_t listed_count) {
  kith_tag_words_trim(words);
  d->text = text;
  d->words = words;
  d->epoch++;
  d->stretches.n = 0;
  cut_pieces(d);
  d->list = d->pieces.n ? kith_tag_words_get(words, 0) : NULL;
  mark_listed(d, listed, listed_count);
  for (uint32_t i = 0; i < text->sentences.n; i++) {
    span sentence = {d->sentences.at[i], d->sentences.at[i + 1]};
    mark_places(d, sentence);
    mark_runs(d, sentence);
    cut_stretches(d, sentence, i);
  }
  count_all(d);
}

void kith_tag_doc_clear(kith_tag_doc *d) {
  kith_vec_clear(&d->pieces);
  kith_vec_clear(&d->sentences);
  kith_vec_clear(&d->cut);
  kith_vec_clear(&d->stretches);
  kith_vec_clear(&d->by_fold);
  kith_vec_clear(&d->by_stem);
}
