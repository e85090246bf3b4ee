/* Tables of a result read back, however they were written. */
#include "base/file.h"
#include "export/csv_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/kith-test-XXXXXX";

static int make_file(void **state) {
  (void)state;
  int fd = mkstemp(path);
  return fd < 0 ? -1 : close(fd);
}

static int remove_file(void **state) {
  (void)state;
  return unlink(path);
}

static kith_status read_text(kith_csv_table *table, const char *text, kith_error *error) {
  kith_out out;
  assert_int_equal(kith_out_open(&out, path, false, NULL), KITH_OK);
  kith_out_text(&out, text);
  assert_int_equal(kith_out_close(&out, NULL, NULL), KITH_OK);
  return kith_csv_table_read(table, path, error);
}

static void expect_cell(const kith_csv_table *t, size_t row, const char *column, const char *text) {
  kith_str cell = kith_csv_table_cell(t, row, kith_csv_table_column(t, column));
  assert_true(kith_str_is(cell, text));
}

static void test_forms(void **state) {
  static const char *const texts[] = {
      "\xef\xbb\xbfId,Label,count\r\n\"a\",\"x, \"\"y\"\"\",3\r\n\"b\",\"'=1+1\",\r\n",
      "Id;Label;count\n\"a\";\"x, \"\"y\"\"\";3\nb;'=1+1\n",
      "ID\tlabel\tcount\na\t\"x, \"\"y\"\"\"\t3\nb\t'=1+1\t"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    kith_csv_table t;
    assert_int_equal(read_text(&t, texts[i], NULL), KITH_OK);
    assert_int_equal(t.columns, 3);
    assert_int_equal(t.rows, 2);
    expect_cell(&t, 0, "id", "a");
    expect_cell(&t, 0, "Label", "x, \"y\"");
    expect_cell(&t, 0, "COUNT", "3");
    expect_cell(&t, 1, "label", "=1+1");
    expect_cell(&t, 1, "count", "");
    expect_cell(&t, 1, "nothing", "");
    kith_csv_table_clear(&t);
  }
}

static void test_refused(void **state) {
  static const char *const texts[] = {"", "a,b\n1,2,3\n", "a,b\n\"1,2\n", "a,b\n\"1\"x,2\n"};
  (void)state;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    kith_csv_table t;
    kith_error error;
    assert_int_equal(read_text(&t, texts[i], &error), KITH_ERR_FORMAT);
    assert_string_equal(error.file, path);
    kith_csv_table_clear(&t);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_forms), cmocka_unit_test(test_refused)};
  return cmocka_run_group_tests(tests, make_file, remove_file);
}
