#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/say.h"
#include "lexicon/source.h"

#include "base/tsv.h"

#include <stdlib.h>

typedef struct problem {
  kith_str file, text; /* in the arena; file may be empty */
  size_t line;
} problem;

typedef struct checker {
  kith_source source;
  kith_names folders;   /* the shipped one first */
  size_t first_checked; /* folders before this one are only there to be built on */
  bool reporting;       /* the folder being read is one to check */
  KITH_VEC(problem) problems;
  kith_arena arena;
} checker;

static kith_str keep(checker *c, kith_str s) { return (kith_str){kith_arena_copy(&c->arena, s.p, s.n), s.n}; }

static void add_problem(checker *c, kith_str file, size_t line, kith_str text) {
  problem p = {keep(c, file), keep(c, text), line};
  kith_vec_push(&c->problems, p);
}

static bool report(void *context, const kith_error *error) {
  checker *c = context;
  if (c->reporting) add_problem(c, kith_str_of(error->file), error->line, kith_str_of(error->message));
  return true;
}

/* ---- names: what no single row shows ---- */

static kith_str string(const checker *c, uint32_t id) { return kith_intern_get(&c->source.strings, id); }

static void about_name(checker *c, const kith_source_name *n, const char *format, kith_str a, kith_str b) {
  kith_buf text = {0};
  kith_buf_format(&text, format, KITH_STR_FMT(a), KITH_STR_FMT(b));
  add_problem(c, string(c, c->source.files.at[n->file]), n->line, kith_buf_str(&text));
  kith_vec_clear(&text);
}

enum { LATIN = 1, CYRILLIC = 2, GREEK = 4 };

static unsigned script_of(uint32_t cp) {
  if ((cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z')) return LATIN;
  if (cp >= 0xc0 && cp <= 0x24f && cp != 0xd7 && cp != 0xf7) return LATIN;
  if (cp >= 0x1e00 && cp <= 0x1eff) return LATIN;
  if (cp >= 0x370 && cp <= 0x3ff) return GREEK;
  return cp >= 0x400 && cp <= 0x52f ? CYRILLIC : 0;
}

/* Letters of two alphabets in one run of letters: one of them only looks right. */
static void check_scripts(checker *c, const kith_source_name *n) {
  kith_str name = string(c, n->text);
  unsigned seen = 0, length;
  size_t start = 0;
  for (size_t i = 0; i <= name.n; i += length) {
    uint32_t cp = i < name.n ? kith_utf8_decode(name.p + i, name.p + name.n, &length) : ' ';
    if (i == name.n) length = 1;
    unsigned script = script_of(cp);
    bool letter = script || cp == '\'' || (cp >= 0x300 && cp <= 0x36f);
    if (!letter) {
      if (seen & (seen - 1))
        about_name(c, n, "mixes letters of two alphabets in '%.*s' of the name '%.*s'", kith_str_cut(name, start, i), name);
      seen = 0;
      start = i + length;
    }
    seen |= script;
  }
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
      if (same && before->text == r->text)
        about_name(c, r, "says of %.*s what another row says already: '%.*s'", id, name);
      else if (same && r->role == KITH_ROLE_LABEL)
        about_name(c, r, "gives %.*s a second label in the same language: '%.*s'", id, name);
      if (!entity_seen && s->entities.at[r->entity].label == KITH_NONE)
        about_name(c, r, "is about %.*s, which has no label in en or mul%.*s", id, KITH_STR(""));
    }
  }
  kith_free(rows);
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
  for (size_t i = 0; i < s->lexicons.n && status == KITH_OK; i++) status = add_folder(c, s->lexicons.at[i], error);
  c->first_checked = s->arguments.n ? c->folders.n : 0;
  for (size_t i = 0; i < s->arguments.n && status == KITH_OK; i++) status = add_folder(c, s->arguments.at[i], error);
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
  if (status == KITH_OK) check_names(c);
  if (status == KITH_OK) status = check_files(c, error);
  if (status == KITH_OK && !settings->quiet)
    kith_say("%zu entities, %zu names, %zu problems", c->source.entities.n, c->source.names.n, c->problems.n);
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
  bool found = c.problems.n > 0;
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
            "word, entities without an English label, two labels in one language, facts about what has no name. Without a folder the shipped "
            "lexicon and those given with --lexicon are checked.",
    .examples = {{"A folder of your own:", "kith lexicon check mynames"},
                 {"Before a commit, silent when all is well:", "kith lexicon check --quiet mynames && git commit"},
                 {"A folder that builds on another one:", "kith lexicon check --lexicon team mine"}},
    .output = "One line for each problem: file:line: what is wrong, what was expected.",
    .exits = "  0    nothing is wrong\n  1    something is wrong\n  2    a flag or argument is wrong\n  3    a file cannot be read",
    .most = SIZE_MAX, .run = run};
