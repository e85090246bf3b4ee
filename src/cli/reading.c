#include "cli/reading.h"

#include "cli/progress.h"
#include "cli/say.h"

#include <unistd.h>

enum { NAMED = 5 }; /* skipped records that are named unless all are asked for */

void kith_reading_greet(const kith_settings *s) {
  if (s->quiet || !isatty(STDIN_FILENO)) return;
  for (size_t i = 0; i < s->arguments.n; i++)
    if (strcmp(s->arguments.at[i], "-") == 0) {
      kith_say("reading from this terminal: type or paste text, then end with Ctrl-D");
      return;
    }
}

int kith_reading_open(const kith_settings *s, const char *command, kith_knowledge *knowledge, kith_corpus *corpus) {
  kith_error error;
  kith_progress_line line;
  kith_build_options options = s->build;
  kith_reading_greet(s);
  kith_progress_init(&line, s);
  options.progress = kith_progress_tell;
  options.context = &line;
  kith_status status = kith_build_read(&options, knowledge, corpus, &error);
  kith_progress_end(&line);
  if (status != KITH_OK) return kith_say_error(command, &error);
  if (s->verbose)
    kith_say("%s · lexicon %.*s", kith_version_text(), KITH_STR_FMT(kith_lexicon_fingerprint(knowledge->lexicon)));
  return KITH_EXIT_CLEAN;
}

void kith_reading_skipped(const char *command, kith_str id, kith_str reason) {
  kith_say("kith %s: skipped %.*s: %.*s", command, KITH_STR_FMT(id), KITH_STR_FMT(reason));
}

int kith_reading_close(const kith_settings *s, const char *command, kith_knowledge *knowledge, kith_corpus *corpus) {
  size_t skipped = corpus->skipped.n, named = s->verbose || skipped <= NAMED ? skipped : NAMED;
  for (size_t i = 0; i < named && !s->quiet; i++)
    kith_reading_skipped(command, corpus->skipped.at[i].id, corpus->skipped.at[i].reason);
  if (named < skipped && !s->quiet)
    kith_say("kith %s: and %zu more were skipped; --verbose names them all", command, skipped - named);
  if (!corpus->readings.n && !skipped && !s->quiet) kith_say("kith %s: there was no document in the input", command);
  kith_corpus_clear(corpus);
  kith_knowledge_close(knowledge);
  return skipped ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}
