/* Documents worked on by several threads: order, ends of every kind. */
#include "build/crew.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { DOCUMENTS = 500 };

typedef struct job_of_test {
  size_t read, taken, last; /* last: the document behind which reading fails, 0 for none */
  size_t enough;            /* results after which no more is wanted */
  bool bad_worker;
} job_of_test;

static kith_status read_number(void *context, kith_arena *arena, kith_doc *doc, kith_error *error) {
  job_of_test *t = context;
  char text[32];
  if (t->last && t->read == t->last) return kith_error_set(error, KITH_ERR_IO, "the end of the world");
  if (t->read == DOCUMENTS) return KITH_END;
  int n = snprintf(text, sizeof text, "%zu", t->read++);
  doc->text = (kith_str){kith_arena_copy(arena, text, (size_t)n), (size_t)n};
  return KITH_OK;
}

static kith_status open_worker(void *context, void **worker, kith_error *error) {
  job_of_test *t = context;
  if (t->bad_worker) return kith_error_set(error, KITH_ERR_LIB, "out of order");
  *worker = kith_alloc(1);
  return KITH_OK;
}

static void close_worker(void *worker) { kith_free(worker); }

static void double_number(void *worker, const kith_doc *doc, void *result) {
  uint64_t value;
  assert_non_null(worker);
  assert_true(kith_str_to_u64(doc->text, &value));
  kith_buf_u64(result, 2 * value);
}

static bool check_number(void *context, void *result) {
  job_of_test *t = context;
  kith_buf *buf = result;
  uint64_t value;
  assert_true(kith_str_to_u64(kith_buf_str(buf), &value));
  assert_int_equal(value, 2 * t->taken);
  buf->n = 0;
  return ++t->taken != t->enough;
}

static void clear_number(void *result) { kith_vec_clear((kith_buf *)result); }

static kith_status run_crew(job_of_test *t, unsigned threads, kith_error *error) {
  kith_crew crew = {.threads = threads, .result_size = sizeof(kith_buf), .context = t, .read = read_number, .take = check_number,
                    .clear = clear_number, .open = open_worker, .work = double_number, .close = close_worker};
  return kith_crew_run(&crew, error);
}

static void test_order(void **state) {
  static const unsigned threads[] = {1, 2, 3, 16, 0};
  (void)state;
  for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
    job_of_test t = {0};
    assert_int_equal(run_crew(&t, threads[i], NULL), KITH_OK);
    assert_int_equal(t.taken, DOCUMENTS);
  }
}

static void test_ends(void **state) {
  kith_error error;
  (void)state;
  job_of_test enough = {.enough = 7};
  assert_int_equal(run_crew(&enough, 3, &error), KITH_OK);
  assert_int_equal(enough.taken, 7);
  job_of_test broken = {.last = 100};
  assert_int_equal(run_crew(&broken, 3, &error), KITH_ERR_IO);
  assert_int_equal(broken.taken, 100); /* what was read is not lost */
  job_of_test bad = {.bad_worker = true};
  assert_int_equal(run_crew(&bad, 3, &error), KITH_ERR_LIB);
  assert_string_equal(error.message, "out of order");
  assert_int_equal(bad.taken, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_ends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
