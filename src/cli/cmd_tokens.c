#include "cli/reading.h"
#include "cli/say.h"
#include "text/conllu.h"

/* What cutting text needs; the names are left out, so that it starts at once. */
typedef struct cutter {
  kith_languages *languages;
  kith_identifier *identifier;
  kith_segmenter *segmenter;
} cutter;

static void cutter_close(cutter *c) {
  kith_segmenter_close(c->segmenter);
  kith_identifier_close(c->identifier);
  kith_languages_close(c->languages);
}

static kith_status cutter_open(cutter *c, const kith_words_list *layers, kith_error *error) {
  kith_buf path = {0};
  kith_words_list folders = {0};
  memset(c, 0, sizeof *c);
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
  if (status == KITH_OK) status = kith_segmenter_open(&c->segmenter, c->languages, c->identifier, error);
  kith_vec_clear(&folders);
  kith_vec_clear(&path);
  if (status != KITH_OK) cutter_close(c);
  return status;
}

static void print(const cutter *c, const kith_settings *settings, const kith_doc *doc, kith_text *text, kith_out *out) {
  kith_text_segment(c->segmenter, doc->text, doc->language, text);
  kith_text_expand(c->segmenter, text);
  if (settings->json)
    kith_conllu_write_json(out, doc->id, text, c->languages, settings->build.byte_offsets);
  else
    kith_conllu_write(out, doc->id, text, c->languages);
}

static size_t print_all(const cutter *c, const kith_settings *settings, kith_docs *docs, kith_out *out) {
  kith_arena arena;
  kith_text text = {0};
  size_t skipped = 0;
  kith_arena_init(&arena);
  while (!out->failure) {
    kith_doc doc = {0};
    kith_error error;
    kith_arena_reset(&arena);
    kith_status status = kith_docs_next(docs, &arena, &doc, &error);
    if (status == KITH_END) break;
    if (status == KITH_OK) {
      print(c, settings, &doc, &text, out);
      continue;
    }
    skipped++;
    if (!settings->quiet) {
      char why[1100];
      kith_say("kith tokens: skipped: %s", kith_error_format(&error, why, sizeof why));
    }
  }
  kith_text_clear(&text);
  kith_arena_clear(&arena);
  return skipped;
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_corpus_options how;
  kith_docs *docs;
  kith_error error;
  cutter c;
  kith_reading_greet(settings);
  if (settings->verbose) kith_say("%s", kith_version_text());
  kith_status status = kith_build_corpus_options(&settings->build, &how, &error);
  if (status == KITH_OK) status = kith_docs_open(&docs, &how.docs, &error);
  if (status != KITH_OK) return kith_say_error("tokens", &error);
  status = cutter_open(&c, &settings->lexicons, &error);
  size_t skipped = status == KITH_OK ? print_all(&c, settings, docs, out) : 0;
  kith_docs_close(docs);
  if (status != KITH_OK) return kith_say_error("tokens", &error);
  cutter_close(&c);
  return skipped ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
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
