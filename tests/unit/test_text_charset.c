/* Bytes of every kind that news comes in, to UTF-8: text/charset.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

static const char romanian[] =
    "Guvernul a anunţat joi că va plăti până la sfârşitul lunii datoriile spitalelor. Preşedintele "
    "comisiei a spus că măsura este întârziată şi că oraşele mici aşteaptă de mult aceşti bani.";
static const char polish[] =
    "Rząd zapowiedział w czwartek, że do końca miesiąca spłaci długi szpitali. Przewodniczący "
    "komisji powiedział, że decyzja jest spóźniona, a małe miasta długo czekały na te pieniądze.";
static const char czech[] =
    "Vláda ve čtvrtek oznámila, že do konce měsíce zaplatí dluhy nemocnic. Předseda výboru "
    "řekl, že rozhodnutí přišlo pozdě a že malá města na peníze dlouho čekala. Šéf úřadu mlčí, ťuká.";
static const char russian[] =
    "Правительство сообщило в четверг, что до конца месяца погасит долги больниц. Глава комитета "
    "сказал, что решение запоздало и что малые города давно ждали этих денег.";
static const char ukrainian[] =
    "Уряд повідомив у четвер, що до кінця місяця сплатить борги лікарень. Голова комітету "
    "сказав, що рішення запізнилося і що малі міста давно чекали на ці гроші. Її чують.";
static const char french[] =
    "Le gouvernement a annoncé jeudi qu’il paierait les dettes des hôpitaux avant la fin du mois. "
    "« C’est tard », a déclaré le président de la commission, où l’élue a été reçue.";
static const char portuguese[] =
    "O governo anunciou que até ao fim do mês pagará as dívidas dos hospitais. A decisão não "
    "chegou cedo, disse o presidente da comissão: as câmaras pequenas já esperavam há muito.";
static const char chinese[] = "政府星期四宣布，将在月底之前偿还医院的债务。委员会主席说，这个决定来得太晚，小城市早就在等这笔钱了。";
static const char japanese[] = "政府は木曜日、月末までに病院の債務を支払うと発表した。委員長は、決定が遅すぎたと述べた。";

static void encode(const char *text, const char *charset, kith_buf *out) {
  UChar units[1024];
  UErrorCode code = U_ZERO_ERROR;
  int32_t n = 0;
  u_strFromUTF8(units, 1024, &n, text, -1, &code);
  UConverter *converter = ucnv_open(charset, &code);
  kith_vec_reserve(out, 8192);
  out->n = (size_t)ucnv_fromUChars(converter, out->at, 8192, units, n, &code);
  assert_true(U_SUCCESS(code));
  ucnv_close(converter);
}

static void check_found(const char *text, const char *charset, const char *want_name) {
  kith_buf bytes = {0}, out = {0};
  char name[32];
  kith_error error = {0};
  encode(text, charset, &bytes);
  assert_int_equal(kith_charset_decode(kith_buf_str(&bytes), NULL, &out, name, &error), KITH_OK);
  if (want_name) assert_string_equal(name, want_name);
  assert_string_equal(kith_buf_text(&out), text);
  kith_vec_clear(&bytes);
  kith_vec_clear(&out);
}

static void test_code_pages(void **state) {
  (void)state;
  check_found(romanian, "windows-1250", NULL); /* three code pages have its letters at the same places */
  check_found(romanian, "ISO-8859-2", NULL);
  check_found(polish, "windows-1250", "windows-1250");
  check_found(polish, "ISO-8859-2", "ISO-8859-2");
  check_found(czech, "windows-1250", "windows-1250");
  check_found(czech, "ISO-8859-2", "ISO-8859-2");
  check_found(russian, "windows-1251", "windows-1251");
  check_found(russian, "KOI8-R", "KOI8-U"); /* the same letters: KOI8-U holds KOI8-R's */
  check_found(russian, "IBM866", "IBM866");
  check_found(russian, "ISO-8859-5", "ISO-8859-5");
  check_found(ukrainian, "windows-1251", "windows-1251");
  check_found(ukrainian, "KOI8-U", "KOI8-U");
  check_found(french, "windows-1252", "windows-1252");
  check_found(portuguese, "windows-1252", "windows-1252");
  check_found(chinese, "GB18030", "GB18030");
  check_found(japanese, "Shift_JIS", "Shift_JIS");
  check_found(japanese, "EUC-JP", "EUC-JP");
}

static void test_utf(void **state) {
  (void)state;
  check_found(russian, "UTF-8", "UTF-8");
  check_found(russian, "UTF-16LE", "UTF-16LE");
  check_found(romanian, "UTF-16BE", "UTF-16BE");
  check_found(polish, "UTF-32LE", "UTF-32LE");
  kith_buf out = {0};
  char name[32];
  assert_int_equal(kith_charset_decode(KITH_STR("\xef\xbb\xbfhi"), "KOI8-R", &out, name, NULL), KITH_OK);
  assert_string_equal(kith_buf_text(&out), "hi");
  out.n = 0;
  assert_int_equal(kith_charset_decode(KITH_STR("\xff\xfeh\0i\0"), NULL, &out, name, NULL), KITH_OK);
  assert_string_equal(kith_buf_text(&out), "hi");
  assert_string_equal(name, "UTF-16LE");
  out.n = 0;
  assert_int_equal(kith_charset_decode(KITH_STR(""), NULL, &out, name, NULL), KITH_OK);
  assert_int_equal(out.n, 0);
  assert_string_equal(name, "UTF-8");
  kith_vec_clear(&out);
}

/* A letter of two units may fall on the border of ICU's buffer. */
static void test_long_utf16(void **state) {
  (void)state;
  kith_buf bytes = {0}, out = {0};
  char name[32];
  kith_vec_append(&bytes, "\xff\xfe" "a\0", 4);
  for (int i = 0; i < 5000; i++) kith_vec_append(&bytes, "\x3d\xd8\x00\xde", 4);
  assert_int_equal(kith_charset_decode(kith_buf_str(&bytes), NULL, &out, name, NULL), KITH_OK);
  assert_int_equal(out.n, 1 + 4 * 5000);
  for (size_t i = 1; i < out.n; i += 4) assert_memory_equal(out.at + i, "\xf0\x9f\x98\x80", 4);
  kith_vec_clear(&bytes);
  kith_vec_clear(&out);
}

static void test_damaged(void **state) {
  (void)state;
  kith_buf out = {0};
  char name[32];
  kith_str bad = KITH_STR("Președintele și ministrul așteaptă \xff răspunsul ța\xc8");
  assert_int_equal(kith_charset_decode(bad, NULL, &out, name, NULL), KITH_OK);
  assert_string_equal(name, "UTF-8");
  assert_string_equal(kith_buf_text(&out), "Președintele și ministrul așteaptă \xef\xbf\xbd răspunsul ța\xef\xbf\xbd");
  kith_vec_clear(&out);
}

static void test_declared(void **state) {
  (void)state;
  kith_buf out = {0};
  char name[32];
  kith_error error = {0};
  assert_int_equal(kith_charset_decode(KITH_STR("\xcc\xe8\xf0"), "windows-1251", &out, name, &error), KITH_OK);
  assert_string_equal(kith_buf_text(&out), "Мир");
  assert_int_equal(kith_charset_decode(KITH_STR("\xcc"), "no-such-thing", &out, name, &error), KITH_ERR_ARG);
  kith_vec_clear(&out);
}

static void test_binary(void **state) {
  (void)state;
  static const struct {
    const char *bytes;
    size_t n;
    const char *said;
  } rows[] = {{"%PDF-1.7\nabc", 12, "PDF"},
              {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16, "PNG"},
              {"\x7f" "ELF\2\1\1\0\0\0", 10, "executable"},
              {"PK\3\4\x14\0\0\0", 8, "zip"},
              {"hello\0world", 11, "NUL"},
              {"a\1\2\3\4\5\6b", 8, "control"}};
  kith_buf out = {0};
  char name[32];
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    kith_error error = {0};
    kith_str bytes = {rows[i].bytes, rows[i].n};
    assert_int_equal(kith_charset_decode(bytes, NULL, &out, name, &error), KITH_ERR_ENCODING);
    assert_non_null(strstr(error.message, rows[i].said));
    assert_int_equal(out.n, 0);
  }
  kith_vec_clear(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_code_pages), cmocka_unit_test(test_utf),      cmocka_unit_test(test_long_utf16),
      cmocka_unit_test(test_damaged),    cmocka_unit_test(test_declared), cmocka_unit_test(test_binary),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
