/* The whole job through the public API, and how its files are put in place: build/.
 * The lexicon is the small one of fixture.h, with the shipped language model. */
#include "fixture.h"

#include "build/build.h"
#include "build/publish.h"

#include <jansson.h>

static const char *const outputs[] = {"cooccurrence.graphml", "cooccurrence_edges.csv", "documents.csv",      "evidence.csv", "graph.gexf",
                                      "manifest.json",        "mentions.csv",           "nodes.csv",          "relation_edges.csv",
                                      "relations.graphml",    "timeline.csv"};

static int set_up(void **state) {
  const char *shipped = getenv("KITH_LEXICONS");
  char model[600];
  snprintf(model, sizeof model, "%s/lang/identify.model", shipped && *shipped ? shipped : "lexicons");
  if (make_folder(state)) return -1;
  put_world();
  kith_buf bytes = get(model);
  put_bytes("lang/identify.model", bytes.at, bytes.n);
  kith_vec_clear(&bytes);
  setenv("KITH_LEXICONS", folder, 1);
  setenv("XDG_CACHE_HOME", at("cache"), 1);
  put("in/a.jsonl",
      "{\"id\":\"a1\",\"language\":\"en\",\"date\":\"2026-03-02\",\"title\":\"T\",\"text\":\"Arthur Cole met Olena Lytvyn in Kyiv. Cole left Kyiv.\"}\n"
      "{\"id\":\"a2\",\"language\":\"uk\",\"date\":\"2026-03-04\",\"text\":\"Олена Литвин була в Києві. Іван Бренк теж був у Києві.\"}\n"
      "{\"id\":\"a3\",\"language\":\"en\",\"text\":\"Arthur Cole met Anna Brenk of Harbour City Bank.\\n\\nThey saw Olena Lytvyn.\"}\n");
  put("in/b.txt", "They met Anna Brenk in Kyiv, and Arthur Cole was not there.");
  return 0;
}

/* ---- running ---- */

static kith_status run_with(kith_build_options *o, const char *input, const char *out, kith_build_summary *summary, kith_error *error) {
  const char *inputs[] = {input};
  o->inputs = inputs;
  o->input_count = 1;
  o->out = out;
  kith_status status = kith_build_run(o, summary, error);
  o->inputs = NULL;
  o->input_count = 0;
  return status;
}

static void build(const char *input, const char *out, kith_build_summary *summary) {
  kith_build_options o;
  kith_error error = {0};
  kith_build_options_init(&o);
  if (run_with(&o, at(input), at(out), summary, &error) != KITH_OK) fail_msg("%s:%zu: %s", error.file, error.line, error.message);
}

static bool has(const char *path, const char *text) {
  kith_buf bytes = get(at(path));
  bool found = strstr(bytes.at, text) != NULL;
  kith_vec_clear(&bytes);
  return found;
}

/* Whether two result folders hold the same files with the same bytes. */
static void assert_same(const char *a, const char *b, bool manifest) {
  for (size_t i = 0; i < COUNT(outputs); i++) {
    char x[200], y[200];
    if (!manifest && strcmp(outputs[i], "manifest.json") == 0) continue;
    snprintf(x, sizeof x, "%s/%s", a, outputs[i]);
    snprintf(y, sizeof y, "%s/%s", b, outputs[i]);
    kith_buf left = get(at(x)), right = get(at(y));
    if (!kith_str_equal(kith_buf_str(&left), kith_buf_str(&right))) fail_msg("%s and %s differ", x, y);
    kith_vec_clear(&left);
    kith_vec_clear(&right);
  }
}

/* All names in a folder, hidden ones too. */
static size_t count_names(const char *name) {
  char command[600];
  unsigned n = 0;
  snprintf(command, sizeof command, "ls -A '%s' 2>/dev/null | wc -l", at(name));
  FILE *pipe = popen(command, "r");
  assert_non_null(pipe);
  assert_int_equal(fscanf(pipe, "%u", &n), 1);
  pclose(pipe);
  return n;
}

/* ---- what comes out ---- */

static void a_build_writes_every_file_and_nothing_else(void **state) {
  (void)state;
  build("in", "out1", NULL);
  kith_names names = {0};
  assert_int_equal(kith_folder_list(at("out1"), &names, NULL), KITH_OK);
  assert_int_equal(names.n, COUNT(outputs));
  for (size_t i = 0; i < names.n; i++) assert_string_equal(names.at[i], outputs[i]);
  assert_int_equal(count_names("out1"), COUNT(outputs));
  kith_names_clear(&names);
  assert_true(has("out1/nodes.csv", "\"t:lytvyn\",\"Olena Lytvyn\",\"PER\",3,3"));
  assert_true(has("out1/mentions.csv", "\"a2\",0,12,\"Олена Литвин\",\"Олена Литвин\",\"PER\",\"t:lytvyn\""));
  assert_true(has("out1/evidence.csv", "\"Arthur Cole met Olena Lytvyn in Kyiv.\""));
  assert_true(has("out1/documents.csv", "\"b.txt\""));
}

static void the_summary_counts_what_was_done(void **state) {
  (void)state;
  kith_build_summary s;
  build("in", "out2", &s);
  assert_int_equal(s.documents, 4);
  assert_int_equal(s.duplicates + s.skipped + s.warning_count, 0);
  assert_int_equal(s.discovered, 2);
  assert_int_equal(s.entities, 6);
  assert_int_equal(s.nodes, 6);
  assert_true(s.tie_count == s.edges && s.edges >= 7);
  for (size_t i = 1; i < s.tie_count; i++) assert_true(s.ties[i - 1].weight >= s.ties[i].weight);
  assert_string_equal(s.languages[0].code, "en");
  assert_true(s.input_bytes > 400);
  kith_build_summary_clear(&s);
  assert_null(s.warnings);
}

static void check_file(const json_t *entry, const char *path) {
  char hex[65];
  kith_buf bytes = get(path);
  kith_digest *digest = kith_digest_open();
  kith_digest_add(digest, bytes.at, bytes.n);
  kith_digest_close(digest, hex);
  assert_string_equal(json_string_value(json_object_get(entry, "sha256")), hex);
  assert_int_equal(json_integer_value(json_object_get(entry, "bytes")), bytes.n);
  kith_vec_clear(&bytes);
}

static void the_checksums_in_the_manifest_hold(void **state) {
  (void)state;
  size_t i;
  json_t *entry, *manifest;
  build("in", "out3", NULL);
  manifest = json_load_file(at("out3/manifest.json"), 0, NULL);
  assert_non_null(manifest);
  assert_int_equal(json_array_size(json_object_get(manifest, "outputs")), COUNT(outputs) - 1);
  json_array_foreach(json_object_get(manifest, "outputs"), i, entry) {
    char name[200];
    snprintf(name, sizeof name, "out3/%s", json_string_value(json_object_get(entry, "file")));
    check_file(entry, at(name));
  }
  assert_int_equal(json_array_size(json_object_get(manifest, "inputs")), 2);
  json_array_foreach(json_object_get(manifest, "inputs"), i, entry) {
    kith_str name = kith_path_name(kith_str_of(json_string_value(json_object_get(entry, "path"))));
    check_file(entry, at(kith_str_is(name, "b.txt") ? "in/b.txt" : "in/a.jsonl"));
  }
  assert_string_equal(json_string_value(json_object_get(manifest, "kith")), KITH_VERSION);
  json_decref(manifest);
}

static void a_user_layer_adds_names(void **state) {
  (void)state;
  put("mine/names/x.tsv", "entity\ttype\tlanguage\tname\trole\nm:brenk\tPER\ten\tAnna Brenk\tlabel\n");
  const char *layers[] = {at("mine")};
  kith_build_options o;
  kith_build_options_init(&o);
  o.lexicons = layers;
  o.lexicon_count = 1;
  assert_int_equal(run_with(&o, at("in"), at("out4"), NULL, NULL), KITH_OK);
  assert_true(has("out4/nodes.csv", "\"m:brenk\",\"Anna Brenk\",\"PER\",2,2") && has("out4/nodes.csv", "\"layer 1\""));
}

static void pruning_is_what_the_options_say(void **state) {
  (void)state;
  kith_build_options o;
  kith_build_summary all, s;
  build("in", "p0", &all);
  kith_build_options_init(&o);
  o.min_count = 2;
  assert_int_equal(run_with(&o, at("in"), at("p1"), &s, NULL), KITH_OK);
  assert_true(s.edges > 0 && s.edges < all.edges && s.nodes < all.nodes);
  for (size_t i = 0; i < s.tie_count; i++) assert_true(s.ties[i].count >= 2);
  kith_build_summary_clear(&s);
  o.keep_isolated = true;
  assert_int_equal(run_with(&o, at("in"), at("p1"), &s, NULL), KITH_OK);
  assert_int_equal(s.nodes, all.nodes);
  kith_build_summary_clear(&s);
  kith_build_options_init(&o);
  o.top = 2;
  assert_int_equal(run_with(&o, at("in"), at("p1"), &s, NULL), KITH_OK);
  assert_true(s.nodes == 2 && s.edges == 1);
  kith_build_summary_clear(&s);
  kith_build_options_init(&o);
  o.types = "PER";
  assert_int_equal(run_with(&o, at("in"), at("p1"), &s, NULL), KITH_OK);
  assert_false(has("p1/nodes.csv", "\"LOC\""));
  assert_true(has("p1/nodes.csv", "\"PER\""));
  kith_build_summary_clear(&s);
  kith_build_summary_clear(&all);
}

static void a_wider_window_ties_more(void **state) {
  (void)state;
  static const char *const windows[] = {"sentence", "paragraph", "document"};
  size_t before = 0;
  for (size_t i = 0; i < 3; i++) {
    kith_build_options o;
    kith_build_summary s;
    kith_build_options_init(&o);
    o.window = windows[i];
    assert_int_equal(run_with(&o, at("in"), at("w"), &s, NULL), KITH_OK);
    assert_true(s.edges > before || i == 1);
    before = s.edges;
    kith_build_summary_clear(&s);
  }
}

static void csv_is_written_as_asked(void **state) {
  (void)state;
  kith_build_options o;
  put("formula/a.jsonl", "{\"id\":\"=1+1\",\"language\":\"en\",\"text\":\"They met Anna Brenk in Kyiv.\"}\n");
  build("formula", "csv1", NULL);
  assert_true(has("csv1/documents.csv", "\xef\xbb\xbf") && has("csv1/documents.csv", "\"'=1+1\","));
  kith_build_options_init(&o);
  o.separator = ';';
  o.bom = o.defuse = false;
  assert_int_equal(run_with(&o, at("formula"), at("csv2"), NULL, NULL), KITH_OK);
  assert_true(has("csv2/documents.csv", "\"=1+1\";") && !has("csv2/documents.csv", "\xef\xbb\xbf"));
}

static void duplicates_and_bad_records_are_counted(void **state) {
  (void)state;
  kith_build_summary s;
  put("odd/a.jsonl", "{\"id\":\"x\",\"text\":\"They left Kyiv for Brussels.\"}\n{broken\n{\"id\":\"y\",\"text\":\"They left  Kyiv\\nfor Brussels.\"}\n");
  build("odd", "odd-out", &s);
  assert_int_equal(s.documents, 2);
  assert_int_equal(s.duplicates, 1);
  assert_int_equal(s.skipped, 1);
  assert_int_equal(s.warning_count, 1);
  assert_true(has("odd-out/documents.csv", "skipped"));
  assert_true(has("odd-out/nodes.csv", "\"t:kyiv\",\"Kyiv\",\"LOC\",1,1"));
  kith_build_summary_clear(&s);
}

static void an_empty_folder_gives_an_empty_graph(void **state) {
  (void)state;
  kith_build_summary s;
  put("none/.hidden", "");
  build("none", "none-out", &s);
  assert_int_equal(s.documents + s.nodes + s.edges, 0);
  assert_int_equal(s.warning_count, 1);
  assert_true(has("none-out/cooccurrence.graphml", "</graphml>"));
  kith_build_summary_clear(&s);
  remove(at("none/.hidden"));
}

/* ---- the same every time ---- */

static void put_many(const char *name, unsigned count) {
  static const char *const lines[] = {"Arthur Cole met %s in Kyiv.", "They saw %s of Harbour City Bank.", "%s left Brussels for Kyiv.",
                                      "Mr. Brenk asked %s about the HCB.", "Олена Литвин — %s."};
  static const char *const people[] = {"Anna Brenk", "Peter Cole", "Olena Lytvyn", "Maria Omsh", "Xo", "B. Cole", "Peter Brenk"};
  for (unsigned i = 0; i < count; i++) {
    char path[100], text[600];
    int n = 0;
    for (unsigned k = 0; k < 6; k++)
      n += snprintf(text + n, sizeof text - (size_t)n, "They were late. ") +
           snprintf(text + n + 16, sizeof text - (size_t)n - 16, lines[(i * 7 + k) % COUNT(lines)], people[(i * 5 + k * 3) % COUNT(people)]);
    snprintf(path, sizeof path, "%s/%03u.txt", name, i);
    put(path, text);
  }
}

static void threads_do_not_show(void **state) {
  (void)state;
  static const char *const folders[] = {"t1", "t4", "t13"};
  static const unsigned threads[] = {1, 4, 13};
  put_many("many", 60);
  for (size_t i = 0; i < 3; i++) {
    kith_build_options o;
    kith_build_options_init(&o);
    o.threads = threads[i];
    assert_int_equal(run_with(&o, at("many"), at(folders[i]), NULL, NULL), KITH_OK);
  }
  assert_same("t1", "t4", true);
  assert_same("t1", "t13", true);
}

static void the_order_of_inputs_does_not_show(void **state) {
  (void)state;
  put_many("some", 6);
  static const char *const orders[2][6] = {{"0", "1", "2", "3", "4", "5"}, {"3", "5", "0", "4", "2", "1"}};
  for (size_t turn = 0; turn < 2; turn++) {
    char paths[6][300];
    const char *inputs[6];
    kith_build_options o;
    kith_build_options_init(&o);
    for (size_t i = 0; i < 6; i++) {
      snprintf(paths[i], sizeof paths[i], "%s/some/00%s.txt", folder, orders[turn][i]);
      inputs[i] = paths[i];
    }
    o.inputs = inputs;
    o.input_count = 6;
    o.out = at(turn ? "o1" : "o0");
    assert_int_equal(kith_build_run(&o, NULL, NULL), KITH_OK);
  }
  assert_same("o0", "o1", false);
}

static void positions_point_at_the_surface(void **state) {
  (void)state;
  const char *inputs[] = {at("in")};
  kith_build_options o;
  kith_knowledge knowledge;
  kith_corpus corpus;
  for (int bytes = 0; bytes < 2; bytes++) {
    kith_build_options_init(&o);
    o.inputs = inputs;
    o.input_count = 1;
    o.byte_offsets = bytes;
    assert_int_equal(kith_build_read(&o, &knowledge, &corpus, NULL), KITH_OK);
    for (size_t r = 0; r < corpus.readings.n; r++) {
      const kith_reading *reading = &corpus.readings.at[r];
      for (uint32_t i = 0; i < reading->mention_count; i++) {
        const kith_reading_mention *m = &reading->mentions[i];
        size_t length = bytes ? m->surface.n : kith_utf8_count(m->surface);
        const kith_reading_sentence *s = &reading->sentences[m->sentence];
        assert_int_equal(m->end - m->start, length);
        assert_true(s->start <= m->start && m->end <= s->end);
      }
    }
    kith_corpus_clear(&corpus);
    kith_knowledge_close(&knowledge);
  }
}

/* ---- what cannot be done leaves everything as it was ---- */

static bool stop_at_once(void *context, size_t documents, uint64_t done, uint64_t total) {
  (void)context;
  (void)documents;
  (void)done;
  (void)total;
  return false;
}

static void a_stopped_run_writes_nothing(void **state) {
  (void)state;
  kith_build_options o;
  kith_error error;
  kith_build_options_init(&o);
  o.progress = stop_at_once;
  assert_int_equal(run_with(&o, at("in"), at("stopped"), NULL, &error), KITH_ERR_STOPPED);
  assert_false(is_there(at("stopped")));
}

static void bad_options_are_refused_before_anything_is_written(void **state) {
  (void)state;
  static const struct {
    const char *window, *types, *metrics, *input;
    kith_status status;
  } cases[] = {{"page", NULL, NULL, "in", KITH_ERR_ARG},
               {NULL, "PER,CAT", NULL, "in", KITH_ERR_ARG},
               {NULL, NULL, "beauty", "in", KITH_ERR_ARG},
               {NULL, NULL, NULL, "missing", KITH_ERR_IO}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    kith_build_options o;
    kith_error error = {0};
    kith_build_options_init(&o);
    if (cases[i].window) o.window = cases[i].window;
    if (cases[i].types) o.types = cases[i].types;
    if (cases[i].metrics) o.metrics = cases[i].metrics;
    assert_int_equal(run_with(&o, at(cases[i].input), at("refused"), NULL, &error), cases[i].status);
    assert_true(error.message[0] && error.status == cases[i].status);
    assert_false(is_there(at("refused")));
  }
  kith_build_options o;
  kith_build_options_init(&o);
  assert_int_equal(run_with(&o, at("in"), NULL, NULL, NULL), KITH_ERR_ARG);
  o.out = at("refused");
  assert_int_equal(kith_build_run(&o, NULL, NULL), KITH_ERR_ARG); /* no input */
}

static void a_missing_lexicon_is_said(void **state) {
  (void)state;
  kith_build_options o;
  kith_error error;
  kith_build_options_init(&o);
  setenv("KITH_LEXICONS", at("nowhere"), 1);
  kith_status status = run_with(&o, at("in"), at("nolex"), NULL, &error);
  setenv("KITH_LEXICONS", folder, 1);
  assert_int_equal(status, KITH_ERR_IO);
  assert_non_null(strstr(error.message, "KITH_LEXICONS"));
  const char *layers[] = {at("nowhere")};
  o.lexicons = layers;
  o.lexicon_count = 1;
  assert_int_equal(run_with(&o, at("in"), at("nolex"), NULL, &error), KITH_ERR_ARG);
  assert_string_equal(error.file, at("nowhere"));
}

static void an_output_that_is_a_file_is_refused(void **state) {
  (void)state;
  kith_build_options o;
  kith_error error;
  kith_build_options_init(&o);
  put("taken", "mine");
  assert_int_equal(run_with(&o, at("in"), at("taken"), NULL, &error), KITH_ERR_IO);
  assert_true(has("taken", "mine"));
}

static void foreign_files_stay(void **state) {
  (void)state;
  put("shared/notes.txt", "mine");
  put("shared/nodes.csv", "old");
  build("in", "shared", NULL);
  assert_true(has("shared/notes.txt", "mine") && has("shared/nodes.csv", "t:lytvyn"));
  assert_int_equal(count_names("shared"), COUNT(outputs) + 1);
}

/* ---- publishing ---- */

static void stage(kith_publish *p, const char *name, const char *text) {
  kith_buf path = {0};
  FILE *file = fopen(kith_publish_path(p, name, &path), "wb");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
  kith_vec_clear(&path);
}

static void nothing_shows_before_the_commit(void **state) {
  (void)state;
  kith_publish p;
  assert_int_equal(kith_publish_open(&p, at("pub1/deep"), NULL), KITH_OK);
  stage(&p, "a", "new a");
  assert_false(is_there(at("pub1/deep/a")));
  assert_int_equal(kith_publish_commit(&p, NULL), KITH_OK);
  assert_true(has("pub1/deep/a", "new a"));
  assert_int_equal(count_names("pub1/deep"), 1);
  kith_publish_cancel(&p); /* safe after commit */
}

static void a_failed_rename_puts_everything_back(void **state) {
  (void)state;
  kith_publish p;
  kith_error error;
  kith_buf path = {0};
  put("pub2/a", "old a");
  put("pub2/c", "old c");
  assert_int_equal(kith_publish_open(&p, at("pub2"), NULL), KITH_OK);
  stage(&p, "a", "new a");
  stage(&p, "b", "new b");
  kith_publish_path(&p, "c", &path); /* never written: its rename fails */
  kith_vec_clear(&path);
  stage(&p, "d", "new d");
  assert_int_equal(kith_publish_commit(&p, &error), KITH_ERR_IO);
  assert_true(has("pub2/a", "old a") && has("pub2/c", "old c"));
  assert_int_equal(count_names("pub2"), 2);
}

static void a_folder_in_the_way_is_refused_and_kept(void **state) {
  (void)state;
  kith_publish p;
  kith_error error;
  put("pub3/a", "old a");
  put("pub3/b/inside", "mine");
  assert_int_equal(kith_publish_open(&p, at("pub3"), NULL), KITH_OK);
  stage(&p, "a", "new a");
  stage(&p, "b", "new b");
  assert_int_equal(kith_publish_commit(&p, &error), KITH_ERR_IO);
  assert_true(has("pub3/a", "old a") && has("pub3/b/inside", "mine"));
  assert_int_equal(count_names("pub3"), 2);
}

static void a_cancel_removes_what_was_staged(void **state) {
  (void)state;
  kith_publish p;
  assert_int_equal(kith_publish_open(&p, at("pub4"), NULL), KITH_OK);
  stage(&p, "a", "new a");
  kith_publish_cancel(&p);
  assert_false(is_there(at("pub4"))); /* the folder was ours */
  put("pub5/a", "old a");
  assert_int_equal(kith_publish_open(&p, at("pub5"), NULL), KITH_OK);
  stage(&p, "a", "new a");
  kith_publish_cancel(&p);
  assert_true(has("pub5/a", "old a"));
  assert_int_equal(count_names("pub5"), 1);
  put("pub6", "a file");
  kith_error error;
  assert_int_equal(kith_publish_open(&p, at("pub6"), &error), KITH_ERR_IO);
  assert_true(has("pub6", "a file"));
}

static void a_folder_in_a_name_is_made_and_left_when_empty(void **state) {
  (void)state;
  kith_publish p;
  kith_error error;
  kith_buf path = {0};
  put("pub7/part/old", "old");
  assert_int_equal(kith_publish_open(&p, at("pub7"), NULL), KITH_OK);
  stage(&p, "part/new", "new");
  kith_publish_drop(&p, "part/old");
  kith_publish_path(&p, "c", &path); /* never written: its rename fails */
  assert_int_equal(kith_publish_commit(&p, &error), KITH_ERR_IO);
  assert_true(has("pub7/part/old", "old") && !is_there(at("pub7/part/new")));
  assert_int_equal(kith_publish_open(&p, at("pub7"), NULL), KITH_OK);
  stage(&p, "part/new", "new");
  kith_publish_drop(&p, "part/old");
  assert_int_equal(kith_publish_commit(&p, NULL), KITH_OK);
  assert_true(has("pub7/part/new", "new") && !is_there(at("pub7/part/old")));
  assert_int_equal(kith_publish_open(&p, at("pub7"), NULL), KITH_OK);
  stage(&p, "a", "a");
  kith_publish_drop(&p, "part/new");
  assert_int_equal(kith_publish_commit(&p, NULL), KITH_OK);
  assert_int_equal(count_names("pub7"), 1);
  kith_vec_clear(&path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_build_writes_every_file_and_nothing_else),
      cmocka_unit_test(the_summary_counts_what_was_done),
      cmocka_unit_test(the_checksums_in_the_manifest_hold),
      cmocka_unit_test(a_user_layer_adds_names),
      cmocka_unit_test(pruning_is_what_the_options_say),
      cmocka_unit_test(a_wider_window_ties_more),
      cmocka_unit_test(csv_is_written_as_asked),
      cmocka_unit_test(duplicates_and_bad_records_are_counted),
      cmocka_unit_test(an_empty_folder_gives_an_empty_graph),
      cmocka_unit_test(a_folder_in_a_name_is_made_and_left_when_empty),
      cmocka_unit_test(threads_do_not_show),
      cmocka_unit_test(the_order_of_inputs_does_not_show),
      cmocka_unit_test(positions_point_at_the_surface),
      cmocka_unit_test(a_stopped_run_writes_nothing),
      cmocka_unit_test(bad_options_are_refused_before_anything_is_written),
      cmocka_unit_test(a_missing_lexicon_is_said),
      cmocka_unit_test(an_output_that_is_a_file_is_refused),
      cmocka_unit_test(foreign_files_stay),
      cmocka_unit_test(nothing_shows_before_the_commit),
      cmocka_unit_test(a_failed_rename_puts_everything_back),
      cmocka_unit_test(a_folder_in_the_way_is_refused_and_kept),
      cmocka_unit_test(a_cancel_removes_what_was_staged),
  };
  return cmocka_run_group_tests_name("build", tests, set_up, remove_folder);
}
