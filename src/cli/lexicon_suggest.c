#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/result_graph.h"
#include "cli/result_spellings.h"
#include "cli/rows.h"
#include "cli/say.h"
#include "entity/sound.h"
#include "lexicon/script.h"
#include "text/fold.h"

#include <stdlib.h>

/* How many of a kind are told, and what makes two names or two groups worth a look. */
enum { UNLISTED = 200, DUPLICATES = 100, HOMONYMS = 50, BLOCK_MAX = 400, GROUP = 3 };
static const double alike = 0.82;

typedef struct ranked {
  double score;
  uint32_t node;
} ranked;

typedef struct pair {
  uint32_t keep, gone; /* keep: listed, or of more ties */
  uint32_t shared;
  double similarity, score;
} pair;

typedef struct suggester {
  kith_result_graph graph;
  kith_result_spellings spellings;
  const kith_languages *languages;
  kith_arena arena;
  kith_str *sound; /* of each node's label, words between spaces */
  ranked *order;   /* nodes by the weight of their ties */
  uint32_t *into;  /* of each node: the one it may be another name of, or itself */
  bool *told;      /* its label was suggested */
  KITH_VEC(pair) pairs;
  kith_out *out;
  size_t rows;
} suggester;

static const kith_result_node *node(const suggester *s, uint32_t i) { return &s->graph.nodes.at[i]; }

static void print(suggester *s, const char *what, kith_str a, kith_type type, kith_str language, kith_str name, const char *role,
                  double gain, kith_str why) {
  bool named = name.n > 0;
  if (!s->rows++) kith_row_header(s->out, "do a b type language name role gain why");
  kith_row_text(s->out, kith_str_of(what), false);
  kith_row_text(s->out, a, false);
  kith_row_text(s->out, KITH_STR("-"), false);
  kith_row_text(s->out, kith_str_of(type < KITH_TYPE_COUNT ? kith_type_names[type] : "-"), false);
  kith_row_text(s->out, named ? language : KITH_STR("-"), false);
  kith_row_text(s->out, named ? name : KITH_STR("-"), false);
  kith_row_text(s->out, kith_str_of(named ? role : "-"), false);
  kith_row_double(s->out, gain, false);
  kith_row_text(s->out, why, true);
}

static int by_score(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  return (x->node > y->node) - (x->node < y->node);
}

/* ---- names nobody listed ---- */

static size_t count_words(kith_str name) {
  size_t words = 0;
  for (kith_str word; kith_str_split(&name, ' ', &word);) words += word.n > 0;
  return words;
}

/* The other spellings of `of` as rows about `entity`: of each language the most frequent is its label. Surnames
 * alone and the like follow from full names. */
static void suggest_spellings(suggester *s, const kith_result_node *of, const kith_result_node *entity) {
  size_t count, words = count_words(of->label);
  const kith_result_spelling *list = kith_result_spellings_of(&s->spellings, of->id, &count);
  kith_str labelled = {0};
  for (size_t i = 0; i < count; i++) {
    kith_lang lang = kith_language_find(s->languages, list[i].language);
    bool at_home = lang && kith_script_fits(list[i].base, kith_language_get(s->languages, lang)), same = kith_str_equal(list[i].base, of->label);
    bool first = at_home && of == entity && !kith_str_equal(list[i].language, labelled);
    if (count_words(list[i].base) < words) continue;
    if (first) labelled = list[i].language;
    if (same) continue;
    kith_buf why = {0};
    kith_buf_format(&why, "spelling of the name above; %u mentions", list[i].count);
    print(s, "add", entity->id, entity->type, at_home ? list[i].language : KITH_STR("mul"), list[i].base, first ? "label" : "alias", of->weight,
          kith_buf_str(&why));
    kith_vec_clear(&why);
  }
}

static void suggest_unlisted(suggester *s) {
  size_t told = 0;
  for (size_t i = 0; i < s->graph.nodes.n && told < UNLISTED; i++) {
    const kith_result_node *n = node(s, s->order[i].node);
    kith_buf why = {0};
    if (n->listed || n->type == KITH_TYPE_COUNT || s->into[s->order[i].node] != s->order[i].node) continue;
    s->told[s->order[i].node] = true;
    kith_buf_format(&why, "unlisted; %u mentions, %u ties", n->mentions, n->ties);
    print(s, "add", n->id, n->type, KITH_STR("mul"), n->label, "label", n->weight, kith_buf_str(&why));
    suggest_spellings(s, n, n);
    kith_vec_clear(&why);
    told++;
  }
}

/* ---- likely duplicates ---- */

/* Every word of the shorter name is one of the longer: Litvin and Olena Litvin. */
static bool is_part(kith_str shorter, kith_str longer) {
  kith_str word, other;
  size_t words = 0;
  while (kith_str_split(&shorter, ' ', &word)) {
    kith_str rest = longer;
    bool found = false;
    while (!found && kith_str_split(&rest, ' ', &other)) found = kith_str_equal(word, other);
    if (!found) return false;
    words += word.n >= 4;
  }
  return words > 0;
}

static double similarity(kith_str a, kith_str b) {
  if (is_part(a.n < b.n ? a : b, a.n < b.n ? b : a)) return 0.9;
  return a.n >= 5 && b.n >= 5 ? kith_sound_similarity(a, b) : 0;
}

static void look_at(suggester *s, uint32_t i, uint32_t j) {
  const kith_result_node *a = node(s, i), *b = node(s, j);
  if (a->type != b->type || (a->listed && b->listed)) return;
  pair p = {.similarity = similarity(s->sound[i], s->sound[j])};
  if (p.similarity < alike) return;
  p.shared = kith_result_graph_shared(&s->graph, i, j);
  if (!p.shared) return;
  bool first = a->listed != b->listed ? a->listed : a->weight != b->weight ? a->weight > b->weight : i < j;
  p.keep = first ? i : j;
  p.gone = first ? j : i;
  uint32_t fewer = a->ties < b->ties ? a->ties : b->ties;
  p.score = p.similarity * (double)p.shared / ((double)fewer + 1) * (s->graph.nodes.at[p.gone].weight + 1);
  kith_vec_push(&s->pairs, p);
}

static int by_pair(const void *a, const void *b) {
  const pair *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  if (x->keep != y->keep) return x->keep < y->keep ? -1 : 1;
  return (x->gone > y->gone) - (x->gone < y->gone);
}

/* Names meet in blocks, one for each of their words. */
static void find_pairs(suggester *s) {
  KITH_VEC(kith_map_entry) blocks = {0};
  for (uint32_t i = 0; i < s->graph.nodes.n; i++) {
    kith_str rest = s->sound[i], word;
    while (kith_str_split(&rest, ' ', &word))
      if (word.n >= 3) kith_vec_push(&blocks, (kith_map_entry){kith_sound_block(word), i});
  }
  kith_entries_sort(blocks.at, blocks.n);
  kith_map seen = {0};
  for (size_t i = 0; i < blocks.n; i++)
    for (size_t j = i + 1; j < blocks.n && j - i < BLOCK_MAX && blocks.at[j].key == blocks.at[i].key; j++) {
      uint32_t a = (uint32_t)blocks.at[i].value, b = (uint32_t)blocks.at[j].value;
      if (a == b || (node(s, a)->listed && node(s, b)->listed)) continue;
      uint64_t *before = kith_map_add(&seen, kith_pair(a, b));
      if (!*before) look_at(s, a, b);
      *before = 1;
    }
  if (s->pairs.n) qsort(s->pairs.at, s->pairs.n, sizeof *s->pairs.at, by_pair);
  kith_map_clear(&seen);
  kith_vec_clear(&blocks);
}

/* Each name joins one other, the likeliest; of chains all join the last. */
static void choose_pairs(suggester *s) {
  size_t kept = 0;
  for (size_t i = 0; i < s->pairs.n && kept < DUPLICATES; i++) {
    pair p = s->pairs.at[i];
    uint32_t root = p.keep;
    while (s->into[root] != root) root = s->into[root];
    if (s->into[p.gone] != p.gone || root == p.gone) continue;
    s->into[p.gone] = root;
    s->pairs.at[kept++] = p;
  }
  s->pairs.n = kept;
}

/* Neither id of two unlisted names is in a lexicon yet: both names become rows of one. */
static void suggest_duplicates(suggester *s) {
  for (size_t i = 0; i < s->pairs.n; i++) {
    const pair *p = &s->pairs.at[i];
    uint32_t root = p->gone;
    while (s->into[root] != root) root = s->into[root];
    const kith_result_node *keep = node(s, root), *gone = node(s, p->gone);
    kith_buf why = {0};
    kith_buf_format(&why, "same as %.*s? names %u %% alike, %u neighbours shared", KITH_STR_FMT(keep->label), (unsigned)(p->similarity * 100), p->shared);
    if (!keep->listed && !s->told[root]) {
      print(s, "add", keep->id, keep->type, KITH_STR("mul"), keep->label, "label", keep->weight, KITH_STR("the name to join, in the next row"));
      suggest_spellings(s, keep, keep);
    }
    s->told[root] = true;
    print(s, "add", keep->id, keep->type, KITH_STR("mul"), gone->label, "alias", gone->weight, kith_buf_str(&why));
    suggest_spellings(s, gone, keep);
    kith_vec_clear(&why);
  }
}

/* ---- likely homonyms ---- */

static uint32_t root_of(uint32_t *parent, uint32_t i) {
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* Neighbours of a person that fall into groups which never meet without it: the
 * number of groups of at least GROUP, two samples of them in `why`. */
static unsigned find_groups(suggester *s, uint32_t i, kith_buf *why) {
  const kith_result_node *n = node(s, i);
  const uint32_t *list = s->graph.neighbours.at + n->first;
  uint32_t *parent = kith_alloc(n->ties * sizeof *parent), *size = kith_alloc_zero(n->ties, sizeof *size);
  unsigned groups = 0;
  for (uint32_t k = 0; k < n->ties; k++) parent[k] = k;
  for (uint32_t a = 0; a < n->ties; a++)
    for (uint32_t b = a + 1; b < n->ties; b++)
      if (kith_result_graph_tied(&s->graph, list[a], list[b])) parent[root_of(parent, a)] = root_of(parent, b);
  for (uint32_t k = 0; k < n->ties; k++) size[root_of(parent, k)]++;
  for (uint32_t r = 0; r < n->ties; r++) {
    unsigned told = 0;
    if (size[r] < GROUP) continue;
    if (groups++) kith_buf_add(why, KITH_STR(" | "));
    for (uint32_t k = 0; k < n->ties && told < GROUP; k++) {
      if (root_of(parent, k) != r) continue;
      if (told++) kith_buf_add(why, KITH_STR(", "));
      kith_buf_add(why, node(s, list[k])->label);
    }
  }
  kith_free(parent);
  kith_free(size);
  return groups;
}

static void suggest_homonyms(suggester *s) {
  size_t told = 0;
  for (size_t i = 0; i < s->graph.nodes.n && told < HOMONYMS; i++) {
    uint32_t at = s->order[i].node;
    const kith_result_node *n = node(s, at);
    if (n->type != KITH_PER || n->ties < 2 * GROUP || n->ties > 1000) continue;
    kith_buf why = {0};
    kith_buf_add(&why, KITH_STR("one person? groups that never meet: "));
    if (find_groups(s, at, &why) >= 2) {
      print(s, "look", n->id, n->type, KITH_STR("mul"), n->label, "-", n->weight, kith_buf_str(&why));
      told++;
    }
    kith_vec_clear(&why);
  }
}

/* ---- the whole ---- */

static void prepare(suggester *s, const kith_languages *languages) {
  kith_sounds *sounds;
  kith_buf latin = {0}, sound = {0};
  size_t n = s->graph.nodes.n;
  kith_sounds_open(&sounds, languages);
  s->sound = kith_alloc((n + 1) * sizeof *s->sound);
  s->order = kith_alloc((n + 1) * sizeof *s->order);
  s->into = kith_alloc((n + 1) * sizeof *s->into);
  s->told = kith_alloc_zero(n + 1, sizeof *s->told);
  for (uint32_t i = 0; i < n; i++) {
    latin.n = sound.n = 0;
    kith_romanise(node(s, i)->label, KITH_STR(""), &latin);
    kith_sound(sounds, KITH_LANG_UND, kith_buf_str(&latin), &sound);
    s->sound[i] = (kith_str){kith_arena_copy(&s->arena, sound.at, sound.n), sound.n};
    s->order[i] = (ranked){node(s, i)->weight, i};
    s->into[i] = i;
  }
  if (n) qsort(s->order, n, sizeof *s->order, by_score);
  kith_sounds_close(sounds);
  kith_vec_clear(&latin);
  kith_vec_clear(&sound);
}

static int run(const kith_settings *settings, kith_out *out) {
  suggester s = {.out = out};
  kith_error error;
  kith_buf shipped = {0};
  kith_languages *languages = NULL;
  kith_arena_init(&s.arena);
  kith_status status = kith_result_graph_read(&s.graph, settings->arguments.at[0], &error);
  kith_status spelled = kith_result_spellings_read(&s.spellings, settings->arguments.at[0], status == KITH_OK ? &error : NULL);
  if (status == KITH_OK) status = spelled;
  if (status == KITH_OK && !kith_lexicons_find(&shipped))
    status = kith_error_set(&error, KITH_ERR_IO, "the shipped lexicons are not found; set KITH_LEXICONS to the folder that holds languages.tsv");
  if (status == KITH_OK) {
    const char *folder = kith_buf_text(&shipped);
    status = kith_languages_open(&languages, &folder, 1, &error);
  }
  if (status == KITH_OK) {
    s.languages = languages;
    prepare(&s, languages);
    find_pairs(&s);
    choose_pairs(&s);
    suggest_unlisted(&s);
    suggest_duplicates(&s);
    suggest_homonyms(&s);
    if (!s.rows && !settings->quiet) kith_say("kith lexicon suggest: nothing to suggest: every name of the result is listed");
  }
  kith_languages_close(languages);
  kith_result_graph_clear(&s.graph);
  kith_result_spellings_clear(&s.spellings);
  kith_arena_clear(&s.arena);
  kith_vec_clear(&s.pairs);
  kith_vec_clear(&shipped);
  kith_free(s.sound);
  kith_free(s.order);
  kith_free(s.into);
  kith_free(s.told);
  return status == KITH_OK ? KITH_EXIT_CLEAN : kith_say_error("lexicon suggest", &error);
}

const kith_command kith_lexicon_command_suggest = {
    .name = "lexicon suggest", .arguments = "RESULT [flags]", .about = "list what a lexicon of your own could say about a result",
    .text = "RESULT is a folder that kith build wrote. Suggested are names that no lexicon lists, those with the most ties first, each "
            "with its spellings in the texts; "
            "unlisted names that may be another name of somebody, because they are alike and share neighbours; and "
            "persons who may be two, because their neighbours fall into groups that never meet. Delete the rows that are wrong, change "
            "what needs it, and hand the file to kith lexicon apply.",
    .examples = {{"Into a file, to be edited and applied:", "kith lexicon suggest result > todo.tsv; $EDITOR todo.tsv; kith lexicon apply todo.tsv"},
                 {"The ten names that matter most:", "kith lexicon suggest result | head -n 11"}},
    .output = "A header line, then rows between tabs.\n\n"
              "  do        add a name, or look: left to you\n"
              "  a         id of the entity; for add, an id of a lexicon may be put in its place\n"
              "  b         empty; for rows of your own such as same, not-same, rename and forbid\n"
              "  type      PER, ORG, LOC, EVT or PRO\n"
              "  language  mul: all that are written in these letters; else one in which texts spell the name so\n"
              "  name role the name to add\n"
              "  gain      weight of the ties that hang on it\n"
              "  why       what speaks for it",
    .exits = KITH_EXITS_LOOKING, .least = 1, .most = 1, .missing = "which result? Give the folder that kith build wrote", .run = run};
