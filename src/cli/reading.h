/* What the commands that read documents share. */
#ifndef KITH_CLI_READING_H
#define KITH_CLI_READING_H

#include "build/build.h"
#include "cli/command.h"

/* The part of their help about what INPUT is. */
#define KITH_INPUT_TEXT                                                                                          \
  "INPUT is a file, a folder with everything below it, or - for standard input. Read are plain text (one "       \
  "document a file), JSON, JSON lines, CSV and TSV (one document a record), any of them compressed or inside "   \
  "zip, tar or 7z archives; formats, charsets and languages are found out. Two documents with the same text "    \
  "are counted once."

/* Knowledge opened, input read, entities resolved, with progress on the way; an
 * exit status other than clean has been explained on stderr. On success the
 * caller ends with kith_reading_close. */
int kith_reading_open(const kith_settings *settings, const char *command, kith_knowledge *knowledge, kith_corpus *corpus);

/* Names what was skipped on stderr, closes both; the exit status. */
int kith_reading_close(const kith_settings *settings, const char *command, kith_knowledge *knowledge, kith_corpus *corpus);

/* One skipped record on stderr. */
void kith_reading_skipped(const char *command, kith_str id, kith_str reason);

/* Tells somebody at a terminal that input is awaited, where - is among the inputs. */
void kith_reading_greet(const kith_settings *settings);

#endif
