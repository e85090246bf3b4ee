#include "cli/explain_result.h"
#include "cli/name_forms.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "entity/choose.h"
#include "entity/sound.h"
#include "text/fold.h"
#include "text/word.h"

/* One way to read the name: a candidate, and the languages in which it is one. */
typedef struct way {
  kith_candidate candidate; /* entity KITH_NONE: nobody listed it, and `how` is its type */
  kith_weight weight;
  kith_lang first;
  bool tagged;
  unsigned count; /* of languages */
  kith_buf languages;
} way;

typedef struct telling {
  const kith_knowledge *knowledge;
  const kith_settings *settings;
  kith_buf *text;
  kith_str name;
  kith_buf key; /* the name folded */
  KITH_VEC(way) ways;
  KITH_VEC(kith_weight) weights;
  kith_map entities; /* unlisted ones that were told of: their joins follow */
} telling;

enum { FEW = 20 }; /* mentions that are told of unless all are asked for */

/* ---- words ---- */

static void say(telling *t, const char *text) { kith_buf_add(t->text, kith_str_of(text)); }

static void say_entity(telling *t, const kith_lexicon_entity *e) {
  const kith_lexicon *l = t->knowledge->lexicon;
  kith_str id = kith_lexicon_id(l, e);
  kith_add_safe(t->text, kith_lexicon_label(l, e));
  kith_buf_format(t->text, " (%.*s, %s", KITH_STR_FMT(id), e->type < KITH_TYPE_COUNT ? kith_type_names[e->type] : "-");
  if (e->kind[0]) kith_buf_format(t->text, ", %.*s", (int)strnlen(e->kind, sizeof e->kind), e->kind);
  if (e->country[0]) kith_buf_format(t->text, ", %.2s", e->country);
  say(t, ")");
}

/* `ым for nothing`: what the ending of the first word that changed is, and what it stands for. */
static void say_ending(telling *t, kith_str surface, kith_str base) {
  kith_words mine = {0}, other = {0};
  kith_buf a = {0}, b = {0};
  kith_words_cut(surface, 0, surface.n, &mine);
  kith_words_cut(base, 0, base.n, &other);
  for (size_t i = 0; i < mine.n && mine.n == other.n; i++) {
    size_t same = 0;
    a.n = b.n = 0;
    kith_word_key(surface, &mine.at[i], &a);
    kith_word_key(base, &other.at[i], &b);
    while (same < a.n && same < b.n && a.at[same] == b.at[same]) same++;
    while (same && same < a.n && ((unsigned char)a.at[same] & 0xc0) == 0x80) same--;
    if (same == a.n && same == b.n) continue;
    kith_buf_format(t->text, ", -%.*s for -%.*s", (int)(a.n - same), a.at + same, (int)(b.n - same), b.at + same);
  }
  kith_vec_clear(&mine);
  kith_vec_clear(&other);
  kith_vec_clear(&a);
  kith_vec_clear(&b);
}

static void say_how(telling *t, const kith_candidate *c, kith_str surface) {
  static const char *const hows[KITH_HOW_COUNT] = {
      [KITH_HOW_EXACT] = "its name in the text's language", [KITH_HOW_INFLECTED] = "an inflected form", [KITH_HOW_VARIANT] = "another name or spelling",
      [KITH_HOW_TRANSLIT] = "a name of another language", [KITH_HOW_SHORT] = "a short form", [KITH_HOW_ACRONYM] = "an acronym",
      [KITH_HOW_DEMONYM] = "an adjective or inhabitant"};
  kith_str base = kith_lexicon_string(t->knowledge->lexicon, c->text, c->length);
  kith_buf_format(t->text, "%s: %s", kith_how_names[c->how], c->role == KITH_ROLE_SURNAME ? "a surname" : hows[c->how]);
  if (kith_str_equal(base, surface)) return;
  say(t, ", from \"");
  kith_add_safe(t->text, base);
  say(t, "\"");
  if (c->how != KITH_HOW_TRANSLIT) say_ending(t, surface, base);
}

static void say_part(telling *t, const char *what, double value) {
  if (value > .0005 || value < -.0005) kith_buf_format(t->text, "%s%s %.2f", t->text->at[t->text->n - 1] == '=' ? " " : ", ", what, value);
}

static void say_weight(telling *t, const kith_weight *w) {
  static const char *const reasons[] = {
      [KITH_VERDICT_ADJECTIVE] = "does not count: an adjective or inhabitant names nobody by itself (see --with demonym)",
      [KITH_VERDICT_WEAK] = "does not count: ambiguous alone, and its full name is not in the document",
      [KITH_VERDICT_FAR_OFF] = "does not count: a district that few know, and nothing else in the document is of its country",
      [KITH_VERDICT_GENDER] = "does not count: a surname, and its bearer is of the other gender than the text says",
      [KITH_VERDICT_STRANGER] = "does not count: a surname of somebody little known, whose full name is not in the document"};
  if (w->verdict != KITH_VERDICT_MAY_BE) {
    say(t, reasons[w->verdict]);
    return;
  }
  kith_buf_format(t->text, "%.2f =", w->total);
  say_part(t, "form", w->form);
  say_part(t, "well known", w->known);
  say_part(t, "named in full there", w->named);
  say_part(t, "its country is named", w->country);
  say_part(t, "of the type it was taken for", w->type);
  say_part(t, "of the other gender", w->gender);
}

/* ---- the name alone ---- */

static void add_language(telling *t, way *w, kith_lang lang) {
  if (w->languages.n) kith_buf_char(&w->languages, ' ');
  kith_buf_add(&w->languages, kith_language_get(t->knowledge->languages, lang)->code);
  w->count++;
}

static void add_way(telling *t, const kith_candidate *c, const kith_weight *weight, kith_lang lang, bool tagged) {
  size_t i = 0;
  for (; i < t->ways.n; i++) {
    const kith_candidate *known = &t->ways.at[i].candidate;
    if (known->entity == c->entity && known->how == c->how && (c->entity == KITH_NONE || known->text == c->text)) break;
  }
  if (i == t->ways.n) kith_vec_push(&t->ways, (way){.candidate = *c, .weight = *weight, .first = lang, .tagged = tagged});
  add_language(t, &t->ways.at[i], lang);
}

static void add_ways(void *context, const kith_reading *reading, kith_lang lang) {
  telling *t = context;
  const kith_reading_mention *m = &reading->mentions[0];
  kith_vec_reserve(&t->weights, m->candidate_count + 1);
  kith_choose_weigh(reading, m, t->knowledge->lexicon, t->weights.at);
  for (uint32_t i = 0; i < m->candidate_count; i++)
    add_way(t, &reading->candidates[m->first_candidate + i], &t->weights.at[i], lang, false);
  kith_candidate unlisted = {.entity = KITH_NONE, .how = m->type, .score = m->score};
  kith_weight none = {.total = m->score};
  if (!m->candidate_count) add_way(t, &unlisted, &none, lang, m->flags & KITH_MENTION_TAGGED);
}

/* The strongest first; what does not count behind. */
static bool stands_before(const way *a, const way *b) {
  bool x = a->candidate.entity != KITH_NONE && a->weight.verdict == KITH_VERDICT_MAY_BE;
  bool y = b->candidate.entity != KITH_NONE && b->weight.verdict == KITH_VERDICT_MAY_BE;
  return x != y ? x : a->weight.total > b->weight.total;
}

static void sort_ways(telling *t) {
  for (size_t i = 1; i < t->ways.n; i++)
    for (size_t k = i; k > 0 && stands_before(&t->ways.at[k], &t->ways.at[k - 1]); k--) {
      way w = t->ways.at[k];
      t->ways.at[k] = t->ways.at[k - 1];
      t->ways.at[k - 1] = w;
    }
}

static void tell_way(telling *t, const way *w) {
  say(t, "  ");
  if (w->candidate.entity == KITH_NONE) {
    kith_buf_format(t->text, "somebody or something that nobody listed: %s", kith_type_names[w->candidate.how]);
    if (w->tagged) kith_buf_format(t->text, ", as the model reads it, with %.2f", w->weight.total);
    else say(t, ", by a word beside it or its capitals");
  } else {
    say_entity(t, kith_lexicon_entity_at(t->knowledge->lexicon, w->candidate.entity));
    say(t, "\n    ");
    say_how(t, &w->candidate, t->name);
    say(t, "\n    ");
    say_weight(t, &w->weight);
  }
  bool all = w->count + 1u == kith_languages_count(t->knowledge->languages);
  if (all) say(t, "\n    in: every language\n");
  else kith_buf_format(t->text, "\n    in: %.*s\n", (int)w->languages.n, w->languages.at);
}

static void tell_name(telling *t) {
  sort_ways(t);
  say(t, "By itself\n");
  if (!t->ways.n) say(t, "  no name: no lexicon lists it or a name that it is a form of, and nothing else makes it one\n");
  for (size_t i = 0; i < t->ways.n; i++) {
    tell_way(t, &t->ways.at[i]);
    kith_vec_clear(&t->ways.at[i].languages);
  }
}

/* ---- in documents ---- */

static bool is_name(telling *t, kith_str text) {
  kith_buf key = {0};
  kith_fold_key(text, &key);
  bool is = kith_str_equal(kith_buf_str(&key), kith_buf_str(&t->key));
  kith_vec_clear(&key);
  return is;
}

static bool is_asked_for(telling *t, const kith_corpus *c, const kith_reading_mention *m) {
  return is_name(t, m->surface) || (m->base.n && is_name(t, m->base)) || (m->entity != KITH_NONE && is_name(t, c->entities.list.at[m->entity].label));
}

static void tell_competitors(telling *t, const kith_reading *r, const kith_reading_mention *m) {
  kith_vec_reserve(&t->weights, m->candidate_count + 1);
  kith_choose_weigh(r, m, t->knowledge->lexicon, t->weights.at);
  for (uint32_t i = 0; i < m->candidate_count; i++) {
    const kith_candidate *c = &r->candidates[m->first_candidate + i];
    say(t, "    ");
    say_entity(t, kith_lexicon_entity_at(t->knowledge->lexicon, c->entity));
    say(t, "\n      ");
    say_how(t, c, m->surface);
    say(t, "\n      ");
    say_weight(t, &t->weights.at[i]);
    say(t, "\n");
  }
}

static void tell_mention(telling *t, const kith_corpus *c, const kith_reading *r, const kith_reading_mention *m) {
  say(t, "  ");
  kith_add_safe(t->text, r->id);
  kith_buf_format(t->text, " %u-%u  \"", m->start, m->end);
  kith_add_safe(t->text, m->surface);
  say(t, "\"  ");
  if (m->entity == KITH_NONE) {
    say(t, "nobody\n");
  } else {
    const kith_entity *e = &c->entities.list.at[m->entity];
    kith_add_safe(t->text, e->label);
    kith_buf_format(t->text, " (%.*s), %s, %.2f, base form \"", KITH_STR_FMT(e->id), kith_how_names[m->how], (double)m->score);
    kith_add_safe(t->text, m->base);
    say(t, "\"\n");
    if (e->lexicon == KITH_NONE) *kith_map_add(&t->entities, m->entity) = 1;
  }
  if (m->how == KITH_HOW_ROLE) say(t, "    whom this document, or others of about its date, call so\n");
  else if (m->flags & KITH_MENTION_TAGGED) kith_buf_format(t->text, "    the model took it for %s\n", kith_type_names[m->tagged]);
  else if (!m->candidate_count) kith_buf_format(t->text, "    taken for %s by a word beside it, its capitals, or a full name of the document\n", kith_type_names[m->tagged]);
  tell_competitors(t, r, m);
}

static void say_form(telling *t, kith_str text, kith_str language) {
  say(t, "\"");
  kith_add_safe(t->text, text);
  say(t, "\"");
  if (language.n) kith_buf_format(t->text, " (%.*s)", KITH_STR_FMT(language));
}

static void tell_joins(telling *t, const kith_corpus *c) {
  kith_sounds *sounds;
  kith_buf latin = {0}, a = {0}, b = {0};
  kith_sounds_open(&sounds, t->knowledge->languages);
  for (size_t i = 0; i < c->entities.joins.n; i++) {
    const kith_join *j = &c->entities.joins.at[i];
    if (j->entity == KITH_NONE || !kith_map_find(&t->entities, j->entity)) continue;
    kith_str from = kith_language_get(t->knowledge->languages, j->from_lang)->code, to = kith_language_get(t->knowledge->languages, j->to_lang)->code;
    uint64_t *told = kith_map_add(&t->entities, j->entity);
    if (*told == 1) {
      say(t, "\nWhat became ");
      kith_add_safe(t->text, c->entities.list.at[j->entity].label);
      kith_buf_format(t->text, " (%.*s)\n", KITH_STR_FMT(c->entities.list.at[j->entity].id));
    }
    *told = 2;
    say(t, "  ");
    bool apart = j->why == KITH_JOIN_APART;
    say_form(t, j->from, apart ? KITH_STR("") : from);
    say(t, apart ? " and " : " with ");
    say_form(t, j->to, apart ? KITH_STR("") : to);
    kith_buf_format(t->text, ": %s", kith_join_texts[j->why]);
    if (j->why == KITH_JOIN_SCRIPTS) {
      latin.n = a.n = b.n = 0;
      kith_romanise(j->from, from, &latin);
      kith_sound(sounds, j->from_lang, kith_buf_str(&latin), &a);
      latin.n = 0;
      kith_romanise(j->to, to, &latin);
      kith_sound(sounds, j->to_lang, kith_buf_str(&latin), &b);
      kith_buf_format(t->text, ", %.2f", kith_sound_similarity(kith_buf_str(&a), kith_buf_str(&b)));
    }
    say(t, "\n");
  }
  kith_sounds_close(sounds);
  kith_vec_clear(&latin);
  kith_vec_clear(&a);
  kith_vec_clear(&b);
}

static size_t limit_of(const telling *t) { return t->settings->verbose ? SIZE_MAX : FEW; }

static void tell_none(telling *t) {
  say(t, "  no mention: it does not stand there, or not as a name of its own\n");
  if (!t->ways.n || t->ways.at[0].candidate.entity == KITH_NONE) return;
  kith_str label = kith_lexicon_label(t->knowledge->lexicon, kith_lexicon_entity_at(t->knowledge->lexicon, t->ways.at[0].candidate.entity));
  if (is_name(t, label)) return;
  say(t, "  to find ");
  kith_add_safe(t->text, label);
  say(t, " under every name, ask for this label\n");
}

static void tell_documents(telling *t, const kith_corpus *c) {
  size_t found = 0, limit = limit_of(t);
  say(t, "\nIn the documents\n");
  for (size_t i = 0; i < c->readings.n; i++) {
    const kith_reading *r = &c->readings.at[i];
    for (uint32_t k = 0; k < r->mention_count + r->aside_count; k++) {
      const kith_reading_mention *m = k < r->mention_count ? &r->mentions[k] : &r->asides[k - r->mention_count];
      if (is_asked_for(t, c, m) && found++ < limit) tell_mention(t, c, r, m);
    }
  }
  if (!found) tell_none(t);
  if (found > limit) kith_buf_format(t->text, "  and %zu more; --verbose tells all\n", found - limit);
  tell_joins(t, c);
}

/* ---- the command ---- */

static void telling_clear(telling *t) {
  kith_vec_clear(&t->key);
  kith_vec_clear(&t->ways);
  kith_vec_clear(&t->weights);
  kith_map_clear(&t->entities);
}

static kith_status explain(telling *t, kith_error *error) {
  const char *code = t->settings->language;
  kith_lang lang = code ? kith_language_find(t->knowledge->languages, kith_str_of(code)) : KITH_LANG_UND;
  if (code && lang == KITH_LANG_UND) return kith_error_set(error, KITH_ERR_ARG, "--lang: '%s' is no language of languages.tsv", code);
  kith_fold_key(t->name, &t->key);
  kith_status status = kith_name_forms(t->knowledge, t->name, lang, add_ways, t, error);
  if (status == KITH_OK) tell_name(t);
  return status;
}

static int run_alone(telling *t) {
  kith_knowledge knowledge;
  kith_error error;
  const kith_settings *s = t->settings;
  kith_status status = kith_knowledge_open(&knowledge, s->build.lexicons, s->build.lexicon_count, !s->build.no_user_lexicon, &error);
  if (status != KITH_OK) return kith_say_error("explain", &error);
  t->knowledge = &knowledge;
  status = explain(t, &error);
  if (status == KITH_OK && s->arguments.n > 1)
    status = kith_explain_result(s->arguments.at[1], kith_buf_str(&t->key), limit_of(t), t->text, &error);
  kith_knowledge_close(&knowledge);
  return status == KITH_OK ? KITH_EXIT_CLEAN : kith_say_error("explain", &error);
}

static int run_with_documents(telling *t) {
  kith_knowledge knowledge;
  kith_corpus corpus;
  kith_error error;
  kith_settings settings = *t->settings;
  settings.build.inputs++; /* behind the name */
  settings.build.input_count--;
  int exit = kith_reading_open(&settings, "explain", &knowledge, &corpus);
  if (exit != KITH_EXIT_CLEAN) return exit;
  t->knowledge = &knowledge;
  kith_status status = explain(t, &error);
  if (status == KITH_OK) tell_documents(t, &corpus);
  exit = kith_reading_close(&settings, "explain", &knowledge, &corpus);
  return status == KITH_OK ? exit : kith_say_error("explain", &error);
}

static int usage_error(void) {
  kith_error error;
  kith_error_set(&error, KITH_ERR_ARG, "the name is blank: give it as it stands in a text");
  return kith_say_error("explain", &error);
}

static int run(const kith_settings *settings, kith_out *out) {
  telling t = {.settings = settings, .text = &out->buf, .name = kith_str_trim(kith_str_of(settings->arguments.at[0]))};
  if (!t.name.n) return usage_error();
  bool result = settings->arguments.n == 2 && kith_is_result(settings->arguments.at[1]);
  int exit = settings->arguments.n > 1 && !result ? run_with_documents(&t) : run_alone(&t);
  telling_clear(&t);
  return exit;
}

const kith_command kith_command_explain = {
    .name = "explain", .arguments = "NAME [INPUT...] [flags]", .about = "tell how a name is decided, alone and in documents",
    .text = "Reads NAME as it would be read in a text: which listed names it is or is a form of, by which ending, and what speaks for each "
            "of those whom it may mean. The greatest sum is chosen; what it is made of is told part by part: how the name was found, how "
            "well known its bearer is, and, in a document, whether he is named in full there, whether his country is, what the model took the "
            "name for, and gender.\n\n"
            "With INPUT every mention of NAME in these documents follows, with the entity it was decided to be and why, and, for names that "
            "nobody listed, every form that was joined to that entity, with the reason. NAME may also be the English label of an entity. With the folder "
            "of a build's result instead, its mentions of NAME follow.\n\n" KITH_INPUT_TEXT,
    .examples = {{"Whom may this form mean in Ukrainian?", "kith explain Умеровим --lang uk"},
                 {"Why is this Georgia a country here?", "kith explain Georgia articles"},
                 {"What made one of these spellings?", "kith explain 'Dmytro Lytvyn' articles"}},
    .output = "Paragraphs for people to read. Programs find rows with `kith lexicon find` and `kith mentions`.",
    .exits = KITH_EXITS_READING, .least = 1, .most = SIZE_MAX, .missing = "which name? Give it as it stands in a text, in quotes if it has several words", .run = run};
