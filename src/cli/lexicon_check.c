#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/say.h"
#include "lexicon/rules.h"
#include "lexicon/script.h"
#include "mention/wordlist.h"
#include "text/fold.h"

#include "base/tsv.h"

#include <stdlib.h>

typedef struct problem {
  kith_str file, text; /* in the arena; file may be empty */
  size_t line;
  bool warning;
} problem;

typedef struct checker {
  kith_source source;
  kith_wordlist *words;
  kith_names folders;   /* the shipped one first */
  size_t first_checked; /* folders before this one are only there to be built on */
  bool reporting;       /* the folder being read is one to check */
  KITH_VEC(problem) problems;
  size_t warnings; /* among them */
  kith_arena arena;
} checker;

static kith_str keep(checker *c, kith_str s) { return (kith_str){kith_arena_copy(&c->arena, s.p, s.n), s.n}; }

static void add_problem(checker *c, kith_str file, size_t line, kith_str text) {
  problem p = {keep(c, file), keep(c, text), line, kith_str_starts(text, KITH_STR("warning: "))};
  c->warnings += p.warning;
  kith_vec_push(&c->problems, p);
}

static bool report(void *context, const kith_error *error) {
  checker *c = context;
  if (c->reporting) add_problem(c, kith_str_of(error->file), error->line, kith_str_of(error->message));
  return true;
}

/* ---- names: what no single row shows ---- */

static kith_str string(const checker *c, uint32_t id) { return kith_intern_get(&c->source.strings, id); }

static void about_name(checker *c, const kith_source_name *n, bool warning, const char *format, kith_str a, kith_str b) {
  kith_buf text = {0};
  if (warning) kith_buf_add(&text, KITH_STR("warning: "));
  kith_buf_format(&text, format, KITH_STR_FMT(a), KITH_STR_FMT(b));
  add_problem(c, string(c, c->source.files.at[n->file]), n->line, kith_buf_str(&text));
  kith_vec_clear(&text);
}

/* Letters of two alphabets in one run of letters: one of them only looks right. */
static void check_scripts(checker *c, const kith_source_name *n) {
  kith_str name = string(c, n->text), word;
  const kith_language *language = kith_language_get(c->source.languages, n->lang);
  if (kith_script_mixed(name, &word))
    about_name(c, n, false, "mixes letters of two alphabets in '%.*s' of the name '%.*s'", word, name);
  else if (n->lang && !kith_script_fits(name, language))
    about_name(c, n, true, "has the name '%.*s' in letters that %.*s does not use", name, language->name);
}

/* One word that would be taken for a name each time. Matching asks the document whether a common word of four letters or more
 * is a name there, but cannot where every noun has a capital; and a title of one person (Dalai Lama) is his name. */
static void check_common(checker *c, const kith_source_name *n) {
  bool alone = n->role == KITH_ROLE_LABEL || n->role == KITH_ROLE_ALIAS || n->role == KITH_ROLE_SHORT;
  kith_str name = string(c, n->text);
  if (!alone || !n->lang || memchr(name.p, ' ', name.n)) return;
  kith_type type = c->source.entities.at[n->entity].facts.type;
  size_t rows;
  bool asked = kith_utf8_count(name) >= 4 && !kith_language_rows(kith_language_get(c->source.languages, n->lang), "capital_nouns", &rows);
  uint32_t telling = KITH_IS_CONNECTOR | KITH_IS_LOCATIVE | (asked ? 0 : KITH_IS_COMMON);
  if (type != KITH_ORG) telling |= KITH_IS_ORG_HEAD;
  if (type != KITH_ORG && type != KITH_PER) telling |= KITH_IS_TITLE;
  kith_buf key = {0};
  kith_fold_key(name, &key);
  if (kith_wordlist_bits(c->words, n->lang, kith_buf_str(&key)) & telling)
    about_name(c, n, true, "has the name '%.*s', which is a common word in %.*s; expected the role weak, or a rule that forbids it", name,
               kith_language_get(c->source.languages, n->lang)->name);
  kith_vec_clear(&key);
}

static int by_row(const void *a, const void *b) {
  const kith_source_name *x = a, *y = b;
  if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
  if (x->lang != y->lang) return x->lang < y->lang ? -1 : 1;
  if (x->layer != y->layer) return x->layer < y->layer ? -1 : 1;
  if (x->role != y->role) return x->role < y->role ? -1 : 1;
  if (x->text != y->text) return x->text < y->text ? -1 : 1;
  if (x->file != y->file) return x->file < y->file ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

static void check_names(checker *c) {
  const kith_source *s = &c->source;
  size_t n = s->names.n;
  kith_source_name *rows = kith_alloc((n + 1) * sizeof *rows);
  if (n) memcpy(rows, s->names.at, n * sizeof *rows);
  if (n) qsort(rows, n, sizeof *rows, by_row);
  for (size_t i = 0; i < n; i++) {
    const kith_source_name *r = &rows[i], *before = i ? &rows[i - 1] : r;
    bool entity_seen = i && before->entity == r->entity;
    bool same = entity_seen && before->lang == r->lang && before->layer == r->layer && before->role == r->role;
    if (r->layer >= c->first_checked) {
      kith_str id = string(c, s->entities.at[r->entity].id), name = string(c, r->text);
      check_scripts(c, r);
      check_common(c, r);
      if (same && before->text == r->text)
        about_name(c, r, false, "says of %.*s what another row says already: '%.*s'", id, name);
      else if (same && r->role == KITH_ROLE_LABEL)
        about_name(c, r, false, "gives %.*s a second label in the same language: '%.*s'", id, name);
      if (!entity_seen && s->entities.at[r->entity].label == KITH_NONE)
        about_name(c, r, false, "is about %.*s, which has no label in en or mul%.*s", id, KITH_STR(""));
    }
  }
  kith_free(rows);
}

/* ---- names that two entities share ---- */

typedef struct sharing {
  uint64_t key; /* of the folded name, language and type */
  uint32_t name;
} sharing;

static int by_sharing(const void *a, const void *b) {
  const sharing *x = a, *y = b;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  return (x->name > y->name) - (x->name < y->name);
}

/* Whether prominence or population says which of the two an article rather means. */
static bool is_decided(const checker *c, const kith_map *apart, uint32_t a, uint32_t b) {
  const kith_lexicon_entity *x = &c->source.entities.at[a].facts, *y = &c->source.entities.at[b].facts;
  uint32_t p = c->source.entities.at[a].id, q = c->source.entities.at[b].id;
  if (x->prominence != y->prominence || x->population != y->population) return true;
  if (memcmp(x->country, y->country, 2) != 0 || strcmp(x->kind, y->kind) != 0) return true; /* an article tells */
  return kith_map_find(apart, p < q ? kith_pair(p, q) : kith_pair(q, p)) != NULL;
}

static void collect_sharing(const checker *c, sharing *list, size_t *count) {
  const kith_source *s = &c->source;
  kith_buf key = {0};
  for (uint32_t i = 0; i < s->names.n; i++) {
    const kith_source_name *n = &s->names.at[i];
    bool sole = n->role == KITH_ROLE_LABEL || n->role == KITH_ROLE_ALIAS || n->role == KITH_ROLE_SHORT || n->role == KITH_ROLE_ACRONYM;
    if (!sole) continue;
    key.n = 0;
    kith_fold_key(string(c, n->text), &key);
    kith_buf_format(&key, "\n%u %u", n->lang, s->entities.at[n->entity].facts.type);
    list[(*count)++] = (sharing){kith_str_hash(kith_buf_str(&key)), i};
  }
  kith_vec_clear(&key);
}

static void check_shared(checker *c) {
  const kith_source *s = &c->source;
  sharing *list = kith_alloc((s->names.n + 1) * sizeof *list);
  size_t count = 0;
  kith_map apart = {0};
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    if (r->kind == KITH_RULE_NOT_SAME) kith_map_add(&apart, r->a < r->b ? kith_pair(r->a, r->b) : kith_pair(r->b, r->a));
  }
  collect_sharing(c, list, &count);
  if (count) qsort(list, count, sizeof *list, by_sharing);
  for (size_t i = 1; i < count; i++) {
    const kith_source_name *n = &s->names.at[list[i].name], *other = &s->names.at[list[i - 1].name];
    bool shared = list[i].key == list[i - 1].key && n->entity != other->entity && n->layer >= c->first_checked;
    if (shared && !is_decided(c, &apart, n->entity, other->entity))
      about_name(c, n, true, "has the name '%.*s', which is one of %.*s too, and nothing decides between them; expected a prominence, or a rule "
                 "same or not-same", string(c, n->text), string(c, s->entities.at[other->entity].id));
  }
  kith_map_clear(&apart);
  kith_free(list);
}

/* ---- rules ---- */

static void about_rule(checker *c, const kith_rule *r, const char *format, kith_str a) {
  kith_buf text = {0};
  kith_buf_format(&text, format, KITH_STR_FMT(a));
  add_problem(c, string(c, c->source.files.at[r->file]), r->line, kith_buf_str(&text));
  kith_vec_clear(&text);
}

/* Rules about entities that are not there: an id mistyped, or a lexicon that is not laid under this one. */
static void check_rules(checker *c) {
  const kith_source *s = &c->source;
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    if (r->layer < c->first_checked) continue;
    bool forbid = r->kind == KITH_RULE_FORBID, pair = r->kind == KITH_RULE_SAME || r->kind == KITH_RULE_NOT_SAME;
    if (!forbid && kith_source_find(s, string(c, r->a)) == KITH_NONE)
      about_rule(c, r, "warning: speaks of '%.*s', which no lexicon has; the rule has no effect", string(c, r->a));
    if ((pair || (forbid && r->b != KITH_NONE)) && kith_source_find(s, string(c, r->b)) == KITH_NONE)
      about_rule(c, r, r->kind == KITH_RULE_SAME ? "warning: speaks of '%.*s', which no lexicon has; the other entity gets this id"
                                                 : "warning: speaks of '%.*s', which no lexicon has; the rule has no effect", string(c, r->b));
  }
}

/* ---- files: what the rows read do not keep ---- */

static bool plausible_language(kith_str code) {
  size_t n = 0;
  while (n < code.n && code.p[n] >= 'a' && code.p[n] <= 'z') n++;
  return (n == 2 || n == 3) && (n == code.n || code.p[n] == '-');
}

static void check_language(checker *c, const kith_tsv *tsv, kith_str code) {
  if (kith_str_is(code, "mul") || kith_language_find(c->source.languages, code) || plausible_language(code)) return;
  kith_buf text = {0};
  kith_buf_format(&text, "has the language '%.*s'; expected an ISO 639-1 code or mul", KITH_STR_FMT(code));
  add_problem(c, kith_str_of(tsv->path), tsv->line, kith_buf_str(&text));
  kith_vec_clear(&text);
}

static void check_fact(checker *c, const kith_tsv *tsv, kith_intern *seen, const kith_str *cell) {
  kith_buf text = {0};
  kith_buf_format(&text, "%.*s\t%.*s", KITH_STR_FMT(cell[0]), KITH_STR_FMT(cell[1]));
  size_t before = seen->strings.n;
  kith_intern_add(seen, kith_buf_str(&text));
  if (seen->strings.n == before) {
    text.n = 0;
    kith_buf_format(&text, "gives %.*s a second %.*s", KITH_STR_FMT(cell[0]), KITH_STR_FMT(cell[1]));
    add_problem(c, kith_str_of(tsv->path), tsv->line, kith_buf_str(&text));
  }
  uint32_t id = kith_intern_find(&c->source.strings, cell[0]);
  const uint64_t *entity = id == KITH_NONE ? NULL : kith_map_find(&c->source.entity_of, id);
  if (entity && c->source.entities.at[*entity - 1].facts.type == KITH_TYPE_COUNT) {
    text.n = 0;
    kith_buf_format(&text, "is about %.*s, which has no name", KITH_STR_FMT(cell[0]));
    add_problem(c, kith_str_of(tsv->path), tsv->line, kith_buf_str(&text));
  }
  kith_vec_clear(&text);
}

/* Rows that cannot be read are in the report already. */
static void check_file(checker *c, const char *path, kith_intern *facts) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  bool names = kith_tsv_open(&tsv, path, "entity type language name role", NULL) == KITH_OK;
  if (!names && kith_tsv_open(&tsv, path, "entity property value", NULL) != KITH_OK) return;
  for (kith_status status; (status = kith_tsv_next(&tsv, cell, NULL)) != KITH_END;) {
    if (status != KITH_OK) continue;
    if (names)
      check_language(c, &tsv, cell[2]);
    else
      check_fact(c, &tsv, facts, cell);
  }
  kith_tsv_close(&tsv);
}

static kith_status check_files(checker *c, kith_error *error) {
  kith_status status = KITH_OK;
  for (size_t i = c->first_checked; i < c->folders.n && status == KITH_OK; i++) {
    kith_names paths = {0};
    kith_intern facts;
    kith_intern_init(&facts);
    status = kith_source_files(c->folders.at[i], false, &paths, error);
    for (size_t k = 0; k < paths.n && status == KITH_OK; k++) check_file(c, paths.at[k], &facts);
    kith_intern_clear(&facts);
    kith_names_clear(&paths);
  }
  return status;
}

/* ---- the whole ---- */

static kith_status add_folder(checker *c, const char *path, kith_error *error) {
  size_t n = strlen(path) + 1;
  if (kith_path_look(path) != KITH_PATH_FOLDER)
    return kith_error_at(error, KITH_ERR_ARG, path, 0, "is no folder; a lexicon is a folder with names/ and facts/ in it");
  kith_vec_push(&c->folders, memcpy(kith_alloc(n), path, n));
  return KITH_OK;
}

static kith_status find_folders(checker *c, const kith_settings *s, kith_error *error) {
  kith_buf path = {0};
  kith_status status = kith_lexicons_find(&path)
                           ? add_folder(c, kith_buf_text(&path), error)
                           : kith_error_set(error, KITH_ERR_IO, "the shipped lexicons are not found; "
                                            "set KITH_LEXICONS to the folder that holds languages.tsv");
  kith_vec_clear(&path);
  path = (kith_buf){0};
  bool own = !s->build.no_user_lexicon && kith_user_lexicon_find(&path) && kith_path_look(kith_buf_text(&path)) == KITH_PATH_FOLDER;
  if (own && status == KITH_OK) status = add_folder(c, path.at, error);
  kith_vec_clear(&path);
  for (size_t i = 0; i < s->lexicons.n && status == KITH_OK; i++) status = add_folder(c, s->lexicons.at[i], error);
  c->first_checked = s->arguments.n ? c->folders.n : 0;
  for (size_t i = 0; i < s->arguments.n && status == KITH_OK; i++) status = add_folder(c, s->arguments.at[i], error);
  return status;
}

/* The compiled form that runs use, read whole where there is one. */
static kith_status check_compiled(checker *c, const kith_languages *languages, kith_error *error) {
  kith_buf cache = {0};
  kith_lexicon *lexicon = NULL;
  kith_status status = KITH_OK;
  kith_error damage;
  bool sound = c->problems.n == c->warnings;
  if (sound && kith_cache_find(&cache)) {
    kith_lexicon_options options = {(const char *const *)c->folders.at, c->folders.n, kith_buf_text(&cache)};
    status = kith_lexicon_open(&lexicon, &options, languages, error);
    if (status == KITH_OK && kith_lexicon_verify(lexicon, &damage) != KITH_OK) {
      kith_buf text = {0};
      kith_buf_format(&text, "%s; delete it, and it is made again", damage.message);
      add_problem(c, kith_str_of(damage.file), 0, kith_buf_str(&text));
      kith_vec_clear(&text);
    }
  }
  kith_lexicon_close(lexicon);
  kith_vec_clear(&cache);
  return status;
}

static kith_status check(checker *c, const kith_settings *settings, kith_error *error) {
  kith_languages *languages = NULL;
  kith_status status = find_folders(c, settings, error);
  if (status == KITH_OK) status = kith_languages_open(&languages, (const char *const *)c->folders.at, c->folders.n, error);
  if (status != KITH_OK) return status;
  kith_source_init(&c->source, languages);
  for (size_t i = 0; i < c->folders.n && status == KITH_OK; i++) {
    c->reporting = i >= c->first_checked;
    status = kith_source_read(&c->source, c->folders.at[i], (uint8_t)i, report, c, error);
  }
  if (status == KITH_OK) {
    kith_wordlist_open(&c->words, languages);
    check_names(c);
    check_rules(c);
    status = check_files(c, error);
  }
  size_t names = c->source.names.n;
  c->reporting = true;
  if (status == KITH_OK) status = kith_rules_settle(&c->source, report, c, error);
  if (status == KITH_OK) check_shared(c);
  if (status == KITH_OK) status = check_compiled(c, languages, error);
  if (status == KITH_OK && !settings->quiet)
    kith_say("%zu entities, %zu names, %zu errors, %zu warnings", c->source.entities.n, names, c->problems.n - c->warnings, c->warnings);
  kith_wordlist_close(c->words);
  kith_source_clear(&c->source);
  kith_languages_close(languages);
  return status;
}

static int by_place(const void *a, const void *b) {
  const problem *x = a, *y = b;
  int c = kith_str_compare(x->file, y->file);
  if (!c && x->line != y->line) c = x->line < y->line ? -1 : 1;
  return c ? c : kith_str_compare(x->text, y->text);
}

static int run(const kith_settings *settings, kith_out *out) {
  checker c;
  kith_error error;
  memset(&c, 0, sizeof c);
  kith_arena_init(&c.arena);
  kith_status status = check(&c, settings, &error);
  if (c.problems.n) qsort(c.problems.at, c.problems.n, sizeof *c.problems.at, by_place);
  for (size_t i = 0; i < c.problems.n; i++)
    kith_out_format(out, "%.*s:%zu: %.*s\n", KITH_STR_FMT(c.problems.at[i].file), c.problems.at[i].line, KITH_STR_FMT(c.problems.at[i].text));
  bool found = settings->strict ? c.problems.n > 0 : c.problems.n > c.warnings;
  kith_vec_clear(&c.problems);
  kith_names_clear(&c.folders);
  kith_arena_clear(&c.arena);
  if (status != KITH_OK) return kith_say_error("lexicon check", &error);
  return found ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_check = {
    .name = "lexicon check", .arguments = "[DIR...] [flags]", .about = "find what is wrong in lexicon files",
    .text = "Reads the folders as a build would, over the shipped lexicon, and names every row that is wrong: bad cells, unknown "
            "types, roles, properties and languages, rows that repeat another, names that mix the letters of two alphabets in one "
            "word, entities without an English label, two labels in one language, facts about what has no name, merges that go in a "
            "circle or join two types. Warnings are for a keeper to judge: a name that two entities of one type share while nothing "
            "decides between them, a common word as a name, letters that the language does not use, rules about what is not there. "
            "Without a folder the shipped lexicon, your own, and those given with --lexicon are checked. The compiled form is read whole.",
    .examples = {{"A folder of your own:", "kith lexicon check mynames"},
                 {"Before a commit, silent when all is well:", "kith lexicon check --quiet --strict mynames && git commit"},
                 {"A folder that builds on another one:", "kith lexicon check --lexicon team mine"}},
    .output = "One line for each problem: file:line: what is wrong, what was expected; before warnings stands warning:",
    .exits = "  0    nothing is wrong, but there may be warnings\n  1    something is wrong, or, with --strict, there are warnings\n"
             "  2    a flag or argument is wrong\n  3    a file cannot be read",
    .most = SIZE_MAX, .run = run};
