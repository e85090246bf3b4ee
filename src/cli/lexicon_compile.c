#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/rows.h"
#include "cli/say.h"

#include <unistd.h>

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_error error;
  kith_buf cache = {0};
  kith_status status = kith_knowledge_open(&knowledge, settings->build.lexicons, settings->build.lexicon_count,
                                           !settings->build.no_user_lexicon, &error);
  if (status != KITH_OK) return kith_say_error("lexicon compile", &error);
  bool kept = kith_cache_find(&cache) && access(kith_buf_text(&cache), W_OK | X_OK) == 0;
  kith_row_header(out, "fingerprint entities names kept");
  kith_row_text(out, kith_lexicon_fingerprint(knowledge.lexicon), false);
  kith_row_number(out, kith_lexicon_entity_count(knowledge.lexicon), false);
  kith_row_number(out, kith_lexicon_name_count(knowledge.lexicon), false);
  kith_row_text(out, kept ? kith_buf_str(&cache) : KITH_STR("-"), true);
  if (!kept && !settings->quiet)
    kith_say("kith lexicon compile: there is no folder to keep it in, so every run compiles again; set XDG_CACHE_HOME to a folder that can be written");
  kith_knowledge_close(&knowledge);
  kith_vec_clear(&cache);
  return KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_compile = {
    .name = "lexicon compile", .arguments = "[--lexicon DIR]...", .about = "compile the lexicons now, so that the next run starts at once",
    .text = "Every command compiles the lexicons by itself when a file of theirs has changed, and keeps the result. This does it "
            "now: after an update, or when an image of a container is made.",
    .examples = {{"The shipped lexicon:", "kith lexicon compile"},
                 {"With a folder of your own over it:", "kith lexicon compile --lexicon mynames"},
                 {"Into a folder of your choice:", "XDG_CACHE_HOME=/srv/cache kith lexicon compile"}},
    .output = "A header line and one row between tabs: the fingerprint of all rows, how many entities and names there are, and "
              "the folder where the compiled form is kept (- for none).",
    .exits = "  0    done\n  2    a flag or argument is wrong\n  3    a row is wrong, or a file cannot be read", .run = run};
