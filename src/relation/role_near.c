/* Relations that names say by standing side by side:
 *
 *   persons   X (Ukraine) · X (Labour) · X of Reuters · Belarusian X
 *   places    Donetsk, Ukraine · Reno (Nevada) · Muncie in the state of Indiana · Бокино Тамбовского района */
#include "relation/role.h"

static const kith_entity *entity_at(const kith_role_scene *s, uint32_t i) { return &s->entities->list.at[kith_role_item(s, i)->entity]; }

static bool is_kind(const kith_role_scene *s, uint32_t i, const char *kind) { return kith_str_is(entity_at(s, i)->kind, kind); }

/* ---- persons ---- */

static const char *tie_to_body(const kith_role_scene *s, uint32_t i) {
  if (kith_role_named(s, i, KITH_LOC)) return is_kind(s, i, "country") ? "citizen_of" : NULL;
  if (!kith_role_named(s, i, KITH_ORG)) return NULL;
  return is_kind(s, i, "party") || is_kind(s, i, "sport") || is_kind(s, i, "armed_group") || is_kind(s, i, "legislature") ? "member_of" : "works_for";
}

/* The name that item i begins with, over articles and `the party`. */
static uint32_t name_from(const kith_role_scene *s, uint32_t i) {
  for (unsigned n = 0; n < 4 && kith_role_joined(s, i); n++, i++) {
    if (kith_role_adjective(s, i)) continue;
    if (kith_role_thing(s, i)) return i;
    if (!kith_role_does(s, i, KITH_DOES_DETERMINER | KITH_ROLE_ADDS | KITH_DOES_ORG_HEAD | KITH_DOES_LOC_HEAD)) return KITH_NONE;
  }
  return KITH_NONE;
}

/* X (Ukraine): nothing else stands between the brackets. */
static void bracketed(kith_role_scene *s, uint32_t i) {
  uint32_t to = i + 1;
  if (to >= kith_role_count(s) || !(kith_role_item(s, to)->gap & KITH_GAP_OPEN) || kith_role_item(s, to)->gap & KITH_GAP_STOP) return;
  if (to + 1 < kith_role_count(s) && !(kith_role_item(s, to + 1)->gap & KITH_GAP_PAREN)) return;
  const char *type = tie_to_body(s, to);
  if (type && entity_at(s, to)->lexicon != KITH_NONE) /* and not X (his other name) */
    kith_role_say(s, type, i, to, to, to, .8f);
}

/* X of Reuters, X from Ukraine. */
static void belonging(kith_role_scene *s, uint32_t i) {
  uint32_t k = i + 1;
  if (!kith_phrase_joined(s->phrase, k) || !kith_role_does(s, k, KITH_DOES_FROM) || kith_role_thing(s, k)) return;
  if (s->phrase->rules & KITH_RULE_CASE && !kith_role_item(s, i)->base) return; /* taken from */
  uint32_t to = name_from(s, k + 1);
  if (to == KITH_NONE || kith_role_owned(s, to + 1)) return;
  bool cut = kith_phrase_joined(s->phrase, to + 1) && kith_role_item(s, to + 1)->capital && kith_role_named(s, to, KITH_LOC); /* of the US Cancer Institute */
  const char *type = cut ? NULL : tie_to_body(s, to);
  if (type) kith_role_say(s, type, i, to, k, k, .75f);
}

/* An activist from Sweden, X: what is said of the place says it of the person behind it. */
static void comes_from(kith_role_scene *s, uint32_t i) {
  if (i < 2 || !is_kind(s, i, "country") || !kith_phrase_joined(s->phrase, i) || !kith_phrase_joined(s->phrase, i - 1)) return;
  bool from = kith_role_does(s, i - 1, KITH_DOES_FROM), whoever = kith_role_cue(s, i - 2) || kith_role_does(s, i - 2, KITH_DOES_TITLE);
  if (from && whoever && kith_role_named(s, i + 1, KITH_PER) && kith_phrase_joined(s->phrase, i + 1)) kith_role_say(s, "citizen_of", i + 1, i, i - 1, i - 1, .75f);
}

/* Belarusian X, белорус X; the Belarusian scientist X, where no role says more. */
static void native(kith_role_scene *s, uint32_t i) {
  uint32_t k = i + 1;
  for (unsigned n = 0; n < 2 && kith_phrase_joined(s->phrase, k) && !kith_role_thing(s, k) && !kith_role_cue(s, k) && kith_role_does(s, k, KITH_DOES_TITLE); n++) k++;
  if (!kith_role_named(s, k, KITH_PER) || !kith_phrase_joined(s->phrase, k) || kith_role_item(s, i)->gap & KITH_GAP_GLUED) return;
  const kith_lexicon_entity *place = kith_phrase_place(s->options->phraser, kith_role_item(s, i));
  if (strcmp(place->kind, "country") == 0) kith_role_say(s, "citizen_of", k, i, i, i, .75f);
}

/* ---- places ---- */

/* How far up a place stands; 0: not known. */
static unsigned rank_of(const kith_entity *e) {
  static const char *const ranks[] = {"city", "subdivision", "country"};
  for (unsigned i = 0; i < sizeof ranks / sizeof *ranks; i++)
    if (kith_str_is(e->kind, ranks[i])) return i + 2;
  return kith_str_is(e->kind, "building") || kith_str_is(e->kind, "island") || kith_str_is(e->kind, "mountain");
}

/* Whether the place at i is one of several. */
static bool is_listed(const kith_role_scene *s, uint32_t inner, uint32_t outer) {
  uint32_t k = outer + 1;
  if (kith_role_does(s, k, KITH_DOES_AND)) return k + 1 < kith_role_count(s);
  if (kith_role_named(s, k, KITH_LOC) && rank_of(entity_at(s, k)) <= rank_of(entity_at(s, outer))) return true;
  bool before = inner > 0 && kith_role_named(s, inner - 1, KITH_LOC) && kith_role_item(s, inner)->gap == KITH_GAP_COMMA;
  return before && rank_of(entity_at(s, inner - 1)) >= rank_of(entity_at(s, inner));
}

typedef struct joint {
  bool apposed, paren, head, in, genitive; /* what stands between two places */
} joint;

/* In Selly Oak, Birmingham; in the Cathedral of X in Cairo. */
static bool is_where(const kith_role_scene *s, uint32_t i) {
  bool at = false, from = false;
  for (unsigned n = 0; n < 2 && i > 0 && kith_role_joined(s, i); n++) {
    at = at || kith_role_does(s, --i, KITH_DOES_LOCATIVE);
    from = from || kith_role_does(s, i, KITH_DOES_FROM);
  }
  return at && !from;
}

/* Whether the inner place may be in the outer: by what is known of them, or by how it is said. */
static bool may_contain(const kith_role_scene *s, uint32_t inner, uint32_t outer, joint how) {
  const kith_entity *a = entity_at(s, inner), *b = entity_at(s, outer);
  unsigned low = rank_of(a), high = rank_of(b);
  bool known = a->lexicon != KITH_NONE, apart = a->country.n && b->country.n && !kith_str_equal(a->country, b->country);
  if (apart || (known && !low) || (low && high && low >= high) || (!high && b->lexicon != KITH_NONE)) return false;
  bool listed = how.apposed && !how.head && !how.in && is_listed(s, inner, outer);
  if (known && (listed || (kith_phrase_joined(s->phrase, outer + 1) && kith_role_does(s, outer + 1, KITH_DOES_AND)))) return false;
  if (known && high > 2 && a->country.n && b->country.n) return !(how.in && inner > 0 && kith_role_does(s, inner - 1, KITH_DOES_FROM));
  if (how.genitive) return low < 3;
  if (how.head) return low < 3 && !(how.in && known);
  if (is_listed(s, inner, outer)) return false;
  bool at = is_where(s, inner);
  bool from = inner > 0 && kith_role_does(s, inner - 1, KITH_DOES_FROM | KITH_DOES_AND);
  if (how.in) return high > 1 && low < 2 && (at || (!known && !from));
  if (high > 2) return true;
  return high == 2 && at && !how.paren && low < 2;
}

/* In, and not near or from. */
static bool is_in(const kith_role_scene *s, uint32_t i) {
  return kith_role_does(s, i, KITH_DOES_LINK | KITH_DOES_ABOUT) && !kith_role_does(s, i, KITH_DOES_FROM);
}

static void inside(kith_role_scene *s, uint32_t i) {
  uint32_t k = i + 1;
  if (k >= kith_role_count(s) || kith_role_item(s, k)->gap & (KITH_GAP_STOP | KITH_GAP_QUOTE)) return;
  joint how = {.apposed = kith_role_item(s, k)->gap & (KITH_GAP_COMMA | KITH_GAP_PAREN), .paren = kith_role_item(s, k)->gap & KITH_GAP_OPEN};
  for (unsigned n = 0; n < 4 && k < kith_role_count(s) && !kith_role_thing(s, k); n++, k++) {
    if (k > i + 1 && !kith_phrase_joined(s->phrase, k)) return;
    if (kith_role_does(s, k, KITH_DOES_LOC_HEAD)) how.head = true;
    else if (kith_role_does(s, k, KITH_DOES_LOCATIVE) && is_in(s, k) && (n == 0 || (n == 1 && how.head && !how.apposed))) how.in = true, how.head = false;
    else if (!kith_role_does(s, k, KITH_DOES_DETERMINER | KITH_DOES_MODIFIER) && (s->phrase->rules & KITH_RULE_CASE || !kith_role_does(s, k, KITH_DOES_LINK))) return;
  }
  if (!kith_role_named(s, k, KITH_LOC) || (k > i + 1 && !kith_phrase_joined(s->phrase, k))) return;
  if (how.paren && k + 1 < kith_role_count(s) && !(kith_role_item(s, k + 1)->gap & (KITH_GAP_PAREN | KITH_GAP_COMMA))) return;
  how.genitive = k == i + 1 && !how.apposed && s->phrase->rules & KITH_RULE_GENITIVE && !kith_role_item(s, k)->base;
  if (!how.apposed && !how.in && !how.genitive && !how.head) return;
  if (k == i + 1 ? !how.apposed && !how.genitive : !how.in && !how.head) return;
  if (may_contain(s, i, k, how)) kith_role_say(s, "located_in", i, k, i, k, .85f);
}

/* The University of X in Muncie, the football club X (Muncie), Верховный суд Украины: bodies that are at one place. */
static void seated(kith_role_scene *s, uint32_t i) {
  static const char *const kinds[] = {"university", "court", "legislature", "ministry", "agency", "government", "army"};
  uint32_t k = i + 1;
  if (k >= kith_role_count(s)) return;
  const kith_entity *body = entity_at(s, i);
  bool local = body->lexicon == KITH_NONE;
  for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) local = local || kith_str_is(body->kind, kinds[n]);
  uint8_t gap = kith_role_item(s, k)->gap;
  bool bracket = gap & KITH_GAP_OPEN && !(gap & KITH_GAP_STOP) && kith_role_named(s, k, KITH_LOC) && k + 1 < kith_role_count(s) &&
                 kith_role_item(s, k + 1)->gap & (KITH_GAP_PAREN | KITH_GAP_COMMA);
  bool genitive = s->phrase->rules & KITH_RULE_CASE && kith_role_joined(s, k) && kith_role_named(s, k, KITH_LOC) && !kith_role_item(s, k)->base;
  bool in = kith_role_joined(s, k) && kith_role_does(s, k, KITH_DOES_LOCATIVE) && is_in(s, k) && !kith_role_thing(s, k);
  if (in) k++;
  while (in && kith_phrase_joined(s->phrase, k) && !kith_role_thing(s, k) && kith_role_does(s, k, KITH_DOES_LOC_HEAD | KITH_DOES_DETERMINER)) k++;
  if (in && !(kith_role_named(s, k, KITH_LOC) && kith_phrase_joined(s->phrase, k) && !is_kind(s, k, "country"))) return;
  bool listed = body->lexicon != KITH_NONE;
  if (bracket || (local && (genitive || (in && (listed || is_where(s, i)))))) kith_role_say(s, "located_in", i, k, i, k, .75f);
}

void kith_role_neighbours(kith_role_scene *s, uint32_t i) {
  if (kith_role_named(s, i, KITH_PER)) {
    bracketed(s, i);
    belonging(s, i);
  } else if (kith_role_named(s, i, KITH_LOC)) {
    inside(s, i);
    comes_from(s, i);
  } else if (kith_role_named(s, i, KITH_ORG)) seated(s, i);
  else if (kith_role_adjective(s, i)) native(s, i);
}
