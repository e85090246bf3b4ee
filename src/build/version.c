#include "graph/igraph_version.h"
#include "kith.h"
#include "text/icu_version.h"

#include <pthread.h>
#include <stdio.h>

/* Written once, before anybody reads it, and never again. */
static char line[128];
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void write_line(void) {
  snprintf(line, sizeof line, "kith %s · ICU %s · igraph %s", KITH_VERSION, kith_icu_version(), kith_igraph_version());
}

const char *kith_version_text(void) {
  pthread_once(&once, write_line);
  return line;
}
