/* What a keeper decides: rules.tsv, rows added to a layer, alphabets: lexicon/. */
#include "fixture.h"

#include "lexicon/layer.h"
#include "lexicon/rules.h"
#include "lexicon/script.h"
#include "text/fold.h"

#define NAMES "entity\ttype\tlanguage\tname\trole\n"
#define FACTS "entity\tproperty\tvalue\n"
#define RULES "rule\ta\tb\tlanguage\n"

static kith_languages *languages;

static int set_up(void **state) {
  if (make_folder(state)) return -1;
  put("languages.tsv", world_languages);
  const char *folders[] = {folder};
  return kith_languages_open(&languages, folders, 1, NULL) == KITH_OK ? 0 : -1;
}

static int tear_down(void **state) {
  kith_languages_close(languages);
  return remove_folder(state);
}

/* A fresh pair of layers: low has the rows, high the rules. */
static void layers(const char *names, const char *rules) {
  remove_all(at("low"));
  remove_all(at("high"));
  put("low/names/x.tsv", names);
  put("high/rules.tsv", rules);
}

static kith_status open_both(kith_lexicon **out, kith_error *error) {
  const char *folders[] = {at("low"), at("high")};
  kith_lexicon_options options = {folders, 2, NULL};
  return kith_lexicon_open(out, &options, languages, error);
}

static kith_lexicon *opened(void) {
  kith_lexicon *lexicon;
  kith_error error = {0};
  if (open_both(&lexicon, &error) != KITH_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.message);
  return lexicon;
}

/* Ids of those that a name means, in order: "t:a t:b". */
static const char *who(const kith_lexicon *l, const char *text) {
  static kith_buf seen;
  kith_str rest = kith_str_of(text), word;
  kith_buf key = {0};
  uint32_t node = KITH_LEXICON_ROOT, n = 0;
  seen.n = 0;
  while (node != KITH_NONE && kith_str_split(&rest, ' ', &word)) {
    key.n = 0;
    kith_fold_key(word, &key);
    uint32_t id = kith_lexicon_word(l, kith_buf_str(&key));
    node = id == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, id);
  }
  const kith_lexicon_name *list = node == KITH_NONE ? NULL : kith_lexicon_names(l, node, &n);
  for (uint32_t i = 0; i < n; i++) {
    if (i) kith_buf_char(&seen, ' ');
    kith_buf_add(&seen, kith_lexicon_id(l, kith_lexicon_entity_at(l, list[i].entity)));
  }
  kith_vec_clear(&key);
  static char text_out[200];
  snprintf(text_out, sizeof text_out, "%.*s", (int)seen.n, seen.n ? seen.at : "");
  kith_vec_clear(&seen);
  return text_out;
}

static void a_merged_entity_gives_its_names_and_facts(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tOld Reni\tlabel\nt:a\tLOC\tru\tРени\tlabel\nt:b\tLOC\ten\tReni\tlabel\n", RULES "same\tt:a\tt:b\t-\n");
  put("low/facts/x.tsv", FACTS "t:a\tpopulation\t18000\nt:a\tprominence\t1\nt:b\tprominence\t3\n");
  kith_lexicon *l = opened();
  assert_int_equal(kith_lexicon_entity_count(l), 1);
  assert_string_equal(who(l, "old reni"), "t:b");
  assert_string_equal(who(l, "рени"), "t:b");
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, 0);
  assert_true(kith_str_is(kith_lexicon_label(l, e), "Reni"));
  assert_int_equal(e->population, 18000);
  assert_int_equal(e->prominence, 3);
  assert_int_equal(e->name_count, 3);
  assert_true(kith_str_is(kith_lexicon_base(l, 0, kith_language_find(languages, KITH_STR("ru"))), "Рени"));
  kith_lexicon_close(l);
}

static void an_entity_may_become_an_id_that_nobody_had(void **state) {
  (void)state;
  layers(NAMES "t:a\tPER\ten\tAna Pop\tlabel\n", RULES "same\tt:a\twd:Q7\t-\nsame\tt:gone\tt:a\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "ana pop"), "wd:Q7");
  assert_string_equal(who(l, "pop"), "wd:Q7");
  assert_int_equal(kith_lexicon_find(l, KITH_STR("t:a")), KITH_NONE);
  kith_lexicon_close(l);
}

static void merges_go_on_through_merges(void **state) {
  (void)state;
  layers(NAMES "t:a\tORG\ten\tAaa\tlabel\nt:b\tORG\ten\tBbb\tlabel\nt:c\tORG\ten\tCcc\tlabel\n", RULES "same\tt:b\tt:c\t-\nsame\tt:a\tt:b\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "aaa"), "t:c");
  assert_string_equal(who(l, "bbb"), "t:c");
  kith_lexicon_close(l);
}

static bool count_error(void *context, const kith_error *error) {
  size_t *lines = context;
  lines[error->line]++;
  return true;
}

static void a_circle_of_merges_is_refused_with_its_row(void **state) {
  (void)state;
  kith_lexicon *l;
  kith_error error = {0};
  layers(NAMES "t:a\tORG\ten\tAaa\tlabel\nt:b\tORG\ten\tBbb\tlabel\nt:c\tORG\ten\tCcc\tlabel\nt:d\tORG\ten\tDdd\tlabel\n",
         RULES "same\tt:d\tt:a\t-\nsame\tt:a\tt:b\t-\nsame\tt:b\tt:c\t-\nsame\tt:c\tt:a\t-\n");
  assert_int_equal(open_both(&l, &error), KITH_ERR_FORMAT);
  assert_string_equal(error.file, at("high/rules.tsv"));
  assert_int_equal(error.line, 5);
  assert_non_null(strstr(error.message, "circle"));
  /* A check hears of it and goes on without it. */
  kith_source source;
  size_t lines[16] = {0};
  kith_source_init(&source, languages);
  assert_int_equal(kith_source_read(&source, at("low"), 0, count_error, lines, NULL), KITH_OK);
  assert_int_equal(kith_source_read(&source, at("high"), 1, count_error, lines, NULL), KITH_OK);
  assert_int_equal(kith_source_finish(&source, count_error, lines, NULL), KITH_OK);
  assert_int_equal(lines[5], 1);
  assert_int_equal(lines[2] + lines[3] + lines[4], 0);
  kith_source_clear(&source);
}

static void two_types_are_not_merged(void **state) {
  (void)state;
  layers(NAMES "t:a\tPER\ten\tAna Pop\tlabel\nt:b\tORG\ten\tPop Trade\tlabel\n", RULES "same\tt:a\tt:b\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "ana pop"), "t:a");
  kith_lexicon_close(l);
}

static void the_type_of_the_lowest_layer_stands(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tOmsk\tlabel\n", RULES);
  put("high/names/y.tsv", NAMES "t:a\tORG\ten\tOmsk City\talias\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "omsk city"), "t:a");
  assert_int_equal(kith_lexicon_entity_at(l, 0)->type, KITH_LOC);
  kith_lexicon_close(l);
}

static void a_higher_layer_takes_a_merge_back(void **state) {
  (void)state;
  layers(NAMES "t:a\tORG\ten\tAaa\tlabel\nt:b\tORG\ten\tBbb\tlabel\n", RULES "not-same\tt:b\tt:a\t-\n");
  put("low/rules.tsv", "rule\ta\tb\nsame\tt:a\tt:b\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "aaa"), "t:a");
  kith_lexicon_close(l);
}

static void a_renamed_entity_keeps_its_old_label_as_an_alias(void **state) {
  (void)state;
  kith_lang en = kith_language_find(languages, KITH_STR("en")), ro = kith_language_find(languages, KITH_STR("ro"));
  layers(NAMES "t:a\tLOC\ten\tKiev\tlabel\nt:a\tLOC\tro\tKiev\tlabel\n", RULES "rename\tt:a\tKyiv\ten\nrename\tt:none\tX Y\t-\n");
  kith_lexicon *l = opened();
  assert_true(kith_str_is(kith_lexicon_label(l, kith_lexicon_entity_at(l, 0)), "Kyiv"));
  assert_true(kith_str_is(kith_lexicon_base(l, 0, en), "Kyiv"));
  assert_true(kith_str_is(kith_lexicon_base(l, 0, ro), "Kiev"));
  assert_string_equal(who(l, "kiev"), "t:a t:a");
  kith_lexicon_close(l);
}

static void rename_without_a_name_drops_the_labels_that_are_replaced(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tKiev\tlabel\nt:a\tLOC\tro\tKiew\tlabel\n", RULES "rename\tt:a\t-\t-\n");
  put("high/names/y.tsv", NAMES "t:a\tLOC\ten\tKyiv\tlabel\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "kiev"), "");
  assert_string_equal(who(l, "kyiv"), "t:a");
  assert_string_equal(who(l, "kiew"), "t:a");
  kith_lexicon_close(l);
}

static void a_later_label_wins_in_every_language(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tKyiv\tlabel\nt:a\tLOC\tro\tKiev\tlabel\n", RULES);
  put("high/names/y.tsv", NAMES "t:a\tLOC\tro\tKîiv\tlabel\n");
  kith_lexicon *l = opened();
  assert_true(kith_str_is(kith_lexicon_base(l, 0, kith_language_find(languages, KITH_STR("ro"))), "Kîiv"));
  assert_string_equal(who(l, "kiev"), "t:a");
  kith_lexicon_close(l);
}

static void a_forbidden_name_means_nobody(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tReading\tlabel\nt:a\tLOC\tru\tРединг\tlabel\nt:b\tORG\ten\tReading\talias\nt:b\tORG\ten\tBooks\tlabel\n",
         RULES "forbid\treading\t-\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "reading"), "");
  assert_string_equal(who(l, "рединг"), "t:a");
  assert_string_equal(who(l, "books"), "t:b");
  kith_lexicon_close(l);
}

static void a_name_may_be_forbidden_for_one_entity_or_language(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tGeorgia\tlabel\nt:b\tLOC\ten\tGeorgia\tlabel\nt:c\tLOC\ten\tMali\tlabel\nt:c\tLOC\tro\tMali\tlabel\n",
         RULES "forbid\tGeorgia\tt:b\t-\nforbid\tMali\t-\tro\nforbid\tMali\tt:unknown\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "georgia"), "t:a");
  assert_string_equal(who(l, "mali"), "t:c");
  kith_lexicon_close(l);
}

static void derived_surnames_are_forbidden_too(void **state) {
  (void)state;
  layers(NAMES "t:a\tPER\ten\tAnna Reading\tlabel\nt:b\tPER\ten\tPeter Cole\tlabel\nt:b\tPER\ten\tPeter Stone\talias\n",
         RULES "forbid\tReading\t-\t-\nforbid\tPeter Stone\tt:b\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "reading"), "");
  assert_string_equal(who(l, "anna reading"), "t:a");
  assert_string_equal(who(l, "stone"), ""); /* of a full name that is forbidden */
  assert_string_equal(who(l, "cole"), "t:b");
  kith_lexicon_close(l);
}

static void what_is_forbidden_below_may_be_named_above(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tNice\tlabel\n", RULES);
  put("low/rules.tsv", RULES "forbid\tNice\t-\t-\n");
  put("high/names/y.tsv", NAMES "t:a\tLOC\ten\tNice\talias\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "nice"), "t:a");
  kith_lexicon_close(l);
}

static void a_name_forbidden_for_a_merged_entity_goes_with_it(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tAaa\tlabel\nt:b\tLOC\ten\tBbb\tlabel\n", RULES "same\tt:a\tt:b\t-\nforbid\tAaa\tt:a\t-\n");
  kith_lexicon *l = opened();
  assert_string_equal(who(l, "aaa"), "");
  assert_string_equal(who(l, "bbb"), "t:b");
  kith_lexicon_close(l);
}

static void a_name_that_nobody_lists_may_be_forbidden(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tAaa\tlabel\n", RULES "forbid\tBreaking News\t-\t-\nforbid\tMali\t-\tro\nforbid\tAaa\tt:a\t-\n");
  kith_lexicon *l = opened();
  assert_true(kith_lexicon_forbids_any(l));
  assert_true(kith_lexicon_forbids(l, KITH_STR("breaking news"), KITH_LANG_UND));
  assert_false(kith_lexicon_forbids(l, KITH_STR("breaking"), KITH_LANG_UND));
  assert_true(kith_lexicon_forbids(l, KITH_STR("mali"), kith_language_find(languages, KITH_STR("ro"))));
  assert_false(kith_lexicon_forbids(l, KITH_STR("mali"), kith_language_find(languages, KITH_STR("en"))));
  assert_false(kith_lexicon_forbids(l, KITH_STR("aaa"), KITH_LANG_UND));
  kith_lexicon_close(l);
}

static void bad_rules_are_refused_with_file_and_line(void **state) {
  (void)state;
  static const char *const rows[] = {"join\tt:a\tt:b\t-", "same\tt:a\t-\t-",     "same\tt a\tt:b\t-",     "same\tt:a\tt:a\t-",
                                     "not-same\tt:a\t\t-", "forbid\t\t-\t-",     "forbid\tX\tt b\t-",     "forbid\tX\t-\txx",
                                     "rename\tA B\tX\t-",  "same\tt:a\tt:b"};
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[200];
    kith_lexicon *l = NULL;
    kith_error error = {0};
    snprintf(text, sizeof text, RULES "# note\n%s\n", rows[i]);
    layers(NAMES "t:a\tPER\ten\tAn Ox\tlabel\n", text);
    if (open_both(&l, &error) != KITH_ERR_FORMAT || error.line != 3) fail_msg("'%s' passes, line %zu", rows[i], error.line);
    kith_lexicon_close(l);
  }
}

static void rules_and_languages_are_part_of_the_fingerprint(void **state) {
  (void)state;
  char seen[3][17] = {{0}};
  layers(NAMES "t:a\tPER\ten\tAn Ox\tlabel\n", RULES);
  for (size_t i = 0; i < 3; i++) {
    if (i == 1) put("high/rules.tsv", RULES "forbid\tOx\t-\t-\n");
    if (i == 2) put("high/lang/en.tsv", ROWS "particle\tvan\t-\tper\n");
    kith_lexicon *l = opened();
    memcpy(seen[i], kith_lexicon_fingerprint(l).p, 16);
    kith_lexicon_close(l);
  }
  assert_string_not_equal(seen[0], seen[1]);
  assert_string_not_equal(seen[1], seen[2]);
}

static void a_changed_rule_is_compiled_into_the_cache(void **state) {
  (void)state;
  layers(NAMES "t:a\tLOC\ten\tReading\tlabel\n", RULES);
  const char *folders[] = {at("low"), at("high")};
  kith_lexicon_options options = {folders, 2, at("cache")};
  for (size_t i = 0; i < 2; i++) {
    kith_lexicon *l;
    if (i) put("high/rules.tsv", RULES "forbid\tReading\t-\t-\n");
    assert_int_equal(kith_lexicon_open(&l, &options, languages, NULL), KITH_OK);
    assert_string_equal(who(l, "reading"), i ? "" : "t:a");
    assert_int_equal(kith_lexicon_verify(l, NULL), KITH_OK);
    kith_lexicon_close(l);
  }
  kith_names list = {0};
  assert_int_equal(kith_folder_list(at("cache"), &list, NULL), KITH_OK);
  assert_int_equal(list.n, 1); /* the newer one took the place of the older */
  kith_names_clear(&list);
}

/* ---- rows added to a layer ---- */

static void rows_are_added_once_behind_the_others(void **state) {
  (void)state;
  const kith_str row[] = {KITH_STR("t:a"), KITH_STR("PER"), KITH_STR("ru"), KITH_STR("Ана Поп"), KITH_STR("label")};
  const kith_str rule[] = {KITH_STR("forbid"), KITH_STR("Час"), KITH_STR(""), KITH_STR("ru")};
  kith_buf path = {0};
  bool added;
  put("own/names/own.tsv", "# mine\n" NAMES "t:b\tORG\ten\tBbb\tlabel"); /* no line end */
  assert_int_equal(kith_layer_add(at("own"), KITH_LAYER_NAMES, row, &added, &path, NULL), KITH_OK);
  assert_true(added);
  assert_int_equal(kith_layer_add(at("own"), KITH_LAYER_NAMES, row, &added, NULL, NULL), KITH_OK);
  assert_false(added);
  kith_buf text = get(path.at);
  assert_string_equal(text.at, "# mine\n" NAMES "t:b\tORG\ten\tBbb\tlabel\nt:a\tPER\tru\tАна Поп\tlabel\n");
  kith_vec_clear(&text);
  assert_int_equal(kith_layer_add(at("own/new/deep"), KITH_LAYER_RULES, rule, &added, NULL, NULL), KITH_OK);
  text = get(at("own/new/deep/rules.tsv"));
  assert_string_equal(text.at, RULES "forbid\tЧас\t-\tru\n");
  kith_vec_clear(&text);
  kith_vec_clear(&path);
}

static void a_rule_that_was_taken_back_can_be_given_again(void **state) {
  (void)state;
  const kith_str same[] = {KITH_STR("same"), KITH_STR("t:a"), KITH_STR("t:b"), KITH_STR("")};
  const kith_str apart[] = {KITH_STR("not-same"), KITH_STR("t:b"), KITH_STR("t:a"), KITH_STR("")};
  bool added;
  const kith_str *const turns[] = {same, same, apart, same, same};
  static const bool expected[] = {true, false, true, true, false};
  for (size_t i = 0; i < COUNT(turns); i++) {
    assert_int_equal(kith_layer_add(at("own3"), KITH_LAYER_RULES, turns[i], &added, NULL, NULL), KITH_OK);
    assert_int_equal(added, expected[i]);
  }
}

static void a_layer_takes_no_row_that_breaks_it(void **state) {
  (void)state;
  const kith_str tab[] = {KITH_STR("forbid"), KITH_STR("a\tb"), KITH_STR(""), KITH_STR("")};
  const kith_str note[] = {KITH_STR("#t"), KITH_STR("PER"), KITH_STR("ru"), KITH_STR("X"), KITH_STR("label")};
  const kith_str good[] = {KITH_STR("forbid"), KITH_STR("ab"), KITH_STR(""), KITH_STR("")};
  bool added;
  assert_int_equal(kith_layer_add(at("own2"), KITH_LAYER_RULES, tab, &added, NULL, NULL), KITH_ERR_ARG);
  assert_int_equal(kith_layer_add(at("own2"), KITH_LAYER_NAMES, note, &added, NULL, NULL), KITH_ERR_ARG);
  put("own2/rules.tsv", "a\tb\trule\nx\ty\tforbid\n");
  assert_int_equal(kith_layer_add(at("own2"), KITH_LAYER_RULES, good, &added, NULL, NULL), KITH_ERR_FORMAT);
  kith_buf text = get(at("own2/rules.tsv"));
  assert_string_equal(text.at, "a\tb\trule\nx\ty\tforbid\n");
  kith_vec_clear(&text);
}

/* ---- alphabets ---- */

static void alphabets_are_told_apart(void **state) {
  (void)state;
  kith_str word;
  const kith_language *en = kith_language_get(languages, kith_language_find(languages, KITH_STR("en")));
  const kith_language *ru = kith_language_get(languages, kith_language_find(languages, KITH_STR("ru")));
  const kith_language *zh = kith_language_get(languages, kith_language_find(languages, KITH_STR("zh")));
  assert_true(kith_script_mixed(KITH_STR("Рro Bono"), &word) && kith_str_is(word, "Рro"));
  assert_false(kith_script_mixed(KITH_STR("Банк ING"), &word));
  assert_true(kith_script_fits(KITH_STR("Банк ING"), ru));
  assert_false(kith_script_fits(KITH_STR("Банк"), en));
  assert_false(kith_script_fits(KITH_STR("Банк"), zh));
  assert_true(kith_script_fits(KITH_STR("李明"), zh));
  assert_false(kith_script_fits(KITH_STR("李明"), ru));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_merged_entity_gives_its_names_and_facts),
      cmocka_unit_test(an_entity_may_become_an_id_that_nobody_had),
      cmocka_unit_test(merges_go_on_through_merges),
      cmocka_unit_test(a_circle_of_merges_is_refused_with_its_row),
      cmocka_unit_test(two_types_are_not_merged),
      cmocka_unit_test(the_type_of_the_lowest_layer_stands),
      cmocka_unit_test(a_higher_layer_takes_a_merge_back),
      cmocka_unit_test(a_renamed_entity_keeps_its_old_label_as_an_alias),
      cmocka_unit_test(rename_without_a_name_drops_the_labels_that_are_replaced),
      cmocka_unit_test(a_later_label_wins_in_every_language),
      cmocka_unit_test(a_forbidden_name_means_nobody),
      cmocka_unit_test(a_name_may_be_forbidden_for_one_entity_or_language),
      cmocka_unit_test(derived_surnames_are_forbidden_too),
      cmocka_unit_test(what_is_forbidden_below_may_be_named_above),
      cmocka_unit_test(a_name_forbidden_for_a_merged_entity_goes_with_it),
      cmocka_unit_test(a_name_that_nobody_lists_may_be_forbidden),
      cmocka_unit_test(bad_rules_are_refused_with_file_and_line),
      cmocka_unit_test(rules_and_languages_are_part_of_the_fingerprint),
      cmocka_unit_test(a_changed_rule_is_compiled_into_the_cache),
      cmocka_unit_test(rows_are_added_once_behind_the_others),
      cmocka_unit_test(a_rule_that_was_taken_back_can_be_given_again),
      cmocka_unit_test(a_layer_takes_no_row_that_breaks_it),
      cmocka_unit_test(alphabets_are_told_apart),
  };
  return cmocka_run_group_tests_name("lexicon_rules", tests, set_up, tear_down);
}
