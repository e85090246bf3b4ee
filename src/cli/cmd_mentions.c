#include "build/tables.h"
#include "cli/reading.h"
#include "cli/rows.h"

#define COLUMNS "doc start end surface base type entity label how score"
enum { COLUMN_COUNT = 10 };

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_corpus corpus;
  kith_row_place at = {0};
  int status = kith_reading_open(settings, "mentions", &knowledge, &corpus);
  if (status != KITH_EXIT_CLEAN) return status;
  kith_row_header(out, COLUMNS);
  for (bool more = true; more && !out->failure;) {
    kith_table table;
    more = kith_mentions_rows(&corpus, false, &at, &table);
    kith_rows_write(out, &table, COLUMN_COUNT);
    kith_table_clear(&table);
  }
  return kith_reading_close(settings, "mentions", &knowledge, &corpus);
}

const kith_command kith_command_mentions = {
    .name = "mentions", .arguments = "INPUT... [flags]", .about = "list every mention of a person, organisation, place, event or product",
    .text = "Prints one row for each mention, with its place in the text, the entity it means and how that was decided.\n\n"
            KITH_INPUT_TEXT "\n\n"
            "Who is who is decided over the whole input: a full name in one article settles a surname in the same one, and "
            "names that no lexicon lists are joined over their spellings. So rows come when everything is read, sorted by document.",
    .examples = {{"Who is named in an article?", "kith mentions article.txt"},
                 {"Text from another program:", "echo 'Зеленский встретился с Умеровым.' | kith mentions -"},
                 {"The persons named most in a folder:",
                  "kith mentions articles | awk -F '\\t' '$6 == \"PER\" {print $8}' | sort | uniq -c | sort -rn | head"},
                 {"Also names inside names, roles and adjectives:", "kith mentions --with all article.txt"},
                 {"JSON lines whose text is in the key content, with names of your own:",
                  "kith mentions --field text=content --lexicon mynames news.jsonl"}},
    .output = "A header line, then rows between tabs; tabs and line ends inside a name are one space.\n\n"
              "  doc         path in the folder given, or the record's own id\n"
              "  start end   where it stands: characters from 0, end exclusive\n"
              "  surface     as written\n"
              "  base        base form in the text's language\n"
              "  type        PER, ORG, LOC, EVT or PRO\n"
              "  entity      id of who or what it is: wd: (Wikidata), gn: (GeoNames), iso:, kith:\n"
              "  label       its English label\n"
              "  how         exact inflected variant translit short acronym discovered, with --with also role nested demonym\n"
              "  score       how sure, 0 to 1",
    .exits = KITH_EXITS_READING, .least = 1, .most = SIZE_MAX,
    .missing = "no input: name files or folders to read, or - for standard input", .run = run};
