#include "cli/command.h"
#include "cli/say.h"
#include "cli/why_find.h"

#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

/* A result's tables; evidence may be large and is read whole: it is the answer. */
typedef struct result {
  kith_csv_table nodes, evidence;
} result;

/* The sentence with the two names set off: bold on a terminal, in brackets elsewhere. */
static void add_highlighted(kith_buf *text, kith_str sentence, const kith_str names[2], bool bold) {
  for (size_t i = 0; i < sentence.n;) {
    kith_str rest = kith_str_cut(sentence, i, sentence.n), name = {"", 0};
    for (int k = 0; k < 2; k++)
      if (names[k].n > name.n && kith_str_starts(rest, names[k])) name = names[k];
    if (name.n) {
      kith_buf_add(text, bold ? KITH_STR("\033[1m") : KITH_STR("["));
      kith_add_safe(text, name);
      kith_buf_add(text, bold ? KITH_STR("\033[0m") : KITH_STR("]"));
      i += name.n;
      continue;
    }
    size_t to = i + 1;
    while (to < sentence.n && ((unsigned char)sentence.p[to] & 0xc0) == 0x80) to++;
    kith_add_safe(text, kith_str_cut(sentence, i, to));
    i = to;
  }
}

static kith_str cell(const kith_csv_table *t, size_t row, const char *name) { return kith_csv_table_cell(t, row, kith_csv_table_column(t, name)); }

/* One occasion: what and who, where and when, the sentence. */
static void tell(kith_out *out, const kith_csv_table *e, size_t row, bool bold) {
  kith_str words = cell(e, row, "words"), said = cell(e, row, "said"), date = cell(e, row, "date");
  const kith_str names[2] = {cell(e, row, "from_surface"), cell(e, row, "to_surface")};
  kith_buf *text = &out->buf;
  kith_add_safe(text, cell(e, row, "from_label"));
  kith_buf_add(text, KITH_STR("  "));
  kith_add_safe(text, cell(e, row, "tie"));
  kith_buf_add(text, KITH_STR("  "));
  kith_add_safe(text, cell(e, row, "to_label"));
  if (words.n) {
    kith_buf_add(text, KITH_STR("  (\""));
    kith_add_safe(text, words);
    kith_buf_add(text, KITH_STR("\""));
    if (said.n) kith_buf_format(text, ", %.*s", KITH_STR_FMT(said));
    kith_buf_char(text, ')');
  }
  kith_buf_add(text, KITH_STR("\n  "));
  kith_add_safe(text, cell(e, row, "doc"));
  if (date.n) {
    kith_buf_add(text, KITH_STR("  "));
    kith_add_safe(text, date);
  }
  kith_buf_add(text, KITH_STR("  score "));
  kith_add_safe(text, cell(e, row, "score"));
  kith_buf_add(text, KITH_STR("\n  "));
  add_highlighted(text, cell(e, row, "sentence"), names, bold);
  kith_buf_add(text, KITH_STR("\n\n"));
  kith_out_flush_if_full(out);
}

static bool is_number(const char *column) {
  return strcmp(column, "score") == 0 || strcmp(column, "sentence_start") == 0 || strcmp(column, "sentence_end") == 0;
}

/* The same as an object on a line of its own, with all columns of evidence.csv that say something. */
static void tell_json(kith_out *out, const kith_csv_table *e, size_t row) {
  json_t *object = json_object();
  for (size_t i = 0; i < e->columns; i++) {
    kith_str value = kith_csv_table_cell(e, row, i), name = e->names.at[i];
    kith_buf key = {0}, text = {0};
    kith_buf_add(&key, name);
    kith_buf_add(&text, value);
    kith_buf_text(&key);
    if (value.n) json_object_set_new(object, key.at, is_number(key.at) ? json_loads(kith_buf_text(&text), JSON_DECODE_ANY, NULL) : json_stringn(value.p, value.n));
    kith_vec_clear(&key);
    kith_vec_clear(&text);
  }
  char *line = json_dumps(object, JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(6));
  if (line) kith_out_text(out, line);
  kith_out_text(out, "\n");
  free(line);
  json_decref(object);
}

static size_t tell_all(const result *r, kith_str a, kith_str b, bool json, kith_out *out) {
  bool bold = isatty(STDOUT_FILENO);
  size_t told = 0;
  for (int relations = 1; relations >= 0; relations--) /* what says more comes first */
    for (size_t row = 0; row < r->evidence.rows && !out->failure; row++) {
      kith_str from = cell(&r->evidence, row, "from"), to = cell(&r->evidence, row, "to");
      bool meant = (kith_str_equal(from, a) && kith_str_equal(to, b)) || (kith_str_equal(from, b) && kith_str_equal(to, a));
      if (!meant || kith_str_is(cell(&r->evidence, row, "tie"), "cooccurrence") == (relations == 1)) continue;
      if (json) tell_json(out, &r->evidence, row);
      else tell(out, &r->evidence, row, bold);
      told++;
    }
  return told;
}

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *argument = settings->arguments.at;
  result r = {0};
  kith_error error;
  int exit = KITH_EXIT_CLEAN;
  kith_status status = kith_why_open(&r.nodes, argument[0], "nodes.csv", &error);
  if (status == KITH_OK) status = kith_why_open(&r.evidence, argument[0], "evidence.csv", &error);
  size_t a = SIZE_MAX, b = SIZE_MAX;
  if (status == KITH_OK) status = kith_why_find(&r.nodes, argument[0], argument[1], &a, &error);
  if (status == KITH_OK) status = kith_why_find(&r.nodes, argument[0], argument[2], &b, &error);
  if (status == KITH_OK && a == b) {
    kith_str both = cell(&r.nodes, a, "label");
    status = kith_error_set(&error, KITH_ERR_ARG, "'%s' and '%s' are both %.*s: name two", argument[1], argument[2], KITH_STR_FMT(both));
  }
  if (status != KITH_OK)
    exit = kith_say_error("why", &error);
  else if (!tell_all(&r, cell(&r.nodes, a, "id"), cell(&r.nodes, b, "id"), settings->json, out)) {
    kith_str one = cell(&r.nodes, a, "label"), other = cell(&r.nodes, b, "label");
    if (!settings->quiet) kith_say("kith why: nothing ties %.*s to %.*s here", KITH_STR_FMT(one), KITH_STR_FMT(other));
    exit = KITH_EXIT_SKIPPED;
  }
  kith_csv_table_clear(&r.nodes);
  kith_csv_table_clear(&r.evidence);
  return exit;
}

const kith_command kith_command_why = {
    .name = "why", .arguments = "OUT A B", .about = "show every sentence behind the ties of two nodes of a result",
    .text = "Reads the folder OUT that `kith build` wrote and prints each occasion on which A and B are tied there: the tie and the "
            "words that say it, the document, its date, and the sentence with both names set off. Relations come first, then "
            "sentences that name both.\n\n"
            "A and B are ids or names: as in nodes.csv, as the articles write them, or as the lexicon has them in any language; a "
            "surname will do, and means who is mentioned most.",
    .examples = {{"Why is there a line between these two?", "kith why result Witkoff 'Donald Trump'"},
                 {"By id:", "kith why result wd:Q7747 wd:Q159"},
                 {"As objects, for a script:", "kith why --json result Путин Россия"}},
    .output = "Paragraphs for people to read. With --json one object a line, with the columns of evidence.csv.",
    .exits = "  0    done\n"
             "  1    nothing ties the two\n"
             "  2    a flag or argument is wrong\n"
             "  3    failed: a file could not be read",
    .least = 3, .most = 3, .missing = "it needs a result and two nodes: kith why OUT A B", .run = run};
