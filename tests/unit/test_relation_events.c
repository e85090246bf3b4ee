/* Who did what to whom: relation/rel_events.c, on languages and names of our own. */
#include "relation_fixture.h"

static const char *events(const char *text) { return related("events", "en", text); }

static void a_verb_ties_who_does_it_to_whom(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole met Olena Lytvyn in Kyiv."), "t:cole CONSULT t:lytvyn");
  assert_string_equal(events("Arthur Cole accused Ruritania."), "t:cole ACCUSE t:ruritania");
}

static void the_passive_turns_it_round(void **state) {
  (void)state;
  assert_string_equal(events("Ruritania was attacked by Arthur Cole."), "t:cole ASSAULT t:ruritania");
}

static void those_joined_by_and_act_together(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole and Olena Lytvyn met Xo Limpin."), "t:cole CONSULT t:xi; t:lytvyn CONSULT t:xi");
  assert_string_equal(events("Arthur Cole and Olena Lytvyn agreed."), "t:cole AGREE t:lytvyn; t:lytvyn AGREE t:cole");
}

static void nouns_say_it_too(void **state) {
  (void)state;
  assert_string_equal(events("There were talks between Ruritania and Arthur Cole."), "t:ruritania CONSULT t:cole; t:cole CONSULT t:ruritania");
  assert_string_equal(events("Arthur Cole held talks with Olena Lytvyn."), "t:cole CONSULT t:lytvyn");
  assert_string_equal(events("He saw the Ruritanian attack on Arthur Cole."), "t:ruritania ASSAULT t:cole");
}

static void what_is_denied_or_to_come_is_marked(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole did not meet Olena Lytvyn."), "t:cole CONSULT t:lytvyn not");
  assert_string_equal(events("Arthur Cole may meet Olena Lytvyn."), "t:cole CONSULT t:lytvyn maybe");
  assert_string_equal(events("Arthur Cole must meet Olena Lytvyn."), "t:cole CONSULT t:lytvyn maybe");
  assert_string_equal(events("They heard of plans for talks between Arthur Cole and Olena Lytvyn."), "t:cole CONSULT t:lytvyn maybe; t:lytvyn CONSULT t:cole maybe");
  assert_string_equal(events("Arthur Cole will help Olena Lytvyn."), "t:cole AGREE t:lytvyn maybe");
  assert_string_equal(events("Arthur Cole will attack Olena Lytvyn."), "t:cole THREATEN t:lytvyn maybe");
}

static void a_pronoun_in_speech_is_the_speaker(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole said that he met Olena Lytvyn."), "t:cole CONSULT t:lytvyn");
  assert_string_equal(events("Arthur Cole said that Olena Lytvyn must leave."), "t:cole REQUEST t:lytvyn");
  assert_string_equal(events("Arthur Cole told Olena Lytvyn everything."), "t:cole SAY t:lytvyn");
}

static void an_infinitive_hangs_on_its_verb(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole agreed to help Olena Lytvyn."), "t:cole AGREE t:lytvyn");
}

static void a_comma_ends_the_search(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole rejected everything, and Olena Lytvyn slept."), "");
}

static void endings_of_verbs_are_data(void **state) {
  (void)state;
  assert_string_equal(related("events", "ru", "Вчера Иван Наливайкин встретился в городе Руритания."), "t:nalivaiko CONSULT t:ruritania");
}

static const char *german(const char *text) { return related("events", "de", text); }

static void a_prefix_leaves_its_verb(void **state) {
  (void)state;
  assert_string_equal(german("Arthur Cole griff Olena Lytvyn am Montag an."), "t:cole ASSAULT t:lytvyn");
  assert_string_equal(german("Am Montag griff Arthur Cole Olena Lytvyn an."), "t:cole ASSAULT t:lytvyn");
  assert_string_equal(german("Arthur Cole griff Olena Lytvyn am Montag."), "");
  assert_string_equal(german("Arthur Cole drohte, Olena Lytvyn anzugreifen."), "t:cole THREATEN t:lytvyn");
}

static void verbs_end_their_clause(void **state) {
  (void)state;
  assert_string_equal(german("Arthur Cole hat Olena Lytvyn nicht angegriffen."), "t:cole ASSAULT t:lytvyn not");
  assert_string_equal(german("Arthur Cole soll Olena Lytvyn angreifen."), "t:cole ASSAULT t:lytvyn maybe");
  assert_string_equal(german("Es hieß, dass Arthur Cole Olena Lytvyn angriff."), "t:cole ASSAULT t:lytvyn");
  assert_string_equal(german("Arthur Cole wurde am Montag von Olena Lytvyn angegriffen."), "t:lytvyn ASSAULT t:cole");
  assert_string_equal(german("Arthur Cole, der Olena Lytvyn angriff, schlief."), "t:cole ASSAULT t:lytvyn");
}

static void two_predicates_share_who_acts(void **state) {
  (void)state;
  assert_string_equal(events("Arthur Cole met Xo Limpin and accused Olena Lytvyn."), "t:cole CONSULT t:xi; t:cole ACCUSE t:lytvyn");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_verb_ties_who_does_it_to_whom), cmocka_unit_test(the_passive_turns_it_round),
      cmocka_unit_test(those_joined_by_and_act_together), cmocka_unit_test(nouns_say_it_too),
      cmocka_unit_test(what_is_denied_or_to_come_is_marked), cmocka_unit_test(a_pronoun_in_speech_is_the_speaker),
      cmocka_unit_test(an_infinitive_hangs_on_its_verb), cmocka_unit_test(a_comma_ends_the_search),
      cmocka_unit_test(endings_of_verbs_are_data),
      cmocka_unit_test(a_prefix_leaves_its_verb),
      cmocka_unit_test(verbs_end_their_clause),
      cmocka_unit_test(two_predicates_share_who_acts),
  };
  return cmocka_run_group_tests_name("relation_events", tests, relation_world, remove_folder);
}
