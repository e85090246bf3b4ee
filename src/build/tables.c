#include "build/tables.h"

#include "build/slice.h"

#include <math.h>
#include <stdio.h>

/* ---- graphs ---- */

static void fill_nodes(kith_table *t, const kith_corpus *c) {
  kith_str *id = kith_table_find(t, "id")->text, *label = kith_table_find(t, "label")->text, *type = kith_table_find(t, "type")->text;
  int64_t *mentions = kith_table_find(t, "mentions")->longs, *documents = kith_table_find(t, "documents")->longs;
  int64_t *entity = kith_table_add(t, "entity", KITH_COLUMN_LONG, "")->longs;
  kith_str *kind = kith_table_add(t, "kind", KITH_COLUMN_TEXT, "what it is: politician, ministry, city … (lexicon)")->text;
  kith_str *country = kith_table_add(t, "country", KITH_COLUMN_TEXT, "ISO 3166-1 code (lexicon)")->text;
  kith_str *origin = kith_table_add(t, "origin", KITH_COLUMN_TEXT, "lexicon, layer N of it, or discovered")->text;
  for (size_t i = 0; i < t->rows; i++) {
    const kith_entity *e = &c->entities.list.at[i];
    id[i] = e->id;
    label[i] = e->label;
    type[i] = kith_str_of(kith_type_names[e->type]);
    mentions[i] = (int64_t)e->mentions;
    documents[i] = (int64_t)e->documents;
    entity[i] = (int64_t)i;
    kind[i] = e->kind;
    country[i] = e->country;
    if (e->lexicon == KITH_NONE)
      origin[i] = KITH_STR("discovered");
    else if (e->layer == 0)
      origin[i] = KITH_STR("lexicon");
    else {
      char text[24];
      size_t n = (size_t)snprintf(text, sizeof text, "layer %u", e->layer);
      origin[i] = kith_table_keep(t, (kith_str){text, n});
    }
  }
}

static bool is_directed(const kith_evidence *e, const kith_tie *tie) {
  const kith_method *method = kith_method_find(kith_intern_get(&e->types, tie->type).p);
  return method ? method->directed : true; /* types that are no method's name are relation types */
}

static void fill_edges(kith_graph *g, const kith_evidence *e) {
  kith_table *t = &g->edges;
  int64_t *source = kith_table_find(t, "source")->longs, *target = kith_table_find(t, "target")->longs;
  kith_str *id = kith_table_find(t, "id")->text;
  double *weight = kith_table_find(t, "weight")->doubles;
  int64_t *count = kith_table_find(t, "count")->longs, *documents = kith_table_find(t, "documents")->longs;
  int64_t *tie = kith_table_add(t, "tie", KITH_COLUMN_LONG, "")->longs;
  kith_str *kind = kith_table_add(t, "kind", KITH_COLUMN_TEXT, "cooccurrence, or the relation")->text;
  kith_str *first = kith_table_add(t, "first_date", KITH_COLUMN_DATE, "date of its earliest dated document")->text;
  kith_str *last = kith_table_add(t, "last_date", KITH_COLUMN_DATE, "date of its latest dated document")->text;
  int64_t *negated = NULL, *modal = NULL;
  kith_str *label = NULL; /* shown beside the arrow */
  if (g->directed) {
    label = kith_table_add(t, "label", KITH_COLUMN_TEXT, "the relation")->text;
    negated = kith_table_add(t, "negated", KITH_COLUMN_LONG, "of these, how many say that it is not so")->longs;
    modal = kith_table_add(t, "modal", KITH_COLUMN_LONG, "of these, how many say that it will or may be so")->longs;
  }
  size_t row = 0;
  for (size_t i = 0; i < e->ties.n; i++) {
    const kith_tie *from = &e->ties.at[i];
    if (is_directed(e, from) != g->directed) continue;
    char text[32];
    size_t n = (size_t)snprintf(text, sizeof text, "%c%zu", g->directed ? 'r' : 'e', row);
    source[row] = from->source;
    target[row] = from->target;
    id[row] = kith_table_keep(t, (kith_str){text, n});
    weight[row] = from->weight;
    count[row] = (int64_t)from->count;
    documents[row] = (int64_t)from->documents;
    tie[row] = (int64_t)i;
    kind[row] = kith_intern_get(&e->types, from->type);
    first[row] = from->first_date;
    last[row] = from->last_date;
    if (label) label[row] = kind[row];
    if (negated) negated[row] = (int64_t)from->negated;
    if (modal) modal[row] = (int64_t)from->modal;
    row++;
  }
}

void kith_graph_from_evidence(kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence, bool directed) {
  size_t edges = 0;
  for (size_t i = 0; i < evidence->ties.n; i++) edges += is_directed(evidence, &evidence->ties.at[i]) == directed;
  kith_graph_init(graph, directed, corpus->entities.list.n, edges);
  fill_nodes(&graph->nodes, corpus);
  fill_edges(graph, evidence);
}

static const int64_t *hide(kith_table *t, const char *name) {
  for (size_t i = 0; i < t->columns.n; i++) {
    if (strcmp(t->columns.at[i].name, name) != 0) continue;
    const int64_t *values = t->columns.at[i].longs;
    memmove(&t->columns.at[i], &t->columns.at[i + 1], (t->columns.n - i - 1) * sizeof *t->columns.at);
    t->columns.n--;
    return values;
  }
  return NULL;
}

void kith_graph_hide_origins(kith_graph *graph, const int64_t **entities, const int64_t **ties) {
  *entities = hide(&graph->nodes, "entity");
  *ties = hide(&graph->edges, "tie");
}

/* ---- mentions ---- */

static kith_str *text_column(kith_table *t, const char *name, const char *about) {
  return kith_table_add(t, name, KITH_COLUMN_TEXT, about)->text;
}
static kith_str *date_column(kith_table *t, const char *name, const char *about) {
  return kith_table_add(t, name, KITH_COLUMN_DATE, about)->text;
}
static int64_t *long_column(kith_table *t, const char *name, const char *about) {
  return kith_table_add(t, name, KITH_COLUMN_LONG, about)->longs;
}
static double *double_column(kith_table *t, const char *name, const char *about) {
  return kith_table_add(t, name, KITH_COLUMN_DOUBLE, about)->doubles;
}

/* What people read: three decimals, no float noise. */
static double rounded(float value) { return round((double)value * 1000) / 1000; }

typedef struct picked {
  const kith_reading *reading;
  const kith_reading_mention *mention;
} picked;

/* The next mention of a reading that means an entity, asides at their places among the others where
 * they are wanted; NULL at its end. */
static const kith_reading_mention *next_row(const kith_reading *r, bool asides, kith_row_place *at) {
  uint32_t count = asides ? r->aside_count : 0;
  while (at->inner < r->mention_count || at->aside < count) {
    const kith_reading_mention *name = at->inner < r->mention_count ? &r->mentions[at->inner] : NULL;
    const kith_reading_mention *aside = at->aside < count ? &r->asides[at->aside] : NULL;
    bool first = name && (!aside || name->start <= aside->start);
    if (first) at->inner++;
    else at->aside++;
    if (!first) name = aside;
    if (name->entity != KITH_NONE) return name;
  }
  return NULL;
}

bool kith_mentions_rows(const kith_corpus *c, bool asides, kith_row_place *at, kith_table *t) {
  picked *rows = kith_alloc(KITH_CHUNK_ROWS * sizeof *rows);
  size_t n = 0;
  while (at->outer < c->readings.n && n < KITH_CHUNK_ROWS) {
    const kith_reading *r = &c->readings.at[at->outer];
    const kith_reading_mention *m = kith_slice_is_outside(c, at->outer) ? NULL : next_row(r, asides, at);
    if (m) rows[n++] = (picked){r, m};
    else *at = (kith_row_place){.outer = at->outer + 1};
  }
  kith_table_init(t, "mentions", n);
  kith_str *doc = text_column(t, "doc", "document id");
  int64_t *start = long_column(t, "start", "first character of the mention in the document's text, from 0");
  int64_t *end = long_column(t, "end", "one behind its last character");
  kith_str *surface = text_column(t, "surface", "as written");
  kith_str *base = text_column(t, "base", "base form in the text's language");
  kith_str *type = text_column(t, "type", "PER, ORG, LOC, EVT or PRO");
  kith_str *entity = text_column(t, "entity", "id of the node");
  kith_str *label = text_column(t, "label", "its English label");
  kith_str *how = text_column(t, "how", "exact, inflected, variant, translit, short, acronym, discovered; not names by themselves: role, nested, demonym");
  double *score = double_column(t, "score", "0 to 1");
  for (size_t i = 0; i < n; i++) {
    const kith_reading_mention *m = rows[i].mention;
    const kith_entity *e = &c->entities.list.at[m->entity];
    doc[i] = rows[i].reading->id;
    start[i] = m->start;
    end[i] = m->end;
    surface[i] = m->surface;
    base[i] = m->base;
    type[i] = kith_str_of(kith_type_names[m->type]);
    entity[i] = e->id;
    label[i] = e->label;
    how[i] = kith_str_of(kith_how_names[m->how]);
    score[i] = rounded(m->score);
  }
  kith_free(rows);
  return n > 0;
}

/* ---- documents ---- */

static int64_t entities_of(const kith_reading *r, kith_map *seen) {
  kith_map_reset(seen);
  for (uint32_t i = 0; i < r->mention_count; i++)
    if (r->mentions[i].entity != KITH_NONE) kith_map_add(seen, r->mentions[i].entity);
  return (int64_t)seen->entries.n;
}

bool kith_documents_rows(const kith_corpus *c, const kith_knowledge *k, kith_row_place *at, kith_table *t) {
  size_t total = c->readings.n + c->skipped.n, n = total - at->outer;
  if (n > KITH_CHUNK_ROWS) n = KITH_CHUNK_ROWS;
  kith_table_init(t, "documents", n);
  kith_str *doc = text_column(t, "doc", "document id");
  kith_str *status = text_column(t, "status", "read, duplicate, outside or skipped");
  kith_str *reason = text_column(t, "reason", "why it was skipped, or what it duplicates");
  kith_str *language = text_column(t, "language", "language of most of its text");
  double *confidence = double_column(t, "confidence", "of the language, 0 to 1");
  kith_str *date = date_column(t, "date", "of the record, its text or its file name");
  kith_str *title = text_column(t, "title", "");
  kith_str *source = text_column(t, "outlet", "the record's source");
  kith_str *url = text_column(t, "url", "");
  kith_str *charset = text_column(t, "charset", "what it was converted from");
  int64_t *characters = long_column(t, "characters", "code points of its text");
  int64_t *tokens = long_column(t, "tokens", ""), *sentences = long_column(t, "sentences", "");
  int64_t *mentions = long_column(t, "mentions", ""), *entities = long_column(t, "entities", "different ones");
  kith_map seen = {0};
  for (size_t i = 0; i < n; i++, at->outer++) {
    if (at->outer >= c->readings.n) {
      const kith_skipped *s = &c->skipped.at[at->outer - c->readings.n];
      doc[i] = s->id;
      status[i] = KITH_STR("skipped");
      reason[i] = s->reason;
      continue;
    }
    const kith_reading *r = &c->readings.at[at->outer];
    bool outside = kith_slice_is_outside(c, at->outer), twin = r->duplicate_of != KITH_NONE && !outside;
    doc[i] = r->id;
    status[i] = outside ? KITH_STR("outside") : twin ? KITH_STR("duplicate") : KITH_STR("read");
    if (outside) reason[i] = r->date.n ? KITH_STR("not between --since and --until") : KITH_STR("no date, and --since or --until is given");
    if (twin) reason[i] = c->readings.at[r->duplicate_of].id;
    language[i] = kith_language_get(k->languages, r->lang)->code;
    confidence[i] = rounded(r->confidence);
    date[i] = r->date;
    title[i] = r->title;
    source[i] = r->source;
    url[i] = r->url;
    charset[i] = r->charset;
    characters[i] = r->characters;
    tokens[i] = r->tokens;
    sentences[i] = r->sentence_count;
    entities[i] = entities_of(r, &seen);
    mentions[i] = 0;
    for (uint32_t m = 0; m < r->mention_count; m++) mentions[i] += r->mentions[m].entity != KITH_NONE;
  }
  kith_map_clear(&seen);
  return n > 0;
}

/* ---- evidence ---- */

/* Whether witness i of a tie is among the `limit` best: few are better or as good and earlier. */
static bool among_best(const kith_witness *list, uint32_t count, uint32_t i, uint64_t limit) {
  if (!limit || count <= limit) return true;
  uint64_t before = 0;
  for (uint32_t k = 0; k < count && before < limit; k++)
    before += list[k].score > list[i].score || (k < i && !(list[k].score < list[i].score));
  return before < limit;
}

typedef struct picked_witness {
  const kith_tie *tie;
  const kith_witness *witness;
} picked_witness;

bool kith_evidence_rows(const kith_corpus *c, const kith_evidence *e, const int64_t *ties, size_t tie_count, uint64_t limit,
                        kith_row_place *at, kith_table *t) {
  picked_witness *rows = kith_alloc(KITH_CHUNK_ROWS * sizeof *rows);
  size_t n = 0;
  for (; at->outer < tie_count && n < KITH_CHUNK_ROWS; at->outer++, at->inner = 0) {
    const kith_tie *tie = &e->ties.at[ties[at->outer]];
    const kith_witness *list = e->witnesses.at + tie->first_witness;
    for (; at->inner < tie->witness_count && n < KITH_CHUNK_ROWS; at->inner++)
      if (among_best(list, tie->witness_count, (uint32_t)at->inner, limit)) rows[n++] = (picked_witness){tie, &list[at->inner]};
    if (at->inner < tie->witness_count) break;
  }
  kith_table_init(t, "evidence", n);
  kith_str *source = text_column(t, "from", "id of the first node"), *target = text_column(t, "to", "id of the second node");
  kith_str *source_label = text_column(t, "from_label", ""), *target_label = text_column(t, "to_label", "");
  kith_str *type = text_column(t, "tie", "cooccurrence, or the relation");
  kith_str *doc = text_column(t, "doc", "document id"), *date = date_column(t, "date", "");
  int64_t *start = long_column(t, "sentence_start", "in the document's text"), *end = long_column(t, "sentence_end", "");
  kith_str *source_text = text_column(t, "from_surface", "as written"), *target_text = text_column(t, "to_surface", "");
  kith_str *sentence = text_column(t, "sentence", "where it is said; the second node may stand in a later one in wide windows");
  kith_str *words = text_column(t, "words", "what says the relation; empty for co-occurrence");
  kith_str *said = text_column(t, "said", "negated: that it is not so; modal: that it will or may be so; or both");
  double *score = double_column(t, "score", "0 to 1");
  for (size_t i = 0; i < n; i++) {
    const kith_tie *tie = rows[i].tie;
    const kith_witness *w = rows[i].witness;
    const kith_reading *r = &c->readings.at[w->reading];
    const kith_entity *a = &c->entities.list.at[tie->source], *b = &c->entities.list.at[tie->target];
    source[i] = a->id;
    target[i] = b->id;
    source_label[i] = a->label;
    target_label[i] = b->label;
    type[i] = kith_intern_get(&e->types, tie->type);
    doc[i] = r->id;
    date[i] = r->date;
    start[i] = r->sentences[w->sentence].start;
    end[i] = r->sentences[w->sentence].end;
    source_text[i] = w->mention1 != KITH_NONE ? r->mentions[w->mention1].surface : kith_said_text(r, w->sentence, w->at1);
    target_text[i] = w->mention2 != KITH_NONE ? r->mentions[w->mention2].surface : kith_said_text(r, w->sentence, w->at2);
    words[i] = kith_said_text(r, w->sentence, w->words);
    said[i] = kith_str_of(kith_occasion_said(w->flags));
    sentence[i] = r->sentences[w->sentence].text;
    score[i] = rounded(w->score);
  }
  kith_free(rows);
  return n > 0;
}
