#include "mention/features.h"

/* Numbers of templates: part of the model. */
enum {
  BIAS, FOLD, STEM, PREFIX, SUFFIX = PREFIX + 3, ENDING_SHAPE = SUFFIX + 4, FOLD_AT, STEM_BEFORE = FOLD_AT + 5, STEM_BEHIND,
  STEMS_BEFORE, STEMS_BEHIND, SHAPES, LENGTH, QUOTES, RUN, RUN_BEFORE, RUN_BEHIND, RUN_SIDES, RUN_ENDS, GAP, GAP_STEM, GAP_NAME,
  WRITTEN, WRITTEN_STEM, LISTS, LISTS_BEHIND, LISTS_BEFORE, LISTS_ALL, WORD_BIT, FIRST_BIT, LIST_BIT, RUN_LISTS, LEFT_BIT, RIGHT_BIT,
  RUN_BIT, RUN_LISTED, LANG_FLAGS, LANG_LISTS, LANG_GLUED, LANG_GLUES,
  KNOWN, KNOWN_BEHIND, KNOWN_BEFORE, KNOWN_LISTS, GLUED_LENGTH, GLUED_RUN, COMPANY, COMPANIES, LISTED_ELSEWHERE,
  NOUN_FOLD, NOUN_SUFFIX, NOUN_BEFORE, NOUN_BEHIND
};

static const kith_tag_word outside = {.fold = 11, .stem = 12, .suffix = {13, 14, 15, 16}, .shape = 17, .flags = KITH_TAG_PUNCT};
static const kith_tag_piece nowhere;

/* The surroundings of the piece at hand. */
typedef struct view {
  const kith_tag_doc *doc;
  const kith_tag_stretch *stretch;
  uint32_t piece;
  kith_features *out;
} view;

static const kith_tag_word *word_at(const view *v, int64_t piece) {
  if (piece < v->stretch->sentence_first || piece >= v->stretch->sentence_end) return &outside;
  return kith_tag_doc_word(v->doc, (uint32_t)piece);
}

static const kith_tag_piece *piece_at(const view *v, int64_t piece) {
  if (piece < v->stretch->sentence_first || piece >= v->stretch->sentence_end) return &nowhere;
  return &v->doc->pieces.at[piece];
}

static inline void add(kith_features *out, uint64_t number, uint64_t a) { out->at[out->n++] = kith_tag_mix(a, number + 1000); }
static inline void add2(kith_features *out, uint64_t number, uint64_t a, uint64_t b) { add(out, number, a * 0x9fb21c651e98df25u + b); }
static inline void add3(kith_features *out, uint64_t number, uint64_t a, uint64_t b, uint64_t c) {
  add2(out, number, a * 0xff51afd7ed558ccdu + b, c);
}

static bool is_upper(const kith_tag_word *w) { return w->flags & (KITH_TAG_CAPITAL | KITH_TAG_CAPITALS | KITH_TAG_INNER); }

static unsigned at_most(unsigned value, unsigned limit) { return value < limit ? value : limit; }

static void add_bits(kith_features *out, unsigned number, uint32_t bits, unsigned flags) {
  for (; bits && out->n < KITH_FEATURES_PART - 24; bits &= bits - 1) add2(out, number, (unsigned)__builtin_ctz(bits), flags);
}

/* What the rows of lexicons/lang say of a word, and what the lists of names do. */
static uint32_t rows_of(const kith_tag_word *w) {
  return w->bits & ~(uint32_t)(KITH_IS_BOILERPLATE | KITH_IS_ENDING | 127u << KITH_TAG_KNOWN_SHIFT);
}
static uint32_t known_of(const kith_tag_word *w) { return w->bits >> KITH_TAG_KNOWN_SHIFT & 127u; }

void kith_features_word(const kith_tag_word *w, kith_features *out) {
  out->n = 0;
  add(out, BIAS, 0);
  add(out, FOLD, w->fold);
  add(out, STEM, w->stem);
  for (unsigned i = 0; i < 3 && w->length >= i + 2; i++) add(out, PREFIX + i, w->prefix[i]);
  for (unsigned i = 0; i < 4 && w->length >= i + 1; i++) add(out, SUFFIX + i, w->suffix[i]);
  add2(out, ENDING_SHAPE, w->suffix[2], w->shape);
  /* What a set of one language calls a name is no rule for the others. */
  add2(out, LANG_FLAGS, w->lang, w->flags);
  add2(out, LANG_LISTS, w->lang, rows_of(w));
  add(out, LISTS, rows_of(w));
  add2(out, KNOWN, known_of(w), w->flags);
  add_bits(out, WORD_BIT, w->bits, w->flags);
  if (!(w->flags & KITH_TAG_NOUN)) return;
  add(out, NOUN_FOLD, w->fold);
  add2(out, NOUN_SUFFIX, w->suffix[2], w->flags);
  add2(out, NOUN_SUFFIX, w->suffix[3], w->flags);
}

void kith_features_neighbour(const kith_tag_word *word, unsigned side, kith_features *out) {
  const kith_tag_word *w = word ? word : &outside;
  out->n = 0;
  add(out, FOLD_AT + side, w->fold);
  if (side == 1) add(out, STEM_BEFORE, w->stem);
  if (side == 2) add(out, STEM_BEHIND, w->stem);
}

const kith_tag_word *kith_features_at_side(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, unsigned side,
                                           uint32_t *index) {
  int64_t at = (int64_t)piece + (side < 2 ? (int64_t)side - 2 : (int64_t)side - 1);
  if (at < stretch->sentence_first || at >= stretch->sentence_end) return NULL;
  *index = doc->pieces.at[at].word;
  return &doc->list[*index];
}

static uint64_t lists_of(const kith_tag_word *w, const kith_tag_piece *t) { return (uint64_t)t->lists << 32 | rows_of(w); }

static void add_place(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  const kith_tag_word *left = word_at(v, (int64_t)v->piece - 1), *right = word_at(v, (int64_t)v->piece + 1);
  add3(v->out, LENGTH, w->flags, w->length, t->place);
  add2(v->out, QUOTES, w->flags, t->place);
  add2(v->out, STEMS_BEFORE, left->stem, w->stem);
  add2(v->out, STEMS_BEHIND, w->stem, right->stem);
  add3(v->out, SHAPES, left->shape, w->shape, right->shape);
  if (t->lists) add2(v->out, LANG_LISTS, w->lang, lists_of(w, t));
  if (w->flags & KITH_TAG_NOUN) {
    add2(v->out, NOUN_BEFORE, left->fold, w->flags);
    add2(v->out, NOUN_BEHIND, right->fold, w->flags);
  }
  if (t->place & KITH_PLACE_GLUED) {
    unsigned kind = (t->place & KITH_PLACE_MARKED ? 1u : 0u) | (w->bits & KITH_IS_ENDING ? 2u : 0u) | (w->flags & KITH_TAG_LOWER ? 4u : 0u);
    add3(v->out, LANG_GLUED, w->lang, w->fold, t->place & KITH_PLACE_MARKED);
    add3(v->out, GLUED_LENGTH, kind, w->length, left->length);
    add3(v->out, GLUED_RUN, kind, left->flags, piece_at(v, (int64_t)v->piece - 1)->before);
  }
  if (t->place & KITH_PLACE_GLUES) add3(v->out, LANG_GLUES, w->lang, right->fold, w->flags);
}

/* What lists say of the words around the run, and of all of its words together. */
static void add_run_bits(view *v, int64_t first, int64_t last, unsigned place) {
  uint32_t bits = 0, listed = 0;
  for (int64_t i = first; i <= last; i++) {
    bits |= word_at(v, i)->bits;
    listed |= piece_at(v, i)->lists;
  }
  add_bits(v->out, LEFT_BIT, word_at(v, first - 1)->bits, place);
  add_bits(v->out, RIGHT_BIT, word_at(v, last + 1)->bits, place);
  if (last > first) add_bits(v->out, RUN_BIT, bits, place);
  if (last > first) add2(v->out, RUN_LISTED, listed, place);
}

/* Where in a run of capitalised words it stands, and what stands around that. */
static void add_run(view *v, const kith_tag_piece *t) {
  int64_t first = (int64_t)v->piece - t->before, last = (int64_t)v->piece + t->after;
  unsigned before = at_most(t->before, 4), behind = at_most(t->after, 4), length = at_most(before + behind + 1u, 5);
  if (word_at(v, v->piece)->flags & KITH_TAG_NOUN) length += 8, before += 16;
  const kith_tag_word *left = word_at(v, first - 1), *right = word_at(v, last + 1);
  add3(v->out, RUN, before, behind, length);
  add2(v->out, RUN_BEFORE, left->fold, before);
  add2(v->out, RUN_BEHIND, right->fold, behind);
  add3(v->out, RUN_SIDES, left->suffix[2], right->suffix[2], length);
  add3(v->out, RUN_ENDS, word_at(v, first)->suffix[1], word_at(v, last)->suffix[1], length);
  add3(v->out, RUN_LISTS, lists_of(left, piece_at(v, first - 1)), lists_of(word_at(v, first), piece_at(v, first)),
       before * 8 + length);
  add_run_bits(v, first, last, before * 8 + length);
}

/* A lower-case word: how far behind a capitalised one, and which. */
static void add_gap(view *v, const kith_tag_word *w) {
  for (unsigned gap = 1; gap <= KITH_TAG_REACH; gap++) {
    const kith_tag_word *name = word_at(v, (int64_t)v->piece - gap);
    if (!is_upper(name)) continue;
    add2(v->out, GAP, gap, w->flags);
    add2(v->out, GAP_STEM, gap, w->stem);
    add3(v->out, GAP_NAME, gap, name->stem, w->stem);
    return;
  }
}

/* How the word is written elsewhere in the document, this time not counted. */
static unsigned writing(kith_tag_seen s, const kith_tag_word *w, const kith_tag_piece *t) {
  bool counted = !(t->place & (KITH_PLACE_SHOUTED | KITH_PLACE_TITLED));
  unsigned middle = s.middle - (counted && is_upper(w) && !(t->place & KITH_PLACE_FIRST) ? 1u : 0u);
  unsigned lower = s.lower - (counted && w->flags & KITH_TAG_LOWER ? 1u : 0u);
  return at_most(middle, 2) * 3 + at_most(lower, 2);
}

static void add_statistics(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  kith_tag_seen stem = kith_tag_doc_by_stem(v->doc, w->stem_id);
  unsigned by_fold = writing(kith_tag_doc_by_fold(v->doc, w->fold_id), w, t), by_stem = writing(stem, w, t);
  unsigned flags = w->flags | (t->place & KITH_PLACE_FIRST ? 256u : 0u);
  add3(v->out, WRITTEN, by_fold, by_stem, flags);
  add3(v->out, WRITTEN_STEM, by_stem, (stem.capitals > 0) + 2u * (stem.first > 0), flags);
}

/* What the same stem stands beside elsewhere in the document, and what it is a listed part of. */
static void add_company(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  kith_tag_seen seen = kith_tag_doc_by_stem(v->doc, w->stem_id);
  unsigned own = kith_tag_doc_company(v->doc, v->piece, v->stretch->sentence_first, v->stretch->sentence_end), all = 0;
  for (unsigned k = 0; k < KITH_COMPANIES; k++) {
    unsigned count = at_most(seen.company[k] - (own >> k & 1u), 2);
    all = all * 3 + count;
    if (count) add3(v->out, COMPANY, k, count, t->before);
  }
  if (seen.listed) add3(v->out, LISTED_ELSEWHERE, seen.listed, t->lists, w->flags);
  if (all) add3(v->out, COMPANIES, all, w->flags, at_most(t->before, 2) * 3 + at_most(t->after, 2));
}

static void add_lists(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  const kith_tag_word *left = word_at(v, (int64_t)v->piece - 1), *right = word_at(v, (int64_t)v->piece + 1);
  uint64_t own = lists_of(w, t), before = lists_of(left, piece_at(v, (int64_t)v->piece - 1)),
           behind = lists_of(right, piece_at(v, (int64_t)v->piece + 1));
  unsigned flags = w->flags | (t->place & KITH_PLACE_FIRST ? 256u : 0u);
  if (t->lists) add(v->out, LISTS, own);
  add2(v->out, LISTS_BEHIND, own, behind);
  add2(v->out, LISTS_BEFORE, before, own);
  add3(v->out, LISTS_ALL, before, own, behind);
  if (t->place & KITH_PLACE_FIRST) add_bits(v->out, FIRST_BIT, w->bits, w->flags);
  add_bits(v->out, LIST_BIT, t->lists, flags);
  uint64_t mine = known_of(w), prev = known_of(left), next = known_of(right);
  if (mine | next) add3(v->out, KNOWN_BEHIND, mine, next, w->flags);
  if (mine | prev) add3(v->out, KNOWN_BEFORE, prev, mine, w->flags);
  if (mine) add2(v->out, KNOWN_LISTS, mine, own);
}

void kith_features_place(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out) {
  view v = {doc, stretch, piece, out};
  const kith_tag_word *w = kith_tag_doc_word(doc, piece);
  const kith_tag_piece *t = &doc->pieces.at[piece];
  out->n = 0;
  add_place(&v, w, t);
  if (is_upper(w)) add_run(&v, t);
  else add_gap(&v, w);
  if (is_upper(w) || w->flags & KITH_TAG_LOWER) add_statistics(&v, w, t);
  if (is_upper(w)) add_company(&v, w, t);
  add_lists(&v, w, t);
}

static void append(kith_features *out, const kith_features *part) {
  memcpy(out->at + out->n, part->at, part->n * sizeof *part->at);
  out->n += part->n;
}

void kith_features_all(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out) {
  kith_features part;
  uint32_t index;
  kith_features_place(doc, stretch, piece, out);
  kith_features_word(kith_tag_doc_word(doc, piece), &part);
  append(out, &part);
  for (unsigned side = 0; side < KITH_NEIGHBOURS; side++) {
    kith_features_neighbour(kith_features_at_side(doc, stretch, piece, side, &index), side, &part);
    append(out, &part);
  }
}
