/* The forms of text/fold.h, against examples and against ICU on random text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "text/fold.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

static const char *folded(const char *text) {
  static kith_buf key; /* freed by nobody: a test's */
  key.n = 0;
  kith_fold_key(kith_str_of(text), &key);
  return kith_buf_text(&key);
}

static const char *normal(const char *text) {
  static kith_folded out;
  kith_normalise(kith_str_of(text), &out);
  return kith_buf_text(&out.text);
}

static const char *roman(const char *text, const char *lang) {
  static kith_buf out;
  out.n = 0;
  kith_romanise(kith_str_of(text), kith_str_of(lang), &out);
  return kith_buf_text(&out);
}

static void test_normalise(void **state) {
  (void)state;
  assert_string_equal(normal("Ţuţea şi Şerban"), "Țuțea și Șerban");
  assert_string_equal(normal("s\xcc\xa7i"), "și");                       /* s + combining cedilla */
  assert_string_equal(normal("L\xe2\x80\x99" "Or\xc3\xa9" "al"), "L'Oréal");
  assert_string_equal(normal("Bahn\xe2\x80\x91hof"), "Bahn-hof");         /* non-breaking hyphen */
  assert_string_equal(normal("Bu\xc2\xad" "cu\xe2\x80\x8bre\xef\xbb\xbfști"), "București");
  assert_string_equal(normal("a\xc2\xa0" "b\xe3\x80\x80" "c"), "a b c");
  assert_string_equal(normal("Ze\xcc\x81"), "Z\xc3\xa9");
  assert_string_equal(normal("e\xe2\x80\x8b\xcc\x81"), "\xc3\xa9");       /* the mark finds its letter */
  assert_string_equal(normal("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8"), "각");
  assert_string_equal(normal("\xe1\xbf\xaf"), "'");                       /* canonically a grave accent */
  assert_string_equal(normal("a\tb\nc"), "a\tb\nc");
  assert_string_equal(normal("\xff" "a\xe2\x82"), "\xef\xbf\xbd" "a\xef\xbf\xbd\xef\xbf\xbd");
  assert_string_equal(normal(""), "");
}

static void test_fold(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"Zelenskyy", "zelenskyy"}, {"ŁÓDŹ", "lodz"},       {"Ørsted", "orsted"},
      {"Đorđević", "dordevic"},   {"Erdoğan", "erdogan"}, {"İstanbul", "istanbul"},
      {"ılık", "ilik"},           {"Weiß", "weiss"},      {"GROẞ", "gross"},
      {"Æther", "aether"},        {"Œuvre", "oeuvre"},    {"Ştefan Ţîrdea", "stefan tirdea"},
      {"Nguyễn", "nguyen"},       {"Şahin", "sahin"},     {"Žižek", "zizek"},
      {"ЁЛКИН", "елкин"},         {"Ґенсьор", "генсьор"}, {"Йосип", "йосип"},
      {"Їжакевич", "їжакевич"},   {"Пу\xcc\x81тин", "путин"}, {"Ѐ", "е"},
      {"Мицкоўскі", "мицкоўскі"}, {"Αθήνα", "αθηνα"},     {"ΟΔΥΣΣΕΎΣ", "οδυσσευσ"},
      {"ᾼ", "α"},                 {"ＮＡＴＯ", "nato"},     {"ﬁnance", "finance"},
      {"K\xe2\x80\x99ng", "k'ng"}, {"O`Brien", "o'brien"}, {"习近平", "习近平"},
      {"カﾞ", "ガ"},              {"مُحَمَّد", "محمد"},        {"שָׁלוֹם", "שלום"},
      {"…", "..."},               {"", ""},               {"한국", "한국"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) assert_string_equal(folded(pairs[i][0]), pairs[i][1]);
}

static void test_homoglyphs(void **state) {
  (void)state;
  assert_string_equal(folded("Пyтин"), "путин");          /* Latin y among Cyrillic */
  assert_string_equal(folded("Zеlеnsky"), "zelensky");    /* Cyrillic е among Latin */
  assert_string_equal(folded("Zеle\xcc\x81nsky"), "zelensky");
  assert_string_equal(folded("HАTО"), "hato");            /* half and half: the first decides */
  assert_string_equal(folded("Їпетя aбв"), "їпетя абв");
  assert_string_equal(folded("iPhone-ом"), "iphone-ом");  /* two words, each pure */
  assert_string_equal(folded("USAшка"), "usaшка");        /* ш has no twin, s has none */
  assert_string_equal(normal("Пyтин"), "Пyтин");
}

/* ---- against ICU ---- */

static uint64_t seed = 20240229;
static uint32_t any(uint32_t below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(seed >> 33) % below;
}

static uint32_t any_cp(void) {
  static const uint32_t from[][2] = {
      {0x20, 0x5f},    {0x20, 0x5f},    {0xa0, 0x1b0},   {0x300, 0x70},    {0x370, 0x90},   {0x400, 0x130},
      {0x300, 0x50},   {0x590, 0xf0},   {0x900, 0x80},   {0xe00, 0x80},    {0x1100, 0x100}, {0x1e00, 0x200},
      {0x2000, 0x70},  {0x3040, 0xc0},  {0x4e00, 0x100}, {0xac00, 0x2000}, {0xfb00, 0x400}, {0xff00, 0xf0},
      {0x1f600, 0x50}, {0x1d15e, 0x20}, {0x0, 0x10000},  {0x2f800, 0x200}, {0x0, 0x110000}};
  size_t k = any((uint32_t)(sizeof from / sizeof *from));
  uint32_t cp = from[k][0] + any(from[k][1]);
  return cp >= 0xd800 && cp < 0xe000 ? 'x' : cp;
}

static bool vanishes(uint32_t c, bool folding) {
  if (c == 0xad || c == 0x34f || c == 0x61c || c == 0x180e || c == 0xfeff) return true;
  if ((c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f))
    return c != 0x2065;
  if ((c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef)) return true;
  if (!folding) return false;
  return c == 0x640 || c == 0x670 || (c >= 0x64b && c <= 0x652) ||
         (c >= 0x591 && c <= 0x5c7 && c != 0x5be && c != 0x5c0 && c != 0x5c3 && c != 0x5c6);
}

static uint32_t plain(uint32_t c) {
  if (c == 0x60 || c == 0xb4 || c == 0x2bc || c == 0x2018 || c == 0x2019) return '\'';
  if ((c >= 0x2010 && c <= 0x2012) || c == 0x2212) return '-';
  if (c == 0xa0 || (c > 0x7f && u_charType((UChar32)c) == U_SPACE_SEPARATOR)) return ' ';
  return c == 0x15e ? 0x218 : c == 0x15f ? 0x219 : c == 0x162 ? 0x21a : c == 0x163 ? 0x21b : c;
}

/* The definition, with ICU's own normaliser on the whole string. */
static void reference(const uint32_t *cps, size_t n, bool folding, kith_buf *out) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *form = folding ? unorm2_getNFKCInstance(&code) : unorm2_getNFCInstance(&code);
  UChar in[512], full[8192];
  int32_t in_n = 0;
  for (size_t i = 0; i < n; i++)
    if (!vanishes(cps[i], folding)) U16_APPEND_UNSAFE(in, in_n, plain(cps[i]));
  int32_t full_n = unorm2_normalize(form, in, in_n, full, 8192, &code);
  assert_true(U_SUCCESS(code));
  for (int32_t i = 0; i < full_n;) {
    int32_t c, unit = full[i++];
    c = unit;
    if ((unit & 0xfc00) == 0xd800) c = 0x10000 + ((unit & 0x3ff) << 10) + (full[i++] & 0x3ff);
    kith_buf_cp(out, plain((uint32_t)c));
  }
}

static void test_random_normalise(void **state) {
  (void)state;
  kith_folded got = {0}, again = {0};
  kith_buf source = {0}, want = {0};
  for (int round = 0; round < 200000; round++) {
    uint32_t cps[40];
    size_t n = any(40);
    source.n = want.n = 0;
    for (size_t i = 0; i < n; i++) kith_buf_cp(&source, cps[i] = any_cp());
    reference(cps, n, false, &want);
    kith_normalise(kith_buf_str(&source), &got);
    assert_true(kith_str_equal(kith_buf_str(&got.text), kith_buf_str(&want)));
    kith_normalise(kith_buf_str(&got.text), &again);
    assert_true(kith_str_equal(kith_buf_str(&got.text), kith_buf_str(&again.text)));
  }
  kith_folded_clear(&got);
  kith_folded_clear(&again);
  kith_vec_clear(&source);
  kith_vec_clear(&want);
}

static void check_origins(const kith_folded *f, kith_str source) {
  assert_int_equal(f->origins.n, f->text.n + 1);
  assert_int_equal(f->origins.at[f->text.n], source.n);
  for (size_t i = 0; i < f->text.n; i++) {
    uint32_t from = f->origins.at[i];
    assert_true(from <= f->origins.at[i + 1] && from < source.n);
    assert_true(((unsigned char)source.p[from] & 0xc0) != 0x80 || kith_utf8_valid_prefix(source) != source.n);
    if (((unsigned char)f->text.at[i] & 0xc0) == 0x80) assert_int_equal(from, f->origins.at[i - 1]);
  }
}

/* Twins are found among capitals too, so a mixed word may become pure only in a second round. */
static bool has_cyrillic(const kith_buf *key) {
  unsigned used;
  for (size_t i = 0; i < key->n; i += used) {
    uint32_t cp = kith_utf8_decode(key->at + i, key->at + key->n, &used);
    if ((cp >= 0x400 && cp < 0x530) || (cp >= 0x1c80 && cp < 0x1c90) || (cp >= 0x2de0 && cp < 0x2e00) ||
        (cp >= 0xa640 && cp < 0xa6a0) || cp == 0x1d2b)
      return true;
  }
  return false;
}

static void test_random_fold(void **state) {
  (void)state;
  kith_folded got = {0}, again = {0};
  kith_buf source = {0}, key = {0};
  for (int round = 0; round < 200000; round++) {
    size_t n = any(30);
    source.n = key.n = 0;
    for (size_t i = 0; i < n; i++) {
      if (round % 3 == 0)
        kith_buf_char(&source, (char)any(256)); /* any bytes at all */
      else
        kith_buf_cp(&source, any_cp());
    }
    kith_fold(kith_buf_str(&source), &got);
    check_origins(&got, kith_buf_str(&source));
    kith_fold_key(kith_buf_str(&source), &key);
    assert_true(kith_str_equal(kith_buf_str(&got.text), kith_buf_str(&key)));
    assert_int_equal(kith_utf8_valid_prefix(kith_buf_str(&key)), key.n);
    kith_fold(kith_buf_str(&got.text), &again);
    if (!has_cyrillic(&key)) assert_true(kith_str_equal(kith_buf_str(&got.text), kith_buf_str(&again.text)));
    kith_normalise(kith_buf_str(&source), &got);
    check_origins(&got, kith_buf_str(&source));
  }
  kith_folded_clear(&got);
  kith_folded_clear(&again);
  kith_vec_clear(&source);
  kith_vec_clear(&key);
}

/* Every character in the table folds as it does when its neighbours force the
 * slow path: U+1D165, a musical mark, takes that path and changes nothing. */
static void test_table(void **state) {
  (void)state;
  kith_buf fast = {0}, slow = {0}, text = {0};
  for (uint32_t cp = 1; cp < 0x10000; cp++) {
    if ((cp >= 0xd800 && cp < 0xe000) || u_charType((UChar32)cp) == U_UNASSIGNED) continue;
    fast.n = slow.n = text.n = 0;
    kith_buf_cp(&text, cp);
    kith_fold_key(kith_buf_str(&text), &fast);
    text.n = 0;
    kith_buf_add(&text, KITH_STR("\xf0\x9f\x98\x80")); /* an emoji begins a run that the next joins */
    kith_buf_cp(&text, cp);
    kith_fold_key(kith_buf_str(&text), &slow);
    kith_str rest = kith_str_cut(kith_buf_str(&slow), 4, slow.n);
    if (!kith_str_equal(kith_buf_str(&fast), rest)) fail_msg("U+%04X", cp);
  }
  kith_vec_clear(&fast);
  kith_vec_clear(&slow);
  kith_vec_clear(&text);
}

static void test_pathological(void **state) {
  (void)state;
  kith_folded f = {0};
  kith_buf text = {0};
  kith_buf_char(&text, 'a');
  for (int i = 0; i < 500000; i++) kith_buf_cp(&text, i % 2 ? 0x301 : 0x323);
  kith_fold(kith_buf_str(&text), &f);
  check_origins(&f, kith_buf_str(&text));
  kith_normalise(kith_buf_str(&text), &f);
  check_origins(&f, kith_buf_str(&text));
  text.n = 0;
  for (int i = 0; i < 200000; i++) kith_buf_cp(&text, i % 2 ? 'o' : 0x43e); /* one endless mixed word */
  kith_fold(kith_buf_str(&text), &f);
  check_origins(&f, kith_buf_str(&text));
  kith_folded_clear(&f);
  kith_vec_clear(&text);
}

static void test_origins(void **state) {
  (void)state;
  kith_folded f = {0};
  kith_fold(KITH_STR("a\xc3\x9f\xc2\xad" "e\xcc\x81x"), &f); /* a ß SHY e ´ x */
  assert_string_equal(kith_buf_text(&f.text), "assex");
  static const uint32_t want[] = {0, 1, 1, 5, 8, 9};
  for (size_t i = 0; i < 6; i++) assert_int_equal(f.origins.at[i], want[i]);
  kith_folded_clear(&f);
}

static void test_romanise(void **state) {
  (void)state;
  static const char *const rows[][3] = {
      {"Зеленський", "uk", "zelenskyi"},
      {"Згурський", "uk", "zghurskyi"},
      {"Гончаренко", "uk", "honcharenko"},
      {"Ґенсьор Їжак", "uk", "gensor yizhak"},
      {"Зеленский", "ru", "zelensky"},
      {"Гончаров", "ru", "goncharov"},
      {"Ельцин", "ru", "yeltsin"},
      {"Дудаев", "ru", "dudayev"},
      {"Дмитрий Медведев", "ru", "dmitry medvedev"},
      {"Пу\xcc\x81тин", "", "putin"},
      {"Київ", "", "kyiv"},
      {"България", "bg", "balgaria"},
      {"Пламен Щърбов", "bg", "plamen shtarbov"},
      {"Вучић", "sr-Cyrl", "vucic"},
      {"Ђорђевић", "", "dordevic"},
      {"Ќосев", "mk", "kjosev"},
      {"Łukasz Ştefan", "pl", "lukasz stefan"},
      {"Μητσοτάκης", "el", "mitsotakis"},
      {"Παπανδρέου", "el", "papandreou"},
      {"Μπακογιάννη", "el", "bakogianni"},
      {"Ευάγγελος", "el", "evangelos"},
      {"习近平", "zh", "xi jin ping"},
      {"ゼレンスキー", "ja", "zerensuki"},
      {"ზურაბიშვილი", "ka", "zurabishvili"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_string_equal(roman(rows[i][0], rows[i][1]), rows[i][2]);
  assert_string_equal(roman("", ""), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_normalise),        cmocka_unit_test(test_fold),        cmocka_unit_test(test_homoglyphs),
      cmocka_unit_test(test_random_normalise), cmocka_unit_test(test_random_fold), cmocka_unit_test(test_table),
      cmocka_unit_test(test_pathological),     cmocka_unit_test(test_origins),     cmocka_unit_test(test_romanise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
