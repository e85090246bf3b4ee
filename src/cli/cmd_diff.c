#include "cli/command.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "export/csv_read.h"

#include <stdlib.h>

/* What is compared in a kind of file: rows are the same when their key columns are. */
typedef struct subject {
  const char *file, *kind;
  bool needed;            /* a result has it */
  const char *key[3];     /* column names */
  const char *values[4];
} subject;

static const subject subjects[] = {
    {"nodes.csv", "node", true, {"id"}, {"label", "type", "mentions", "documents"}},
    {"cooccurrence_edges.csv", "edge", true, {"source", "target", "kind"}, {"weight", "count", "documents"}},
    {"relation_edges.csv", "edge", false, {"source", "target", "kind"}, {"weight", "count", "documents"}}};

enum { SUBJECTS = sizeof subjects / sizeof *subjects, KEYS = 3, VALUES = 4 };

typedef struct row {
  kith_str key[KEYS];
  size_t index;
} row;

/* One file of one result, its rows in order of their keys. */
typedef struct side {
  kith_csv_table table;
  size_t values[VALUES], id; /* columns */
  KITH_VEC(row) rows;
} side;

static int compare(const row *a, const row *b) {
  int c = 0;
  for (size_t i = 0; i < KEYS && !c; i++) c = kith_str_compare(a->key[i], b->key[i]);
  return c;
}

static int by_key(const void *a, const void *b) {
  const row *x = a, *y = b;
  int c = compare(x, y);
  return c ? c : (x->index > y->index) - (x->index < y->index);
}

static void side_close(side *s) {
  kith_csv_table_clear(&s->table);
  kith_vec_clear(&s->rows);
}

static size_t column(const side *s, const char *name) { return name ? kith_csv_table_column(&s->table, name) : SIZE_MAX; }

static kith_status side_open(side *s, const char *folder, const subject *what, kith_error *error) {
  kith_buf path = {0};
  kith_status status = KITH_OK;
  memset(s, 0, sizeof *s);
  kith_path_join(&path, kith_str_of(folder), kith_str_of(what->file));
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_NONE)
    status = what->needed ? kith_error_at(error, KITH_ERR_IO, folder, 0, "has no %s: it is no result of kith build", what->file) : KITH_END;
  else
    status = kith_csv_table_read(&s->table, path.at, error);
  size_t keys[KEYS];
  for (size_t i = 0; i < KEYS && status == KITH_OK; i++) {
    keys[i] = column(s, what->key[i]);
    if (what->key[i] && i < 2 && keys[i] == SIZE_MAX)
      status = kith_error_at(error, KITH_ERR_FORMAT, path.at, 1, "has no column %s", what->key[i]);
  }
  for (size_t i = 0; i < VALUES; i++) s->values[i] = column(s, what->values[i]);
  s->id = column(s, "id");
  for (size_t i = 0; i < s->table.rows && status == KITH_OK; i++) {
    row r = {.index = i};
    for (size_t k = 0; k < KEYS; k++) r.key[k] = kith_csv_table_cell(&s->table, i, keys[k]);
    kith_vec_push(&s->rows, r);
  }
  if (s->rows.n) qsort(s->rows.at, s->rows.n, sizeof *s->rows.at, by_key);
  kith_vec_clear(&path);
  return status == KITH_END ? KITH_OK : status;
}

/* Appends "weight=2.5; count=3": all values of the row, or those that differ from `other`'s. */
static void add_values(kith_buf *text, const subject *what, const side *s, const row *r, const side *other, const row *against) {
  for (size_t i = 0; i < VALUES && what->values[i]; i++) {
    kith_str value = kith_csv_table_cell(&s->table, r->index, s->values[i]);
    if (against && kith_str_equal(value, kith_csv_table_cell(&other->table, against->index, other->values[i]))) continue;
    kith_buf_format(text, "%s%s=", text->n ? "; " : "", what->values[i]);
    kith_buf_add(text, value);
  }
}

typedef struct tally {
  size_t added, gone, changed;
} tally;

/* One row of output: `a` from the old side, `b` from the new; either may be NULL. */
static void tell(kith_out *out, const subject *what, const side *old, const row *a, const side *new, const row *b, tally *count) {
  kith_buf before = {0}, after = {0};
  const side *shown = b ? new : old;
  const row *r = b ? b : a;
  bool edge = what->key[1] != NULL;
  if (a) add_values(&before, what, old, a, new, b);
  if (b) add_values(&after, what, new, b, old, a);
  if (!a || !b || before.n || after.n) {
    *(!a ? &count->added : !b ? &count->gone : &count->changed) += 1;
    kith_row_text(out, !a ? KITH_STR("added") : !b ? KITH_STR("gone") : KITH_STR("changed"), false);
    kith_row_text(out, kith_str_of(what->kind), false);
    kith_row_text(out, kith_csv_table_cell(&shown->table, r->index, shown->id), false);
    kith_row_text(out, edge ? r->key[0] : KITH_STR(""), false);
    kith_row_text(out, edge ? r->key[1] : KITH_STR(""), false);
    kith_row_text(out, kith_buf_str(&before), false);
    kith_row_text(out, kith_buf_str(&after), true);
  }
  kith_vec_clear(&before);
  kith_vec_clear(&after);
}

static void compare_sides(kith_out *out, const subject *what, const side *old, const side *new, tally *count) {
  size_t i = 0, j = 0;
  while ((i < old->rows.n || j < new->rows.n) && !out->failure) {
    const row *a = i < old->rows.n ? &old->rows.at[i] : NULL, *b = j < new->rows.n ? &new->rows.at[j] : NULL;
    int order = !a ? 1 : !b ? -1 : compare(a, b);
    tell(out, what, old, order <= 0 ? a : NULL, new, order >= 0 ? b : NULL, count);
    i += order <= 0;
    j += order >= 0;
  }
}

static void say_tally(const char *things, const tally *t) {
  kith_say("%-6s %zu added, %zu gone, %zu changed", things, t->added, t->gone, t->changed);
}

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *folders = settings->arguments.at;
  tally nodes = {0}, edges = {0};
  kith_error error;
  kith_status status = KITH_OK;
  for (size_t i = 0; i < SUBJECTS && status == KITH_OK; i++) {
    side old, new = {0};
    status = side_open(&old, folders[0], &subjects[i], &error);
    if (status == KITH_OK) status = side_open(&new, folders[1], &subjects[i], &error);
    if (status == KITH_OK && i == 0) kith_row_header(out, "what kind id source target old new");
    if (status == KITH_OK) compare_sides(out, &subjects[i], &old, &new, i == 0 ? &nodes : &edges);
    side_close(&old);
    side_close(&new);
  }
  if (status != KITH_OK) return kith_say_error("diff", &error);
  if (!settings->quiet) {
    say_tally("nodes:", &nodes);
    say_tally("ties:", &edges);
  }
  return KITH_EXIT_CLEAN;
}

const kith_command kith_command_diff = {
    .name = "diff", .arguments = "OLD NEW [flags]", .about = "tell what changed between two results",
    .text = "OLD and NEW are folders that kith build wrote. Compares their nodes and ties and prints one row for each that was "
            "added, is gone, or changed: a node in its label, type, mentions or documents, a tie in its weight, count or "
            "documents. Measures that hang on the whole graph, such as pagerank, are not compared. Separators and byte order marks of the "
            "CSV files may differ.",
    .examples = {{"What is new today?", "kith diff result-yesterday result-today"},
                 {"Only ties that were not there before:", "kith diff old new | awk -F '\\t' '$1 == \"added\" && $2 == \"edge\"'"},
                 {"What a lexicon of your own changes:",
                  "kith build articles -o a; kith build articles -o b --lexicon mynames; kith diff a b"}},
    .output = "A header line, then rows between tabs, nodes first, sorted by id or by the two ends.\n\n"
              "  what           added, gone or changed\n"
              "  kind           node or edge\n"
              "  id             of the node or tie; of ties as NEW numbers them, or OLD if gone\n"
              "  source target  of ties: the ids of the two nodes\n"
              "  old new        values before and after, as weight=2.5; count=3; of what\n"
              "                 changed only those that differ",
    .exits = "  0    compared, whether or not anything changed\n"
             "  2    a flag or argument is wrong\n"
             "  3    a folder is no result of kith build, or cannot be read",
    .least = 2, .most = 2, .missing = "two folders are needed: OLD and NEW, as kith build wrote them", .run = run};
