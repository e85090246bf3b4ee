/* Wikidata's JSON dump: one entity a line, in the dump's own list or bare
 * (wikibase-dump-filter), full or simplified. https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html */
#include "import/import.h"
#include "import/json.h"

#include "base/tsv.h"
#include "lexicon/source.h"

#include <stdlib.h>

/* What a class (P31) or an occupation (P106) says. */
typedef struct meaning {
  uint8_t type; /* KITH_TYPE_COUNT: kind only */
  char kind[KITH_KIND_SIZE];
} meaning;

typedef struct wikidata {
  kith_map classes; /* number of a QID -> 1 + index of meanings */
  kith_map occupations;
  KITH_VEC(meaning) meanings;
  kith_map countries; /* QID -> two letters of ISO 3166-1 */
} wikidata;

/* What the claims of one entity came to. */
typedef struct claims {
  const meaning *class, *occupation;
  uint64_t country, capital;
  char gender;
  kith_str iso, subdivision, geonames, population;
  bool preferred_population;
} claims;

/* "Q42" to 42; 0 for anything else. */
static uint64_t qid(kith_str s) {
  uint64_t number;
  return s.n > 1 && s.p[0] == 'Q' && kith_str_to_u64(kith_str_cut(s, 1, s.n), &number) ? number : 0;
}

/* ---- tables ---- */

static kith_status read_classes(wikidata *w, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_status status = kith_tsv_open(&tsv, path, "item property type kind", error);
  if (status != KITH_OK) return status;
  while ((status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    meaning m = {.type = (uint8_t)kith_type_find(cell[2])};
    bool class = kith_str_is(cell[1], "P31");
    if (!qid(cell[0]) || (!class && !kith_str_is(cell[1], "P106")) || (class && m.type == KITH_TYPE_COUNT) || cell[3].n >= sizeof m.kind) {
      status = kith_tsv_error(&tsv, error, "is none: expected an item, P31 or P106, a type, a kind of at most %d bytes or -", KITH_KIND_SIZE - 1);
      break;
    }
    if (!kith_str_is(cell[3], "-")) memcpy(m.kind, cell[3].p, cell[3].n);
    kith_vec_push(&w->meanings, m);
    *kith_map_add(class ? &w->classes : &w->occupations, qid(cell[0])) = w->meanings.n;
  }
  kith_tsv_close(&tsv);
  return status == KITH_END ? KITH_OK : status;
}

/* Countries of the lexicon that have Wikidata's ids. */
static kith_status read_countries(wikidata *w, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_status status = kith_tsv_open(&tsv, path, "entity property value", error);
  if (status != KITH_OK) return status;
  while ((status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    if (!kith_str_is(cell[1], "country") || cell[2].n != 2 || !kith_str_starts(cell[0], KITH_STR("wd:"))) continue;
    uint64_t number = qid(kith_str_cut(cell[0], 3, cell[0].n));
    if (number) *kith_map_add(&w->countries, number) = (uint64_t)(unsigned char)cell[2].p[0] << 8 | (unsigned char)cell[2].p[1];
  }
  kith_tsv_close(&tsv);
  return status == KITH_END ? KITH_OK : status;
}

static kith_status open_tables(kith_import *job, kith_error *error) {
  wikidata *w = kith_alloc_zero(1, sizeof *w);
  kith_status status = KITH_OK;
  kith_buf path = {0};
  job->state = w;
  for (size_t i = 0; i < job->options->folder_count && status == KITH_OK; i++) {
    path.n = 0;
    kith_path_join(&path, kith_str_of(job->options->folders[i]), KITH_STR("import/wikidata_classes.tsv"));
    if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = read_classes(w, path.at, error);
    path.n = 0;
    kith_path_join(&path, kith_str_of(job->options->folders[i]), KITH_STR("facts/countries.tsv"));
    if (status == KITH_OK && kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = read_countries(w, path.at, error);
  }
  kith_vec_clear(&path);
  if (status == KITH_OK && !w->classes.entries.n)
    status = kith_error_set(error, KITH_ERR_IO, "no lexicon folder has import/wikidata_classes.tsv, which says what Wikidata's classes are");
  return status;
}

static void close_tables(kith_import *job) {
  wikidata *w = job->state;
  if (!w) return;
  kith_map_clear(&w->classes);
  kith_map_clear(&w->occupations);
  kith_map_clear(&w->countries);
  kith_vec_clear(&w->meanings);
  kith_free(w);
}

/* ---- names ---- */

/* {"ro": {"language": "ro", "value": "x"}}, {"ro": "x"}, or a list of either for
 * aliases; an empty map may be an empty list. */
static void read_value(kith_import *job, kith_json *j, kith_lang lang, kith_role role) {
  kith_str text = KITH_STR(""), key;
  char c = kith_json_peek(j);
  if (c == '[') {
    kith_json_enter(j, '[');
    while (kith_json_item(j)) {
      if (kith_json_peek(j) == '[') kith_json_skip(j);
      else read_value(job, j, lang, role);
    }
    return;
  }
  if (c == '{') {
    kith_json_enter(j, '{');
    while (kith_json_key(j, &key)) {
      if (kith_str_is(key, "value")) kith_json_text(j, &text);
      else kith_json_skip(j);
    }
  } else
    kith_json_text(j, &text);
  if (!j->bad) kith_import_add(job, lang, text, role);
}

static void read_names(kith_import *job, kith_json *j, kith_role role) {
  kith_str code;
  kith_lang lang;
  if (!kith_json_enter(j, '{')) return;
  while (kith_json_key(j, &code)) {
    if (kith_import_language(job, code, &lang)) read_value(job, j, lang, role);
    else kith_json_skip(j);
  }
}

/* ---- claims ---- */

typedef struct statement {
  kith_str value, language; /* id, string, amount or text */
  bool deprecated, preferred, none;
} statement;

/* {"id": "Q5"}, {"numeric-id": 5}, {"amount": "+12"}, {"text": …, "language": …}, "x" */
static void read_datavalue(kith_import *job, kith_json *j, statement *s) {
  kith_str key, text;
  if (kith_json_peek(j) != '{') {
    kith_json_text(j, &s->value);
    return;
  }
  kith_json_enter(j, '{');
  while (kith_json_key(j, &key)) {
    if (kith_str_is(key, "value")) read_datavalue(job, j, s);
    else if (kith_str_is(key, "id") || kith_str_is(key, "amount") || kith_str_is(key, "text")) kith_json_text(j, &s->value);
    else if (kith_str_is(key, "language")) kith_json_text(j, &s->language);
    else if (kith_str_is(key, "numeric-id") && kith_json_text(j, &text)) {
      if (!s->value.n) s->value = kith_import_format(job, "Q%.*s", KITH_STR_FMT(text));
    } else if (!kith_str_is(key, "numeric-id"))
      kith_json_skip(j);
  }
}

static void read_snak(kith_import *job, kith_json *j, statement *s) {
  kith_str key, text;
  if (!kith_json_enter(j, '{')) return;
  while (kith_json_key(j, &key)) {
    if (kith_str_is(key, "snaktype")) s->none = !kith_json_text(j, &text) || !kith_str_is(text, "value");
    else if (kith_str_is(key, "datavalue")) read_datavalue(job, j, s);
    else kith_json_skip(j);
  }
}

/* A whole statement, or its bare value in the simplified shape. */
static void read_statement(kith_import *job, kith_json *j, statement *s) {
  kith_str key, text;
  *s = (statement){KITH_STR(""), KITH_STR(""), false, false, false};
  if (kith_json_peek(j) != '{') {
    kith_json_text(j, &s->value);
    return;
  }
  kith_json_enter(j, '{');
  while (kith_json_key(j, &key)) {
    if (kith_str_is(key, "mainsnak")) read_snak(job, j, s);
    else if (kith_str_is(key, "rank") && kith_json_text(j, &text)) {
      s->deprecated = kith_str_is(text, "deprecated");
      s->preferred = kith_str_is(text, "preferred");
    } else if (kith_str_is(key, "value")) read_datavalue(job, j, s);
    else if (kith_str_is(key, "text")) kith_json_text(j, &s->value);
    else if (kith_str_is(key, "language")) kith_json_text(j, &s->language);
    else if (!kith_str_is(key, "rank")) kith_json_skip(j);
  }
  if (s->none || s->deprecated) s->value = KITH_STR("");
}

static void take_number(uint64_t *at, const statement *s) {
  if (!*at || s->preferred) *at = qid(s->value);
}

static void take_text(kith_str *at, const statement *s) {
  if (!at->n || s->preferred) *at = s->value;
}

static const meaning *meaning_of(const wikidata *w, const kith_map *map, kith_str value) {
  const uint64_t *at = kith_map_find(map, qid(value));
  return at ? &w->meanings.at[*at - 1] : NULL;
}

static void take_statement(kith_import *job, kith_str property, const statement *s, claims *c) {
  const wikidata *w = job->state;
  kith_lang lang;
  uint64_t number = 0;
  bool is_name = s->language.n && kith_import_language(job, s->language, &lang);
  if (kith_str_is(property, "P31") && (!c->class || s->preferred)) {
    const meaning *m = meaning_of(w, &w->classes, s->value);
    if (m) c->class = m;
  } else if (kith_str_is(property, "P106") && (!c->occupation || s->preferred)) {
    const meaning *m = meaning_of(w, &w->occupations, s->value);
    if (m) c->occupation = m;
  } else if (kith_str_is(property, "P21")) {
    take_number(&number, s);
    if (number == 6581097 || number == 2449503) c->gender = 'm';
    if (number == 6581072 || number == 1052281) c->gender = 'f';
  } else if (kith_str_is(property, "P27") || kith_str_is(property, "P17")) take_number(&c->country, s);
  else if (kith_str_is(property, "P36")) take_number(&c->capital, s);
  else if (kith_str_is(property, "P297")) take_text(&c->iso, s);
  else if (kith_str_is(property, "P300")) take_text(&c->subdivision, s);
  else if (kith_str_is(property, "P1566")) take_text(&c->geonames, s);
  else if (kith_str_is(property, "P1082")) {
    if (!c->preferred_population) c->population = s->value; /* the last is the latest, more often than not */
    c->preferred_population |= s->preferred;
  } else if (kith_str_is(property, "P1549") && is_name) kith_import_add(job, lang, s->value, KITH_ROLE_DEMONYM);
  else if (kith_str_is(property, "P1813") && is_name) kith_import_add(job, lang, s->value, KITH_ROLE_SHORT);
}

static bool is_wanted(kith_str property) {
  static const char *const wanted[] = {"P31", "P106", "P21", "P27", "P17", "P36", "P297", "P300", "P1566", "P1082", "P1549", "P1813"};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (kith_str_is(property, wanted[i])) return true;
  return false;
}

static void read_claims(kith_import *job, kith_json *j, claims *c) {
  kith_str property;
  statement s;
  if (!kith_json_enter(j, '{')) return;
  while (kith_json_key(j, &property)) {
    if (!is_wanted(property) || kith_json_peek(j) != '[') {
      kith_json_skip(j);
      continue;
    }
    kith_json_enter(j, '[');
    while (kith_json_item(j)) {
      read_statement(job, j, &s);
      if (s.value.n && !j->bad) take_statement(job, property, &s, c);
    }
  }
}

/* ---- the entity ---- */

static uint64_t count_members(kith_json *j) {
  uint64_t n = 0;
  kith_str key;
  if (!kith_json_enter(j, '{')) return 0;
  for (; kith_json_key(j, &key); n++) kith_json_skip(j);
  return n;
}

/* How many Wikipedias write about it says how well it is known: 1 to 6. */
static char prominence_of(uint64_t sitelinks) {
  static const uint64_t least[] = {3, 10, 25, 60, 120};
  char grade = '1';
  for (size_t i = 0; i < sizeof least / sizeof *least && sitelinks >= least[i]; i++) grade++;
  return grade;
}

static kith_str iso_of(kith_import *job, const wikidata *w, uint64_t country) {
  const uint64_t *at = kith_map_find(&w->countries, country);
  return at ? kith_import_format(job, "%c%c", (char)(*at >> 8), (char)*at) : KITH_STR("");
}

static bool is_digits(kith_str s) {
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9') return false;
  return s.n > 0;
}

static void write_ids(kith_import *job, const claims *c) {
  if (job->type != KITH_LOC) return;
  if (is_digits(c->geonames)) kith_import_rule(job, "same", kith_import_format(job, "gn:%.*s", KITH_STR_FMT(c->geonames)), job->id);
  if (c->subdivision.n > 3 && c->subdivision.n < 12 && c->subdivision.p[2] == '-' && kith_id_is_sound(c->subdivision))
    kith_import_rule(job, "same", kith_import_format(job, "iso:%.*s", KITH_STR_FMT(c->subdivision)), job->id);
  if (kith_import_is_country(c->iso) && c->capital)
    kith_import_fact_row(job, kith_import_format(job, "wd:Q%llu", (unsigned long long)c->capital), "capital_of", c->iso);
}

static void write_entity(kith_import *job, const claims *c, uint64_t sitelinks) {
  const wikidata *w = job->state;
  uint64_t people = 0;
  kith_str population = c->population;
  if (population.n && population.p[0] == '+') population = kith_str_cut(population, 1, population.n);
  kith_str_to_u64(population, &people);
  bool place = c->class ? c->class->type == KITH_LOC : c->iso.n || c->subdivision.n || c->geonames.n;
  job->type = c->class ? (kith_type)c->class->type : place ? KITH_LOC : KITH_TYPE_COUNT;
  if (!kith_import_wants(job, job->type) || sitelinks < job->options->min_sitelinks) return;
  if (place && job->options->min_population && people < job->options->min_population && !c->iso.n && !c->subdivision.n) return;
  const char *kind = job->type == KITH_PER ? (c->occupation ? c->occupation->kind : "") : c->class ? c->class->kind : "";
  if (kith_import_is_country(c->iso)) kind = "country";
  kith_import_about(job, "country", kith_import_is_country(c->iso) ? c->iso : iso_of(job, w, c->country));
  if (job->type == KITH_PER && c->gender) kith_import_about(job, "gender", kith_import_format(job, "%c", c->gender));
  kith_import_about(job, "kind", kith_str_of(kind));
  if (people && place) kith_import_about(job, "population", population);
  if (sitelinks) kith_import_about(job, "prominence", kith_import_format(job, "%c", prominence_of(sitelinks)));
  uint64_t before = job->summary->entities;
  kith_import_write(job, true);
  if (job->summary->entities != before) write_ids(job, c);
}

static kith_status line(kith_import *job, kith_str text, kith_error *error) {
  text = kith_str_trim(text);
  if (text.n && text.p[text.n - 1] == ',') text = kith_str_trim(kith_str_cut(text, 0, text.n - 1));
  if (!text.n || kith_str_is(text, "[") || kith_str_is(text, "]")) return KITH_OK;
  kith_json j = {text.p, text.p + text.n, &job->arena, false};
  kith_str key, id = KITH_STR(""), type = KITH_STR("item");
  uint64_t sitelinks = 0;
  claims c = {0};
  job->summary->records++;
  if (text.p[0] != '{') return kith_import_bad(job, error, "is no JSON object");
  kith_import_begin(job, id, KITH_TYPE_COUNT);
  kith_json_enter(&j, '{');
  while (kith_json_key(&j, &key)) {
    if (kith_str_is(key, "id")) kith_json_text(&j, &id);
    else if (kith_str_is(key, "type")) kith_json_text(&j, &type);
    else if (kith_str_is(key, "labels")) read_names(job, &j, KITH_ROLE_LABEL);
    else if (kith_str_is(key, "aliases")) read_names(job, &j, KITH_ROLE_ALIAS);
    else if (kith_str_is(key, "claims")) read_claims(job, &j, &c);
    else if (kith_str_is(key, "sitelinks")) sitelinks = count_members(&j);
    else kith_json_skip(&j);
  }
  if (j.bad) return kith_import_bad(job, error, "is broken JSON");
  if (!kith_str_is(type, "item")) return KITH_OK; /* properties, lexemes */
  if (!qid(id)) return kith_import_bad(job, error, "has no id such as Q42");
  job->id = kith_import_format(job, "wd:%.*s", KITH_STR_FMT(id));
  write_entity(job, &c, sitelinks);
  return KITH_OK;
}

const kith_importer kith_importer_wikidata = {
    .name = "wikidata", .about = "Wikidata's JSON dump, or lines of it from wikibase-dump-filter, simplified or not",
    .notice = "names and facts from Wikidata, https://www.wikidata.org/, dedicated to the public domain under CC0 1.0, "
              "https://creativecommons.org/publicdomain/zero/1.0/. Selected and rearranged.",
    .open = open_tables, .line = line, .close = close_tables};
