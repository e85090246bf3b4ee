#include "train/examples.h"

#include "base/tsv.h"

static uint8_t ask_known(const void *context, uint64_t stem) {
  const train_known *known = context;
  const uint64_t *bits = kith_map_find(&known->stems, stem);
  return bits ? (uint8_t)*bits : 0;
}

static kith_tag_words *open_words(const kith_knowledge *k, const train_known *known) {
  kith_tag_words *words;
  kith_tag_word_parts parts = {k->languages, k->lexicon, k->inflector, k->wordlist, known ? ask_known : NULL, known};
  kith_tag_words_open(&words, &parts);
  return words;
}

/* ---- what is known ---- */

static uint8_t bit_of(kith_str kind) {
  static const char *const kinds[] = {"given", "family", "person", "city", "town", "village", "part"};
  for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kith_str_is(kind, kinds[i])) return (uint8_t)(1u << i);
  return 0;
}

kith_status train_known_read(train_known *known, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_buf fold = {0};
  memset(known, 0, sizeof *known);
  if (!path) return KITH_OK;
  kith_status status = kith_tsv_open(&tsv, path, "kind lang name", error);
  while (status == KITH_OK && (status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    fold.n = 0;
    kith_tag_fold(cell[2], cell[1], &fold);
    if (bit_of(cell[0])) *kith_map_add(&known->stems, kith_tag_stem_hash(kith_buf_str(&fold))) |= bit_of(cell[0]);
    else status = kith_tsv_error(&tsv, error, "a kind of list is expected");
  }
  kith_tsv_close(&tsv);
  kith_vec_clear(&fold);
  return status == KITH_END ? KITH_OK : status;
}


/* Of a stem in lower case: how often it is seen, << 32 how often it begins a name. */
static void count_beginnings(const train_doc *doc, const kith_tag_doc *view, kith_map *counts) {
  size_t gold = 0;
  for (uint32_t i = 0; i < view->pieces.n; i++) {
    const kith_tag_word *w = kith_tag_doc_word(view, i);
    uint32_t start = view->pieces.at[i].start;
    if (!(w->flags & KITH_TAG_LOWER)) continue;
    while (gold < doc->gold.n && doc->gold.at[gold].start < start) gold++;
    bool begins = gold < doc->gold.n && doc->gold.at[gold].start == start;
    *kith_map_add(counts, w->stem) += begins ? (uint64_t)1 << 32 | 1 : 1;
  }
}

void train_known_find(train_known *known, const train_corpus *corpus, const kith_knowledge *k) {
  enum { LEAST = 4, SHARE = 5 }; /* times, and one in SHARE */
  kith_tag_words *words = open_words(k, NULL);
  kith_tag_doc view = {0};
  kith_map counts = {0};
  for (size_t i = 0; i < corpus->docs.n; i++) {
    const train_doc *doc = &corpus->docs.at[i];
    if (doc->held || doc->marks.n) continue;
    kith_tag_doc_fill(&view, words, &doc->text, doc->listed.at, doc->listed.n);
    count_beginnings(doc, &view, &counts);
  }
  for (size_t i = 0; i < counts.entries.n; i++) {
    uint64_t begins = counts.entries.at[i].value >> 32, all = counts.entries.at[i].value & UINT32_MAX;
    if (begins < LEAST || begins * SHARE < all) continue;
    *kith_map_add(&known->stems, counts.entries.at[i].key) |= KITH_TAG_KNOWN_TRIGGER;
    known->triggers++;
  }
  kith_map_clear(&counts);
  kith_tag_doc_clear(&view);
  kith_tag_words_close(words);
}

void train_known_clear(train_known *known) { kith_map_clear(&known->stems); }

/* ---- labels ---- */

static uint32_t unlabelled(const train_doc *doc) {
  uint32_t allowed = 1;
  for (unsigned type = 0; type < KITH_TYPE_COUNT; type++)
    if (!(doc->set->types >> type & 1)) allowed |= 15u << kith_tag_label(type, KITH_TAG_BEGIN);
  return allowed;
}

/* What each piece of the document may be labelled. A name that begins or ends
 * inside a piece says nothing certain about the pieces it touches. */
static void allow(const train_doc *doc, const kith_tag_doc *view, uint32_t *allowed, size_t *misaligned) {
  const kith_tag_piece *pieces = view->pieces.at;
  size_t n = view->pieces.n, i = 0;
  for (size_t k = 0; k < n; k++) allowed[k] = unlabelled(doc);
  for (size_t g = 0; g < doc->gold.n; g++) {
    const train_gold *gold = &doc->gold.at[g];
    while (i < n && pieces[i].end <= gold->start) i++;
    size_t first = i;
    while (i < n && pieces[i].start < gold->end) i++;
    if (i == first) continue;
    bool exact = pieces[first].start == gold->start && pieces[i - 1].end == gold->end;
    if (!exact) ++*misaligned;
    for (size_t k = first; k < i; k++) {
      kith_tag_part part = i - first == 1 ? KITH_TAG_UNIT : k == first ? KITH_TAG_BEGIN : k == i - 1 ? KITH_TAG_LAST : KITH_TAG_INSIDE;
      allowed[k] = exact ? 1u << kith_tag_label(gold->type, part) : UINT32_MAX;
    }
  }
}

/* The same for a document of a treebank. Titles, months and the like are proper
 * nouns to a treebank and no names to the sets. */
static void allow_marked(const train_doc *doc, const kith_tag_doc *view, uint32_t *allowed) {
  size_t m = 0;
  for (size_t i = 0; i < view->pieces.n; i++) {
    const kith_tag_piece *piece = &view->pieces.at[i];
    uint32_t bits = kith_tag_doc_word(view, (uint32_t)i)->bits;
    while (m < doc->marks.n && doc->marks.at[m].end <= piece->start) m++;
    uint8_t kind = m < doc->marks.n && doc->marks.at[m].start < piece->end ? doc->marks.at[m].kind : TRAIN_OPEN;
    if (kind == TRAIN_PROPER && bits & (KITH_IS_TITLE | KITH_IS_COMMON)) kind = TRAIN_OPEN;
    allowed[i] = kind == TRAIN_PLAIN ? 1 : kind == TRAIN_PROPER ? UINT32_MAX & ~1u : UINT32_MAX;
  }
}

/* A label must be reachable inside its stretch: a name that sticks out of it is let go. */
static void repair(uint32_t *allowed, size_t n) {
  uint32_t open = 0, goes_on = 0;
  for (uint8_t l = 0; l < KITH_TAG_LABELS; l++) {
    if (kith_tag_label_open(l)) open |= 1u << l;
    if (kith_tag_label_goes_on(l)) goes_on |= 1u << l;
  }
  for (size_t i = 0; i < n && !(allowed[i] & ~goes_on); i++) allowed[i] = UINT32_MAX;
  for (size_t i = n; i-- > 0 && !(allowed[i] & ~open);) allowed[i] = UINT32_MAX;
}

/* ---- examples ---- */

static uint64_t name_hash(const train_doc *doc, const kith_tag_listed *l) {
  kith_str name = kith_str_cut(doc->text.source, l->start, l->end);
  if (name.n > 6) name.n = 6;
  return kith_tag_mix(kith_str_hash(name), kith_str_hash(kith_str_of(doc->id)));
}

static void fill(kith_tag_doc *view, kith_tag_words *words, const train_doc *doc, const train_examples_options *options) {
  KITH_VEC(kith_tag_listed) kept = {0};
  for (size_t i = 0; i < doc->listed.n; i++)
    if (name_hash(doc, &doc->listed.at[i]) % 100 >= options->drop) kith_vec_push(&kept, doc->listed.at[i]);
  kith_tag_doc_fill(view, words, &doc->text, kept.at, kept.n);
  kith_vec_clear(&kept);
}

static void add_token(train_data *data, const kith_tag_doc *view, const kith_tag_stretch *s, uint32_t token, uint32_t allowed) {
  kith_features f;
  kith_features_all(view, s, token, &f);
  train_token t = {data->hashes.n, allowed, f.n};
  kith_vec_append(&data->hashes, f.at, f.n);
  kith_vec_push(&data->tokens, t);
}

static void add_stretch(train_data *data, const kith_tag_doc *view, const kith_tag_stretch *s, const uint32_t *allowed) {
  train_stretch stretch = {.first = (uint32_t)data->tokens.n, .count = s->count,
                           .opens = s->first == s->sentence_first, .closes = s->first + s->count == s->sentence_end};
  for (uint32_t i = 0; i < s->count; i++) add_token(data, view, s, s->first + i, allowed[s->first + i]);
  kith_vec_push(&data->stretches, stretch);
}

void train_examples(train_data *data, const train_corpus *corpus, const kith_knowledge *k, const train_known *known,
                    const train_examples_options *options) {
  kith_tag_words *words = open_words(k, known);
  kith_tag_doc view = {0};
  KITH_VEC(uint32_t) allowed = {0};
  memset(data, 0, sizeof *data);
  for (uint32_t i = 0; i < corpus->docs.n; i++) {
    const train_doc *doc = &corpus->docs.at[i];
    if (doc->held) continue;
    fill(&view, words, doc, options);
    kith_vec_reserve(&allowed, view.pieces.n + 1);
    if (doc->marks.n) allow_marked(doc, &view, allowed.at);
    else allow(doc, &view, allowed.at, &data->misaligned);
    data->names_in += doc->gold.n;
    for (size_t s = 0; s < view.stretches.n; s++) {
      const kith_tag_stretch *stretch = &view.stretches.at[s];
      repair(allowed.at + stretch->first, stretch->count);
      add_stretch(data, &view, stretch, allowed.at);
    }
  }
  kith_vec_clear(&allowed);
  kith_tag_doc_clear(&view);
  kith_tag_words_close(words);
}
