#include "mention/features.h"

/* Numbers of templates: part of the model. */
enum {
  BIAS, FOLD, STEM, PREFIX, SUFFIX = PREFIX + 3, ENDING_SHAPE = SUFFIX + 4, FOLD_AT, STEM_BEFORE = FOLD_AT + 5, STEM_BEHIND,
  STEMS_BEFORE, STEMS_BEHIND, SHAPES, LENGTH, QUOTES, RUN, RUN_BEFORE, RUN_BEHIND, RUN_SIDES, RUN_ENDS, GAP, GAP_STEM, GAP_NAME,
  WRITTEN, WRITTEN_STEM, LISTS, LISTS_BEHIND, LISTS_BEFORE, LISTS_ALL, WORD_BIT, LIST_BIT, RUN_LISTS, TRIGGER,
  VOTE, VOTE_LABEL, VOTE_BEHIND, VOTE_BEFORE, LABELS, LABEL_SHAPE
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

static inline void add(view *v, uint64_t number, uint64_t a) { v->out->at[v->out->n++] = kith_tag_mix(a, number + 1000); }
static inline void add2(view *v, uint64_t number, uint64_t a, uint64_t b) { add(v, number, a * 0x9fb21c651e98df25u + b); }
static inline void add3(view *v, uint64_t number, uint64_t a, uint64_t b, uint64_t c) {
  add2(v, number, a * 0xff51afd7ed558ccdu + b, c);
}

static bool is_upper(const kith_tag_word *w) { return w->flags & (KITH_TAG_CAPITAL | KITH_TAG_CAPITALS | KITH_TAG_INNER); }

static unsigned at_most(unsigned value, unsigned limit) { return value < limit ? value : limit; }

/* ---- first pass ---- */

static void add_own(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  add(v, BIAS, 0);
  add(v, FOLD, w->fold);
  add(v, STEM, w->stem);
  for (unsigned i = 0; i < 3 && w->length >= i + 2; i++) add(v, PREFIX + i, w->prefix[i]);
  for (unsigned i = 0; i < 4 && w->length >= i + 1; i++) add(v, SUFFIX + i, w->suffix[i]);
  add2(v, ENDING_SHAPE, w->suffix[2], w->shape);
  add3(v, LENGTH, w->flags, w->length, t->place);
  add2(v, QUOTES, w->flags, t->place);
}

static void add_neighbours(view *v, const kith_tag_word *w) {
  const kith_tag_word *left = word_at(v, (int64_t)v->piece - 1), *right = word_at(v, (int64_t)v->piece + 1);
  add(v, FOLD_AT, left->fold);
  add(v, FOLD_AT + 1, right->fold);
  add(v, FOLD_AT + 2, word_at(v, (int64_t)v->piece - 2)->fold);
  add(v, FOLD_AT + 3, word_at(v, (int64_t)v->piece + 2)->fold);
  add(v, STEM_BEFORE, left->stem);
  add(v, STEM_BEHIND, right->stem);
  add2(v, STEMS_BEFORE, left->stem, w->stem);
  add2(v, STEMS_BEHIND, w->stem, right->stem);
  add3(v, SHAPES, left->shape, w->shape, right->shape);
}

static uint64_t lists_of(const kith_tag_word *w, const kith_tag_piece *t) {
  return (uint64_t)t->lists << 32 | (w->bits & ~(uint32_t)KITH_IS_BOILERPLATE);
}

/* Where in a run of capitalised words it stands, and what stands around that. */
static void add_run(view *v, const kith_tag_piece *t) {
  int64_t first = (int64_t)v->piece - t->before, last = (int64_t)v->piece + t->after;
  unsigned before = at_most(t->before, 4), behind = at_most(t->after, 4), length = at_most(before + behind + 1u, 5);
  const kith_tag_word *left = word_at(v, first - 1), *right = word_at(v, last + 1);
  add3(v, RUN, before, behind, length);
  add2(v, RUN_BEFORE, left->fold, before);
  add2(v, RUN_BEHIND, right->fold, behind);
  add3(v, RUN_SIDES, left->suffix[2], right->suffix[2], length);
  add3(v, RUN_ENDS, word_at(v, first)->suffix[1], word_at(v, last)->suffix[1], length);
  add3(v, RUN_LISTS, lists_of(left, piece_at(v, first - 1)), lists_of(word_at(v, first), piece_at(v, first)),
       before * 8 + length);
}

/* A lower-case word: how far behind a capitalised one, and which. */
static void add_gap(view *v, const kith_tag_word *w) {
  for (unsigned gap = 1; gap <= KITH_TAG_REACH; gap++) {
    const kith_tag_word *name = word_at(v, (int64_t)v->piece - gap);
    if (!is_upper(name)) continue;
    add2(v, GAP, gap, w->flags);
    add2(v, GAP_STEM, gap, w->stem);
    add3(v, GAP_NAME, gap, name->stem, w->stem);
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
  add3(v, WRITTEN, by_fold, by_stem, flags);
  add3(v, WRITTEN_STEM, by_stem, (stem.capitals > 0) + 2u * (stem.first > 0), flags);
}

static void add_bits(view *v, unsigned number, uint32_t bits, unsigned flags) {
  for (; bits; bits &= bits - 1) {
    if (v->out->n >= KITH_FEATURES_MAX - 8) return;
    add2(v, number, (unsigned)__builtin_ctz(bits), flags);
  }
}

static void add_lists(view *v, const kith_tag_word *w, const kith_tag_piece *t) {
  const kith_tag_word *left = word_at(v, (int64_t)v->piece - 1), *right = word_at(v, (int64_t)v->piece + 1);
  uint64_t own = lists_of(w, t), before = lists_of(left, piece_at(v, (int64_t)v->piece - 1)),
           behind = lists_of(right, piece_at(v, (int64_t)v->piece + 1));
  unsigned flags = w->flags | (t->place & KITH_PLACE_FIRST ? 256u : 0u);
  add(v, LISTS, own);
  add2(v, LISTS_BEHIND, own, behind);
  add2(v, LISTS_BEFORE, before, own);
  add3(v, LISTS_ALL, before, own, behind);
  add_bits(v, WORD_BIT, w->bits, flags);
  add_bits(v, LIST_BIT, t->lists, flags);
}

void kith_features_first(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out) {
  view v = {doc, stretch, piece, out};
  const kith_tag_word *w = kith_tag_doc_word(doc, piece);
  const kith_tag_piece *t = &doc->pieces.at[piece];
  out->n = 0;
  add_own(&v, w, t);
  add_neighbours(&v, w);
  if (is_upper(w)) add_run(&v, t);
  else add_gap(&v, w);
  if (is_upper(w) || w->flags & KITH_TAG_LOWER) add_statistics(&v, w, t);
  add_lists(&v, w, t);
}

uint64_t kith_feature_trigger(uint64_t stem) { return kith_tag_mix(stem, TRIGGER + 1000); }

/* ---- second pass ---- */

static unsigned kind_of(uint8_t label) { return label ? 1u + (label - 1u) / 4u : 0; }

/* The label that most of the same stem got elsewhere, how clearly, how often. */
static unsigned vote(const view *v, int64_t piece) {
  const kith_tag_word *w = word_at(v, piece);
  if (w == &outside || !kith_tag_doc_anchors(v->doc, (uint32_t)piece)) return 0;
  kith_tag_seen s = kith_tag_doc_by_stem(v->doc, w->stem_id);
  unsigned own = kind_of(piece_at(v, piece)->label), best = 0, all = 0;
  if (s.votes[own]) s.votes[own]--;
  for (unsigned k = 0; k < 6; k++) {
    all += s.votes[k];
    if (s.votes[k] > s.votes[best]) best = k;
  }
  if (!all) return 1;
  unsigned clear = s.votes[best] * 10u >= all * 9u ? 2 : s.votes[best] * 10u >= all * 6u ? 1 : 0;
  return 2 + best * 12 + clear * 4 + (all >= 10 ? 3 : all >= 3 ? 2 : all >= 2 ? 1 : 0);
}

void kith_features_second(const kith_tag_doc *doc, const kith_tag_stretch *stretch, uint32_t piece, kith_features *out) {
  view v = {doc, stretch, piece, out};
  const kith_tag_word *w = kith_tag_doc_word(doc, piece);
  unsigned left = piece_at(&v, (int64_t)piece - 1)->label, own = doc->pieces.at[piece].label,
           right = piece_at(&v, (int64_t)piece + 1)->label;
  out->n = 0;
  add3(&v, LABELS, left, own, right);
  if (!kith_tag_doc_anchors(doc, piece)) return;
  unsigned mine = vote(&v, piece);
  add(&v, VOTE, mine);
  add2(&v, VOTE_LABEL, mine, own);
  add2(&v, VOTE_BEHIND, mine, vote(&v, (int64_t)piece + 1));
  add2(&v, VOTE_BEFORE, vote(&v, (int64_t)piece - 1), mine);
  add3(&v, LABEL_SHAPE, own, w->flags, doc->pieces.at[piece].place);
}
