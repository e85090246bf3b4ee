/* What is counted about ties and time: build/strength.c, near.c, slice.c. */
#include "fixture.h"

#include "build/near.h"
#include "build/slice.h"
#include "build/strength.h"

#include <math.h>

static void likelihood_has_a_sign(void **state) {
  (void)state;
  assert_true(fabs(kith_strength_llr(10, 0, 0, 10) - 40 * log(2)) < 1e-9); /* always together */
  assert_true(fabs(kith_strength_llr(5, 5, 5, 5)) < 1e-9);                   /* by chance */
  assert_true(kith_strength_llr(0, 10, 10, 0) < -20);                        /* never */
  assert_true(fabs(kith_strength_llr(0, 0, 0, 0)) < 1e-9);
}

static void the_backbone_keeps_what_stands_out(void **state) {
  (void)state;
  kith_graph g;
  kith_graph_init(&g, false, 4, 3); /* a star: one strong arm and two weak ones */
  for (size_t e = 0; e < 3; e++) {
    kith_table_find(&g.edges, "source")->longs[e] = 0;
    kith_table_find(&g.edges, "target")->longs[e] = (int64_t)e + 1;
    kith_table_find(&g.edges, "weight")->doubles[e] = e ? 1 : 8;
  }
  kith_strength_backbone(&g);
  const double *p = kith_table_find(&g.edges, "backbone")->doubles;
  assert_true(fabs(p[0] - 0.04) < 1e-9 && fabs(p[1] - 0.81) < 1e-9); /* (1 - 8/10)^2, (1 - 1/10)^2 */
  kith_graph_clear(&g);
}

static const char *slice_of(const char *date, const char *slice) {
  static char text[16];
  kith_buf name = {0};
  bool known = kith_slice_name(kith_str_of(date), slice, &name);
  snprintf(text, sizeof text, "%s", known ? kith_buf_text(&name) : "none");
  kith_vec_clear(&name);
  return text;
}

static void a_date_is_in_a_month_a_week_and_a_day(void **state) {
  (void)state;
  assert_string_equal(slice_of("2025-12-18T10:00", "month"), "2025-12");
  assert_string_equal(slice_of("2025-12-18T10:00", "day"), "2025-12-18");
  assert_string_equal(slice_of("2025-12-18", "week"), "2025-W51");
  assert_string_equal(slice_of("2024-12-30", "week"), "2025-W01");
  assert_string_equal(slice_of("2023-01-01", "week"), "2022-W52");
  assert_string_equal(slice_of("2020-12-31", "week"), "2020-W53");
  assert_string_equal(slice_of("2025", "month"), "none");
  assert_true(kith_slice_is_name(KITH_STR("2025-12")) && kith_slice_is_name(KITH_STR("2025-W51")) && kith_slice_is_name(KITH_STR("2025-12-18")));
  assert_false(kith_slice_is_name(KITH_STR("2025-1")) || kith_slice_is_name(KITH_STR("notes")) || kith_slice_is_name(KITH_STR("")));
}

static void limits_are_dates_or_their_beginnings(void **state) {
  (void)state;
  assert_true(kith_slice_is_date("2025") && kith_slice_is_date("2025-12") && kith_slice_is_date("2025-12-18"));
  static const char *const bad[] = {"", "25", "2025-1", "2025/12", "yesterday", "2025-12-1x", "2025-13", "2025-02-29"};
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(kith_slice_is_date(bad[i]));
}

static kith_corpus corpus_of(const char *const *texts, const char *const *dates, size_t n) {
  kith_corpus c;
  kith_corpus_init(&c);
  for (size_t i = 0; i < n; i++) {
    kith_reading r = {.duplicate_of = KITH_NONE, .sentence_count = 1, .date = kith_str_of(dates ? dates[i] : "")};
    kith_arena_init(&r.arena);
    r.sentences = kith_arena_zero(&r.arena, 1, sizeof *r.sentences);
    r.sentences[0].text = kith_str_of(texts ? texts[i] : "");
    kith_vec_push(&c.readings, r);
  }
  return c;
}

static void documents_out_of_range_are_left_out(void **state) {
  (void)state;
  static const char *const dates[] = {"2025-11-30", "2025-12-01", "2025-12-31T23:00", "2026-01-01", ""};
  kith_corpus c = corpus_of(NULL, dates, 5);
  kith_slice_limit(&c, "2025-12", "2025-12");
  static const bool outside[] = {true, false, false, true, true};
  for (size_t i = 0; i < 5; i++) assert_int_equal(kith_slice_is_outside(&c, i), outside[i]);
  kith_corpus_clear(&c);
}

static void a_copy_stands_in_for_an_original_that_is_left_out(void **state) {
  (void)state;
  static const char *const dates[] = {"2024-01-01", "2025-12-01"};
  kith_corpus c = corpus_of(NULL, dates, 2);
  c.readings.at[1].duplicate_of = 0;
  c.duplicates = 1;
  kith_slice_limit(&c, "2025", NULL);
  assert_true(kith_slice_is_outside(&c, 0));
  assert_int_equal(c.readings.at[1].duplicate_of, KITH_NONE);
  assert_int_equal(c.duplicates, 0);
  kith_corpus_clear(&c);
}

#define STORY                                                                                                              \
  "Arthur Cole told the Harbour Council on Monday that the bridge over the river will be closed for two months because "  \
  "the northern arch has cracks as long as a hand and nobody knows how deep they go, while Olena Lytvyn asked who pays "  \
  "for the ferry that will carry people and carts until the work is done and the bridge is open again for everybody"

static void the_same_story_counts_once(void **state) {
  (void)state;
  static const char *const texts[] = {STORY ".", "Agency. " STORY " (agency).", "Peter Marsh saw a fox in the garden of the palace, and the fox saw "
                                      "him; neither moved until the bell of the old tower rang eleven times and the guard opened the gate for the carts.", ""};
  kith_corpus c = corpus_of(texts, NULL, 4);
  kith_near_mark(&c);
  assert_int_equal(c.readings.at[0].duplicate_of, KITH_NONE);
  assert_int_equal(c.readings.at[1].duplicate_of, 0);
  assert_int_equal(c.readings.at[2].duplicate_of, KITH_NONE);
  assert_int_equal(c.readings.at[3].duplicate_of, KITH_NONE);
  assert_int_equal(c.duplicates, 1);
  kith_corpus_clear(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(likelihood_has_a_sign),
      cmocka_unit_test(the_backbone_keeps_what_stands_out),
      cmocka_unit_test(a_date_is_in_a_month_a_week_and_a_day),
      cmocka_unit_test(limits_are_dates_or_their_beginnings),
      cmocka_unit_test(documents_out_of_range_are_left_out),
      cmocka_unit_test(a_copy_stands_in_for_an_original_that_is_left_out),
      cmocka_unit_test(the_same_story_counts_once),
  };
  return cmocka_run_group_tests_name("relation_strength", tests, NULL, NULL);
}
