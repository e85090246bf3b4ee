#include "cli/lexicon_edit.h"
#include "cli/say.h"

static int run(const kith_settings *settings, kith_out *out) {
  const char *const *a = settings->arguments.at;
  kith_edit edit;
  kith_error error;
  int failed = kith_edit_open(&edit, settings, "lexicon add", out);
  if (failed) return failed;
  const char *role = settings->arguments.n > 4 ? a[4] : "label";
  kith_status status = kith_edit_name(&edit, kith_str_of(a[0]), kith_str_of(a[1]), kith_str_of(a[2]), kith_str_of(a[3]), kith_str_of(role), &error);
  kith_edit_close(&edit);
  return status == KITH_OK ? KITH_EXIT_CLEAN : kith_say_error("lexicon add", &error);
}

const kith_command kith_lexicon_command_add = {
    .name = "lexicon add", .arguments = "ID TYPE LANGUAGE NAME [ROLE] [flags]", .about = "add a name to your own lexicon",
    .text = "Adds one name of one entity: an entity that is known, by its id, or a new one, by an id of your choice such as "
            "kith:per-ana-pop. TYPE is PER, ORG, LOC, EVT or PRO; LANGUAGE a code such as ro, or mul for a name that holds in every "
            "language with its letters; ROLE is label (without it), alias, short, acronym, former, weak, demonym or metonym. Give the "
            "base form: inflected forms and surnames are derived.\n\n" KITH_EDIT_WHERE,
    .examples = {{"A person nobody listed:", "kith lexicon add kith:per-ana-pop PER mul 'Ana Pop'"},
                 {"Her name in Russian:", "kith lexicon add kith:per-ana-pop PER ru 'Ана Поп'"},
                 {"A further name, into a folder under version control:", "kith lexicon add --layer team wd:Q212 LOC en 'the Ukraine' former"}},
    .output = "One row between tabs: added or there already, the file, and the row's cells.", .exits = KITH_EXITS_EDIT,
    .least = 4, .most = 5, .missing = "expected ID TYPE LANGUAGE NAME [ROLE], such as: kith:per-ana-pop PER mul 'Ana Pop' label", .run = run};
