/* Offices beside names: `Ukrainian President X`, `X, președintele României`,
 * `президент України`. Who is meant where nobody is named is decided with the
 * whole input in view: entity/describe.c. */
#include "mention/finder.h"

enum { LONGEST = 5, LINKS = 3, BEFORE = 3, TITLES = 3 };

/* The sentence's names and adjectives. */
typedef struct scene {
  kith_finder *f;
  size_t from, to; /* of finder->found */
  size_t asides;   /* first of finder->asides */
  uint8_t rules;
} scene;

static const kith_word *word_at(const scene *s, uint32_t i) { return &s->f->words.at[i]; }
static uint8_t does(const scene *s, uint32_t i) { return kith_office_word(s->f->offices, s->f->lang, kith_finder_key(s->f, i)); }
static bool joins(const scene *s, uint32_t i) { return kith_finder_joins(s->f, i) && s->f->text->source.p[word_at(s, i)->end] != '\n'; }
static bool is_inside(const scene *s, uint32_t i) { return i >= s->f->first_word && i < s->f->end_word; }

/* The name over word i, or KITH_NONE. */
static uint32_t name_at(const scene *s, uint32_t i) {
  for (size_t k = s->from; k < s->to; k++)
    if (s->f->found.at[k].first <= i && s->f->found.at[k].last >= i) return (uint32_t)k;
  return KITH_NONE;
}

static const kith_span *span_of(const scene *s, uint32_t name) { return &s->f->found.at[name]; }

static bool is_person(const scene *s, uint32_t name) { return name != KITH_NONE && span_of(s, name)->type == KITH_PER; }

static bool is_body(const scene *s, uint32_t name) {
  if (name == KITH_NONE || span_of(s, name)->flags & KITH_MENTION_DEMONYM) return false;
  return span_of(s, name)->type == KITH_LOC || span_of(s, name)->type == KITH_ORG;
}

/* The adjective that ends (or begins) at word i. */
static const kith_span *adjective_at(const scene *s, uint32_t i, bool ends) {
  for (size_t k = s->asides; k < s->f->asides.n; k++) {
    const kith_span *a = &s->f->asides.at[k];
    if (a->how == KITH_HOW_DEMONYM && (ends ? a->last : a->first) == i) return a;
  }
  return NULL;
}

/* ---- the office ---- */

typedef struct reading {
  const kith_office *office;
  uint32_t last;
  bool base;
} reading;

/* Longest first; each word as it stands or as one of the bases it may come from. */
static void read_on(const scene *s, uint32_t i, unsigned words, kith_buf *phrase, bool base, reading *best) {
  kith_finder *f = s->f;
  size_t length = phrase->n, from = f->bases.n;
  if (words == LONGEST || !is_inside(s, i)) return;
  kith_str own = kith_finder_key(f, i);
  size_t bytes = f->bytes.n;
  kith_inflect(f->parts.inflector, f->lang, own, &f->bytes, &f->bases);
  for (size_t k = from; k <= f->bases.n; k++) { /* the bases, then the word itself */
    bool itself = k == f->bases.n, begins;
    phrase->n = length;
    if (length) kith_buf_char(phrase, ' ');
    kith_buf_add(phrase, itself ? own : (kith_str){f->bytes.at + f->bases.at[k].start, f->bases.at[k].length});
    const kith_office *office = kith_office_find(f->offices, f->lang, kith_buf_str(phrase), &begins);
    if (office && (!best->office || i > best->last || (i == best->last && itself && base)))
      *best = (reading){office, i, base && itself};
    if (begins && joins(s, i)) read_on(s, i + 1, words + 1, phrase, base && itself, best);
    if (itself) break;
  }
  phrase->n = length;
  f->bases.n = from;
  f->bytes.n = bytes;
}

static reading office_at(const scene *s, uint32_t i, kith_buf *phrase) {
  reading best = {.office = NULL};
  if (!kith_finder_may_be(s->f, i, KITH_MAY_BE_OFFICE)) return best;
  phrase->n = 0;
  s->f->bases.n = s->f->bytes.n = 0;
  read_on(s, i, 0, phrase, true, &best);
  return best;
}

/* ---- what it is of ---- */

typedef struct draft {
  reading office;
  uint32_t first, last; /* words, what it is of included */
  uint32_t of, place, holder;
  bool beside;
} draft;

static void set_place(const scene *s, draft *d, const kith_span *adjective) {
  d->place = s->f->out->candidates.at[adjective->first_candidate].entity;
  for (uint32_t k = 1; k < adjective->candidate_count; k++) /* a country before its parts */
    if (strcmp(kith_lexicon_entity_at(s->f->parts.lexicon, d->place)->kind, "country") != 0)
      d->place = s->f->out->candidates.at[adjective->first_candidate + k].entity;
}

/* `Ukrainian president`, `US president`, `Ukraine's president`, `US-Präsident`. */
static bool look_before(const scene *s, draft *d) {
  if (d->first == s->f->first_word || !kith_finder_joins(s->f, d->first - 1)) return false;
  uint32_t i = d->first - 1;
  const kith_span *adjective = adjective_at(s, i, true);
  if (adjective) {
    d->first = adjective->first;
    set_place(s, d, adjective);
    return true;
  }
  bool adjunct = s->rules & KITH_OFFICE_ADJUNCT, hyphen = kith_finder_glued(s->f, i) && s->f->text->source.p[word_at(s, i)->end] == '-';
  bool possessive = adjunct && i > s->f->first_word && kith_finder_glued(s->f, i - 1) && word_at(s, i)->letters == 1;
  if (possessive) i--;
  uint32_t name = name_at(s, i);
  if (!is_body(s, name) || !(adjunct || hyphen)) return false;
  uint32_t first = span_of(s, name)->first;
  bool adverb = first > s->f->first_word && kith_finder_info(s->f, first - 1)->bits & KITH_IS_LOCATIVE;
  if (adverb && !possessive && !hyphen) return false; /* in Kyiv President X said */
  d->first = first;
  d->of = name;
  return true;
}

/* `president of Ukraine`, `президент України`, `président ukrainien`. */
static bool look_behind(const scene *s, draft *d) {
  uint32_t i = d->last;
  const kith_span *adjective = s->rules & KITH_OFFICE_BEHIND && joins(s, i) ? adjective_at(s, i + 1, false) : NULL;
  if (adjective) {
    d->last = adjective->last;
    set_place(s, d, adjective);
    return true;
  }
  unsigned links = 0;
  while (links <= LINKS && joins(s, i) && does(s, i + 1) & KITH_OFFICE_LINK) i++, links++;
  if (!joins(s, i) || (!links && !(s->rules & KITH_OFFICE_GENITIVE))) return false;
  uint32_t name = name_at(s, i + 1);
  if (!is_body(s, name) || span_of(s, name)->first != i + 1) return false;
  d->last = span_of(s, name)->last;
  d->of = name;
  return true;
}

/* ---- who holds it ---- */

static bool is_title(const scene *s, uint32_t i) { return is_inside(s, i) && kith_finder_info(s->f, i)->bits & KITH_IS_TITLE; }

static char sign_between(const scene *s, uint32_t i) { /* the first sign behind word i */
  kith_str text = s->f->text->source;
  size_t at = word_at(s, i)->end;
  while (at < text.n && text.p[at] == ' ') at++;
  return at < text.n ? text.p[at] : '\0';
}

static void find_holder(const scene *s, draft *d) {
  uint32_t i = d->last;
  for (unsigned n = 0; n < TITLES && joins(s, i) && is_title(s, i + 1) && name_at(s, i + 1) == KITH_NONE; n++) i++;
  bool comma = is_inside(s, i + 1) && sign_between(s, i) == ',' && i == d->last;
  uint32_t name = is_inside(s, i + 1) && (joins(s, i) || comma) ? name_at(s, i + 1) : KITH_NONE;
  if (is_person(s, name) && span_of(s, name)->first == i + 1) {
    bool closed = !joins(s, span_of(s, name)->last);
    if (!comma || closed) {
      d->holder = name;
      d->beside = !comma;
      return;
    }
  }
  i = d->first;
  for (unsigned n = 0; n < BEFORE && i > s->f->first_word && joins(s, i - 1) && does(s, i - 1) & KITH_OFFICE_DETERMINER; n++) i--;
  if (i == s->f->first_word) return;
  bool copula = joins(s, i - 1) && does(s, i - 1) & KITH_OFFICE_COPULA && i - 1 > s->f->first_word;
  name = name_at(s, copula ? i - 2 : i - 1);
  if (!is_person(s, name)) return;
  bool closed = d->last + 1 >= s->f->end_word || !joins(s, d->last);
  if (copula || (!joins(s, i - 1) && sign_between(s, i - 1) == ',' && closed)) d->holder = name;
}

/* `former Ukrainian president`, `Ukrainian deputy prime minister`, `președintele interimar`: somebody else. */
static bool is_other(const scene *s, const draft *d, uint32_t office) {
  bool before = d->first > s->f->first_word && joins(s, d->first - 1) && does(s, d->first - 1) & KITH_OFFICE_OTHER;
  bool between = office > s->f->first_word && office > d->first && joins(s, office - 1) && does(s, office - 1) & KITH_OFFICE_OTHER;
  bool behind = s->rules & KITH_OFFICE_BEHIND && d->last + 1 < s->f->end_word && joins(s, d->last) && does(s, d->last + 1) & KITH_OFFICE_OTHER;
  return before || between || behind;
}

/* Whether a word that belongs to it, a name nobody found or another title, follows. */
static bool goes_on(const scene *s, const draft *d) {
  uint32_t next = d->last + 1;
  if (!is_inside(s, next) || !joins(s, d->last)) return false;
  bool capital = word_at(s, next)->flags & KITH_WORD_CAPITAL && !kith_finder_capital_nouns(s->f);
  return is_title(s, next) || capital || name_at(s, next) != KITH_NONE;
}

/* ---- persons ---- */

enum { BESIDE = 4 }; /* words before or behind a name that may say what its bearer is */

/* Notes what word i says of a person; false: it says nothing, and what stands beyond is not his. */
static bool note_word(const scene *s, uint32_t i, bool back, kith_mention *person, uint32_t *next) {
  kith_finder *f = s->f;
  const kith_span *adjective = adjective_at(s, i, back);
  *next = back ? i - 1 : i + 1;
  if (adjective) {
    const kith_candidate *c = &f->out->candidates.at[adjective->first_candidate];
    memcpy(person->country, kith_lexicon_entity_at(f->parts.lexicon, c->entity)->country, 2);
    *next = back ? adjective->first - 1 : adjective->last + 1;
    return true;
  }
  uint32_t notes = kith_finder_notes(f, i);
  person->calling |= (uint8_t)(notes & KITH_NOTE_CALLING);
  if (back && !person->address) person->address = notes & KITH_NOTE_F ? 'f' : notes & KITH_NOTE_M ? 'm' : 0;
  return notes & KITH_NOTE_CALLING || is_title(s, i) || does(s, i) & KITH_OFFICE_OTHER;
}

/* `Bulgarian footballer X`, `fotbalistul bulgar X`, `X, a Bulgarian footballer`. */
static void note_person(const scene *s, const kith_span *span, kith_mention *person) {
  uint32_t next = span->first - 1, i = span->first;
  for (unsigned n = 0; n < BESIDE && i > s->f->first_word && joins(s, i - 1); n++, i = next + 1)
    if (name_at(s, i - 1) != KITH_NONE || !note_word(s, i - 1, true, person, &next)) break;
  i = span->last + 1;
  if (!is_inside(s, i) || joins(s, span->last) || sign_between(s, span->last) != ',') return;
  if (does(s, i) & KITH_OFFICE_DETERMINER && joins(s, i)) i++;
  for (unsigned n = 0; n < BESIDE && is_inside(s, i) && name_at(s, i) == KITH_NONE; n++, i = next)
    if (!note_word(s, i, false, person, &next) || !joins(s, next - 1)) break;
}

static void add(const scene *s, const draft *d) {
  kith_finder *f = s->f;
  kith_span words = {.sentence = f->sentence, .first = d->first, .last = d->last, .type = KITH_PER, .how = KITH_HOW_ROLE};
  const kith_office *o = d->office.office;
  unsigned flags = (o->state ? KITH_DESCRIBES_STATE : 0u) | (o->leads ? KITH_DESCRIBES_LEADS : 0u) | (o->leader ? KITH_DESCRIBES_LEADER : 0u) |
                   (d->beside ? KITH_DESCRIBES_BESIDE : 0u) | (d->office.base ? KITH_DESCRIBES_BASE : 0u);
  kith_description said = {.mention = kith_finder_mention(f, &words), .of = d->of, .place = d->place, .holder = d->holder,
                           .office = o->number, .flags = (uint8_t)flags};
  kith_vec_push(&f->out->descriptions, said);
}

/* Whether an unlisted span is but an adjective and an office (`Slovak President`). */
static bool is_office(kith_finder *f, const kith_span *span) {
  size_t candidates = f->out->candidates.n;
  kith_buf phrase = {0};
  kith_span adjective;
  const scene s = {.f = f};
  bool is = span->last > span->first && !span->candidate_count && kith_finder_demonym_at(f, span->first, &adjective);
  f->out->candidates.n = candidates;
  if (is) is = adjective.last < span->last;
  if (is) {
    reading office = office_at(&s, adjective.last + 1, &phrase);
    is = office.office && office.last == span->last;
  }
  kith_vec_clear(&phrase);
  return is;
}

void kith_finder_drop_offices(kith_finder *f, const uint32_t *first_words) {
  size_t to = 0;
  for (size_t i = 0; i < f->found.n; i++) {
    kith_finder_enter(f, first_words, f->found.at[i].sentence);
    if (!is_office(f, &f->found.at[i])) f->found.at[to++] = f->found.at[i];
  }
  f->found.n = to;
}

void kith_finder_describe(kith_finder *f, size_t from, size_t to, size_t asides) {
  scene s = {f, from, to, asides, 0};
  kith_buf phrase = {0};
  for (size_t k = from; k < to; k++)
    if (f->found.at[k].type == KITH_PER) note_person(&s, &f->found.at[k], &f->out->list.at[k]);
  if (!kith_offices_has(f->offices, f->lang)) return;
  s.rules = kith_office_rules(f->offices, f->lang);
  for (uint32_t i = f->first_word; i < f->end_word; i++) {
    uint32_t name = name_at(&s, i);
    if (name != KITH_NONE) {
      i = span_of(&s, name)->last;
      continue;
    }
    draft d = {.office = office_at(&s, i, &phrase), .first = i, .of = KITH_NONE, .place = KITH_NONE, .holder = KITH_NONE};
    if (!d.office.office) continue;
    d.last = d.office.last;
    bool known = look_before(&s, &d) || look_behind(&s, &d);
    bool other = is_other(&s, &d, i);
    i = d.office.last;
    if (other) continue;
    find_holder(&s, &d);
    if (d.holder == KITH_NONE && (!known || goes_on(&s, &d))) continue;
    add(&s, &d);
  }
  kith_vec_clear(&phrase);
}
