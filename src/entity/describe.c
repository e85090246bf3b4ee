#include "entity/describe.h"

#include <stdlib.h>

enum { BESIDE = 3, APPOSED = 2, BARE = 1, HALF_YEAR = 183 };

/* Who is called what, once for each time it is said. */
typedef struct holder {
  uint64_t office; /* kith_pair(office, entity of what it is of) */
  uint32_t person;
  int32_t day; /* of the document, or NO_DAY */
  uint8_t strength, flags;
} holder;

enum { NO_DAY = INT32_MIN };

typedef struct describer {
  const kith_entities *entities;
  const kith_lexicon *lexicon;
  kith_place_entity place;
  void *context;
  KITH_VEC(holder) here, everywhere; /* of the document; of the input, sorted */
  KITH_VEC(kith_reading_mention) roles;
} describer;

static int32_t number(kith_str s, size_t from, size_t to) {
  int32_t value = 0;
  for (size_t i = from; i < to; i++) value = value * 10 + (s.p[i] - '0');
  return value;
}

/* Near enough to compare dates: months of 31 days. */
static int32_t day_of(kith_str date) {
  if (date.n < 10) return NO_DAY;
  return number(date, 0, 4) * 372 + number(date, 5, 7) * 31 + number(date, 8, 10);
}

/* What an office is of, as an entity, or KITH_NONE. */
static uint32_t body_of(const describer *d, const kith_reading *r, const kith_reading_description *said) {
  if (said->place != KITH_NONE) return d->place(d->context, said->place);
  if (said->of != KITH_NONE) return r->mentions[said->of].entity;
  if (said->holder == KITH_NONE || !(said->flags & KITH_DESCRIBES_STATE)) return KITH_NONE;
  uint32_t person = r->mentions[said->holder].entity;
  kith_str code = person == KITH_NONE ? KITH_STR("") : d->entities->list.at[person].country;
  uint32_t country = code.n == 2 ? kith_lexicon_country(d->lexicon, code.p) : KITH_NONE;
  return country == KITH_NONE ? KITH_NONE : d->place(d->context, country);
}

static void collect(describer *d, const kith_reading *r) {
  d->here.n = 0;
  for (uint32_t i = 0; i < r->description_count; i++) {
    const kith_reading_description *said = &r->descriptions[i];
    uint32_t person = said->holder == KITH_NONE ? KITH_NONE : r->mentions[said->holder].entity;
    if (person == KITH_NONE || d->entities->list.at[person].type != KITH_PER) continue;
    uint32_t body = body_of(d, r, said);
    if (body == KITH_NONE) continue;
    bool bare = said->place == KITH_NONE && said->of == KITH_NONE;
    uint8_t strength = bare ? BARE : said->flags & KITH_DESCRIBES_BESIDE ? BESIDE : APPOSED;
    holder h = {kith_pair(said->office, body), person, day_of(r->date), strength, said->flags};
    kith_vec_push(&d->here, h);
  }
}

/* One person, as long as all that is said so surely agrees. */
typedef struct verdict {
  uint32_t person; /* KITH_NONE: nobody, or several */
  uint8_t strength;
} verdict;

static void weigh(verdict *v, const holder *h) {
  if (h->strength < v->strength) return;
  bool first = h->strength > v->strength;
  v->strength = h->strength;
  if (first) v->person = h->person;
  else if (v->person != h->person) v->person = KITH_NONE;
}

/* Whether a holder is who the words may mean: of that office, or, of a leader, of one that leads. */
static bool is_meant(const holder *h, uint64_t office, uint8_t flags) {
  if (h->office == office) return true;
  return flags & KITH_DESCRIBES_LEADER && h->flags & KITH_DESCRIBES_LEADS && (uint32_t)h->office == (uint32_t)office;
}

static uint32_t person_here(const describer *d, uint64_t office, uint8_t flags) {
  verdict v = {KITH_NONE, 0};
  for (size_t i = 0; i < d->here.n; i++)
    if (is_meant(&d->here.at[i], office, flags)) weigh(&v, &d->here.at[i]);
  return v.person;
}

static int by_office(const void *a, const void *b) {
  const holder *x = a, *y = b;
  if (x->office != y->office) return x->office < y->office ? -1 : 1;
  if (x->day != y->day) return x->day < y->day ? -1 : 1;
  return (x->person > y->person) - (x->person < y->person);
}

/* Whom the documents of about that time call so; bare titles do not count: a former one keeps his. */
static uint32_t person_then(const describer *d, uint64_t office, int32_t day) {
  size_t low = 0, high = d->everywhere.n;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (d->everywhere.at[mid].office < office) low = mid + 1;
    else high = mid;
  }
  verdict v = {KITH_NONE, 0};
  for (; low < d->everywhere.n && d->everywhere.at[low].office == office; low++) {
    const holder *h = &d->everywhere.at[low];
    bool near = h->day == NO_DAY || day == NO_DAY || (h->day - day <= HALF_YEAR && day - h->day <= HALF_YEAR);
    if (near && h->strength == BESIDE) weigh(&v, h);
  }
  return v.person;
}

static void describe(describer *d, kith_reading *r) {
  collect(d, r);
  d->roles.n = 0;
  for (uint32_t i = 0; i < r->description_count; i++) {
    const kith_reading_description *said = &r->descriptions[i];
    if (said->holder != KITH_NONE) continue;
    uint32_t body = body_of(d, r, said);
    if (body == KITH_NONE) continue;
    uint64_t office = kith_pair(said->office, body);
    uint32_t person = person_here(d, office, said->flags);
    bool here = person != KITH_NONE;
    if (!here) person = person_then(d, office, day_of(r->date));
    if (person == KITH_NONE) continue;
    kith_reading_mention m = said->mention;
    m.entity = person;
    m.base = m.surface;
    m.score = kith_how_scores[KITH_HOW_ROLE] - (here ? 0 : .2f);
    if (said->flags & KITH_DESCRIBES_BASE) m.flags |= KITH_MENTION_SURE;
    kith_vec_push(&d->roles, m);
  }
  if (d->roles.n) kith_reading_add_asides(r, d->roles.at, (uint32_t)d->roles.n);
}

void kith_describe(kith_reading *readings, size_t count, const kith_entities *entities, const kith_lexicon *lexicon,
                   kith_place_entity place, void *context) {
  describer d = {.entities = entities, .lexicon = lexicon, .place = place, .context = context};
  for (size_t i = 0; i < count; i++) {
    collect(&d, &readings[i]);
    kith_vec_append(&d.everywhere, d.here.at, d.here.n);
  }
  if (d.everywhere.n) qsort(d.everywhere.at, d.everywhere.n, sizeof *d.everywhere.at, by_office);
  for (size_t i = 0; i < count; i++) describe(&d, &readings[i]);
  kith_vec_clear(&d.here);
  kith_vec_clear(&d.everywhere);
  kith_vec_clear(&d.roles);
}
