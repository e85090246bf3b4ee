#include "cli/help.h"

enum { PAGE = 79, FLAG_COLUMN = 26 };

const char kith_help_about[] =
    "kith reads news in many languages and writes down who is tied to whom: a graph of persons, organisations, places "
    "and events, in which one person is one node however the name is spelt or inflected, and every tie can be traced to "
    "the sentence that says so. It needs no account, no network and no download.";

const char kith_help_environment[] =
    "  KITH_LEXICONS   folder of the shipped lexicons (holds languages.tsv), if they\n"
    "                  are not beside the program\n"
    "  XDG_CACHE_HOME  where compiled lexicons are kept, in a folder kith; otherwise\n"
    "                  ~/.cache/kith\n"
    "  XDG_DATA_HOME   where your own names and rules are, in a folder kith/lexicon;\n"
    "                  otherwise ~/.local/share/kith/lexicon";

const kith_example kith_help_examples[] = {
    {"Make a graph of a folder of articles, and open result/cooccurrence.graphml in Gephi:", "kith build articles -o result"},
    {"See who is named in one article:", "kith mentions article.txt"},
    {"Ask what the lexicon knows of a name:", "kith lexicon find Умеровым"},
    {NULL, NULL}};

/* ---- filling ---- */

static bool is_table_line(kith_str s) { return s.n >= 2 && s.p[0] == ' ' && s.p[1] == ' '; }

bool kith_help_paragraph(kith_str *rest, kith_str *paragraph, bool *table) {
  while (rest->n && rest->p[0] == '\n') *rest = kith_str_cut(*rest, 1, rest->n);
  if (!rest->n) return false;
  size_t end = 0;
  *table = is_table_line(*rest);
  do {
    while (end < rest->n && rest->p[end] != '\n') end++;
    kith_str behind = kith_str_cut(*rest, end < rest->n ? end + 1 : end, rest->n);
    if (!behind.n || behind.p[0] == '\n' || is_table_line(behind) != *table) break;
    end++;
  } while (true);
  *paragraph = kith_str_cut(*rest, 0, end);
  *rest = kith_str_cut(*rest, end, rest->n);
  return true;
}

/* Words of `text` on lines up to the page's width; lines after the first begin at `indent`. `at`: the column now. */
static void fill(kith_out *out, const char *text, size_t n, size_t indent, size_t at) {
  kith_str rest = {text, n}, word;
  bool first = true;
  while (kith_str_split(&rest, ' ', &word)) {
    word = kith_str_trim(word);
    if (!word.n) continue;
    size_t width = kith_utf8_count(word);
    if (!first && at + 1 + width > PAGE) {
      kith_out_format(out, "\n%*s", (int)indent, "");
      at = indent;
    } else if (!first) {
      kith_out_text(out, " ");
      at++;
    }
    kith_out_str(out, word);
    at += width;
    first = false;
  }
  kith_out_text(out, "\n");
}

static void add_text(kith_out *out, const char *text) {
  kith_str rest = kith_str_of(text), paragraph;
  bool table;
  while (kith_help_paragraph(&rest, &paragraph, &table)) {
    if (table) {
      kith_out_str(out, paragraph);
      kith_out_text(out, "\n");
    } else
      fill(out, paragraph.p, paragraph.n, 0, 0);
    if (rest.n > 1 && rest.p[1] == '\n') kith_out_text(out, "\n");
  }
}

/* ---- parts of a page ---- */

static void add_examples(kith_out *out, const kith_example *examples, size_t most) {
  kith_out_text(out, "\nExamples:\n");
  for (size_t i = 0; i < most && examples[i].line; i++) {
    kith_out_text(out, "  ");
    fill(out, examples[i].about, strlen(examples[i].about), 2, 2);
    kith_out_format(out, "      %s\n", examples[i].line);
  }
}

static void add_flag(kith_out *out, const kith_flag *flag) {
  kith_buf text = {0};
  size_t before = out->buf.n;
  if (flag->letter)
    kith_out_format(out, "  -%c, --%s", flag->letter, flag->name);
  else
    kith_out_format(out, "      --%s", flag->name);
  if (flag->value) kith_out_format(out, " %s", flag->value);
  size_t width = out->buf.n - before;
  if (width + 2 > FLAG_COLUMN) {
    kith_out_text(out, "\n");
    width = 0;
  }
  kith_out_format(out, "%*s", (int)(FLAG_COLUMN - width), "");
  kith_buf_add(&text, kith_str_of(flag->help));
  if (flag->fallback) kith_buf_format(&text, " [default: %s]", flag->fallback);
  fill(out, text.at, text.n, FLAG_COLUMN, FLAG_COLUMN);
  kith_vec_clear(&text);
}

static void add_flags(kith_out *out, const char *command) {
  for (int group = 0; group < KITH_GROUP_COUNT; group++) {
    bool headed = false;
    for (const kith_flag *flag = kith_flags; flag->name; flag++) {
      if ((int)flag->group != group || !kith_flag_belongs(flag, command)) continue;
      if (!headed) kith_out_format(out, "\n%s:\n", kith_flag_group_names[group]);
      headed = true;
      add_flag(out, flag);
    }
  }
}

static void add_commands(kith_out *out, const kith_command *const *list) {
  for (; *list; list++) kith_out_format(out, "  %-12s %s\n", kith_command_word(*list), (*list)->about);
}

/* ---- pages ---- */

void kith_help_command(kith_out *out, const kith_command *command) {
  kith_out_format(out, "kith %s: %s\n\nUsage: kith %s %s\n\n", command->name, command->about, command->name, command->arguments);
  add_text(out, command->text);
  if (command->parts) {
    kith_out_text(out, "\nCommands:\n");
    add_commands(out, command->parts);
  }
  add_examples(out, command->examples, KITH_EXAMPLES);
  if (!command->parts) add_flags(out, command->name);
  if (command->output) {
    kith_out_text(out, "\nOutput:\n");
    add_text(out, command->output);
  }
  if (command->parts)
    kith_out_format(out, "\n'kith help %s COMMAND' tells more of each.\n", command->name);
  else
    kith_out_format(out, "\nExit status:\n%s\n", command->exits);
}

void kith_help_overview(kith_out *out) {
  kith_out_text(out, "Usage: kith COMMAND [ARGUMENTS]\n\n");
  add_text(out, kith_help_about);
  kith_out_text(out, "\nCommands:\n");
  add_commands(out, kith_commands);
  add_examples(out, kith_help_examples, SIZE_MAX);
  kith_out_text(out, "\nEnvironment:\n");
  add_text(out, kith_help_environment);
  kith_out_text(out, "\n'kith help COMMAND' tells more of each, with examples.\n"
                     "Data goes to standard output, everything else to standard error.\n");
}
