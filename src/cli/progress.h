/* How far a run is, on one line of a terminal: documents, MB/s, per cent, time
 * left. Nothing is shown where stderr is no terminal or quiet was asked for.
 *
 * Life cycle: kith_progress_init -> hand kith_progress_tell to the run -> kith_progress_end. */
#ifndef KITH_CLI_PROGRESS_H
#define KITH_CLI_PROGRESS_H

#include "cli/opt.h"

typedef struct kith_progress_line {
  bool shown;          /* stderr is a terminal that wants it */
  double started, last; /* seconds */
  size_t width;        /* columns that the line takes now */
  const char *thing;   /* what is counted; NULL: document */
} kith_progress_line;

void kith_progress_init(kith_progress_line *line, const kith_settings *settings);

/* A kith_progress; `context` is the line. False once the user asked to stop. */
bool kith_progress_tell(void *context, size_t documents, uint64_t done, uint64_t total);

/* Wipes the line. */
void kith_progress_end(kith_progress_line *line);

/* Seconds since the line's init. */
double kith_progress_seconds(const kith_progress_line *line);

#endif
