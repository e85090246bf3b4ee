/* Which entity a mention is, over one document and over all: entity/. */
#include "fixture.h"

#include "entity/slug.h"
#include "entity/sound.h"

static world w;

static int set_up(void **state) { return open_one_world(state, &w); }
static int tear_down(void **state) { return close_one_world(state, &w); }

/* ---- documents in, "surface=entity" out ---- */

typedef struct text {
  const char *lang, *words;
} text;

typedef struct corpus {
  kith_reading readings[12];
  size_t count;
  kith_entities entities;
} corpus;

static void resolve(corpus *c, const text *texts, size_t count) {
  kith_resolve_parts parts = {w.languages, w.lexicon, w.inflector};
  c->count = count;
  for (size_t i = 0; i < count; i++) {
    char id[8];
    snprintf(id, sizeof id, "d%zu", i);
    c->readings[i] = world_reading(&w, id, texts[i].lang, texts[i].words);
  }
  kith_entities_init(&c->entities);
  kith_entities_resolve(&c->entities, c->readings, count, &parts);
}

static void corpus_clear(corpus *c) {
  for (size_t i = 0; i < c->count; i++) kith_reading_clear(&c->readings[i]);
  kith_entities_clear(&c->entities);
}

static void add_resolved(const corpus *c, size_t i, kith_buf *out) {
  const kith_reading *r = &c->readings[i];
  for (uint32_t k = 0; k < r->mention_count; k++) {
    const kith_reading_mention *m = &r->mentions[k];
    kith_str id = m->entity == KITH_NONE ? KITH_STR("-") : c->entities.list.at[m->entity].id;
    kith_buf_format(out, "%s%.*s=%.*s", out->n && out->at[out->n - 1] != '\n' ? "; " : "", KITH_STR_FMT(m->surface), KITH_STR_FMT(id));
  }
}

/* All mentions of all texts, a line a text. */
static const char *who(const text *texts, size_t count) {
  static kith_buf said;
  corpus c;
  said.n = 0;
  resolve(&c, texts, count);
  for (size_t i = 0; i < count; i++) {
    if (i) kith_buf_char(&said, '\n');
    add_resolved(&c, i, &said);
  }
  corpus_clear(&c);
  w.seen.n = 0;
  kith_buf_add(&w.seen, kith_buf_str(&said));
  kith_vec_clear(&said);
  return kith_buf_text(&w.seen);
}

#define WHO(expected, ...)                               \
  do {                                                   \
    const text texts_[] = {__VA_ARGS__};                 \
    assert_string_equal(who(texts_, COUNT(texts_)), expected); \
  } while (0)

/* ---- listed names ---- */

static void spellings_and_endings_are_one_entity(void **state) {
  (void)state;
  WHO("Olena Lytvyn=t:lytvyn\nОлени Литвин=t:lytvyn", {"en", "They met Olena Lytvyn there."}, {"uk", "Вони чули Олени Литвин голос."});
}

static void a_weak_name_needs_its_full_name_in_the_document(void **state) {
  (void)state;
  WHO("Council=-\nCouncil=t:council; Harbour Council=t:council", {"en", "They asked the Council about it."},
      {"en", "They asked the Council about it. This was the Harbour Council again."});
}

static void a_namesake_is_kept_apart_from_the_listed_person(void **state) {
  (void)state;
  WHO("Arthur Cole=t:cole; Peter Cole=kith:per-peter-cole; Cole=t:cole", {"en", "They met Arthur Cole. They met Peter Cole. They met Cole too."});
}

static void a_surname_goes_to_the_person_the_document_names(void **state) {
  (void)state;
  WHO("Maria von der Hagen=t:von-hagen; Hagen=t:von-hagen", {"en", "They met Maria von der Hagen. They asked Hagen again."});
}

static void a_demonym_is_nobody(void **state) {
  (void)state;
  WHO("Ruritanian=-; Kyiv=t:kyiv", {"en", "They drank Ruritanian wine from Kyiv."});
}

/* ---- unlisted names ---- */

static void a_surname_means_the_full_name_of_its_document(void **state) {
  (void)state;
  WHO("Anna Brenk=kith:per-anna-brenk; Brenk=kith:per-anna-brenk", {"en", "They met Anna Brenk. They asked Brenk again."});
}

static void two_people_of_one_surname_stay_two(void **state) {
  (void)state;
  WHO("Anna Brenk=kith:per-anna-brenk; Peter Brenk=kith:per-peter-brenk; Brenk=kith:per-peter-brenk\nPeter Brenk=kith:per-peter-brenk",
      {"en", "They met Anna Brenk. They met Peter Brenk. They asked Brenk again."}, {"en", "They met Peter Brenk."});
}

static void endings_of_an_unlisted_name_are_joined(void **state) {
  (void)state;
  WHO("Ростислав Гальченко=kith:per-rostyslav-halchenko\nРостислава Гальченка=kith:per-rostyslav-halchenko",
      {"uk", "Вони чули, що Ростислав Гальченко прийшов."}, {"uk", "Вони бачили Ростислава Гальченка вчора."});
  WHO("Иван Брунов=kith:per-ivan-brunov\nИвана Брунова=kith:per-ivan-brunov", {"ru", "Они видели, что Иван Брунов пришёл."},
      {"ru", "Они видели Ивана Брунова вчера."});
}

static void an_unlisted_name_is_joined_over_scripts(void **state) {
  (void)state;
  WHO("Ivan Brunov=kith:per-ivan-brunov\nИван Брунов=kith:per-ivan-brunov\nІван Брунов=kith:per-ivan-brunov",
      {"en", "They met Mr. Ivan Brunov yesterday."}, {"ru", "Они видели, что Иван Брунов пришёл."}, {"uk", "Вони чули, що Іван Брунов прийшов."});
}

static void women_and_men_of_one_surname_stay_two(void **state) {
  (void)state;
  WHO("Иван Брунов=kith:per-ivan-brunov; Ольга Брунова=kith:per-olga-brunova",
      {"ru", "Они видели, что Иван Брунов и Ольга Брунова пришли."});
}

static void names_that_only_sound_alike_stay_apart(void **state) {
  (void)state;
  WHO("Anna Brenk=kith:per-anna-brenk; Maria Brenk=kith:per-maria-brenk\nAnna Frank=kith:per-anna-frank",
      {"en", "They met Anna Brenk and Maria Brenk."}, {"en", "They met Anna Frank there."});
}

static void one_spelling_is_one_name_in_every_language(void **state) {
  (void)state;
  WHO("Anna Brenk=kith:per-anna-brenk\nAnna Brenk=kith:per-anna-brenk", {"en", "They met Anna Brenk there."},
      {"ro", "Ei au vorbit cu Anna Brenk acolo."});
}

static void another_languages_text_tells_the_base_of_an_ending(void **state) {
  (void)state;
  WHO("Петр Брунов=kith:per-petr-brunov\nПетра Брунова=kith:per-petr-brunov", {"uk", "Вони чули, що Петр Брунов прийшов."},
      {"ru", "Они видели Петра Брунова вчера."});
}

static void a_name_that_sounds_like_two_is_the_likest(void **state) {
  (void)state;
  WHO("Ivan Brunov=kith:per-ivan-brunov; Ivan Bramov=kith:per-ivan-bramov\nИван Брамов=kith:per-ivan-bramov; Иван Брунов=kith:per-ivan-brunov",
      {"en", "They met Ivan Brunov. They met Ivan Bramov."}, {"ru", "Они видели, что Иван Брамов и Иван Брунов пришли."});
}

static void an_id_in_the_lexicon_is_the_listed_entity(void **state) {
  (void)state;
  put("own/names/x.tsv", "entity\ttype\tlanguage\tname\trole\nkith:per-anna-brenk\tPER\tde\tAnne Brenk\tlabel\n");
  const char *folders[] = {folder, at("own")};
  kith_lexicon_options options = {folders, 2, NULL};
  kith_lexicon *shipped = w.lexicon, *own;
  assert_int_equal(kith_lexicon_open(&own, &options, w.languages, NULL), KITH_OK);
  kith_resolve_parts parts = {w.languages, own, w.inflector};
  kith_reading reading = world_reading(&w, "a", "en", "They met Anna Brenk.");
  kith_entities entities;
  kith_entities_init(&entities);
  kith_entities_resolve(&entities, &reading, 1, &parts);
  assert_int_equal(entities.list.n, 1);
  assert_int_equal(entities.list.at[0].lexicon, kith_lexicon_find(own, KITH_STR("kith:per-anna-brenk")));
  assert_int_equal(entities.list.at[0].layer, 1);
  kith_entities_clear(&entities);
  kith_reading_clear(&reading);
  kith_lexicon_close(own);
  w.lexicon = shipped;
}

/* ---- counts and order ---- */

static const text many[] = {
    {"en", "They met Anna Brenk and Arthur Cole in Kyiv. Brenk left."}, {"uk", "Вони були в Києві, де Іван Брунов жив."},
    {"ru", "Они видели Ивана Брунова и Ольга Бренк пришла."},           {"en", "They met Peter Cole of Omsha River Bank."},
    {"ro", "Au vorbit cu Ion Brenc și Cole-ului i-au scris."},          {"en", "They asked Mr. Brunov about Dredgo Marsh GmbH."}};

static void numbers_follow_the_ids(void **state) {
  (void)state;
  corpus c;
  resolve(&c, many, COUNT(many));
  assert_true(c.entities.list.n > 6);
  for (size_t i = 1; i < c.entities.list.n; i++)
    assert_true(kith_str_compare(c.entities.list.at[i - 1].id, c.entities.list.at[i].id) < 0);
  corpus_clear(&c);
}

static int by_text(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* The lines of who(), sorted: what must not depend on the order of documents. */
static void sorted_lines(const char *said, kith_buf *out) {
  char *copy = strdup(said), *lines[12], *rest = copy;
  size_t n = 0;
  for (char *line; (line = strtok(n ? NULL : rest, "\n")) && n < COUNT(lines);) lines[n++] = line;
  qsort(lines, n, sizeof *lines, by_text);
  for (size_t i = 0; i < n; i++) kith_buf_format(out, "%s\n", lines[i]);
  kith_buf_text(out);
  free(copy);
}

static void ids_are_the_same_for_any_order_of_documents(void **state) {
  (void)state;
  kith_buf first = {0};
  sorted_lines(who(many, COUNT(many)), &first);
  uint32_t seed = 11;
  for (int turn = 0; turn < 60; turn++) {
    text shuffled[COUNT(many)];
    memcpy(shuffled, many, sizeof many);
    for (size_t i = COUNT(many) - 1; i > 0; i--) {
      seed = seed * 1664525u + 1013904223u;
      size_t k = (seed >> 8) % (i + 1);
      text swapped = shuffled[i];
      shuffled[i] = shuffled[k];
      shuffled[k] = swapped;
    }
    kith_buf now = {0};
    sorted_lines(who(shuffled, COUNT(shuffled)), &now);
    assert_string_equal(now.at, first.at);
    kith_vec_clear(&now);
  }
  kith_vec_clear(&first);
}

static void duplicates_are_resolved_but_not_counted(void **state) {
  (void)state;
  kith_resolve_parts parts = {w.languages, w.lexicon, w.inflector};
  kith_reading readings[] = {world_reading(&w, "a", "en", "They left Kyiv. They saw Kyiv."), world_reading(&w, "b", "en", "They left Kyiv.")};
  readings[1].duplicate_of = 0;
  kith_entities entities;
  kith_entities_init(&entities);
  kith_entities_resolve(&entities, readings, 2, &parts);
  assert_int_equal(entities.list.n, 1);
  assert_int_equal(entities.list.at[0].mentions, 2);
  assert_int_equal(entities.list.at[0].documents, 1);
  assert_int_equal(readings[1].mentions[0].entity, 0);
  kith_entities_clear(&entities);
  for (size_t i = 0; i < 2; i++) kith_reading_clear(&readings[i]);
}

static void no_documents_give_no_entities(void **state) {
  (void)state;
  corpus c;
  resolve(&c, NULL, 0);
  assert_int_equal(c.entities.list.n, 0);
  corpus_clear(&c);
}

/* ---- keys ---- */

/* How much alike two names sound, in these languages. */
static double alike(const char *lang, const char *a, const char *other, const char *b) {
  kith_sounds *sounds;
  kith_buf x = {0}, y = {0};
  kith_sounds_open(&sounds, w.languages);
  kith_sound(sounds, kith_language_find(w.languages, kith_str_of(lang)), kith_str_of(a), &x);
  kith_sound(sounds, kith_language_find(w.languages, kith_str_of(other)), kith_str_of(b), &y);
  double similarity = kith_sound_similarity(kith_buf_str(&x), kith_buf_str(&y));
  kith_sounds_close(sounds);
  kith_vec_clear(&x);
  kith_vec_clear(&y);
  return similarity;
}

static void names_sound_alike_over_spellings(void **state) {
  (void)state;
  assert_true(alike("en", "olena lytvyn", "en", "olena lytvyn") >= 1);
  double transcribed = alike("uk", "olena lytvyn", "en", "olena litvin"), another = alike("uk", "olena lytvyn", "en", "maria brenk");
  assert_true(transcribed > .8 && transcribed <= 1);
  assert_true(another >= 0 && another < .5);
  assert_true(alike("en", "brenk", "en", "brenk") > alike("en", "brenk", "en", "brink"));
  assert_true(alike("en", "brenk", "en", "brink") > alike("en", "brenk", "en", "brelm"));
  kith_sounds_close(NULL);
}

static void a_comparison_that_ends_early_says_the_same(void **state) {
  (void)state;
  static const char *const sounds[] = {"", "h", "ia", "litvin", "letvyn", "brenk", "brelmovska", "tudorovits", "dudarevic", "vuvu", "uvuv"};
  enum { COUNT = sizeof sounds / sizeof *sounds };
  for (unsigned i = 0; i < COUNT * COUNT; i++) {
    kith_str a = kith_str_of(sounds[i / COUNT]), b = kith_str_of(sounds[i % COUNT]);
    double whole = kith_sound_similarity(a, b);
    for (double least = 0; least <= 1; least += .05) {
      double early = kith_sound_similarity_above(a, b, least);
      assert_true(whole >= least ? early == whole : early < least);
    }
  }
}

static void names_that_may_be_one_meet_in_a_block(void **state) {
  (void)state;
  assert_int_equal(kith_sound_block(KITH_STR("litvin")), kith_sound_block(KITH_STR("letven")));
  assert_int_not_equal(kith_sound_block(KITH_STR("brenk")), kith_sound_block(KITH_STR("lytvyn")));
}

static void slugs_are_plain(void **state) {
  (void)state;
  kith_buf slug = {0};
  kith_slug(KITH_STR(" Anna O'Brenk -- & Sons! "), &slug);
  assert_string_equal(kith_buf_text(&slug), "anna-obrenk-sons");
  slug.n = 0;
  kith_slug(KITH_STR("..."), &slug);
  assert_int_equal(slug.n, 0);
  kith_vec_clear(&slug);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(spellings_and_endings_are_one_entity),
      cmocka_unit_test(a_weak_name_needs_its_full_name_in_the_document),
      cmocka_unit_test(a_namesake_is_kept_apart_from_the_listed_person),
      cmocka_unit_test(a_surname_goes_to_the_person_the_document_names),
      cmocka_unit_test(a_demonym_is_nobody),
      cmocka_unit_test(a_surname_means_the_full_name_of_its_document),
      cmocka_unit_test(two_people_of_one_surname_stay_two),
      cmocka_unit_test(endings_of_an_unlisted_name_are_joined),
      cmocka_unit_test(an_unlisted_name_is_joined_over_scripts),
      cmocka_unit_test(women_and_men_of_one_surname_stay_two),
      cmocka_unit_test(names_that_only_sound_alike_stay_apart),
      cmocka_unit_test(one_spelling_is_one_name_in_every_language),
      cmocka_unit_test(another_languages_text_tells_the_base_of_an_ending),
      cmocka_unit_test(a_name_that_sounds_like_two_is_the_likest),
      cmocka_unit_test(an_id_in_the_lexicon_is_the_listed_entity),
      cmocka_unit_test(numbers_follow_the_ids),
      cmocka_unit_test(ids_are_the_same_for_any_order_of_documents),
      cmocka_unit_test(duplicates_are_resolved_but_not_counted),
      cmocka_unit_test(no_documents_give_no_entities),
      cmocka_unit_test(names_sound_alike_over_spellings),
      cmocka_unit_test(a_comparison_that_ends_early_says_the_same),
      cmocka_unit_test(names_that_may_be_one_meet_in_a_block),
      cmocka_unit_test(slugs_are_plain),
  };
  return cmocka_run_group_tests_name("entity", tests, set_up, tear_down);
}
