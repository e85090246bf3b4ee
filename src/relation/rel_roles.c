/* Roles: who is what of whom, as titles, genitives and appositions say it.
 *
 *   before    Kremlin spokesman X · Ukrainian President X · Trump's son-in-law, X
 *   of        the special envoy of Trump, X · глава МИД России X · consilierul ucrainean, X
 *   behind    X, an adviser to Y · X, șeful Y · X is the head of Y · X (president of Y)
 *   pair      X and his wife Y
 *   place     Donetsk, Ukraine
 *
 * A role noun and what it is of must stand side by side or be joined by small
 * words of the language (lexicons/lang/): a role that is not said so is left out. */
#include "relation/phrase.h"

enum { FEW = 4, SEEN = 64, ADDS = KITH_DOES_MODIFIER | KITH_DOES_FORMER };

typedef struct scene {
  const kith_relation_options *options;
  const kith_phrase *phrase;
  uint32_t sentence;
  kith_relation_sink sink;
  void *context;
  uint64_t seen[SEEN]; /* pairs of items already tied here */
  size_t seen_count;
} scene;

static uint32_t count_of(const scene *s) { return (uint32_t)s->phrase->items.n; }
static const kith_phrase_item *item_at(const scene *s, uint32_t i) { return &s->phrase->items.at[i]; }
static bool does(const scene *s, uint32_t i, uint32_t what) { return i < count_of(s) && item_at(s, i)->does & what; }
static bool is_thing(const scene *s, uint32_t i) { return i < count_of(s) && kith_item_is_thing(item_at(s, i)); }
static bool is_person(const scene *s, uint32_t i) {
  return i < count_of(s) && item_at(s, i)->entity != KITH_NONE && item_at(s, i)->type == KITH_PER;
}
/* Nothing but space stands before item i. */
static bool is_joined(const scene *s, uint32_t i) { return i < count_of(s) && !(item_at(s, i)->gap & KITH_GAP_BREAK); }
static bool is_closed(const scene *s, uint32_t i) {
  return i >= count_of(s) || item_at(s, i)->gap & KITH_GAP_BREAK || does(s, i, KITH_DOES_AND);
}
static const kith_found_cue *role_at(const scene *s, uint32_t i) {
  return i < count_of(s) && item_at(s, i)->cues[KITH_CUE_ROLE].cue ? &item_at(s, i)->cues[KITH_CUE_ROLE] : NULL;
}

/* ---- a tie ---- */

typedef struct role {
  const kith_found_cue *cue;
  uint32_t at;     /* item the cue begins with */
  uint32_t target;
  bool through;    /* of something else, unlisted, that is of the target */
  bool office;     /* of its president's or government's: */
  bool narrowed;   /* to a field: energy secretary */
} role;

static const char *type_of(const role *r, const kith_phrase_item *holder, const kith_phrase_item *target) {
  uint16_t traits = r->cue->cue->traits;
  if (target->type != KITH_PER && target->type != KITH_ORG && target->type != KITH_LOC) return NULL;
  if (holder->type != KITH_PER && (!(traits & KITH_ROLE_HOLDS_ANY) || holder->place != KITH_NONE || holder->type > KITH_ORG)) return NULL;
  if (traits & KITH_ROLE_OF_PER && target->type != KITH_PER) return NULL;
  if (traits & KITH_ROLE_OF_PER && r->through) return NULL;
  bool heads = traits & (KITH_ROLE_HEADS | KITH_ROLE_POST), place = target->type == KITH_LOC;
  if (traits & KITH_ROLE_OF_BODY && target->type == KITH_PER && !heads) return NULL;
  if (r->through || (heads && r->office)) return "works_for";
  if (heads && (target->type == KITH_PER || (place && (r->narrowed || traits & KITH_ROLE_POST)))) return "works_for";
  if (target->type == KITH_ORG && strcmp(r->cue->cue->type, "citizen_of") == 0) return "works_for"; /* an author of the Times */
  return r->cue->cue->type;
}

static bool emit(scene *s, const role *r, uint32_t holder, float score) {
  const kith_phrase_item *from = item_at(s, holder), *to = item_at(s, r->target);
  const char *type = type_of(r, from, to);
  uint64_t pair = kith_pair(holder, r->target);
  if (!type) return false;
  for (size_t i = 0; i < s->seen_count; i++)
    if (s->seen[i] == pair) return true;
  if (s->seen_count < SEEN) s->seen[s->seen_count++] = pair;
  uint32_t last = r->at + r->cue->items - 1;
  bool reversed = r->cue->cue->traits & KITH_ROLE_REVERSED;
  kith_occasion_draft draft = {.from = reversed ? to : from, .to = reversed ? from : to, .type = type, .sentence = s->sentence,
                               .words = {item_at(s, r->at)->start, item_at(s, last)->end},
                               .score = r->through ? score * .8f : score};
  kith_phrase_tie(s->options, &draft, s->sink, s->context);
  return true;
}

/* In languages with cases a name stands in the case of the title before it:
 * `советник президента Украины Литвин` is no president. */
static bool agrees(const scene *s, const kith_found_cue *cue, uint32_t person) {
  if (!(s->phrase->rules & KITH_RULE_CASE)) return true;
  return cue->inflected ? !item_at(s, person)->base : true;
}

/* The person in apposition before item i, over articles and modifiers:
 * `X, the former …`, `X is a …`, `X, who was …`; KITH_NONE if there is none. */
static uint32_t holder_before(const scene *s, uint32_t i, bool any) {
  while (i > 0 && is_joined(s, i) && does(s, i - 1, KITH_DOES_DETERMINER | ADDS) && !is_thing(s, i - 1)) i--;
  if (i == 0) return KITH_NONE;
  uint8_t gap = item_at(s, i)->gap;
  bool apposed = gap & (KITH_GAP_COMMA | KITH_GAP_PAREN) && !(gap & (KITH_GAP_STOP | KITH_GAP_QUOTE));
  if (!apposed && is_joined(s, i) && does(s, i - 1, KITH_DOES_COPULA)) {
    i--;
    if (i > 0 && does(s, i - 1, KITH_DOES_CLAUSE)) i--;
    apposed = true;
    if (i == 0 || item_at(s, i)->gap & (KITH_GAP_STOP | KITH_GAP_QUOTE)) return KITH_NONE;
  }
  if (!apposed) return KITH_NONE;
  if (is_person(s, i - 1)) return i - 1;
  return any && is_thing(s, i - 1) ? i - 1 : KITH_NONE;
}

/* The person behind a role and what it is of: directly, or between commas. */
static uint32_t holder_behind(const scene *s, uint32_t i, const kith_found_cue *cue, bool comma) {
  for (unsigned n = 0; n < 2 && is_joined(s, i) && !is_thing(s, i) && does(s, i, KITH_DOES_TITLE | ADDS); n++) i++;
  if (!is_person(s, i)) return KITH_NONE;
  if (is_joined(s, i)) return agrees(s, cue, i) ? i : KITH_NONE;
  return comma && item_at(s, i)->gap == KITH_GAP_COMMA && is_closed(s, i + 1) ? i : KITH_NONE;
}

/* ---- what it is of stands before ---- */

static bool is_place_adverb(const scene *s, uint32_t i) {
  return i > 0 && item_at(s, i)->entity != KITH_NONE && item_at(s, i)->type == KITH_LOC && is_joined(s, i) &&
         does(s, i - 1, KITH_DOES_LOCATIVE | KITH_DOES_PREPOSITION);
}

static void target_first(scene *s, uint32_t i) {
  uint32_t j = i + 1;
  bool owned = does(s, j, KITH_DOES_POSSESSIVE) && item_at(s, j)->gap & KITH_GAP_GLUED;
  if (owned) j++;
  if (!owned && is_place_adverb(s, i)) return;
  bool narrowed = false;
  for (unsigned n = 0; n < FEW && is_joined(s, j) && !role_at(s, j) && does(s, j, ADDS); n++) narrowed |= !does(s, j++, KITH_DOES_FORMER);
  const kith_found_cue *cue = role_at(s, j);
  if (!cue || !is_joined(s, j)) return;
  role r = {.cue = cue, .at = j, .target = i, .narrowed = narrowed};
  uint32_t k = j + cue->items;
  if (does(s, k, KITH_DOES_POSSESSIVE) && item_at(s, k)->gap & KITH_GAP_GLUED) return; /* the US president's … */
  uint32_t holder = holder_behind(s, k, cue, owned);
  if (holder != KITH_NONE) {
    emit(s, &r, holder, .95f);
    return;
  }
  if (k < count_of(s) && (is_joined(s, k) || does(s, k, KITH_DOES_LINK)) && does(s, k, KITH_DOES_LINK)) return;
  holder = holder_before(s, i, cue->cue->traits & KITH_ROLE_HOLDS_ANY);
  if (holder != KITH_NONE && (is_closed(s, k) || does(s, holder + 1, KITH_DOES_COPULA))) emit(s, &r, holder, .9f);
}

/* ---- what it is of stands behind ---- */

/* Over small words to the thing a role is of, or KITH_NONE; notes in the role what stands between. */
static uint32_t find_target(const scene *s, uint32_t i, role *r) {
  unsigned words = 0;
  bool nested = false;
  for (; i < count_of(s) && is_joined(s, i) && words < 8; i++, words++) {
    const kith_phrase_item *item = item_at(s, i);
    if (kith_item_is_thing(item)) {
      if (item->entity == KITH_NONE) { /* of the Russian government, of Russian President X */
        if (nested || !is_joined(s, i + 1)) return KITH_NONE;
        if (role_at(s, i + 1) && is_person(s, i + 2)) continue;
        return does(s, i + 1, KITH_DOES_THROUGH) ? i : KITH_NONE;
      }
      r->through = nested && item->type != KITH_PER;
      return i;
    }
    if (item->does & (KITH_DOES_DETERMINER | ADDS | KITH_DOES_LINK)) continue;
    if (!role_at(s, i) && !(item->does & (KITH_DOES_THROUGH | KITH_DOES_TITLE)) && !item->capital && !nested) return KITH_NONE;
    const kith_found_cue *inner = role_at(s, i);
    if (inner && inner->cue->traits & KITH_ROLE_HEADS) r->office = true;
    else if (!(item->does & KITH_DOES_THROUGH)) nested = true;
    if (item->does & (KITH_DOES_CLAUSE | KITH_DOES_AND | KITH_DOES_ABOUT)) return KITH_NONE;
  }
  return KITH_NONE;
}

/* `спецпосланника президента США Дональда Трампа`: the president's, not the country's. */
static uint32_t person_of(const scene *s, uint32_t target, uint32_t from) {
  for (uint32_t i = from; i < target; i++) {
    const kith_found_cue *inner = role_at(s, i);
    if (inner && inner->cue->traits & KITH_ROLE_HEADS && is_person(s, target + 1) && is_joined(s, target + 1) &&
        s->phrase->rules & KITH_RULE_CASE && !item_at(s, target + 1)->base)
      return target + 1;
  }
  return target;
}

/* `пресс-секретарь Зеленского` and not `президент Зеленский`. */
static bool is_linked(const scene *s, const kith_found_cue *cue, uint32_t behind, uint32_t target) {
  if (does(s, behind, KITH_DOES_LINK) && !is_thing(s, behind)) return true;
  if (!(s->phrase->rules & KITH_RULE_GENITIVE)) return false;
  if (item_at(s, target)->type != KITH_PER || target > behind) return true;
  return s->phrase->rules & KITH_RULE_CASE && !cue->inflected && !item_at(s, target)->base;
}

static bool is_adjective(const scene *s, uint32_t i) {
  return is_joined(s, i) && item_at(s, i)->entity == KITH_NONE && item_at(s, i)->place != KITH_NONE;
}

static void target_behind(scene *s, uint32_t i) {
  const kith_found_cue *cue = role_at(s, i);
  uint32_t k = i + cue->items;
  role r = {.cue = cue, .at = i};
  for (unsigned n = 0; n < FEW && is_joined(s, k) && !is_thing(s, k) && does(s, k, ADDS) && !role_at(s, k); n++) k++;
  if (is_adjective(s, k) && !role_at(s, k + 1)) {
    r.target = k++;
    if (does(s, k, KITH_DOES_ABOUT) && is_joined(s, k))
      for (unsigned n = 0; n < 6 && is_joined(s, k) && !is_thing(s, k); n++) k++;
  } else {
    if (!is_joined(s, k)) return;
    r.target = find_target(s, k, &r);
    if (r.target == KITH_NONE || !is_linked(s, cue, k, r.target)) return;
    uint32_t person = person_of(s, r.target, k);
    if (person != r.target) r.through = r.office = false;
    r.target = person;
    k = r.target + 1;
    if (does(s, k, KITH_DOES_POSSESSIVE) && item_at(s, k)->gap & KITH_GAP_GLUED) return; /* a friend of Trump's adviser */
  }
  uint32_t holder = holder_behind(s, k, cue, true);
  if (holder == KITH_NONE && !(i > 0 && is_joined(s, i) && is_thing(s, i - 1)))
    holder = holder_before(s, i, cue->cue->traits & KITH_ROLE_HOLDS_ANY);
  if (holder != KITH_NONE && holder != r.target) emit(s, &r, holder, .9f);
}

/* X and his wife Y. */
static void pair(scene *s, uint32_t i) {
  const kith_found_cue *cue = role_at(s, i);
  uint32_t k = i + cue->items;
  if (!(cue->cue->traits & KITH_ROLE_OF_PER) || i < 3 || !does(s, i - 1, KITH_DOES_PRONOUN) || !is_joined(s, i)) return;
  if (!does(s, i - 2, KITH_DOES_AND | KITH_DOES_WITH) || !is_person(s, i - 3) || !is_joined(s, i - 1)) return;
  role r = {.cue = cue, .at = i, .target = i - 3};
  uint32_t holder = holder_behind(s, k, cue, true);
  if (holder != KITH_NONE) emit(s, &r, holder, .85f);
}

/* ---- places ---- */

/* `Donetsk, Ukraine`: a place and the country it is in. */
static void place(scene *s, uint32_t i, const kith_entities *entities) {
  if (i + 1 >= count_of(s) || item_at(s, i + 1)->gap != KITH_GAP_COMMA) return;
  const kith_phrase_item *inner = item_at(s, i), *outer = item_at(s, i + 1);
  if (inner->entity == KITH_NONE || outer->entity == KITH_NONE || inner->type != KITH_LOC || outer->type != KITH_LOC) return;
  const kith_entity *a = &entities->list.at[inner->entity], *b = &entities->list.at[outer->entity];
  if (!kith_str_is(b->kind, "country") || kith_str_is(a->kind, "country") || !a->country.n || !kith_str_equal(a->country, b->country)) return;
  kith_occasion_draft draft = {.from = inner, .to = outer, .type = "located_in", .sentence = s->sentence,
                               .words = {inner->start, outer->end}, .score = .9f};
  kith_phrase_tie(s->options, &draft, s->sink, s->context);
}

static void relate(const kith_reading *reading, const kith_relation_options *options, kith_relation_sink sink, void *context) {
  if (!options->phraser) return;
  const kith_entities *entities = kith_phraser_entities(options->phraser);
  for (uint32_t sentence = 0; sentence < reading->sentence_count; sentence++) {
    scene s = {.options = options, .sentence = sentence, .sink = sink, .context = context};
    s.phrase = kith_phraser_read(options->phraser, reading, sentence);
    for (uint32_t i = 0; s.phrase && i < count_of(&s); i++) {
      if (is_thing(&s, i)) {
        target_first(&s, i);
        place(&s, i, entities);
      }
      if (role_at(&s, i) && !is_thing(&s, i)) {
        target_behind(&s, i);
        pair(&s, i);
      }
    }
  }
}

const kith_method kith_method_roles = {"roles", "who is what of whom: head, envoy, adviser, wife …", true, relate};
