/* Commands: one file each, one row in a list macro.
 *
 * A command is a constant that carries its own manual: `kith help NAME` and the
 * man page are made of it and of the flags that name it in opt_table.c. Adding
 * one is a file cmd_<name>.c that defines kith_command_<name>, and a row below.
 * Commands of the lexicon are a table of their own: lexicon_<name>.c. */
#ifndef KITH_CLI_COMMAND_H
#define KITH_CLI_COMMAND_H

#include "base/file.h"
#include "cli/opt.h"

/* What the program comes to. Anything above is the shell's: 130 after Ctrl-C. */
enum {
  KITH_EXIT_CLEAN = 0,
  KITH_EXIT_SKIPPED = 1, /* finished, and something was left out or found wrong */
  KITH_EXIT_USAGE = 2,
  KITH_EXIT_FAILED = 3,
  KITH_EXIT_INTERRUPTED = 130
};

typedef struct kith_example {
  const char *about, *line;
} kith_example;

enum { KITH_EXAMPLES = 5 };

/* Texts are paragraphs with a blank line between; lines that begin with two
 * spaces are tables and stand as they are, the rest is filled to the page. */
typedef struct kith_command {
  const char *name;      /* as typed: "build", "lexicon find" */
  const char *arguments; /* "INPUT... -o OUT" */
  const char *about;     /* a line for the overview */
  const char *text;      /* what it does */
  kith_example examples[KITH_EXAMPLES]; /* up to the first without a line */
  const char *output;    /* the files or columns it gives */
  const char *exits;     /* what its exit status means, as a table */
  size_t least, most;    /* how many arguments beside flags */
  const char *missing;   /* said when there are too few */

  /* Does it; data goes to `out`, which the caller closes and checks. Returns an
   * exit status, having said on stderr what went wrong. NULL where `parts` has the commands. */
  int (*run)(const kith_settings *settings, kith_out *out);
  const struct kith_command *const *parts; /* NULL-terminated, or NULL */
} kith_command;

#define KITH_COMMANDS(X) \
  X(build)               \
  X(tokens)              \
  X(mentions)            \
  X(relations)           \
  X(why)                 \
  X(explain)             \
  X(lexicon)             \
  X(diff)                \
  X(version)             \
  X(help)

#define KITH_LEXICON_COMMANDS(X) \
  X(check)                       \
  X(find)                        \
  X(show)                        \
  X(stats)                       \
  X(compile)                     \
  X(import)                      \
  X(add)                         \
  X(merge)                       \
  X(split)                       \
  X(forbid)                      \
  X(suggest)                     \
  X(apply)

#define X(name) extern const kith_command kith_command_##name;
KITH_COMMANDS(X)
#undef X
#define X(name) extern const kith_command kith_lexicon_command_##name;
KITH_LEXICON_COMMANDS(X)
#undef X

extern const kith_command *const kith_commands[];         /* NULL-terminated, in the order above */
extern const kith_command *const kith_lexicon_commands[]; /* the same */

/* The last word of a command's name: what it is called among its `parts`. */
const char *kith_command_word(const kith_command *command);

/* By that word among `list`, or NULL. */
const kith_command *kith_command_find(const kith_command *const *list, const char *word);

/* The word of the command that `typed` was most likely meant to be, or NULL. */
const char *kith_command_suggest(const kith_command *const *list, const char *typed);

/* The exit tables that commands share. */
#define KITH_EXITS_READING \
  "  0    clean\n"        \
  "  1    finished, but some records were skipped; each is named on stderr\n" \
  "  2    a flag or argument is wrong; nothing was read\n"                    \
  "  3    failed: a file could not be read or written\n"                      \
  "  130  stopped by Ctrl-C"
#define KITH_EXITS_LOOKING \
  "  0    done\n"         \
  "  2    a flag or argument is wrong\n" \
  "  3    failed: a file could not be read or written"

#endif
