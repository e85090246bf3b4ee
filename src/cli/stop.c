#include "cli/stop.h"

#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

/* Signal handlers can speak to the program through nothing else. */
static volatile sig_atomic_t asked, gentle;

static int status_of(int signal) { return signal == SIGINT ? KITH_EXIT_INTERRUPTED : KITH_EXIT_FAILED; }

/* Nothing more comes from standard input: a run that waits for it goes on, and sees the request. */
static void end_input(void) {
  int kept = errno, empty = open("/dev/null", O_RDONLY);
  if (empty > STDERR_FILENO) {
    dup2(empty, STDIN_FILENO);
    close(empty);
  }
  errno = kept;
}

static void note(int signal) {
  if (!gentle || asked) _exit(status_of(signal));
  asked = signal;
  end_input();
}

/* Reading from a descriptor opened for writing fails, and the other way round:
 * what is missing stays missing, but its number is taken. */
static void hold_descriptor(int fd) {
  if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
    int held = open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    (void)held; /* the lowest free number: fd */
  }
}

void kith_stop_init(void) {
  static const int stops[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART}, ignore = {.sa_handler = SIG_IGN}, old;
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) hold_descriptor(fd);
  sigemptyset(&action.sa_mask);
  sigemptyset(&ignore.sa_mask);
  for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
    /* nohup, and shells in the background, ignore some of them on purpose */
    if (sigaction(stops[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(stops[i], &action, NULL);
  }
  sigaction(SIGPIPE, &ignore, NULL);
}

void kith_stop_gently(void) { gentle = 1; }

bool kith_stop_asked(void) { return asked != 0; }

int kith_stop_status(void) { return status_of(asked); }
