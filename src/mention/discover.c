/* Names nobody listed: capitalised sequences, judged by the words in and around
 * them. What the words say is data (lexicons/lang/); here is only how it adds up. */
#include "mention/finder.h"

enum { NAME_LIMIT = 10 }; /* words; longer runs are headings */

typedef struct run {
  uint32_t first, last;
  uint32_t bits;    /* of all its words together */
  uint8_t gender;
  bool titled;      /* a title stood before it */
  bool headed;      /* began with the head of an organisation's, place's or event's name */
} run;

static const kith_word *word_at(const kith_finder *f, uint32_t i) { return &f->words.at[i]; }
static uint32_t bits_at(kith_finder *f, uint32_t i) { return kith_finder_info(f, i)->bits; }
static bool is_capital(const kith_finder *f, uint32_t i) { return word_at(f, i)->flags & KITH_WORD_CAPITAL; }

enum { HEADS = KITH_IS_ORG_HEAD | KITH_IS_LOC_HEAD | KITH_IS_EVT_HEAD | KITH_IS_PRO_HEAD };

/* The first span of finder->matched[from..] that ends at word i or later, or NULL. */
static kith_span *match_at(kith_finder *f, size_t from, uint32_t i) {
  for (size_t k = from; k < f->matched.n; k++)
    if (f->matched.at[k].last >= i) return &f->matched.at[k];
  return NULL;
}

static bool starts_match(kith_finder *f, size_t from, uint32_t i) {
  const kith_span *m = match_at(f, from, i);
  return m && m->first <= i;
}

/* The next capitalised word of the name behind `last`, over connectors ("of
 * the", "de", "van der"), or KITH_NONE. */
static uint32_t next_in_name(kith_finder *f, size_t from, uint32_t last, bool headed) {
  uint32_t wanted = KITH_IS_PARTICLE | (headed && !kith_finder_capital_nouns(f) ? KITH_IS_CONNECTOR : 0);
  for (uint32_t i = last, skipped = 0; kith_finder_joins(f, i) && skipped <= 3; i++, skipped++) {
    uint32_t next = i + 1;
    if (starts_match(f, from, next)) return KITH_NONE;
    if (is_capital(f, next)) return next;
    if (word_at(f, next)->flags & KITH_WORD_DIGIT || !(bits_at(f, next) & wanted)) return KITH_NONE;
  }
  return KITH_NONE;
}

static run gather(kith_finder *f, size_t from, uint32_t first) {
  run r = {.first = first, .last = first, .headed = bits_at(f, first) & HEADS};
  for (uint32_t next; (next = next_in_name(f, from, r.last, r.headed)) != KITH_NONE;) {
    r.last = next;
    if (r.last - r.first >= NAME_LIMIT) break;
  }
  return r;
}

/* `В.` of В. Петренюк. */
static bool is_initial(const kith_finder *f, uint32_t i) {
  const kith_word *w = word_at(f, i);
  bool dot = w->end < f->text->source.n && f->text->source.p[w->end] == '.';
  return is_capital(f, i) && ((w->letters == 1 && dot) || w->flags & KITH_WORD_DOTTED);
}

/* Titles and words that are no names come off the front, what is no name off the back. */
static bool strip(kith_finder *f, run *r) {
  for (; r->first <= r->last; r->first++) {
    uint32_t bits = bits_at(f, r->first);
    bool title = bits & KITH_IS_TITLE && !(bits & (HEADS | KITH_IS_GIVEN));
    bool common = bits & KITH_IS_COMMON && !(bits & (HEADS | KITH_IS_GIVEN));
    bool part = kith_finder_glued(f, r->first) && is_capital(f, r->first + 1); /* O'Leary */
    part = part || (is_initial(f, r->first) && r->first < r->last);
    if (part || (!title && !common && is_capital(f, r->first))) break;
    if (title) r->titled = true;
  }
  while (r->last > r->first && bits_at(f, r->last) & (KITH_IS_TITLE | KITH_IS_COMMON) && !(bits_at(f, r->last) & HEADS)) r->last--;
  return r->first <= r->last;
}

uint8_t kith_finder_gender(kith_finder *f, uint32_t i) {
  uint32_t bits = bits_at(f, i) & (KITH_IS_GIVEN_F | KITH_IS_GIVEN_M);
  return bits == KITH_IS_GIVEN_F ? 'f' : bits == KITH_IS_GIVEN_M ? 'm' : 0;
}

static void look_around(kith_finder *f, run *r) {
  r->bits = 0;
  for (uint32_t i = r->first; i <= r->last; i++) r->bits |= bits_at(f, i);
  r->gender = kith_finder_gender(f, r->first);
  for (uint32_t i = r->first, back = 0; i > f->first_word && back < 2; i--, back++) {
    if (!kith_finder_joins(f, i - 1) && !(word_at(f, i - 1)->letters <= 4)) break;
    uint32_t bits = bits_at(f, i - 1);
    if (bits & KITH_IS_TITLE) r->titled = true;
    if (!(bits & (KITH_IS_TITLE | KITH_IS_ARTICLE))) break;
  }
}

static bool after_locative(kith_finder *f, const run *r) {
  return r->first > f->first_word && bits_at(f, r->first - 1) & KITH_IS_LOCATIVE;
}

/* Whether a lone word is written with a capital inside sentences, and never without. */
static bool document_says_name(kith_finder *f, uint32_t i) {
  const uint64_t *count = kith_map_find(&f->capitals, kith_finder_glance(f, i)->key);
  return count && (*count & UINT32_MAX) > 0 && *count >> 32 == 0;
}

/* The type of a stripped run, or KITH_TYPE_COUNT where it is no name. */
static kith_type judge(kith_finder *f, const run *r, bool *sure) {
  uint32_t n = r->last - r->first + 1, first = bits_at(f, r->first);
  const kith_word *w = word_at(f, r->first);
  *sure = true;
  if (n > 1 && is_initial(f, r->first) && n <= 4 && !(r->bits & HEADS)) return KITH_PER;
  if (n > 1 && r->bits & KITH_IS_LEGAL) return KITH_ORG;
  if (n > 1 && first & KITH_IS_GIVEN && n <= 5) return KITH_PER;
  if (r->titled && n <= 4 && !(r->bits & HEADS)) return KITH_PER;
  *sure = !kith_finder_capital_nouns(f); /* a head and another noun are a noun phrase there */
  if (n > 1 && r->bits & KITH_IS_ORG_HEAD) return KITH_ORG;
  if (n > 1 && r->bits & KITH_IS_LOC_HEAD) return KITH_LOC;
  if (n > 1 && r->bits & KITH_IS_EVT_HEAD) return KITH_EVT;
  if (n > 1 && r->bits & KITH_IS_PRO_HEAD) return KITH_PRO;
  *sure = false;
  if (f->headline) return KITH_TYPE_COUNT;
  if (kith_finder_capital_nouns(f) && (n == 1 || r->bits & (KITH_IS_COMMON | KITH_IS_CONNECTOR))) return KITH_TYPE_COUNT; /* a capital alone says nothing */
  if (n == 1) {
    if (first & (KITH_IS_COMMON | KITH_IS_TITLE | HEADS) || w->letters < 2 || w->flags & KITH_WORD_DIGIT) return KITH_TYPE_COUNT;
    if (w->flags & KITH_WORD_ALL_CAPS) return w->letters >= 2 && w->letters <= 8 ? KITH_ORG : KITH_TYPE_COUNT;
    if (r->first == f->first_word && !document_says_name(f, r->first)) return KITH_TYPE_COUNT;
    return after_locative(f, r) ? KITH_LOC : KITH_PER;
  }
  if (after_locative(f, r)) return KITH_LOC;
  return n <= 4 ? KITH_PER : KITH_ORG;
}

static void add_found(kith_finder *f, const run *r, kith_type type, bool sure) {
  kith_span span = {.sentence = f->sentence, .first = r->first, .last = r->last, .type = (uint8_t)type, .how = KITH_HOW_DISCOVERED,
                    .flags = sure ? KITH_MENTION_SURE : 0, .gender = r->gender};
  if (type == KITH_PER && kith_finder_glued(f, r->last) && !is_capital(f, r->last + 1) &&
      f->text->source.p[word_at(f, r->last)->end] == '-' && kith_finder_info(f, r->last + 1)->joined)
    span.last++;
  kith_vec_push(&f->found, span);
}

/* Whether a listed person may be called by the name at word i: the same first letter in one script. */
static bool given_fits(kith_finder *f, uint32_t i, uint32_t entity) {
  const kith_lexicon *l = f->parts.lexicon;
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, entity);
  kith_str key = kith_finder_key(f, i);
  unsigned length;
  kith_words words = {0};
  kith_buf other = {0};
  bool fits = false;
  uint32_t letter = kith_utf8_decode(key.p, key.p + key.n, &length);
  bool initial = word_at(f, i)->letters == 1 || word_at(f, i)->flags & KITH_WORD_DOTTED;
  for (uint32_t k = 0; k < e->name_count && !fits; k++) {
    const kith_lexicon_name *name = kith_lexicon_entity_name(l, e, k);
    kith_str text = kith_lexicon_string(l, name->text, name->length);
    if (name->role != KITH_ROLE_LABEL && name->role != KITH_ROLE_ALIAS) continue;
    words.n = other.n = 0;
    kith_words_cut(text, 0, text.n, &words);
    if (words.n < 2) continue;
    kith_word_key(text, &words.at[0], &other);
    unsigned unused;
    if (kith_utf8_decode(other.at, other.at + other.n, &unused) != letter) continue;
    size_t prefix = key.n < other.n ? key.n : other.n;
    if (prefix > 4) prefix = 4;
    fits = initial || memcmp(key.p, other.at, prefix) == 0;
  }
  kith_vec_clear(&words);
  kith_vec_clear(&other);
  return fits;
}

bool kith_finder_keep_namesakes(kith_finder *f, kith_span *span, uint32_t i) {
  uint32_t kept = 0;
  kith_candidate *list = f->out->candidates.at + span->first_candidate;
  for (uint32_t k = 0; k < span->candidate_count; k++)
    if (given_fits(f, i, list[k].entity)) {
      list[kept] = list[k];
      list[kept].how = KITH_HOW_VARIANT;
      list[kept++].score = kith_how_scores[KITH_HOW_VARIANT] - .1f;
    }
  span->candidate_count = kept;
  return kept > 0;
}

/* A run that ends where a listed surname begins: the listed person, if his given
 * name agrees; else a namesake that nobody listed. True when the match was dealt with. */
static bool join_surname(kith_finder *f, run *r, kith_span *match) {
  if (match->type != KITH_PER || match->how != KITH_HOW_SHORT) return false;
  bool initials = word_at(f, r->last)->letters <= 2 && word_at(f, r->last)->flags & KITH_WORD_ALL_CAPS;
  uint32_t bits = bits_at(f, r->last);
  if (!initials && (bits & (KITH_IS_TITLE | KITH_IS_COMMON)) && !(bits & KITH_IS_GIVEN)) return false;
  if (!initials && r->first == f->first_word && r->last == r->first && !(bits & KITH_IS_GIVEN)) return false;
  bool listed = kith_finder_keep_namesakes(f, match, r->first);
  match->first = r->first;
  match->gender = r->gender;
  match->how = listed ? KITH_HOW_VARIANT : KITH_HOW_DISCOVERED;
  match->flags = listed ? 0 : KITH_MENTION_SURE;
  return true;
}

/* `V Evropi`: a short word that only its place gives a capital. */
static bool is_small_starter(const kith_finder *f, uint32_t i) {
  const kith_word *w = word_at(f, i);
  bool dotted = (w->end < f->text->source.n && f->text->source.p[w->end] == '.') || w->flags & KITH_WORD_DOTTED;
  return i == f->first_word && w->letters <= 2 && !dotted && !(w->letters == 2 && w->flags & KITH_WORD_ALL_CAPS);
}

/* `David Davis`: two listed surnames in a row are one person nobody listed. */
static void join_pairs(kith_finder *f, size_t from) {
  size_t to = from;
  for (size_t k = from; k < f->matched.n; k++) {
    kith_span *m = &f->matched.at[k], *before = to > from ? &f->matched.at[to - 1] : NULL;
    bool pair = before && before->last + 1 == m->first && before->first == before->last && m->first == m->last &&
                before->type == KITH_PER && m->type == KITH_PER && before->how == KITH_HOW_SHORT && m->how == KITH_HOW_SHORT &&
                kith_finder_joins(f, before->last) && !kith_finder_glued(f, before->last); /* Trump-Kim are two */
    if (pair) {
      before->last = m->last;
      before->candidate_count = 0;
      before->how = KITH_HOW_DISCOVERED;
      before->flags = KITH_MENTION_SURE;
    } else
      f->matched.at[to++] = *m;
  }
  f->matched.n = to;
}

void kith_finder_discover(kith_finder *f, size_t from) {
  join_pairs(f, from);
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    kith_span *match = match_at(f, from, i);
    if (match && match->first <= i) {
      i = match->last;
      continue;
    }
    if (!is_capital(f, i) || is_small_starter(f, i)) continue;
    run r = gather(f, from, i);
    i = r.last;
    if (!strip(f, &r)) continue;
    look_around(f, &r);
    match = match_at(f, from, r.last + 1);
    bool touches = match && match->first == r.last + 1 && kith_finder_joins(f, r.last);
    if (touches && join_surname(f, &r, match)) continue;
    bool sure;
    kith_type type = judge(f, &r, &sure);
    if (type < KITH_TYPE_COUNT) add_found(f, &r, type, sure);
  }
}

/* ---- the second look at the document ---- */

static void remember(kith_finder *f, const kith_span *span) {
  if (span->type != KITH_PER || span->candidate_count || span->last == span->first) return;
  uint32_t last = span->last;
  while (last > span->first && !is_capital(f, last)) last--; /* a hyphened ending */
  if (word_at(f, last)->letters >= 3) kith_map_add(&f->persons, kith_finder_info(f, last)->key);
  if (bits_at(f, span->first) & KITH_IS_GIVEN) kith_map_add(&f->persons, kith_finder_info(f, span->first)->key);
}

/* Whether word i, or a base it may come from, is remembered. */
static bool is_remembered(kith_finder *f, uint32_t i) {
  uint32_t key = kith_finder_glance(f, i)->key;
  if (kith_map_find(&f->persons, key)) return true;
  f->bases.n = f->bytes.n = 0;
  kith_inflect(f->parts.inflector, f->lang, kith_intern_get(&f->keys, key), &f->bytes, &f->bases);
  for (size_t k = 0; k < f->bases.n; k++) {
    kith_str base = {f->bytes.at + f->bases.at[k].start, f->bases.at[k].length};
    uint32_t id = f->bases.at[k].classes & KITH_ENDING_PER ? kith_intern_find(&f->keys, base) : KITH_NONE;
    if (id != KITH_NONE && kith_map_find(&f->persons, id)) return true;
  }
  return false;
}

enum { NAMED_SHORT = 1, NAMED_IN_FULL = 2 };

/* Listed persons whose full names stand in the document: their surnames alone are theirs. */
static void remember_listed(kith_finder *f) {
  kith_map_reset(&f->named);
  for (size_t k = 0; k < f->matched.n; k++) {
    const kith_span *span = &f->matched.at[k];
    for (uint32_t c = 0; c < span->candidate_count && span->type == KITH_PER; c++) {
      const kith_candidate *candidate = &f->out->candidates.at[span->first_candidate + c];
      bool full = span->last > span->first && candidate->how != KITH_HOW_SHORT;
      *kith_map_add(&f->named, candidate->entity) |= full ? NAMED_IN_FULL : NAMED_SHORT;
    }
  }
}

/* Whether a surname may be recalled as this person's: named in full elsewhere, or, in a shouted
 * line, which tells the model nothing, named at all; or known to everybody and written without an ending. */
static bool may_recall(kith_finder *f, uint32_t i, const kith_candidate *candidate) {
  const uint64_t *named = kith_map_find(&f->named, candidate->entity);
  if (candidate->role != KITH_ROLE_SURNAME) return false;
  if (named && (*named & NAMED_IN_FULL || f->shouted)) return true;
  const kith_word_info *info = kith_finder_glance(f, i);
  bool bare = candidate->length == kith_finder_key(f, i).n, plain = !info->own_bits && word_at(f, i)->letters >= 5;
  return bare && (f->shouted || plain) && kith_lexicon_entity_at(f->parts.lexicon, candidate->entity)->prominence >= 9;
}

/* A surname that the passes before did not take for a name, of somebody named in full elsewhere. */
static bool recall_listed(kith_finder *f, uint32_t i) {
  kith_span span;

  uint32_t own = kith_finder_glance(f, i)->own_bits;
  if (own & (KITH_IS_COMMON | KITH_IS_TITLE | HEADS) || !kith_finder_match_at(f, i, &span)) return false;
  bool named = false;
  for (uint32_t c = 0; c < span.candidate_count; c++)
    named = named || may_recall(f, i, &f->out->candidates.at[span.first_candidate + c]);
  if (!named || span.last != i) {
    f->out->candidates.n = span.first_candidate;
    return false;
  }
  span.type = KITH_PER;
  kith_vec_push(&f->found, span);
  return true;
}

void kith_finder_recall(kith_finder *f, const bool *covered) {
  if (f->first_word == 0) { /* the document's first sentence: all names are known by now */
    kith_map_reset(&f->persons);
    for (size_t k = 0; k < f->found.n; k++) remember(f, &f->found.at[k]);
    for (size_t k = 0; k < f->matched.n; k++) remember(f, &f->matched.at[k]);
    remember_listed(f);
  }
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    if (covered[i] || !is_capital(f, i) || word_at(f, i)->letters < 3 || recall_listed(f, i)) continue;
    if (f->shouted || !f->persons.entries.n || !is_remembered(f, i)) continue;
    run r = {.first = i, .last = i};
    add_found(f, &r, KITH_PER, true);
  }
}
