#include "doc/table.h"

#include <csv.h>

enum { COLUMNS_MAX = 4096, SAMPLE = 1 << 16 };

typedef struct column {
  kith_field field; /* KITH_FIELDS: of no use */
  uint8_t rank;
} column;

typedef struct cell {
  size_t from, n;
} cell;

typedef struct row {
  size_t first, count; /* of its cells */
  size_t line;
} row;

typedef struct table {
  struct csv_parser parser;
  KITH_VEC(column) columns; /* of the header; none: not read yet */
  kith_buf bytes;           /* of the cells parsed and not yet given out */
  KITH_VEC(cell) cells;
  KITH_VEC(row) rows;
  size_t next_row, row_cells; /* cells of the row being parsed */
  size_t line, row_line;      /* being parsed; where its row began */
  bool begun;                 /* a row has begun */
  bool finished, hopeless; /* the last row opens a quote that is never closed */
  kith_buf room;
} table;

static void on_cell(void *bytes, size_t n, void *user) {
  table *t = user;
  if (t->row_cells++ > COLUMNS_MAX) return; /* such a row is refused anyway */
  cell c = {t->bytes.n, n};
  kith_vec_push(&t->cells, c);
  kith_vec_append(&t->bytes, (const char *)bytes, n);
}

static void on_row(int end, void *user) {
  table *t = user;
  (void)end;
  row r = {t->cells.n - (t->row_cells > COLUMNS_MAX + 1 ? COLUMNS_MAX + 1 : t->row_cells), t->row_cells, t->row_line};
  kith_vec_push(&t->rows, r);
  t->row_cells = 0;
  t->begun = false;
}

static int never(unsigned char c) {
  (void)c;
  return 0;
}

/* ---- separator and quotes ---- */

static kith_str header_line(kith_str s) {
  bool quoted = false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] == '"') quoted = !quoted;
    if (!quoted && s.p[i] == '\n') return kith_str_cut(s, 0, i);
  }
  return s;
}

static char find_separator(kith_str sample) {
  static const char candidates[] = {',', ';', '\t', '|'};
  kith_str line = header_line(sample);
  size_t best = 0;
  char found = ',';
  for (size_t k = 0; k < sizeof candidates; k++) {
    size_t n = 0;
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
      if (line.p[i] == '"') quoted = !quoted;
      n += !quoted && line.p[i] == candidates[k];
    }
    if (n > best) {
      best = n;
      found = candidates[k];
    }
  }
  return found;
}

/* As many cells begin with a quote as end with one, and some do. */
static bool shows_quotes(kith_str s, char separator) {
  size_t opened = 0, closed = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] != '"') continue;
    char before = i ? s.p[i - 1] : '\n', behind = i + 1 < s.n ? s.p[i + 1] : '\n';
    opened += before == separator || before == '\n';
    closed += behind == separator || behind == '\n' || behind == '\r';
  }
  return opened && (opened == closed || (s.n >= SAMPLE && opened == closed + 1));
}

static table *open_table(kith_feed *feed, char separator, bool quotes_optional) {
  table *t = kith_alloc_zero(1, sizeof *t);
  kith_str sample = kith_feed_rest(feed);
  if (sample.n > SAMPLE) sample.n = SAMPLE;
  if (!separator) separator = find_separator(sample);
  csv_init(&t->parser, 0);
  csv_set_realloc_func(&t->parser, kith_realloc);
  csv_set_free_func(&t->parser, kith_free);
  csv_set_blk_size(&t->parser, 4096);
  csv_set_delim(&t->parser, (unsigned char)separator);
  csv_set_space_func(&t->parser, never); /* blanks belong to the cell */
  if (quotes_optional && !shows_quotes(sample, separator)) csv_set_quote(&t->parser, '\0');
  t->line = 1;
  feed->state = t;
  return t;
}

/* ---- rows ---- */

/* Forgets the rows that were given out. A lone CR ends a row too, so a line may
 * already have begun another: its cells move to the front. */
static void forget_rows(table *t) {
  size_t open = t->row_cells > COLUMNS_MAX ? COLUMNS_MAX + 1 : t->row_cells;
  size_t first = t->cells.n - open, from = open ? t->cells.at[first].from : t->bytes.n;
  for (size_t i = 0; i < open; i++) t->cells.at[i] = (cell){t->cells.at[first + i].from - from, t->cells.at[first + i].n};
  if (t->bytes.n > from) memmove(t->bytes.at, t->bytes.at + from, t->bytes.n - from);
  t->bytes.n -= from;
  t->cells.n = open;
  t->rows.n = t->next_row = 0;
}

/* Parses lines until a row is whole. */
static kith_status parse_some(kith_feed *feed, table *t, kith_error *error) {
  forget_rows(t);
  while (!t->rows.n && !t->finished) {
    kith_status status = kith_feed_fill(feed, 1, error);
    if (status != KITH_OK) return status;
    kith_str rest = kith_feed_rest(feed);
    if (!rest.n) {
      t->finished = true;
      csv_set_opts(&t->parser, CSV_STRICT | CSV_STRICT_FINI); /* the end of it must not be inside quotes */
      t->hopeless = csv_fini(&t->parser, on_cell, on_row, t) != 0;
      csv_set_opts(&t->parser, 0);
      if (t->hopeless) csv_fini(&t->parser, on_cell, on_row, t);
      break;
    }
    const char *newline = memchr(rest.p, '\n', rest.n);
    size_t n = newline ? (size_t)(newline - rest.p) + 1 : rest.n;
    if (!t->begun) t->row_line = t->line;
    t->begun = true;
    if (csv_parse(&t->parser, rest.p, n, on_cell, on_row, t) != n || t->parser.entry_pos > KITH_TEXT_MAX) {
      t->finished = true;
      feed->at = feed->window.n;
      feed->ended = true;
      return kith_feed_error(feed, error, t->row_line, "has a row that libcsv cannot take: %s",
                             t->parser.entry_pos > KITH_TEXT_MAX ? "a cell of more than 1 GiB"
                                                                 : csv_strerror(csv_error(&t->parser)));
    }
    feed->at += n;
    t->line += newline != NULL;
    /* Blank lines make no row; libcsv's state 0 says that none has begun. */
    if (!t->row_cells && !t->parser.entry_pos && t->parser.pstate == 0) t->begun = false;
  }
  return KITH_OK;
}

static kith_status next_row(kith_feed *feed, table *t, row *out, kith_error *error) {
  if (t->next_row == t->rows.n) {
    kith_status status = parse_some(feed, t, error);
    if (status != KITH_OK) return status;
  }
  if (t->next_row == t->rows.n) return KITH_END;
  *out = t->rows.at[t->next_row++];
  return KITH_OK;
}

static kith_str cell_at(const table *t, const row *r, size_t i) {
  cell c = t->cells.at[r->first + i];
  return (kith_str){t->bytes.at ? t->bytes.at + c.from : "", c.n};
}

static kith_status read_header(kith_feed *feed, table *t, kith_error *error) {
  row r;
  bool text = false;
  kith_status status = next_row(feed, t, &r, error);
  if (status == KITH_END) return kith_feed_error(feed, error, 0, "is empty");
  if (status != KITH_OK) return status;
  for (size_t i = 0; i < r.count && i <= COLUMNS_MAX; i++) {
    column c;
    c.field = kith_fields_find(feed->fields, kith_feed_repair(feed, cell_at(t, &r, i), &t->room), &c.rank);
    text |= c.field == KITH_FIELD_TEXT;
    kith_vec_push(&t->columns, c);
  }
  if (text && r.count <= COLUMNS_MAX) return KITH_OK;
  t->finished = true;
  t->next_row = t->rows.n;
  feed->at = feed->window.n;
  feed->ended = true;
  if (text) return kith_feed_error(feed, error, r.line, "has more than %d columns", COLUMNS_MAX);
  if (feed->fields->mapped[KITH_FIELD_TEXT])
    return kith_feed_error(feed, error, r.line, "has no column '%s' in its header row",
                           feed->fields->mapped[KITH_FIELD_TEXT]);
  return kith_feed_error(feed, error, r.line, "has no column " KITH_FIELD_TEXT_NAMES " in its header row");
}

static bool blank_from(const table *t, const row *r, size_t i) {
  for (; i < r->count && i <= COLUMNS_MAX; i++)
    if (kith_str_trim(cell_at(t, r, i)).n) return false;
  return r->count <= COLUMNS_MAX;
}

kith_status kith_table_next(kith_feed *feed, char separator, bool quotes_optional, kith_arena *arena,
                            kith_record *record, kith_error *error) {
  table *t = feed->state;
  row r;
  if (!t) {
    t = open_table(feed, separator, quotes_optional);
    kith_status status = read_header(feed, t, error);
    if (status != KITH_OK) return status;
  }
  kith_status status;
  do {
    status = next_row(feed, t, &r, error);
    record->in_set = true;
    record->line = t->row_line;
    if (status != KITH_OK) return status;
  } while (blank_from(t, &r, 0));
  record->line = r.line;
  if (t->hopeless && t->next_row == t->rows.n)
    return kith_feed_error(feed, error, r.line, "opens a quote that is never closed; what follows it is lost");
  if (r.count > t->columns.n && !blank_from(t, &r, t->columns.n))
    return kith_feed_error(feed, error, r.line, "has %zu cells, its header row names %zu", r.count, t->columns.n);
  for (size_t i = 0; i < r.count && i < t->columns.n; i++) {
    column c = t->columns.at[i];
    if (c.field != KITH_FIELDS)
      kith_record_offer(record, arena, c.field, c.rank, kith_feed_repair(feed, cell_at(t, &r, i), &t->room));
  }
  return KITH_OK;
}

void kith_table_close(kith_feed *feed) {
  table *t = feed->state;
  if (!t) return;
  csv_free(&t->parser);
  kith_vec_clear(&t->columns);
  kith_vec_clear(&t->bytes);
  kith_vec_clear(&t->cells);
  kith_vec_clear(&t->rows);
  kith_vec_clear(&t->room);
  kith_free(t);
}
