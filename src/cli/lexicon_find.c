#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/name_forms.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "text/word.h"

/* A candidate that is no row of the lexicon, but a form of one: in which languages. */
typedef struct form {
  uint32_t entity;
  uint8_t how, role;
  kith_lang first;
  kith_buf languages;
} form;

typedef struct finding {
  const kith_knowledge *knowledge;
  kith_out *out;
  kith_str name;
  size_t rows;
  kith_map listed; /* entities found as rows */
  KITH_VEC(form) forms;
} finding;

static void print(finding *f, uint32_t entity, kith_str name, kith_str language, uint8_t role, uint8_t layer, const char *why) {
  const kith_lexicon *l = f->knowledge->lexicon;
  const kith_lexicon_entity *e = kith_lexicon_entity_at(l, entity);
  if (!f->rows++) kith_row_header(f->out, "entity type label name language role layer why");
  kith_row_text(f->out, kith_lexicon_id(l, e), false);
  kith_row_text(f->out, kith_str_of(e->type < KITH_TYPE_COUNT ? kith_type_names[e->type] : ""), false);
  kith_row_text(f->out, kith_lexicon_label(l, e), false);
  kith_row_text(f->out, name, false);
  kith_row_text(f->out, language, false);
  kith_row_text(f->out, kith_str_of(kith_role_names[role]), false);
  kith_row_text(f->out, layer ? kith_str_of(f->knowledge->folders.at[layer]) : KITH_STR("shipped"), false);
  kith_row_text(f->out, kith_str_of(why), true);
}

/* ---- rows with this name ---- */

/* The node of the trie that the words of the name lead to, or KITH_NONE. */
static uint32_t node_of(const kith_lexicon *l, kith_str name) {
  kith_words words = {0};
  kith_buf key = {0};
  uint32_t node = KITH_LEXICON_ROOT;
  kith_words_cut(name, 0, name.n, &words);
  if (!words.n) node = KITH_NONE;
  for (size_t i = 0; i < words.n && node != KITH_NONE; i++) {
    key.n = 0;
    kith_word_key(name, &words.at[i], &key);
    uint32_t word = kith_lexicon_word(l, kith_buf_str(&key));
    node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(l, node, word);
  }
  kith_vec_clear(&words);
  kith_vec_clear(&key);
  return node;
}

static const char *why_listed(const kith_lexicon_name *n, bool same) {
  switch ((kith_role)n->role) {
  case KITH_ROLE_WEAK: return "ambiguous alone: counts where its full name is in the same document";
  case KITH_ROLE_METONYM: return "stands for a power: counts with --metonyms";
  case KITH_ROLE_DEMONYM: return "adjective or inhabitant: names a part of other names";
  case KITH_ROLE_SURNAME: return "surname of a full name: decided by the document it is in";
  case KITH_ROLE_ACRONYM: return same ? "listed so" : "an acronym: counts in capitals only";
  default: return same ? "listed so" : "listed with other case, marks or signs";
  }
}

static bool alike(const kith_lexicon_name *a, const kith_lexicon_name *b) {
  return a->entity == b->entity && a->role == b->role && a->layer == b->layer && a->text == b->text && a->length == b->length;
}

static kith_str code_of(const finding *f, kith_lang lang) {
  return lang ? kith_language_get(f->knowledge->languages, lang)->code : KITH_STR("mul");
}

/* Rows that differ in their language only are told as one. */
static void find_listed(finding *f) {
  const kith_lexicon *l = f->knowledge->lexicon;
  uint32_t node = node_of(l, f->name), count = 0;
  const kith_lexicon_name *names = node == KITH_NONE ? NULL : kith_lexicon_names(l, node, &count);
  kith_buf languages = {0};
  for (uint32_t i = 0; i < count; i++) {
    const kith_lexicon_name *n = &names[i];
    kith_str text = kith_lexicon_string(l, n->text, n->length);
    bool told = false;
    for (uint32_t k = 0; k < i && !told; k++) told = alike(&names[k], n);
    if (told) continue;
    languages.n = 0;
    for (uint32_t k = i; k < count; k++) {
      if (!alike(&names[k], n)) continue;
      if (languages.n) kith_buf_char(&languages, ',');
      kith_buf_add(&languages, code_of(f, names[k].lang));
    }
    kith_map_add(&f->listed, n->entity);
    print(f, n->entity, text, kith_buf_str(&languages), n->role, n->layer, why_listed(n, kith_str_equal(text, f->name)));
  }
  kith_vec_clear(&languages);
}

/* ---- forms of names ---- */

static void add_form(finding *f, const kith_candidate *c, kith_lang lang) {
  size_t i = 0;
  if (kith_map_find(&f->listed, c->entity)) return;
  while (i < f->forms.n && !(f->forms.at[i].entity == c->entity && f->forms.at[i].how == c->how)) i++;
  if (i == f->forms.n) kith_vec_push(&f->forms, (form){.entity = c->entity, .how = c->how, .role = c->role, .first = lang});
  kith_buf *languages = &f->forms.at[i].languages;
  if (languages->n) kith_buf_char(languages, ',');
  kith_buf_add(languages, kith_language_get(f->knowledge->languages, lang)->code);
}

static void add_forms(void *context, const kith_reading *reading, kith_lang lang) {
  const kith_reading_mention *m = &reading->mentions[0];
  for (uint32_t c = 0; c < m->candidate_count; c++) add_form(context, &reading->candidates[m->first_candidate + c], lang);
}

static void print_forms(finding *f) {
  for (size_t i = 0; i < f->forms.n; i++) {
    form *one = &f->forms.at[i];
    kith_buf why = {0};
    kith_str base = kith_lexicon_base(f->knowledge->lexicon, one->entity, one->first);
    if (one->role == KITH_ROLE_SURNAME)
      kith_buf_format(&why, "a form of its surname: decided by the document it is in");
    else
      kith_buf_format(&why, "%s form", kith_how_names[one->how]);
    print(f, one->entity, base, kith_buf_str(&one->languages), one->role,
          kith_lexicon_entity_at(f->knowledge->lexicon, one->entity)->layer, kith_buf_text(&why));
    kith_vec_clear(&why);
    kith_vec_clear(&one->languages);
  }
  kith_vec_clear(&f->forms);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_error error;
  kith_buf name = {0};
  kith_status status = kith_knowledge_open(&knowledge, settings->build.lexicons, settings->build.lexicon_count,
                                           !settings->build.no_user_lexicon, &error);
  if (status != KITH_OK) return kith_say_error("lexicon find", &error);
  for (size_t i = 0; i < settings->arguments.n; i++) {
    if (i) kith_buf_char(&name, ' ');
    kith_buf_add(&name, kith_str_of(settings->arguments.at[i]));
  }
  finding f = {.knowledge = &knowledge, .out = out, .name = kith_str_trim(kith_buf_str(&name))};
  find_listed(&f);
  status = kith_name_forms(&knowledge, f.name, KITH_LANG_UND, add_forms, &f, &error);
  print_forms(&f);
  if (!f.rows && status == KITH_OK && !settings->quiet)
    kith_say("kith lexicon find: no lexicon lists '%.*s', nor a name that it is a form of", KITH_STR_FMT(f.name));
  kith_map_clear(&f.listed);
  kith_vec_clear(&name);
  kith_knowledge_close(&knowledge);
  if (status != KITH_OK) return kith_say_error("lexicon find", &error);
  return f.rows ? KITH_EXIT_CLEAN : KITH_EXIT_SKIPPED;
}

const kith_command kith_lexicon_command_find = {
    .name = "lexicon find", .arguments = "NAME... [flags]", .about = "tell who or what a name may mean, and why",
    .text = "Looks the name up as an article would be read: as a row of the lexicons, whatever its case and marks, and as an "
            "inflected or transliterated form of one in each language. Which of several candidates is meant is decided in an article "
            "by what else it says.",
    .examples = {{"A form as found in a text:", "kith lexicon find Умеровым"},
                 {"A surname that several persons share:", "kith lexicon find Zelenska"},
                 {"A name of several words, also in a folder of your own:", "kith lexicon find Casa Albă --lexicon mynames"}},
    .output = "A header line, then rows between tabs.\n\n"
              "  entity     id\n"
              "  type       PER, ORG, LOC, EVT or PRO\n"
              "  label      its English label\n"
              "  name       the listed name that was found\n"
              "  language   those of its rows (mul: all), or those in which it is a form of it\n"
              "  role       label alias short acronym former weak demonym metonym surname\n"
              "  layer      shipped, or the folder it comes from\n"
              "  why        how it was found, and when it counts",
    .exits = "  0    found\n  1    nothing was found\n  2    a flag or argument is wrong\n  3    a lexicon cannot be read",
    .least = 1, .most = SIZE_MAX, .missing = "which name? Give it as it stands in a text", .run = run};
