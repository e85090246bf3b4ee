#include "lexicon/source.h"
#include "lexicon/rules.h"

#include "base/tsv.h"
#include "text/word.h"

#include <stdarg.h>
#include <stdio.h>

void kith_source_init(kith_source *source, const kith_languages *languages) {
  memset(source, 0, sizeof *source);
  source->languages = languages;
  kith_intern_init(&source->strings);
}

void kith_source_clear(kith_source *source) {
  kith_intern_clear(&source->strings);
  kith_map_clear(&source->entity_of);
  kith_vec_clear(&source->entities);
  kith_vec_clear(&source->names);
  kith_vec_clear(&source->rules);
  kith_vec_clear(&source->files);
}

/* ---- rows ---- */

uint32_t kith_source_entity_add(kith_source *s, kith_str id) {
  uint32_t text = kith_intern_add(&s->strings, id);
  uint64_t *at = kith_map_add(&s->entity_of, text);
  if (!*at) {
    kith_source_entity e = {.id = text, .label = KITH_NONE, .now = KITH_NONE, .facts = {.type = KITH_TYPE_COUNT}};
    kith_vec_push(&s->entities, e);
    *at = s->entities.n;
  }
  return (uint32_t)*at - 1;
}

uint32_t kith_source_find(const kith_source *s, kith_str id) {
  uint32_t text = kith_intern_find(&s->strings, id);
  const uint64_t *at = text == KITH_NONE ? NULL : kith_map_find(&s->entity_of, text);
  return at ? (uint32_t)*at - 1 : KITH_NONE;
}

bool kith_id_is_sound(kith_str id) {
  for (size_t i = 0; i < id.n; i++) {
    char c = id.p[i];
    bool good = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("._:-", c);
    if (!good || !c) return false;
  }
  return id.n > 0;
}

static kith_status row_error(const kith_source *s, const kith_source_row *row, kith_error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static kith_status row_error(const kith_source *s, const kith_source_row *row, kith_error *error, const char *format, ...) {
  char message[400];
  kith_buf path = {0};
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  kith_buf_add(&path, kith_intern_get(&s->strings, s->files.at[row->file]));
  kith_error_at(error, KITH_ERR_FORMAT, kith_buf_text(&path), row->line, "%s", message);
  kith_vec_clear(&path);
  return KITH_ERR_FORMAT;
}

/* entity type language name role */
static kith_status name_row(kith_source *s, const kith_source_row *row, kith_error *error) {
  const kith_str *cell = row->cell;
  uint8_t layer = row->layer;
  kith_type type = kith_type_find(cell[1]);
  kith_role role = kith_role_find(cell[4]);
  kith_lang lang = kith_language_find(s->languages, cell[2]);
  if (!kith_id_is_sound(cell[0]))
    return row_error(s, row, error, "has the id '%.*s'; expected letters, digits and . _ : -", KITH_STR_FMT(cell[0]));
  if (type == KITH_TYPE_COUNT)
    return row_error(s, row, error, "has the type '%.*s'; expected PER, ORG, LOC, EVT or PRO", KITH_STR_FMT(cell[1]));
  if (role == KITH_ROLE_COUNT || role == KITH_ROLE_SURNAME)
    return row_error(s, row, error, "has the role '%.*s'; expected label, alias, short, acronym, former, weak, demonym or metonym",
                          KITH_STR_FMT(cell[4]));
  if (!cell[3].n) return row_error(s, row, error, "has no name");
  if (lang == KITH_LANG_UND && !kith_str_is(cell[2], "mul")) return KITH_END; /* a language we do not list */

  uint32_t e = kith_source_entity_add(s, cell[0]);
  kith_source_entity *entity = &s->entities.at[e];
  bool stands_for = role == KITH_ROLE_DEMONYM || role == KITH_ROLE_METONYM;
  if (entity->facts.type == KITH_TYPE_COUNT) {
    entity->facts.type = (uint8_t)type;
    entity->facts.layer = layer;
  } else if (entity->facts.type != type && !stands_for && entity->facts.layer == layer) /* a lower layer's type stands */
    return row_error(s, row, error, "calls '%.*s' a %s; another row calls it a %s", KITH_STR_FMT(cell[0]),
                          kith_type_names[type], kith_type_names[entity->facts.type]);
  uint32_t text = kith_intern_add(&s->strings, cell[3]);
  kith_source_name name = {e, text, lang, (uint8_t)role, layer, row->file, row->line};
  kith_vec_push(&s->names, name);
  bool english = kith_str_is(cell[2], "en");
  if (role == KITH_ROLE_LABEL && (english || (entity->label == KITH_NONE && lang == KITH_LANG_UND))) entity->label = text;
  return KITH_OK;
}

static kith_status code_fact(const kith_source *s, const kith_source_row *row, char code[2], kith_error *error) {
  kith_str value = row->cell[2];
  if (value.n != 2) return row_error(s, row, error, "has '%.*s'; expected an ISO 3166-1 code of two letters", KITH_STR_FMT(value));
  memcpy(code, value.p, 2);
  return KITH_OK;
}

/* entity property value */
static kith_status fact_row(kith_source *s, const kith_source_row *row, kith_error *error) {
  const kith_str *cell = row->cell;
  uint32_t e = kith_source_entity_add(s, cell[0]); /* first: it may move the entities */
  kith_lexicon_entity *facts = &s->entities.at[e].facts;
  kith_str property = cell[1], value = cell[2];
  uint64_t number = 0;
  bool is_number = kith_str_to_u64(value, &number);
  if (kith_str_is(property, "gender")) {
    if (!kith_str_is(value, "f") && !kith_str_is(value, "m"))
      return row_error(s, row, error, "has the gender '%.*s'; expected f or m", KITH_STR_FMT(value));
    facts->gender = (uint8_t)value.p[0];
  } else if (kith_str_is(property, "country"))
    return code_fact(s, row, facts->country, error);
  else if (kith_str_is(property, "capital_of"))
    return code_fact(s, row, facts->capital_of, error);
  else if (kith_str_is(property, "prominence")) {
    if (!is_number || number > 9) return row_error(s, row, error, "has the prominence '%.*s'; expected 0 to 9", KITH_STR_FMT(value));
    facts->prominence = (uint8_t)number;
  } else if (kith_str_is(property, "population")) {
    if (!is_number) return row_error(s, row, error, "has the population '%.*s'; expected a number", KITH_STR_FMT(value));
    facts->population = number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
  } else if (kith_str_is(property, "kind")) {
    if (value.n >= sizeof facts->kind)
      return row_error(s, row, error, "has the kind '%.*s'; expected at most %d bytes", KITH_STR_FMT(value), KITH_KIND_SIZE - 1);
    memset(facts->kind, 0, sizeof facts->kind);
    memcpy(facts->kind, value.p, value.n);
  } else
    return row_error(s, row, error, "has the property '%.*s'; expected gender, country, capital_of, prominence, population or kind",
                          KITH_STR_FMT(property));
  return KITH_OK;
}

#define X(constant, text) text,
const char *const kith_rule_names[KITH_RULE_COUNT] = {KITH_RULES(X)};
#undef X

/* rule a b [language] */
static kith_status rule_row(kith_source *s, const kith_source_row *row, kith_error *error) {
  const kith_str *cell = row->cell;
  kith_rule rule = {.kind = 0, .b = KITH_NONE, .layer = row->layer, .file = row->file, .line = row->line};
  while (rule.kind < KITH_RULE_COUNT && !kith_str_is(cell[0], kith_rule_names[rule.kind])) rule.kind++;
  bool of_pair = rule.kind == KITH_RULE_SAME || rule.kind == KITH_RULE_NOT_SAME;
  bool has_b = cell[2].n && !kith_str_is(cell[2], "-"), has_lang = cell[3].n && !kith_str_is(cell[3], "-");
  if (rule.kind == KITH_RULE_COUNT)
    return row_error(s, row, error, "has the rule '%.*s'; expected same, not-same, rename or forbid", KITH_STR_FMT(cell[0]));
  if (!cell[1].n || (rule.kind != KITH_RULE_FORBID && !kith_id_is_sound(cell[1])))
    return row_error(s, row, error, "has '%.*s' as a; expected %s", KITH_STR_FMT(cell[1]),
                          rule.kind == KITH_RULE_FORBID ? "a name" : "the id of an entity");
  bool b_is_id = rule.kind != KITH_RULE_RENAME;
  if (of_pair ? !kith_id_is_sound(cell[2]) || !has_b : has_b && b_is_id && !kith_id_is_sound(cell[2]))
    return row_error(s, row, error, "has '%.*s' as b; expected the id of an entity", KITH_STR_FMT(cell[2]));
  if (of_pair && kith_str_equal(cell[1], cell[2]))
    return row_error(s, row, error, "speaks of '%.*s' twice; expected two entities", KITH_STR_FMT(cell[1]));
  if (has_lang) rule.lang = kith_language_find(s->languages, cell[3]);
  if (has_lang && rule.lang == KITH_LANG_UND && !kith_str_is(cell[3], "mul"))
    return row_error(s, row, error, "has the language '%.*s'; expected one of languages.tsv, or -", KITH_STR_FMT(cell[3]));
  rule.a = kith_intern_add(&s->strings, cell[1]);
  if (has_b) rule.b = kith_intern_add(&s->strings, cell[2]);
  kith_vec_push(&s->rules, rule);
  return KITH_OK;
}

kith_status kith_source_add(kith_source *source, const kith_source_row *row, kith_error *error) {
  if (row->layer >= source->layers) source->layers = row->layer + 1u;
  switch (row->part) {
  case KITH_SOURCE_NAMES: return name_row(source, row, error);
  case KITH_SOURCE_FACTS: return fact_row(source, row, error);
  default: return rule_row(source, row, error);
  }
}

/* ---- files ---- */

static const char *const columns[KITH_SOURCE_PARTS] = {"entity type language name role", "entity property value", "rule a b [language]"};

typedef struct reading {
  kith_source *source;
  kith_source_each each;
  kith_source_report report;
  void *context;
} reading;

/* Whether to go on after a bad row. */
static bool let_pass(const reading *r, const kith_error *error) { return r->report && r->report(r->context, error); }

static kith_status read_file(const reading *r, const char *path, kith_source_part part, uint8_t layer, kith_error *error) {
  kith_source *s = r->source;
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS] = {{0}};
  kith_error local, *e = error ? error : &local;
  if (s->files.n > UINT16_MAX) return kith_error_at(e, KITH_ERR_FORMAT, path, 0, "is one file too many; expected at most %d", UINT16_MAX);
  kith_source_row row = {.part = part, .layer = layer, .file = (uint16_t)s->files.n};
  kith_vec_push(&s->files, kith_intern_add(&s->strings, kith_str_of(path)));
  kith_status status = kith_tsv_open(&tsv, path, columns[part], e);
  if (status != KITH_OK) return status == KITH_ERR_FORMAT && let_pass(r, e) ? KITH_OK : status;
  while ((status = kith_tsv_next(&tsv, cell, e)) != KITH_END) {
    memcpy(row.cell, cell, sizeof row.cell);
    row.line = (uint32_t)tsv.line;
    if (status == KITH_OK) status = r->each(r->context, s, &row, e);
    if (status != KITH_OK && status != KITH_END && !let_pass(r, e)) break;
    kith_tsv_forget(&tsv);
  }
  kith_tsv_close(&tsv);
  return status == KITH_END ? KITH_OK : status;
}

static void add_path(kith_names *paths, kith_buf *path) {
  const char *text = kith_buf_text(path);
  kith_vec_push(paths, memcpy(kith_alloc(path->n + 1), text, path->n + 1));
}

/* The .tsv files of a folder below `folder`. */
static kith_status list_below(const char *folder, const char *below, kith_names *paths, kith_error *error) {
  kith_buf path = {0};
  kith_names names = {0};
  kith_status status = KITH_OK;
  kith_path_join(&path, kith_str_of(folder), kith_str_of(below));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FOLDER) status = kith_folder_list(path.at, &names, error);
  for (size_t i = 0, base = path.n; i < names.n; i++) {
    kith_str name = kith_str_of(names.at[i]);
    if (!kith_str_ends(name, KITH_STR(".tsv"))) continue;
    path.n = base;
    kith_buf_char(&path, '/');
    kith_buf_add(&path, name);
    add_path(paths, &path);
  }
  kith_names_clear(&names);
  kith_vec_clear(&path);
  return status;
}

static void list_one(const char *folder, const char *name, kith_names *paths) {
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(name));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) add_path(paths, &path);
  kith_vec_clear(&path);
}

static kith_status list_part(const char *folder, kith_source_part what, kith_names *paths, kith_error *error) {
  if (what != KITH_SOURCE_RULES) return list_below(folder, what == KITH_SOURCE_NAMES ? "names" : "facts", paths, error);
  list_one(folder, "rules.tsv", paths);
  return KITH_OK;
}

kith_status kith_source_files(const char *folder, bool languages, kith_names *paths, kith_error *error) {
  kith_status status = KITH_OK;
  for (kith_source_part what = 0; what < KITH_SOURCE_PARTS && status == KITH_OK; what++) status = list_part(folder, what, paths, error);
  if (!languages || status != KITH_OK) return status;
  list_one(folder, "languages.tsv", paths);
  return list_below(folder, "lang", paths, error);
}

static bool go_on(void *context, const kith_error *error) {
  (void)context;
  (void)error;
  return true;
}

static kith_status add(void *context, kith_source *source, const kith_source_row *row, kith_error *error) {
  (void)context;
  return kith_source_add(source, row, error);
}

kith_status kith_source_read_rules(kith_source *source, const char *folder, uint8_t layer, kith_error *error) {
  kith_names paths = {0};
  const reading quiet = {source, add, go_on, NULL};
  kith_status status = list_part(folder, KITH_SOURCE_RULES, &paths, error);
  if (paths.n && status == KITH_OK) status = read_file(&quiet, paths.at[0], KITH_SOURCE_RULES, layer, error);
  kith_names_clear(&paths);
  return status;
}

kith_status kith_source_walk(kith_source *source, const char *folder, uint8_t layer, kith_source_each each,
                             kith_source_report report, void *context, kith_error *error) {
  const reading r = {source, each, report, context};
  kith_status status = KITH_OK;
  if (layer >= source->layers) source->layers = layer + 1u;
  for (kith_source_part what = 0; what < KITH_SOURCE_PARTS && status == KITH_OK; what++) {
    kith_names paths = {0};
    status = list_part(folder, what, &paths, error);
    for (size_t i = 0; i < paths.n && status == KITH_OK; i++) status = read_file(&r, paths.at[i], what, layer, error);
    kith_names_clear(&paths);
  }
  return status;
}

kith_status kith_source_read(kith_source *source, const char *folder, uint8_t layer,
                             kith_source_report report, void *context, kith_error *error) {
  return kith_source_walk(source, folder, layer, add, report, context, error);
}

/* ---- what follows from the rows ---- */

static bool is_particle(const kith_languages *languages, kith_lang lang, kith_str word) {
  for (int shared = 0; shared < 2; shared++) {
    size_t n;
    const kith_language_row *rows =
        kith_language_rows(kith_language_get(languages, shared ? KITH_LANG_UND : lang), "particle", &n);
    for (size_t i = 0; i < n; i++)
      if (kith_str_equal(rows[i].form, word)) return true;
  }
  return false;
}

/* "II", "Jr.": what follows a surname and is none. */
static bool is_suffix(kith_str word) {
  static const char *const suffixes[] = {"Jr.", "Jr", "Sr.", "Sr", "I", "II", "III", "IV", "V", "VI", "XIV", "XVI", "XIII"};
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
    if (kith_str_is(word, suffixes[i])) return true;
  return false;
}

/* Whether a row says that the entity is called by one of the words of `full`. */
static bool called_by_word(const kith_source *s, const kith_map *alone, uint32_t entity, kith_str full) {
  kith_str word;
  while (kith_str_split(&full, ' ', &word)) {
    uint32_t text = kith_intern_find(&s->strings, word);
    if (text != KITH_NONE && kith_map_find(alone, kith_pair(entity, text))) return true;
  }
  return false;
}

/* Start of the last word of a full name, or 0 if it has one word or ends in a suffix. */
static size_t last_word(kith_str full) {
  size_t at = full.n;
  while (at && full.p[at - 1] != ' ') at--;
  return is_suffix(kith_str_cut(full, at, full.n)) ? 0 : at;
}

static void add_surname(kith_source *s, kith_map *alone, kith_source_name name, kith_str surname) {
  if (kith_utf8_count(surname) < 2) return;
  name.text = kith_intern_add(&s->strings, surname);
  uint64_t *seen = kith_map_add(alone, kith_pair(name.entity, name.text));
  if (*seen == 1u + name.lang) return;
  *seen = 1u + name.lang;
  name.role = KITH_ROLE_SURNAME;
  kith_vec_push(&s->names, name);
}

static void derive_surnames(kith_source *s, kith_map *alone, kith_source_name name) {
  kith_str full = kith_intern_get(&s->strings, name.text);
  size_t at = last_word(full);
  if (!at || memchr(full.p, ',', full.n) || called_by_word(s, alone, name.entity, full)) return; /* Catherine, Princess of Wales */
  add_surname(s, alone, name, kith_str_cut(full, at, full.n));
  size_t with = at;
  while (with > 1) {
    size_t before = with - 1;
    while (before && full.p[before - 1] != ' ') before--;
    if (!before || !is_particle(s->languages, name.lang, kith_str_cut(full, before, with - 1))) break;
    with = before;
  }
  if (with < at) add_surname(s, alone, name, kith_str_cut(full, with, full.n));
}

void kith_source_derive(kith_source *source) {
  kith_map alone = {0}; /* (entity, text): 0 for a row of its own, else 1 + language of a surname */
  size_t written = source->names.n;
  for (size_t i = 0; i < written; i++) {
    const kith_source_name *n = &source->names.at[i];
    if (n->role == KITH_ROLE_SHORT || n->role == KITH_ROLE_WEAK) kith_map_add(&alone, kith_pair(n->entity, n->text));
  }
  for (size_t i = 0; i < written; i++) {
    kith_source_name n = source->names.at[i];
    bool full = n.role == KITH_ROLE_LABEL || n.role == KITH_ROLE_ALIAS;
    if (full && source->entities.at[n.entity].facts.type == KITH_PER && kith_language_get(source->languages, n.lang)->spaced)
      derive_surnames(source, &alone, n);
  }
  kith_map_clear(&alone);
}

kith_status kith_source_finish(kith_source *source, kith_source_report report, void *context, kith_error *error) {
  kith_status status = kith_rules_settle(source, report, context, error);
  if (status != KITH_OK) return status;
  kith_rules_forbid(source, 0);
  size_t written = source->names.n;
  kith_source_derive(source);
  kith_rules_forbid(source, written);
  return KITH_OK;
}
