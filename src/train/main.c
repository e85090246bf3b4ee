/* The trainer of lexicons/names.model: `make model DATA=folder`.
 *
 *     kith-train DATA -o MODEL [options]
 *
 * Reads annotated sets (corpus.h), trains both passes of the tagger, writes the
 * model, then measures it on what was held back. The same data and options give
 * the same bytes on the same machine. Needs some gigabytes of memory. */
#include "train/measure.h"
#include "train/write.h"

#include <stdio.h>
#include <stdlib.h>

static const char usage[] =
    "usage: kith-train DATA -o MODEL [options]\n"
    "  --texts FOLDER     texts with their names marked in place (marked.h), beside DATA\n"
    "  --hold PATTERN     keep documents (set/language/name.txt) from training; repeatable\n"
    "  --only PATTERN     read no other documents; repeatable\n"
    "  --epochs N         3        --rate X      0.2     --decay X    0.005\n"
    "  --least N          2        features seen less often are dropped\n"
    "  --prune X          0.07     --prune2 X    0.01    weights below are dropped\n"
    "  --trust X          0.6      what the first pass's scores are worth to the second\n"
    "  --outside X        0        taken off the score of no name\n"
    "  --drop PER_CENT    30       listed names hidden while training\n"
    "  --folds N          5        models that label the second pass's examples; 0: no second pass\n"
    "  --seed N           1\n"
    "  --spans FILE       the spans found in held documents, as `kith mentions` prints them\n"
    "  --listed FILE      the same for the lexicon's own matches\n"
    "  --measure          train nothing: measure MODEL on the held documents\n";

typedef struct options {
  const char *texts;
  const char *data, *model, *spans, *listed;
  train_patterns hold, only;
  train_options train;
  train_write_options write;
  train_examples_options examples;
  unsigned least, folds;
  bool measure;
} options;

static bool read_number(options *o, const char *name, const char *value) {
  double x = strtod(value, NULL);
  struct {
    const char *name;
    float *real;
    unsigned *whole;
  } known[] = {{"--epochs", NULL, &o->train.epochs},       {"--rate", &o->train.rate, NULL},
               {"--decay", &o->train.decay, NULL},         {"--least", NULL, &o->least},
               {"--prune", &o->write.prune[0], NULL},      {"--prune2", &o->write.prune[1], NULL},
               {"--outside", &o->write.outside, NULL},     {"--trust", &o->write.trust, NULL},
               {"--drop", NULL, &o->examples.drop},
               {"--folds", NULL, &o->folds}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    if (strcmp(known[i].name, name) != 0) continue;
    if (known[i].real) *known[i].real = (float)x;
    else *known[i].whole = (unsigned)x;
    return true;
  }
  if (strcmp(name, "--seed") != 0) return false;
  o->train.seed = (uint64_t)x;
  return true;
}

static bool read_options(options *o, int argc, char **argv) {
  *o = (options){.train = {.epochs = 3, .rate = .2f, .decay = .005f, .seed = 1, .talk = true},
                 .write = {.prune = {.07f, .01f}, .trust = .6f}, .examples = {.drop = 30}, .least = 2, .folds = 5};
  for (int i = 1; i < argc; i++) {
    const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
    if (strcmp(name, "--measure") == 0) {
      o->measure = true;
      continue;
    }
    if (name[0] != '-') {
      if (o->data) return false;
      o->data = name;
      continue;
    }
    if (!value) return false;
    i++;
    if (strcmp(name, "-o") == 0) o->model = value;
    else if (strcmp(name, "--texts") == 0) o->texts = value;
    else if (strcmp(name, "--spans") == 0) o->spans = value;
    else if (strcmp(name, "--listed") == 0) o->listed = value;
    else if (strcmp(name, "--hold") == 0) kith_vec_push(&o->hold, value);
    else if (strcmp(name, "--only") == 0) kith_vec_push(&o->only, value);
    else if (!read_number(o, name, value)) return false;
  }
  return o->data && o->model;
}

/* ---- training ---- */

typedef struct training {
  const options *options;
  const train_corpus *corpus;
  const kith_knowledge *knowledge;
  train_triggers triggers;
  train_data data[2];
  train_model models[2];
} training;

/* What models that had not seen a fold say about it: what the second pass will
 * meet in a document nobody has seen. */
static void label_folds(training *t, uint8_t *labels) {
  train_data *first = &t->data[0];
  train_row *base = kith_alloc_zero(first->tokens.n + 1, sizeof *base);
  for (unsigned fold = 0; fold < t->options->folds; fold++) {
    train_model model;
    fprintf(stderr, "fold %u of %u\n", fold + 1, t->options->folds);
    train_crf(&model, first, fold, &t->options->train);
    for (size_t i = 0; i < first->stretches.n; i++) {
      const train_stretch *s = &first->stretches.at[i];
      if (s->fold != fold) continue;
      train_scores(&model, first, s, base + s->first);
      train_best(&model, s, (const train_row *)(base + s->first), labels + s->first);
      for (uint32_t k = s->first; k < s->first + s->count; k++)
        for (unsigned l = 0; l < KITH_TAG_LANES; l++) base[k][l] *= t->options->write.trust;
    }
    train_model_clear(&model);
  }
  t->data[1].base = base;
}

/* Without folds the second pass does what the first did. */
static void copy_pass(training *t) {
  memset(&t->models[1], 0, sizeof t->models[1]);
  memcpy(t->models[1].transitions, t->models[0].transitions, sizeof t->models[0].transitions);
}

static void train_second(training *t) {
  train_options how = t->options->train;
  uint8_t *labels = kith_alloc_zero(t->data[0].tokens.n + 1, 1);
  label_folds(t, labels);
  train_row *base = t->data[1].base;
  train_examples_second(&t->data[1], &t->data[0], labels, t->corpus, t->knowledge, &t->triggers, &t->options->examples);
  train_data_number(&t->data[1], t->options->least);
  t->data[1].base = base;
  fprintf(stderr, "second pass: %zu features\n", t->data[1].names.n);
  train_crf(&t->models[1], &t->data[1], TRAIN_ALL, &how);
  kith_free(labels);
}

static kith_status train(training *t, kith_error *error) {
  const options *o = t->options;
  train_triggers_find(&t->triggers, t->corpus, t->knowledge);
  train_examples_first(&t->data[0], t->corpus, t->knowledge, &t->triggers, &o->examples);
  train_data_number(&t->data[0], o->least);
  fprintf(stderr, "%zu names, %zu not in whole pieces; %zu stretches, %zu pieces, %zu features, %zu triggers\n", t->data[0].names_in,
          t->data[0].misaligned, t->data[0].stretches.n, t->data[0].tokens.n, t->data[0].names.n, t->triggers.stems.entries.n);
  train_crf(&t->models[0], &t->data[0], TRAIN_ALL, &o->train);
  train_write_options how = o->write;
  if (o->folds) train_second(t);
  else copy_pass(t), how.trust = 1;
  train_written written;
  kith_status status = train_write(o->model, t->data, t->models, &t->triggers, &how, &written, error);
  if (status == KITH_OK)
    printf("# %s: %zu bytes, %zu and %zu features, %zu triggers\n", o->model, written.bytes, written.features[0], written.features[1],
           written.triggers);
  for (unsigned pass = 0; pass < 2; pass++) {
    train_model_clear(&t->models[pass]);
    train_data_clear(&t->data[pass]);
  }
  train_triggers_clear(&t->triggers);
  return status;
}

/* ---- measuring ---- */

static kith_status open_named(kith_out *out, const char *path, kith_error *error) {
  return path ? kith_out_open(out, path, false, error) : KITH_OK;
}

static kith_status measure(const options *o, const train_corpus *corpus, const kith_knowledge *k, kith_error *error) {
  kith_tag_model *model = NULL;
  kith_out figures, spans, listed;
  kith_status status = kith_tag_model_open(&model, o->model, error);
  if (status == KITH_OK) status = open_named(&spans, o->spans, error);
  if (status == KITH_OK) status = open_named(&listed, o->listed, error);
  if (status == KITH_OK) {
    fflush(stdout);
    kith_out_on_fd(&figures, 1, "standard output");
    train_measure(corpus, k, model, &figures, o->spans ? &spans : NULL, o->listed ? &listed : NULL);
    status = kith_out_close(&figures, NULL, error);
    if (o->spans && status == KITH_OK) status = kith_out_close(&spans, NULL, error);
    if (o->listed && status == KITH_OK) status = kith_out_close(&listed, NULL, error);
  }
  kith_tag_model_close(model);
  return status;
}

static kith_status run(const options *o, kith_error *error) {
  kith_knowledge knowledge;
  train_corpus corpus;
  kith_status status = kith_knowledge_open(&knowledge, NULL, 0, false, error);
  if (status != KITH_OK) return status;
  const train_sources sources = {o->data, o->texts, o->only, o->hold};
  status = train_corpus_read(&corpus, &sources, &knowledge, o->folds, error);
  if (status == KITH_OK) {
    fprintf(stderr, "%zu documents\n", corpus.docs.n);
    training t = {.options = o, .corpus = &corpus, .knowledge = &knowledge};
    if (!o->measure) status = train(&t, error);
  }
  if (status == KITH_OK) status = measure(o, &corpus, &knowledge, error);
  train_corpus_clear(&corpus);
  kith_knowledge_close(&knowledge);
  return status;
}

int main(int argc, char **argv) {
  options o;
  kith_error error = {0};
  if (!read_options(&o, argc, argv)) {
    fputs(usage, stderr);
    return 2;
  }
  kith_status status = run(&o, &error);
  kith_vec_clear(&o.hold);
  kith_vec_clear(&o.only);
  if (status == KITH_OK) return 0;
  char text[1200];
  fprintf(stderr, "kith-train: %s\n", kith_error_format(&error, text, sizeof text));
  return 3;
}
