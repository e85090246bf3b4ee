#include "cli/lexicon_edit.h"

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *a = settings->arguments.at;
  return kith_edit_one_rule(settings, "lexicon split", "not-same", a[0], a[1], "", out);
}

const kith_command kith_lexicon_command_split = {
    .name = "lexicon split", .arguments = "A B [flags]", .about = "say that two entities are two",
    .text = "Takes back that A and B are one, where a lexicon below says so, and tells kith lexicon check that a name they share is "
            "shared on purpose.\n\n" KITH_EDIT_WHERE,
    .examples = {{"Two persons of one name:", "kith lexicon split kith:per-ivan-popescu kith:per-ivan-popescu-2"}},
    .output = "One row between tabs: added or there already, the file, and the row's cells.", .exits = KITH_EXITS_EDIT,
    .least = 2, .most = 2, .missing = "two ids are needed", .run = run};
