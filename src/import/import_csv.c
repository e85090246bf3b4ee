/* Any table: which column holds what is said by --field NAME=COLUMN, else the
 * columns' own names count. */
#include "import/import.h"

#include "lexicon/source.h"

#include <csv.h>

/* X(name): what a row can say. alias may hold several with | or ; between; label and alias
 * with a language of their own are label:ru and alias:ru. */
#define FIELDS(X) X(id) X(name) X(type) X(language) X(role) X(alias) X(country) X(gender) X(population) X(kind) X(prominence)

typedef enum field {
#define X(name) FIELD_##name,
  FIELDS(X)
#undef X
  FIELD_COUNT
} field;

static const char *const field_names[] = {
#define X(name) #name,
    FIELDS(X)
#undef X
};

typedef struct column {
  field what; /* FIELD_COUNT: of no use */
  kith_lang lang; /* of name and alias; KITH_LANG_MAX: the row's */
} column;

typedef struct cell {
  size_t from, n;
} cell;

typedef struct table {
  struct csv_parser parser;
  kith_import *job;
  bool open, header;
  KITH_VEC(column) columns;
  kith_buf bytes;
  KITH_VEC(cell) cells;
  kith_error *error;
  kith_status status;
} table;

/* The field and language that a column is for, by the user's word or by its name. */
static column column_for(kith_import *job, kith_str name) {
  const kith_import_options *o = job->options;
  column c = {FIELD_COUNT, KITH_LANG_MAX};
  kith_str what = name, left;
  bool mapped = false;
  for (size_t i = 0; i < o->field_count; i++) {
    kith_str rest = kith_str_of(o->fields[i]);
    if (kith_str_split(&rest, '=', &left) && kith_str_equal(rest, name)) {
      what = left;
      mapped = true;
    }
  }
  kith_str rest = what, head = what;
  kith_str_split(&rest, ':', &head);
  for (field f = 0; f < FIELD_COUNT; f++)
    if (kith_str_is(head, field_names[f])) c.what = f;
  if (kith_str_is(head, "label")) c.what = FIELD_name;
  if (kith_str_is(head, "entity") || kith_str_is(head, "wikidata_id")) c.what = FIELD_id;
  if (head.n < what.n && !kith_import_language(job, rest, &c.lang)) c.what = FIELD_COUNT;
  if (mapped) return c;
  for (size_t i = 0; i < o->field_count; i++) { /* the field has a column of the user's choice */
    kith_str list = kith_str_of(o->fields[i]);
    if (kith_str_split(&list, '=', &left) && kith_str_equal(left, what)) c.what = FIELD_COUNT;
  }
  return c;
}

static kith_str cell_at(const table *t, size_t i) {
  if (i >= t->cells.n || !t->cells.at[i].n) return KITH_STR("");
  return kith_str_trim((kith_str){t->bytes.at + t->cells.at[i].from, t->cells.at[i].n});
}

static kith_str value_of(const table *t, field what) {
  for (size_t i = 0; i < t->columns.n; i++)
    if (t->columns.at[i].what == what && cell_at(t, i).n) return cell_at(t, i);
  return KITH_STR("");
}

static kith_status read_header(table *t) {
  bool named = false, known = false;
  for (size_t i = 0; i < t->cells.n; i++) {
    column c = column_for(t->job, cell_at(t, i));
    named |= c.what == FIELD_name;
    known |= c.what == FIELD_id;
    kith_vec_push(&t->columns, c);
  }
  t->header = true;
  if (named && known) return KITH_OK;
  kith_import_bad(t->job, t->error, "names no column for %s; say which with --field %s=COLUMN", named ? "the id" : "the name",
                  named ? "id" : "name");
  return t->error->status = KITH_ERR_ARG; /* no row can be read */
}

/* "Q7" and an address that ends so are Wikidata's; what has a colon is an id already. */
static kith_str make_id(table *t, kith_str raw) {
  uint64_t number;
  size_t slash = raw.n;
  while (slash && raw.p[slash - 1] != '/') slash--;
  kith_str tail = kith_str_cut(raw, slash, raw.n);
  bool item = tail.n > 1 && tail.p[0] == 'Q' && kith_str_to_u64(kith_str_cut(tail, 1, tail.n), &number);
  if (item) return kith_import_format(t->job, "wd:%.*s", KITH_STR_FMT(tail));
  return memchr(raw.p, ':', raw.n) ? raw : kith_import_format(t->job, "csv:%.*s", KITH_STR_FMT(raw));
}

static void add_names(table *t, kith_lang row_lang, kith_role role) {
  for (size_t i = 0; i < t->columns.n; i++) {
    column c = t->columns.at[i];
    kith_lang lang = c.lang == KITH_LANG_MAX ? row_lang : c.lang;
    kith_str text = cell_at(t, i), one;
    if (c.what == FIELD_name) kith_import_add(t->job, lang, text, role);
    if (c.what != FIELD_alias) continue;
    char separator = memchr(text.p, '|', text.n) ? '|' : ';';
    while (kith_str_split(&text, separator, &one)) kith_import_add(t->job, lang, one, KITH_ROLE_ALIAS);
  }
}

static void add_facts(table *t) {
  static const field facts[] = {FIELD_country, FIELD_gender, FIELD_population, FIELD_kind, FIELD_prominence};
  for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
    kith_str value = value_of(t, facts[i]);
    uint64_t number;
    bool sound = value.n > 0;
    if (facts[i] == FIELD_country) sound = kith_import_is_country(value);
    if (facts[i] == FIELD_gender) sound = kith_str_is(value, "m") || kith_str_is(value, "f");
    if (facts[i] == FIELD_kind) sound = value.n > 0 && value.n < KITH_KIND_SIZE;
    if (facts[i] == FIELD_population || facts[i] == FIELD_prominence)
      sound = kith_str_to_u64(value, &number) && (facts[i] == FIELD_population || number <= 9);
    if (sound) kith_import_about(t->job, field_names[facts[i]], value);
  }
}

static kith_status read_row(table *t) {
  kith_import *job = t->job;
  kith_str raw = value_of(t, FIELD_id), id, type_name = value_of(t, FIELD_type), role_name = value_of(t, FIELD_role),
           code = value_of(t, FIELD_language);
  kith_lang lang = KITH_LANG_UND;
  job->summary->records++;
  if (kith_utf8_valid_prefix(kith_buf_str(&t->bytes)) < t->bytes.n) return kith_import_bad(job, t->error, "is not UTF-8");
  if (!raw.n) return kith_import_bad(job, t->error, "has no id");
  if (code.n && !kith_import_language(job, code, &lang)) return KITH_OK;
  kith_type type = type_name.n ? kith_type_find(type_name) : KITH_PER;
  if (type == KITH_TYPE_COUNT) {
    if (kith_str_is(type_name, "Person") || kith_str_is(type_name, "person")) type = KITH_PER;
    else return kith_import_bad(job, t->error, "has the type '%.*s'; expected PER, ORG, LOC, EVT or PRO", KITH_STR_FMT(type_name));
  }
  kith_role role = role_name.n ? kith_role_find(role_name) : KITH_ROLE_LABEL;
  if (role >= KITH_ROLE_SURNAME) return kith_import_bad(job, t->error, "has the role '%.*s'", KITH_STR_FMT(role_name));
  if (!kith_import_wants(job, type)) return KITH_OK;
  id = make_id(t, raw);
  if (!kith_id_is_sound(id)) return kith_import_bad(job, t->error, "has the id '%.*s'; expected letters, digits and . _ : -", KITH_STR_FMT(id));
  kith_import_begin(job, id, type);
  add_names(t, lang, role);
  add_facts(t);
  kith_import_write(job, role == KITH_ROLE_LABEL && !code.n);
  return KITH_OK;
}

static void on_cell(void *bytes, size_t n, void *user) {
  table *t = user;
  cell c = {t->bytes.n, n};
  kith_vec_push(&t->cells, c);
  kith_vec_append(&t->bytes, (const char *)bytes, n);
}

static void on_row(int end, void *user) {
  table *t = user;
  (void)end;
  bool blank = t->cells.n == 0 || (t->cells.n == 1 && !cell_at(t, 0).n);
  if (!blank && t->status == KITH_OK) t->status = t->header ? read_row(t) : read_header(t);
  t->cells.n = t->bytes.n = 0;
}

static char find_separator(kith_str line) {
  static const char candidates[] = {',', ';', '\t', '|'};
  char best = ',';
  size_t most = 0;
  for (size_t k = 0; k < sizeof candidates; k++) {
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++) n += line.p[i] == candidates[k];
    if (n > most) {
      most = n;
      best = candidates[k];
    }
  }
  return best;
}

static void end_file(table *t) {
  if (t->open) csv_free(&t->parser);
  t->open = t->header = false;
  t->columns.n = t->cells.n = t->bytes.n = 0;
}

static kith_status begin_file(kith_import *job) {
  if (!job->state) job->state = kith_alloc_zero(1, sizeof(table));
  table *t = job->state;
  end_file(t);
  t->job = job;
  return KITH_OK;
}

static kith_status line(kith_import *job, kith_str text, kith_error *error) {
  table *t = job->state;
  if (!t->open) {
    csv_init(&t->parser, 0);
    csv_set_realloc_func(&t->parser, kith_realloc);
    csv_set_free_func(&t->parser, kith_free);
    char separator = job->options->separator ? job->options->separator : find_separator(text);
    csv_set_delim(&t->parser, (unsigned char)separator);
    if (separator == '\t' && !memchr(text.p, '"', text.n)) csv_set_quote(&t->parser, '\0');
    t->open = true;
  }
  t->error = error;
  t->status = KITH_OK;
  if (csv_parse(&t->parser, text.p, text.n, on_cell, on_row, t) != text.n || csv_parse(&t->parser, "\n", 1, on_cell, on_row, t) != 1)
    return kith_import_bad(job, error, "is a row that libcsv cannot take: %s", csv_strerror(csv_error(&t->parser)));
  return t->status;
}

/* A quote that is never closed makes the rest of the file one row, told here. */
static kith_status end(kith_import *job, kith_error *error) {
  table *t = job->state;
  const kith_import_options *o = job->options;
  kith_error local = {0};
  t->error = &local;
  t->status = KITH_OK;
  if (t->open) csv_fini(&t->parser, on_cell, on_row, t);
  bool headless = t->open && !t->header;
  end_file(t);
  if (headless) return kith_error_at(error, KITH_ERR_ARG, NULL, 1, "the table has no header row");
  if (t->status == KITH_ERR_ARG) return kith_error_at(error, KITH_ERR_ARG, NULL, local.line, "%s", local.message);
  if (t->status == KITH_OK) return KITH_OK;
  job->summary->skipped++;
  if (o->report) o->report(o->context, &local);
  return KITH_OK;
}

static void close_state(kith_import *job) {
  table *t = job->state;
  if (!t) return;
  end_file(t);
  kith_vec_clear(&t->columns);
  kith_vec_clear(&t->bytes);
  kith_vec_clear(&t->cells);
  kith_free(t);
}

const kith_importer kith_importer_csv = {
    .name = "csv", .about = "a table with a header row; --field NAME=COLUMN says which column is what",
    .notice = "rows of a table of yours. Its licence is for you to note here.",
    .file = begin_file, .line = line, .end = end, .close = close_state};
