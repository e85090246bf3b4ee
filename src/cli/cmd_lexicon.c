#include "cli/command.h"

const kith_command kith_command_lexicon = {
    .name = "lexicon", .arguments = "COMMAND [ARGUMENTS]", .about = "look up, check, import and correct what is known of names",
    .text = "A lexicon is a folder with names/*.tsv (columns entity, type, language, name, role), facts/*.tsv (columns entity, "
            "property, value) and rules.tsv (columns rule, a, b, language), which merges two entities, keeps two apart, renames one or "
            "forbids a name: plain text, one fact a row. Your own folder, which add, merge, split, forbid and apply write to, lies "
            "over the shipped one, and over it those given with --lexicon DIR. What they say takes effect at the next build.",
    .examples = {{"Who may be meant by a name?", "kith lexicon find Зеленская"},
                 {"All rows about one entity, as a start for rows of your own:", "kith lexicon show kith:per-steve-witkoff"},
                 {"A name that nobody listed, and one that means nobody:",
                  "kith lexicon add kith:per-ana-pop PER mul 'Ana Pop'; kith lexicon forbid Reading"},
                 {"What could be said about a result?", "kith lexicon suggest result"},
                 {"Is my folder in order?", "kith lexicon check mynames"}},
    .parts = kith_lexicon_commands};
