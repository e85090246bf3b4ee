#include "lexicon/compile.h"

#include "lexicon/rules.h"

/* Names of whole entities that are held at once. */
enum { BATCH = 1 << 15 };

typedef struct gathering {
  kith_compiler *compiler;
  kith_source rules;   /* the rules alone, and all file names */
  kith_intern members; /* ids that rules speak of … */
  uint32_t *chief;     /* … and the one that stands for those that may become one */
  kith_sorter *rows;
  kith_source batch;
  kith_words cut;
  kith_buf record;
  uint32_t bad_file, bad_line; /* the first bad row so far; line 0: none */
} gathering;

/* ---- rows that belong together ---- */

static uint32_t chief_of(gathering *g, uint32_t member) {
  while (g->chief[member] != member) member = g->chief[member] = g->chief[g->chief[member]];
  return member;
}

/* Ids that `same` joins, in whatever direction, share a key. */
static kith_status find_chiefs(gathering *g, const kith_lexicon_options *o, const kith_languages *languages, kith_error *error) {
  kith_source early;
  kith_status status = KITH_OK;
  kith_source_init(&early, languages);
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++)
    status = kith_source_read_rules(&early, o->folders[i], (uint8_t)i, error);
  g->chief = kith_alloc((2 * early.rules.n + 1) * sizeof *g->chief);
  for (size_t i = 0; i < early.rules.n; i++) {
    const kith_rule *r = &early.rules.at[i];
    if (r->kind != KITH_RULE_SAME) continue;
    uint32_t pair[2] = {r->a, r->b};
    for (int k = 0; k < 2; k++) {
      size_t known = g->members.strings.n;
      pair[k] = kith_intern_add(&g->members, kith_intern_get(&early.strings, pair[k]));
      if (pair[k] == known) g->chief[known] = pair[k];
    }
    g->chief[chief_of(g, pair[0])] = chief_of(g, pair[1]);
  }
  kith_source_clear(&early);
  return status;
}

static uint64_t key_of(gathering *g, kith_str id) {
  uint32_t member = kith_intern_find(&g->members, id);
  return kith_str_hash(member == KITH_NONE ? id : kith_intern_get(&g->members, chief_of(g, member)));
}

/* key 8, file 2, line 4, layer 1, part 1, cells between tabs */
static kith_status spread(void *context, kith_source *source, const kith_source_row *row, kith_error *error) {
  gathering *g = context;
  if (row->part == KITH_SOURCE_RULES) return kith_source_add(source, row, error);
  kith_buf *record = &g->record;
  record->n = 0;
  kith_record_u64(record, key_of(g, row->cell[0]), 8);
  kith_record_u64(record, row->file, 2);
  kith_record_u64(record, row->line, 4);
  kith_record_u64(record, row->layer, 1);
  kith_record_u64(record, row->part, 1);
  for (size_t i = 0, n = row->part == KITH_SOURCE_NAMES ? 5 : 3; i < n; i++) {
    if (i) kith_buf_char(record, '\t');
    kith_buf_add(record, row->cell[i]);
  }
  kith_sorter_add(g->rows, kith_buf_str(record));
  return KITH_OK;
}

static kith_source_row row_of(kith_str record) {
  kith_source_row row = {.cell = {{0}}};
  row.file = (uint16_t)kith_record_take(&record, 2);
  row.line = (uint32_t)kith_record_take(&record, 4);
  row.layer = (uint8_t)kith_record_take(&record, 1);
  row.part = (uint8_t)kith_record_take(&record, 1);
  for (size_t i = 0; i < 5; i++) {
    const char *tab = record.n ? memchr(record.p, '\t', record.n) : NULL;
    size_t n = tab ? (size_t)(tab - record.p) : record.n;
    row.cell[i] = kith_str_cut(record, 0, n);
    record = kith_str_cut(record, n + (tab != NULL), record.n);
  }
  return row;
}

/* ---- what comes of a batch ---- */

static void emit_name(gathering *g, const kith_source_name *name, uint32_t number, bool *labelled) {
  const kith_source *s = &g->batch;
  kith_str text = kith_intern_get(&s->strings, name->text);
  kith_buf *record = &g->record;
  bool all_caps = true, latin = false;
  unsigned letters = 0, capitals = 0;
  g->cut.n = record->n = 0;
  kith_words_cut(text, 0, text.n, &g->cut);
  if (!g->cut.n) return;
  for (size_t i = 0; i < g->cut.n; i++) {
    const kith_word *w = &g->cut.at[i];
    char first = text.p[w->start];
    if (i < 16 && w->flags & KITH_WORD_CAPITAL) capitals |= 1u << i;
    if (!(w->flags & KITH_WORD_ALL_CAPS)) all_caps = false;
    letters += w->letters;
    if ((first >= 'A' && first <= 'Z') || (first >= 'a' && first <= 'z')) latin = true;
    kith_word_key(text, w, record);
    kith_buf_char(record, KITH_NAME_WORD_END);
  }
  bool is_label = !*labelled && name->text == s->entities.at[name->entity].label;
  if (is_label) *labelled = true;
  kith_buf_char(record, '\0');
  kith_record_u64(record, name->role == KITH_ROLE_SURNAME, 1);
  kith_record_u64(record, name->file, 2);
  kith_record_u64(record, name->line, 4);
  kith_record_u64(record, number, 4);
  kith_record_u64(record, name->lang, 1);
  kith_record_u64(record, name->role, 1);
  kith_record_u64(record, name->layer, 1);
  kith_record_u64(record, g->cut.n < 255 ? g->cut.n : 255, 1);
  kith_record_u64(record, capitals, 2);
  kith_record_u64(record, (all_caps && letters >= 2 ? KITH_NAME_ALL_CAPS : 0u) | (latin ? KITH_NAME_LATIN : 0u) |
                              (is_label ? KITH_NAME_IS_LABEL : 0u), 1);
  kith_buf_add(record, text);
  kith_sorter_add(g->compiler->names, kith_buf_str(record));
}

static void emit_entity(gathering *g, const kith_source_entity *entity, uint32_t number, bool labelled) {
  const kith_intern *strings = &g->batch.strings;
  kith_buf *record = &g->record;
  record->n = 0;
  kith_buf_add(record, kith_intern_get(strings, entity->id));
  kith_buf_char(record, '\0');
  kith_record_u64(record, number, 4);
  kith_buf_add(record, (kith_str){(const char *)&entity->facts, sizeof entity->facts});
  if (!labelled) kith_buf_add(record, kith_intern_get(strings, entity->label == KITH_NONE ? entity->id : entity->label));
  kith_sorter_add(g->compiler->entities, kith_buf_str(record));
}

/* Entities without a name row (facts alone) stay out. */
static void emit(gathering *g) {
  const kith_source *s = &g->batch;
  uint32_t *number = kith_alloc((s->entities.n + 1) * sizeof *number);
  bool *labelled = kith_alloc_zero(s->entities.n + 1, sizeof *labelled);
  for (size_t e = 0; e < s->entities.n; e++)
    number[e] = s->entities.at[e].facts.type < KITH_TYPE_COUNT ? (uint32_t)g->compiler->entity_count++ : KITH_NONE;
  for (size_t i = 0; i < s->names.n; i++) {
    const kith_source_name *name = &s->names.at[i];
    emit_name(g, name, number[name->entity], &labelled[name->entity]);
  }
  for (size_t e = 0; e < s->entities.n; e++)
    if (number[e] != KITH_NONE) emit_entity(g, &s->entities.at[e], number[e], labelled[e]);
  kith_free(number);
  kith_free(labelled);
}

/* ---- batches ---- */

static void begin_batch(gathering *g) {
  const kith_source *from = &g->rules;
  kith_source *batch = &g->batch;
  kith_source_init(batch, from->languages);
  batch->layers = from->layers;
  for (size_t i = 0; i < from->files.n; i++)
    kith_vec_push(&batch->files, kith_intern_add(&batch->strings, kith_intern_get(&from->strings, from->files.at[i])));
  for (size_t i = 0; i < from->rules.n; i++) {
    kith_rule rule = from->rules.at[i];
    rule.a = kith_intern_add(&batch->strings, kith_intern_get(&from->strings, rule.a));
    if (rule.b != KITH_NONE) rule.b = kith_intern_add(&batch->strings, kith_intern_get(&from->strings, rule.b));
    kith_vec_push(&batch->rules, rule);
  }
}

/* After a bad row the batches are only read for an earlier one. */
static kith_status end_batch(gathering *g, kith_error *error) {
  kith_status status = g->bad_line ? KITH_OK : kith_source_finish(&g->batch, NULL, NULL, error);
  if (!g->bad_line && status == KITH_OK) emit(g);
  kith_source_clear(&g->batch);
  return status;
}

static void take_in(gathering *g, kith_str record, kith_error *error) {
  kith_error here;
  const kith_source_row row = row_of(record);
  if (kith_source_add(&g->batch, &row, &here) != KITH_ERR_FORMAT) return;
  bool earlier = !g->bad_line || row.file < g->bad_file || (row.file == g->bad_file && row.line < g->bad_line);
  if (!earlier) return;
  g->bad_file = row.file;
  g->bad_line = row.line;
  if (error) *error = here;
}

static kith_status take_all(gathering *g, kith_error *error) {
  kith_str record;
  kith_status status;
  uint64_t last = 0;
  begin_batch(g);
  while ((status = kith_sorter_next(g->rows, &record, error)) == KITH_OK) {
    uint64_t key = kith_record_take(&record, 8);
    if (g->batch.names.n >= BATCH && key != last) {
      status = end_batch(g, error);
      begin_batch(g);
      if (status != KITH_OK) break;
    }
    take_in(g, record, error);
    last = key;
  }
  kith_status ended = end_batch(g, status == KITH_END ? error : NULL);
  if (status == KITH_END) status = ended;
  return status == KITH_OK && g->bad_line ? KITH_ERR_FORMAT : status;
}

static void emit_forbidden(gathering *g) {
  const kith_source *s = &g->rules;
  for (size_t i = 0; i < s->rules.n; i++) {
    const kith_rule *r = &s->rules.at[i];
    if (r->kind != KITH_RULE_FORBID || r->b != KITH_NONE) continue;
    g->record.n = 0;
    kith_rules_key(kith_intern_get(&s->strings, r->a), &g->cut, &g->record);
    kith_buf_char(&g->record, '\0');
    kith_record_u64(&g->record, r->lang, 1);
    kith_sorter_add(g->compiler->forbidden, kith_buf_str(&g->record));
  }
}

kith_status kith_compiler_gather(kith_compiler *compiler, const kith_lexicon_options *o, const kith_languages *languages,
                                 kith_error *error) {
  gathering g = {.compiler = compiler};
  kith_intern_init(&g.members);
  kith_source_init(&g.rules, languages);
  g.rows = kith_sorter_open(compiler->folder, compiler->memory);
  kith_status status = find_chiefs(&g, o, languages, error);
  for (size_t i = 0; i < o->folder_count && status == KITH_OK; i++)
    status = kith_source_walk(&g.rules, o->folders[i], (uint8_t)i, spread, NULL, &g, error);
  if (status == KITH_OK) status = take_all(&g, error);
  emit_forbidden(&g);
  kith_sorter_close(g.rows);
  kith_source_clear(&g.rules);
  kith_intern_clear(&g.members);
  kith_free(g.chief);
  kith_vec_clear(&g.cut);
  kith_vec_clear(&g.record);
  return status;
}
