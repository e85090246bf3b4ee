#include "cli/progress.h"

#include "cli/say.h"
#include "cli/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void kith_progress_init(kith_progress_line *line, const kith_settings *settings) {
  const char *terminal = getenv("TERM");
  memset(line, 0, sizeof *line);
  line->shown = !settings->quiet && isatty(STDERR_FILENO) && !(terminal && strcmp(terminal, "dumb") == 0);
  line->started = line->last = now();
}

double kith_progress_seconds(const kith_progress_line *line) { return now() - line->started; }

/* Writes `text` over what the line showed before. */
static void show(kith_progress_line *line, kith_buf *text) {
  size_t width = kith_width(kith_buf_str(text));
  for (size_t i = width; i < line->width; i++) kith_buf_char(text, ' ');
  kith_buf_char(text, '\r');
  fwrite(text->at, 1, text->n, stderr);
  fflush(stderr);
  line->width = width;
}

static void add_time(kith_buf *text, double seconds) {
  unsigned long s = seconds < 360000 ? (unsigned long)(seconds + 0.5) : 359999;
  if (s >= 3600)
    kith_buf_format(text, "%lu:%02lu:%02lu", s / 3600, s / 60 % 60, s % 60);
  else
    kith_buf_format(text, "%lu:%02lu", s / 60, s % 60);
}

bool kith_progress_tell(void *context, size_t documents, uint64_t done, uint64_t total) {
  kith_progress_line *line = context;
  if (kith_stop_asked()) return false;
  if (!line->shown) return true;
  double time = now(), spent = time - line->started;
  bool all = total > 0 && done >= total;
  if (time - line->last < 0.2 && !(all && line->width)) return true;
  line->last = time;
  kith_buf text = {0};
  kith_add_grouped(&text, documents);
  kith_buf_format(&text, " %s%s", line->thing ? line->thing : "document", documents == 1 ? "" : "s");
  if (spent > 0.1) kith_buf_format(&text, " · %.1f MB/s", (double)done / 1e6 / spent);
  if (all)
    kith_buf_add(&text, KITH_STR(" · finishing"));
  else if (total) {
    kith_buf_format(&text, " · %u %%", (unsigned)((double)done / (double)total * 100));
    if (done && spent > 1) {
      kith_buf_add(&text, KITH_STR(" · "));
      add_time(&text, spent * (double)(total - done) / (double)done);
      kith_buf_add(&text, KITH_STR(" left"));
    }
  }
  show(line, &text);
  kith_vec_clear(&text);
  return true;
}

void kith_progress_end(kith_progress_line *line) {
  kith_buf text = {0};
  if (line->width) show(line, &text);
  kith_vec_clear(&text);
}
