#include "cli/lexicon_edit.h"

#include "cli/rows.h"
#include "cli/say.h"
#include "lexicon/layer.h"
#include "lexicon/script.h"
#include "lexicon/source.h"
#include "text/word.h"

static bool names_folder(const kith_settings *s, const char *folder) {
  for (size_t i = 0; i < s->lexicons.n; i++)
    if (strcmp(s->lexicons.at[i], folder) == 0) return true;
  return false;
}

int kith_edit_open(kith_edit *edit, const kith_settings *settings, const char *command, kith_out *out) {
  kith_error error = {0};
  kith_status status = KITH_OK;
  memset(edit, 0, sizeof *edit);
  edit->settings = settings;
  edit->command = command;
  edit->out = out;
  if (settings->layer)
    kith_buf_add(&edit->layer, kith_str_of(settings->layer));
  else if (!kith_user_lexicon_find(&edit->layer))
    status = kith_error_set(&error, KITH_ERR_ARG, "there is no home folder for your own lexicon; say where with --layer DIR");
  if (status == KITH_OK) status = kith_folder_make(kith_buf_text(&edit->layer), &error);
  if (status == KITH_OK) {
    kith_words_list layers = {0};
    for (size_t i = 0; i < settings->lexicons.n; i++) kith_vec_push(&layers, settings->lexicons.at[i]);
    if (settings->layer && !names_folder(settings, settings->layer)) kith_vec_push(&layers, settings->layer);
    status = kith_knowledge_open(&edit->knowledge, layers.at, layers.n, !settings->build.no_user_lexicon, &error);
    kith_vec_clear(&layers);
  }
  if (status == KITH_OK) return KITH_EXIT_CLEAN;
  kith_vec_clear(&edit->layer);
  return kith_say_error(command, &error);
}

void kith_edit_close(kith_edit *edit) {
  kith_knowledge_close(&edit->knowledge);
  kith_vec_clear(&edit->layer);
}

static kith_status write_row(kith_edit *edit, kith_layer_file what, const kith_str *cells, size_t n, kith_error *error) {
  kith_buf path = {0};
  bool added;
  kith_status status = kith_layer_add(kith_buf_text(&edit->layer), what, cells, &added, &path, error);
  if (status == KITH_OK) {
    *(added ? &edit->written : &edit->there) += 1;
    kith_row_text(edit->out, added ? KITH_STR("added") : KITH_STR("there already"), false);
    kith_row_text(edit->out, kith_buf_str(&path), false);
    for (size_t i = 0; i < n; i++) kith_row_text(edit->out, cells[i].n ? cells[i] : KITH_STR("-"), i + 1 == n);
  }
  kith_vec_clear(&path);
  return status;
}

/* ---- names ---- */

static uint32_t node_of(const kith_lexicon *l, kith_str name) {
  kith_words words = {0};
  kith_buf key = {0};
  uint32_t node = KITH_LEXICON_ROOT;
  kith_words_cut(name, 0, name.n, &words);
  for (size_t i = 0; i < words.n && node != KITH_NONE; i++) {
    key.n = 0;
    kith_word_key(name, &words.at[i], &key);
    uint32_t word = kith_lexicon_word(l, kith_buf_str(&key));
    node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, word);
  }
  if (!words.n) node = KITH_NONE;
  kith_vec_clear(&words);
  kith_vec_clear(&key);
  return node;
}

static void tell_others(const kith_edit *edit, kith_str id, kith_str name) {
  const kith_lexicon *l = edit->knowledge.lexicon;
  uint32_t node = node_of(l, name), count = 0, told = KITH_NONE;
  const kith_lexicon_name *names = node == KITH_NONE ? NULL : kith_lexicon_names(l, node, &count);
  for (uint32_t i = 0; i < count && !edit->settings->quiet; i++) {
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, names[i].entity);
    kith_str other = kith_lexicon_id(l, e), label = kith_lexicon_label(l, e);
    if (kith_str_equal(other, id) || names[i].entity == told) continue;
    told = names[i].entity;
    kith_say("kith %s: '%.*s' is a name of %.*s (%.*s) too; an article decides by what else it says", edit->command, KITH_STR_FMT(name),
             KITH_STR_FMT(other), KITH_STR_FMT(label));
  }
}

static kith_status check_name(const kith_edit *edit, const kith_str *cell, kith_error *error) {
  const kith_languages *languages = edit->knowledge.languages;
  const kith_lexicon *l = edit->knowledge.lexicon;
  kith_type type = kith_type_find(cell[1]);
  kith_role role = kith_role_find(cell[4]);
  kith_lang lang = kith_language_find(languages, cell[2]);
  kith_str word;
  if (!kith_id_is_sound(cell[0]))
    return kith_error_set(error, KITH_ERR_ARG, "the id '%.*s' is none: expected letters, digits and . _ : -, such as wd:Q212 or kith:per-ana-pop", KITH_STR_FMT(cell[0]));
  if (type == KITH_TYPE_COUNT) return kith_error_set(error, KITH_ERR_ARG, "the type '%.*s' is none: expected PER, ORG, LOC, EVT or PRO", KITH_STR_FMT(cell[1]));
  if (lang == KITH_LANG_UND && !kith_str_is(cell[2], "mul"))
    return kith_error_set(error, KITH_ERR_ARG, "the language '%.*s' is none: expected a code of languages.tsv, or mul", KITH_STR_FMT(cell[2]));
  if (role >= KITH_ROLE_SURNAME)
    return kith_error_set(error, KITH_ERR_ARG, "the role '%.*s' is none: expected label, alias, short, acronym, former, weak, demonym or metonym", KITH_STR_FMT(cell[4]));
  if (kith_script_mixed(cell[3], &word))
    return kith_error_set(error, KITH_ERR_ARG, "'%.*s' mixes letters of two alphabets", KITH_STR_FMT(word));
  if (lang && !kith_script_fits(cell[3], kith_language_get(languages, lang)))
    return kith_error_set(error, KITH_ERR_ARG, "'%.*s' is in letters that %.*s does not use", KITH_STR_FMT(cell[3]), KITH_STR_FMT(kith_language_get(languages, lang)->name));
  kith_words words = {0};
  kith_words_cut(cell[3], 0, cell[3].n, &words);
  size_t n = words.n;
  kith_vec_clear(&words);
  if (!n) return kith_error_set(error, KITH_ERR_ARG, "'%.*s' holds no letter", KITH_STR_FMT(cell[3]));
  uint32_t entity = kith_lexicon_find(l, cell[0]);
  if (entity == KITH_NONE) return KITH_OK;
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, entity);
  if (e->type != type && role != KITH_ROLE_DEMONYM && role != KITH_ROLE_METONYM)
    return kith_error_set(error, KITH_ERR_ARG, "%.*s is %s and cannot be %s too", KITH_STR_FMT(cell[0]), kith_type_names[e->type], kith_type_names[type]);
  return KITH_OK;
}

kith_status kith_edit_name(kith_edit *edit, kith_str id, kith_str type, kith_str language, kith_str name, kith_str role,
                           kith_error *error) {
  const kith_str cells[] = {kith_str_trim(id), kith_str_trim(type), kith_str_trim(language), kith_str_trim(name), kith_str_trim(role)};
  kith_status status = check_name(edit, cells, error);
  if (status != KITH_OK) return status;
  bool unknown = kith_lexicon_find(edit->knowledge.lexicon, cells[0]) == KITH_NONE;
  bool label = kith_str_is(cells[4], "label") && (kith_str_is(cells[2], "en") || kith_str_is(cells[2], "mul"));
  bool alone = strcmp(edit->command, "lexicon add") == 0; /* of a list another row has it, or check will say */
  if (unknown && !label && alone && !edit->settings->quiet)
    kith_say("kith %s: %.*s is new here; give it a label in en or mul too", edit->command, KITH_STR_FMT(cells[0]));
  tell_others(edit, cells[0], cells[3]);
  return write_row(edit, KITH_LAYER_NAMES, cells, 5, error);
}

/* ---- rules ---- */

static void tell_unknown(const kith_edit *edit, kith_str id) {
  if (edit->settings->quiet || kith_lexicon_find(edit->knowledge.lexicon, id) != KITH_NONE) return;
  kith_say("kith %s: no lexicon has an entity '%.*s'; the rule waits until one does", edit->command, KITH_STR_FMT(id));
}

/* Whether a already stands for b by rules that hold: merging b into a would be a circle. */
static bool is_circle(const kith_edit *edit, kith_str a, kith_str b) {
  kith_source source;
  bool circle = false;
  kith_source_init(&source, edit->knowledge.languages);
  kith_status status = KITH_OK;
  for (size_t i = 0; i < edit->knowledge.folders.n && status == KITH_OK; i++)
    status = kith_source_read_rules(&source, edit->knowledge.folders.at[i], (uint8_t)i, NULL);
  kith_str at = b;
  for (size_t hops = 0; hops <= source.rules.n && !circle; hops++) {
    kith_str next = {0};
    for (size_t i = 0; i < source.rules.n; i++) {
      const kith_rule *r = &source.rules.at[i];
      if (r->kind != KITH_RULE_SAME && r->kind != KITH_RULE_NOT_SAME) continue;
      kith_str from = kith_intern_get(&source.strings, r->a), to = kith_intern_get(&source.strings, r->b);
      if (r->kind == KITH_RULE_SAME && kith_str_equal(from, at)) next = to;
      bool apart = (kith_str_equal(from, at) && kith_str_equal(to, next)) || (kith_str_equal(to, at) && kith_str_equal(from, next));
      if (r->kind == KITH_RULE_NOT_SAME && apart) next = (kith_str){0};
    }
    if (!next.p) break;
    at = next;
    circle = kith_str_equal(at, a);
  }
  kith_source_clear(&source);
  return circle;
}

kith_status kith_edit_rule(kith_edit *edit, kith_str rule, kith_str a, kith_str b, kith_str language, kith_error *error) {
  const kith_str cells[] = {kith_str_trim(rule), kith_str_trim(a), kith_str_trim(b), kith_str_trim(language)};
  const kith_lexicon *l = edit->knowledge.lexicon;
  bool forbid = kith_str_is(cells[0], "forbid"), same = kith_str_is(cells[0], "same"), rename = kith_str_is(cells[0], "rename");
  bool no_b = !cells[2].n || kith_str_is(cells[2], "-");
  if (!forbid && !same && !rename && !kith_str_is(cells[0], "not-same"))
    return kith_error_set(error, KITH_ERR_ARG, "the rule '%.*s' is none: expected same, not-same, rename or forbid", KITH_STR_FMT(cells[0]));
  if (!cells[1].n || (!forbid && !kith_id_is_sound(cells[1])))
    return kith_error_set(error, KITH_ERR_ARG, "'%.*s' is no id of an entity; find it with: kith lexicon find NAME", KITH_STR_FMT(cells[1]));
  if (!rename && ((no_b && !forbid) || (!no_b && !kith_id_is_sound(cells[2]))))
    return kith_error_set(error, KITH_ERR_ARG, "'%.*s' is no id of an entity; find it with: kith lexicon find NAME", KITH_STR_FMT(cells[2]));
  if (!forbid && !rename && kith_str_equal(cells[1], cells[2])) return kith_error_set(error, KITH_ERR_ARG, "both are '%.*s'; two entities are needed", KITH_STR_FMT(cells[1]));
  if (cells[3].n && !kith_str_is(cells[3], "-") && !kith_str_is(cells[3], "mul") && !kith_language_find(edit->knowledge.languages, cells[3]))
    return kith_error_set(error, KITH_ERR_ARG, "the language '%.*s' is none of languages.tsv", KITH_STR_FMT(cells[3]));
  if (same) {
    uint32_t x = kith_lexicon_find(l, cells[1]), y = kith_lexicon_find(l, cells[2]);
    if (x != KITH_NONE && y != KITH_NONE && kith_lexicon_entity_at(l, x)->type != kith_lexicon_entity_at(l, y)->type)
      return kith_error_set(error, KITH_ERR_ARG, "%.*s and %.*s are of different types", KITH_STR_FMT(cells[1]), KITH_STR_FMT(cells[2]));
    if (is_circle(edit, cells[1], cells[2]))
      return kith_error_set(error, KITH_ERR_ARG, "%.*s is merged into %.*s already: this would be a circle", KITH_STR_FMT(cells[2]), KITH_STR_FMT(cells[1]));
  }
  if (same || rename) tell_unknown(edit, cells[1]);
  if (forbid && !no_b) tell_unknown(edit, cells[2]);
  bool one_known = kith_lexicon_find(l, cells[1]) != KITH_NONE || kith_lexicon_find(l, cells[2]) != KITH_NONE;
  if (!forbid && !rename && !same && !one_known) { /* of two that are one now only one is there */
    tell_unknown(edit, cells[1]);
    tell_unknown(edit, cells[2]);
  }
  if (forbid && node_of(l, cells[1]) == KITH_NONE && !edit->settings->quiet)
    kith_say(no_b ? "kith %s: no lexicon lists '%.*s'; texts that have it name nobody by it any more"
                  : "kith %s: no lexicon lists '%.*s'; the rule waits until one does", edit->command, KITH_STR_FMT(cells[1]));
  return write_row(edit, KITH_LAYER_RULES, cells, 4, error);
}

int kith_edit_one_rule(const kith_settings *settings, const char *command, const char *rule, const char *a, const char *b,
                       const char *language, kith_out *out) {
  kith_edit edit;
  kith_error error;
  int failed = kith_edit_open(&edit, settings, command, out);
  if (failed) return failed;
  kith_status status = kith_edit_rule(&edit, kith_str_of(rule), kith_str_of(a), kith_str_of(b), kith_str_of(language), &error);
  kith_edit_close(&edit);
  return status == KITH_OK ? KITH_EXIT_CLEAN : kith_say_error(command, &error);
}
