/* Events: who did what to whom, in the classes of PLOVER.
 *
 *   verbs   X met Y · X was attacked by Y · X agreed to help Y · X and Y agreed
 *   nouns   talks between X and Y · X's attack on Y · X held talks with Y · переговоры X с Y
 *
 * Classes: AGREE CONSULT SUPPORT COOPERATE AID YIELD REQUEST ACCUSE REJECT
 * THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT, and SAY for what somebody
 * tells somebody (after PLOVER, Open Event Data Alliance: the political language
 * for event and actor ontology). What is denied or to come is kept, as a flag.
 * A pronoun in reported speech is whoever speaks. */
#include "relation/clause.h"

enum { SEEN = 96 };

typedef struct scene {
  const kith_relation_options *options;
  const kith_phrase *phrase;
  uint32_t sentence;
  kith_relation_sink sink;
  void *context;
  kith_actors speaker;  /* subject of the verb before, whom "he" means */
  uint32_t object_from, object_to; /* where the last verb's object stands: nouns there are part of it */
  uint64_t seen[SEEN];
  size_t seen_count;
} scene;

/* Classes in which both sides do the same. */
static bool is_mutual(const char *type) {
  return strcmp(type, "AGREE") == 0 || strcmp(type, "CONSULT") == 0 || strcmp(type, "COOPERATE") == 0;
}
/* Classes whose aim may be only a place: `shelled positions in X`, `livrer des armes à X`, `arrived in X`. */
static kith_places aim_of(const kith_cue *cue) {
  const char *type = cue->type;
  if (strcmp(type, "AID") == 0 || strcmp(type, "REQUEST") == 0) return KITH_PLACES_TOLD;
  bool any = cue->traits & KITH_VERB_ACTIVE || strcmp(type, "ASSAULT") == 0 || strcmp(type, "MOBILIZE") == 0 || strcmp(type, "COERCE") == 0 || strcmp(type, "YIELD") == 0 ||
         strcmp(type, "PROTEST") == 0;
  return any ? KITH_PLACES_ANY : KITH_PLACES_NONE;
}

static const kith_phrase_item *item_at(const scene *s, uint32_t i) { return &s->phrase->items.at[i]; }

/* PLOVER's reading of what is only meant: a promise is AGREE, a threat THREATEN. */
static const char *intended(const char *type) {
  static const char *const kind[] = {"CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"};
  static const char *const hostile[] = {"REJECT", "SANCTION", "COERCE", "ASSAULT", "PROTEST", "MOBILIZE"};
  for (size_t i = 0; i < sizeof kind / sizeof *kind; i++)
    if (strcmp(type, kind[i]) == 0) return "AGREE";
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++)
    if (strcmp(type, hostile[i]) == 0) return "THREATEN";
  return type;
}

/* The rights to a sea are not given up to it, and a river meets nobody. */
static bool is_water(const scene *s, uint32_t i) {
  if (item_at(s, i)->entity == KITH_NONE) return false;
  kith_str kind = kith_phraser_entities(s->options->phraser)->list.at[item_at(s, i)->entity].kind;
  return kith_str_is(kind, "sea") || kith_str_is(kind, "river");
}

static void emit(scene *s, const kith_found_cue *cue, uint32_t at, uint32_t from, uint32_t to, uint8_t flags, float score) {
  uint64_t pair = kith_pair(from, to);
  bool there = strcmp(cue->cue->type, "MOBILIZE") == 0 || strcmp(cue->cue->type, "ASSAULT") == 0;
  if (from == to || is_water(s, from) || (is_water(s, to) && !there)) return;
  for (size_t i = 0; i < s->seen_count; i++)
    if (s->seen[i] == pair) return; /* one event for a pair in a sentence: the first said */
  if (s->seen_count < SEEN) s->seen[s->seen_count++] = pair;
  kith_occasion_draft draft = {.from = item_at(s, from), .to = item_at(s, to), .type = flags & KITH_OCCASION_INTENT ? intended(cue->cue->type) : cue->cue->type, .sentence = s->sentence,
                               .words = {item_at(s, at)->start, item_at(s, at + cue->items - 1)->end}, .score = score, .flags = flags};
  kith_phrase_tie(s->options, &draft, s->sink, s->context);
}

static void emit_all(scene *s, const kith_found_cue *cue, uint32_t at, const kith_actors *from, const kith_actors *to, uint8_t flags, float score) {
  for (uint32_t i = 0; i < from->count; i++)
    for (uint32_t k = 0; k < to->count; k++) emit(s, cue, at, from->at[i], to->at[k], flags, score);
}

/* Each of them with each other, both ways. */
static void emit_mutual(scene *s, const kith_found_cue *cue, uint32_t at, const kith_actors *who, uint8_t flags, float score) {
  for (uint32_t i = 0; i < who->count; i++)
    for (uint32_t k = 0; k < who->count; k++)
      if (i != k) emit(s, cue, at, who->at[i], who->at[k], flags, score);
}

/* `X was attacked by Y`, `proposals rejected by Y`: the latter are X's only where X is near. */
static void passive(scene *s, uint32_t i, const kith_found_cue *cue, const kith_sides *sides, uint8_t flags) {
  const kith_phrase *p = s->phrase;
  bool whole = p->rules & KITH_RULE_VERB_LAST, near = sides->subject.count && i - sides->subject.at[sides->subject.count - 1] <= 3;
  for (uint32_t k = i; k > 0 && i - k < 3; k--) whole = whole || kith_phrase_does(p, k - 1, KITH_DOES_PASSIVE);
  if (strcmp(cue->cue->type, "SAY") == 0 || !(whole || near)) return;
  emit_all(s, cue, i, &sides->agent, &sides->subject, flags, .7f);
}

/* `backs the sanctions against X`: what is backed are the sanctions. Not so where verb and noun say the same: `imposes sanctions on X`. */
static bool is_of_a_noun(const scene *s, const char *type, uint32_t from, uint32_t to) {
  bool other = false;
  for (uint32_t k = from; k < to; k++) {
    if (other && kith_phrase_does(s->phrase, k, KITH_DOES_AGAINST)) return true;
    const kith_found_cue *noun = kith_clause_noun(s->phrase, k);
    if (noun) other = strcmp(noun->cue->type, type) != 0;
  }
  return false;
}

static void verb(scene *s, uint32_t i) {
  const kith_found_cue *cue = kith_clause_verb(s->phrase, i);
  if (kith_clause_hangs(s->phrase, i)) return;
  kith_sides sides;
  kith_clause_sides(s->phrase, i, cue, aim_of(cue->cue), &sides);
  kith_actors *subject = &sides.subject, *object = &sides.object;
  uint8_t flags = kith_clause_flags(s->phrase, i, cue);
  if (!subject->count && sides.pronoun) *subject = s->speaker;
  uint32_t behind = i + cue->items;
  if (subject->count) s->speaker = *subject;
  if (sides.passive) {
    passive(s, i, cue, &sides, flags);
    return;
  }
  if (strcmp(cue->cue->type, "SAY") == 0) { /* what is said has verbs of its own */
    kith_actors told = {.count = 0};
    if (cue->cue->traits & KITH_VERB_TELLS && kith_phrase_joined(s->phrase, behind)) told = kith_clause_told(s->phrase, behind);
    emit_all(s, cue, i, subject, &told, flags, .7f);
    return;
  }
  bool met = strcmp(cue->cue->type, "CONSULT") == 0;
  if (met && object->count && object->at[0] > i && kith_clause_is_indirect(s->phrase, behind, object->at[0])) object->count = 0;
  if (object->count && is_of_a_noun(s, cue->cue->type, behind, object->at[0])) object->count = 0;
  s->object_from = behind;
  s->object_to = object->count && object->at[0] > i ? object->at[object->count - 1] : behind + 3;
  bool together = subject->count > 1 && (cue->cue->traits & KITH_VERB_MUTUAL || (is_mutual(cue->cue->type) && !(cue->cue->traits & (KITH_VERB_ACTIVE | KITH_VERB_ONEWAY)) && (!object->count || strcmp(cue->cue->type, "AGREE") == 0)));
  if (together)
    emit_mutual(s, cue, i, subject, flags, .75f);
  else
    emit_all(s, cue, i, subject, object, flags, .75f);
}

/* The thing right before a noun: `Russian attack`, `Trump's talks`. */
static uint32_t owner_before(const scene *s, uint32_t i) {
  const kith_phrase *p = s->phrase;
  for (unsigned n = 0; n < 3 && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_thing(p, i)) {
      const kith_phrase_item *item = item_at(s, i);
      bool owned = kith_phrase_does(p, i + 1, KITH_DOES_POSSESSIVE), short_form = item->end - item->start <= 4;
      /* the Berlin talks are not Berlin's; US strikes are */
      return item->entity != KITH_NONE && item->type == KITH_LOC && !owned && !short_form ? KITH_NONE : i;
    }
    if (!kith_phrase_does(p, i, KITH_DOES_MODIFIER | KITH_DOES_FORMER | KITH_DOES_POSSESSIVE)) return KITH_NONE;
  }
  return KITH_NONE;
}

/* The thing a noun is of: `meeting of X`, `встреча X`. */
static kith_actors owner_behind(const scene *s, uint32_t k) {
  const kith_phrase *p = s->phrase;
  bool linked = kith_phrase_joined(p, k) && kith_phrase_does(p, k, KITH_DOES_LINK) &&
                (!kith_phrase_does(p, k, KITH_DOES_PREPOSITION) || kith_phrase_does(p, k, KITH_DOES_AGENT)); /* von */
  if (linked) return kith_clause_group(p, k + 1);
  bool genitive = p->rules & KITH_RULE_GENITIVE && kith_phrase_joined(p, k);
  uint32_t limit = k + 3;
  for (; genitive && k < limit && kith_phrase_joined(p, k); k++) {
    if (kith_phrase_thing(p, k)) return kith_clause_group(p, k);
    if (!item_at(s, k)->cues[KITH_CUE_ROLE].cue && !kith_phrase_does(p, k, KITH_DOES_DETERMINER | KITH_DOES_MODIFIER | KITH_DOES_FORMER)) break;
  }
  return (kith_actors){.count = 0};
}

/* `Между X и Y вспыхнули бои`: who stands between, before a noun. */
static kith_actors between_before(const scene *s, uint32_t i) {
  const kith_phrase *p = s->phrase;
  kith_actors both = {.count = 0};
  for (uint32_t k = i; k > 0 && both.count < 2 && kith_phrase_joined(p, k) && !kith_clause_noun(p, k - 1); k--)
    if (kith_phrase_does(p, k - 1, KITH_DOES_BETWEEN)) both = kith_clause_group(p, k);
  return both;
}

static void noun(scene *s, uint32_t i) {
  const kith_phrase *p = s->phrase;
  const kith_found_cue *cue = kith_clause_noun(p, i);
  uint32_t k = i + cue->items;
  uint8_t flags = kith_clause_flags(p, i, cue);
  kith_actors both = kith_clause_behind(p, k, KITH_DOES_BETWEEN, 4);
  if (both.count < 2) both = between_before(s, i);
  if (both.count > 1) {
    emit_mutual(s, cue, i, &both, flags, .8f);
    return;
  }
  kith_actors other = kith_clause_behind(p, k, KITH_DOES_WITH, 6), owner = {.count = 0};
  uint32_t before = owner_before(s, i);
  bool own = true, pronoun;
  if (before != KITH_NONE) owner = (kith_actors){{before}, 1};
  else owner = owner_behind(s, k);
  if (owner.count > 1 && is_mutual(cue->cue->type) && (!other.count || item_at(s, other.at[0])->type == KITH_LOC)) {
    emit_mutual(s, cue, i, &owner, flags, .7f);
    return;
  }
  if (other.count && owner.count && owner.at[0] == other.at[0]) owner.count = 0;
  if (!owner.count && other.count && !(i >= s->object_from && i <= s->object_to)) {
    own = false;
    owner = kith_clause_subject(p, i, &pronoun);
    if (!owner.count && pronoun) owner = s->speaker;
  }
  if (!owner.count && !other.count && is_mutual(cue->cue->type) && !kith_clause_in_prepositional(p, i) && !(i >= s->object_from && i <= s->object_to)) {
    owner = kith_clause_subject(p, i, &pronoun);
    if (owner.count > 1) emit_mutual(s, cue, i, &owner, flags, .65f);
    return;
  }
  emit_all(s, cue, i, &owner, &other, flags, own ? .75f : .65f);
}

/* X said that Y must …: X asks it of Y. */
static void must(scene *s, uint32_t i) {
  static const kith_cue request = {"REQUEST", 0};
  const kith_found_cue cue = {&request, 1, 0, false};
  bool pronoun;
  kith_actors asked = kith_clause_subject(s->phrase, i, &pronoun);
  if (!pronoun) emit_all(s, &cue, i, &s->speaker, &asked, 0, .65f);
  s->speaker.count = 0;
}

static void relate(const kith_reading *reading, const kith_relation_options *options, kith_relation_sink sink, void *context) {
  if (!options->phraser) return;
  for (uint32_t sentence = 0; sentence < reading->sentence_count; sentence++) {
    scene s = {.options = options, .sentence = sentence, .sink = sink, .context = context};
    s.phrase = kith_phraser_read(options->phraser, reading, sentence);
    for (uint32_t i = 0; s.phrase && i < s.phrase->items.n; i++) {
      if (kith_phrase_does(s.phrase, i, KITH_DOES_MUST) && s.speaker.count) must(&s, i);
      if (kith_clause_verb(s.phrase, i)) verb(&s, i);
      else if (kith_clause_noun(s.phrase, i)) noun(&s, i);
    }
  }
}

const kith_method kith_method_events = {"events", "who did what to whom: met, accused, attacked …", true, relate};
