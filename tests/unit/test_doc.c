/* Readers, fields, ids and dates: doc/. Every input is made in a folder of its own. */
#include "doc_fixture.h"

#include "doc/date.h"
#include "doc/record_json.h"

/* ---- plain files and folders ---- */

static void test_text(void **state) {
  (void)state;
  put("in/b.txt", "Second.\n");
  put("in/a.md", " date 2025-12-15 The talks go on.");
  put("in/sub/2024-02-29 report.txt", "Third.");
  put("in/.hidden.txt", "no");
  put("in/empty.txt", "");
  put("in/page.html", "<!DOCTYPE html><p>x");
  put_bytes("in/pic.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
  put("in/unknown.xyz", "Some text.");
  assert_string_equal(read_at("in"), "a.md| date 2025-12-15 The talks go on.||2025-12-15\n"
                                     "b.txt|Second.\n\n"
                                     "! empty.txt: is empty\n"
                                     "! page.html: is HTML or XML, which is not read; extract its text first\n"
                                     "! pic.png: looks like a PNG image, not text\n"
                                     "sub/2024-02-29 report.txt|Third.||2024-02-29\n"
                                     "unknown.xyz|Some text.\n");
  assert_string_equal(read_at("in/b.txt"), "b.txt|Second.\n\n");
}

static void test_links(void **state) {
  (void)state;
  put("loop/a/x.txt", "x");
  assert_int_equal(symlink("..", at("loop/a/up")), 0);
  assert_int_equal(symlink("nowhere", at("loop/a/broken")), 0);
  assert_int_equal(mkfifo(at("loop/pipe"), 0666), 0); /* would block for ever */
  read_at("loop");
  has("a/x.txt|x\n");
  has("! a/broken: cannot look at it");
  assert_null(strstr(seen.at, "pipe"));
}

static void test_charsets(void **state) {
  (void)state;
  put("c/w.txt", "\xcf\xf0\xe0\xe2\xe8\xf2\xe5\xeb\xfc\xf1\xf2\xe2\xee \xf1\xee\xee\xe1\xf9\xe8\xeb\xee");
  put_bytes("c/u16.csv", "\xff\xfet\0e\0x\0t\0\n\0\x1f\x04\n\0", 14);
  put("c/bom.jsonl", "\xef\xbb\xbf{\"text\":\"a\"}\n");
  put("c/bad.txt", "ă ș ț î bad \xff byte");
  read_at("c");
  has("w.txt|Правительство сообщило\n");
  has("u16.csv:2|П\n");
  has("bom.jsonl:1|a\n");
  has("bad.txt|ă ș ț î bad \xef\xbf\xbd byte\n");
}

/* ---- records ---- */

static void test_jsonl(void **state) {
  (void)state;
  put("a.jsonl",
      "{\"text\":\"one\",\"title\":\"T\",\"date\":\"2025-03-01\",\"lang\":\"ro\",\"outlet\":\"O\",\"link\":"
      "\"u\"}\n"
      "\n{broken\n[1]\n{\"title\":\"no text\"}\n{\"id\":7,\"body\":\"six\"}\r\n"
      "{\"id\":\"7\",\"text\":\"\",\"content\":\"again\",\"publishedAt\":1740823200}\n"
      "{\"text\":\"ăîș bad \xff byte\"}\n{\"text\":[\"p1\",\"p2\"],\"source\":{\"id\":null,\"name\":\"N\"}}");
  read_at("a.jsonl");
  has("a.jsonl:1|one|T|2025-03-01|ro|O|u\n");
  has("! a.jsonl:3 line 3: is broken JSON");
  has("! a.jsonl:4 line 4: is JSON but no object");
  has("! a.jsonl:5 line 5: has no text (looked for text, body, content or article)\n");
  has("\n7|six\n");
  has("7#2|again||2025-03-01T10:00:00Z\n");
  has("a.jsonl:8|ăîș bad \xef\xbf\xbd byte\n");
  has("a.jsonl:9|p1\np2||||N\n");
}

static void test_json(void **state) {
  (void)state;
  put("j/array.json", " [ {\"text\":\"a [\\\"}\"},\n {\"text\": oops},\n 5, {\"text\":\"b\"} ]\n");
  put("j/list.json", "{\"status\":\"ok\",\"articles\":[{\"content\":\"x\",\"headline\":\"H\"},{\"content\":\"y\"}]}");
  put("j/lines.json", "{\"text\":\"l1\"}\n{\"text\":\"l2\"}");
  put("j/one.json", "{\n\"text\":\"single\"\n}\n");
  put("j/cut.json", "[{\"text\":\"ok\"},{\"text\":\"never");
  put("j/open.json", "[{\"text\":\"ok\"}");
  put("j/empty.json", "  ");
  put("j/none.json", "[]");
  put("j/nul.json", "[{\"text\":\"a\\u0000b\"}]");
  put("j/word.json", "hello");
  read_at("j");
  has("array.json:1|a [\"}\n");
  has("! array.json:2 line 2: is broken JSON");
  has("! array.json:3 line 3: has an element that is no object");
  has("array.json:4|b\n");
  has("list.json:1|x|H\nlist.json:2|y\n");
  has("lines.json:1|l1\nlines.json:2|l2\n");
  has("one.json|single\n");
  has("cut.json:1|ok\n! cut.json:2 line 1: is broken JSON: what begins here never ends\n");
  has("open.json:1|ok\n! open.json");
  has("! empty.json: is empty");
  assert_null(strstr(seen.at, "none.json"));
  has("! nul.json:1 line 1: is broken JSON");
  has("! word.json:1 line 1: is broken JSON");
}

static void test_nesting(void **state) {
  (void)state;
  kith_buf deep = {0};
  kith_buf_add(&deep, KITH_STR("[{\"text\":\"a\"},"));
  for (int i = 0; i < 1000000; i++) kith_buf_char(&deep, '[');
  put_bytes("deep.json", deep.at, deep.n);
  put_bytes("deep.jsonl", deep.at, deep.n);
  deep.n = 0;
  for (int i = 0; i < 300000; i++) kith_buf_add(&deep, KITH_STR("[]"));
  put_bytes("many.json", deep.at, deep.n);
  kith_vec_clear(&deep);
  read_at("deep.json");
  has("deep.json:1|a\n! deep.json:2");
  read_at("deep.jsonl");
  has("! deep.jsonl:1 line 1: is broken JSON");
  assert_string_equal(read_at("many.json"), "");
}

static void test_csv(void **state) {
  (void)state;
  put("t/a.csv", "id,Title,Body,Published\n1,\"A, b\",\"two\nlines \"\"q\"\"\",\"Sat, 01 Mar 2025 10:00:00 +0200\"\n"
                 "2,x,,\n\n3,x,y,z,extra\n4,t\n5, pad , body ,2025-01-02\n");
  put("t/b.csv", "text;date\nunu;01.03.2025\n");
  put("t/c.csv", "date|text\n2025-03-01|bar\n");
  put("t/d.tsv", "text\tdate\nHe said \"no\tand left\n\"quoted\" word\t2025-03-01\n");
  put("t/e.tsv", "text\tdate\n\"a\nb\"\t2025-03-01\n");
  put("t/f.csv", "text\nok\n\"never closed\nx\n");
  put("t/g.csv", "name,value\na,b\n");
  put("t/h.csv", "");
  put("t/i.csv", "text,date\none,2025-01-01\rtwo,\"2025-\n01-02\"\rthree,2025-01-03\r");
  read_at("t");
  has("1|two\nlines \"q\"|A, b|2025-03-01T08:00:00Z\n");
  has("! 2 line 4: has no text");
  has("! a.csv:6 line 6: has 5 cells, its header row names 4\n");
  has("! 4 line 7: has no text");
  has("5| body |pad|2025-01-02\n");
  has("b.csv:2|unu||2025-03-01\n");
  has("c.csv:2|bar||2025-03-01\n");
  has("d.tsv:2|He said \"no\n");
  has("d.tsv:3|\"quoted\" word||2025-03-01\n");
  has("e.tsv:2|a\nb||2025-03-01\n");
  has("f.csv:2|ok\n! f.csv:3 line 3: opens a quote that is never closed");
  has("! g.csv line 1: has no column text, body, content or article in its header row\n");
  has("! h.csv: is empty");
  has("i.csv:2|one||2025-01-01\ni.csv:3|two\n");
  has("|three||2025-01-03\n");
}

static void test_options(void **state) {
  (void)state;
  put("o.dat", "num;words;when\n1;hello;2025-01-01\n");
  const char *path = at("o.dat");
  const kith_field_map map[] = {{"text", "words"}, {"id", "num"}, {"date", "when"}};
  kith_docs_options options = {.fields = map, .field_count = 3, .format = "csv"};
  assert_string_equal(read_with(options, &path, 1), "1|hello||2025-01-01\n");
  options.csv_separator = ',';
  read_with(options, &path, 1);
  has("has no column 'words' in its header row");
  kith_docs *docs;
  kith_error error;
  const char *missing = at("missing");
  assert_int_equal(kith_docs_open(&docs, &(kith_docs_options){.inputs = &missing, .input_count = 1}, &error),
                   KITH_ERR_IO);
  assert_int_equal(kith_docs_open(&docs, &(kith_docs_options){.format = "zzz"}, &error), KITH_ERR_ARG);
  assert_int_equal(kith_docs_open(&docs, &(kith_docs_options){.charset = "zzz"}, &error), KITH_ERR_ARG);
  const kith_field_map wrong = {"colour", "x"};
  assert_int_equal(kith_docs_open(&docs, &(kith_docs_options){.fields = &wrong, .field_count = 1}, &error),
                   KITH_ERR_ARG);
  put("k.txt", "\xcc\xe8\xf0");
  path = at("k.txt");
  assert_string_equal(read_with((kith_docs_options){.charset = "windows-1251"}, &path, 1), "k.txt|Мир\n");
}

static void test_unique(void **state) {
  (void)state;
  put("u1/a.txt", "1");
  put("u2/a.txt", "2");
  put("u2/b.jsonl", "{\"id\":\"a.txt#2\",\"text\":\"3\"}\n{\"id\":\"a.txt\",\"text\":\"4\"}\n{\"id\":"
                    "\"x\\ny\",\"text\":\"5\"}");
  const char *inputs[] = {at("u1"), at("u2")};
  assert_string_equal(read_with((kith_docs_options){0}, inputs, 2),
                      "a.txt|1\na.txt#2|2\na.txt#2#2|3\na.txt#3|4\nx_y|5\n");
}

/* The quick way through JSON gives what jansson gives, or nothing. */
static void test_quick_json(void **state) {
  (void)state;
  static const char *const parts[] = {"{",
                                      "}",
                                      "[",
                                      "]",
                                      ":",
                                      ",",
                                      " ",
                                      "\n",
                                      "\"text\"",
                                      "\"text\":\"a\"",
                                      "\"body\":",
                                      "\"id\":",
                                      "\"title\":\"T \\n\\\"q\\\" \\u0442\"",
                                      "\"\\ud83d\\ude00\"",
                                      "\"\\ud83d\"",
                                      "\"\\u0000\"",
                                      "\"x\\x\"",
                                      "\"date\":",
                                      "12",
                                      "-0",
                                      "007",
                                      "1.5",
                                      "1e5",
                                      "123456789012345678901",
                                      "true",
                                      "false",
                                      "null",
                                      "nul",
                                      "\"",
                                      "\\",
                                      "{\"k\":[1,{}]}",
                                      "[]",
                                      "\"\"",
                                      "\"   \"",
                                      "\"z\":",
                                      ",\"z\":",
                                      ",\"source\":",
                                      "\"ăîș Київ\"",
                                      "\t",
                                      "\1"};
  kith_fields fields;
  kith_arena arena;
  kith_buf text = {0};
  uint32_t seed = 3;
  size_t quick_ones = 0;
  kith_arena_init(&arena);
  assert_int_equal(kith_fields_open(&fields, NULL, 0, NULL), KITH_OK);
  kith_feed feed = {.fields = &fields, .entry.path = KITH_STR("x")};
  for (int round = 0; round < 300000; round++) {
    text.n = 0;
    bool shaped = round % 4 != 0;
    if (shaped) kith_buf_char(&text, '{');
    for (unsigned i = 0, n = (seed >> 20) % 7; i < n; i++) {
      if (shaped && i) kith_buf_char(&text, ',');
      for (int k = 0; k < 1 + (seed >> 30 > 1); k++) {
        seed = seed * 1664525u + 1013904223u;
        kith_buf_add(&text, kith_str_of(parts[(seed >> 16) % (sizeof parts / sizeof *parts)]));
      }
    }
    seed = seed * 1664525u + 1013904223u;
    if (shaped) kith_buf_char(&text, '}');
    kith_record quick = {0}, slow = {0};
    if (!kith_record_quick(&feed, &arena, kith_buf_str(&text), &quick)) continue;
    quick_ones++;
    json_t *object = kith_json_parse(&feed, kith_buf_str(&text), 1, NULL);
    if (!object) fail_msg("jansson refuses %s", kith_buf_text(&text));
    kith_record_from_json(&feed, &arena, object, &slow);
    for (size_t k = 0; k < KITH_FIELDS; k++)
      if (!kith_str_equal(quick.value[k], slow.value[k])) fail_msg("field %zu of %s", k, kith_buf_text(&text));
    json_decref(object);
    kith_arena_reset(&arena);
  }
  assert_true(quick_ones > 1000);
  kith_fields_clear(&fields);
  kith_arena_clear(&arena);
  kith_vec_clear(&text);
}

/* ---- the rest ---- */

static void test_long_line(void **state) {
  (void)state;
  kith_buf line = {0};
  for (int i = 0; i < 6 << 20; i++) kith_buf_char(&line, 'x');
  put_bytes("long.jsonl", line.at, line.n);
  put_bytes("long.csv", line.at, line.n);
  read_at("long.jsonl");
  has("! long.jsonl:1 line 1: is no JSON");
  read_at("long.csv");
  has("! long.csv line 1: has no column");
  memcpy(line.at, "{\"text\":\"", 9);
  memcpy(line.at + line.n - 2, "\"}", 2);
  put_bytes("good.jsonl", line.at, line.n);
  assert_int_equal(strlen(read_at("good.jsonl")), line.n - 11 + strlen("good.jsonl:1|\n"));
  kith_vec_clear(&line);
}

static void test_dates(void **state) {
  (void)state;
  static const char *const rows[][2] = {
      {"2025-03-01", "2025-03-01"},
      {"20250301", "2025-03-01"},
      {"2025/3/1", "2025-03-01"},
      {"01.03.2025", "2025-03-01"},
      {"2025-03-01T10:11:12Z", "2025-03-01T10:11:12Z"},
      {"2025-03-01 10:11", "2025-03-01T10:11:00Z"},
      {"2025-03-01T00:30:00.123+02:00", "2025-02-28T22:30:00Z"},
      {"2024-12-31T23:30:00-0100", "2025-01-01T00:30:00Z"},
      {"20250301T101112Z", "2025-03-01T10:11:12Z"},
      {"Sat, 01 Mar 2025 10:00:00 GMT", "2025-03-01T10:00:00Z"},
      {"1 Mar 2025 10:00 EST", "2025-03-01T15:00:00Z"},
      {"March 1, 2025", "2025-03-01"},
      {"Saturday, March 1, 2025", "2025-03-01"},
      {"1 Sept. 2025", "2025-09-01"},
      {"1740823200", "2025-03-01T10:00:00Z"},
      {"1740823200000", "2025-03-01T10:00:00Z"},
      {"2024-02-29", "2024-02-29"},
      {"2025-02-29", ""},
      {"2025-13-01", ""},
      {"2025-00-10", ""},
      {"0000-01-01", ""},
      {"yesterday", ""},
      {"", ""},
      {"2025", ""},
      {"99999999999999999999", ""},
      {"2025-03-01T99:00:00Z", ""},
      {"2025-03-01T10:00:00+99:99", ""},
      {"T", ""},
  };
  char out[KITH_DATE_SIZE];
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    bool ok = kith_date_read(kith_str_of(rows[i][0]), out);
    assert_string_equal(out, rows[i][1]);
    assert_int_equal(ok, rows[i][1][0] != '\0');
  }
  assert_true(kith_date_in_name(KITH_STR("x-12025-01-01-2025-01-02.txt"), out));
  assert_string_equal(out, "2025-01-02");
  assert_false(kith_date_in_name(KITH_STR("2025-01-012"), out));
  assert_true(kith_date_in_text(KITH_STR("  Date: 2025-01-02\nText"), out));
  assert_false(kith_date_in_text(KITH_STR("dated 2025-01-02"), out));
  assert_false(kith_date_in_text(KITH_STR("\n\nx date 2025-01-02"), out));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_text),
      cmocka_unit_test(test_links),
      cmocka_unit_test(test_charsets),
      cmocka_unit_test(test_jsonl),
      cmocka_unit_test(test_json),
      cmocka_unit_test(test_nesting),
      cmocka_unit_test(test_csv),
      cmocka_unit_test(test_options),
      cmocka_unit_test(test_unique),
      cmocka_unit_test(test_quick_json),
      cmocka_unit_test(test_long_line),
      cmocka_unit_test(test_dates),
  };
  int failed = cmocka_run_group_tests(tests, make_folder, remove_folder);
  kith_vec_clear(&seen);
  return failed;
}
