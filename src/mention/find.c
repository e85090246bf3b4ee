#include "mention/finder.h"

#include <stdlib.h>

enum { CACHE_LIMIT = 200000 };

void kith_finder_open(kith_finder **out, const kith_finder_parts *parts) {
  kith_finder *f = kith_alloc_zero(1, sizeof *f);
  f->parts = *parts;
  kith_intern_init(&f->keys);
  kith_intern_init(&f->lower_starts);
  kith_intern_init(&f->demonym_starts);
  kith_intern_init(&f->office_starts);
  kith_offices_open(&f->offices, parts->languages);
  kith_finder_collect_starts(f);
  if (parts->model) {
    kith_tagger_parts shared = {parts->model, parts->languages, parts->lexicon, parts->inflector, parts->wordlist};
    kith_tagger_open(&f->tagger, &shared);
  }
  *out = f;
}

void kith_finder_close(kith_finder *f) {
  if (!f) return;
  kith_intern_clear(&f->keys);
  kith_intern_clear(&f->lower_starts);
  kith_intern_clear(&f->demonym_starts);
  kith_intern_clear(&f->office_starts);
  kith_offices_close(f->offices);
  if (f->tagger) kith_tagger_close(f->tagger);
  kith_tags_clear(&f->tags);
  kith_tag_choices_clear(&f->choices);
  kith_vec_clear(&f->listed);
  kith_vec_clear(&f->info_of);
  kith_map_clear(&f->capitals);
  kith_map_clear(&f->persons);
  kith_map_clear(&f->named);
  kith_vec_clear(&f->infos);
  kith_vec_clear(&f->variants);
  kith_vec_clear(&f->bases);
  kith_vec_clear(&f->bytes);
  kith_vec_clear(&f->key);
  kith_vec_clear(&f->words);
  kith_vec_clear(&f->info);
  kith_vec_clear(&f->matched);
  kith_vec_clear(&f->found);
  kith_vec_clear(&f->asides);
  kith_free(f);
}

void kith_mentions_clear(kith_mentions *mentions) {
  kith_vec_clear(&mentions->list);
  kith_vec_clear(&mentions->asides);
  kith_vec_clear(&mentions->descriptions);
  kith_vec_clear(&mentions->candidates);
}

/* ---- words ---- */

/* Bits that a base form gives to its inflected forms: an inflected title is a
 * title, but an inflected common word may well be a name. */
enum { INHERITED = KITH_IS_TITLE | KITH_IS_ORG_HEAD | KITH_IS_LOC_HEAD | KITH_IS_EVT_HEAD | KITH_IS_PRO_HEAD | KITH_IS_GIVEN |
                   KITH_IS_GIVEN_F | KITH_IS_GIVEN_M };

static bool capital_nouns(const kith_languages *languages, kith_lang lang) {
  size_t n;
  return kith_language_rows(kith_language_get(languages, lang), "capital_nouns", &n) != NULL;
}

bool kith_finder_capital_nouns(const kith_finder *f) { return capital_nouns(f->parts.languages, f->lang); }

/* `Krisenstabsleiter` is a Leiter: in languages that write words together and
 * every noun with a capital, the last part says what a compound is. */
static uint32_t compound_bits(const kith_finder_parts *p, kith_lang lang, kith_str key) {
  enum { SHORTEST = 5, FRONT = 3 };
  if (!capital_nouns(p->languages, lang)) return 0;
  for (size_t i = FRONT; i + SHORTEST <= key.n; i++) {
    uint32_t bits = kith_wordlist_bits(p->wordlist, lang, kith_str_cut(key, i, key.n)) & (KITH_IS_TITLE | KITH_IS_ORG_HEAD);
    if (bits) return bits;
  }
  return 0;
}

static void analyse(kith_finder *f, kith_lang lang, kith_word_info *info) {
  const kith_finder_parts *p = &f->parts;
  kith_str key = kith_intern_get(&f->keys, info->key);
  uint32_t word = kith_lexicon_word(p->lexicon, key);
  info->first_variant = (uint32_t)f->variants.n;
  if (word != KITH_NONE) kith_vec_push(&f->variants, (kith_variant){word, KITH_ENDING_ANY, false});
  info->bits = info->own_bits ? info->own_bits : compound_bits(p, lang, key);
  info->joined = kith_inflect_joined(p->inflector, lang, key);
  f->bases.n = f->bytes.n = 0;
  kith_inflect(p->inflector, lang, key, &f->bytes, &f->bases);
  for (size_t i = 0; i < f->bases.n; i++) {
    kith_base base = f->bases.at[i];
    kith_str text = {f->bytes.at + base.start, base.length};
    info->bits |= kith_wordlist_bits(p->wordlist, lang, text) & INHERITED;
    word = kith_lexicon_word(p->lexicon, text);
    if (word != KITH_NONE) kith_vec_push(&f->variants, (kith_variant){word, base.classes, true});
  }
  info->variant_count = (uint32_t)f->variants.n - info->first_variant;
  info->complete = true;
}

static uint32_t find_info(kith_finder *f, kith_str text) {
  uint32_t key = kith_intern_add(&f->keys, text);
  if (key == f->info_of.n) kith_vec_push(&f->info_of, 0);
  for (uint32_t i = f->info_of.at[key]; i; i = f->infos.at[i - 1].next)
    if (f->infos.at[i - 1].lang == f->lang) return i;
  kith_word_info info = {.key = key, .next = f->info_of.at[key], .lang = f->lang,
                         .own_bits = kith_wordlist_bits(f->parts.wordlist, f->lang, text)};
  kith_vec_push(&f->infos, info);
  return f->info_of.at[key] = (uint32_t)f->infos.n;
}

static kith_word_info *info_of(kith_finder *f, uint32_t i) {
  if (!f->info.at[i]) {
    f->key.n = 0;
    kith_word_key(f->text->source, &f->words.at[i], &f->key);
    f->info.at[i] = find_info(f, kith_buf_str(&f->key));
  }
  return &f->infos.at[f->info.at[i] - 1];
}

kith_word_info *kith_finder_glance(kith_finder *f, uint32_t i) { return info_of(f, i); }

const kith_word_info *kith_finder_info(kith_finder *f, uint32_t i) {
  kith_word_info *info = info_of(f, i);
  if (!info->complete) analyse(f, f->lang, info);
  return info;
}

kith_str kith_finder_key(kith_finder *f, uint32_t i) {
  return kith_intern_get(&f->keys, kith_finder_glance(f, i)->key);
}

static kith_str gap_after(const kith_finder *f, uint32_t i) {
  return kith_str_cut(f->text->source, f->words.at[i].end, f->words.at[i + 1].start);
}

/* The gap without its apostrophe or hyphen in front; *cut is its length. */
static bool is_mark(kith_str gap, size_t *length) {
  static const char *const marks[] = {"-", "'", "\u2019", "\u02bc", "\u2010", "\u2011", "&", "`"};
  for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
    if (kith_str_starts(gap, kith_str_of(marks[k]))) {
      *length = strlen(marks[k]);
      return true;
    }
  return false;
}

bool kith_finder_glued(const kith_finder *f, uint32_t i) {
  size_t length;
  if (i + 1 >= f->end_word) return false;
  kith_str gap = gap_after(f, i);
  return is_mark(gap, &length) && length == gap.n;
}

bool kith_finder_joins(const kith_finder *f, uint32_t i) {
  if (i + 1 >= f->end_word) return false;
  kith_str gap = gap_after(f, i);
  size_t length;
  if (gap.n == 0) return true; /* scripts without spaces */
  if (gap.n == 1 && gap.p[0] == ' ') return true;
  if (kith_str_equal(gap, KITH_STR("\u00a0"))) return true;
  if (kith_str_equal(gap, KITH_STR(" & ")) || kith_str_equal(gap, KITH_STR("\n"))) return true;
  if (gap.n == 1 && gap.p[0] == '.') return true; /* Pravda.Ru */
  if (gap.p[0] == '.' && f->words.at[i].letters <= 3 && f->words.at[i].flags & KITH_WORD_CAPITAL)
    return (gap.n == 2 && gap.p[1] == ' ') || kith_str_equal(gap, KITH_STR(".\u00a0")) || kith_str_equal(gap, KITH_STR(".\u202f"));
  return is_mark(gap, &length) && length == gap.n;
}

/* ---- sentences ---- */

/* Counts how each word is written, for the judgement of words that begin sentences. */
static void count_capitals(kith_finder *f) {
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    uint8_t flags = f->words.at[i].flags;
    if (i == f->first_word || flags & (KITH_WORD_CASELESS | KITH_WORD_DIGIT) || f->shouted || f->headline) continue;
    if (!(flags & KITH_WORD_CAPITAL) && f->words.at[i].letters < 2) continue;
    uint64_t *count = kith_map_add(&f->capitals, kith_finder_glance(f, i)->key);
    *count += flags & KITH_WORD_CAPITAL ? 1 : (uint64_t)1 << 32;
  }
}

static bool is_shouted(const kith_finder *f) {
  unsigned words = 0, capitals = 0;
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    const kith_word *w = &f->words.at[i];
    if (w->flags & (KITH_WORD_CASELESS | KITH_WORD_DIGIT) || w->letters < 2) continue;
    words++;
    if (w->flags & KITH_WORD_ALL_CAPS) capitals++;
  }
  return words >= 2 && capitals * 10 >= words * 7;
}

/* A heading in title case, in languages that have it: capitals that say nothing. It has no full stop. */
static bool is_headline(kith_finder *f) {
  size_t n;
  const kith_sentence *sentence = &f->text->sentences.at[f->sentence];
  if (sentence->end > sentence->start && f->text->source.p[sentence->end - 1] == '.') return false;
  if (!kith_language_rows(kith_language_get(f->parts.languages, f->lang), "title_case", &n)) return false;
  const uint32_t small = KITH_IS_CONNECTOR | KITH_IS_LOCATIVE | KITH_IS_PARTICLE | KITH_IS_COMMON;
  unsigned capitals = 0;
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    const kith_word *w = &f->words.at[i];
    if (w->flags & (KITH_WORD_CASELESS | KITH_WORD_DIGIT)) continue;
    if (w->flags & KITH_WORD_CAPITAL)
      capitals++;
    else if (w->letters > 2 && !(kith_finder_glance(f, i)->own_bits & small))
      return false; /* a verb or noun in lower case: a sentence */
  }
  return capitals >= 4;
}

void kith_finder_enter(kith_finder *f, const uint32_t *first_words, uint32_t sentence) {
  const kith_text *t = f->text;
  f->sentence = sentence;
  f->first_word = first_words[sentence];
  f->end_word = first_words[sentence + 1];
  f->lang = t->paragraphs.at[t->sentences.at[sentence].paragraph].lang;
  f->shouted = is_shouted(f);
  f->headline = is_headline(f);
}

/* `EE.UU.` looks like a host, but nobody writes hosts in capitals. */
static bool is_acronym(kith_str token) {
  for (size_t i = 0; i < token.n; i++)
    if (token.p[i] != '.' && (token.p[i] < 'A' || token.p[i] > 'Z')) return false;
  return true;
}

/* Words inside links (URLs, e-mail addresses, @names) name nobody. */
static void drop_links(kith_finder *f, const kith_sentence *s, size_t from) {
  const kith_token *token = f->text->tokens.at + s->first_token, *end = token + s->token_count;
  size_t to = from;
  for (size_t i = from; i < f->words.n; i++) {
    while (token < end && token->end <= f->words.at[i].start) token++;
    bool inside = token < end && token->kind == KITH_TOKEN_LINK && token->start <= f->words.at[i].start;
    if (inside && !is_acronym(kith_str_cut(f->text->source, token->start, token->end))) continue;
    f->words.at[to++] = f->words.at[i];
  }
  f->words.n = to;
}

kith_mention kith_finder_mention(const kith_finder *f, const kith_span *span) {
  const kith_word *first = &f->words.at[span->first], *last = &f->words.at[span->last];
  const kith_text *t = f->text;
  kith_mention m = {.start = first->start, .end = last->end, .sentence = span->sentence,
                    .first_candidate = span->first_candidate, .candidate_count = span->candidate_count,
                    .type = span->type, .how = span->how, .flags = span->flags, .gender = span->gender, .confidence = span->confidence,
                    .lang = t->paragraphs.at[t->sentences.at[span->sentence].paragraph].lang};
  m.words = (uint8_t)(span->last - span->first < 254 ? span->last - span->first + 1 : 255);
  if (span->confidence > 0) m.flags |= KITH_MENTION_TAGGED;
  if (span->first == 0 || first->start <= t->sentences.at[span->sentence].start) m.flags |= KITH_MENTION_FIRST;
  return m;
}

static int by_first(const void *a, const void *b) {
  const kith_span *x = a, *y = b;
  return (x->first > y->first) - (x->first < y->first);
}

static void cover(const kith_span *spans, size_t n, bool *covered) {
  for (size_t i = 0; i < n; i++)
    for (uint32_t w = spans[i].first; w <= spans[i].last; w++) covered[w] = true;
}

/* Forgets the document before and cuts this one into words. */
static void begin_document(kith_finder *f, const kith_text *text, kith_mentions *mentions, uint32_t *first_words) {
  if (f->keys.strings.n > CACHE_LIMIT) {
    kith_intern_reset(&f->keys);
    f->info_of.n = f->infos.n = f->variants.n = 0;
  }
  f->text = text;
  f->out = mentions;
  mentions->list.n = mentions->asides.n = mentions->descriptions.n = mentions->candidates.n = 0;
  kith_vec_reserve(&mentions->candidates, 1); /* pointers into it are never NULL */
  f->words.n = f->matched.n = f->found.n = 0;
  kith_map_reset(&f->capitals);
  size_t n = text->sentences.n;
  for (size_t s = 0; s < n; s++) {
    first_words[s] = (uint32_t)f->words.n;
    kith_words_cut(text->source, text->sentences.at[s].start, text->sentences.at[s].end, &f->words);
    drop_links(f, &text->sentences.at[s], first_words[s]);
  }
  first_words[n] = (uint32_t)f->words.n;
  kith_vec_reserve(&f->info, f->words.n + 1);
  memset(f->info.at, 0, f->words.n * sizeof *f->info.at);
}

/* What rules may add to a tagger's names: a person's of several words, all with a capital. */
static bool is_full_name(const kith_finder *f, const kith_span *span) {
  if (!(span->flags & KITH_MENTION_SURE) || span->type != KITH_PER || span->last == span->first) return false;
  for (uint32_t i = span->first; i <= span->last; i++)
    if (!(f->words.at[i].flags & KITH_WORD_CAPITAL)) return false;
  return true;
}

/* With a tagger, rules only add what they are sure of where nothing was found, in
 * languages whose capitals told it least. */
static void discover_all(kith_finder *f, const uint32_t *first_words, const bool *boilerplate) {
  size_t from = 0, kept = 0;
  for (uint32_t s = 0; s < f->text->sentences.n; s++) {
    kith_finder_enter(f, first_words, s);
    while (from < f->matched.n && f->matched.at[from].last < f->first_word) from++;
    bool wanted = !f->tagger || kith_finder_capital_nouns(f);
    if (wanted && !boilerplate[s] && !f->shouted) kith_finder_discover(f, from);
    for (size_t i = kept; i < f->found.n && f->tagger; i++)
      if (is_full_name(f, &f->found.at[i])) f->found.at[kept++] = f->found.at[i];
    if (f->tagger) f->found.n = kept;
  }
}

static void drop_forbidden(kith_finder *f) {
  size_t kept = 0;
  for (size_t i = 0; i < f->found.n; i++)
    if (f->found.at[i].candidate_count || !kith_finder_forbids(f, &f->found.at[i])) f->found.at[kept++] = f->found.at[i];
  f->found.n = kept;
}

/* All spans in order: they never overlap. */
static void emit_all(kith_finder *f, const uint32_t *first_words) {
  for (size_t i = 0; i < f->matched.n; i++) kith_vec_push(&f->found, f->matched.at[i]);
  if (f->found.n) qsort(f->found.at, f->found.n, sizeof *f->found.at, by_first);
  drop_forbidden(f);
  kith_finder_drop_offices(f, first_words);
  kith_finder_settle_families(f, first_words);
  for (size_t i = 0; i < f->found.n; i++) kith_vec_push(&f->out->list, kith_finder_mention(f, &f->found.at[i]));
}

void kith_find_mentions(kith_finder *f, const kith_text *text, kith_mentions *mentions) {
  uint32_t n = (uint32_t)text->sentences.n;
  uint32_t *first_words = kith_alloc((n + 1) * sizeof *first_words);
  begin_document(f, text, mentions, first_words);
  bool *covered = kith_alloc_zero(f->words.n + 1, sizeof *covered), *boilerplate = kith_alloc_zero(n + 1, sizeof *boilerplate);
  for (uint32_t s = 0; s < n; s++) {
    kith_finder_enter(f, first_words, s);
    count_capitals(f);
    boilerplate[s] = kith_finder_is_boilerplate(f);
  }
  for (uint32_t s = 0; s < n; s++) {
    kith_finder_enter(f, first_words, s);
    if (!boilerplate[s]) kith_finder_match(f);
  }
  if (f->tagger) kith_finder_tag(f, first_words, boilerplate);
  discover_all(f, first_words, boilerplate);
  cover(f->matched.at, f->matched.n, covered);
  cover(f->found.at, f->found.n, covered);
  for (uint32_t s = 0; s < n; s++) {
    kith_finder_enter(f, first_words, s);
    if (!boilerplate[s] || s == 0) kith_finder_recall(f, covered);
  }
  emit_all(f, first_words);
  kith_finder_emit_asides(f, first_words, boilerplate);
  kith_free(covered);
  kith_free(boilerplate);
  kith_free(first_words);
}
