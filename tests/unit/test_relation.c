/* Who is tied to whom, and how often: relation/. Readings are written down here
 * as mentions in sentences, so nothing of the floors below matters. */
#include "fixture.h"

#include "relation/evidence.h"

#include <math.h>

/* One mention: entity, sentence, paragraph, token. */
typedef struct said {
  uint32_t entity, sentence, paragraph, token;
  uint8_t type;
} said;

static kith_reading reading_of(const said *list, uint32_t count, const char *date) {
  kith_reading r = {.duplicate_of = KITH_NONE, .date = kith_str_of(date)};
  kith_arena_init(&r.arena);
  r.mention_count = count;
  r.mentions = kith_arena_zero(&r.arena, count, sizeof *r.mentions);
  r.sentence_count = 20;
  r.sentences = kith_arena_zero(&r.arena, r.sentence_count, sizeof *r.sentences);
  for (uint32_t i = 0; i < count; i++) {
    r.mentions[i] = (kith_reading_mention){.entity = list[i].entity, .sentence = list[i].sentence, .token = list[i].token,
                                           .type = list[i].type, .score = 1.0f - .1f * (float)i};
    r.sentences[list[i].sentence].paragraph = list[i].paragraph;
  }
  return r;
}

static const unsigned every_type = (1u << KITH_TYPE_COUNT) - 1;

/* The ties of some readings as "source-target:count/documents", sorted; a
 * reading whose date is "same" is a duplicate of the first. */
static const char *ties_of(const said *const *lists, const uint32_t *counts, const char *const *dates, uint32_t n, const char *window,
                           unsigned types, kith_evidence *kept) {
  static char text[400];
  kith_reading readings[8];
  kith_relation_options options = {.types = types};
  kith_evidence e;
  assert_true(kith_window_parse(window, &options.window));
  kith_evidence_init(&e);
  for (uint32_t i = 0; i < n; i++) {
    readings[i] = reading_of(lists[i], counts[i], dates ? dates[i] : "");
    if (dates && strcmp(dates[i], "same") == 0) readings[i].duplicate_of = 0;
  }
  for (uint32_t i = 0; i < n; i++) kith_evidence_read(&e, readings, i, kith_method_find("cooccurrence"), &options);
  kith_evidence_finish(&e);
  size_t at_ = 0;
  text[0] = '\0';
  for (size_t i = 0; i < e.ties.n; i++)
    at_ += (size_t)snprintf(text + at_, sizeof text - at_, "%s%u-%u:%u/%u", i ? " " : "", e.ties.at[i].source, e.ties.at[i].target,
                            (unsigned)e.ties.at[i].count, (unsigned)e.ties.at[i].documents);
  for (uint32_t i = 0; i < n; i++) kith_reading_clear(&readings[i]);
  if (kept)
    *kept = e;
  else
    kith_evidence_clear(&e);
  return text;
}

static const char *ties(const said *list, uint32_t count, const char *window) {
  return ties_of(&list, &count, NULL, 1, window, every_type, NULL);
}

/* Two paragraphs: 1 and 2 in sentence 0, 3 in sentence 1; 1 and 4 in sentence 2. */
static const said story[] = {{1, 0, 0, 0, KITH_PER}, {2, 0, 0, 5, KITH_LOC}, {3, 1, 0, 20, KITH_ORG}, {1, 2, 1, 30, KITH_PER}, {4, 2, 1, 33, KITH_LOC}};

static void a_sentence_ties_what_it_names(void **state) {
  (void)state;
  assert_string_equal(ties(story, 5, "sentence"), "1-2:1/1 1-4:1/1");
}

static void a_paragraph_ties_more(void **state) {
  (void)state;
  assert_string_equal(ties(story, 5, "paragraph"), "1-2:1/1 1-3:1/1 1-4:1/1 2-3:1/1");
}

static void a_document_ties_everything_once(void **state) {
  (void)state;
  assert_string_equal(ties(story, 5, "document"), "1-2:1/1 1-3:1/1 1-4:1/1 2-3:1/1 2-4:1/1 3-4:1/1");
}

static void tokens_tie_what_is_near_over_sentences(void **state) {
  (void)state;
  assert_string_equal(ties(story, 5, "3"), "1-4:1/1");
  assert_string_equal(ties(story, 5, "5"), "1-2:1/1 1-4:1/1");
  assert_string_equal(ties(story, 5, "10"), "1-2:1/1 1-3:1/1 1-4:1/1");
  assert_string_equal(ties(story, 5, "15"), "1-2:1/1 1-3:1/1 1-4:1/1 2-3:1/1 3-4:1/1");
}

static void a_pair_counts_once_in_a_sentence(void **state) {
  (void)state;
  static const said list[] = {{1, 0, 0, 0, 0}, {2, 0, 0, 1, 0}, {1, 0, 0, 2, 0}, {2, 0, 0, 3, 0}};
  assert_string_equal(ties(list, 4, "sentence"), "1-2:1/1");
  assert_string_equal(ties(list, 4, "100"), "1-2:3/1"); /* once for each mention with the other before it */
}

static void nobody_is_tied_to_himself(void **state) {
  (void)state;
  static const said list[] = {{1, 0, 0, 0, 0}, {1, 0, 0, 1, 0}, {KITH_NONE, 0, 0, 2, 0}};
  assert_string_equal(ties(list, 3, "sentence"), "");
  assert_string_equal(ties(list, 0, "document"), "");
}

static void only_the_types_asked_for_are_tied(void **state) {
  (void)state;
  const said *list = story;
  uint32_t count = COUNT(story);
  assert_string_equal(ties_of(&list, &count, NULL, 1, "document", 1u << KITH_PER | 1u << KITH_ORG, NULL), "1-3:1/1");
  assert_string_equal(ties_of(&list, &count, NULL, 1, "document", 1u << KITH_EVT, NULL), "");
}

static const said pair[] = {{1, 0, 0, 0, 0}, {2, 0, 0, 3, 0}};
static const said thrice[] = {{1, 0, 0, 0, 0}, {2, 0, 0, 3, 0}, {2, 1, 0, 9, 0}, {1, 1, 0, 12, 0}, {1, 2, 0, 20, 0}, {2, 2, 0, 22, 0}};

static void occasions_and_documents_add_up(void **state) {
  (void)state;
  const said *lists[] = {pair, thrice};
  const uint32_t counts[] = {2, 6};
  kith_evidence e;
  assert_string_equal(ties_of(lists, counts, NULL, 2, "sentence", every_type, &e), "1-2:4/2");
  assert_true(fabs(e.ties.at[0].weight - (2 + log(3))) < 1e-9);
  assert_int_equal(e.ties.at[0].witness_count, 4);
  assert_true(strcmp(kith_intern_get(&e.types, e.ties.at[0].type).p, "cooccurrence") == 0);
  kith_evidence_clear(&e);
}

static void duplicates_tie_nobody(void **state) {
  (void)state;
  const said *lists[] = {pair, pair};
  const uint32_t counts[] = {2, 2};
  const char *const dates[] = {"", "same"};
  assert_string_equal(ties_of(lists, counts, dates, 2, "sentence", every_type, NULL), "1-2:1/1");
}

static void witnesses_say_where_in_input_order(void **state) {
  (void)state;
  static const said other[] = {{3, 4, 0, 0, 0}, {1, 4, 0, 3, 0}};
  const said *lists[] = {pair, other, thrice};
  const uint32_t counts[] = {2, 2, 6};
  kith_evidence e;
  assert_string_equal(ties_of(lists, counts, NULL, 3, "sentence", every_type, &e), "1-2:4/2 1-3:1/1");
  static const uint32_t reading[] = {0, 2, 2, 2, 1}, sentence[] = {0, 0, 1, 2, 4}, mention1[] = {0, 0, 3, 4, 1}, mention2[] = {1, 1, 2, 5, 0};
  assert_int_equal(e.witnesses.n, 5);
  for (size_t i = 0; i < 5; i++) {
    const kith_witness *w = &e.witnesses.at[i];
    assert_int_equal(w->tie, i == 4);
    assert_int_equal(w->reading, reading[i]);
    assert_int_equal(w->sentence, sentence[i]);
    assert_int_equal(w->mention1, mention1[i]); /* that of the source */
    assert_int_equal(w->mention2, mention2[i]);
  }
  assert_int_equal(e.ties.at[1].first_witness, 4);
  kith_evidence_clear(&e);
}

static void dates_span_the_documents_that_have_one(void **state) {
  (void)state;
  const said *lists[] = {pair, pair, pair, pair};
  const uint32_t counts[] = {2, 2, 2, 2};
  const char *const dates[] = {"2026-03-05", "", "2026-03-02T10:00:00Z", "2026-03-07"};
  kith_evidence e;
  assert_string_equal(ties_of(lists, counts, dates, 4, "sentence", every_type, &e), "1-2:4/4");
  assert_true(kith_str_is(e.ties.at[0].first_date, "2026-03-02") && kith_str_is(e.ties.at[0].last_date, "2026-03-07"));
  kith_evidence_clear(&e);
}

static void the_sum_of_ties_does_not_depend_on_order(void **state) {
  (void)state;
  const said *lists[] = {pair, thrice, story}, *backward[] = {story, thrice, pair};
  const uint32_t counts[] = {2, 6, 5}, counts_backward[] = {5, 6, 2};
  char forward[400];
  snprintf(forward, sizeof forward, "%s", ties_of(lists, counts, NULL, 3, "document", every_type, NULL));
  assert_string_equal(ties_of(backward, counts_backward, NULL, 3, "document", every_type, NULL), forward);
}

static void windows_are_words_or_a_number(void **state) {
  (void)state;
  int32_t window;
  assert_true(kith_window_parse("sentence", &window) && window == KITH_WINDOW_SENTENCE);
  assert_true(kith_window_parse("paragraph", &window) && window == KITH_WINDOW_PARAGRAPH);
  assert_true(kith_window_parse("document", &window) && window == KITH_WINDOW_DOCUMENT);
  assert_true(kith_window_parse("1", &window) && window == 1);
  assert_true(kith_window_parse("1000000", &window) && window == 1000000);
  static const char *const bad[] = {"", "0", "-1", "1000001", "Sentence", "10 tokens", "1e3", "18446744073709551616"};
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(kith_window_parse(bad[i], &window));
}

static void methods_are_found_by_name(void **state) {
  (void)state;
  for (const kith_method *const *m = kith_methods; *m; m++) assert_ptr_equal(kith_method_find((*m)->name), *m);
  assert_null(kith_method_find("gossip"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_sentence_ties_what_it_names),
      cmocka_unit_test(a_paragraph_ties_more),
      cmocka_unit_test(a_document_ties_everything_once),
      cmocka_unit_test(tokens_tie_what_is_near_over_sentences),
      cmocka_unit_test(a_pair_counts_once_in_a_sentence),
      cmocka_unit_test(nobody_is_tied_to_himself),
      cmocka_unit_test(only_the_types_asked_for_are_tied),
      cmocka_unit_test(occasions_and_documents_add_up),
      cmocka_unit_test(duplicates_tie_nobody),
      cmocka_unit_test(witnesses_say_where_in_input_order),
      cmocka_unit_test(dates_span_the_documents_that_have_one),
      cmocka_unit_test(the_sum_of_ties_does_not_depend_on_order),
      cmocka_unit_test(windows_are_words_or_a_number),
      cmocka_unit_test(methods_are_found_by_name),
  };
  return cmocka_run_group_tests_name("relation", tests, NULL, NULL);
}
