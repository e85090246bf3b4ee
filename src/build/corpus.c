#include "build/corpus.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

void kith_corpus_init(kith_corpus *corpus) {
  memset(corpus, 0, sizeof *corpus);
  kith_arena_init(&corpus->arena);
  kith_entities_init(&corpus->entities);
}

void kith_corpus_clear(kith_corpus *corpus) {
  for (size_t i = 0; i < corpus->readings.n; i++) kith_reading_clear(&corpus->readings.at[i]);
  kith_vec_clear(&corpus->readings);
  kith_vec_clear(&corpus->skipped);
  kith_vec_clear(&corpus->files);
  kith_entities_clear(&corpus->entities);
  kith_arena_clear(&corpus->arena);
}

/* ---- the queue between the reader and the workers ---- */

typedef struct job {
  kith_doc doc;
  size_t index;
  kith_arena arena; /* the document's, used again by later jobs */
  struct job *next;
} job;

typedef struct pool {
  const kith_knowledge *knowledge;
  const kith_corpus_options *options;
  pthread_mutex_t lock;
  pthread_cond_t filled, freed;
  job *first, *last, *spare;
  bool closed;
  KITH_VEC(kith_reading) readings; /* by index; under the lock */
  kith_status status;
  kith_error error;
} pool;

static job *take(pool *p) {
  pthread_mutex_lock(&p->lock);
  while (!p->first && !p->closed) pthread_cond_wait(&p->filled, &p->lock);
  job *j = p->first;
  if (j) {
    p->first = j->next;
    if (!p->first) p->last = NULL;
  }
  pthread_mutex_unlock(&p->lock);
  return j;
}

static job *get_spare(pool *p) {
  pthread_mutex_lock(&p->lock);
  while (!p->spare) pthread_cond_wait(&p->freed, &p->lock);
  job *j = p->spare;
  p->spare = j->next;
  pthread_mutex_unlock(&p->lock);
  kith_arena_reset(&j->arena);
  return j;
}

static void hand_over(pool *p, job *j) {
  j->next = NULL;
  pthread_mutex_lock(&p->lock);
  if (p->last)
    p->last->next = j;
  else
    p->first = j;
  p->last = j;
  pthread_cond_signal(&p->filled);
  pthread_mutex_unlock(&p->lock);
}

static void give_back(pool *p, job *j, const kith_reading *reading) {
  pthread_mutex_lock(&p->lock);
  if (reading) {
    while (p->readings.n <= j->index) kith_vec_push(&p->readings, (kith_reading){0});
    p->readings.at[j->index] = *reading;
  }
  j->next = p->spare;
  p->spare = j;
  pthread_cond_signal(&p->freed);
  pthread_mutex_unlock(&p->lock);
}

/* ---- a worker ---- */

static void read_document(const kith_doc *doc, kith_segmenter *segmenter, kith_finder *finder, kith_text *text,
                          kith_mentions *mentions, bool bytes, kith_reading *reading) {
  memset(reading, 0, sizeof *reading);
  kith_arena_init(&reading->arena);
  kith_text_segment(segmenter, doc->text, doc->language, text);
  kith_find_mentions(finder, text, mentions);
  kith_reading_pack(reading, text, mentions, bytes);
  reading->id = kith_reading_keep(reading, doc->id);
  reading->title = kith_reading_keep(reading, doc->title);
  reading->date = kith_reading_keep(reading, doc->date);
  reading->source = kith_reading_keep(reading, doc->source);
  reading->url = kith_reading_keep(reading, doc->url);
  reading->charset = kith_reading_keep(reading, doc->charset);
  kith_reading_hash(doc->text, reading->text_hash);
}

static void *work(void *context) {
  pool *p = context;
  const kith_knowledge *k = p->knowledge;
  kith_finder_parts parts = {k->languages, k->lexicon, k->inflector, k->wordlist, p->options->metonyms, k->model};
  kith_segmenter *segmenter = NULL;
  kith_finder *finder;
  kith_text text = {0};
  kith_mentions mentions = {0};
  kith_error error;
  kith_status status = kith_segmenter_open(&segmenter, k->languages, k->identifier, &error);
  kith_finder_open(&finder, &parts);
  for (job *j; (j = take(p));) {
    kith_reading reading;
    if (status == KITH_OK) read_document(&j->doc, segmenter, finder, &text, &mentions, p->options->byte_offsets, &reading);
    give_back(p, j, status == KITH_OK ? &reading : NULL);
  }
  if (status != KITH_OK) {
    pthread_mutex_lock(&p->lock);
    p->status = status;
    p->error = error;
    pthread_mutex_unlock(&p->lock);
  }
  kith_mentions_clear(&mentions);
  kith_text_clear(&text);
  kith_finder_close(finder);
  kith_segmenter_close(segmenter);
  return NULL;
}

/* ---- the reader ---- */

static kith_str keep(kith_corpus *c, kith_str s) { return (kith_str){kith_arena_copy(&c->arena, s.p, s.n), s.n}; }

static void skip(kith_corpus *c, const kith_doc *doc, const kith_error *why) {
  char reason[1100];
  kith_error bare = *why;
  bare.file[0] = '\0';
  kith_error_format(&bare, reason, sizeof reason);
  kith_str text = kith_str_of(reason);
  kith_vec_push(&c->skipped, (kith_skipped){keep(c, doc->id), keep(c, text), why->line});
}

static kith_status read_all(kith_corpus *c, pool *p, kith_docs *docs, kith_error *error) {
  const kith_corpus_options *o = p->options;
  size_t index = 0;
  for (;;) {
    job *j = get_spare(p);
    memset(&j->doc, 0, sizeof j->doc);
    kith_error why = {0};
    kith_status status = kith_docs_next(docs, &j->arena, &j->doc, &why);
    uint64_t done, total;
    kith_docs_progress(docs, &done, &total);
    bool go_on = !o->progress || o->progress(o->context, index, done, total);
    if (status == KITH_OK && go_on) {
      j->index = index++;
      hand_over(p, j);
      continue;
    }
    if (status != KITH_OK && status != KITH_END) skip(c, &j->doc, &why);
    give_back(p, j, NULL);
    if (!go_on) return kith_error_set(error, KITH_ERR_STOPPED, "stopped on request; nothing was written");
    if (status == KITH_END) return KITH_OK;
  }
}

static unsigned thread_count(unsigned wanted) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  unsigned n = wanted ? wanted : processors > 0 ? (unsigned)processors : 1;
  return n > 256 ? 256 : n;
}

static kith_status run_pool(kith_corpus *c, pool *p, kith_docs *docs, kith_error *error) {
  unsigned threads = thread_count(p->options->threads), jobs = threads * 4, started = 0;
  job *all = kith_alloc_zero(jobs, sizeof *all);
  pthread_t *thread = kith_alloc(threads * sizeof *thread);
  for (unsigned i = 0; i < jobs; i++) {
    kith_arena_init(&all[i].arena);
    all[i].next = p->spare;
    p->spare = &all[i];
  }
  pthread_mutex_init(&p->lock, NULL);
  pthread_cond_init(&p->filled, NULL);
  pthread_cond_init(&p->freed, NULL);
  while (started < threads && pthread_create(&thread[started], NULL, work, p) == 0) started++;
  kith_status status = started ? read_all(c, p, docs, error) : kith_error_set(error, KITH_ERR_LIB, "cannot start a thread");
  pthread_mutex_lock(&p->lock);
  p->closed = true;
  pthread_cond_broadcast(&p->filled);
  pthread_mutex_unlock(&p->lock);
  for (unsigned i = 0; i < started; i++) pthread_join(thread[i], NULL);
  if (status == KITH_OK && p->status != KITH_OK) {
    status = p->status;
    if (error) *error = p->error;
  }
  pthread_cond_destroy(&p->freed);
  pthread_cond_destroy(&p->filled);
  pthread_mutex_destroy(&p->lock);
  for (unsigned i = 0; i < jobs; i++) kith_arena_clear(&all[i].arena);
  kith_free(all);
  kith_free(thread);
  return status;
}

/* ---- order ---- */

static int by_reading(const void *a, const void *b) {
  const kith_reading *x = a, *y = b;
  int c = kith_str_compare(x->id, y->id);
  if (c) return c;
  return x->text_hash[0] != y->text_hash[0] ? (x->text_hash[0] < y->text_hash[0] ? -1 : 1) : 0;
}

static int by_skipped(const void *a, const void *b) {
  const kith_skipped *x = a, *y = b;
  int c = kith_str_compare(x->id, y->id);
  if (c) return c;
  if (x->line != y->line) return x->line < y->line ? -1 : 1;
  return kith_str_compare(x->reason, y->reason);
}

static int by_path(const void *a, const void *b) {
  return kith_str_compare(((const kith_input_file *)a)->path, ((const kith_input_file *)b)->path);
}

static void list_files(kith_corpus *c, const kith_docs *docs) {
  kith_input_file file;
  for (size_t i = 0; kith_docs_file(docs, i, &file); i++) {
    file.path = keep(c, file.path);
    c->bytes += file.bytes;
    kith_vec_push(&c->files, file);
  }
  if (c->files.n) qsort(c->files.at, c->files.n, sizeof *c->files.at, by_path);
}

static void mark_duplicates(kith_corpus *c) {
  kith_map first = {0};
  for (uint32_t i = 0; i < c->readings.n; i++) {
    kith_reading *r = &c->readings.at[i];
    uint64_t *at = kith_map_add(&first, r->text_hash[0]);
    if (!*at)
      *at = i + 1;
    else if (c->readings.at[*at - 1].text_hash[1] == r->text_hash[1]) {
      r->duplicate_of = (uint32_t)*at - 1;
      c->duplicates++;
    }
  }
  kith_map_clear(&first);
}

kith_status kith_corpus_read(kith_corpus *c, const kith_knowledge *knowledge, const kith_corpus_options *options,
                             kith_error *error) {
  pool p = {.knowledge = knowledge, .options = options};
  kith_docs *docs;
  kith_status status = kith_docs_open(&docs, &options->docs, error);
  if (status != KITH_OK) return status;
  status = run_pool(c, &p, docs, error);
  kith_vec_append(&c->readings, p.readings.at, p.readings.n);
  kith_vec_clear(&p.readings);
  list_files(c, docs);
  kith_docs_close(docs);
  if (status != KITH_OK) return status;
  if (c->readings.n) qsort(c->readings.at, c->readings.n, sizeof *c->readings.at, by_reading);
  if (c->skipped.n) qsort(c->skipped.at, c->skipped.n, sizeof *c->skipped.at, by_skipped);
  mark_duplicates(c);
  return KITH_OK;
}

void kith_corpus_resolve(kith_corpus *c, const kith_knowledge *k) {
  kith_resolve_parts parts = {k->languages, k->lexicon, k->inflector};
  kith_entities_resolve(&c->entities, c->readings.at, c->readings.n, &parts);
}
