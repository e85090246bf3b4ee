#include "cli/help.h"
#include "cli/say.h"

static int run(const kith_settings *settings, kith_out *out) {
  const kith_words_list *words = &settings->arguments;
  const kith_command *const *list = kith_commands, *command = NULL;
  if (settings->man) {
    kith_help_man(out);
    return KITH_EXIT_CLEAN;
  }
  for (size_t i = 0; i < words->n; i++) {
    const kith_command *next = list ? kith_command_find(list, words->at[i]) : NULL;
    if (!next) {
      const char *meant = list ? kith_command_suggest(list, words->at[i]) : NULL;
      kith_say("kith help: '%s' is no command%s%s%s; see 'kith help'", words->at[i], meant ? "; did you mean '" : "",
               meant ? meant : "", meant ? "'?" : "");
      return KITH_EXIT_USAGE;
    }
    command = next;
    list = next->parts;
  }
  if (command)
    kith_help_command(out, command);
  else
    kith_help_overview(out);
  return KITH_EXIT_CLEAN;
}

const kith_command kith_command_help = {
    .name = "help", .arguments = "[COMMAND]", .about = "tell what a command does, with examples and all flags",
    .text = "Without a command: what kith is and which commands there are. With one: what it does, worked examples, its flags "
            "with their defaults, what it writes, and what its exit status means.",
    .examples = {{"The flags of build:", "kith help build"},
                 {"One of the lexicon's commands:", "kith help lexicon find"},
                 {"The manual page:", "kith help --man > kith.1; man ./kith.1"}},
    .exits = "  0    done\n  2    there is no such command\n  3    standard output cannot be written", .most = 2, .run = run};
