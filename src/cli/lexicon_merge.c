#include "cli/lexicon_edit.h"

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *a = settings->arguments.at;
  return kith_edit_one_rule(settings, "lexicon merge", "same", a[0], a[1], "", out);
}

const kith_command kith_lexicon_command_merge = {
    .name = "lexicon merge", .arguments = "A B [flags]", .about = "say that two entities are one",
    .text = "Entity A becomes B: all its names are B's from now on, the id B stays, and what B lacks in facts comes from A. "
            "Taken back by kith lexicon split A B, or by deleting the row.\n\n" KITH_EDIT_WHERE,
    .examples = {{"Two ids for one town:", "kith lexicon merge gn:618426 wd:Q21197"}},
    .output = "One row between tabs: added or there already, the file, and the row's cells.", .exits = KITH_EXITS_EDIT,
    .least = 2, .most = 2, .missing = "two ids are needed: A becomes B", .run = run};
