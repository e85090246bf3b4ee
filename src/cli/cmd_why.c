#include "cli/command.h"
#include "cli/say.h"
#include "export/csv_read.h"
#include "text/fold.h"

#include <unistd.h>

/* A result's tables; evidence may be large and is read whole: it is the answer. */
typedef struct result {
  kith_csv_table nodes, evidence;
} result;

static kith_status open_table(kith_csv_table *table, const char *folder, const char *name, kith_error *error) {
  kith_buf path = {0};
  kith_path_join(&path, kith_str_of(folder), kith_str_of(name));
  kith_status status = kith_path_look(kith_buf_text(&path)) == KITH_PATH_NONE
                           ? kith_error_at(error, KITH_ERR_IO, folder, 0, "has no %s: it is no result of kith build", name)
                           : kith_csv_table_read(table, path.at, error);
  kith_vec_clear(&path);
  return status;
}

static bool holds_words(kith_str text, kith_str words) {
  for (size_t i = 0; i + words.n <= text.n; i++) {
    bool starts = i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == '-';
    bool ends = i + words.n == text.n || text.p[i + words.n] == ' ' || text.p[i + words.n] == '-';
    if (starts && ends && memcmp(text.p + i, words.p, words.n) == 0) return true;
  }
  return false;
}

/* The node that is meant by an id, a label, or words of one; of several the one mentioned most. SIZE_MAX: none. */
static size_t find_node(const kith_csv_table *nodes, const char *wanted) {
  size_t id = kith_csv_table_column(nodes, "id"), label = kith_csv_table_column(nodes, "label"), mentions = kith_csv_table_column(nodes, "mentions");
  size_t best = SIZE_MAX;
  int best_rank = 0;
  uint64_t most = 0;
  kith_buf key = {0}, name = {0};
  kith_fold_key(kith_str_of(wanted), &key);
  for (size_t row = 0; row < nodes->rows && key.n; row++) {
    uint64_t count = 0;
    name.n = 0;
    kith_fold_key(kith_csv_table_cell(nodes, row, label), &name);
    int rank = kith_str_is(kith_csv_table_cell(nodes, row, id), wanted)        ? 3
               : kith_str_equal(kith_buf_str(&name), kith_buf_str(&key))       ? 2
               : holds_words(kith_buf_str(&name), kith_buf_str(&key))          ? 1
                                                                               : 0;
    kith_str_to_u64(kith_csv_table_cell(nodes, row, mentions), &count);
    if (!rank || rank < best_rank || (rank == best_rank && count <= most)) continue;
    best = row;
    best_rank = rank;
    most = count;
  }
  kith_vec_clear(&key);
  kith_vec_clear(&name);
  return best;
}

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

static size_t tell_all(const result *r, kith_str a, kith_str b, kith_out *out) {
  bool bold = isatty(STDOUT_FILENO);
  size_t told = 0;
  for (int relations = 1; relations >= 0; relations--) /* what says more comes first */
    for (size_t row = 0; row < r->evidence.rows && !out->failure; row++) {
      kith_str from = cell(&r->evidence, row, "from"), to = cell(&r->evidence, row, "to");
      bool meant = (kith_str_equal(from, a) && kith_str_equal(to, b)) || (kith_str_equal(from, b) && kith_str_equal(to, a));
      if (!meant || kith_str_is(cell(&r->evidence, row, "tie"), "cooccurrence") == (relations == 1)) continue;
      tell(out, &r->evidence, row, bold);
      told++;
    }
  return told;
}

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *argument = settings->arguments.at;
  result r = {0};
  kith_error error;
  int exit = KITH_EXIT_CLEAN;
  kith_status status = open_table(&r.nodes, argument[0], "nodes.csv", &error);
  if (status == KITH_OK) status = open_table(&r.evidence, argument[0], "evidence.csv", &error);
  size_t a = SIZE_MAX, b = SIZE_MAX;
  for (int i = 1; i <= 2 && status == KITH_OK; i++) {
    size_t found = find_node(&r.nodes, argument[i]);
    if (found == SIZE_MAX)
      status = kith_error_set(&error, KITH_ERR_ARG, "'%s' is no node of this result: give an id or a name as nodes.csv has them", argument[i]);
    *(i == 1 ? &a : &b) = found;
  }
  if (status != KITH_OK)
    exit = kith_say_error("why", &error);
  else if (!tell_all(&r, cell(&r.nodes, a, "id"), cell(&r.nodes, b, "id"), out)) {
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
            "A and B are ids or names as in nodes.csv; a surname will do, and means who is mentioned most.",
    .examples = {{"Why is there a line between these two?", "kith why result Witkoff 'Donald Trump'"},
                 {"By id:", "kith why result wd:Q7747 wd:Q159"}},
    .output = "Paragraphs for people to read. Programs find the same in evidence.csv.",
    .exits = "  0    done\n"
             "  1    nothing ties the two\n"
             "  2    a flag or argument is wrong\n"
             "  3    failed: a file could not be read",
    .least = 3, .most = 3, .missing = "it needs a result and two nodes: kith why OUT A B", .run = run};
