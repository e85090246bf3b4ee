/* What people read: chatter on stderr, columns that line up.
 *
 * Names and messages come from articles, so nothing is printed raw: a control
 * character could drive the terminal. */
#ifndef KITH_CLI_SAY_H
#define KITH_CLI_SAY_H

#include "base/file.h"

/* Prints a line on stderr, controls in it as '?'; a newline is added. */
void kith_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* "kith COMMAND: what went wrong", and the exit status that fits. Usage errors
 * point to the help; a stop on request says so. */
int kith_say_error(const char *command, const kith_error *error);

/* Appends s with control characters, line ends and bidirectional overrides as '?'. */
void kith_add_safe(kith_buf *buf, kith_str s);

/* How many columns of a terminal s takes: 2 for East Asian wide characters and
 * emoji, 0 for combining and invisible ones. */
size_t kith_width(kith_str s);

/* Appends s cut to at most `width` columns, with … where something was cut, and
 * filled with spaces to exactly that. */
void kith_add_padded(kith_buf *buf, kith_str s, size_t width);

/* 1234567 -> "1,234,567" */
void kith_add_grouped(kith_buf *buf, uint64_t value);

#endif
