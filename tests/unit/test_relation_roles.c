/* Who is what of whom: relation/rel_roles.c, on languages and names of our own. */
#include "relation_fixture.h"

static const char *roles(const char *text) { return related("roles", "en", text); }

static void a_role_stands_between_its_body_and_its_holder(void **state) {
  (void)state;
  assert_string_equal(roles("Yesterday Harbour Council spokesman Arthur Cole spoke."), "t:cole spokesperson_of t:council");
  assert_string_equal(roles("The Ruritanian president Arthur Cole spoke."), "t:cole head_of t:ruritania");
}

static void a_place_named_by_an_adjective_alone_is_an_entity_too(void **state) {
  (void)state;
  assert_string_equal(roles("Ruritanian president Arthur Cole met nobody."), "t:cole head_of t:ruritania");
}

static void what_is_owned_may_be_set_off_by_a_comma(void **state) {
  (void)state;
  assert_string_equal(roles("He met Arthur Cole's envoy, Olena Lytvyn, on Monday."), "t:lytvyn represents t:cole");
  assert_string_equal(roles("He met Arthur Cole's wife Olena Lytvyn."), "t:lytvyn family_of t:cole");
  assert_string_equal(roles("Arthur Cole and his wife Olena Lytvyn came."), "t:lytvyn family_of t:cole");
}

static void a_role_may_follow_its_holder(void **state) {
  (void)state;
  assert_string_equal(roles("Olena Lytvyn, an adviser to Arthur Cole, spoke."), "t:lytvyn adviser_of t:cole");
  assert_string_equal(roles("Olena Lytvyn is the former president of Ruritania."), "t:lytvyn head_of t:ruritania");
  assert_string_equal(roles("Olena Lytvyn (secretary of the Harbour Council) spoke."), "t:lytvyn head_of t:council");
}

static void a_role_and_what_it_is_of_may_come_first(void **state) {
  (void)state;
  assert_string_equal(roles("The spokesman of Harbour Council, Arthur Cole, spoke."), "t:cole spokesperson_of t:council");
}

static void a_field_narrows_a_post(void **state) {
  (void)state;
  assert_string_equal(roles("He met Ruritanian energy secretary Arthur Cole."), "t:cole works_for t:ruritania");
  assert_string_equal(roles("He met Arthur Cole's secretary Olena Lytvyn."), "t:lytvyn works_for t:cole");
}

static void some_roles_are_bodies_and_some_go_the_other_way(void **state) {
  (void)state;
  assert_string_equal(roles("Harbour City Bank, a subsidiary of Harbour Council, closed."), "t:harbour-city-bank part_of t:council");
  assert_string_equal(roles("He met Arthur Cole's predecessor Olena Lytvyn."), "t:cole successor_of t:lytvyn");
}

static void what_is_not_said_is_left_out(void **state) {
  (void)state;
  assert_string_equal(roles("In Kyiv president Arthur Cole spoke."), "");
  assert_string_equal(roles("Arthur Cole met the president of nobody."), "");
  assert_string_equal(roles("Ruritania's wife Olena Lytvyn spoke."), "");
  assert_string_equal(roles("Olena Lytvyn met the Ruritanian president's friend."), "");
}

static void a_verb_may_say_it(void **state) {
  (void)state;
  assert_string_equal(roles("Arthur Cole leads Harbour Council."), "t:cole head_of t:council");
  assert_string_equal(roles("Harbour Council, led by Arthur Cole, met."), "t:cole head_of t:council");
  assert_string_equal(roles("Olena Lytvyn was married to Arthur Cole."), "t:lytvyn family_of t:cole");
  assert_string_equal(roles("Arthur Cole lives in Ruritania."), "t:cole located_in t:ruritania");
  assert_string_equal(roles("Arthur Cole was elected president of Ruritania."), "t:cole head_of t:ruritania");
  assert_string_equal(roles("They named Arthur Cole as secretary of Harbour Council."), "t:cole head_of t:council");
  assert_string_equal(roles("Arthur Cole did not lead Harbour Council."), "");
  assert_string_equal(roles("Arthur Cole hoped to join Harbour Council."), "");
}

static void several_may_hold_or_share_a_role(void **state) {
  (void)state;
  assert_string_equal(roles("He met Harbour Council members Arthur Cole and Olena Lytvyn."), "t:cole member_of t:council; t:lytvyn member_of t:council");
  assert_string_equal(roles("The brothers Arthur Cole and Olena Lytvyn left."), "t:lytvyn family_of t:cole");
  assert_string_equal(roles("Arthur Cole, president of Ruritania and adviser to Olena Lytvyn, left."), "t:cole head_of t:ruritania; t:cole adviser_of t:lytvyn");
}

static void names_side_by_side_may_say_it(void **state) {
  (void)state;
  assert_string_equal(roles("The prize went to Arthur Cole (Harbour Council)."), "t:cole works_for t:council");
  assert_string_equal(roles("He met Arthur Cole of Harbour Council."), "t:cole works_for t:council");
}

static void where_somebody_is_from_is_no_post(void **state) {
  (void)state;
  assert_string_equal(roles("He met Ruritanian president Arthur Cole."), "t:cole head_of t:ruritania");
  assert_string_equal(roles("He met the ambassador to Ruritania, Arthur Cole."), "");
  assert_string_equal(roles("He met the pro-Ruritanian president Arthur Cole."), "");
}

static void cases_tell_whose_title_it_is(void **state) {
  (void)state;
  assert_string_equal(related("roles", "ru", "Вчера советник президента Руритании Иван Наливайкин молчал."), "t:nalivaiko adviser_of t:ruritania");
  assert_string_equal(related("roles", "ru", "Вчера президент Руритании Иван Наливайкин молчал."), "t:nalivaiko head_of t:ruritania");
}

static void some_bodies_are_named_by_the_name_behind(void **state) {
  (void)state;
  assert_string_equal(related("roles", "ru", "Вчера президент компании Harbour Council Иван Наливайкин молчал."), "t:nalivaiko head_of t:council");
  assert_string_equal(related("roles", "ru", "Вчера президент комитета Harbour Council Иван Наливайкин молчал."), "t:nalivaiko works_for t:council");
}

static void without_a_phraser_nothing_is_found(void **state) {
  (void)state;
  kith_reading reading = {.sentence_count = 0};
  kith_relation_options options = {.types = 1};
  kith_method_find("roles")->relate(&reading, &options, NULL, NULL);
  kith_method_find("events")->relate(&reading, &options, NULL, NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_role_stands_between_its_body_and_its_holder),
      cmocka_unit_test(a_place_named_by_an_adjective_alone_is_an_entity_too),
      cmocka_unit_test(what_is_owned_may_be_set_off_by_a_comma),
      cmocka_unit_test(a_role_may_follow_its_holder),
      cmocka_unit_test(a_role_and_what_it_is_of_may_come_first),
      cmocka_unit_test(a_field_narrows_a_post),
      cmocka_unit_test(some_roles_are_bodies_and_some_go_the_other_way),
      cmocka_unit_test(what_is_not_said_is_left_out),
      cmocka_unit_test(a_verb_may_say_it),
      cmocka_unit_test(several_may_hold_or_share_a_role),
      cmocka_unit_test(names_side_by_side_may_say_it),
      cmocka_unit_test(where_somebody_is_from_is_no_post),
      cmocka_unit_test(cases_tell_whose_title_it_is),
      cmocka_unit_test(some_bodies_are_named_by_the_name_behind),
      cmocka_unit_test(without_a_phraser_nothing_is_found),
  };
  return cmocka_run_group_tests_name("relation_roles", tests, relation_world, remove_folder);
}
