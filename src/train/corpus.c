#include "train/corpus.h"

#include "base/tsv.h"
#include "train/marked.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>

enum {
  NAMES = 1 << KITH_PER | 1 << KITH_LOC | 1 << KITH_ORG,
  ALL = NAMES | 1 << KITH_EVT | 1 << KITH_PRO
};

/* A set without a stated licence is trained on unless it is held back by hand:
 * docs/model-card.md says which those are, and how to make a model without them. */
const train_set train_sets[] = {
    {"factrueval", "annotation MIT", NAMES, true},
    {"gum", "CC BY-NC-SA", ALL, false},
    {"ner_uk", "CC BY-NC-SA 4.0", NAMES | 1 << KITH_PRO, false},
    {"nerel", "none stated", ALL, true},
    {"nerkor", "CC BY-SA 4.0", NAMES, true},
    {"ronec", "MIT", ALL, true},
    {"ronec-v1", "MIT", ALL, true},
    {"slavicner", "none stated", ALL, true},
    {"uner-bosque", "CC BY-SA 4.0", NAMES, true},
    {"uner-ewt", "CC BY-SA 4.0", NAMES, true},
    {"uner-set", "CC BY-SA 4.0", NAMES, true},
};
const size_t train_set_count = sizeof train_sets / sizeof *train_sets;

static bool matches(const train_patterns *patterns, const char *id) {
  for (size_t i = 0; i < patterns->n; i++)
    if (fnmatch(patterns->at[i], id, 0) == 0) return true;
  return false;
}

/* ---- documents ---- */

typedef struct reading {
  train_corpus *corpus;
  const kith_knowledge *knowledge;
  const train_patterns *only, *hold;
  kith_segmenter *segmenter;
  kith_finder *finder;
  kith_mentions mentions;
} reading;

static char *copy_text(kith_str s) {
  char *text = kith_alloc(s.n + 1);
  memcpy(text, s.p, s.n);
  text[s.n] = '\0';
  return text;
}

static uint8_t listed_flags(const kith_mentions *mentions, const kith_mention *m) {
  const kith_candidate *list = mentions->candidates.at + m->first_candidate;
  bool surname = true;
  for (uint32_t i = 0; i < m->candidate_count; i++) surname = surname && list[i].role == KITH_ROLE_SURNAME;
  return (uint8_t)((m->flags & KITH_MENTION_WEAK ? KITH_LISTED_WEAK : 0) | (surname ? KITH_LISTED_SURNAME : 0) |
                   (list->role == KITH_ROLE_ACRONYM ? KITH_LISTED_ACRONYM : 0) |
                   (m->flags & KITH_MENTION_DEMONYM ? KITH_LISTED_DEMONYM : 0));
}

static void keep_listed(reading *r, train_doc *doc) {
  for (size_t i = 0; i < r->mentions.list.n; i++) {
    const kith_mention *m = &r->mentions.list.at[i];
    if (!m->candidate_count) continue;
    kith_tag_listed listed = {m->start, m->end, 0, listed_flags(&r->mentions, m), m->type};
    unsigned spaces = 0;
    for (uint32_t at = m->start; at < m->end; at++) spaces += doc->source[at] == ' ';
    if (spaces >= 2) listed.flags |= KITH_LISTED_WORDS;
    for (uint32_t k = 0; k < m->candidate_count; k++) {
      uint32_t entity = r->mentions.candidates.at[m->first_candidate + k].entity;
      listed.types |= (uint8_t)(1u << kith_lexicon_entity_at(r->knowledge->lexicon, entity)->type);
    }
    kith_vec_push(&doc->listed, listed);
  }
}

/* The new last document. */
static train_doc *add_text(reading *r, const train_set *set, kith_str text, kith_str lang, const char *id) {
  train_doc doc = {.set = set, .id = copy_text(kith_str_of(id)), .source = copy_text(text)};
  doc.held = !set->trained || matches(r->hold, id);
  kith_text_segment(r->segmenter, (kith_str){doc.source, text.n}, lang, &doc.text);
  kith_find_mentions(r->finder, &doc.text, &r->mentions);
  keep_listed(r, &doc);
  kith_vec_push(&r->corpus->docs, doc);
  return &r->corpus->docs.at[r->corpus->docs.n - 1];
}

static kith_status add_document(reading *r, const train_set *set, const char *path, kith_str lang, const char *id, kith_error *error) {
  kith_buf bytes = {0};
  kith_status status = kith_file_read(path, &bytes, error);
  if (status == KITH_OK) add_text(r, set, kith_buf_str(&bytes), lang, id);
  kith_vec_clear(&bytes);
  return status;
}

/* ---- treebanks ---- */

static const train_set treebanks = {"ud", "see treebank.c", ALL, true};

typedef struct treebank_reading {
  reading *r;
  const train_treebank *treebank;
  unsigned number;
} treebank_reading;

static void take_portion(void *context, train_portion *portion) {
  treebank_reading *t = context;
  char id[128];
  snprintf(id, sizeof id, "ud/%s/%s-%03u.txt", t->treebank->lang, t->treebank->name, ++t->number);
  if ((t->r->only->n && !matches(t->r->only, id)) || matches(t->r->hold, id)) return;
  train_doc *doc = add_text(t->r, &treebanks, kith_buf_str(&portion->text), kith_str_of(t->treebank->lang), id);
  kith_vec_append(&doc->marks, portion->marks.at, portion->marks.n);
}

static kith_status read_treebanks(reading *r, const char *data, kith_error *error) {
  kith_status status = KITH_OK;
  kith_buf path = {0};
  for (size_t i = 0; i < train_treebank_count && status == KITH_OK; i++) {
    treebank_reading t = {r, &train_treebanks[i], 0};
    path.n = 0;
    kith_buf_format(&path, "%s/ud/%s.conllu", data, train_treebanks[i].name);
    if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = train_treebank_read(kith_buf_text(&path), take_portion, &t, error);
  }
  kith_vec_clear(&path);
  return status;
}

/* ---- texts with their names marked in place ---- */

static const train_set annotated = {"annotated", "as the project's", ALL, true};

typedef struct marked_reading {
  reading *r;
  kith_str lang;
  unsigned number;
} marked_reading;

static void take_marked(void *context, const train_marked *marked) {
  marked_reading *m = context;
  char id[128];
  snprintf(id, sizeof id, "%s/%.*s/%03u.txt", annotated.name, KITH_STR_FMT(m->lang), ++m->number);
  if (m->r->only->n && !matches(m->r->only, id)) return;
  train_doc *doc = add_text(m->r, &annotated, kith_buf_str(&marked->text), m->lang, id);
  for (size_t i = 0; i < marked->names.n; i++) {
    train_marked_name name = marked->names.at[i];
    kith_vec_push(&doc->gold, (train_gold){name.start, name.end, name.type});
  }
}

static kith_status read_annotated(reading *r, const char *folder, kith_error *error) {
  kith_names files = {0};
  kith_buf path = {0};
  kith_status status = kith_folder_list(folder, &files, error);
  for (size_t i = 0; i < files.n && status == KITH_OK; i++) {
    kith_str name = kith_str_of(files.at[i]);
    if (!kith_str_ends(name, kith_str_of(".txt"))) continue;
    marked_reading m = {r, kith_str_cut(name, 0, name.n - 4), 0};
    path.n = 0;
    kith_path_join(&path, kith_str_of(folder), name);
    status = train_marked_read(kith_buf_text(&path), take_marked, &m, error);
  }
  kith_names_clear(&files);
  kith_vec_clear(&path);
  return status;
}

/* ---- sets ---- */

static kith_status read_folder(reading *r, const train_set *set, const char *folder, kith_str lang, kith_error *error) {
  kith_names files = {0};
  kith_buf path = {0}, id = {0};
  kith_status status = kith_folder_list(folder, &files, error);
  for (size_t i = 0; i < files.n && status == KITH_OK; i++) {
    path.n = id.n = 0;
    kith_path_join(&path, kith_str_of(folder), kith_str_of(files.at[i]));
    kith_buf_format(&id, "%s/%.*s/%s", set->name, KITH_STR_FMT(lang), files.at[i]);
    const char *name = kith_buf_text(&id);
    if (r->only->n && !matches(r->only, name)) continue;
    status = add_document(r, set, kith_buf_text(&path), lang, name, error);
  }
  kith_names_clear(&files);
  kith_vec_clear(&path);
  kith_vec_clear(&id);
  return status;
}

static kith_status read_set(reading *r, const train_set *set, const char *folder, kith_error *error) {
  kith_names langs = {0};
  kith_buf path = {0};
  kith_status status = kith_folder_list(folder, &langs, error);
  for (size_t i = 0; i < langs.n && status == KITH_OK; i++) {
    path.n = 0;
    kith_path_join(&path, kith_str_of(folder), kith_str_of(langs.at[i]));
    status = read_folder(r, set, kith_buf_text(&path), kith_str_of(langs.at[i]), error);
  }
  kith_names_clear(&langs);
  kith_vec_clear(&path);
  return status;
}

/* ---- gold ---- */

static int by_id(const void *a, const void *b) { return strcmp(((const train_doc *)a)->id, ((const train_doc *)b)->id); }

static train_doc *find_doc(train_corpus *c, const char *id) {
  train_doc key = {.id = (char *)(uintptr_t)id};
  return c->docs.n ? bsearch(&key, c->docs.at, c->docs.n, sizeof key, by_id) : NULL;
}

static uint32_t to_byte(kith_str text, uint64_t point) {
  size_t i = 0;
  for (; i < text.n && point; point--) {
    unsigned used;
    kith_utf8_decode(text.p + i, text.p + text.n, &used);
    i += used;
  }
  return (uint32_t)i;
}

static kith_status read_gold(train_corpus *c, const train_set *set, const char *path, kith_error *error) {
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_buf id = {0};
  kith_status status = kith_tsv_open(&tsv, path, "doc start end type", error);
  while (status == KITH_OK && (status = kith_tsv_next(&tsv, cell, error)) == KITH_OK) {
    uint64_t start, end;
    id.n = 0;
    kith_buf_format(&id, "%s/%.*s", set->name, KITH_STR_FMT(cell[0]));
    train_doc *doc = find_doc(c, kith_buf_text(&id));
    kith_type type = kith_type_find(cell[3]);
    if (!kith_str_to_u64(cell[1], &start) || !kith_str_to_u64(cell[2], &end) || type == KITH_TYPE_COUNT)
      status = kith_tsv_error(&tsv, error, "doc, start, end and a type are expected");
    else if (doc) {
      train_gold gold = {to_byte(doc->text.source, start), to_byte(doc->text.source, end), (uint8_t)type};
      kith_vec_push(&doc->gold, gold);
    }
  }
  if (status == KITH_END) status = KITH_OK;
  kith_tsv_close(&tsv);
  kith_vec_clear(&id);
  return status;
}

static int by_start(const void *a, const void *b) {
  const train_gold *x = a, *y = b;
  if (x->start != y->start) return x->start < y->start ? -1 : 1;
  return (x->end < y->end) - (x->end > y->end);
}

/* Of nested names the outer one counts. */
static void order_gold(train_doc *doc) {
  size_t kept = 0;
  if (doc->gold.n) qsort(doc->gold.at, doc->gold.n, sizeof(train_gold), by_start);
  for (size_t i = 0; i < doc->gold.n; i++)
    if (!kept || doc->gold.at[i].start >= doc->gold.at[kept - 1].end) doc->gold.at[kept++] = doc->gold.at[i];
  doc->gold.n = kept;
}

/* ---- */

static kith_status read_all(reading *r, const char *data, const char *texts, kith_error *error) {
  kith_status status = KITH_OK;
  kith_buf path = {0};
  for (size_t i = 0; i < train_set_count && status == KITH_OK; i++) {
    path.n = 0;
    kith_buf_format(&path, "%s/%s/docs", data, train_sets[i].name);
    if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FOLDER) status = read_set(r, &train_sets[i], kith_buf_text(&path), error);
  }
  if (status == KITH_OK) status = read_treebanks(r, data, error);
  if (status == KITH_OK && texts) status = read_annotated(r, texts, error);
  if (r->corpus->docs.n) qsort(r->corpus->docs.at, r->corpus->docs.n, sizeof(train_doc), by_id);
  for (size_t i = 0; i < train_set_count && status == KITH_OK; i++) {
    path.n = 0;
    kith_buf_format(&path, "%s/%s/mentions.tsv", data, train_sets[i].name);
    if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = read_gold(r->corpus, &train_sets[i], kith_buf_text(&path), error);
  }
  for (size_t i = 0; i < r->corpus->docs.n; i++) order_gold(&r->corpus->docs.at[i]);
  kith_vec_clear(&path);
  return status;
}

kith_status train_corpus_read(train_corpus *corpus, const train_sources *sources, const kith_knowledge *k, kith_error *error) {
  reading r = {.corpus = corpus, .knowledge = k, .only = &sources->only, .hold = &sources->hold};
  kith_finder_parts parts = {.languages = k->languages, .lexicon = k->lexicon, .inflector = k->inflector, .wordlist = k->wordlist};
  memset(corpus, 0, sizeof *corpus);
  kith_status status = kith_segmenter_open(&r.segmenter, k->languages, k->identifier, error);
  if (status != KITH_OK) return status;
  kith_finder_open(&r.finder, &parts);
  status = read_all(&r, sources->data, sources->texts, error);
  kith_mentions_clear(&r.mentions);
  kith_finder_close(r.finder);
  kith_segmenter_close(r.segmenter);
  return status;
}

void train_corpus_clear(train_corpus *corpus) {
  for (size_t i = 0; i < corpus->docs.n; i++) {
    train_doc *doc = &corpus->docs.at[i];
    kith_free(doc->id);
    kith_free(doc->source);
    kith_text_clear(&doc->text);
    kith_vec_clear(&doc->gold);
    kith_vec_clear(&doc->marks);
    kith_vec_clear(&doc->listed);
  }
  kith_vec_clear(&corpus->docs);
}
