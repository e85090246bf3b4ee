#include "cli/command.h"

const kith_command kith_command_lexicon = {
    .name = "lexicon", .arguments = "COMMAND [ARGUMENTS]", .about = "look up, check and measure what is known of names",
    .text = "A lexicon is a folder with names/*.tsv (columns entity, type, language, name, role) and facts/*.tsv (columns entity, "
            "property, value): plain text, one fact a row. A folder of your own, given with --lexicon DIR, lies over the shipped "
            "one: its rows add to it and take effect at the next build.",
    .examples = {{"Who may be meant by a name?", "kith lexicon find Зеленская"},
                 {"All rows about one entity, as a start for rows of your own:", "kith lexicon show kith:per-steve-witkoff"},
                 {"Is my folder in order?", "kith lexicon check mynames"}},
    .parts = kith_lexicon_commands};
