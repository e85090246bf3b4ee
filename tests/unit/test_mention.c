/* Where a text names somebody: mention/. The languages and names are the small
 * ones of fixture.h. */
#include "fixture.h"

static world w;

static int set_up(void **state) { return open_one_world(state, &w); }
static int tear_down(void **state) { return close_one_world(state, &w); }

#define FINDS(lang, text, expected) assert_string_equal(found(&w, lang, text), expected)

/* ---- listed names ---- */

static void the_longest_name_wins(void **state) {
  (void)state;
  FINDS("en", "They met in Harbour City yesterday.", "Harbour City=harbour-city/exact");
  FINDS("en", "They sued Harbour City Bank yesterday.", "Harbour City Bank=harbour-city-bank/exact");
  FINDS("en", "They sued the HCB, and left Harbour City.", "HCB=harbour-city-bank/acronym; Harbour City=harbour-city/exact");
}

static void capitals_tell_a_name_from_a_word(void **state) {
  (void)state;
  FINDS("en", "They told us that the US was late.", "US=us/acronym");
  FINDS("en", "They left kyiv and harbour city alone.", "");
  FINDS("ru", "Об этом МИД сообщил, но мид это иное.", "МИД=mid/acronym");
}

static void a_name_can_be_written_in_many_ways(void **state) {
  (void)state;
  FINDS("en", "They met Arthur\u00a0Cole there.", "Arthur\u00a0Cole=cole/exact");
  FINDS("en", "They saw the U.S. there.", "U.S.=us/acronym");
  FINDS("en", "They saw \u00abKyiv\u00bb and (Brussels).", "Kyiv=kyiv/exact; Brussels=brussels/exact");
}

static void names_do_not_cross_sentences(void **state) {
  (void)state;
  FINDS("en", "They stayed in Harbour. City Bank was shut.", "Harbour=?LOC; City Bank=?ORG");
}

static void surnames_stand_for_listed_persons(void **state) {
  (void)state;
  FINDS("en", "They asked Cole about it.", "Cole=cole/short");
  FINDS("en", "They asked von der Hagen and Hagen about it.", "Hagen=von-hagen/short; Hagen=von-hagen/short");
  FINDS("en", "They asked Limpin and Xo about it.", "Limpin=?PER; Xo=xi/short");
}

/* ---- endings ---- */

static void romanian_endings(void **state) {
  (void)state;
  FINDS("ro", "Capitala Ruritaniei este mare.", "Ruritaniei=ruritania/inflected");
  FINDS("ro", "Vizita Mariei von der Hagen a fost scurtă.", "Mariei von der Hagen=von-hagen/inflected");
}

static void russian_endings(void **state) {
  (void)state;
  FINDS("ru", "Столица Руритании далеко, сказал Наливайкин.", "Руритании=ruritania/inflected; Наливайкин=nalivaiko/short");
  FINDS("ru", "Об этом знал Иван Наливайкин.", "Иван Наливайкин=nalivaiko/exact");
  FINDS("ru", "Встреча с Наливайкиным прошла.", "Наливайкиным=nalivaiko/short");
  FINDS("ru", "Они спросили Ивана Наливайкина обо всём.", "Ивана Наливайкина=nalivaiko/inflected");
  FINDS("ru", "Сообщение МИДа и слова о МИДу.", "МИДа=mid/acronym; МИДу=mid/acronym");
}

static void ukrainian_endings(void **state) {
  (void)state;
  FINDS("uk", "Вони були в Києві та біля Києва.", "Києві=kyiv/inflected; Києва=kyiv/inflected");
  FINDS("uk", "Вони бачили Олену та Олени Литвин книгу.", "Олену=?PER; Олени Литвин=lytvyn/inflected");
}

static void an_ending_that_fits_the_other_gender_is_refused(void **state) {
  (void)state;
  FINDS("ru", "Встреча с Иваном Литвином прошла.", "Иваном Литвином=?PER");
}

static void hyphened_endings_belong_to_the_surface(void **state) {
  (void)state;
  FINDS("ro", "Discursul Cole-ului a fost lung.", "Cole-ului=cole/short");
  world_read(&w, "ro", KITH_STR("Discursul Cole-ului."));
  assert_int_equal(w.mentions.list.n, 1);
  assert_int_equal(w.mentions.list.at[0].start, 10);
  assert_int_equal(w.mentions.list.at[0].end, 19);
  FINDS("en", "They flew the Brussels-Kyiv line.", "Brussels=brussels/exact; Kyiv=kyiv/exact");
}

/* ---- beside a listed surname ---- */

static void initials_agree_or_make_a_namesake(void **state) {
  (void)state;
  FINDS("en", "They asked A. Cole about it.", "A. Cole=cole/variant");
  FINDS("en", "They asked B. Cole about it.", "B. Cole=?PER");
}

static void another_given_name_is_another_person(void **state) {
  (void)state;
  FINDS("en", "They asked Peter Cole about it.", "Peter Cole=?PER");
  FINDS("en", "They asked minister Cole about it.", "Cole=cole/short");
}

/* ---- unlisted names ---- */

static void a_given_name_makes_a_person(void **state) {
  (void)state;
  FINDS("en", "They asked Anna Brenk about it.", "Anna Brenk=?PER");
  FINDS("uk", "Вони бачили Івана Бренка вчора.", "Івана Бренка=?PER");
  FINDS("ro", "Au vorbit cu Ion Brenc ieri.", "Ion Brenc=?PER");
  world_read(&w, "en", KITH_STR("They asked Anna Brenk about it."));
  assert_int_equal(w.mentions.list.at[0].gender, 'f');
  assert_true(w.mentions.list.at[0].flags & KITH_MENTION_SURE);
}

static void a_title_makes_a_person_and_is_no_part_of_the_name(void **state) {
  (void)state;
  FINDS("en", "They asked Mr. Brenk about it.", "Brenk=?PER");
  FINDS("en", "They asked General Brenk about it.", "Brenk=?PER");
}

static void a_legal_form_makes_an_organisation(void **state) {
  (void)state;
  FINDS("en", "They sold Dredgo Marsh GmbH at last.", "Dredgo Marsh GmbH=?ORG");
}

static void a_head_word_tells_the_type(void **state) {
  (void)state;
  FINDS("en", "They asked the Ministry of Lost Affairs about it.", "Ministry of Lost Affairs=?ORG");
  FINDS("en", "They crossed the Omsha River twice.", "Omsha River=?LOC");
  FINDS("en", "They left the Brenk Summit early.", "Brenk Summit=?EVT");
}

static void a_place_is_told_by_the_word_before_it(void **state) {
  (void)state;
  FINDS("en", "They lived in Omshara for years.", "Omshara=?LOC");
}

static void the_first_word_of_a_sentence_needs_more_than_its_capital(void **state) {
  (void)state;
  FINDS("en", "Nothing was said. On Monday they left.", "");
  FINDS("en", "Brenk was late. They asked Brenk again.", "Brenk=?PER; Brenk=?PER");
}

/* ---- what is none ---- */

static void demonyms_name_nobody(void **state) {
  (void)state;
  FINDS("en", "They drank Ruritanian wine.", "");
}

static void metonyms_count_only_on_request(void **state) {
  (void)state;
  world on;
  world_open(&on, true);
  FINDS("en", "They wrote to the Red Palace twice.", "Red Palace=?PER");
  assert_string_equal(found(&on, "en", "They wrote to the Red Palace twice."), "Red Palace=palace/variant");
  world_close(&on);
}

static void weak_names_are_marked(void **state) {
  (void)state;
  FINDS("en", "They asked the Council about it.", "Council=~council/short");
  FINDS("en", "They asked the Harbour Council about it.", "Harbour Council=council/exact");
}

static void boilerplate_gives_nothing(void **state) {
  (void)state;
  FINDS("en", "Subscribe and accept cookies from Kyiv and Anna Brenk.", "");
  FINDS("en", "They subscribe to news from Kyiv.", "Kyiv=kyiv/exact");
}

static void german_nouns_are_no_names(void **state) {
  (void)state;
  FINDS("de", "Die Kohle kam am Abend mit dem Schiff nach Brussels, sagte ein Mann im Hafen.", "Brussels=brussels/exact");
  FINDS("de", "Sie sahen Anna Brenk und Herr Brenk am Ufer.", "Anna Brenk=?PER; Brenk=?PER");
}

static void shouted_headlines_find_only_listed_names(void **state) {
  (void)state;
  FINDS("en", "ARTHUR COLE LEFT KYIV IN A HURRY", "ARTHUR COLE=cole/exact; KYIV=kyiv/exact");
}

static void links_name_nobody(void **state) {
  (void)state;
  FINDS("en", "They wrote to www.Kyiv.example.com and @Brussels and #Kyiv there.", "");
}

static void an_empty_text_has_no_mentions(void **state) {
  (void)state;
  FINDS("en", "", "");
  FINDS("en", " \n\n\t ", "");
  FINDS("", "?!", "");
}

/* ---- the packed form ---- */

static void positions_are_code_points_or_bytes(void **state) {
  (void)state;
  kith_reading reading = world_reading(&w, "a", "uk", "Її Київ. «Їжак» у Києві.");
  assert_int_equal(reading.mention_count, 2);
  assert_int_equal(reading.mentions[0].start, 3);
  assert_int_equal(reading.mentions[0].end, 7);
  assert_int_equal(reading.mentions[1].start, 18);
  assert_int_equal(reading.mentions[1].end, 23);
  assert_int_equal(reading.characters, 24);
  kith_reading_clear(&reading);
  kith_arena_init(&reading.arena);
  kith_reading_pack(&reading, &w.text, &w.mentions, true);
  assert_int_equal(reading.mentions[0].start, 5);
  assert_int_equal(reading.mentions[0].end, 13);
  kith_reading_clear(&reading);
}

static void only_sentences_with_a_mention_are_kept(void **state) {
  (void)state;
  kith_reading reading = world_reading(&w, "a", "en", "They left home. They left Kyiv for Brussels.");
  assert_int_equal(reading.sentence_count, 2);
  assert_int_equal(reading.sentences[0].text.n, 0);
  assert_true(kith_str_is(reading.sentences[1].text, "They left Kyiv for Brussels."));
  assert_int_equal(reading.sentences[1].start, 16);
  assert_int_equal(reading.sentences[1].end, 44);
  assert_int_equal(reading.mentions[1].sentence, 1);
  kith_reading_clear(&reading);
}

static void texts_that_differ_in_white_space_are_the_same(void **state) {
  (void)state;
  uint64_t a[2], b[2], c[2];
  kith_reading_hash(KITH_STR("They left.\n\n Kyiv"), a);
  kith_reading_hash(KITH_STR(" They left. Kyiv"), b);
  kith_reading_hash(KITH_STR("They left. kyiv"), c);
  assert_true(a[0] == b[0] && a[1] == b[1]);
  assert_true(a[0] != c[0] && a[1] != c[1]);
}

/* ---- whatever the bytes ---- */

static uint32_t seed;
static uint32_t roll(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}

static bool at_border(kith_str text, uint32_t i) { return i == text.n || ((unsigned char)text.p[i] & 0xc0) != 0x80; }

static void check_mentions(kith_str text) {
  uint32_t before = 0;
  for (size_t i = 0; i < w.mentions.list.n; i++) {
    const kith_mention *m = &w.mentions.list.at[i];
    const kith_sentence *s = &w.text.sentences.at[m->sentence];
    bool good = m->start >= before && m->start < m->end && m->end <= text.n && m->sentence < w.text.sentences.n &&
                s->start <= m->start && m->end <= s->end && m->type < KITH_TYPE_COUNT && m->words > 0 &&
                m->first_candidate + m->candidate_count <= w.mentions.candidates.n;
    if (kith_utf8_valid_prefix(text) == text.n) good = good && at_border(text, m->start) && at_border(text, m->end);
    if (!good) fail_msg("mention %zu [%u,%u) of: %.*s", i, m->start, m->end, KITH_STR_FMT(text));
    before = m->end;
  }
}

static const char *const seeds[] = {
    "en", "Mr. Arthur Cole of Harbour City Bank met Anna Brenk in Kyiv. Cole-ului and the U.S. left; B. Cole didn't.",
    "ro", "Ministrul Ion Brenc a plecat din Ruritaniei la Brussels-ului. Cole-ul și Maria von der Hagen au rămas.",
    "ru", "Иван Наливайкин встретил МИДа в Киеве. «Ольга Бренк» — у Наливайкиным: 14.03.2025.",
    "uk", "Олена Литвин була в Києві. Її п'ятий Ростислав Івана — біля U.S. 😀 та https://a.example/b.",
    "de", "Anna Brenk sah das Bundesamt. Herr Brenk-GmbH & Co. KG fuhr nach Brussels.",
    "zh", "Kyiv 泽连斯基在Brussels会见Arthur Cole。"};

static const char *const pieces[] = {"\n", "\n\n", " ", "-", "'", "\u2019", "\u00ad", "\u200b", "\u0301", ".", "«", "\u202e", "😀", "Cole", "Kyiv", "МИД", "\xff",
                                     "\xd0", "A", "ș", "\u00a0", "&", "-ului", "von", "泽", "ا", "\t", "U.S."};

/* One random edit: drop, double, swap in a piece, cut. */
static void mutate(kith_buf *text) {
  const char *piece = pieces[roll(COUNT(pieces))];
  uint32_t place = roll((uint32_t)text->n + 1), length = roll(6);
  if (place + length > text->n) length = (uint32_t)text->n - place;
  kith_buf fresh = {0};
  kith_buf_add(&fresh, (kith_str){text->at, place});
  switch (roll(4)) {
  case 0: break; /* dropped */
  case 1: kith_buf_add(&fresh, kith_str_of(piece)); break;
  case 2: kith_buf_add(&fresh, (kith_str){text->at + place, length}); /* doubled */ /* fall through */
  default: kith_buf_add(&fresh, kith_str_of(piece)); length = 0;
  }
  kith_buf_add(&fresh, (kith_str){text->at + place + length, text->n - place - length});
  kith_vec_clear(text);
  *text = fresh;
}

static void mutated_texts_keep_mentions_in_place(void **state) {
  (void)state;
  seed = 20260308;
  for (int turn = 0; turn < 6000; turn++) {
    size_t which = roll(COUNT(seeds) / 2) * 2;
    kith_buf text = {0};
    kith_buf_add(&text, kith_str_of(seeds[which + 1]));
    for (uint32_t edits = 1 + roll(12); edits; edits--) mutate(&text);
    world_read(&w, turn % 7 ? seeds[which] : "", kith_buf_str(&text));
    check_mentions(kith_buf_str(&text));
    kith_vec_clear(&text);
  }
}

static void a_finder_forgets_the_document_before(void **state) {
  (void)state;
  seed = 7;
  for (int turn = 0; turn < 200; turn++) {
    size_t which = roll(COUNT(seeds) / 2) * 2;
    kith_buf used = {0};
    kith_buf_add(&used, kith_str_of(found(&w, seeds[which], seeds[which + 1])));
    world fresh;
    if (turn % 20 == 0) {
      world_open(&fresh, false);
      assert_string_equal(kith_buf_text(&used), found(&fresh, seeds[which], seeds[which + 1]));
      world_close(&fresh);
    }
    kith_vec_clear(&used);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_longest_name_wins),
      cmocka_unit_test(capitals_tell_a_name_from_a_word),
      cmocka_unit_test(a_name_can_be_written_in_many_ways),
      cmocka_unit_test(names_do_not_cross_sentences),
      cmocka_unit_test(surnames_stand_for_listed_persons),
      cmocka_unit_test(romanian_endings),
      cmocka_unit_test(russian_endings),
      cmocka_unit_test(ukrainian_endings),
      cmocka_unit_test(an_ending_that_fits_the_other_gender_is_refused),
      cmocka_unit_test(hyphened_endings_belong_to_the_surface),
      cmocka_unit_test(initials_agree_or_make_a_namesake),
      cmocka_unit_test(another_given_name_is_another_person),
      cmocka_unit_test(a_given_name_makes_a_person),
      cmocka_unit_test(a_title_makes_a_person_and_is_no_part_of_the_name),
      cmocka_unit_test(a_legal_form_makes_an_organisation),
      cmocka_unit_test(a_head_word_tells_the_type),
      cmocka_unit_test(a_place_is_told_by_the_word_before_it),
      cmocka_unit_test(the_first_word_of_a_sentence_needs_more_than_its_capital),
      cmocka_unit_test(demonyms_name_nobody),
      cmocka_unit_test(metonyms_count_only_on_request),
      cmocka_unit_test(weak_names_are_marked),
      cmocka_unit_test(boilerplate_gives_nothing),
      cmocka_unit_test(german_nouns_are_no_names),
      cmocka_unit_test(shouted_headlines_find_only_listed_names),
      cmocka_unit_test(links_name_nobody),
      cmocka_unit_test(an_empty_text_has_no_mentions),
      cmocka_unit_test(positions_are_code_points_or_bytes),
      cmocka_unit_test(only_sentences_with_a_mention_are_kept),
      cmocka_unit_test(texts_that_differ_in_white_space_are_the_same),
      cmocka_unit_test(mutated_texts_keep_mentions_in_place),
      cmocka_unit_test(a_finder_forgets_the_document_before),
  };
  return cmocka_run_group_tests_name("mention", tests, set_up, tear_down);
}
