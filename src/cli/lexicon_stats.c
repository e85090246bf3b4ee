#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/rows.h"
#include "cli/say.h"

typedef struct counts {
  uint64_t entities[KITH_TYPE_COUNT], names_of_type[KITH_TYPE_COUNT], names_of_role[KITH_ROLE_COUNT], names_of_layer[256];
  uint64_t *names_of_language, *entities_of_language;
} counts;

static void count(const kith_lexicon *l, counts *c) {
  for (uint32_t i = 0; i < kith_lexicon_entity_count(l); i++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, i);
    kith_lang before = KITH_LANG_UND;
    if (e->type >= KITH_TYPE_COUNT) continue;
    c->entities[e->type]++;
    c->names_of_type[e->type] += e->name_count;
    for (uint32_t k = 0; k < e->name_count; k++) {
      const kith_lexicon_name *n = kith_lexicon_entity_name(l, e, k);
      c->names_of_role[n->role]++;
      c->names_of_layer[n->layer]++;
      c->names_of_language[n->lang]++;
      c->entities_of_language[n->lang] += k == 0 || n->lang != before;
      before = n->lang;
    }
  }
}

static void row(kith_out *out, const char *what, kith_str key, uint64_t entities, uint64_t names) {
  kith_row_text(out, kith_str_of(what), false);
  kith_row_text(out, key, false);
  if (entities == UINT64_MAX)
    kith_row_text(out, KITH_STR(""), false);
  else
    kith_row_number(out, entities, false);
  kith_row_number(out, names, true);
}

static void print(kith_out *out, const kith_knowledge *k, const counts *c) {
  kith_row_header(out, "what key entities names");
  row(out, "all", KITH_STR(""), kith_lexicon_entity_count(k->lexicon), kith_lexicon_name_count(k->lexicon));
  for (size_t i = 0; i < KITH_TYPE_COUNT; i++) row(out, "type", kith_str_of(kith_type_names[i]), c->entities[i], c->names_of_type[i]);
  for (size_t i = 0; i < KITH_ROLE_COUNT; i++) row(out, "role", kith_str_of(kith_role_names[i]), UINT64_MAX, c->names_of_role[i]);
  for (size_t i = 0; i < kith_languages_count(k->languages); i++) {
    kith_str code = i ? kith_language_get(k->languages, (kith_lang)i)->code : KITH_STR("mul");
    row(out, "language", code, c->entities_of_language[i], c->names_of_language[i]);
  }
  for (size_t i = 0; i < k->folders.n && i < 256; i++) row(out, "layer", kith_str_of(k->folders.at[i]), UINT64_MAX, c->names_of_layer[i]);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_error error;
  uint64_t names[KITH_LANG_MAX + 1] = {0}, entities[KITH_LANG_MAX + 1] = {0};
  counts c = {.names_of_language = names, .entities_of_language = entities};
  kith_status status = kith_knowledge_open(&knowledge, settings->build.lexicons, settings->build.lexicon_count,
                                           !settings->build.no_user_lexicon, &error);
  if (status != KITH_OK) return kith_say_error("lexicon stats", &error);
  count(knowledge.lexicon, &c);
  print(out, &knowledge, &c);
  kith_knowledge_close(&knowledge);
  return KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_stats = {
    .name = "lexicon stats", .arguments = "[--lexicon DIR]...", .about = "count entities and names by type, role and language",
    .text = "Counts what is in the lexicons, the surnames that are derived from full names of persons included.",
    .examples = {{"All counts:", "kith lexicon stats"},
                 {"How well is Ukrainian covered?", "kith lexicon stats | grep -w uk"},
                 {"How much does my folder add?", "kith lexicon stats --lexicon mynames | grep ^layer"}},
    .output = "A header line, then rows between tabs.\n\n"
              "  what      all, type, role, language or layer\n"
              "  key       which type, role, language (mul: holds in all) or folder\n"
              "  entities  how many entities; empty where it has no meaning\n"
              "  names     how many names",
    .exits = "  0    done\n  2    a flag or argument is wrong\n  3    a row is wrong, or a file cannot be read", .run = run};
