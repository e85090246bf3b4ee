#include "lexicon/compile.h"

/* Texts of the names of one node; what is pushed out of here is stored twice. */
enum { RECENT = 1 << 10 };

typedef struct recent {
  uint64_t node; /* 1 + node, 0: empty */
  uint32_t offset;
  kith_buf text;
} recent;

typedef struct step {
  size_t end; /* of its word in the path */
  uint32_t node;
} step;

typedef struct growing {
  kith_compiler *compiler;
  kith_sorter *by_word, *edges, *slots;
  kith_buf path, record;
  KITH_VEC(step) steps; /* from the root to the last name */
  uint64_t names, nodes, edge_count, words;
  recent *recent;
} growing;

static kith_spool *strings(const growing *g) { return &g->compiler->section[KITH_SECTION_strings]; }

/* ---- names and nodes ---- */

/* Nodes come in depth-first order, and so do the names that end at them. */
static void add_node(growing *g, uint32_t parent, kith_str word) {
  uint32_t first = (uint32_t)g->names;
  KITH_SECTION_ADD(g->compiler, nodes, first);
  if (g->nodes++ == KITH_LEXICON_ROOT) return;
  g->record.n = 0;
  kith_buf_add(&g->record, word);
  kith_buf_char(&g->record, '\0');
  kith_record_u64(&g->record, parent, 4);
  kith_record_u64(&g->record, g->nodes - 1, 4);
  kith_sorter_add(g->by_word, kith_buf_str(&g->record));
  g->edge_count++;
}

/* Goes to the node of a path, over new nodes for the words that the last path has not. */
static uint32_t walk(growing *g, kith_str path) {
  size_t same = 0, from = 0, kept = 0;
  while (same < path.n && same < g->path.n && path.p[same] == g->path.at[same]) same++;
  while (kept < g->steps.n && g->steps.at[kept].end <= same) from = g->steps.at[kept++].end;
  g->steps.n = kept;
  while (from < path.n) {
    size_t end = from;
    while (path.p[end] != KITH_NAME_WORD_END) end++;
    uint32_t parent = g->steps.n ? g->steps.at[g->steps.n - 1].node : KITH_LEXICON_ROOT;
    step next = {end + 1, (uint32_t)g->nodes};
    add_node(g, parent, kith_str_cut(path, from, end));
    kith_vec_push(&g->steps, next);
    from = end + 1;
  }
  g->path.n = 0;
  kith_buf_add(&g->path, path);
  return g->steps.at[g->steps.n - 1].node;
}

static uint32_t place_text(growing *g, uint32_t node, kith_str text) {
  recent *r = &g->recent[kith_str_hash(text) % RECENT];
  if (r->node == node + 1u && kith_str_equal(kith_buf_str(&r->text), text)) return r->offset;
  r->node = node + 1u;
  r->offset = (uint32_t)kith_spool_size(strings(g));
  r->text.n = 0;
  kith_buf_add(&r->text, text);
  kith_spool_add(strings(g), text.p, text.n);
  return r->offset;
}

static void add_name(growing *g, kith_str record) {
  size_t end = (size_t)((const char *)memchr(record.p, '\0', record.n) - record.p);
  uint32_t node = walk(g, kith_str_cut(record, 0, end));
  kith_str place = kith_str_cut(record, end + 1 + 1, end + 1 + 1 + 6); /* file and line */
  record = kith_str_cut(record, end + 1 + 1 + 6, record.n);
  kith_lexicon_name name;
  memset(&name, 0, sizeof name);
  name.entity = g->compiler->rank[kith_record_take(&record, 4)];
  name.lang = (kith_lang)kith_record_take(&record, 1);
  name.role = (uint8_t)kith_record_take(&record, 1);
  name.layer = (uint8_t)kith_record_take(&record, 1);
  name.words = (uint8_t)kith_record_take(&record, 1);
  name.capitals = (uint16_t)kith_record_take(&record, 2);
  unsigned flags = (unsigned)kith_record_take(&record, 1);
  name.all_caps = (flags & KITH_NAME_ALL_CAPS) != 0;
  name.script_latin = (flags & KITH_NAME_LATIN) != 0;
  name.text = place_text(g, node, record);
  name.length = (uint32_t)record.n;
  KITH_SECTION_ADD(g->compiler, names, name);
  g->record.n = 0;
  kith_record_u64(&g->record, name.entity, 4);
  kith_record_u64(&g->record, name.lang, 1);
  kith_record_u64(&g->record, name.role, 1);
  kith_buf_add(&g->record, place);
  kith_record_u64(&g->record, g->names++, 4);
  kith_record_u64(&g->record, flags & KITH_NAME_IS_LABEL, 1);
  kith_record_u64(&g->record, name.text, 4);
  kith_record_u64(&g->record, name.length, 4);
  kith_sorter_add(g->compiler->called, kith_buf_str(&g->record));
}

static kith_status add_names(growing *g, kith_error *error) {
  kith_str record;
  kith_status status;
  add_node(g, KITH_LEXICON_ROOT, KITH_STR(""));
  while ((status = kith_sorter_next(g->compiler->names, &record, error)) == KITH_OK) add_name(g, record);
  uint32_t end = (uint32_t)g->names;
  KITH_SECTION_ADD(g->compiler, nodes, end);
  kith_sorter_close(g->compiler->names);
  g->compiler->names = NULL;
  return status == KITH_END ? KITH_OK : status;
}

/* ---- words, and edges by them ---- */

static void add_word(growing *g, kith_str word) {
  kith_image_word place = {(uint32_t)kith_spool_size(strings(g)), (uint32_t)word.n};
  KITH_SECTION_ADD(g->compiler, words, place);
  kith_spool_add(strings(g), word.p, word.n);
  g->record.n = 0;
  kith_record_u64(&g->record, kith_str_hash(word), 8);
  kith_record_u64(&g->record, g->words++, 4);
  kith_sorter_add(g->slots, kith_buf_str(&g->record));
}

static kith_status add_words(growing *g, kith_error *error) {
  kith_str record;
  kith_status status;
  while ((status = kith_sorter_next(g->by_word, &record, error)) == KITH_OK) {
    kith_str word = kith_str_cut(record, 0, record.n - 9), numbers = kith_str_cut(record, record.n - 8, record.n);
    if (!g->words || !kith_str_equal(word, kith_buf_str(&g->path))) {
      g->path.n = 0;
      kith_buf_add(&g->path, word);
      add_word(g, word);
    }
    uint32_t node = (uint32_t)kith_record_take(&numbers, 4), child = (uint32_t)kith_record_take(&numbers, 4);
    uint32_t id = (uint32_t)g->words - 1;
    g->record.n = 0;
    kith_record_u64(&g->record, kith_image_edge_hash(node, id), 8);
    kith_record_u64(&g->record, node, 4);
    kith_record_u64(&g->record, id, 4);
    kith_record_u64(&g->record, child, 4);
    kith_sorter_add(g->edges, kith_buf_str(&g->record));
  }
  return status == KITH_END ? KITH_OK : status;
}

/* ---- hash tables, written from their first slot to their last ---- */

static unsigned bits_for(uint64_t count) {
  unsigned bits = 4;
  while ((uint64_t)1 << bits < count * 2) bits++;
  return bits;
}

static void leave_empty(kith_spool *table, uint64_t *next, uint64_t until, size_t size) {
  static const char zeros[sizeof(kith_image_edge)];
  for (; *next < until; ++*next) kith_spool_add(table, zeros, size);
}

static kith_status lay_edges(growing *g, kith_error *error) {
  kith_spool *table = &g->compiler->section[KITH_SECTION_edges];
  unsigned bits = bits_for(g->edge_count);
  uint64_t next = 0;
  kith_str record;
  kith_status status;
  while ((status = kith_sorter_next(g->edges, &record, error)) == KITH_OK) {
    leave_empty(table, &next, kith_record_take(&record, 8) >> (64 - bits), sizeof(kith_image_edge));
    kith_image_edge edge;
    edge.node = (uint32_t)kith_record_take(&record, 4);
    edge.word = (uint32_t)kith_record_take(&record, 4);
    edge.child = (uint32_t)kith_record_take(&record, 4);
    kith_spool_add(table, &edge, sizeof edge);
    next++;
  }
  leave_empty(table, &next, next < (uint64_t)1 << bits ? ((uint64_t)1 << bits) + 1 : next + 1, sizeof(kith_image_edge));
  return status == KITH_END ? KITH_OK : status;
}

static kith_status lay_slots(growing *g, kith_error *error) {
  kith_spool *table = &g->compiler->section[KITH_SECTION_word_slots];
  unsigned bits = bits_for(g->words);
  uint64_t next = 0;
  kith_str record;
  kith_status status;
  while ((status = kith_sorter_next(g->slots, &record, error)) == KITH_OK) {
    leave_empty(table, &next, kith_record_take(&record, 8) >> (64 - bits), sizeof(uint32_t));
    uint32_t slot = (uint32_t)kith_record_take(&record, 4) + 1;
    kith_spool_add(table, &slot, sizeof slot);
    next++;
  }
  leave_empty(table, &next, next < (uint64_t)1 << bits ? ((uint64_t)1 << bits) + 1 : next + 1, sizeof(uint32_t));
  return status == KITH_END ? KITH_OK : status;
}

/* ---- the whole ---- */

static kith_status check_size(const growing *g, kith_error *error) {
  if (kith_spool_size(strings(g)) < UINT32_MAX && g->names < UINT32_MAX && g->nodes < UINT32_MAX) return KITH_OK;
  return kith_error_set(error, KITH_ERR_FORMAT, "the lexicons hold more than 4 GiB of names; leave some out");
}

kith_status kith_compiler_grow_trie(kith_compiler *c, kith_error *error) {
  growing g = {.compiler = c};
  g.recent = kith_alloc_zero(RECENT, sizeof *g.recent);
  c->called = kith_sorter_open(c->folder, c->memory / 2);
  g.by_word = kith_sorter_open(c->folder, c->memory / 2);
  kith_status status = add_names(&g, error);
  for (size_t i = 0; i < RECENT; i++) kith_vec_clear(&g.recent[i].text);
  kith_free(g.recent);
  g.edges = kith_sorter_open(c->folder, c->memory / 2);
  g.slots = kith_sorter_open(c->folder, c->memory / 4);
  if (status == KITH_OK) status = add_words(&g, error);
  kith_sorter_close(g.by_word);
  if (status == KITH_OK) status = lay_edges(&g, error);
  if (status == KITH_OK) status = lay_slots(&g, error);
  if (status == KITH_OK) status = check_size(&g, error);
  kith_sorter_close(g.edges);
  kith_sorter_close(g.slots);
  kith_vec_clear(&g.path);
  kith_vec_clear(&g.record);
  kith_vec_clear(&g.steps);
  return status;
}
