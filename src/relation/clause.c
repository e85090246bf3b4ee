#include "relation/clause.h"

/* What begins another part of the sentence behind an "and". */
static const kith_does BEHIND_AND = KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE | KITH_DOES_LINK | KITH_DOES_AUXILIARY | KITH_DOES_PASSIVE |
                                   KITH_DOES_MODAL | KITH_DOES_INTENT | KITH_DOES_REFLEXIVE;
enum { REACH = 18, NEAR = 3, ADDS = KITH_DOES_MODIFIER | KITH_DOES_FORMER };
static const kith_does BEFORE_NOUN = KITH_DOES_DETERMINER | KITH_DOES_POSSESSIVE | KITH_DOES_PREPOSITION | KITH_DOES_LINK | KITH_DOES_MODIFIER |
                                    KITH_DOES_LOCATIVE | KITH_DOES_BETWEEN | KITH_DOES_WITH;

static const kith_phrase_item *item_at(const kith_phrase *p, uint32_t i) { return &p->items.at[i]; }

static bool is_noun(const kith_phrase *p, uint32_t i) {
  const kith_found_cue *noun = &item_at(p, i)->cues[KITH_CUE_NOUN], *verb = &item_at(p, i)->cues[KITH_CUE_VERB];
  if (!noun->cue || noun->items < verb->items) return false;
  if (p->rules & KITH_RULE_NOUNS) return item_at(p, i)->capital;
  if (!verb->cue) return true;
  if (i == 0 || !kith_phrase_joined(p, i)) return false;
  const kith_phrase_item *before = item_at(p, i - 1);
  if (before->does & KITH_DOES_INFINITIVE) return false;
  return before->does & BEFORE_NOUN || (!(p->rules & KITH_RULE_NOUN_FIRST) && before->place != KITH_NONE && before->entity == KITH_NONE);
}

/* `frozen Russian assets`, `the proposed plan`: a participle that is no verb of a clause. */
static bool is_adjective(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  uint32_t k = i + verb->items;
  if (kith_phrase_joined(p, k) && kith_phrase_does(p, k, KITH_DOES_AGENT)) return false;
  if (i > 0 && kith_phrase_joined(p, i) && !kith_phrase_does(p, i - 1, KITH_DOES_AUXILIARY) && kith_phrase_does(p, i - 1, BEFORE_NOUN & ~(kith_does)KITH_DOES_MODIFIER) && !kith_phrase_thing(p, i - 1))
    return true;
  if (verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT | KITH_VERB_BASE) || p->rules & KITH_RULE_VERB_LAST) return false;
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++)
    if (kith_phrase_does(p, --i, KITH_DOES_AUXILIARY | KITH_DOES_PASSIVE)) return false;
  return true;
}

/* `in der zerstörten Stadt`: what looks like a verb between an article and a noun. */
static bool is_between(const kith_phrase *p, uint32_t i) {
  return i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, BEFORE_NOUN) && !kith_phrase_does(p, i - 1, KITH_DOES_INFINITIVE) &&
         !kith_phrase_thing(p, i - 1) && kith_phrase_joined(p, i + 1) && item_at(p, i + 1)->capital;
}

/* `par téléphone`, `la visita`: no finite verb stands behind a preposition or an article. */
static bool is_governed(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  static const kith_does others = KITH_DOES_CLAUSE | KITH_DOES_RELATIVE | KITH_DOES_CLITIC | KITH_DOES_PRONOUN | KITH_DOES_INFINITIVE | KITH_DOES_AUXILIARY;
  if (verb->form & (KITH_VERB_BASE | KITH_VERB_ING | KITH_VERB_PARTICIPLE) || i == 0 || !kith_phrase_joined(p, i) || kith_phrase_thing(p, i - 1)) return false;
  return kith_phrase_does(p, i - 1, KITH_DOES_PREPOSITION | KITH_DOES_DETERMINER) && !kith_phrase_does(p, i - 1, others);
}

const kith_found_cue *kith_clause_verb(const kith_phrase *p, uint32_t i) {
  if (i >= p->items.n || item_at(p, i)->entity != KITH_NONE || !item_at(p, i)->cues[KITH_CUE_VERB].cue || is_noun(p, i)) return NULL;
  const kith_found_cue *verb = &item_at(p, i)->cues[KITH_CUE_VERB];
  uint32_t next = i + verb->items;
  if (next < p->items.n && item_at(p, next)->gap & KITH_GAP_GLUED && !kith_phrase_does(p, next, KITH_DOES_PRONOUN | KITH_DOES_CLITIC)) return NULL; /* free-kick */
  if (p->rules & KITH_RULE_NOUNS && ((item_at(p, i)->capital && i > 0) || is_between(p, i))) return NULL;
  if (p->rules & (KITH_RULE_INFINITIVE | KITH_RULE_VERB_LAST) && is_governed(p, i, verb)) return NULL;
  return verb->form & KITH_VERB_PARTICIPLE && is_adjective(p, i, verb) ? NULL : verb;
}

const kith_found_cue *kith_clause_noun(const kith_phrase *p, uint32_t i) {
  return i < p->items.n && item_at(p, i)->entity == KITH_NONE && is_noun(p, i) ? &item_at(p, i)->cues[KITH_CUE_NOUN] : NULL;
}

bool kith_clause_hangs(const kith_phrase *p, uint32_t i) {
  const kith_found_cue *cue = &item_at(p, i)->cues[KITH_CUE_VERB];
  bool infinitive = p->rules & KITH_RULE_INFINITIVE && cue->form == KITH_VERB_BASE;
  if (p->rules & KITH_RULE_VERB_LAST) {
    uint32_t from = kith_clause_start(p, i);
    if (!kith_clause_is_marked(p, i) || from == 0 || kith_phrase_does(p, from - 1, KITH_DOES_CLAUSE)) return false; /* um X zu treffen */
    for (uint32_t k = from; k > 0 && from - k < NEAR; k--)
      if (kith_clause_verb(p, k - 1) || kith_clause_noun(p, k - 1)) return true;
    return false;
  }
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_INFINITIVE)) {
      infinitive = true;
      continue;
    }
    if (kith_clause_verb(p, i) || kith_clause_noun(p, i)) return infinitive;
    if (kith_phrase_thing(p, i)) return false;
    if (infinitive && !(p->rules & KITH_RULE_INFINITIVE)) return false;
  }
  return false;
}

bool kith_clause_passive(const kith_phrase *p, uint32_t i, const kith_found_cue *verb) {
  if (!(verb->form & KITH_VERB_PARTICIPLE) || verb->cue->traits & KITH_VERB_ACTIVE) return false;
  uint32_t k = i + verb->items;
  bool last = p->rules & KITH_RULE_VERB_LAST;
  if (kith_phrase_joined(p, k) && kith_phrase_does(p, k, last ? KITH_DOES_PASSIVE : KITH_DOES_AGENT)) return true;
  uint32_t from = last ? kith_clause_start(p, i) : i > NEAR ? i - NEAR : 0;
  while (i > from && (last || kith_phrase_joined(p, i))) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_PASSIVE)) return !(i > 0 && kith_phrase_does(p, i - 1, KITH_DOES_REFLEXIVE)); /* `has been`, `au fost` come here too */
    if (!last && (kith_phrase_thing(p, i) || kith_clause_verb(p, i))) return false;
  }
  return false;
}

uint8_t kith_clause_flags(const kith_phrase *p, uint32_t i, const kith_found_cue *cue) {
  uint8_t flags = 0;
  const kith_found_cue *cues = item_at(p, i)->cues;
  bool verb = cue->cue && (cue->cue == cues[KITH_CUE_VERB].cue || cue->cue == cues[KITH_CUE_TIE].cue), last = verb && p->rules & KITH_RULE_VERB_LAST;
  if (verb && cue->form & KITH_VERB_FUTURE && !(cue->form & (KITH_VERB_PAST | KITH_VERB_PRESENT))) flags |= KITH_OCCASION_MODAL | KITH_OCCASION_INTENT;
  if (verb && cue->form & KITH_VERB_WOULD) flags |= KITH_OCCASION_MODAL;
  uint32_t k = i + cue->items;
  for (unsigned n = 0; last && n < REACH && kith_phrase_joined(p, k) && !kith_clause_verb(p, k); n++, k++) /* traf X nicht, traf X nie */
    if (kith_phrase_does(p, k, KITH_DOES_NOT)) flags |= KITH_OCCASION_NEGATED;
  if (last && kith_phrase_joined(p, i + cue->items) && kith_phrase_does(p, i + cue->items, KITH_DOES_MODAL)) flags |= KITH_OCCASION_MODAL;
  uint32_t from = last ? kith_clause_start(p, i) : i > 5 ? i - 5 : 0;
  for (unsigned n = 0; i > from && (last || kith_phrase_joined(p, i)); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_NOT) && (last || n < 4)) flags |= KITH_OCCASION_NEGATED;
    if (kith_phrase_does(p, i, KITH_DOES_MODAL | KITH_DOES_MUST)) flags |= KITH_OCCASION_MODAL;
    if (kith_phrase_does(p, i, KITH_DOES_INTENT)) flags |= KITH_OCCASION_MODAL | KITH_OCCASION_INTENT;
    if (!last && (kith_phrase_thing(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE))) break;
    if (verb || !kith_phrase_does(p, i, KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE)) continue;
    bool about = i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i, KITH_DOES_LINK | KITH_DOES_ABOUT);
    if (about && kith_phrase_does(p, i - 1, KITH_DOES_MODAL)) flags |= KITH_OCCASION_MODAL; /* plans for talks */
    break;
  }
  return flags;
}

/* ---- groups ---- */

/* What a name begins with may be the country of a person: `Russian President X`, `президент США X`. */
static uint32_t head_of_name(const kith_phrase *p, uint32_t i) {
  for (;;) {
    const kith_phrase_item *item = item_at(p, i);
    bool genitive = item->type == KITH_PER && (!(p->rules & KITH_RULE_CASE) || item->base);
    if (genitive) return i;
    uint32_t k = i + 1;
    if (kith_phrase_does(p, k, KITH_DOES_POSSESSIVE) && item_at(p, k)->gap & KITH_GAP_GLUED) k++;
    for (unsigned n = 0; n < 5 && kith_phrase_joined(p, k) && !kith_phrase_thing(p, k); n++, k++) {
      bool names_a_role = item_at(p, k)->cues[KITH_CUE_ROLE].cue || kith_phrase_does(p, k, ADDS | KITH_DOES_TITLE);
      if (!names_a_role && !(n && item_at(p, k - 1)->cues[KITH_CUE_ROLE].cue && !kith_clause_verb(p, k) && item_at(p, k)->capital)) return i;
    }
    if (!kith_phrase_joined(p, k) || !kith_phrase_thing(p, k) || item_at(p, k)->type != KITH_PER) return i;
    i = k;
  }
}

/* Over articles and the like to a thing; KITH_NONE if another word comes first. */
uint32_t kith_clause_thing(const kith_phrase *p, uint32_t i, unsigned words, uint32_t border) {
  for (unsigned n = 0; n <= words && i < p->items.n && (n == 0 || kith_phrase_joined(p, i)); n++, i++) {
    if (kith_phrase_thing(p, i)) return i;
    if (kith_clause_verb(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE)) return KITH_NONE;
    if (kith_phrase_does(p, i, border) && !kith_phrase_does(p, i, KITH_DOES_DETERMINER)) return KITH_NONE;
  }
  return KITH_NONE;
}

/* `the minister of X, Y,` is Y: an apposition and no list, which would end with an "and". */
static kith_actors without_apposition(const kith_phrase *p, kith_actors a, uint32_t joined) {
  if (a.count <= joined) return a;
  bool acts = joined == 1 && item_at(p, a.at[1])->type < item_at(p, a.at[0])->type; /* a person rather than a body, a body rather than a place */
  if (acts) a.at[0] = a.at[1];
  a.count = joined;
  return a;
}

kith_actors kith_clause_group(const kith_phrase *p, uint32_t i) {
  kith_actors a = {.count = 0};
  uint32_t joined = 1; /* how many of them an "and" holds together */
  i = kith_clause_thing(p, i, 5, 0);
  while (i != KITH_NONE && a.count < KITH_ACTORS) {
    i = head_of_name(p, i);
    a.at[a.count++] = i;
    uint32_t k = i + 1;
    for (unsigned n = 0; n < 2 && kith_phrase_joined(p, k) && !kith_phrase_thing(p, k) && !kith_phrase_does(p, k, KITH_DOES_AND) &&
                         !kith_clause_verb(p, k) && !(item_at(p, k)->does & BEFORE_NOUN); n++) k++; /* `American side and` */
    bool comma = k < p->items.n && item_at(p, k)->gap == KITH_GAP_COMMA && kith_phrase_thing(p, k);
    if (comma && k == i + 1) {
      i = k;
      continue;
    }
    if (!kith_phrase_does(p, k, KITH_DOES_AND) || !kith_phrase_joined(p, k + 1) || !(kith_phrase_joined(p, k) || a.count > 1)) break;
    i = kith_clause_thing(p, k + 1, 3, BEHIND_AND);
    if (i != KITH_NONE) joined = a.count + 1;
  }
  return without_apposition(p, a, joined);
}

/* ---- left of the verb ---- */

bool kith_clause_in_prepositional(const kith_phrase *p, uint32_t i) {
  for (unsigned n = 0; n < NEAR && i > 0 && kith_phrase_joined(p, i); n++) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE)) return true;
    if (n == 0 && kith_phrase_does(p, i, KITH_DOES_AND) && i > 0 && kith_phrase_thing(p, i - 1)) return kith_clause_in_prepositional(p, i - 1);
    if (!kith_phrase_does(p, i, KITH_DOES_DETERMINER | ADDS | KITH_DOES_TITLE) && !item_at(p, i)->cues[KITH_CUE_ROLE].cue) return false;
  }
  return false;
}

bool kith_clause_is_weak(const kith_phrase *p, uint32_t i) {
  const kith_phrase_item *item = item_at(p, i);
  if (kith_phrase_does(p, i + 1, KITH_DOES_POSSESSIVE) && item_at(p, i + 1)->gap & KITH_GAP_GLUED) return true;
  bool linked = i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, KITH_DOES_LINK) && !kith_phrase_thing(p, i - 1);
  bool article = linked && kith_phrase_does(p, i - 1, KITH_DOES_DETERMINER); /* der Kreml; der Sprecher der Ukraine */
  if (linked && (!article || (i > 1 && kith_phrase_joined(p, i - 1) && (item_at(p, i - 2)->capital || kith_phrase_thing(p, i - 2))))) return true;
  return p->rules & (KITH_RULE_CASE | KITH_RULE_NOUNS) && item->entity != KITH_NONE && !item->base;
}

/* `rebels in the Ivory Coast`, and not `In Moscow, …`: a place that says whose the unnamed are. */
static bool is_inside(const kith_phrase *p, uint32_t i) {
  if (item_at(p, i)->type != KITH_LOC || !kith_phrase_joined(p, i + 1)) return false;
  while (i > 0 && kith_phrase_joined(p, i)) {
    i--;
    if (kith_phrase_does(p, i, KITH_DOES_LOCATIVE)) return i > 0 && kith_phrase_joined(p, i);
    if (!kith_phrase_does(p, i, KITH_DOES_DETERMINER | ADDS)) return false;
  }
  return false;
}

bool kith_clause_is_located(const kith_phrase *p, uint32_t i) {
  return item_at(p, i)->type == KITH_LOC && i > 0 && kith_phrase_joined(p, i) && kith_phrase_does(p, i - 1, KITH_DOES_LOCATIVE) &&
         !kith_phrase_does(p, i - 1, KITH_DOES_COMITATIVE);
}

kith_actors kith_clause_antecedent(const kith_phrase *p, uint32_t i) {
  if (i > 0 && !kith_phrase_thing(p, i - 1) && kith_phrase_does(p, i - 1, KITH_DOES_PREPOSITION)) i--; /* mit dem, avec qui */
  return i > 0 && kith_phrase_thing(p, i - 1) && !kith_clause_is_located(p, i - 1) ? (kith_actors){{i - 1}, 1} : (kith_actors){.count = 0};
}

/* `dijo el lunes que`: a word like a relative pronoun that begins what is said. */
static bool begins_speech(const kith_phrase *p, uint32_t i) {
  if (kith_phrase_does(p, i, KITH_DOES_PRONOUN)) return false;
  for (unsigned n = 0; n <= NEAR && i > 0; n++)
    if (kith_clause_verb(p, --i)) return true;
  return false;
}

/* `met Y and criticized Z`, `X, who met Y, criticized Z`: whoever did the other thing does this. */
static bool is_second(const kith_phrase *p, uint32_t i) {
  while (i > 0 && kith_phrase_joined(p, i) &&
         kith_phrase_does(p, i - 1, KITH_DOES_AUXILIARY | KITH_DOES_NOT | KITH_DOES_MODAL | KITH_DOES_REFLEXIVE | KITH_DOES_INTENT) && !kith_phrase_thing(p, i - 1)) i--;
  return i > 0 && (kith_phrase_does(p, i - 1, KITH_DOES_AND) || item_at(p, i)->gap & KITH_GAP_COMMA);
}

/* `…, and X met Y`: another clause, unless it is the last of a list: A, B, and C. */
static bool is_next_clause(const kith_phrase *p, uint32_t k) {
  return kith_phrase_does(p, k, KITH_DOES_AND) && item_at(p, k)->gap & KITH_GAP_COMMA && !(k > 1 && item_at(p, k - 1)->gap & KITH_GAP_COMMA);
}

kith_actors kith_clause_subject(const kith_phrase *p, uint32_t i, bool *pronoun) {
  uint32_t strong = KITH_NONE, weak = KITH_NONE, place = KITH_NONE;
  bool second = kith_clause_verb(p, i) && is_second(p, i);
  *pronoun = false;
  for (uint32_t k = i, n = 0; n < REACH && k > 0; n++) {
    if (item_at(p, k)->gap & (KITH_GAP_STOP | KITH_GAP_QUOTE)) break;
    k--;
    bool none = strong == KITH_NONE && weak == KITH_NONE;
    if (kith_clause_verb(p, k) && !kith_clause_hangs(p, k)) {
      if (second) strong = weak = KITH_NONE;
      *pronoun = second || none; /* and met: whoever did the other thing */
      break;
    }
    if (none && kith_phrase_does(p, k, KITH_DOES_RELATIVE)) {
      kith_actors antecedent = kith_clause_antecedent(p, k);
      if (antecedent.count || !begins_speech(p, k)) return antecedent; /* cei care, officials who: nobody we know */
    }
    if (kith_phrase_does(p, k, KITH_DOES_CLAUSE) || is_next_clause(p, k)) {
      *pronoun = *pronoun || none;
      break;
    }
    if (kith_phrase_does(p, k, KITH_DOES_PRONOUN) && !kith_phrase_does(p, k, KITH_DOES_DETERMINER) && strong == KITH_NONE) {
      if (!(p->items.n > k + 1 && kith_phrase_joined(p, k + 1) && kith_phrase_thing(p, k + 1))) *pronoun = true;
      if (*pronoun && weak == KITH_NONE) break;
    }
    if (!kith_phrase_thing(p, k)) continue;
    if (kith_clause_in_prepositional(p, k)) {
      if (is_inside(p, k)) place = k;
      continue;
    }
    if (kith_clause_is_weak(p, k)) weak = k;
    else strong = k;
  }
  uint32_t chosen = strong != KITH_NONE ? strong : weak;
  if (chosen == KITH_NONE && !*pronoun) chosen = place;
  if (chosen == KITH_NONE) return (kith_actors){.count = 0};
  *pronoun = false;
  while (chosen == strong && chosen > 1 && kith_phrase_does(p, chosen - 1, KITH_DOES_AND) && kith_phrase_joined(p, chosen - 1) &&
         kith_phrase_thing(p, chosen - 2) && !kith_clause_in_prepositional(p, chosen - 2)) chosen = strong -= 2; /* X, whose case is not known, and Y */
  return kith_clause_group(p, chosen);
}

/* ---- right of the verb ---- */

/* `drohte, X anzugreifen`: what a comma divides from the verb is what it threatens. */
bool kith_clause_leads_on(const kith_phrase *p, uint32_t i) {
  if (!(p->rules & KITH_RULE_VERB_LAST) || item_at(p, i)->gap != KITH_GAP_COMMA || kith_phrase_does(p, i, KITH_DOES_CLAUSE | KITH_DOES_AND)) return false;
  for (uint32_t k = i; k < p->items.n && k - i < REACH && (k == i || kith_phrase_joined(p, k)); k++) {
    uint32_t end = kith_phrase_does(p, k, KITH_DOES_INFINITIVE) ? k + 2 : kith_clause_verb(p, k) && kith_clause_is_marked(p, k) ? k + 1 : 0;
    if (end && (!kith_phrase_joined(p, end) || kith_phrase_does(p, end, KITH_DOES_AND))) return true;
  }
  return false;
}

kith_actors kith_clause_object(const kith_phrase *p, uint32_t i, kith_places places) {
  uint32_t place = KITH_NONE, start = i;
  for (unsigned n = 0; n < REACH && i < p->items.n; n++, i++) {
    if (item_at(p, i)->gap & KITH_GAP_BREAK && !kith_clause_leads_on(p, i)) break;
    if (kith_phrase_does(p, i, KITH_DOES_CLAUSE) && i > start) break;
    const kith_found_cue *verb = kith_clause_verb(p, i);
    if (verb && verb->form & (KITH_VERB_PAST | KITH_VERB_PRESENT) && i > start && !kith_clause_hangs(p, i) &&
        !(verb->form & KITH_VERB_PARTICIPLE && kith_clause_passive(p, i, verb))) break;
    if (!kith_phrase_thing(p, i)) continue;
    if (!kith_clause_is_located(p, i)) return kith_clause_group(p, i);
    bool told = p->rules & KITH_RULE_NOUN_FIRST && i > 0 && kith_phrase_does(p, i - 1, KITH_DOES_WITH) && i > 1 && !kith_phrase_does(p, i - 2, KITH_DOES_LINK); /* à Kiev, not de la Chișinău */
    if (place == KITH_NONE && (places == KITH_PLACES_ANY || (places == KITH_PLACES_TOLD && told))) place = i;
  }
  return place != KITH_NONE ? kith_clause_group(p, place) : (kith_actors){.count = 0};
}

kith_actors kith_clause_behind(const kith_phrase *p, uint32_t i, uint32_t word, unsigned reach) {
  for (unsigned n = 0; n < reach && i < p->items.n; n++, i++) {
    if (item_at(p, i)->gap & KITH_GAP_BREAK) break;
    if (kith_phrase_does(p, i, word) && !kith_phrase_thing(p, i)) return kith_clause_group(p, i + 1);
    if (kith_clause_verb(p, i) || kith_phrase_does(p, i, KITH_DOES_CLAUSE)) break;
  }
  return (kith_actors){.count = 0};
}

bool kith_clause_is_indirect(const kith_phrase *p, uint32_t from, uint32_t at) {
  while (at > from && kith_phrase_joined(p, at)) {
    at--;
    bool adds = kith_phrase_does(p, at, KITH_DOES_DETERMINER | ADDS | KITH_DOES_TITLE | KITH_DOES_THROUGH) || item_at(p, at)->cues[KITH_CUE_ROLE].cue ||
                (kith_phrase_thing(p, at) && item_at(p, at)->entity == KITH_NONE);
    if (adds) continue;
    if (!kith_phrase_does(p, at, KITH_DOES_LINK | KITH_DOES_PREPOSITION | KITH_DOES_LOCATIVE) || kith_phrase_does(p, at, KITH_DOES_WITH)) return false;
    return !(at > from && (item_at(p, at - 1)->cues[KITH_CUE_ROLE].cue || kith_phrase_does(p, at - 1, KITH_DOES_TITLE | KITH_DOES_THROUGH)));
  }
  return false;
}
