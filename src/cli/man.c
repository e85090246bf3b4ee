/* The manual page: the same texts as the help, for man(1). */
#include "cli/help.h"

/* Text in roff: a backslash, a dot or apostrophe that begins a line, the hyphen,
 * which would come out as a typographic one, and all that is not ASCII must be named. */
static void add(kith_out *out, kith_str s) {
  bool begins = true;
  unsigned length;
  for (size_t i = 0; i < s.n; i += length) {
    uint32_t cp = kith_utf8_decode(s.p + i, s.p + s.n, &length);
    char c = s.p[i];
    if (begins && (c == '.' || c == '\'')) kith_out_text(out, "\\&");
    if (cp >= 0x80)
      kith_out_format(out, "\\[u%04X]", (unsigned)cp);
    else if (c == '\\')
      kith_out_text(out, "\\e");
    else if (c == '-')
      kith_out_text(out, "\\-");
    else if (c == '\'')
      kith_out_text(out, "\\(aq");
    else
      kith_out_write(out, &c, 1);
    begins = c == '\n';
  }
}

static void add_line(kith_out *out, const char *text) {
  add(out, kith_str_of(text));
  kith_out_text(out, "\n");
}

static void add_text(kith_out *out, const char *text) {
  kith_str rest = kith_str_of(text), paragraph;
  bool table, first = true;
  while (kith_help_paragraph(&rest, &paragraph, &table)) {
    if (!first) kith_out_text(out, ".PP\n");
    if (table) kith_out_text(out, ".nf\n");
    add(out, paragraph);
    kith_out_text(out, table ? "\n.fi\n" : "\n");
    first = false;
  }
}

/* `first`: nothing stands before them in their section. */
static void add_examples(kith_out *out, const kith_example *examples, size_t most, bool first) {
  for (size_t i = 0; i < most && examples[i].line; i++) {
    if (i || !first) kith_out_text(out, ".PP\n");
    add_line(out, examples[i].about);
    kith_out_text(out, ".PP\n.RS 4\n.nf\n");
    add_line(out, examples[i].line);
    kith_out_text(out, ".fi\n.RE\n");
  }
}

static void add_flag(kith_out *out, const kith_flag *flag) {
  kith_out_text(out, ".TP\n");
  if (flag->letter) kith_out_format(out, "\\fB\\-%c\\fR, ", flag->letter);
  kith_out_text(out, "\\fB\\-\\-");
  add(out, kith_str_of(flag->name));
  kith_out_text(out, "\\fR");
  if (flag->value) kith_out_format(out, " \\fI%s\\fR", flag->value);
  kith_out_text(out, "\n");
  add_line(out, flag->help);
  if (flag->fallback) kith_out_format(out, "(default: %s)\n", flag->fallback);
}

static void add_command(kith_out *out, const kith_command *command) {
  kith_out_format(out, ".SS kith %s\n", command->name);
  kith_out_format(out, ".B kith %s\n", command->name);
  add_line(out, command->arguments);
  kith_out_text(out, ".PP\n");
  add_text(out, command->text);
  add_examples(out, command->examples, KITH_EXAMPLES, false);
  for (const kith_flag *flag = kith_flags; flag->name && !command->parts; flag++)
    if (kith_flag_belongs(flag, command->name) && strcmp(flag->commands, "*") != 0) add_flag(out, flag);
  if (command->output) {
    kith_out_text(out, ".PP\nOutput:\n.PP\n");
    add_text(out, command->output);
  }
  if (command->exits) {
    kith_out_text(out, ".PP\nExit status:\n.PP\n");
    add_text(out, command->exits);
  }
  for (const kith_command *const *part = command->parts; part && *part; part++) add_command(out, *part);
}

void kith_help_man(kith_out *out) {
  kith_out_format(out, ".TH KITH 1 \"\" \"kith %s\" \"User Commands\"\n", KITH_VERSION);
  kith_out_text(out, ".SH NAME\nkith \\- graphs of who is tied to whom, from news in many languages\n"
                     ".SH SYNOPSIS\n.B kith\n\\fICOMMAND\\fR [\\fIARGUMENTS\\fR]\n.SH DESCRIPTION\n");
  add_text(out, kith_help_about);
  kith_out_text(out, ".PP\nData goes to standard output, everything else to standard error.\n.SH EXAMPLES\n");
  add_examples(out, kith_help_examples, SIZE_MAX, true);
  kith_out_text(out, ".SH OPTIONS\nEvery command takes:\n");
  for (const kith_flag *flag = kith_flags; flag->name; flag++)
    if (strcmp(flag->commands, "*") == 0) add_flag(out, flag);
  kith_out_text(out, ".SH COMMANDS\n");
  for (const kith_command *const *command = kith_commands; *command; command++) add_command(out, *command);
  kith_out_text(out, ".SH ENVIRONMENT\n");
  add_text(out, kith_help_environment);
}
