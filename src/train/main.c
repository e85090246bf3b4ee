/* The trainer of lexicons/names.model: `make model DATA=folder`.
 *
 *     kith-train DATA -o MODEL [options]
 *
 * Reads annotated sets (corpus.h) and lists of names, trains the tagger, writes the
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
    "  --lists FILE       lists of names (lexicons/generate/name_lists.mjs)\n"
    "  --epochs N         3        --rate X      0.2     --decay X    0.01\n"
    "  --least N          2        features seen less often are dropped\n"
    "  --prune X          0.05     features whose weights are all below are dropped\n"
    "  --average N        2        epoch from whose end on weights are averaged; 0: never\n"
    "  --runs N           4        orders of the examples; the model is the mean of what each gives\n"
    "  --outside X        0.55     taken off the score of no name\n"
    "  --drop PER_CENT    30       listed names hidden while training\n"
    "  --seed N           1\n"
    "  --spans FILE       the spans found in held documents, as `kith mentions` prints them\n"
    "  --listed FILE      the same for the lexicon's own matches\n"
    "  --merged FILE      the same for both joined\n"
    "  --measure          train nothing: measure MODEL on the held documents\n";

typedef struct options {
  const char *data, *texts, *model, *lists, *spans, *listed, *merged;
  train_patterns hold, only;
  train_options train;
  train_write_options write;
  train_examples_options examples;
  unsigned least;
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
               {"--prune", &o->write.prune, NULL},         {"--outside", &o->write.outside, NULL},
               {"--drop", NULL, &o->examples.drop},        {"--average", NULL, &o->train.average},      {"--runs", NULL, &o->train.runs}};
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
  *o = (options){.train = {.epochs = 3, .average = 2, .runs = 4, .rate = .2f, .decay = .01f, .seed = 1, .talk = true},
                 .write = {.prune = .05f, .outside = .55f}, .examples = {.drop = 30}, .least = 2};
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
    else if (strcmp(name, "--lists") == 0) o->lists = value;
    else if (strcmp(name, "--spans") == 0) o->spans = value;
    else if (strcmp(name, "--listed") == 0) o->listed = value;
    else if (strcmp(name, "--merged") == 0) o->merged = value;
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
  train_known known;
  train_data data;
  train_model model;
} training;

static kith_status train(training *t, kith_error *error) {
  const options *o = t->options;
  kith_status status = train_known_read(&t->known, o->lists, error);
  if (status != KITH_OK) return status;
  train_known_find(&t->known, t->corpus, t->knowledge);
  train_examples(&t->data, t->corpus, t->knowledge, &t->known, &o->examples);
  train_data_number(&t->data, o->least);
  fprintf(stderr, "%zu names, %zu not in whole pieces; %zu stretches, %zu pieces, %zu features, %zu triggers\n", t->data.names_in,
          t->data.misaligned, t->data.stretches.n, t->data.tokens.n, t->data.names.n, t->known.triggers);
  train_crf(&t->model, &t->data, &o->train);
  train_written written;
  status = train_write(o->model, &t->data, &t->model, &t->known, &o->write, &written, error);
  if (status == KITH_OK)
    printf("# %s: %zu bytes, %zu features, %zu stems known, %zu of them triggers\n", o->model, written.bytes, written.features,
           written.known, t->known.triggers);
  train_model_clear(&t->model);
  train_data_clear(&t->data);
  train_known_clear(&t->known);
  return status;
}

/* ---- measuring ---- */

static kith_status measure(const options *o, const train_corpus *corpus, const kith_knowledge *k, kith_error *error) {
  enum { FILES = 3 };
  const char *const paths[FILES] = {o->spans, o->listed, o->merged};
  kith_tag_model *model = NULL;
  kith_out figures, files[FILES], *used[FILES] = {NULL};
  kith_status status = kith_tag_model_open(&model, o->model, error);
  for (unsigned i = 0; i < FILES && status == KITH_OK; i++)
    if (paths[i] && (status = kith_out_open(&files[i], paths[i], false, error)) == KITH_OK) used[i] = &files[i];
  if (status == KITH_OK) {
    train_outputs out = {&figures, used[0], used[1], used[2]};
    fflush(stdout);
    kith_out_on_fd(&figures, 1, "standard output");
    train_measure(corpus, k, model, &out);
    status = kith_out_close(&figures, NULL, error);
  }
  for (unsigned i = 0; i < FILES && status == KITH_OK; i++)
    if (used[i]) status = kith_out_close(used[i], NULL, error);
  kith_tag_model_close(model);
  return status;
}

static kith_status run(const options *o, kith_error *error) {
  kith_knowledge knowledge;
  train_corpus corpus;
  kith_status status = kith_knowledge_open(&knowledge, NULL, 0, false, error);
  if (status != KITH_OK) return status;
  const train_sources sources = {o->data, o->texts, o->only, o->hold};
  status = train_corpus_read(&corpus, &sources, &knowledge, error);
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
