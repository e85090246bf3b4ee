#include "cli/command.h"

#include "cli/suggest.h"

const kith_command *const kith_commands[] = {
#define X(name) &kith_command_##name,
    KITH_COMMANDS(X)
#undef X
    NULL};

const kith_command *const kith_lexicon_commands[] = {
#define X(name) &kith_lexicon_command_##name,
    KITH_LEXICON_COMMANDS(X)
#undef X
    NULL};

const char *kith_command_word(const kith_command *command) {
  const char *space = strrchr(command->name, ' ');
  return space ? space + 1 : command->name;
}

const kith_command *kith_command_find(const kith_command *const *list, const char *word) {
  for (; *list; list++)
    if (strcmp(kith_command_word(*list), word) == 0) return *list;
  return NULL;
}

const char *kith_command_suggest(const kith_command *const *list, const char *typed) {
  kith_suggestion best = {0};
  for (; *list; list++) kith_suggest_offer(&best, typed, kith_command_word(*list));
  return best.word;
}
