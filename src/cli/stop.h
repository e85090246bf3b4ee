/* Stopping on request: Ctrl-C, SIGTERM, and a terminal that is closed.
 *
 * A command that only prints ends at once. One that writes files calls
 * kith_stop_gently first: then the request is noted, and the progress callback
 * ends the run where nothing is half-written. A second request ends it anyway. */
#ifndef KITH_CLI_STOP_H
#define KITH_CLI_STOP_H

#include <stdbool.h>

/* Installs the handlers and makes writing to a closed pipe an error instead of
 * a death; once, first thing. Also sees to it that descriptors 0 to 2 are open,
 * so that no output file can be taken for standard output. */
void kith_stop_init(void);

void kith_stop_gently(void);

bool kith_stop_asked(void);

/* The exit status for a run that was stopped. */
int kith_stop_status(void);

#endif
