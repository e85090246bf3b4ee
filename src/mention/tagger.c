#include "mention/tagger.h"

#include "mention/features.h"

/* What the features of a word alone add up to: as itself, and as each neighbour. */
typedef struct word_sums {
  kith_tag_scores at[1 + KITH_NEIGHBOURS];
  bool known;
} word_sums;

struct kith_tagger {
  const kith_tag_header *header;
  const uint8_t *filter, *slots;
  kith_tag_words *words;
  kith_tag_doc doc;
  uint32_t age;        /* of the words that `sums` belongs to */
  kith_tag_chain chain;
  kith_tag_lattice lattice;
  KITH_VEC(word_sums) sums; /* of each word of `words`, filled when first asked for */
  word_sums edge;         /* of the end of a sentence */
  KITH_VEC(kith_tag_scores) scores; /* of the stretch at hand */
  KITH_VEC(uint8_t) labels;
};

static void sum_up(const kith_tagger *t, const kith_tag_word *word, word_sums *out);

static const uint8_t *slot_of(const kith_tagger *t, uint64_t hash) {
  return kith_tag_slot_find(t->slots, t->header->slot_count, t->header->probe_limit, hash);
}

static uint8_t known(const void *context, uint64_t stem) { return kith_tag_model_known(context, stem); }

void kith_tagger_open(kith_tagger **out, const kith_tagger_parts *parts) {
  kith_tagger *t = kith_alloc_zero(1, sizeof *t);
  t->header = kith_tag_model_header(parts->model);
  t->filter = kith_tag_model_filter(parts->model);
  t->slots = kith_tag_model_slots(parts->model);
  kith_tag_word_parts words = {parts->languages, parts->lexicon, parts->inflector, parts->wordlist, known, parts->model};
  kith_tag_words_open(&t->words, &words);
  kith_tag_chain_open(&t->chain, t->header);
  sum_up(t, NULL, &t->edge);
  *out = t;
}

void kith_tagger_close(kith_tagger *t) {
  if (!t) return;
  kith_tag_words_close(t->words);
  kith_tag_doc_clear(&t->doc);
  kith_tag_chain_clear(&t->chain);
  kith_tag_lattice_clear(&t->lattice);
  kith_vec_clear(&t->sums);
  kith_vec_clear(&t->scores);
  kith_vec_clear(&t->labels);
  kith_free(t);
}

void kith_tags_clear(kith_tags *tags) { kith_vec_clear(tags); }

/* ---- scores ---- */

/* Drops the features that the model does not have, and asks for the slots of the
 * rest: they are far apart in memory, so all are asked for before one is read. */
static void fetch(const kith_tagger *t, kith_features *f) {
  unsigned kept = 0;
  for (unsigned i = 0; i < f->n; i++) {
    uint64_t hash = f->at[i];
    f->at[kept] = hash;
    kept += kith_tag_filter_has(t->filter, t->header->filter_bits, hash);
  }
  f->n = kept;
  for (unsigned i = 0; i < kept; i++) {
    const uint8_t *slot = t->slots + kith_tag_first_slot(f->at[i], t->header->slot_count) * KITH_TAG_LANES;
    __builtin_prefetch(slot);
    __builtin_prefetch(slot + KITH_TAG_LANES - 1); /* of three slots one lies across two lines of the cache */
  }
}

static void add_up(const kith_tagger *t, const kith_features *f, int16_t *scores) {
  enum { WIDE = 16 };
  int16_t sums[KITH_TAG_CHECK + KITH_TAG_LANES] = {0}; /* of a slot's bytes, those of the check too; lengths that make vectors */
  for (unsigned i = 0; i < f->n; i++) {
    const uint8_t *slot = slot_of(t, f->at[i]);
    if (!slot) continue;
    const int8_t *weights = (const int8_t *)slot;
    for (unsigned k = 0; k < WIDE; k++) sums[k] = (int16_t)(sums[k] + weights[k]);
    for (unsigned k = WIDE; k < KITH_TAG_LANES; k++) sums[k] = (int16_t)(sums[k] + weights[k]);
  }
  for (unsigned k = 0; k < KITH_TAG_LANES; k++) scores[k] = (int16_t)(scores[k] + sums[k + KITH_TAG_CHECK]);
}

static void sum_up(const kith_tagger *t, const kith_tag_word *word, word_sums *out) {
  kith_features f;
  memset(out, 0, sizeof *out);
  out->known = true;
  if (word) {
    kith_features_word(word, &f);
    fetch(t, &f);
    add_up(t, &f, out->at[0]);
  }
  for (unsigned side = 0; side < KITH_NEIGHBOURS; side++) {
    kith_features_neighbour(word, side, &f);
    fetch(t, &f);
    add_up(t, &f, out->at[1 + side]);
  }
}

static const word_sums *sums_of(kith_tagger *t, uint32_t index, const kith_tag_word *word) {
  word_sums *s = &t->sums.at[index];
  if (!s->known) sum_up(t, word, s);
  return s;
}

static void add_words(kith_tagger *t, const kith_tag_stretch *stretch, uint32_t piece, int16_t *scores) {
  uint32_t index = t->doc.pieces.at[piece].word;
  const int16_t *rows[1 + KITH_NEIGHBOURS] = {sums_of(t, index, kith_tag_doc_word(&t->doc, piece))->at[0]};
  for (unsigned side = 0; side < KITH_NEIGHBOURS; side++) {
    const kith_tag_word *word = kith_features_at_side(&t->doc, stretch, piece, side, &index);
    rows[1 + side] = (word ? sums_of(t, index, word) : &t->edge)->at[1 + side];
  }
  kith_tag_scores sums;
  for (unsigned k = 0; k < KITH_TAG_LANES; k++) sums[k] = (int16_t)(rows[0][k] + rows[1][k] + rows[2][k] + rows[3][k] + rows[4][k]);
  memcpy(scores, sums, sizeof sums);
}

/* As many sums as there are words; none once the words were trimmed. */
static void follow_words(kith_tagger *t) {
  size_t n = kith_tag_words_count(t->words), old = t->sums.n;
  if (kith_tag_words_age(t->words) != t->age) old = 0;
  t->age = kith_tag_words_age(t->words);
  kith_vec_reserve(&t->sums, n);
  for (size_t i = old; i < n; i++) t->sums.at[i].known = false;
  t->sums.n = n;
}

/* Adds to the scores of a stretch; the next piece's features are on their way while one is added up. */
static void add_places(kith_tagger *t, const kith_tag_stretch *stretch, kith_tag_scores *scores) {
  kith_features features[2];
  kith_features_place(&t->doc, stretch, stretch->first, &features[0]);
  fetch(t, &features[0]);
  for (uint32_t i = 0; i < stretch->count; i++) {
    if (i + 1 < stretch->count) {
      kith_features_place(&t->doc, stretch, stretch->first + i + 1, &features[(i + 1) & 1]);
      fetch(t, &features[(i + 1) & 1]);
    }
    add_up(t, &features[i & 1], scores[i]);
  }
}

/* ---- spans ---- */

static void add_tag(kith_tagger *t, const kith_tag_stretch *s, size_t first, size_t last, kith_tags *tags) {
  const kith_tag_piece *pieces = t->doc.pieces.at + s->first;
  kith_tag tag = {.start = pieces[first].start, .end = pieces[last].end, .first_token = pieces[first].token,
                  .token_count = pieces[last].token - pieces[first].token + 1, .sentence = s->sentence,
                  .type = (uint8_t)kith_tag_label_type(t->labels.at[first]),
                  .confidence = kith_tag_probability(&t->chain, &t->lattice, t->labels.at, first, last)};
  kith_vec_push(tags, tag);
}

static void cut_tags(kith_tagger *t, const kith_tag_stretch *s, const kith_tag_problem *problem, kith_tags *tags) {
  bool summed = false;
  for (size_t i = 0; i < s->count; i++) {
    if (!t->labels.at[i]) continue;
    size_t first = i;
    while (kith_tag_label_open(t->labels.at[i])) i++;
    if (!summed) kith_tag_sum(&t->chain, &t->lattice, problem);
    summed = true;
    add_tag(t, s, first, i, tags);
  }
}

static void tag_stretch(kith_tagger *t, const kith_tag_stretch *s, kith_tags *tags) {
  kith_vec_reserve(&t->scores, s->count);
  kith_vec_reserve(&t->labels, s->count);
  for (uint32_t k = 0; k < s->count; k++) add_words(t, s, s->first + k, t->scores.at[k]);
  add_places(t, s, t->scores.at);
  kith_tag_problem problem = {(const kith_tag_scores *)t->scores.at, s->count, s->first == s->sentence_first,
                              s->first + s->count == s->sentence_end};
  kith_tag_best(&t->chain, &t->lattice, &problem, t->labels.at);
  cut_tags(t, s, &problem, tags);
}

void kith_tagger_run(kith_tagger *t, const kith_text *text, const kith_tag_listed *listed, size_t listed_count, kith_tags *tags) {
  tags->n = 0;
  kith_tag_doc_fill(&t->doc, t->words, text, listed, listed_count);
  follow_words(t);
  for (size_t i = 0; i < t->doc.stretches.n; i++) tag_stretch(t, &t->doc.stretches.at[i], tags);
}
