#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/rows.h"
#include "cli/say.h"

static void fact(kith_out *out, kith_str id, const char *property, kith_str value) {
  if (!value.n) return;
  kith_row_text(out, id, false);
  kith_row_text(out, kith_str_of(property), false);
  kith_row_text(out, value, true);
}

static kith_str code_of(const char code[2]) { return (kith_str){code, code[0] ? 2 : 0}; }

static void number_fact(kith_out *out, kith_str id, const char *property, uint64_t value) {
  kith_buf text = {0};
  if (value) kith_buf_u64(&text, value);
  fact(out, id, property, kith_buf_str(&text));
  kith_vec_clear(&text);
}

static void print(kith_out *out, const kith_knowledge *k, uint32_t number) {
  const kith_lexicon *l = k->lexicon;
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, number);
  kith_str id = kith_lexicon_id(l, e);
  const char *type = e->type < KITH_TYPE_COUNT ? kith_type_names[e->type] : "";
  kith_row_header(out, "entity type language name role layer");
  for (uint32_t i = 0; i < e->name_count; i++) {
    const kith_lexicon_name *n = kith_lexicon_entity_name(l, e, i);
    kith_row_text(out, id, false);
    kith_row_text(out, kith_str_of(type), false);
    kith_row_text(out, n->lang ? kith_language_get(k->languages, n->lang)->code : KITH_STR("mul"), false);
    kith_row_text(out, kith_lexicon_string(l, n->text, n->length), false);
    kith_row_text(out, kith_str_of(kith_role_names[n->role]), false);
    kith_row_text(out, n->layer ? kith_str_of(k->folders.at[n->layer]) : KITH_STR("shipped"), true);
  }
  kith_out_text(out, "\n");
  kith_row_header(out, "entity property value");
  fact(out, id, "capital_of", code_of(e->capital_of));
  fact(out, id, "country", code_of(e->country));
  fact(out, id, "gender", (kith_str){(const char *)&e->gender, e->gender != 0});
  fact(out, id, "kind", (kith_str){e->kind, strnlen(e->kind, sizeof e->kind)});
  number_fact(out, id, "population", e->population);
  number_fact(out, id, "prominence", e->prominence);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_error error;
  kith_status status = kith_knowledge_open(&knowledge, settings->build.lexicons, settings->build.lexicon_count,
                                           !settings->build.no_user_lexicon, &error);
  if (status != KITH_OK) return kith_say_error("lexicon show", &error);
  const char *id = settings->arguments.at[0];
  uint32_t entity = kith_lexicon_find(knowledge.lexicon, kith_str_of(id));
  if (entity != KITH_NONE)
    print(out, &knowledge, entity);
  else if (!settings->quiet)
    kith_say("kith lexicon show: no entity has the id '%s'; to look for a name: kith lexicon find '%s'", id, id);
  kith_knowledge_close(&knowledge);
  return entity == KITH_NONE ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_show = {
    .name = "lexicon show", .arguments = "ID [flags]", .about = "print all that is known of one entity",
    .text = "Prints the names and facts of an entity as the rows of a lexicon are written: copied into a folder of your own they are a start "
            "for corrections. Surnames with the role surname are derived from full names and need no row.",
    .examples = {{"A country:", "kith lexicon show wd:Q212"},
                 {"A person, with a folder of your own over the shipped one:", "kith lexicon show kith:per-steve-witkoff --lexicon mynames"},
                 {"From a name to the rows:",
                  "kith lexicon show \"$(kith lexicon find Kyiv | awk -F '\\t' 'NR == 2 {print $1}')\""}},
    .output = "Two tables between tabs, with a blank line between them: names (entity type language name role, and the layer they "
              "come from: shipped or a folder) and facts (entity property value).",
    .exits = "  0    shown\n  1    there is no entity with that id\n  2    a flag or argument is wrong\n  3    a lexicon cannot be read",
    .least = 1, .most = 1, .missing = "which entity? Give its id, as kith mentions and kith lexicon find print it", .run = run};
