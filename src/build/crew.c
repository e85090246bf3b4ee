#include "build/crew.h"

#include <pthread.h>
#include <unistd.h>

enum { JOBS_EACH = 4, MOST_THREADS = 256 };

typedef struct job {
  kith_doc doc;
  kith_arena arena; /* the document's */
  void *result;
  bool done;
} job;

/* Jobs are a ring; documents are numbered as they are read. */
typedef struct run {
  const kith_crew *crew;
  pthread_mutex_t lock;
  pthread_cond_t given_one, done_one;
  job *jobs;
  size_t job_count, given, begun, taken; /* documents handed to workers, begun by them, taken from them */
  bool closed;
  kith_status status; /* of workers that could not open */
  kith_error error;
} run;

/* ---- a worker ---- */

static job *begin_job(run *r) {
  pthread_mutex_lock(&r->lock);
  while (r->begun == r->given && !r->closed) pthread_cond_wait(&r->given_one, &r->lock);
  job *j = r->begun < r->given ? &r->jobs[r->begun++ % r->job_count] : NULL;
  pthread_mutex_unlock(&r->lock);
  return j;
}

static void end_job(run *r, job *j) {
  pthread_mutex_lock(&r->lock);
  j->done = true;
  pthread_cond_signal(&r->done_one);
  pthread_mutex_unlock(&r->lock);
}

static void *work(void *context) {
  run *r = context;
  void *worker = NULL;
  kith_error error;
  kith_status status = r->crew->open(r->crew->context, &worker, &error);
  if (status != KITH_OK) {
    pthread_mutex_lock(&r->lock);
    r->status = status;
    r->error = error;
    pthread_mutex_unlock(&r->lock);
  }
  for (job *j; (j = begin_job(r)); end_job(r, j))
    if (status == KITH_OK) r->crew->work(worker, &j->doc, j->result);
  r->crew->close(worker);
  return NULL;
}

/* ---- the caller's thread ---- */

/* Takes the oldest result; false where a worker could not open or no more is wanted. */
static bool take_oldest(run *r) {
  job *j = &r->jobs[r->taken++ % r->job_count];
  pthread_mutex_lock(&r->lock);
  while (!j->done) pthread_cond_wait(&r->done_one, &r->lock);
  bool good = r->status == KITH_OK;
  pthread_mutex_unlock(&r->lock);
  return good && r->crew->take(r->crew->context, j->result);
}

static void give(run *r, job *j) {
  pthread_mutex_lock(&r->lock);
  j->done = false;
  r->given++;
  pthread_cond_signal(&r->given_one);
  pthread_mutex_unlock(&r->lock);
}

static kith_status read_all(run *r, pthread_t *threads, unsigned count, unsigned *started, kith_error *error) {
  kith_status status = KITH_OK;
  for (bool more = true; more;) {
    if (r->given - r->taken == r->job_count && !take_oldest(r)) return KITH_OK;
    job *j = &r->jobs[r->given % r->job_count];
    kith_arena_reset(&j->arena);
    memset(&j->doc, 0, sizeof j->doc);
    status = r->crew->read(r->crew->context, &j->arena, &j->doc, error);
    more = status == KITH_OK;
    if (more && *started < count) {
      if (pthread_create(&threads[*started], NULL, work, r) == 0) ++*started;
      else if (!*started) return kith_error_set(error, KITH_ERR_LIB, "cannot start a thread");
    }
    if (more) give(r, j);
  }
  while (r->taken < r->given && take_oldest(r)) continue;
  return status == KITH_END ? KITH_OK : status;
}

static unsigned thread_count(unsigned wanted) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  unsigned n = wanted ? wanted : processors > 0 ? (unsigned)processors : 1;
  return n > MOST_THREADS ? MOST_THREADS : n;
}

static void make_jobs(run *r) {
  r->jobs = kith_alloc_zero(r->job_count, sizeof *r->jobs);
  for (size_t i = 0; i < r->job_count; i++) {
    kith_arena_init(&r->jobs[i].arena);
    r->jobs[i].result = kith_alloc_zero(1, r->crew->result_size);
  }
}

static void clear_jobs(run *r) {
  for (size_t i = 0; i < r->job_count; i++) {
    if (i < r->given) r->crew->clear(r->jobs[i].result);
    kith_free(r->jobs[i].result);
    kith_arena_clear(&r->jobs[i].arena);
  }
  kith_free(r->jobs);
}

kith_status kith_crew_run(const kith_crew *crew, kith_error *error) {
  unsigned threads = thread_count(crew->threads), started = 0;
  run r = {.crew = crew, .job_count = (size_t)threads * JOBS_EACH};
  pthread_t *thread = kith_alloc(threads * sizeof *thread);
  make_jobs(&r);
  pthread_mutex_init(&r.lock, NULL);
  pthread_cond_init(&r.given_one, NULL);
  pthread_cond_init(&r.done_one, NULL);
  kith_status status = read_all(&r, thread, threads, &started, error);
  pthread_mutex_lock(&r.lock);
  r.closed = true;
  pthread_cond_broadcast(&r.given_one);
  pthread_mutex_unlock(&r.lock);
  for (unsigned i = 0; i < started; i++) pthread_join(thread[i], NULL);
  if (status == KITH_OK && r.status != KITH_OK) {
    status = r.status;
    if (error) *error = r.error;
  }
  pthread_cond_destroy(&r.done_one);
  pthread_cond_destroy(&r.given_one);
  pthread_mutex_destroy(&r.lock);
  clear_jobs(&r);
  kith_free(thread);
  return status;
}
