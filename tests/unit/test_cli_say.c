/* What people read on a terminal lines up and cannot drive it; rows stay rows.
 * The program's own files are not in the library, so they are taken in here. */
#include "cli/rows.c"
#include "cli/say.c"
#include "cli/stop.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_width(void **state) {
  (void)state;
  assert_int_equal(kith_width(KITH_STR("")), 0);
  assert_int_equal(kith_width(KITH_STR("Умєров")), 6);
  assert_int_equal(kith_width(KITH_STR("习近平")), 6);
  assert_int_equal(kith_width(KITH_STR("김정은 x")), 8);
  assert_int_equal(kith_width(KITH_STR("e\xcc\x81" "a")), 2);      /* combining acute */
  assert_int_equal(kith_width(KITH_STR("a\xe2\x80\x8b" "b")), 2);  /* zero-width space */
  assert_int_equal(kith_width(KITH_STR("ﾐ")), 1);                  /* half-width */
  assert_int_equal(kith_width(KITH_STR("\xff\xfe")), 2);           /* no UTF-8: shown as U+FFFD */
}

static void padded(const char *text, size_t width, const char *expected) {
  kith_buf buf = {0};
  kith_add_padded(&buf, kith_str_of(text), width);
  assert_string_equal(kith_buf_text(&buf), expected);
  kith_vec_clear(&buf);
}

static void test_padded(void **state) {
  (void)state;
  padded("ab", 4, "ab  ");
  padded("abcd", 4, "abcd");
  padded("abcde", 4, "abc…");
  padded("习近平", 6, "习近平");
  padded("习近平", 5, "习近…");
  padded("习近平", 4, "习… ");
  padded("abc", 0, "");
}

static void test_safe(void **state) {
  (void)state;
  kith_buf buf = {0};
  kith_add_safe(&buf, KITH_STR("a\x1b[31mb\n\xc2\x9b" "c\xe2\x80\xae" "d"));
  assert_string_equal(kith_buf_text(&buf), "a?[31mb??c?d");
  kith_vec_clear(&buf);
}

static void test_grouped(void **state) {
  (void)state;
  kith_buf buf = {0};
  kith_add_grouped(&buf, 0);
  kith_buf_char(&buf, ' ');
  kith_add_grouped(&buf, 999);
  kith_buf_char(&buf, ' ');
  kith_add_grouped(&buf, 1234567);
  assert_string_equal(kith_buf_text(&buf), "0 999 1,234,567");
  kith_vec_clear(&buf);
}

static void test_rows(void **state) {
  (void)state;
  kith_out out;
  kith_out_memory(&out);
  kith_row_header(&out, "a b c");
  kith_row_text(&out, KITH_STR(" Steve\t\n  Witkoff\x1b\n"), false);
  kith_row_number(&out, 7, false);
  kith_row_double(&out, 0.95, true);
  assert_string_equal(kith_buf_text(&out.buf), "a\tb\tc\nSteve Witkoff\t7\t0.95\n");
  kith_out_close(&out, NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_width), cmocka_unit_test(test_padded), cmocka_unit_test(test_safe),
                                     cmocka_unit_test(test_grouped), cmocka_unit_test(test_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
