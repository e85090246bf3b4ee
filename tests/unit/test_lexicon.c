/* Names and facts in files, the compiled form, looking up: lexicon/. */
#include "fixture.h"

#include "lexicon/image.h"
#include "text/fold.h"

#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>

#define NAMES "entity\ttype\tlanguage\tname\trole\n"
#define FACTS "entity\tproperty\tvalue\n"

static kith_languages *languages;

static int set_up(void **state) {
  if (make_folder(state)) return -1;
  put("languages.tsv", world_languages);
  put("lang/mul.tsv", ROWS "particle\tde\t-\tper\n");
  put("lang/en.tsv", ROWS "particle\tvon\t-\tper\nparticle\tder\t-\tper\n");
  const char *folders[] = {folder};
  return kith_languages_open(&languages, folders, 1, NULL) == KITH_OK ? 0 : -1;
}

static int tear_down(void **state) {
  kith_languages_close(languages);
  return remove_folder(state);
}

/* Opens the folders below the test's one; fails the test with the error. */
static kith_lexicon *open_layers(const char *first, const char *second, const char *cache) {
  const char *folders[] = {first ? at(first) : NULL, second ? at(second) : NULL};
  kith_lexicon_options options = {folders, second ? 2 : 1, cache ? at(cache) : NULL};
  kith_lexicon *lexicon;
  kith_error error = {0};
  if (kith_lexicon_open(&lexicon, &options, languages, &error) != KITH_OK)
    fail_msg("%s:%zu: %s", error.file, error.line, error.message);
  return lexicon;
}

static kith_status open_status(const char *only, kith_error *error) {
  const char *folders[] = {at(only)};
  kith_lexicon_options options = {folders, 1, NULL};
  kith_lexicon *lexicon;
  kith_status status = kith_lexicon_open(&lexicon, &options, languages, error);
  kith_lexicon_close(lexicon);
  return status;
}

/* The node that words lead to, as written, or KITH_NONE. */
static uint32_t walk(const kith_lexicon *l, const char *text) {
  kith_str rest = kith_str_of(text), word;
  kith_buf key = {0};
  uint32_t node = KITH_LEXICON_ROOT;
  while (node != KITH_NONE && kith_str_split(&rest, ' ', &word)) {
    key.n = 0;
    kith_fold_key(word, &key);
    uint32_t id = kith_lexicon_word(l, kith_buf_str(&key));
    node = id == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, id);
  }
  kith_vec_clear(&key);
  return node;
}

/* Whether `text` is a name of the entity, in that role. */
static bool names(const kith_lexicon *l, const char *text, const char *entity, kith_role role) {
  uint32_t node = walk(l, text), n;
  if (node == KITH_NONE) return false;
  const kith_lexicon_name *list = kith_lexicon_names(l, node, &n);
  for (uint32_t i = 0; i < n; i++)
    if (list[i].role == role && kith_str_is(kith_lexicon_id(l, kith_lexicon_entity_at(l, list[i].entity)), entity)) return true;
  return false;
}

static void names_and_facts_are_compiled(void **state) {
  (void)state;
  put("a/names/x.tsv", NAMES "t:odesa\tLOC\ten\tOdesa\tlabel\nt:odesa\tLOC\tru\tОдесса\tlabel\nt:odesa\tLOC\tmul\tOdesa-Port\talias\n");
  put("a/facts/x.tsv", FACTS "t:odesa\tcountry\tUA\nt:odesa\tpopulation\t1015826\nt:odesa\tkind\tinternational_union\nt:odesa\tprominence\t5\n");
  kith_lexicon *l = open_layers("a", NULL, NULL);
  assert_int_equal(kith_lexicon_entity_count(l), 1);
  assert_int_equal(kith_lexicon_name_count(l), 3);
  uint32_t odesa = kith_lexicon_find(l, KITH_STR("t:odesa"));
  assert_int_not_equal(odesa, KITH_NONE);
  assert_int_equal(kith_lexicon_find(l, KITH_STR("t:none")), KITH_NONE);
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, odesa);
  assert_int_equal(e->type, KITH_LOC);
  assert_int_equal(e->population, 1015826);
  assert_int_equal(e->prominence, 5);
  assert_memory_equal(e->country, "UA", 2);
  assert_string_equal(e->kind, "international_union"); /* as long as a kind may be */
  assert_true(kith_str_is(kith_lexicon_label(l, e), "Odesa"));
  kith_lexicon_close(l);
}

static void the_base_form_is_that_of_the_language(void **state) {
  (void)state;
  put("base/names/x.tsv", NAMES "t:kyiv\tLOC\ten\tKyiv\tlabel\nt:kyiv\tLOC\tuk\tКиїв\tlabel\nt:kyiv\tLOC\ten\tKiev\talias\n");
  kith_lexicon *l = open_layers("base", NULL, NULL);
  assert_true(kith_str_is(kith_lexicon_base(l, 0, kith_language_find(languages, KITH_STR("uk"))), "Київ"));
  assert_true(kith_str_is(kith_lexicon_base(l, 0, kith_language_find(languages, KITH_STR("ro"))), "Kyiv"));
  assert_true(kith_str_is(kith_lexicon_base(l, 0, KITH_LANG_UND), "Kyiv"));
  kith_lexicon_close(l);
}

static void countries_and_capitals_are_found_by_code(void **state) {
  (void)state;
  put("code/names/x.tsv", NAMES "t:md\tLOC\ten\tMoldova\tlabel\nt:chisinau\tLOC\ten\tChisinau\tlabel\n");
  put("code/facts/x.tsv", FACTS "t:md\tcountry\tMD\nt:md\tkind\tcountry\nt:chisinau\tcountry\tMD\nt:chisinau\tkind\tcity\n"
      "t:chisinau\tcapital_of\tMD\n");
  kith_lexicon *l = open_layers("code", NULL, NULL);
  assert_int_equal(kith_lexicon_country(l, "MD"), kith_lexicon_find(l, KITH_STR("t:md")));
  assert_int_equal(kith_lexicon_country(l, "ZZ"), KITH_NONE);
  assert_int_equal(kith_lexicon_country(l, "md"), KITH_NONE);
  assert_memory_equal(kith_lexicon_entity_at(l, kith_lexicon_find(l, KITH_STR("t:chisinau")))->capital_of, "MD", 2);
  kith_lexicon_close(l);
}

static void words_are_found_however_they_are_written(void **state) {
  (void)state;
  put("fold/names/x.tsv", NAMES "t:a\tLOC\tro\tIași\tlabel\nt:a\tLOC\ten\tIasi\tlabel\nt:b\tPER\tmul\tÇağrı Øster\tlabel\n"
      "t:c\tORG\tru\tЁлка\tlabel\nt:c\tORG\ten\tO'Neil & Sons\tlabel\n");
  kith_lexicon *l = open_layers("fold", NULL, NULL);
  assert_true(names(l, "IAŞI", "t:a", KITH_ROLE_LABEL)); /* cedilla */
  assert_true(names(l, "iasi", "t:a", KITH_ROLE_LABEL));
  assert_true(names(l, "cagri OSTER", "t:b", KITH_ROLE_LABEL));
  assert_true(names(l, "елка", "t:c", KITH_ROLE_LABEL));
  assert_true(names(l, "O Neil Sons", "t:c", KITH_ROLE_LABEL));
  assert_false(names(l, "Iasi Oster", "t:a", KITH_ROLE_LABEL));
  kith_lexicon_close(l);
}

static void the_trie_leads_word_by_word(void **state) {
  (void)state;
  put("trie/names/x.tsv", NAMES "t:a\tORG\ten\tBank of Danube\tlabel\nt:b\tORG\ten\tBank\tlabel\nt:c\tORG\ten\tDanube\tlabel\n");
  kith_lexicon *l = open_layers("trie", NULL, NULL);
  uint32_t n, inner = walk(l, "bank of");
  assert_int_not_equal(inner, KITH_NONE);
  kith_lexicon_names(l, inner, &n);
  assert_int_equal(n, 0);
  kith_lexicon_names(l, KITH_LEXICON_ROOT, &n);
  assert_int_equal(n, 0);
  assert_true(names(l, "bank of danube", "t:a", KITH_ROLE_LABEL) && names(l, "bank", "t:b", KITH_ROLE_LABEL));
  assert_int_equal(walk(l, "bank danube"), KITH_NONE);
  assert_int_equal(walk(l, "of"), KITH_NONE);
  assert_int_equal(kith_lexicon_word(l, KITH_STR("sea")), KITH_NONE);
  kith_lexicon_close(l);
}

static void capitals_and_acronyms_are_noted(void **state) {
  (void)state;
  uint32_t n;
  put("caps/names/x.tsv", NAMES "t:a\tORG\ten\tBank of Danube\tlabel\nt:a\tORG\ten\tBOD\tacronym\n");
  kith_lexicon *l = open_layers("caps", NULL, NULL);
  const kith_lexicon_name *name = kith_lexicon_names(l, walk(l, "bank of danube"), &n);
  assert_int_equal(name->capitals, 5);
  assert_true(!name->all_caps && name->words == 3 && name->script_latin);
  name = kith_lexicon_names(l, walk(l, "bod"), &n);
  assert_true(name->all_caps && name->words == 1);
  kith_lexicon_close(l);
}

static void surnames_follow_from_full_names(void **state) {
  (void)state;
  put("sur/names/x.tsv", NAMES
      "t:hagen\tPER\ten\tMaria von der Hagen\tlabel\nt:cole\tPER\tmul\tArthur Cole\tlabel\nt:xi\tPER\tmul\tXo Limpin\tlabel\n"
      "t:xi\tPER\tmul\tXo\tshort\nt:pele\tPER\tmul\tPelo\tlabel\nt:king\tPER\ten\tKarl Lorn III\tlabel\n"
      "t:org\tORG\ten\tCole Shipping\tlabel\nt:li\tPER\tzh\t李 明\tlabel\nt:li\tPER\ten\tLi Mino\tlabel\nt:o\tPER\ten\tJan O\tlabel\n");
  kith_lexicon *l = open_layers("sur", NULL, NULL);
  assert_true(names(l, "cole", "t:cole", KITH_ROLE_SURNAME));
  assert_true(names(l, "hagen", "t:hagen", KITH_ROLE_SURNAME));
  assert_true(names(l, "von der hagen", "t:hagen", KITH_ROLE_SURNAME));
  assert_false(names(l, "shipping", "t:org", KITH_ROLE_SURNAME));
  assert_false(names(l, "limpin", "t:xi", KITH_ROLE_SURNAME)); /* a row says he is called Xo */
  assert_true(names(l, "xo", "t:xi", KITH_ROLE_SHORT));
  assert_false(names(l, "pelo", "t:pele", KITH_ROLE_SURNAME)); /* one word is a full name */
  assert_false(names(l, "iii", "t:king", KITH_ROLE_SURNAME));
  assert_false(names(l, "明", "t:li", KITH_ROLE_SURNAME)); /* a script without spaces */
  assert_false(names(l, "o", "t:o", KITH_ROLE_SURNAME)); /* one letter is none */
  kith_lexicon_close(l);
}

/* ---- layers ---- */

static void later_layers_add_to_earlier_ones(void **state) {
  (void)state;
  put("low/names/x.tsv", NAMES "t:a\tORG\ten\tHarbour Office\tlabel\n");
  put("low/facts/x.tsv", FACTS "t:a\tprominence\t2\nt:a\tcountry\tRO\n");
  put("high/names/y.tsv", NAMES "t:a\tORG\ten\tHarbour Bureau\talias\nt:b\tORG\ten\tNew Bureau\tlabel\n");
  put("high/facts/y.tsv", FACTS "t:a\tprominence\t7\n");
  kith_lexicon *l = open_layers("low", "high", NULL);
  const kith_lexicon_entity *a = kith_lexicon_entity_at(l, kith_lexicon_find(l, KITH_STR("t:a")));
  assert_true(names(l, "harbour office", "t:a", KITH_ROLE_LABEL) && names(l, "harbour bureau", "t:a", KITH_ROLE_ALIAS));
  assert_int_equal(a->prominence, 7);
  assert_memory_equal(a->country, "RO", 2);
  assert_int_equal(a->layer, 0);
  assert_int_equal(kith_lexicon_entity_at(l, kith_lexicon_find(l, KITH_STR("t:b")))->layer, 1);
  kith_lexicon_close(l);
}

static void a_later_label_wins(void **state) {
  (void)state;
  put("low2/names/x.tsv", NAMES "t:a\tORG\ten\tHarbour Office\tlabel\n");
  put("high2/names/y.tsv", NAMES "t:a\tORG\ten\tPort Authority\tlabel\n");
  kith_lexicon *l = open_layers("low2", "high2", NULL);
  assert_true(kith_str_is(kith_lexicon_label(l, kith_lexicon_entity_at(l, 0)), "Port Authority"));
  kith_lexicon_close(l);
}

static void a_folder_without_names_is_an_empty_layer(void **state) {
  (void)state;
  put("bare/readme.txt", "nothing to read");
  put("bare/names/notes.md", "no rows");
  kith_lexicon *l = open_layers("bare", NULL, NULL);
  assert_int_equal(kith_lexicon_entity_count(l), 0);
  assert_int_equal(kith_lexicon_word(l, KITH_STR("x")), KITH_NONE);
  assert_int_equal(kith_lexicon_step(l, KITH_LEXICON_ROOT, 0), KITH_NONE);
  kith_lexicon_close(l);
}

/* ---- bad rows ---- */

static void bad_rows_are_refused_with_file_and_line(void **state) {
  (void)state;
  static const struct {
    const char *row, *said;
  } cases[] = {{"t a\tPER\ten\tAn Ox\tlabel", "id"},          {"\tPER\ten\tAn Ox\tlabel", "id"},
               {"t:a\tMAN\ten\tAn Ox\tlabel", "PER, ORG"},    {"t:a\tPER\ten\tAn Ox\tname", "label, alias"},
               {"t:a\tPER\ten\tAn Ox\tsurname", "label, alias"}, {"t:a\tPER\ten\t\tlabel", "no name"},
               {"t:a\tPER\ten\tAn Ox", "expected 5"},         {"t:a\tPER\ten\tAn Ox\tlabel\tx", "expected 5"},
               {"t:z\tORG\ten\tAn Ox\tlabel", "another row"}, {"t:a\tPER\ten\tAn \xff\tlabel", "UTF-8"}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    char text[300];
    kith_error error = {0};
    snprintf(text, sizeof text, NAMES "# note\nt:z\tPER\ten\tZed Zo\tlabel\n%s\n", cases[i].row);
    put("bad/names/x.tsv", text);
    assert_int_equal(open_status("bad", &error), KITH_ERR_FORMAT);
    assert_int_equal(error.line, 4);
    assert_string_equal(error.file, at("bad/names/x.tsv"));
    if (!strstr(error.message, cases[i].said)) fail_msg("'%s' says: %s", cases[i].row, error.message);
  }
}

static void bad_facts_are_refused_with_file_and_line(void **state) {
  (void)state;
  static const char *const rows[] = {"t:a\tgender\tx", "t:a\tcountry\tUKR", "t:a\tprominence\t10", "t:a\tprominence\tmany",
                                     "t:a\tkind\tlonger_than_nineteen",
                                     "t:a\tpopulation\t-1", "t:a\tcolour\tred", "t:a\tgender"};
  put("badf/names/x.tsv", NAMES "t:a\tPER\ten\tAn Ox\tlabel\n");
  for (size_t i = 0; i < COUNT(rows); i++) {
    char text[200];
    kith_error error = {0};
    snprintf(text, sizeof text, FACTS "%s\n", rows[i]);
    put("badf/facts/x.tsv", text);
    if (open_status("badf", &error) != KITH_ERR_FORMAT || error.line != 2) fail_msg("%s: line %zu", rows[i], error.line);
    assert_string_equal(error.file, at("badf/facts/x.tsv"));
  }
}

static bool count_error(void *context, const kith_error *error) {
  size_t *n = context;
  if (error->line) ++*n;
  return true;
}

static void a_check_reports_every_bad_row_and_reads_on(void **state) {
  (void)state;
  put("all/names/x.tsv", NAMES "t:a\tMAN\ten\tA B\tlabel\nt:b\tPER\ten\tB C\tlabel\nt:c\tPER\ten\tC D\tnone\nt:d\n");
  kith_source source;
  size_t errors = 0;
  kith_source_init(&source, languages);
  assert_int_equal(kith_source_read(&source, at("all"), 0, count_error, &errors, NULL), KITH_OK);
  assert_int_equal(errors, 3);
  assert_int_equal(source.names.n, 1);
  assert_int_equal(source.names.at[0].line, 3);
  kith_source_clear(&source);
}

static void rows_of_languages_that_are_not_listed_are_left_out(void **state) {
  (void)state;
  put("tlh/names/x.tsv", NAMES "t:a\tPER\ten\tWorf Rozo\tlabel\nt:a\tPER\ttlh\two'rIv\talias\n");
  kith_lexicon *l = open_layers("tlh", NULL, NULL);
  assert_int_equal(walk(l, "wo'riv"), KITH_NONE);
  assert_true(names(l, "worf rozo", "t:a", KITH_ROLE_LABEL));
  kith_lexicon_close(l);
}

/* ---- the compiled form ---- */

/* The one file of a cache folder, its full path; NULL if there are none or many. */
static const char *cached(const char *name) {
  static char path[900];
  kith_names list = {0};
  size_t n = kith_folder_list(at(name), &list, NULL) == KITH_OK ? list.n : 0;
  if (n == 1) snprintf(path, sizeof path, "%s/%s", at(name), list.at[0]);
  kith_names_clear(&list);
  return n == 1 ? path : NULL;
}

static ino_t inode(const char *path) {
  struct stat info;
  return path && stat(path, &info) == 0 ? info.st_ino : 0;
}

static void the_cache_is_used_again(void **state) {
  (void)state;
  put("c1/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\n");
  kith_lexicon_close(open_layers("c1", NULL, "cache1"));
  ino_t made = inode(cached("cache1"));
  assert_int_not_equal(made, 0);
  kith_lexicon *again = open_layers("c1", NULL, "cache1");
  assert_int_equal(inode(cached("cache1")), made);
  assert_true(names(again, "reni", "t:a", KITH_ROLE_LABEL));
  kith_lexicon_close(again);
}

static void a_changed_source_is_compiled_again(void **state) {
  (void)state;
  put("c2/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\n");
  kith_lexicon *l = open_layers("c2", NULL, "cache2");
  char before[17] = {0};
  memcpy(before, kith_lexicon_fingerprint(l).p, 16);
  kith_lexicon_close(l);
  put("c2/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\nt:b\tLOC\ten\tOrlivka\tlabel\n");
  l = open_layers("c2", NULL, "cache2");
  assert_true(names(l, "orlivka", "t:b", KITH_ROLE_LABEL));
  assert_memory_not_equal(before, kith_lexicon_fingerprint(l).p, 16);
  kith_lexicon_close(l);
}

/* Names and facts of invented persons and towns; the towns become one by rules. */
static void put_many(const char *to, unsigned count) {
  kith_buf names = {0}, facts = {0}, path = {0};
  kith_buf_add(&names, KITH_STR(NAMES));
  kith_buf_add(&facts, KITH_STR(FACTS));
  for (unsigned i = 0; i < count; i++) {
    unsigned k = i * 7919 % count;
    const char *type = k % 2 ? "PER" : "LOC";
    kith_buf_format(&names, "t:%u\t%s\ten\tAna%u von Pop%u\tlabel\nt:%u\t%s\tmul\tAna%u\talias\n", k, type, k % 50, k % 37, k, type, k % 50);
    kith_buf_format(&facts, "t:%u\tprominence\t%u\n", k, k % 10);
  }
  kith_buf_format(&path, "%s/names/x.tsv", to);
  put(kith_buf_text(&path), kith_buf_text(&names));
  path.n = 0;
  kith_buf_format(&path, "%s/facts/x.tsv", to);
  put(kith_buf_text(&path), kith_buf_text(&facts));
  path.n = 0;
  kith_buf_format(&path, "%s/rules.tsv", to);
  put(kith_buf_text(&path), "rule\ta\tb\tlanguage\nsame\tt:2\tt:8\t-\nsame\tt:4\tt:2\t-\nsame\tt:6\tt:new\t-\nforbid\tAna3 von Pop3\t-\t-\n");
  kith_vec_clear(&names);
  kith_vec_clear(&facts);
  kith_vec_clear(&path);
}

static kith_status compile_many(size_t memory, const char *path, kith_error *error) {
  const char *folders[] = {at("many")};
  kith_lexicon_options options = {folders, 1, NULL};
  kith_buf image = {0};
  put_many("many", 3000);
  return kith_image_compile(&options, languages, "0123456789abcdef", 1, memory, path, &image, error);
}

static void the_image_is_the_same_in_however_little_memory(void **state) {
  (void)state;
  const size_t memory[] = {KITH_COMPILE_MEMORY, 1 << 16, 1 << 11};
  kith_error error;
  kith_buf first = {0};
  assert_int_equal(kith_folder_make(at("images"), NULL), KITH_OK);
  for (size_t turn = 0; turn < COUNT(memory); turn++) {
    assert_int_equal(compile_many(memory[turn], at("images/one"), &error), KITH_OK);
    kith_buf image = get(at("images/one"));
    if (turn == 0) kith_buf_add(&first, kith_buf_str(&image));
    assert_true(kith_str_equal(kith_buf_str(&first), kith_buf_str(&image)));
    kith_vec_clear(&image);
  }
  kith_vec_clear(&first);
  kith_lexicon *l = open_layers("many", NULL, NULL);
  assert_true(names(l, "ana8 von pop8", "t:8", KITH_ROLE_LABEL));
  assert_true(names(l, "ana4 von pop4", "t:8", KITH_ROLE_ALIAS));
  assert_true(names(l, "ana6 von pop6", "t:new", KITH_ROLE_LABEL));
  assert_false(names(l, "ana3 von pop3", "t:3", KITH_ROLE_LABEL));
  assert_int_equal(kith_lexicon_verify(l, &error), KITH_OK);
  kith_lexicon_close(l);
}

/* A limit on files stands for a full disk. */
static void no_room_for_the_image_leaves_nothing_behind(void **state) {
  (void)state;
  struct rlimit old, few;
  kith_error error;
  kith_names left = {0};
  assert_int_equal(kith_folder_make(at("full"), NULL), KITH_OK);
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &old);
  few = (struct rlimit){1 << 18, old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &few);
  kith_status status = compile_many(1 << 14, at("full/image"), &error);
  kith_lexicon *l = open_layers("many", NULL, "full"); /* small enough to be held in memory */
  setrlimit(RLIMIT_FSIZE, &old);
  assert_int_equal(status, KITH_ERR_IO);
  assert_non_null(strstr(error.message, "cannot write a temporary file here"));
  assert_int_equal(kith_folder_list(at("full"), &left, NULL), KITH_OK);
  assert_int_equal(left.n, 0);
  kith_names_clear(&left);
  kith_lexicon_close(l);
}

static void a_damaged_cache_is_made_again(void **state) {
  (void)state;
  put("c3/names/x.tsv", NAMES "t:a\tPER\ten\tOlena Lytvyn\tlabel\n");
  kith_lexicon_close(open_layers("c3", NULL, "cache3"));
  char path[900];
  snprintf(path, sizeof path, "%s", cached("cache3"));
  kith_buf good = get(path);
  for (size_t turn = 0; turn < 60; turn++) {
    kith_buf bad = {0};
    kith_buf_add(&bad, kith_buf_str(&good));
    if (turn < 40)
      bad.at[turn * bad.n / 40] ^= 0x15; /* a flipped byte anywhere */
    else
      bad.n = (turn - 40) * bad.n / 20; /* cut short */
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(bad.at, 1, bad.n, file), bad.n);
    fclose(file);
    kith_lexicon *l = open_layers("c3", NULL, "cache3");
    assert_true(names(l, "lytvyn", "t:a", KITH_ROLE_SURNAME));
    kith_lexicon_close(l);
    kith_buf now = get(path);
    assert_true(kith_str_equal(kith_buf_str(&now), kith_buf_str(&good)));
    kith_vec_clear(&now);
    kith_vec_clear(&bad);
  }
  kith_vec_clear(&good);
}

static void a_cache_that_cannot_be_written_does_no_harm(void **state) {
  (void)state;
  put("c4/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\n");
  put("cache4", "a file where the folder should be");
  kith_lexicon *l = open_layers("c4", NULL, "cache4");
  assert_true(names(l, "reni", "t:a", KITH_ROLE_LABEL));
  kith_lexicon_close(l);
}

static void the_fingerprint_names_contents_and_not_places(void **state) {
  (void)state;
  put("f1/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\n");
  put("f2/names/x.tsv", NAMES "t:a\tLOC\ten\tReni\tlabel\n");
  put("f3/names/x.tsv", NAMES "t:a\tLOC\ten\tRena\tlabel\n");
  kith_lexicon *a = open_layers("f1", NULL, NULL), *b = open_layers("f2", NULL, NULL), *c = open_layers("f3", NULL, NULL);
  assert_true(kith_str_equal(kith_lexicon_fingerprint(a), kith_lexicon_fingerprint(b)));
  assert_false(kith_str_equal(kith_lexicon_fingerprint(a), kith_lexicon_fingerprint(c)));
  kith_lexicon_close(a);
  kith_lexicon_close(b);
  kith_lexicon_close(c);
}

/* ---- the closed lists ---- */

static void types_are_parsed_as_a_set(void **state) {
  (void)state;
  unsigned bits;
  assert_true(kith_types_parse(KITH_STR("PER,ORG"), &bits) && bits == (1u << KITH_PER | 1u << KITH_ORG));
  assert_true(kith_types_parse(KITH_STR("PRO"), &bits) && bits == 1u << KITH_PRO);
  assert_false(kith_types_parse(KITH_STR("PER,MAN"), &bits));
  assert_int_equal(kith_type_find(KITH_STR("per")), KITH_TYPE_COUNT);
  assert_int_equal(kith_role_find(KITH_STR("weak")), KITH_ROLE_WEAK);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_and_facts_are_compiled),
      cmocka_unit_test(the_base_form_is_that_of_the_language),
      cmocka_unit_test(countries_and_capitals_are_found_by_code),
      cmocka_unit_test(words_are_found_however_they_are_written),
      cmocka_unit_test(the_trie_leads_word_by_word),
      cmocka_unit_test(capitals_and_acronyms_are_noted),
      cmocka_unit_test(surnames_follow_from_full_names),
      cmocka_unit_test(later_layers_add_to_earlier_ones),
      cmocka_unit_test(a_later_label_wins),
      cmocka_unit_test(a_folder_without_names_is_an_empty_layer),
      cmocka_unit_test(bad_rows_are_refused_with_file_and_line),
      cmocka_unit_test(bad_facts_are_refused_with_file_and_line),
      cmocka_unit_test(a_check_reports_every_bad_row_and_reads_on),
      cmocka_unit_test(rows_of_languages_that_are_not_listed_are_left_out),
      cmocka_unit_test(the_cache_is_used_again),
      cmocka_unit_test(a_changed_source_is_compiled_again),
      cmocka_unit_test(the_image_is_the_same_in_however_little_memory),
      cmocka_unit_test(no_room_for_the_image_leaves_nothing_behind),
      cmocka_unit_test(a_damaged_cache_is_made_again),
      cmocka_unit_test(a_cache_that_cannot_be_written_does_no_harm),
      cmocka_unit_test(the_fingerprint_names_contents_and_not_places),
      cmocka_unit_test(types_are_parsed_as_a_set),
  };
  return cmocka_run_group_tests_name("lexicon", tests, set_up, tear_down);
}
