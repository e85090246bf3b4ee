#include "lexicon/rules.h"

static kith_str string(const kith_source *s, uint32_t id) { return kith_intern_get(&s->strings, id); }

/* ---- who becomes whom ---- */

typedef struct settling {
  kith_source *source;
  kith_map target; /* entity -> 1 + index of the rule that moves it */
  kith_map labels; /* (entity, language) -> 1 + index of the name that is the label */
  kith_map dropped; /* entity -> 1 + layer of its `rename -` */
} settling;

static kith_status complain(const settling *t, const kith_rule *rule, kith_source_report report, void *context, bool grave,
                            const char *format, kith_error *error) {
  const kith_source *s = t->source;
  kith_error local, *e = error ? error : &local;
  kith_str a = string(s, rule->a), b = string(s, rule->b), file = string(s, s->files.at[rule->file]);
  kith_buf path = {0};
  kith_buf_add(&path, file);
  kith_error_at(e, KITH_ERR_FORMAT, kith_buf_text(&path), rule->line, format, KITH_STR_FMT(a), KITH_STR_FMT(b));
  kith_vec_clear(&path);
  if (report) return report(context, e) ? KITH_OK : KITH_ERR_FORMAT;
  return grave ? KITH_ERR_FORMAT : KITH_OK;
}

/* The last word on a pair counts, and the last merge of an entity. */
static void collect_merges(settling *t) {
  kith_source *s = t->source;
  kith_map pairs = {0};
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    if (r->kind != KITH_RULE_SAME && r->kind != KITH_RULE_NOT_SAME) continue;
    *kith_map_add(&pairs, r->a < r->b ? kith_pair(r->a, r->b) : kith_pair(r->b, r->a)) = i;
  }
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    if (r->kind != KITH_RULE_SAME) continue;
    if (*kith_map_find(&pairs, r->a < r->b ? kith_pair(r->a, r->b) : kith_pair(r->b, r->a)) != i) continue;
    uint32_t a = kith_source_find(s, string(s, r->a));
    if (a != KITH_NONE) *kith_map_add(&t->target, a) = i + 1;
  }
  kith_map_clear(&pairs);
}

static const kith_rule *rule_of(const settling *t, uint32_t entity) {
  const uint64_t *at = kith_map_find(&t->target, entity);
  return at && *at ? &t->source->rules.at[*at - 1] : NULL;
}

static uint32_t step(const settling *t, uint32_t entity) {
  const kith_rule *r = rule_of(t, entity);
  return r ? kith_source_find(t->source, string(t->source, r->b)) : entity;
}

/* Goes two ways at two speeds (R. W. Floyd); the row that is last in the file breaks the circle. */
static kith_status break_circle(settling *t, uint32_t from, kith_source_report report, void *context, kith_error *error) {
  uint32_t slow = from, fast = from, last;
  do {
    slow = step(t, slow);
    fast = step(t, step(t, fast));
  } while (slow != fast);
  if (!rule_of(t, slow)) return KITH_OK;
  last = slow;
  for (uint32_t e = step(t, slow); e != slow; e = step(t, e))
    if (rule_of(t, e) > rule_of(t, last)) last = e;
  const kith_rule *bad = rule_of(t, last);
  *kith_map_add(&t->target, last) = 0;
  return complain(t, bad, report, context, true, "merges '%.*s' into '%.*s', which other rows merge back: a circle", error);
}

static void fill_facts(kith_lexicon_entity *to, const kith_lexicon_entity *from) {
  if (!to->country[0]) memcpy(to->country, from->country, sizeof to->country);
  if (!to->capital_of[0]) memcpy(to->capital_of, from->capital_of, sizeof to->capital_of);
  if (!to->kind[0]) memcpy(to->kind, from->kind, sizeof to->kind);
  if (!to->gender) to->gender = from->gender;
  if (!to->prominence) to->prominence = from->prominence;
  if (!to->population) to->population = from->population;
  if (to->type == KITH_TYPE_COUNT) {
    to->type = from->type;
    to->layer = from->layer;
  }
}

static kith_status check_types(settling *t, uint32_t from, kith_source_report report, void *context, kith_error *error) {
  kith_source *s = t->source;
  uint32_t to = from;
  while (rule_of(t, to)) to = step(t, to);
  uint8_t a = s->entities.at[from].facts.type, b = s->entities.at[to].facts.type;
  if (a == b || a == KITH_TYPE_COUNT || b == KITH_TYPE_COUNT) return KITH_OK;
  const kith_rule *bad = rule_of(t, from);
  *kith_map_add(&t->target, from) = 0;
  return complain(t, bad, report, context, false, "merges '%.*s' into '%.*s', which is of another type", error);
}

static kith_status resolve_merges(settling *t, kith_source_report report, void *context, kith_error *error) {
  kith_source *s = t->source;
  kith_status status = KITH_OK;
  for (size_t i = 0; i < t->target.entries.n; i++) /* ids that only rules know */
    kith_source_entity_add(s, string(s, s->rules.at[t->target.entries.at[i].value - 1].b));
  for (size_t i = 0; i < t->target.entries.n && status == KITH_OK; i++)
    status = break_circle(t, (uint32_t)t->target.entries.at[i].key, report, context, error);
  for (size_t i = 0; i < t->target.entries.n && status == KITH_OK; i++)
    if (t->target.entries.at[i].value) status = check_types(t, (uint32_t)t->target.entries.at[i].key, report, context, error);
  return status;
}

/* ---- labels ---- */

static void rename_entities(settling *t) {
  kith_source *s = t->source;
  kith_lang english = kith_language_find(s->languages, KITH_STR("en"));
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    uint32_t e = r->kind == KITH_RULE_RENAME ? kith_source_find(s, string(s, r->a)) : KITH_NONE;
    if (e == KITH_NONE || s->entities.at[e].facts.type == KITH_TYPE_COUNT) continue;
    if (r->b == KITH_NONE) {
      *kith_map_add(&t->dropped, e) = r->layer + 1u;
      continue;
    }
    kith_lang lang = r->lang ? r->lang : english;
    kith_source_name name = {e, r->b, lang, KITH_ROLE_LABEL, r->layer, r->file, r->line};
    kith_vec_push(&s->names, name);
    if (lang == english) s->entities.at[e].label = r->b;
  }
}

/* Of labels of one entity in one language the one of the highest layer stands, of those of one layer the last. */
static void settle_label(settling *t, uint32_t index) {
  kith_source *s = t->source;
  kith_source_name *name = &s->names.at[index];
  if (name->role != KITH_ROLE_LABEL) return;
  uint64_t *best = kith_map_add(&t->labels, kith_pair(name->entity, name->lang));
  if (!*best) {
    *best = index + 1u;
    return;
  }
  kith_source_name *other = &s->names.at[*best - 1], *loser = other->layer > name->layer ? name : other;
  const uint64_t *dropped = kith_map_find(&t->dropped, name->entity);
  if (loser == other) *best = index + 1u;
  loser->role = KITH_ROLE_ALIAS;
  bool same = other->text == name->text;
  if (same || (dropped && loser->layer + 1u < *dropped)) loser->entity = KITH_NONE;
}

/* Names of a merged entity go over; its labels only where the other has none. */
static void move_names(settling *t) {
  kith_source *s = t->source;
  kith_map there = {0}; /* (entity, text) -> 1 + language, of those that get names */
  kith_map gets = {0};
  for (size_t i = 0; i < t->target.entries.n; i++) {
    uint32_t from = (uint32_t)t->target.entries.at[i].key, to = from;
    while (rule_of(t, to)) to = step(t, to);
    if (to != from) kith_map_add(&gets, to);
  }
  for (size_t i = 0; i < s->names.n; i++) {
    const kith_source_name *n = &s->names.at[i];
    if (n->entity != KITH_NONE && kith_map_find(&gets, n->entity)) *kith_map_add(&there, kith_pair(n->entity, n->text)) = 1u + n->lang;
  }
  for (size_t i = 0; i < s->names.n; i++) {
    kith_source_name *n = &s->names.at[i];
    if (n->entity == KITH_NONE || !rule_of(t, n->entity)) continue;
    while (rule_of(t, n->entity)) n->entity = step(t, n->entity);
    uint64_t *seen = kith_map_add(&there, kith_pair(n->entity, n->text));
    uint64_t *label = n->role == KITH_ROLE_LABEL ? kith_map_add(&t->labels, kith_pair(n->entity, n->lang)) : NULL;
    if (label && *label) n->role = KITH_ROLE_ALIAS;
    if (label && !*label) *label = i + 1;
    if (*seen == 1u + n->lang && n->role != KITH_ROLE_LABEL) n->entity = KITH_NONE;
    if (!*seen) *seen = 1u + n->lang;
  }
  kith_map_clear(&there);
  kith_map_clear(&gets);
}

static void move_facts(settling *t) {
  kith_source *s = t->source;
  for (size_t i = 0; i < t->target.entries.n; i++) {
    uint32_t from = (uint32_t)t->target.entries.at[i].key, to = from;
    while (rule_of(t, to)) to = step(t, to);
    if (to == from) continue;
    kith_source_entity *a = &s->entities.at[from], *b = &s->entities.at[to];
    fill_facts(&b->facts, &a->facts);
    if (b->label == KITH_NONE) b->label = a->label;
    a->facts.type = KITH_TYPE_COUNT;
    a->now = to;
  }
}

static void leave_out(kith_source *s, size_t from) {
  size_t kept = from;
  for (size_t i = from; i < s->names.n; i++)
    if (s->names.at[i].entity != KITH_NONE) s->names.at[kept++] = s->names.at[i];
  s->names.n = kept;
}

kith_status kith_rules_settle(kith_source *source, kith_source_report report, void *context, kith_error *error) {
  settling t = {.source = source};
  if (!source->rules.n && source->layers < 2) return KITH_OK;
  collect_merges(&t);
  kith_status status = resolve_merges(&t, report, context, error);
  if (status == KITH_OK) {
    rename_entities(&t);
    for (uint32_t i = 0; i < source->names.n; i++) settle_label(&t, i);
    if (t.target.entries.n) move_names(&t);
    move_facts(&t);
    leave_out(source, 0);
  }
  kith_map_clear(&t.target);
  kith_map_clear(&t.labels);
  kith_map_clear(&t.dropped);
  return status;
}

/* ---- forbidden names ---- */

void kith_rules_key(kith_str name, kith_words *cut, kith_buf *key) {
  cut->n = 0;
  kith_words_cut(name, 0, name.n, cut);
  for (size_t i = 0; i < cut->n; i++) {
    if (i) kith_buf_char(key, ' ');
    kith_word_key(name, &cut->at[i], key);
  }
}

static kith_str folded(kith_str text, kith_words *cut, kith_buf *key) {
  key->n = 0;
  kith_rules_key(text, cut, key);
  return kith_buf_str(key);
}

/* The entity that an id now stands for: ids of merged ones go on meaning somebody. */
static uint32_t meant(const kith_source *s, uint32_t id) {
  uint32_t e = kith_source_find(s, string(s, id));
  return e != KITH_NONE && s->entities.at[e].now != KITH_NONE ? s->entities.at[e].now : e;
}

typedef struct ban {
  uint32_t key, entity; /* entity KITH_NONE: all */
  kith_lang lang;
  uint8_t layer;
} ban;

void kith_rules_forbid(kith_source *source, size_t from) {
  kith_intern keys;
  KITH_VEC(ban) bans = {0};
  kith_words cut = {0};
  kith_buf key = {0};
  kith_intern_init(&keys);
  for (size_t i = 0; i < source->rules.n; i++) {
    const kith_rule *r = &source->rules.at[i];
    if (r->kind != KITH_RULE_FORBID) continue;
    kith_str text = folded(string(source, r->a), &cut, &key);
    ban one = {0, r->b == KITH_NONE ? KITH_NONE : meant(source, r->b), r->lang, r->layer};
    if (!text.n || (r->b != KITH_NONE && one.entity == KITH_NONE)) continue;
    one.key = kith_intern_add(&keys, text);
    kith_vec_push(&bans, one);
  }
  for (size_t i = from; bans.n && i < source->names.n; i++) {
    kith_source_name *n = &source->names.at[i];
    uint32_t found = kith_intern_find(&keys, folded(string(source, n->text), &cut, &key));
    for (size_t k = 0; found != KITH_NONE && k < bans.n; k++) {
      const ban *b = &bans.at[k];
      bool holds = b->key == found && (b->lang == KITH_LANG_UND || b->lang == n->lang) && n->layer <= b->layer;
      if (holds && (b->entity == KITH_NONE || b->entity == n->entity)) {
        n->entity = KITH_NONE;
        break;
      }
    }
  }
  if (bans.n) leave_out(source, from);
  kith_vec_clear(&bans);
  kith_intern_clear(&keys);
  kith_vec_clear(&cut);
  kith_vec_clear(&key);
}
