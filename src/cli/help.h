/* The manual, made of the commands and the table of flags. */
#ifndef KITH_CLI_HELP_H
#define KITH_CLI_HELP_H

#include "cli/command.h"

/* What kith is, its commands, where to begin. */
void kith_help_overview(kith_out *out);

/* A command: usage, what it does, examples, flags with defaults, output, exit status. */
void kith_help_command(kith_out *out, const kith_command *command);

/* All of it as a manual page for man(1). */
void kith_help_man(kith_out *out);

/* What both forms tell. */
extern const char kith_help_about[], kith_help_environment[];
extern const kith_example kith_help_examples[]; /* ends with a NULL line */

/* The next paragraph of a text, as command.h defines it: a run of lines that
 * all are or all are not part of a table, without the blank line behind it. */
bool kith_help_paragraph(kith_str *rest, kith_str *paragraph, bool *table);

#endif
