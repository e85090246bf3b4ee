#include "cli/command.h"
#include "cli/help.h"
#include "cli/say.h"
#include "cli/stop.h"

#include <errno.h>
#include <unistd.h>

/* Hands what was written on, and fails when it cannot be: a full disk must not
 * look like a short result. A reader that went away has what it wanted. */
static int close_output(kith_out *out, const char *name, int exit_status) {
  kith_error error;
  kith_status status = kith_out_close(out, NULL, &error);
  bool gone = out->failure == EPIPE;
  if (status == KITH_OK && out->written && close(STDOUT_FILENO) != 0)
    status = kith_error_io(&error, "standard output", "write");
  if (status == KITH_OK) return exit_status;
  if (gone) return exit_status;
  kith_say("kith%s%s: %s: %s", *name ? " " : "", name, error.file, error.message);
  return KITH_EXIT_FAILED;
}

static int show_overview(int fd, int exit_status) {
  kith_out out;
  kith_out_on_fd(&out, fd, fd == STDOUT_FILENO ? "standard output" : "standard error");
  kith_help_overview(&out);
  return close_output(&out, "", exit_status);
}

/* Help on a command, where it was asked for or where it is missing its own command. */
static int show_command(const kith_command *command, int fd, int exit_status) {
  kith_out out;
  kith_out_on_fd(&out, fd, fd == STDOUT_FILENO ? "standard output" : "standard error");
  kith_help_command(&out, command);
  return close_output(&out, command->name, exit_status);
}

static int run(const kith_command *command, int argc, char *const *argv) {
  kith_settings settings;
  kith_error error;
  int result;
  kith_settings_init(&settings);
  kith_status status = kith_settings_parse(&settings, command->name, argc, argv, &error);
  size_t n = settings.arguments.n;
  for (size_t i = 0; i < n && status == KITH_OK; i++) /* a shell variable that is not set */
    if (!*settings.arguments.at[i]) status = kith_error_set(&error, KITH_ERR_ARG, "argument %zu is empty", i + 1);
  if (status == KITH_OK && !settings.help && n < command->least)
    status = kith_error_set(&error, KITH_ERR_ARG, "%s", command->missing);
  if (status == KITH_OK && !settings.help && n > command->most)
    status = kith_error_set(&error, KITH_ERR_ARG, "'%s' is one argument too many", settings.arguments.at[command->most]);
  if (status != KITH_OK)
    result = kith_say_error(command->name, &error);
  else if (settings.help)
    result = show_command(command, STDOUT_FILENO, KITH_EXIT_CLEAN);
  else {
    kith_out out;
    kith_out_on_fd(&out, STDOUT_FILENO, "standard output");
    result = close_output(&out, command->name, command->run(&settings, &out));
  }
  kith_settings_clear(&settings);
  return result;
}

static int no_command(const kith_command *const *list, const char *group, const char *typed) {
  const char *meant = kith_command_suggest(list, typed), *space = *group ? " " : "";
  if (typed[0] == '-')
    kith_say("kith%s%s: %s: flags come behind the command; see 'kith help%s%s'", space, group, typed, space, group);
  else if (meant)
    kith_say("kith%s%s: '%s' is no command; did you mean '%s'? See 'kith help%s%s'", space, group, typed, meant, space, group);
  else if (!*group && kith_path_look(typed) != KITH_PATH_NONE)
    kith_say("kith: '%s' is no command; to make a graph of it: kith build %s -o OUT", typed, typed);
  else
    kith_say("kith%s%s: '%s' is no command; see 'kith help%s%s'", space, group, typed, space, group);
  return KITH_EXIT_USAGE;
}

static bool is_help(const char *argument) { return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0; }

static bool is_version(const char *argument) {
  return strcmp(argument, "--version") == 0 || strcmp(argument, "-V") == 0;
}

int main(int argc, char **argv) {
  kith_stop_init();
  if (argc < 2) return show_overview(STDERR_FILENO, KITH_EXIT_USAGE);
  if (is_help(argv[1])) return show_overview(STDOUT_FILENO, KITH_EXIT_CLEAN);
  if (is_version(argv[1])) return run(&kith_command_version, argc - 2, argv + 2);
  const kith_command *command = kith_command_find(kith_commands, argv[1]);
  if (!command) return no_command(kith_commands, "", argv[1]);
  if (!command->parts) return run(command, argc - 2, argv + 2);

  if (argc < 3) return show_command(command, STDERR_FILENO, KITH_EXIT_USAGE);
  if (is_help(argv[2])) return show_command(command, STDOUT_FILENO, KITH_EXIT_CLEAN);
  const kith_command *part = kith_command_find(command->parts, argv[2]);
  if (!part) return no_command(command->parts, command->name, argv[2]);
  return run(part, argc - 3, argv + 3);
}
