#include "train/measure.h"

#include <limits.h>
#include <stdio.h>
#include <time.h>

enum { MAIN = 1 << KITH_PER | 1 << KITH_LOC | 1 << KITH_ORG };

typedef struct tally {
  char name[32]; /* set/language */
  size_t docs, gold, main_gold;
  struct {
    size_t found, span, strict;
  } of[3]; /* the tagger alone; merged with the lexicon; the latter's persons, places and organisations */
} tally;

typedef KITH_VEC(tally) tallies;

static tally *tally_of(tallies *list, const train_doc *doc) {
  const char *slash = strrchr(doc->id, '/');
  size_t n = slash ? (size_t)(slash - doc->id) : strlen(doc->id);
  if (n >= sizeof list->at->name) n = sizeof list->at->name - 1;
  for (size_t i = 0; i < list->n; i++)
    if (strlen(list->at[i].name) == n && memcmp(list->at[i].name, doc->id, n) == 0) return &list->at[i];
  tally t = {.docs = 0};
  memcpy(t.name, doc->id, n);
  kith_vec_push(list, t);
  return &list->at[list->n - 1];
}

/* Choices in order against the gold: which of the two counts is `of`. */
static void compare(tally *t, const train_doc *doc, const kith_tag_choices *found, unsigned types, unsigned of) {
  size_t g = 0;
  for (size_t i = 0; i < found->n; i++) {
    const kith_tag_choice *c = &found->at[i];
    if (!((doc->set->types & types) >> c->type & 1)) continue;
    t->of[of].found++;
    while (g < doc->gold.n && doc->gold.at[g].start < c->start) g++;
    if (g == doc->gold.n || doc->gold.at[g].start != c->start || doc->gold.at[g].end != c->end) continue;
    t->of[of].span++;
    if (doc->gold.at[g].type == c->type) t->of[of].strict++;
  }
}

static void compare_both(tally *t, const train_doc *doc, const kith_tags *tags, kith_tag_choices *choices) {
  t->docs++;
  const unsigned all = UINT_MAX;
  t->gold += doc->gold.n;
  for (size_t i = 0; i < doc->gold.n; i++) t->main_gold += MAIN >> doc->gold.at[i].type & 1;
  kith_tag_merge(NULL, 0, tags, choices);
  compare(t, doc, choices, all, 0);
  kith_tag_merge(doc->listed.at, doc->listed.n, tags, choices);
  compare(t, doc, choices, all, 1);
  compare(t, doc, choices, MAIN, 2);
}

static void print_row(kith_out *out, const train_doc *doc, uint32_t start, uint32_t end, const char *type, const char *how, double score) {
  kith_str text = doc->text.source, surface = kith_str_cut(text, start, end);
  kith_buf clean = {0};
  for (size_t i = 0; i < surface.n; i++) kith_buf_char(&clean, (unsigned char)surface.p[i] < ' ' ? ' ' : surface.p[i]);
  size_t from = kith_utf8_count(kith_str_cut(text, 0, start)), to = from + kith_utf8_count(surface);
  kith_str s = kith_buf_str(&clean);
  kith_out_format(out, "%s\t%zu\t%zu\t%.*s\t%.*s\t%s\t%.*s\t%.*s\t%s\t%.3f\n", strchr(doc->id, '/') + 1, from, to, KITH_STR_FMT(s),
                  KITH_STR_FMT(s), type, KITH_STR_FMT(s), KITH_STR_FMT(s), how, score);
  kith_vec_clear(&clean);
}

static void print_spans(const train_doc *doc, const kith_tags *tags, const kith_tag_choices *merged, const train_outputs *out) {
  kith_out *spans = out->spans, *listed = out->listed;
  for (size_t i = 0; out->merged && i < merged->n; i++) {
    const kith_tag_choice *c = &merged->at[i];
    print_row(out->merged, doc, c->start, c->end, kith_type_names[c->type], c->listed == KITH_NONE ? "discovered" : "exact", c->confidence);
  }
  for (size_t i = 0; spans && i < tags->n; i++)
    print_row(spans, doc, tags->at[i].start, tags->at[i].end, kith_type_names[tags->at[i].type], "discovered", tags->at[i].confidence);
  for (size_t i = 0; listed && i < doc->listed.n; i++) {
    const kith_tag_listed *l = &doc->listed.at[i];
    char how[32];
    snprintf(how, sizeof how, "listed:%u:%u", l->types, l->flags);
    print_row(listed, doc, l->start, l->end, kith_type_names[l->best], how, 1);
  }
}

static double ratio(size_t a, size_t b) { return b ? 100.0 * (double)a / (double)b : 0; }
static double f1(size_t right, size_t found, size_t gold) { return found + gold ? 200.0 * (double)right / (double)(found + gold) : 0; }

static void print_tally(kith_out *out, const tally *t) {
  kith_out_format(out, "%s\t%zu\t%zu\t%.1f\t%.1f", t->name, t->docs, t->gold, ratio(t->of[0].strict, t->of[0].found),
                  ratio(t->of[0].strict, t->gold));
  for (unsigned k = 0; k < 3; k++) {
    size_t gold = k < 2 ? t->gold : t->main_gold;
    kith_out_format(out, "\t%.1f\t%.1f", f1(t->of[k].strict, t->of[k].found, gold), f1(t->of[k].span, t->of[k].found, gold));
  }
  kith_out_text(out, "\n");
}

/* The sum over the languages of a set. */
static void print_sums(kith_out *out, const tallies *list) {
  for (size_t i = 0; i < list->n; i++) {
    size_t set = strcspn(list->at[i].name, "/"), k = i;
    tally sum = {.docs = 0};
    memcpy(sum.name, list->at[i].name, set);
    for (; k < list->n && strncmp(list->at[k].name, list->at[i].name, set + 1) == 0; k++) {
      sum.docs += list->at[k].docs;
      sum.gold += list->at[k].gold;
      sum.main_gold += list->at[k].main_gold;
      for (unsigned of = 0; of < 3; of++) {
        sum.of[of].found += list->at[k].of[of].found;
        sum.of[of].span += list->at[k].of[of].span;
        sum.of[of].strict += list->at[k].of[of].strict;
      }
    }
    if (k > i + 1) print_tally(out, &sum);
    i = k - 1;
  }
}

/* MB/s, segmenting and matching not counted. */
static double speed(const train_corpus *corpus, kith_tagger *tagger, kith_tags *tags) {
  enum { ROUNDS = 5 };
  size_t bytes = 0;
  clock_t start = clock();
  for (size_t i = 0; i < corpus->docs.n * ROUNDS; i++) {
    const train_doc *doc = &corpus->docs.at[i / ROUNDS];
    if (!doc->held) continue;
    kith_tagger_run(tagger, &doc->text, doc->listed.at, doc->listed.n, tags);
    bytes += doc->text.source.n;
  }
  return (double)bytes / 1e6 / ((double)(clock() - start + 1) / CLOCKS_PER_SEC);
}

void train_measure(const train_corpus *corpus, const kith_knowledge *k, const kith_tag_model *model,
                   const train_outputs *out) {
  static const char header[] = "doc\tstart\tend\tsurface\tbase\ttype\tentity\tlabel\thow\tscore\n";
  kith_tagger_parts parts = {model, k->languages, k->lexicon, k->inflector, k->wordlist};
  kith_tagger *tagger;
  kith_tags tags = {0};
  kith_tag_choices choices = {0};
  tallies list = {0};
  kith_tagger_open(&tagger, &parts);
  kith_out *const files[] = {out->spans, out->listed, out->merged};
  for (size_t i = 0; i < 3; i++)
    if (files[i]) kith_out_text(files[i], header);
  for (size_t i = 0; i < corpus->docs.n; i++) {
    const train_doc *doc = &corpus->docs.at[i];
    if (!doc->held) continue;
    kith_tagger_run(tagger, &doc->text, doc->listed.at, doc->listed.n, &tags);
    compare_both(tally_of(&list, doc), doc, &tags, &choices);
    print_spans(doc, &tags, &choices, out);
  }
  kith_out_text(out->figures, "set\tdocs\tnames\tP\tR\tstrict F1\tspan F1\tmerged strict\tmerged span\tPLO strict\tPLO span\n");
  for (size_t i = 0; i < list.n; i++) print_tally(out->figures, &list.at[i]);
  print_sums(out->figures, &list);
  fprintf(stderr, "tagging again, words known: %.1f MB/s\n", speed(corpus, tagger, &tags));
  kith_vec_clear(&list);
  kith_tags_clear(&tags);
  kith_tag_choices_clear(&choices);
  kith_tagger_close(tagger);
}
