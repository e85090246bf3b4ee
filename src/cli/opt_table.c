#include "cli/opt.h"
#include "build/slice.h"
#include "cli/opt_check.h"

#define READ "build,tokens,mentions,relations,explain"
#define EDIT "lexicon add,lexicon merge,lexicon split,lexicon forbid,lexicon apply"
#define LOOK "lexicon check,lexicon find,lexicon show,lexicon stats,lexicon compile,version," EDIT
#define AT(field) offsetof(kith_settings, field)

const char *const kith_flag_group_names[KITH_GROUP_COUNT] = {
#define X(constant, text) text,
    KITH_FLAG_GROUPS(X)
#undef X
};

const kith_flag kith_flags[] = {
    /* ---- reading ---- */
    {"format", 0, "NAME", KITH_FLAG_TEXT, NULL, READ, KITH_GROUP_INPUT, AT(build.format), kith_check_format, kith_expected_formats,
     "what all inputs are: txt, json, jsonl, csv or tsv; otherwise found out from each file's name and first bytes"},
    {"field", 0, "NAME=COLUMN", KITH_FLAG_FIELDS, NULL, READ, KITH_GROUP_INPUT, AT(fields), NULL,
     "expected NAME=COLUMN, where NAME is id, text, title, date, language, source or url",
     "take id, text, title, date, language, source or url from this column or key of the records; "
     "may be repeated. Usual names such as body, content or published_at are found without it"},
    {"charset", 0, "NAME", KITH_FLAG_TEXT, NULL, READ, KITH_GROUP_INPUT, AT(build.charset), kith_check_filled, "expected a charset such as windows-1251",
     "what inputs are written in that are not UTF-8, such as windows-1251; otherwise found out for each file"},
    {"input-separator", 0, "SIGN", KITH_FLAG_SIGN, NULL, READ, KITH_GROUP_INPUT, AT(build.csv_separator), NULL, NULL,
     "between the cells of CSV inputs: one character, or comma, semicolon, tab or pipe; otherwise found out from the header line"},

    /* ---- names ---- */
    {"lexicon", 'l', "DIR", KITH_FLAG_TEXTS, NULL, READ "," LOOK ",lexicon import",
     KITH_GROUP_NAMES, AT(lexicons), kith_check_filled, "expected a folder",
     "lay a lexicon folder of your own over the shipped one; may be repeated, later ones win"},
    {"no-user-lexicon", 0, NULL, KITH_FLAG_ON, NULL, READ "," LOOK, KITH_GROUP_NAMES, AT(build.no_user_lexicon), NULL, NULL,
     "leave out your own lexicon folder, which is used without being named: $XDG_DATA_HOME/kith/lexicon or ~/.local/share/kith/lexicon"},
    {"layer", 0, "DIR", KITH_FLAG_TEXT, NULL, EDIT, KITH_GROUP_NAMES, AT(layer), kith_check_filled, "expected a folder",
     "write into this lexicon folder instead of your own one; it is made if it is not there"},
    {"language", 0, "CODE", KITH_FLAG_TEXT, NULL, "lexicon forbid", KITH_GROUP_NAMES, AT(language), kith_check_filled, "expected a code such as ru",
     "forbid the name in this language only"},
    {"strict", 0, NULL, KITH_FLAG_ON, NULL, "lexicon check", KITH_GROUP_RUN, AT(strict), NULL, NULL,
     "let warnings count as errors"},
    {"type", 't', "LIST", KITH_FLAG_TEXT, NULL, "lexicon import", KITH_GROUP_INPUT, AT(import_types), kith_check_types,
     "expected some of PER,ORG,LOC,EVT,PRO separated by commas", "take only entities of these types, such as PER,ORG"},
    {"languages", 0, "LIST", KITH_FLAG_TEXT, NULL, "lexicon import", KITH_GROUP_INPUT, AT(languages), kith_check_filled,
     "expected codes separated by commas, such as en,ro,ru", "take only names in these languages; otherwise all that kith knows"},
    {"min-sitelinks", 0, "N", KITH_FLAG_NUMBER, "0", "lexicon import", KITH_GROUP_INPUT, AT(min_sitelinks), NULL, NULL,
     "take only items of Wikidata that at least N of its sister wikis have a page about"},
    {"min-population", 0, "N", KITH_FLAG_NUMBER, "0", "lexicon import", KITH_GROUP_INPUT, AT(min_population), NULL, NULL,
     "take only towns of at least N inhabitants; countries, their first subdivisions and capitals are always taken"},
    {"field", 0, "NAME=COLUMN", KITH_FLAG_TEXTS, NULL, "lexicon import", KITH_GROUP_INPUT, AT(columns), kith_check_column,
     "expected NAME=COLUMN, where NAME is id, name, type, language, role, alias, country, gender, population, kind or prominence",
     "of a CSV table: take id, name, type, language, role, alias, country, gender, population, kind or prominence from this "
     "column; name:ru and alias:ru are of that language. May be repeated"},
    {"input-separator", 0, "SIGN", KITH_FLAG_SIGN, NULL, "lexicon import", KITH_GROUP_INPUT, AT(build.csv_separator), NULL, NULL,
     "between the cells of a CSV table; otherwise found out from the header line"},
    {"out", 'o', "FOLDER", KITH_FLAG_TEXT, NULL, "lexicon import", KITH_GROUP_OUTPUT, AT(build.out), kith_check_filled, "expected a folder",
     "the lexicon folder that is written: names/, facts/, rules.tsv, NOTICE"},
    {"metonyms", 0, NULL, KITH_FLAG_ON, NULL, "build,mentions,relations,explain", KITH_GROUP_NAMES, AT(build.metonyms), NULL, NULL,
     "let places stand for powers: \"the Kremlin\" is Russia"},
    {"lang", 0, "CODE", KITH_FLAG_TEXT, NULL, "explain", KITH_GROUP_NAMES, AT(language), kith_check_filled, "expected a code such as ru",
     "read the name as one of a text in this language; otherwise of each"},
    {"with", 0, "LIST", KITH_FLAG_TEXT, NULL, "build,mentions,relations", KITH_GROUP_NAMES, AT(build.with), kith_check_asides,
     "expected some of nested,role,demonym separated by commas, or all",
     "let what is said without naming count as a mention, too: nested (Ukraine in Armed Forces of Ukraine), role (the Ukrainian "
     "president: who the document says he is), demonym (Ukrainian: the country), or all"},

    /* ---- ties ---- */
    {"window", 'w', "WHAT", KITH_FLAG_TEXT, "sentence", "build,relations", KITH_GROUP_TIES, AT(build.window), kith_check_window,
     "expected sentence, paragraph, document or a number of tokens from 1 to 1000000",
     "what two names must share to be tied: sentence, paragraph, document, or a greatest distance in tokens such as 20"},
    {"types", 't', "LIST", KITH_FLAG_TEXT, "PER,ORG,LOC,EVT,PRO", "build,relations", KITH_GROUP_TIES, AT(build.types), kith_check_types,
     "expected some of PER,ORG,LOC,EVT,PRO separated by commas",
     "what may be tied: persons, organisations, places, events, products; PER,ORG leaves places out"},
    {"min-count", 0, "N", KITH_FLAG_NUMBER, "1", "build", KITH_GROUP_TIES, AT(build.min_count), kith_check_positive, "expected a whole number from 1 on",
     "leave out ties seen fewer than N times"},
    {"min-documents", 0, "N", KITH_FLAG_NUMBER, "1", "build", KITH_GROUP_TIES, AT(build.min_documents), kith_check_positive, "expected a whole number from 1 on",
     "leave out ties found in fewer than N documents"},
    {"methods", 0, "LIST", KITH_FLAG_TEXT, NULL, "build,relations", KITH_GROUP_TIES, AT(build.methods), kith_check_methods, kith_expected_methods,
     "find only these ties, separated by commas: cooccurrence, roles (who is what of whom), events (who did what to whom)"},
    {"since", 0, "DATE", KITH_FLAG_TEXT, NULL, "build,relations", KITH_GROUP_TIES, AT(build.since), kith_slice_is_date, "expected a date: 2025-12-18, 2025-12 or 2025",
     "count only documents dated so or later; with --since or --until, documents without a date are left out"},
    {"until", 0, "DATE", KITH_FLAG_TEXT, NULL, "build,relations", KITH_GROUP_TIES, AT(build.until), kith_slice_is_date, "expected a date: 2025-12-18, 2025-12 or 2025",
     "count only documents dated so or earlier; 2025-12 holds all of December"},
    {"slice", 0, "WHAT", KITH_FLAG_TEXT, NULL, "build", KITH_GROUP_TIES, AT(build.slice), kith_check_slice, "expected month, week or day",
     "also write who is named with whom in each month, week or day: slices/2026-03.graphml, 2026-W11, 2026-03-18, at most 1000; "
     "rows of timeline.csv stand for the same, otherwise for months"},
    {"time", 0, "WHAT", KITH_FLAG_TEXT, "interval", "build", KITH_GROUP_TIES, AT(build.time), kith_check_time, "expected interval or timestamp",
     "how graph.gexf says when ties are: interval, from the first to the last day, or timestamp, each day"},
    {"alpha", 0, "X", KITH_FLAG_TEXT, NULL, "build", KITH_GROUP_TIES, AT(build.alpha), kith_check_share, "expected a number above 0 and at most 1, such as 0.05",
     "keep the backbone only: ties of co-occurrence that are less likely than X by chance (the disparity filter; the column backbone)"},
    {"top", 0, "N", KITH_FLAG_NUMBER, "0", "build", KITH_GROUP_TIES, AT(build.top), NULL, NULL,
     "keep only the N nodes with the strongest ties in all; 0 keeps all"},
    {"keep-isolated", 0, NULL, KITH_FLAG_ON, NULL, "build", KITH_GROUP_TIES, AT(build.keep_isolated), NULL, NULL,
     "keep nodes that have no tie"},
    {"picture", 0, NULL, KITH_FLAG_ON, NULL, "build", KITH_GROUP_TIES, AT(build.picture), NULL, NULL,
     "also draw the graph into cooccurrence.svg; best with --top 60 or so"},
    {"metrics", 'm', "LIST", KITH_FLAG_TEXT, NULL, "build", KITH_GROUP_TIES, AT(build.metrics), kith_check_metrics, kith_expected_metrics,
     "compute only these columns of the nodes, separated by commas: degree, weighted_degree, pagerank, betweenness, "
     "component, community, layout, look; otherwise all"},
    {"evidence", 'e', "N", KITH_FLAG_NUMBER, "0", "build", KITH_GROUP_TIES, AT(build.evidence_limit), NULL, NULL,
     "write at most N sentences for each tie into evidence.csv, the surest first; 0 writes all"},

    /* ---- writing ---- */
    {"out", 'o', "OUT", KITH_FLAG_TEXT, NULL, "build", KITH_GROUP_OUTPUT, AT(build.out), kith_check_filled, "expected a folder",
     "the folder for the result, made if it is not there; files of an earlier result are replaced all at once, other files stay"},
    {"offsets", 0, "UNIT", KITH_FLAG_BYTES, "chars", READ, KITH_GROUP_OUTPUT, AT(build.byte_offsets), NULL, "expected chars or bytes",
     "what positions count: chars (Unicode code points) or bytes (of UTF-8)"},
    {"separator", 0, "SIGN", KITH_FLAG_SIGN, "comma", "build", KITH_GROUP_OUTPUT, AT(build.separator), NULL, NULL,
     "between the cells of the CSV files written: one character, or comma, semicolon, tab or pipe"},
    {"no-bom", 0, NULL, KITH_FLAG_OFF, NULL, "build", KITH_GROUP_OUTPUT, AT(build.bom), NULL, NULL,
     "begin CSV files without the byte order mark that spreadsheets know UTF-8 by"},
    {"no-defuse", 0, NULL, KITH_FLAG_OFF, NULL, "build", KITH_GROUP_OUTPUT, AT(build.defuse), NULL, NULL,
     "write CSV text that starts like a formula (= + - @) as it is, without a ' before it; spreadsheets may then run it"},
    {"json", 0, NULL, KITH_FLAG_ON, NULL, "tokens,why", KITH_GROUP_OUTPUT, AT(json), NULL, NULL,
     "print JSON, one object a line: for tokens a sentence, for why an occasion"},
    {"man", 0, NULL, KITH_FLAG_ON, NULL, "help", KITH_GROUP_OUTPUT, AT(man), NULL, NULL, "print the manual page of all commands, for man(1)"},

    /* ---- running ---- */
    {"threads", 'j', "N", KITH_FLAG_SMALL, "0", READ, KITH_GROUP_RUN, AT(build.threads), kith_check_threads, "expected a number from 0 to 256",
     "read on N threads; 0 takes one per processor. The output is the same for any number"},
    {"quiet", 'q', NULL, KITH_FLAG_ON, NULL, "*", KITH_GROUP_RUN, AT(quiet), NULL, NULL, "say nothing on stderr but errors"},
    {"verbose", 'v', NULL, KITH_FLAG_ON, NULL, READ, KITH_GROUP_RUN, AT(verbose), NULL, NULL,
     "say more on stderr: versions and lexicons used, every skipped record"},
    {"help", 'h', NULL, KITH_FLAG_ON, NULL, "*", KITH_GROUP_RUN, AT(help), NULL, NULL, "show this help"},
    {0}};
