#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/say.h"

/* The lexicon may be missing or damaged: the rest of the line is still worth knowing. */
static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_error error;
  kith_status status = kith_knowledge_open(&knowledge, settings->build.lexicons, settings->build.lexicon_count,
                                           !settings->build.no_user_lexicon, &error);
  kith_out_text(out, kith_version_text());
  if (status == KITH_OK) {
    kith_out_format(out, " · lexicon %.*s\n", KITH_STR_FMT(kith_lexicon_fingerprint(knowledge.lexicon)));
    kith_knowledge_close(&knowledge);
    return KITH_EXIT_CLEAN;
  }
  kith_out_text(out, "\n");
  return kith_say_error("version", &error);
}

const kith_command kith_command_version = {
    .name = "version", .arguments = "[--lexicon DIR]", .about = "name this version, its libraries and the lexicon's fingerprint",
    .text = "Prints one line. The fingerprint names the contents of all lexicon files in use: the same rows give the same "
            "fingerprint on every machine. Results that have the same version and fingerprint were made with the same knowledge.",
    .examples = {{"What a bug report needs:", "kith version"},
                 {"With a lexicon of your own over the shipped one:", "kith version --lexicon mynames"},
                 {"The same, as other programs have it:", "kith --version"}},
    .output = "  kith VERSION · ICU VERSION · igraph VERSION · lexicon FINGERPRINT",
    .exits = "  0    done\n  2    a flag is wrong\n  3    the lexicon cannot be read; the rest of the line is printed", .run = run};
