/* Lexicons from elsewhere: dumps and lists to layer folders: import/. */
#include "fixture.h"

#include "import/import.h"
#include "import/json.h"

static kith_languages *languages;

static const char classes[] = "item\tproperty\ttype\tkind\nQ5\tP31\tPER\t-\nQ515\tP31\tLOC\tcity\nQ6256\tP31\tLOC\tcountry\n"
                              "Q43229\tP31\tORG\t-\nQ82955\tP106\t-\tpolitician\n";

static int set_up(void **state) {
  if (make_folder(state)) return -1;
  put("languages.tsv", world_languages);
  put("import/wikidata_classes.tsv", classes);
  put("facts/countries.tsv", "entity\tproperty\tvalue\nwd:Q217\tcountry\tMD\nwd:Q217\tkind\tcountry\n");
  const char *folders[] = {folder};
  return kith_languages_open(&languages, folders, 1, NULL) == KITH_OK ? 0 : -1;
}

static int tear_down(void **state) {
  kith_languages_close(languages);
  return remove_folder(state);
}

static size_t reported;
static char last_report[1100];

static void report(void *context, const kith_error *error) {
  (void)context;
  reported++;
  snprintf(last_report, sizeof last_report, "%s:%zu: %s", error->file, error->line, error->message);
}

static kith_import_options options_for(const char *const *files, size_t n) {
  static const char *folders[1];
  folders[0] = folder;
  remove_all(at("out"));
  reported = 0;
  last_report[0] = '\0';
  return (kith_import_options){.files = files, .file_count = n, .out = at("out"), .folders = folders, .folder_count = 1,
                               .known = languages, .report = report};
}

/* Imports one file of this text; the summary. */
static kith_import_summary import(const char *format, const char *text, const kith_import_options *given) {
  static char path[400];
  kith_import_summary summary;
  kith_error error = {0};
  put("in.txt", text);
  snprintf(path, sizeof path, "%s", at("in.txt"));
  const char *files[] = {path};
  kith_import_options options = options_for(files, 1);
  if (given) {
    options.types = given->types;
    options.languages = given->languages;
    options.min_sitelinks = given->min_sitelinks;
    options.min_population = given->min_population;
    options.fields = given->fields;
    options.field_count = given->field_count;
  }
  if (kith_import_run(format, &options, &summary, &error) != KITH_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.message);
  return summary;
}

/* The rows of a written file, without comment and header; the caller's until the next call. */
static const char *rows(const char *name) {
  static kith_buf text;
  kith_vec_clear(&text);
  if (!is_there(at(name))) return "none";
  text = get(at(name));
  const char *first = strchr(text.at, '\n');
  return first ? strchr(first + 1, '\n') + 1 : "";
}

static void assert_rows(const char *name, const char *expected) {
  assert_string_equal(rows(name), expected);
}

/* ---- JSON ---- */

static void json_takes_what_is_wanted_and_skips_the_rest(void **state) {
  (void)state;
  kith_arena arena;
  kith_arena_init(&arena);
  kith_str text = KITH_STR(" {\"a\": {\"x\": [1, {\"y\": \"}]\\\"\"}]}, \"b\" : \"A\\u00e9\\ud83d\\ude00\\n\\\\\", \"c\": [ \"p\" , 12.5e3, null ], \"d\": true } ");
  kith_json j = {text.p, text.p + text.n, &arena, false};
  kith_str key, value;
  char seen[200] = "";
  assert_true(kith_json_enter(&j, '{'));
  while (kith_json_key(&j, &key)) {
    snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%.*s=", KITH_STR_FMT(key));
    if (kith_str_is(key, "c")) {
      assert_true(kith_json_enter(&j, '['));
      while (kith_json_item(&j)) {
        bool text_or_number = kith_json_text(&j, &value);
        snprintf(seen + strlen(seen), sizeof seen - strlen(seen), text_or_number ? "<%.*s>" : "-%.*s", KITH_STR_FMT(value));
      }
    } else if (kith_json_text(&j, &value))
      snprintf(seen + strlen(seen), sizeof seen - strlen(seen), "%.*s;", KITH_STR_FMT(value));
  }
  assert_false(j.bad);
  assert_string_equal(seen, "a=b=Aé😀\n\\;c=<p><12.5e3>-d=");
  kith_arena_clear(&arena);
}

static void broken_json_ends_instead_of_running_on(void **state) {
  (void)state;
  static const char *const broken[] = {"{", "{\"a\"", "{\"a\":", "{\"a\":[1,2", "{\"a\":\"x", "{\"a\" 1}", "{a:1}", "{\"a\":[}", "{\"a\":,}", "{\"a\":\"\\q\"}", "{\"a\":{\"b\":[\"]}"};
  for (size_t i = 0; i < COUNT(broken); i++)
    for (int take = 0; take < 2; take++) {
      kith_arena arena;
      kith_arena_init(&arena);
      kith_json j = {broken[i], broken[i] + strlen(broken[i]), &arena, false};
      kith_str key, value;
      size_t turns = 0;
      if (kith_json_enter(&j, '{'))
        while (kith_json_key(&j, &key) && turns++ < 100) {
          if (take) kith_json_text(&j, &value);
          else kith_json_skip(&j);
        }
      if (!j.bad && !(strstr(broken[i], "\\q") && !take)) fail_msg("%s passes", broken[i]);
      kith_arena_clear(&arena);
    }
}

/* ---- Wikidata ---- */

#define VALUE(p, v) "{\"mainsnak\":{\"snaktype\":\"value\",\"property\":\"" p "\",\"datavalue\":{\"value\":" v "}},\"rank\":\"normal\"}"
#define ITEM(q) "{\"entity-type\":\"item\",\"numeric-id\":" q ",\"id\":\"Q" q "\"}"

static const char person[] =
    "{\"type\":\"item\",\"id\":\"Q7\",\"labels\":{\"ro\":{\"language\":\"ro\",\"value\":\"Ana Pop\"},\"en\":{\"language\":\"en\",\"value\":\"Ana Pop\"},"
    "\"de\":{\"language\":\"de\",\"value\":\"Ana Pop\"},\"ru\":{\"language\":\"ru\",\"value\":\"Ана Поп\"},\"tlh\":{\"language\":\"tlh\",\"value\":\"anapop\"}},"
    "\"aliases\":{\"ro\":[{\"language\":\"ro\",\"value\":\"A. Pop\"},{\"language\":\"ro\",\"value\":\"Anuța\"}]},"
    "\"claims\":{\"P31\":[" VALUE("P31", ITEM("5")) "],\"P21\":[" VALUE("P21", ITEM("6581072")) "],\"P27\":[" VALUE("P27", ITEM("217")) "],"
    "\"P106\":[" VALUE("P106", ITEM("82955")) "]},\"sitelinks\":{\"rowiki\":{\"site\":\"rowiki\",\"title\":\"Ana Pop\"},\"enwiki\":{}}}";

static const char person_rows[] = "wd:Q7\tPER\tmul\tAna Pop\tlabel\nwd:Q7\tPER\tru\tАна Поп\tlabel\nwd:Q7\tPER\tro\tA. Pop\talias\nwd:Q7\tPER\tro\tAnuța\tweak\n";

static void a_dump_in_wikidatas_own_list_is_read(void **state) {
  (void)state;
  char text[4000];
  snprintf(text, sizeof text, "[\n%s,\n%s\n]\n", person, "{\"type\":\"property\",\"id\":\"P31\",\"labels\":{}}");
  kith_import_summary s = import("wikidata", text, NULL);
  assert_int_equal(s.records, 2);
  assert_int_equal(s.entities, 1);
  assert_int_equal(s.skipped, 0);
  assert_rows("out/names/wikidata.tsv", person_rows);
  assert_rows("out/facts/wikidata.tsv", "wd:Q7\tcountry\tMD\nwd:Q7\tgender\tf\nwd:Q7\tkind\tpolitician\nwd:Q7\tprominence\t1\n");
  assert_rows("out/rules.tsv", "none");
  kith_buf notice = get(at("out/NOTICE"));
  assert_non_null(strstr(notice.at, "CC0"));
  kith_vec_clear(&notice);
}

static void the_simplified_shape_is_read_the_same(void **state) {
  (void)state;
  import("wikidata", "{\"id\":\"Q7\",\"type\":\"item\",\"labels\":{\"ro\":\"Ana Pop\",\"en\":\"Ana Pop\",\"de\":\"Ana Pop\",\"ru\":\"Ана Поп\"},"
         "\"aliases\":{\"ro\":[\"A. Pop\",\"Anuța\"]},\"claims\":{\"P31\":[\"Q5\"]},\"sitelinks\":{\"rowiki\":\"Ana Pop\"}}\n", NULL);
  assert_rows("out/names/wikidata.tsv", person_rows);
}

static void places_bring_their_other_ids(void **state) {
  (void)state;
  import("wikidata",
         "{\"id\":\"Q1\",\"labels\":{\"en\":\"Reni\",\"mul\":\"Reni\"},\"aliases\":[],\"claims\":{\"P31\":[\"Q515\"],\"P1566\":[\"695737\"],\"P1082\":[18000]}}\n"
         "{\"id\":\"Q2\",\"labels\":{\"en\":\"Ruritania\"},\"claims\":{\"P31\":[\"Q6256\"],\"P297\":[\"RX\"],\"P36\":[\"Q1\"],"
         "\"P1549\":[{\"text\":\"Ruritanian\",\"language\":\"en\"}]}}\n"
         "{\"id\":\"Q3\",\"labels\":{\"en\":\"Some Oblast\"},\"claims\":{\"P300\":[\"RX-30\"]}}\n", NULL);
  assert_rows("out/rules.tsv", "same\tgn:695737\twd:Q1\nsame\tiso:RX-30\twd:Q3\n");
  assert_non_null(strstr(rows("out/names/wikidata.tsv"), "wd:Q2\tLOC\ten\tRuritanian\tdemonym\n"));
  assert_non_null(strstr(rows("out/facts/wikidata.tsv"), "wd:Q1\tpopulation\t18000\n"));
  assert_non_null(strstr(rows("out/facts/wikidata.tsv"), "wd:Q1\tcapital_of\tRX\n"));
  assert_non_null(strstr(rows("out/facts/wikidata.tsv"), "wd:Q2\tkind\tcountry\n"));
}

static void deprecated_and_unknown_values_do_not_count(void **state) {
  (void)state;
  kith_import_summary s = import("wikidata",
         "{\"id\":\"Q1\",\"labels\":{\"en\":\"A B\"},\"claims\":{\"P31\":[{\"mainsnak\":{\"snaktype\":\"value\",\"datavalue\":{\"value\":{\"id\":\"Q5\"}}},\"rank\":\"deprecated\"}]}}\n"
         "{\"id\":\"Q2\",\"labels\":{\"en\":\"C D\"},\"claims\":{\"P31\":[{\"mainsnak\":{\"snaktype\":\"somevalue\"},\"rank\":\"normal\"}]}}\n"
         "{\"id\":\"Q3\",\"labels\":{\"en\":\"E F\"},\"claims\":{\"P31\":[{\"mainsnak\":{\"snaktype\":\"value\",\"datavalue\":{\"value\":{\"id\":\"Q43229\"}}},\"rank\":\"normal\"},"
         "{\"rank\":\"preferred\",\"mainsnak\":{\"snaktype\":\"value\",\"datavalue\":{\"value\":{\"numeric-id\":515}}}}]}}\n"
         "{\"id\":\"Q4\",\"labels\":{\"en\":\"G H\"},\"claims\":[]}\n"
         "{\"id\":\"Q5\",\"labels\":[],\"aliases\":[],\"claims\":{\"P31\":[\"Q5\"]},\"sitelinks\":[]}\n", NULL);
  assert_int_equal(s.skipped, 0);
  assert_rows("out/names/wikidata.tsv", "wd:Q3\tLOC\ten\tE F\tlabel\n");
}

static void items_are_chosen_by_type_language_and_sitelinks(void **state) {
  (void)state;
  char text[4000];
  snprintf(text, sizeof text, "%s\n{\"id\":\"Q1\",\"labels\":{\"en\":\"Big Firm\"},\"claims\":{\"P31\":[\"Q43229\"]},\"sitelinks\":{\"a\":1,\"b\":2,\"c\":3}}\n", person);
  import("wikidata", text, &(kith_import_options){.types = 1u << KITH_ORG});
  assert_rows("out/names/wikidata.tsv", "wd:Q1\tORG\ten\tBig Firm\tlabel\n");
  import("wikidata", text, &(kith_import_options){.min_sitelinks = 3});
  assert_rows("out/names/wikidata.tsv", "wd:Q1\tORG\ten\tBig Firm\tlabel\n");
  import("wikidata", text, &(kith_import_options){.types = 1u << KITH_PER, .languages = "ru"});
  assert_rows("out/names/wikidata.tsv", "wd:Q7\tPER\tmul\tАна Поп\tlabel\n"); /* somebody must have a label */
}

static void bad_records_are_skipped_with_their_line(void **state) {
  (void)state;
  kith_import_summary s = import("wikidata", "[\n{\"id\":\"Q1\",\"labels\":{\"en\":\"A\n{\"id\":\"x\"}\nnull\n{\"id\":\"Q9\",\"labels\":{\"en\":\"A B\"},\"claims\":{\"P31\":[\"Q5\"]}},\n]\n", NULL);
  assert_int_equal(s.skipped, 3);
  assert_int_equal(reported, 3);
  assert_int_equal(s.entities, 1);
  assert_non_null(strstr(last_report, "in.txt:4: is no JSON object"));
}

static void names_are_put_in_order(void **state) {
  (void)state;
  import("wikidata", "{\"id\":\"Q1\",\"labels\":{\"ro\":\" Ana\\tMaria \\u00a0Pop\\u200b\",\"en\":\"O\\u2019Neil Co\"},\"aliases\":{\"ro\":[\"Ia\\u015fi\\u0163\",\"123\",\"x\",\"SRL\"]},"
         "\"claims\":{\"P31\":[\"Q43229\"]}}\n", NULL);
  assert_rows("out/names/wikidata.tsv", "wd:Q1\tORG\tro\tAna Maria Pop\tlabel\nwd:Q1\tORG\ten\tO'Neil Co\tlabel\nwd:Q1\tORG\tro\tIașiț\talias\nwd:Q1\tORG\tro\tSRL\tacronym\n");
}

/* ---- the others ---- */

static void geonames_and_its_alternate_names_make_one_layer(void **state) {
  (void)state;
  static char first[400], second[400];
  kith_import_summary s;
  kith_error error = {0};
  put("all.txt", "9\tOrăștel\tOrastel\tOrastel,Орештел\t47.0\t28.1\tP\tPPLC\tMD\t\t57\t\t\t\t12000\t\t55\tEurope/Chisinau\t2023-01-01\n"
      "10\tVillage\tVillage\t\t47.0\t28.1\tP\tPPL\tMD\t\t57\t\t\t\t12\t\t55\tEurope/Chisinau\t2023-01-01\n"
      "11\tSome Hill\tSome Hill\t\t47.0\t28.1\tT\tHLL\tMD\t\t57\t\t\t\t0\t\t55\tEurope/Chisinau\t2023-01-01\n"
      "12\tRepublic of Moldova\tRepublic of Moldova\t\t47.0\t28.1\tA\tPCLI\tMD\t\t00\t\t\t\t3000000\t\t55\tEurope/Chisinau\t2023-01-01\n");
  put("alternate.txt", "1\t9\tru\tОрештел\t1\t\t\t\t\t\n2\t9\ten\tOldtown\t\t\t\t1\t\t\n3\t9\tpost\t2001\t\t\t\t\t\t\n4\t9\twkdt\tQ99\t\t\t\t\t\t\n"
      "5\t10\tru\tСело\t\t\t\t\t\t\n6\t9\tlink\thttps://x.example\t\t\t\t\t\t\n7\t9\tiata\tORS\t\t\t\t\t\t\n8\t12\tabbr\tRM\t\t\t\t\t\t\nbad\tbad\n");
  snprintf(first, sizeof first, "%s", at("all.txt"));
  snprintf(second, sizeof second, "%s", at("alternate.txt"));
  const char *files[] = {first, second};
  kith_import_options o = options_for(files, 2);
  o.min_population = 1000;
  assert_int_equal(kith_import_run("geonames", &o, &s, &error), KITH_OK);
  assert_int_equal(s.entities, 2);
  assert_int_equal(s.skipped, 1);
  assert_rows("out/names/geonames.tsv", "gn:9\tLOC\tmul\tOrăștel\tlabel\ngn:9\tLOC\tmul\tOrastel\talias\ngn:12\tLOC\tmul\tRepublic of Moldova\tlabel\n"
              "gn:9\tLOC\tru\tОрештел\tlabel\ngn:9\tLOC\ten\tOldtown\tformer\ngn:12\tLOC\tmul\tRM\tacronym\n");
  assert_rows("out/rules.tsv", "same\tgn:9\twd:Q99\n");
  assert_non_null(strstr(rows("out/facts/geonames.tsv"), "gn:9\tcapital_of\tMD\n"));
  assert_non_null(strstr(rows("out/facts/geonames.tsv"), "gn:12\tkind\tcountry\n"));
}

static void followthemoney_in_both_shapes(void **state) {
  (void)state;
  kith_import_summary s = import("ftm",
      "{\"id\":\"NK-x\",\"caption\":\"Ana Pop\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ana Pop\",\"Ана Поп\"],\"alias\":[],\"weakAlias\":[\"Anuța\"],"
      "\"country\":[\"md\"],\"gender\":[\"female\"],\"wikidataId\":[\"Q7\"]},\"datasets\":[\"d\"],\"target\":true}\n"
      "{\"id\":\"NK y/1\",\"caption\":\"Big Firm SRL\",\"schema\":\"Company\",\"properties\":{\"name\":[\"Big Firm SRL\"],\"previousName\":[\"Small Firm SRL\"],"
      "\"ownershipAsset\":[{\"id\":\"o1\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"NK-x\"]}}]}}\n"
      "{\"id\":\"o1\",\"caption\":\"x\",\"schema\":\"Ownership\",\"properties\":{\"owner\":[\"NK-x\"]}}\n{\"id\":\"q\"}\n", NULL);
  assert_int_equal(s.skipped, 1);
  assert_rows("out/names/ftm.tsv", "wd:Q7\tPER\tmul\tAna Pop\tlabel\nwd:Q7\tPER\tmul\tАна Поп\talias\nwd:Q7\tPER\tmul\tAnuța\tweak\n"
              "ftm:NK-y-1\tORG\tmul\tBig Firm SRL\tlabel\nftm:NK-y-1\tORG\tmul\tSmall Firm SRL\tformer\n");
}

static void jrc_names_begin_with_the_main_one(void **state) {
  (void)state;
  kith_import_summary s = import("jrc", "# list\n901\tP\tu\tAna+Pop\n901\tP\tru\tАна+Поп\n901\tP\txx\tNo+Such\n902\tO\tu\tBig+Firm\nx\tP\tu\tBad\n902\tO\n", NULL);
  assert_int_equal(s.skipped, 2);
  assert_rows("out/names/jrc.tsv", "jrc:901\tPER\tmul\tAna Pop\tlabel\njrc:901\tPER\tru\tАна Поп\talias\njrc:902\tORG\tmul\tBig Firm\tlabel\n");
}

static void tables_are_mapped_column_by_column(void **state) {
  (void)state;
  const char *fields[] = {"id=item", "name=itemLabel", "name:ru=ruLabel", "country=land"};
  import("csv", "item,itemLabel,ruLabel,land,note\nhttp://www.wikidata.org/entity/Q7,\"Pop, Ana\",Ана Поп,MD,x\n77,Ion Rusu,,xx,\n,,,,\n",
         &(kith_import_options){.fields = fields, .field_count = 4});
  assert_rows("out/names/csv.tsv", "wd:Q7\tPER\tmul\tPop, Ana\tlabel\nwd:Q7\tPER\tru\tАна Поп\tlabel\ncsv:77\tPER\tmul\tIon Rusu\tlabel\n");
  assert_rows("out/facts/csv.tsv", "wd:Q7\tcountry\tMD\n");
  import("csv", "id\tname\ttype\talias\trole\nt:a\tBig Firm\tORG\tBF|The \"Firm\"\t\nt:b\tBad\tMAN\t\t\n", NULL);
  assert_rows("out/names/csv.tsv", "t:a\tORG\tmul\tBig Firm\tlabel\nt:a\tORG\tmul\tBF\tacronym\nt:a\tORG\tmul\tThe \"Firm\"\talias\n");
  assert_int_equal(reported, 1);
}

/* ---- the layer ---- */

static kith_status status_of(const char *format, const char *text, kith_error *error) {
  static char path[400];
  kith_import_summary s;
  put("in.txt", text);
  snprintf(path, sizeof path, "%s", at("in.txt"));
  const char *files[] = {path};
  kith_import_options o = options_for(files, 1);
  return kith_import_run(format, &o, &s, error);
}

static void what_cannot_be_imported_leaves_nothing_behind(void **state) {
  (void)state;
  kith_error error = {0};
  const char *missing[] = {"/nonexistent/x"};
  assert_int_equal(status_of("nothing", "x", &error), KITH_ERR_ARG);
  assert_int_equal(status_of("csv", "a,b\n1,2\n", &error), KITH_ERR_ARG);
  assert_non_null(strstr(error.message, "--field"));
  assert_false(is_there(at("out/names/csv.tsv")) || is_there(at("out/names/csv.tsv.tmp")) || is_there(at("out/rules.tsv.tmp")));
  kith_import_options o = options_for(missing, 1);
  kith_import_summary s;
  assert_int_equal(kith_import_run("jrc", &o, &s, &error), KITH_ERR_IO);
  o.languages = "en,xx";
  assert_int_equal(kith_import_run("jrc", &o, &s, &error), KITH_ERR_ARG);
}

static void rules_of_a_keeper_are_not_written_over(void **state) {
  (void)state;
  static char path[400];
  kith_import_summary s;
  kith_error error = {0};
  put("in.txt", "901\tP\tu\tAna+Pop\n");
  snprintf(path, sizeof path, "%s", at("in.txt"));
  const char *files[] = {path};
  kith_import_options o = options_for(files, 1);
  put("out/rules.tsv", "rule\ta\tb\nforbid\tX\t-\n");
  assert_int_equal(kith_import_run("jrc", &o, &s, &error), KITH_ERR_FORMAT);
  assert_string_equal(error.file, at("out/rules.tsv"));
}

static void an_imported_layer_opens_as_a_lexicon(void **state) {
  (void)state;
  kith_buf text = {0};
  enum { ITEMS = 20000 };
  for (unsigned i = 0; i < ITEMS; i++)
    kith_buf_format(&text, "{\"id\":\"Q%u\",\"labels\":{\"en\":\"Ana Pop%u\",\"ru\":\"Ана Поп\"},\"claims\":{\"P31\":[\"Q5\"],\"P9\":[{\"x\":[\"]}\\\"\"]}]}},\n", i + 1, i);
  kith_import_summary s = import("wikidata", kith_buf_text(&text), NULL);
  kith_vec_clear(&text);
  assert_int_equal(s.entities, ITEMS);
  const char *folders[] = {at("out")};
  kith_lexicon_options options = {folders, 1, NULL};
  kith_lexicon *l;
  assert_int_equal(kith_lexicon_open(&l, &options, languages, NULL), KITH_OK);
  assert_int_equal(kith_lexicon_entity_count(l), ITEMS);
  kith_lexicon_close(l);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(json_takes_what_is_wanted_and_skips_the_rest),
      cmocka_unit_test(broken_json_ends_instead_of_running_on),
      cmocka_unit_test(a_dump_in_wikidatas_own_list_is_read),
      cmocka_unit_test(the_simplified_shape_is_read_the_same),
      cmocka_unit_test(places_bring_their_other_ids),
      cmocka_unit_test(deprecated_and_unknown_values_do_not_count),
      cmocka_unit_test(items_are_chosen_by_type_language_and_sitelinks),
      cmocka_unit_test(bad_records_are_skipped_with_their_line),
      cmocka_unit_test(names_are_put_in_order),
      cmocka_unit_test(geonames_and_its_alternate_names_make_one_layer),
      cmocka_unit_test(followthemoney_in_both_shapes),
      cmocka_unit_test(jrc_names_begin_with_the_main_one),
      cmocka_unit_test(tables_are_mapped_column_by_column),
      cmocka_unit_test(what_cannot_be_imported_leaves_nothing_behind),
      cmocka_unit_test(rules_of_a_keeper_are_not_written_over),
      cmocka_unit_test(an_imported_layer_opens_as_a_lexicon),
  };
  return cmocka_run_group_tests_name("import", tests, set_up, tear_down);
}
