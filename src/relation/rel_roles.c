/* Roles: who is what of whom, as titles, genitives, appositions and verbs say it.
 *
 * A role and what it is of must stand side by side or be joined by small
 * words of the language (lexicons/lang/): a role that is not said so is left out.
 * Who runs what by nouns goes first: of two ties of a pair the first stands. */
#include "relation/role.h"

static void relate(const kith_reading *reading, const kith_relation_options *options, kith_relation_sink sink, void *context) {
  if (!options->phraser) return;
  for (uint32_t sentence = 0; sentence < reading->sentence_count; sentence++) {
    kith_role_scene s = {.options = options, .sentence = sentence, .sink = sink, .context = context, .last_holder = KITH_NONE};
    s.entities = kith_phraser_entities(options->phraser);
    s.phrase = kith_phraser_read(options->phraser, reading, sentence);
    uint32_t count = s.phrase ? kith_role_count(&s) : 0;
    for (uint32_t i = 0; i < count; i++) kith_role_nouns(&s, i);
    for (uint32_t i = 0; i < count; i++) kith_role_verbs(&s, i);
    for (uint32_t i = 0; i < count; i++) kith_role_neighbours(&s, i);
  }
}

const kith_method kith_method_roles = {"roles", "who is what of whom: head, envoy, adviser, wife …", true, relate};
