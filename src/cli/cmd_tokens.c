#include "build/crew.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "text/conllu.h"

/* What cutting text needs; the names are left out, so that it starts at once. */
typedef struct cutting {
  const kith_settings *settings;
  kith_languages *languages;
  kith_identifier *identifier;
  kith_docs *docs;
  kith_out *out;
  size_t skipped;
} cutting;

static void close_cutting(cutting *c) {
  kith_docs_close(c->docs);
  kith_identifier_close(c->identifier);
  kith_languages_close(c->languages);
}

static kith_status open_knowledge(cutting *c, const kith_words_list *layers, kith_error *error) {
  kith_buf path = {0};
  kith_words_list folders = {0};
  if (!kith_lexicons_find(&path)) {
    kith_vec_clear(&path);
    return kith_error_set(error, KITH_ERR_IO, "the shipped lexicons are not found; set KITH_LEXICONS to the folder that holds languages.tsv");
  }
  kith_status status = KITH_OK;
  kith_vec_push(&folders, kith_buf_text(&path));
  for (size_t i = 0; i < layers->n && status == KITH_OK; i++) {
    if (kith_path_look(layers->at[i]) != KITH_PATH_FOLDER)
      status = kith_error_at(error, KITH_ERR_ARG, layers->at[i], 0, "is no folder; a lexicon is a folder with lang/, names/ or facts/ in it");
    kith_vec_push(&folders, layers->at[i]);
  }
  if (status == KITH_OK) status = kith_languages_open(&c->languages, folders.at, folders.n, error);
  if (status == KITH_OK) status = kith_identifier_open(&c->identifier, c->languages, path.at, error);
  kith_vec_clear(&folders);
  kith_vec_clear(&path);
  return status;
}

/* ---- one document after another ---- */

static kith_status read_next(void *context, kith_arena *arena, kith_doc *doc, kith_error *why) {
  cutting *c = context;
  for (;;) {
    kith_status status = kith_docs_next(c->docs, arena, doc, why);
    if (status == KITH_OK || status == KITH_END) return status;
    c->skipped++;
    if (!c->settings->quiet) {
      char sentence[1100];
      kith_say("kith tokens: skipped: %s", kith_error_format(why, sentence, sizeof sentence));
    }
    kith_arena_reset(arena);
    *doc = (kith_doc){0};
  }
}

static bool print(void *context, void *result) {
  cutting *c = context;
  kith_buf *lines = &((kith_out *)result)->buf;
  kith_out_str(c->out, kith_buf_str(lines));
  lines->n = 0;
  return !c->out->failure;
}

static void clear_lines(void *result) { kith_out_close(result, NULL, NULL); }

/* ---- in each thread ---- */

typedef struct cutter {
  const cutting *all;
  kith_segmenter *segmenter;
  kith_text text;
} cutter;

static kith_status cutter_open(void *context, void **worker, kith_error *error) {
  cutter *c = kith_alloc_zero(1, sizeof *c);
  *worker = c;
  c->all = context;
  return kith_segmenter_open(&c->segmenter, c->all->languages, c->all->identifier, error);
}

static void cutter_close(void *worker) {
  cutter *c = worker;
  kith_segmenter_close(c->segmenter);
  kith_text_clear(&c->text);
  kith_free(c);
}

static void cut(void *worker, const kith_doc *doc, void *result) {
  cutter *c = worker;
  kith_out *lines = result;
  if (!lines->buf.at) kith_out_memory(lines);
  kith_text_segment(c->segmenter, doc->text, doc->language, &c->text);
  kith_text_expand(c->segmenter, &c->text);
  if (c->all->settings->json)
    kith_conllu_write_json(lines, doc->id, &c->text, c->all->languages, c->all->settings->build.byte_offsets);
  else
    kith_conllu_write(lines, doc->id, &c->text, c->all->languages);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_corpus_options how;
  kith_error error;
  cutting c = {.settings = settings, .out = out};
  kith_crew crew = {.threads = settings->build.threads, .result_size = sizeof(kith_out), .context = &c,
                    .read = read_next, .take = print, .clear = clear_lines,
                    .open = cutter_open, .work = cut, .close = cutter_close};
  kith_reading_greet(settings);
  if (settings->verbose) kith_say("%s", kith_version_text());
  kith_status status = kith_build_corpus_options(&settings->build, &how, &error);
  if (status == KITH_OK) status = kith_docs_open(&c.docs, &how.docs, &error);
  if (status == KITH_OK) status = open_knowledge(&c, &settings->lexicons, &error);
  if (status == KITH_OK) status = kith_crew_run(&crew, &error);
  close_cutting(&c);
  if (status != KITH_OK) return kith_say_error("tokens", &error);
  return c.skipped ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}

const kith_command kith_command_tokens = {
    .name = "tokens", .arguments = "INPUT... [flags]", .about = "cut text into paragraphs, sentences and tokens, with its language",
    .text = "Prints the text of each document as CoNLL-U, or as JSON: what the other commands see of it. " KITH_INPUT_TEXT,
    .examples = {{"An article as CoNLL-U:", "kith tokens article.txt"},
                 {"One sentence a line:", "kith tokens article.txt | sed -n 's/^# text = //p'"},
                 {"With positions, for a script:", "kith tokens --json --offsets bytes article.txt"},
                 {"How many sentences in which language:", "kith tokens articles | grep '^# lang' | sort | uniq -c"}},
    .output = "CoNLL-U with the columns ID, FORM and MISC (SpaceAfter=No) and the comments # newdoc id, # newpar, # sent_id, "
              "# text and # lang. Words written together that syntax takes apart (du = de + le) are ranges.\n\n"
              "With --json one object a sentence: doc, sentence, paragraph, lang, start, end, text, tokens (start, end, form, "
              "space, and words where a token is several).",
    .exits = KITH_EXITS_READING, .least = 1, .most = SIZE_MAX,
    .missing = "no input: name files or folders to read, or - for standard input", .run = run};
