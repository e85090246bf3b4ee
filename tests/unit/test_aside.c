/* What is said without naming: nested names, adjectives, offices. */
#include "fixture.h"

#include "entity/entity.h"

static world w;

static int set_up(void **state) { return open_one_world(state, &w); }
static int tear_down(void **state) { return close_one_world(state, &w); }

enum { MOST = 4 };

typedef struct input {
  kith_reading readings[MOST];
  size_t count;
  kith_entities entities;
} input;

typedef struct article {
  const char *date, *text;
} article;

static void resolve(input *in, const article *articles, size_t count) {
  kith_resolve_parts parts = {w.languages, w.lexicon, w.inflector};
  in->count = count;
  for (size_t i = 0; i < count; i++) {
    char id[24];
    snprintf(id, sizeof id, "d%zu", i);
    in->readings[i] = world_reading(&w, id, "en", articles[i].text);
    in->readings[i].date = kith_reading_keep(&in->readings[i], kith_str_of(articles[i].date));
  }
  kith_entities_init(&in->entities);
  kith_entities_resolve(&in->entities, in->readings, count, &parts);
}

static void input_clear(input *in) {
  for (size_t i = 0; i < in->count; i++) kith_reading_clear(&in->readings[i]);
  kith_entities_clear(&in->entities);
}

static void add_all(const input *in, const kith_reading_mention *list, uint32_t count, kith_buf *out) {
  for (uint32_t i = 0; i < count; i++) {
    if (list[i].entity == KITH_NONE) continue;
    kith_str id = in->entities.list.at[list[i].entity].id;
    kith_buf_format(out, "%s%.*s=%.*s/%s", out->n ? "; " : "", KITH_STR_FMT(list[i].surface), (int)id.n - 2, id.p + 2, kith_how_names[list[i].how]);
  }
}

/* The asides of the first article. */
static const char *asides(const article *articles, size_t count) {
  input in;
  resolve(&in, articles, count);
  w.seen.n = 0;
  add_all(&in, in.readings[0].asides, in.readings[0].aside_count, &w.seen);
  input_clear(&in);
  return kith_buf_text(&w.seen);
}

#define ASIDES(expected, ...)                                               \
  do {                                                                      \
    const article articles_[] = {__VA_ARGS__};                              \
    assert_string_equal(asides(articles_, COUNT(articles_)), expected);     \
  } while (0)

static void a_name_inside_another_is_nested(void **state) {
  (void)state;
  ASIDES("Ruritania=ruritania/nested", {"", "They asked the Foreign Ministry of Ruritania again."});
  ASIDES("", {"", "They met Arthur Cole in Harbour City."});
}

static void adjectives_mean_their_country(void **state) {
  (void)state;
  ASIDES("Ruritanian=ruritania/demonym", {"", "They drank Ruritanian wine."});
  ASIDES("", {"", "They drank ruritanian wine."});
}

static void an_office_means_whom_the_document_calls_so(void **state) {
  (void)state;
  ASIDES("Ruritanian=ruritania/demonym; Ruritanian president=cole/role; Ruritanian=ruritania/demonym",
         {"", "Ruritanian president Arthur Cole came. The Ruritanian president spoke."});
  ASIDES("president of Ruritania=cole/role", {"", "Arthur Cole is the president of Ruritania. They heard the president of Ruritania."});
  ASIDES("leader of Ruritania=cole/role", {"", "Arthur Cole, the president of Ruritania, came. They heard the leader of Ruritania."});
}

static void an_office_that_nobody_is_said_to_hold_means_nobody(void **state) {
  (void)state;
  ASIDES("", {"", "They heard the president of Ruritania. Arthur Cole came."});
  ASIDES("", {"", "Arthur Cole, the president of Ruritania, came. They heard the vice president of Ruritania."});
  ASIDES("", {"", "Arthur Cole, the president of Ruritania, came. They heard the former president of Ruritania."});
  ASIDES("", {"", "Arthur Cole is the president of Ruritania. Olena Lytvyn is the president of Ruritania. The president of Ruritania spoke."});
}

static void other_documents_tell_where_this_one_does_not(void **state) {
  (void)state;
  const article told = {"2026-03-01", "President of Ruritania Arthur Cole came."};
  ASIDES("president of Ruritania=cole/role", {"2026-02-01", "They heard the president of Ruritania."}, told);
  ASIDES("", {"2019-02-01", "They heard the president of Ruritania."}, told);
}

static void asides_become_mentions_when_asked_for(void **state) {
  (void)state;
  const article one = {"", "They asked the Foreign Ministry of Ruritania about Ruritanian wine."};
  input in;
  resolve(&in, &one, 1);
  assert_int_equal(in.readings[0].mention_count, 2); /* the adjective is one, without an entity */
  kith_entities_admit(&in.entities, in.readings, 1, 1u << KITH_HOW_NESTED);
  w.seen.n = 0;
  add_all(&in, in.readings[0].mentions, in.readings[0].mention_count, &w.seen);
  assert_string_equal(kith_buf_text(&w.seen), "Foreign Ministry of Ruritania=mid/exact; Ruritania=ruritania/nested");
  assert_int_equal(in.readings[0].aside_count, 1);
  input_clear(&in);
}

static void kinds_are_named(void **state) {
  (void)state;
  unsigned hows;
  assert_true(kith_asides_parse(NULL, &hows) && hows == 0);
  assert_true(kith_asides_parse("all", &hows) && hows == KITH_ASIDE_HOWS);
  assert_true(kith_asides_parse("role,nested", &hows) && hows == (1u << KITH_HOW_ROLE | 1u << KITH_HOW_NESTED));
  assert_false(kith_asides_parse("exact", &hows));
  assert_false(kith_asides_parse("role,", &hows) && hows == 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_name_inside_another_is_nested),
      cmocka_unit_test(adjectives_mean_their_country),
      cmocka_unit_test(an_office_means_whom_the_document_calls_so),
      cmocka_unit_test(an_office_that_nobody_is_said_to_hold_means_nobody),
      cmocka_unit_test(other_documents_tell_where_this_one_does_not),
      cmocka_unit_test(asides_become_mentions_when_asked_for),
      cmocka_unit_test(kinds_are_named),
  };
  return cmocka_run_group_tests_name("aside", tests, set_up, tear_down);
}
