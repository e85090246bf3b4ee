/* Names that nobody listed: the model, its decoder, and how its tags and the
 * listed names become one list. The languages are the small ones of fixture.h;
 * the model is the shipped one. */
#include "fixture.h"

#include "mention/tag_merge.h"

#include <math.h>

#define TEST(name) static void name(__attribute__((unused)) void **state)

static uint32_t seed;
static uint32_t roll(uint32_t below) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % below;
}
static int16_t roll_within(int reach) { return (int16_t)((int)roll((uint32_t)(2 * reach + 1)) - reach); }

/* ---- the best sequence ---- */

enum { LONGEST = 400, LABELS = KITH_TAG_LABELS, SCALE = 100, FORBIDDEN = 30000, NEVER = -1000000000 };

static kith_tag_header header;
static kith_tag_scores scores[LONGEST];
static kith_tag_problem problem;
static uint8_t labels[LONGEST];
static kith_tag_chain chain;
static kith_tag_lattice lattice;

/* Transitions that must not happen get a tempting weight. */
static void roll_problem(size_t n, int reach) {
  memset(&header, 0, sizeof header);
  header.scale = SCALE;
  for (unsigned from = 0; from <= LABELS; from++)
    for (unsigned to = 0; to < LABELS; to++) {
      bool may = kith_tag_follows((uint8_t)(from == KITH_TAG_START ? 0 : from), (uint8_t)to);
      header.transitions[from][to] = may ? roll_within(reach) : FORBIDDEN;
    }
  for (size_t i = 0; i < n; i++)
    for (unsigned k = 0; k < KITH_TAG_LANES; k++) scores[i][k] = roll_within(reach);
  problem = (kith_tag_problem){(const kith_tag_scores *)scores, n, roll(2), roll(2)};
}

/* What `label` at `i` adds behind `before`, the end of the stretch included. */
static int32_t adds(size_t i, unsigned before, unsigned label) {
  const int16_t(*t)[LABELS] = header.transitions;
  unsigned from = i ? before : problem.opens ? KITH_TAG_START : 0;
  bool may = kith_tag_follows((uint8_t)(i ? before : 0), (uint8_t)label), ends = i + 1 == problem.n;
  if (!may || (ends && kith_tag_label_open((uint8_t)label))) return NEVER;
  return t[from][label] + scores[i][label] + (ends && !problem.closes ? t[label][0] : 0);
}

typedef struct tally {
  int64_t best;
  double all, some; /* of all sequences; of those that agree with labels first to last */
  size_t first, last;
} tally;

/* Goes through every sequence there is. */
static void try_all(tally *t, size_t i, unsigned before, int64_t sum, bool agrees) {
  if (i == problem.n) {
    double weight = exp((double)sum / SCALE);
    if (sum > t->best) t->best = sum;
    t->all += weight;
    t->some += agrees ? weight : 0;
    return;
  }
  for (unsigned k = 0; k < LABELS; k++) {
    int32_t more = adds(i, before, k);
    if (more != NEVER) try_all(t, i + 1, k, sum + more, agrees && (i < t->first || i > t->last || labels[i] == k));
  }
}

/* The best sum by whole numbers, one token after the other. */
static int64_t best_by_steps(void) {
  int64_t sums[2][LABELS] = {{0}}, best = 2 * (int64_t)NEVER;
  for (size_t i = 0; i < problem.n; i++)
    for (unsigned k = 0; k < LABELS; k++) {
      int64_t *now = &sums[(i + 1) % 2][k];
      *now = 2 * (int64_t)NEVER;
      for (unsigned j = 0; j < (i ? (unsigned)LABELS : 1u); j++) {
        int32_t more = adds(i, j, k);
        if (more != NEVER && sums[i % 2][j] + more > *now) *now = sums[i % 2][j] + more;
      }
      if (i + 1 == problem.n && *now > best) best = *now;
    }
  return best;
}

/* The sum of a sequence, which must be one that BILOU allows. */
static int64_t sum_of_labels(void) {
  int64_t sum = 0;
  for (size_t i = 0; i < problem.n; i++) {
    int32_t more = adds(i, i ? labels[i - 1] : 0, labels[i]);
    assert_int_not_equal(more, NEVER);
    sum += more;
  }
  return sum;
}

/* A random problem and its best labels. */
static void decode(size_t n, int reach) {
  roll_problem(n, reach);
  kith_tag_chain_clear(&chain);
  kith_tag_chain_open(&chain, &header);
  kith_tag_best(&chain, &lattice, &problem, labels);
}

TEST(the_best_sequence_is_the_best_of_all_and_as_probable_as_its_share) {
  seed = 1;
  for (int turn = 0; turn < 400; turn++) {
    decode(1 + roll(4), turn % 3 ? 200 : 2); /* 2: many are equally good */
    kith_tag_sum(&chain, &lattice, &problem);
    tally t = {.best = NEVER, .first = roll((uint32_t)problem.n)};
    while (kith_tag_label_goes_on(labels[t.first])) t.first--;
    for (t.last = t.first; kith_tag_label_open(labels[t.last]);) t.last++;
    try_all(&t, 0, 0, 0, true);
    assert_int_equal(sum_of_labels(), t.best);
    float p = kith_tag_probability(&chain, &lattice, labels, t.first, t.last);
    assert_true(fabs((double)p - t.some / t.all) < 1e-4);
  }
}

TEST(long_stretches_are_decoded_exactly) {
  seed = 2;
  for (int turn = 0; turn < 30; turn++) {
    decode(LONGEST - roll(50), turn % 2 ? 3000 : 40);
    assert_int_equal(sum_of_labels(), best_by_steps());
  }
}

/* ---- words ---- */

static const struct {
  const char *lang, *word, *fold, *stem;
} words[] = {
    {"en", "Brenk", "brenk", "brenk"}, {"ru", "Бренков", "brenkov", "brenk"}, {"ru", "Бренкова", "brenkova", "brenk"},
    {"uk", "Бренкові", "brenkovi", "brenk"}, {"ru", "БРЕНКУ", "brenku", "brenk"}, {"ro", "Brenkului", "brenkului", "brenk"},
    {"pl", "Brenkowie", "brenkovie", "brenk"}, {"uk", "Бренком", "brenkom", "brenk"}, {"el", "Βρενκο", "vrenko", "vrenk"},
    {"ru", "Ломин", "lomin", "lomin"}, {"uk", "Ломін", "lomin", "lomin"}, {"uk", "Горин", "horyn", "horyn"},
    {"ru", "Горин", "gorin", "gorin"}, {"be", "Гара", "hara", "har"}, {"bg", "Търнов", "tarnov", "tarn"},
    {"cs", "Žáček", "zacek", "zacek"}, {"ro", "Țurcănaș", "turcanas", "turcan"}, {"pl", "Wanda", "vanda", "vand"},
    {"en", "Ana", "ana", "ana"}, {"zh", "伦敦", "伦敦", "伦敦"}, {"ar", "لندن", "لندن", "لندن"},
    {"en", "", "", ""}};

TEST(a_name_has_one_fold_and_stem_in_every_script_and_form) {
  for (size_t i = 0; i < COUNT(words); i++) {
    kith_buf fold = {0};
    kith_tag_fold(kith_str_of(words[i].word), kith_str_of(words[i].lang), &fold);
    assert_string_equal(kith_buf_text(&fold), words[i].fold);
    fold.n = kith_tag_stem(kith_buf_str(&fold));
    assert_string_equal(kith_buf_text(&fold), words[i].stem);
    kith_vec_clear(&fold);
  }
}

/* ---- tags and listed names ---- */

#define PER_BIT (1u << KITH_PER)

static const kith_tag_listed cole = {10, 14, PER_BIT, 0, KITH_PER}, two[] = {{10, 14, PER_BIT, 0, KITH_PER}, {20, 26, PER_BIT, 0, KITH_PER}};

/* The choices as "start-end type", a listed one with # and its index; "; " between. */
static void assert_merge(const kith_tag_listed *listed, size_t n, const kith_tag *tag, const char *expected) {
  kith_tags tags = {0};
  kith_tag_choices choices = {0};
  kith_buf said = {0};
  if (tag) kith_vec_push(&tags, *tag);
  kith_tag_merge(listed, n, &tags, &choices);
  for (size_t i = 0; i < choices.n; i++) {
    const kith_tag_choice *c = &choices.at[i];
    kith_buf_format(&said, "%s%u-%u %s", i ? "; " : "", c->start, c->end, kith_type_names[c->type]);
    if (c->listed != KITH_NONE) kith_buf_format(&said, " #%u", c->listed);
  }
  assert_string_equal(kith_buf_text(&said), expected);
  kith_vec_clear(&said);
  kith_tag_choices_clear(&choices);
  kith_tags_clear(&tags);
}

#define TAG(from, to, what, sure) (&(kith_tag){.start = from, .end = to, .type = what, .confidence = sure})
#define FLAGGED(flag) (&(kith_tag_listed){10, 14, PER_BIT, flag, KITH_PER})

TEST(a_longer_tag_beats_the_listed_names_inside) {
  assert_merge(&cole, 1, TAG(10, 30, KITH_ORG, .9f), "10-30 ORG");
  assert_merge(two, 2, TAG(10, 26, KITH_ORG, .6f), "10-26 ORG");
  assert_merge(two, 2, TAG(5, 18, KITH_ORG, .9f), "5-18 ORG; 20-26 PER #1");
}

TEST(a_doubtful_tag_gives_way) {
  assert_merge(two, 2, TAG(10, 26, KITH_ORG, .3f), "10-14 PER #0; 20-26 PER #1");
  assert_merge(&cole, 1, TAG(12, 18, KITH_ORG, .3f), "10-14 PER #0");
  assert_merge(&cole, 1, TAG(20, 30, KITH_ORG, .3f), "10-14 PER #0; 20-30 ORG"); /* nothing to give way to */
}

TEST(a_part_of_a_listed_name_needs_a_sure_tag) {
  assert_merge(&cole, 1, TAG(10, 12, KITH_LOC, .7f), "10-14 PER #0");
  assert_merge(&cole, 1, TAG(10, 12, KITH_LOC, .9f), "10-12 LOC");
  assert_merge(FLAGGED(KITH_LISTED_WEAK), 1, TAG(10, 12, KITH_LOC, .7f), "10-12 LOC");
}

TEST(on_the_same_span_the_lexicon_says_who_unless_it_is_weak) {
  const kith_tag_listed both = {10, 14, PER_BIT | 1u << KITH_ORG, 0, KITH_PER};
  assert_merge(&cole, 1, TAG(10, 14, KITH_PER, .4f), "10-14 PER #0");
  assert_merge(&both, 1, TAG(10, 14, KITH_ORG, .4f), "10-14 ORG #0"); /* of two minds: the tag decides */
  assert_merge(&cole, 1, TAG(10, 14, KITH_ORG, .9f), "10-14 PER #0");
  assert_merge(FLAGGED(KITH_LISTED_WEAK), 1, TAG(10, 14, KITH_PER, .6f), "10-14 PER #0");
  assert_merge(FLAGGED(KITH_LISTED_WEAK), 1, TAG(10, 14, KITH_ORG, .6f), "10-14 ORG"); /* somebody else */
}

TEST(a_doubtful_tag_takes_no_organisation_for_something_else) {
  const kith_tag_listed staff = {10, 14, 1u << KITH_ORG, 0, KITH_ORG};
  assert_merge(&staff, 1, TAG(5, 14, KITH_PRO, .7f), "10-14 ORG #0");
  assert_merge(&staff, 1, TAG(5, 14, KITH_PRO, .85f), "5-14 PRO");
  assert_merge(&staff, 1, TAG(5, 14, KITH_ORG, .7f), "5-14 ORG");
}

TEST(a_sure_tag_tells_a_product_from_its_company) {
  const kith_tag_listed firm = {10, 14, 1u << KITH_ORG, 0, KITH_ORG};
  assert_merge(&firm, 1, TAG(10, 14, KITH_PRO, .97f), "10-14 PRO #0");
  assert_merge(&firm, 1, TAG(10, 14, KITH_PRO, .9f), "10-14 ORG #0");
  assert_merge(&firm, 1, TAG(10, 14, KITH_PER, .97f), "10-14 ORG #0");
}

TEST(weak_names_and_demonyms_without_a_tag_are_dropped) {
  assert_merge(FLAGGED(KITH_LISTED_WEAK), 1, NULL, "");
  assert_merge(FLAGGED(KITH_LISTED_DEMONYM), 1, NULL, "");
  assert_merge(FLAGGED(KITH_LISTED_DEMONYM), 1, TAG(10, 14, KITH_PER, .6f), "10-14 PER #0");
}

TEST(choices_are_in_order_and_never_overlap) {
  kith_tags tags = {0};
  kith_tag_choices choices = {0};
  seed = 4;
  for (int turn = 0; turn < 20000; turn++) {
    kith_tag_listed listed[12];
    size_t n = roll(COUNT(listed) + 1);
    tags.n = 0;
    for (uint32_t i = 0, from = roll(6); i < n; from = listed[i++].end + roll(6)) {
      uint8_t type = (uint8_t)roll(KITH_TYPE_COUNT);
      listed[i] = (kith_tag_listed){from, from + 1 + roll(8), (uint8_t)(1u << type), (uint8_t)roll(16), type};
    }
    for (uint32_t i = roll(12), from = roll(6), end; i; i--, from = end + roll(6)) {
      end = from + 1 + roll(12);
      kith_vec_push(&tags, *TAG(from, end, (uint8_t)roll(KITH_TYPE_COUNT), (float)roll(101) / 100));
    }
    kith_tag_merge(listed, n, &tags, &choices);
    for (uint32_t i = 0, before = 0; i < choices.n; before = choices.at[i++].end) {
      const kith_tag_choice *c = &choices.at[i];
      assert_true(c->start >= before && c->start < c->end && c->type < KITH_TYPE_COUNT);
      if (c->listed != KITH_NONE) assert_true(c->listed < n && listed[c->listed].start == c->start && listed[c->listed].end == c->end);
    }
  }
  kith_tag_choices_clear(&choices);
  kith_tags_clear(&tags);
}

/* ---- the model's file ---- */

static world w;               /* its finder knows a model after use_model */
static kith_buf shipped;      /* the bytes of the shipped model */
static kith_tag_model *model; /* the same, opened */
static char damaged[300];
static kith_error error;

/* Opens what is in the file `damaged`: a model, or a sentence why not. */
static kith_tag_model *open_damaged(void) {
  kith_tag_model *opened = NULL;
  memset(&error, 0, sizeof error);
  kith_status status = kith_tag_model_open(&opened, damaged, &error);
  assert_true(opened ? status == KITH_OK : status == error.status && *error.message && strcmp(error.file, damaged) == 0);
  return opened;
}

static void use_model(const kith_tag_model *used) {
  kith_finder_parts parts = {w.languages, w.lexicon, w.inflector, w.wordlist, false, used};
  kith_finder_close(w.finder);
  kith_finder_open(&w.finder, &parts);
}

static void assert_refused(const void *bytes, size_t n, const char *saying) {
  put_bytes("damaged.model", bytes, n);
  assert_null(open_damaged());
  assert_int_equal(error.status, KITH_ERR_FORMAT);
  if (!strstr(error.message, saying)) fail_msg("said: %s", error.message);
}

TEST(a_foreign_or_truncated_model_is_refused) {
  const size_t cuts[] = {8, 12, sizeof header - 1, sizeof header, 100000, shipped.n - 1, shipped.n + 1}; /* the last: with a NUL */
  for (size_t i = 0; i < COUNT(cuts); i++) assert_refused(shipped.at, cuts[i], i ? "damaged" : "version 0");
  assert_refused("", 0, "is no model");
  assert_refused("kith", 4, "is no model");
  assert_refused(world_names, sizeof world_names, "is no model");
  shipped.at[8]++;
  assert_refused(shipped.at, shipped.n, "version 3");
  shipped.at[8]--;
  remove(damaged);
  assert_null(open_damaged());
  assert_int_equal(error.status, KITH_ERR_IO);
}

static void check_mentions(size_t length) {
  for (uint32_t i = 0, before = 0; i < w.mentions.list.n; before = w.mentions.list.at[i++].end) {
    const kith_mention *m = &w.mentions.list.at[i];
    assert_true(m->start >= before && m->start < m->end && m->end <= length && m->type < KITH_TYPE_COUNT);
    assert_true(m->confidence >= 0 && m->confidence <= 1);
  }
}

static const char *const sentences[][3] = {
    {"en", "The contract was signed by Mr. Gavin Thistlebrook on Tuesday.", "Gavin Thistlebrook"},
    {"ro", "Contractul a fost semnat de directorul Vasile Turcanaș marți.", "Vasile Turcanaș"},
    {"ru", "Договор подписал директор завода Геннадий Лопухов.", "Геннадий Лопухов"},
    {"uk", "Договір підписав директор заводу Остап Криворучко.", "Остап Криворучко"},
    {"de", "Den Vertrag hat der Direktor Jürgen Hasselbrink unterschrieben.", "Jürgen Hasselbrink"}};

/* Bytes change in the file: those of the header for one opening, the others for good. */
TEST(a_spoiled_model_never_does_harm) {
  seed = 5;
  put_bytes("damaged.model", shipped.at, shipped.n);
  for (int turn = 0, opened = 0; turn < 200 || opened < 500; turn++) {
      FILE *file = fopen(damaged, "r+b");
    fwrite(shipped.at, 1, sizeof header, file);
    for (uint32_t n = turn % 2 ? 1 + roll(3) : 2000; n; n--) {
      uint32_t place = turn % 2 ? 12 + roll(sizeof header - 12) : (uint32_t)sizeof header + roll((uint32_t)(shipped.n - sizeof header));
      fseek(file, (long)place, SEEK_SET);
      fputc((int)roll(256), file);
    }
    fclose(file);
    kith_tag_model *spoiled = open_damaged();
    if (spoiled) use_model(spoiled);
    for (size_t i = 0; spoiled && i < COUNT(sentences); i++, opened++) {
      world_read(&w, sentences[i][0], kith_str_of(sentences[i][1]));
      check_mentions(strlen(sentences[i][1]));
    }
    use_model(NULL);
    kith_tag_model_close(spoiled);
  }
}

/* ---- with the shipped model ---- */

static uint8_t known(const char *lang, const char *word) {
  kith_buf fold = {0};
  kith_tag_fold(kith_str_of(word), kith_str_of(lang), &fold);
  uint8_t bits = kith_tag_model_known(model, kith_tag_stem_hash(kith_buf_str(&fold)));
  kith_vec_clear(&fold);
  return bits;
}

TEST(the_model_knows_names_in_every_script_and_form) {
  assert_true(known("en", "Natalia") & KITH_TAG_KNOWN_GIVEN);
  assert_true(known("ru", "Наталию") & KITH_TAG_KNOWN_GIVEN);
  assert_true(known("de", "Hoffmann") & KITH_TAG_KNOWN_FAMILY);
  assert_true(known("fr", "Marseille") & KITH_TAG_KNOWN_CITY);
  assert_true(known("uk", "Марселем") & KITH_TAG_KNOWN_CITY);
  assert_int_equal(known("en", "Xqzwvbnk"), 0);
}

static void assert_finds(const char *lang, const char *text, const char *name, kith_type type) {
  uint32_t start = (uint32_t)(strstr(text, name) - text), end = start + (uint32_t)strlen(name);
  world_read(&w, lang, kith_str_of(text));
  for (size_t i = 0; i < w.mentions.list.n; i++) {
    const kith_mention *m = &w.mentions.list.at[i];
    if (m->start == start && m->end == end && m->type == type && !m->candidate_count) return;
  }
  fail_msg("%s: not found in: %s (%s)", name, text, found(&w, lang, text));
}

TEST(each_language_has_its_persons) {
  use_model(model);
  for (size_t i = 0; i < COUNT(sentences); i++) assert_finds(sentences[i][0], sentences[i][1], sentences[i][2], KITH_PER);
}

TEST(titles_and_possessives_stand_outside) {
  use_model(model);
  assert_finds("en", "Mr. Johnson said he would appeal.", "Johnson", KITH_PER);
  assert_finds("en", "Anna Thistlebrook's lawyer declined to comment.", "Anna Thistlebrook", KITH_PER);
  assert_finds("en", "Anna Thistlebrook\u2019s lawyer declined to comment.", "Anna Thistlebrook", KITH_PER);
}

TEST(double_names_are_whole) {
  use_model(model);
  assert_finds("en", "The contract was signed by Gavin Pembury-Clegg on Tuesday.", "Gavin Pembury-Clegg", KITH_PER);
  assert_finds("ru", "Договор подписала Ирина Лопухова-Бренк.", "Ирина Лопухова-Бренк", KITH_PER);
  assert_finds("de", "Den Vertrag hat Anna Hasselbrink-Oerlen unterschrieben.", "Anna Hasselbrink-Oerlen", KITH_PER);
}

TEST(second_syllables_of_given_names_belong_to_them) {
  use_model(model);
  assert_finds("en", "The motion was tabled by Lam Siu-wai on Tuesday.", "Lam Siu-wai", KITH_PER);
  assert_finds("fr", "La motion a été déposée par Choi Hye-won mardi.", "Choi Hye-won", KITH_PER);
  assert_finds("en", "The Anna Brenk-led delegation left on Tuesday.", "Anna Brenk", KITH_PER);
}

TEST(without_a_model_rules_find_names) {
  use_model(NULL);
  assert_finds("en", "They asked Anna Brenk about it.", "Anna Brenk", KITH_PER);
  assert_finds("uk", "Вони бачили Івана Бренка вчора.", "Івана Бренка", KITH_PER);
  assert_finds("en", "They sold Dredgo Marsh GmbH at last.", "Dredgo Marsh GmbH", KITH_ORG);
}

static int set_up(void **state) {
  const char *given = getenv("KITH_LEXICONS");
  kith_buf path = {0};
  if (make_folder(state)) return -1;
  kith_path_join(&path, kith_str_of(given && *given ? given : "lexicons"), KITH_STR("names.model"));
  shipped = get(kith_buf_text(&path));
  snprintf(damaged, sizeof damaged, "%s/damaged.model", folder);
  put_world();
  world_open(&w, false);
  kith_status status = kith_tag_model_open(&model, kith_buf_text(&path), NULL);
  kith_vec_clear(&path);
  return status;
}

static int tear_down(void **state) {
  world_close(&w);
  kith_tag_model_close(model);
  kith_tag_chain_clear(&chain);
  kith_tag_lattice_clear(&lattice);
  kith_vec_clear(&shipped);
  return remove_folder(state);
}

#define PLAIN(test) cmocka_unit_test(test)

int main(void) {
  const struct CMUnitTest tests[] = {
      PLAIN(the_best_sequence_is_the_best_of_all_and_as_probable_as_its_share), PLAIN(long_stretches_are_decoded_exactly),
      PLAIN(a_name_has_one_fold_and_stem_in_every_script_and_form), PLAIN(a_longer_tag_beats_the_listed_names_inside),
      PLAIN(a_doubtful_tag_gives_way), PLAIN(a_part_of_a_listed_name_needs_a_sure_tag),
      PLAIN(on_the_same_span_the_lexicon_says_who_unless_it_is_weak), PLAIN(a_doubtful_tag_takes_no_organisation_for_something_else),
      PLAIN(a_sure_tag_tells_a_product_from_its_company), PLAIN(weak_names_and_demonyms_without_a_tag_are_dropped),
      PLAIN(choices_are_in_order_and_never_overlap), PLAIN(a_foreign_or_truncated_model_is_refused),
      PLAIN(a_spoiled_model_never_does_harm), PLAIN(each_language_has_its_persons), PLAIN(titles_and_possessives_stand_outside),
      PLAIN(double_names_are_whole), PLAIN(second_syllables_of_given_names_belong_to_them),
      PLAIN(the_model_knows_names_in_every_script_and_form), PLAIN(without_a_model_rules_find_names)};
  return cmocka_run_group_tests_name("tagger", tests, set_up, tear_down);
}
