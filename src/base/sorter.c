#include "base/sorter.h"

#include <pthread.h>

enum { READ_AHEAD = 256 << 10, LENGTH = 4 };

/* One record: its first eight bytes as a number decide nearly all comparisons. */
typedef struct entry {
  uint64_t key, at; /* at: of its length in bytes */
} entry;

typedef struct run {
  kith_spool_reader reader;
  uint64_t key;
  kith_str record;
} run;

typedef struct chunk {
  kith_buf bytes; /* records, each behind its length */
  KITH_VEC(entry) entries;
} chunk;

struct kith_sorter {
  size_t budget;
  chunk chunk; /* gathers records … */
  chunk going; /* … while a thread sorts and writes this one */
  pthread_t thread;
  bool busy;
  kith_spool spool; /* the thread's, while it is busy */
  KITH_VEC(run) runs;
  KITH_VEC(uint32_t) heap; /* runs, the one with the least record first */
  size_t next; /* of entries, where there are no runs */
  bool reading;
};

kith_sorter *kith_sorter_open(const char *folder, size_t budget) {
  kith_sorter *s = kith_alloc_zero(1, sizeof *s);
  s->budget = budget;
  kith_spool_init(&s->spool, folder, READ_AHEAD);
  return s;
}

static void chunk_clear(chunk *c) {
  kith_vec_clear(&c->bytes);
  kith_vec_clear(&c->entries);
}

static void wait_for_thread(kith_sorter *s) {
  if (s->busy) pthread_join(s->thread, NULL);
  s->busy = false;
}

void kith_sorter_close(kith_sorter *s) {
  if (!s) return;
  wait_for_thread(s);
  for (size_t i = 0; i < s->runs.n; i++) kith_vec_clear(&s->runs.at[i].reader.window);
  kith_vec_clear(&s->runs);
  kith_vec_clear(&s->heap);
  chunk_clear(&s->chunk);
  chunk_clear(&s->going);
  kith_spool_clear(&s->spool);
  kith_free(s);
}

static uint64_t key_of(kith_str record) {
  uint64_t key = 0;
  for (size_t i = 0; i < 8; i++) key = key << 8 | (i < record.n ? (unsigned char)record.p[i] : 0);
  return key;
}

static kith_str record_of(const chunk *c, const entry *e) {
  uint32_t n;
  memcpy(&n, c->bytes.at + e->at, LENGTH);
  return (kith_str){c->bytes.at + e->at + LENGTH, n};
}

/* ---- in memory ---- */

static bool is_before(const chunk *c, const entry *a, const entry *b) {
  if (a->key != b->key) return a->key < b->key;
  return kith_str_compare(record_of(c, a), record_of(c, b)) < 0;
}

static void sort_by_insertion(const chunk *c, entry *list, size_t n) {
  for (size_t i = 1; i < n; i++) {
    entry one = list[i];
    size_t k = i;
    for (; k && is_before(c, &one, &list[k - 1]); k--) list[k] = list[k - 1];
    list[k] = one;
  }
}

/* Merge sort, whose worst case is its usual one. `spare` has room for n / 2. */
static void sort_entries(const chunk *c, entry *list, size_t n, entry *spare) {
  size_t half = n / 2;
  if (n <= 12) {
    sort_by_insertion(c, list, n);
    return;
  }
  sort_entries(c, list, half, spare);
  sort_entries(c, list + half, n - half, spare);
  if (!is_before(c, &list[half], &list[half - 1])) return;
  memcpy(spare, list, half * sizeof *list);
  for (size_t to = 0, a = 0, b = half; a < half; to++)
    list[to] = b < n && is_before(c, &list[b], &spare[a]) ? list[b++] : spare[a++];
}

static void sort_chunk(chunk *c) {
  entry *spare = kith_alloc((c->entries.n / 2 + 1) * sizeof *spare);
  sort_entries(c, c->entries.at, c->entries.n, spare);
  kith_free(spare);
}

/* ---- runs ---- */

static void *write_run(void *context) {
  kith_sorter *s = context;
  run one = {.reader = {.spool = &s->spool, .at = kith_spool_size(&s->spool), .ahead = READ_AHEAD}};
  sort_chunk(&s->going);
  for (size_t i = 0; i < s->going.entries.n; i++) {
    kith_str record = record_of(&s->going, &s->going.entries.at[i]);
    kith_spool_add(&s->spool, record.p - LENGTH, record.n + LENGTH);
  }
  one.reader.end = kith_spool_size(&s->spool);
  kith_vec_push(&s->runs, one);
  s->going.entries.n = s->going.bytes.n = 0;
  return NULL;
}

static void spill(kith_sorter *s) {
  wait_for_thread(s);
  chunk full = s->chunk;
  s->chunk = s->going;
  s->going = full;
  s->busy = pthread_create(&s->thread, NULL, write_run, s) == 0;
  if (!s->busy) write_run(s);
}

void kith_sorter_add(kith_sorter *s, kith_str record) {
  chunk *c = &s->chunk;
  uint32_t n = (uint32_t)record.n;
  entry one = {key_of(record), c->bytes.n};
  kith_vec_append(&c->bytes, (const char *)&n, LENGTH);
  kith_vec_append(&c->bytes, record.p, record.n);
  kith_vec_push(&c->entries, one);
  if (s->spool.folder && c->bytes.n + c->entries.n * (sizeof one + sizeof one / 2) >= s->budget / 2) spill(s);
}

/* Reads the run's next record; false at its end. */
static bool advance(run *r) {
  uint32_t n = 0;
  if (r->reader.at >= r->reader.end) return false;
  kith_str length = kith_spool_read(&r->reader, LENGTH);
  if (length.n) memcpy(&n, length.p, LENGTH);
  r->record = length.n ? kith_spool_read(&r->reader, n) : length;
  r->key = key_of(r->record);
  return true;
}

static bool run_before(const kith_sorter *s, uint32_t a, uint32_t b) {
  const run *x = &s->runs.at[a], *y = &s->runs.at[b];
  if (x->key != y->key) return x->key < y->key;
  int c = kith_str_compare(x->record, y->record);
  return c ? c < 0 : a < b;
}

/* Lets the run at the heap's place i sink to where it belongs. */
static void sink(kith_sorter *s, size_t i) {
  uint32_t *heap = s->heap.at, one = heap[i];
  for (size_t child; (child = 2 * i + 1) < s->heap.n; i = child) {
    if (child + 1 < s->heap.n && run_before(s, heap[child + 1], heap[child])) child++;
    if (!run_before(s, heap[child], one)) break;
    heap[i] = heap[child];
  }
  heap[i] = one;
}

static void begin_reading(kith_sorter *s) {
  s->reading = true;
  wait_for_thread(s);
  if (!s->runs.n) {
    sort_chunk(&s->chunk);
    return;
  }
  if (s->chunk.entries.n) spill(s);
  wait_for_thread(s);
  chunk_clear(&s->chunk);
  chunk_clear(&s->going);
  for (uint32_t i = 0; i < s->runs.n; i++)
    if (advance(&s->runs.at[i])) kith_vec_push(&s->heap, i);
  for (size_t i = s->heap.n; i--;) sink(s, i);
}

static kith_status next_merged(kith_sorter *s, bool first, kith_str *record, kith_error *error) {
  if (!first && !advance(&s->runs.at[s->heap.at[0]])) s->heap.at[0] = s->heap.at[--s->heap.n];
  if (s->heap.n) sink(s, 0);
  kith_status status = kith_spool_status(&s->spool, error);
  if (status != KITH_OK || !s->heap.n) return status == KITH_OK ? KITH_END : status;
  *record = s->runs.at[s->heap.at[0]].record;
  return KITH_OK;
}

kith_status kith_sorter_next(kith_sorter *s, kith_str *record, kith_error *error) {
  bool first = !s->reading;
  if (first) begin_reading(s);
  if (s->runs.n) return s->heap.n ? next_merged(s, first, record, error) : kith_spool_status(&s->spool, error) == KITH_OK ? KITH_END : KITH_ERR_IO;
  if (s->next == s->chunk.entries.n) return KITH_END;
  *record = record_of(&s->chunk, &s->chunk.entries.at[s->next++]);
  return KITH_OK;
}
