/* What the commands that write into a layer share: add, merge, split, forbid, apply.
 *
 * Life cycle: kith_edit_open -> kith_edit_name, kith_edit_rule … -> kith_edit_close.
 * Each row is checked against what is known, told on stdout as it was written, and
 * remarks about it go to stderr. */
#ifndef KITH_CLI_LEXICON_EDIT_H
#define KITH_CLI_LEXICON_EDIT_H

#include "build/knowledge.h"
#include "cli/command.h"

typedef struct kith_edit {
  const kith_settings *settings;
  const char *command;
  kith_out *out;
  kith_buf layer; /* the folder that is written to */
  kith_knowledge knowledge;
  size_t written, there; /* rows */
} kith_edit;

/* An exit status other than clean has been explained on stderr, and there is nothing to close. */
int kith_edit_open(kith_edit *edit, const kith_settings *settings, const char *command, kith_out *out);
void kith_edit_close(kith_edit *edit);

/* A name row; empty cells are errors. KITH_ERR_ARG where it cannot be so. */
kith_status kith_edit_name(kith_edit *edit, kith_str id, kith_str type, kith_str language, kith_str name, kith_str role,
                           kith_error *error);

/* A rule row; `b` and `language` may be empty. */
kith_status kith_edit_rule(kith_edit *edit, kith_str rule, kith_str a, kith_str b, kith_str language, kith_error *error);

/* Opens, writes one rule, closes: all that merge, split and forbid do. */
int kith_edit_one_rule(const kith_settings *settings, const char *command, const char *rule, const char *a, const char *b,
                       const char *language, kith_out *out);

#define KITH_EXITS_EDIT                                               \
  "  0    written, or there already\n"                                 \
  "  2    a flag or argument is wrong, or the row cannot be so\n"      \
  "  3    failed: a file could not be read or written"

#define KITH_EDIT_WHERE                                                                                                     \
  "Rows go into your own lexicon folder, which every command uses without being told ($XDG_DATA_HOME/kith/lexicon or "       \
  "~/.local/share/kith/lexicon), or into the one given with --layer. They are plain text, take effect at the next build, and " \
  "are undone by deleting the row."

#endif
