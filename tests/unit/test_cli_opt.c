/* Flags: the table is sound, and what is typed lands where it should. The
 * program's own files are not in the library, so they are taken in here. */
#include "cli/opt.c"
#include "cli/opt_check.c"
#include "cli/opt_table.c"
#include "cli/suggest.c"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { MOST = 16 };

/* Parses the words of `line` as flags of `command`. */
static kith_status parse(kith_settings *s, const char *command, const char *line, kith_error *error) {
  static char words[512];
  char *argv[MOST];
  int argc = 0;
  assert_true(strlen(line) < sizeof words);
  strcpy(words, line);
  for (char *p = words; *p && argc < MOST;) {
    while (*p == ' ') *p++ = '\0';
    if (!*p) break;
    argv[argc++] = p;
    while (*p && *p != ' ') p++;
  }
  kith_settings_init(s);
  return kith_settings_parse(s, command, argc, argv, error);
}

static void refuse(const char *command, const char *line, const char *message) {
  kith_settings s;
  kith_error error;
  assert_int_equal(parse(&s, command, line, &error), KITH_ERR_ARG);
  assert_string_equal(error.message, message);
  kith_settings_clear(&s);
}

/* One name may stand for two flags where no command has both. */
static bool meet(const kith_flag *f, const kith_flag *g) {
  kith_str rest = kith_str_of(f->commands), name;
  if (strcmp(f->commands, "*") == 0 || strcmp(g->commands, "*") == 0) return true;
  while (kith_str_split(&rest, ',', &name)) {
    char text[64];
    snprintf(text, sizeof text, "%.*s", KITH_STR_FMT(name));
    if (kith_flag_belongs(g, text)) return true;
  }
  return false;
}

static void test_table(void **state) {
  (void)state;
  for (const kith_flag *f = kith_flags; f->name; f++) {
    assert_true(f->offset < sizeof(kith_settings));
    assert_non_null(f->commands);
    assert_true(strlen(f->help) > 10);
    bool switches = f->kind == KITH_FLAG_ON || f->kind == KITH_FLAG_OFF;
    assert_int_equal(switches, f->value == NULL);
    for (const kith_flag *g = kith_flags; g < f; g++) {
      if (!meet(f, g)) continue;
      assert_string_not_equal(f->name, g->name);
      if (f->letter) assert_int_not_equal(f->letter, g->letter);
    }
  }
}

/* The help shows the table's defaults: they must be the library's. */
static void test_defaults(void **state) {
  (void)state;
  kith_build_options o;
  kith_settings s;
  kith_build_options_init(&o);
  kith_settings_init(&s);
  assert_string_equal(s.build.window, o.window);
  assert_string_equal(s.build.types, o.types);
  assert_int_equal(s.build.min_count, o.min_count);
  assert_int_equal(s.build.min_documents, o.min_documents);
  assert_int_equal(s.build.top, o.top);
  assert_int_equal(s.build.evidence_limit, o.evidence_limit);
  assert_int_equal(s.build.threads, o.threads);
  assert_int_equal(s.build.separator, o.separator);
  assert_int_equal(s.build.byte_offsets, o.byte_offsets);
  assert_true(s.build.bom && s.build.defuse);
  assert_null(s.build.metrics);
  kith_settings_clear(&s);
}

static void test_values(void **state) {
  (void)state;
  kith_settings s;
  assert_int_equal(parse(&s, "build", "a --out=res b -j4 --window 20 --types PER,ORG --min-count 2 --top=200 --evidence 5", NULL), KITH_OK);
  assert_int_equal(s.build.input_count, 2);
  assert_string_equal(s.build.inputs[1], "b");
  assert_string_equal(s.build.out, "res");
  assert_int_equal(s.build.threads, 4);
  assert_string_equal(s.build.window, "20");
  assert_string_equal(s.build.types, "PER,ORG");
  assert_int_equal(s.build.min_count, 2);
  assert_int_equal(s.build.top, 200);
  assert_int_equal(s.build.evidence_limit, 5);
  kith_settings_clear(&s);

  assert_int_equal(parse(&s, "build", "--no-bom --no-defuse --metonyms --keep-isolated --offsets bytes --separator tab --metrics degree,pagerank", NULL), KITH_OK);
  assert_false(s.build.bom || s.build.defuse);
  assert_true(s.build.metonyms && s.build.keep_isolated && s.build.byte_offsets);
  assert_int_equal(s.build.separator, '\t');
  assert_string_equal(s.build.metrics, "degree,pagerank");
  kith_settings_clear(&s);
}

static void test_collected(void **state) {
  (void)state;
  kith_settings s;
  assert_int_equal(parse(&s, "mentions", "--lexicon a -l b -lc --field text=body --field=date=a=b x", NULL), KITH_OK);
  assert_int_equal(s.build.lexicon_count, 3);
  assert_string_equal(s.build.lexicons[0], "a");
  assert_string_equal(s.build.lexicons[2], "c");
  assert_int_equal(s.build.field_count, 2);
  assert_string_equal(s.build.fields[0].field, "text");
  assert_string_equal(s.build.fields[0].column, "body");
  assert_string_equal(s.build.fields[1].column, "a=b");
  kith_settings_clear(&s);
}

static void test_forms(void **state) {
  (void)state;
  kith_settings s;
  assert_int_equal(parse(&s, "build", "-qvo out - -- --quiet -o", NULL), KITH_OK);
  assert_true(s.quiet && s.verbose);
  assert_string_equal(s.build.out, "out");
  assert_int_equal(s.arguments.n, 3);
  assert_string_equal(s.arguments.at[0], "-");
  assert_string_equal(s.arguments.at[1], "--quiet");
  assert_string_equal(s.arguments.at[2], "-o");
  kith_settings_clear(&s);

  assert_int_equal(parse(&s, "build", "--window document --window paragraph -o=x", NULL), KITH_OK);
  assert_string_equal(s.build.window, "paragraph");
  assert_string_equal(s.build.out, "x");
  kith_settings_clear(&s);
}

static void test_refused(void **state) {
  (void)state;
  refuse("build", "--window x", "--window: 'x' is none: expected sentence, paragraph, document or a number of tokens from 1 to 1000000");
  refuse("build", "--window=", "--window: '' is none: expected sentence, paragraph, document or a number of tokens from 1 to 1000000");
  refuse("build", "--min-count 0", "--min-count: '0' is none: expected a whole number from 1 on");
  refuse("build", "--top -3", "--top: '-3' is none: expected a whole number");
  refuse("build", "--top 99999999999999999999", "--top: '99999999999999999999' is none: expected a whole number");
  refuse("build", "-j 300", "-j: '300' is none: expected a number from 0 to 256");
  refuse("build", "--types PER,XXX", "--types: 'PER,XXX' is none: expected some of PER,ORG,LOC,EVT,PRO separated by commas");
  refuse("build", "--offsets words", "--offsets: 'words' is none: expected chars or bytes");
  refuse("build", "--separator x",
         "--separator: 'x' is none: expected one character that is no letter, digit or quote, or comma, semicolon, tab or pipe");
  refuse("mentions", "--field body",
         "--field: 'body' is none: expected NAME=COLUMN, where NAME is id, text, title, date, language, source or url");
  refuse("build", "--quiet=yes", "--quiet: takes no value");
  refuse("build", "-o", "-o: needs a value (OUT): expected a folder");
}

static void test_unknown(void **state) {
  (void)state;
  refuse("build", "--windwo 3", "--windwo: there is no such flag; did you mean --window?");
  refuse("build", "--thread 3", "--thread: there is no such flag; did you mean --threads?");
  refuse("build", "--frobnicate", "--frobnicate: there is no such flag");
  refuse("build", "-out x", "-out: there is no such flag; did you mean --out?");
  refuse("build", "-lexicon=x", "-lexicon=x: there is no such flag; did you mean --lexicon?");
  refuse("build", "-x", "-x: there is no such flag");
  refuse("tokens", "--window 3", "--window: 'tokens' has no such flag; it belongs to: build,relations");
}

static void test_suggest(void **state) {
  (void)state;
  kith_suggestion best = {0};
  assert_int_equal(kith_suggest_distance("build", "build"), 0);
  assert_int_equal(kith_suggest_distance("biuld", "build"), 1);
  assert_int_equal(kith_suggest_distance("", "abc"), 3);
  assert_int_equal(kith_suggest_distance("kitten", "sitting"), 3);
  kith_suggest_offer(&best, "mention", "tokens");
  assert_null(best.word);
  kith_suggest_offer(&best, "mention", "mentions");
  assert_string_equal(best.word, "mentions");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table),     cmocka_unit_test(test_defaults), cmocka_unit_test(test_values),
      cmocka_unit_test(test_collected), cmocka_unit_test(test_forms),    cmocka_unit_test(test_refused),
      cmocka_unit_test(test_unknown),   cmocka_unit_test(test_suggest)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
