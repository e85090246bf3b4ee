#include "cli/lexicon_edit.h"

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *a = settings->arguments.at;
  const char *entity = settings->arguments.n > 1 ? a[1] : "";
  return kith_edit_one_rule(settings, "lexicon forbid", "forbid", a[0], entity, settings->language ? settings->language : "", out);
}

const kith_command kith_lexicon_command_forbid = {
    .name = "lexicon forbid", .arguments = "NAME [ENTITY] [flags]", .about = "say that a name means nobody, or not this entity",
    .text = "NAME, whatever its case and marks, is no longer a name: of nobody at all, or, with the id of an entity, not of "
            "that one. Of nobody at all means that it is not found in texts as an unlisted name either. Names in lexicons above the one written to still count. A forbidden full name gives no surname either.\n\n" KITH_EDIT_WHERE,
    .examples = {{"A town whose name is a common word:", "kith lexicon forbid Reading"},
                 {"Two words that texts put together and that are no name:", "kith lexicon forbid 'Breaking News'"},
                 {"Only in Russian:", "kith lexicon forbid Час --language ru"},
                 {"Not this one of several:", "kith lexicon forbid Georgia gn:4197000"}},
    .output = "One row between tabs: added or there already, the file, and the row's cells.", .exits = KITH_EXITS_EDIT,
    .least = 1, .most = 2, .missing = "which name? Give it as texts have it, in quotes if it has several words", .run = run};
