#include "cli/lexicon_edit.h"
#include "cli/say.h"

#include "base/tsv.h"
#include "lexicon/source.h"

static kith_status apply(kith_edit *edit, const kith_str *cell, size_t *left, kith_error *error) {
  kith_str none = KITH_STR(""), b = kith_str_is(cell[2], "-") ? none : cell[2], language = kith_str_is(cell[4], "-") ? none : cell[4];
  if (kith_str_is(cell[0], "add")) return kith_edit_name(edit, cell[1], cell[3], cell[4], cell[5], cell[6], error);
  for (size_t i = 0; i < KITH_RULE_COUNT; i++)
    if (kith_str_is(cell[0], kith_rule_names[i])) return kith_edit_rule(edit, cell[0], cell[1], b, language, error);
  ++*left;
  if (kith_str_is(cell[0], "look") || kith_str_is(cell[0], "-")) return KITH_OK;
  return kith_error_set(error, KITH_ERR_ARG, "has '%.*s' to do; expected add, same, not-same, rename, forbid or look", KITH_STR_FMT(cell[0]));
}

static int run(const kith_settings *settings, kith_out *out) {
  const char *path = settings->arguments.at[0];
  if (strcmp(path, "-") == 0) path = "/dev/stdin";
  kith_edit edit;
  kith_error error;
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  size_t bad = 0, left = 0;
  kith_status status = kith_tsv_open(&tsv, path, "do a [b] [type] [language] [name] [role]", &error);
  if (status != KITH_OK) return kith_say_error("lexicon apply", &error);
  int failed = kith_edit_open(&edit, settings, "lexicon apply", out);
  while (!failed && (status = kith_tsv_next(&tsv, cell, &error)) != KITH_END) {
    if (status == KITH_OK) status = apply(&edit, cell, &left, &error);
    if (status == KITH_ERR_IO) {
      failed = kith_say_error("lexicon apply", &error);
    } else if (status != KITH_OK) {
      bad++;
      kith_say("kith lexicon apply: %s:%zu: %s", path, tsv.line, error.message);
    }
  }
  kith_tsv_close(&tsv);
  if (failed) return failed;
  if (!settings->quiet)
    kith_say("%zu rows written, %zu there already, %zu left out, %zu wrong", edit.written, edit.there, left, bad);
  kith_edit_close(&edit);
  return bad ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_apply = {
    .name = "lexicon apply", .arguments = "FILE [flags]", .about = "take over the suggestions that you kept",
    .text = "Reads a table as kith lexicon suggest prints it, from which you have deleted what is wrong, and does what each row says: "
            "add a name, same, not-same, rename, forbid. Rows to look at are left out. A row that cannot be so is named and the "
            "others are taken.\n\n" KITH_EDIT_WHERE,
    .examples = {{"Suggestions, edited, applied:", "kith lexicon suggest result > todo.tsv; $EDITOR todo.tsv; kith lexicon apply todo.tsv"}},
    .output = "A row for each that was written: added or there already, the file, and the row's cells.",
    .exits = "  0    all rows were taken\n  1    some rows were wrong; each is named on stderr\n  2    a flag or argument is wrong\n  3    a file could not be read or written",
    .least = 1, .most = 1, .missing = "which file? Make one with: kith lexicon suggest RESULT", .run = run};
