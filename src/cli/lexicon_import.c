#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/stop.h"
#include "import/import.h"

enum { NAMED = 5 };

typedef struct watch {
  kith_progress_line line;
  const kith_settings *settings;
  size_t skipped;
} watch;

static bool progress(void *context, size_t records, uint64_t done, uint64_t total) {
  watch *w = context;
  return kith_progress_tell(&w->line, records, done, total);
}

static void report(void *context, const kith_error *error) {
  watch *w = context;
  if (w->skipped++ < NAMED && !w->settings->quiet) kith_say("kith lexicon import: skipped %s:%zu: %s", error->file, error->line, error->message);
}

static void say_summary(const watch *w, const kith_import_summary *s, const char *out) {
  kith_buf text = {0};
  double seconds = kith_progress_seconds(&w->line);
  if (w->skipped > NAMED) kith_say("kith lexicon import: and %zu more were skipped", w->skipped - NAMED);
  kith_add_grouped(&text, s->records);
  kith_buf_add(&text, KITH_STR(" records, "));
  kith_add_grouped(&text, s->entities);
  kith_buf_add(&text, KITH_STR(" entities, "));
  kith_add_grouped(&text, s->names);
  kith_buf_add(&text, KITH_STR(" names, "));
  kith_add_grouped(&text, s->facts);
  kith_buf_format(&text, " facts in %.1f s; use it with --lexicon %s", seconds, out);
  kith_say("%.*s", KITH_STR_FMT(kith_buf_str(&text)));
  kith_vec_clear(&text);
}

static kith_status import(const kith_settings *s, watch *w, kith_import_summary *summary, kith_error *error) {
  kith_words_list folders = {0};
  kith_languages *languages = NULL;
  kith_buf shipped = {0};
  kith_status status = s->build.out ? KITH_OK : kith_error_set(error, KITH_ERR_ARG, "where to? Give the lexicon folder to write with -o FOLDER");
  if (status == KITH_OK && !kith_lexicons_find(&shipped))
    status = kith_error_set(error, KITH_ERR_IO, "the shipped lexicons are not found; set KITH_LEXICONS to the folder that holds languages.tsv");
  if (status == KITH_OK) kith_vec_push(&folders, kith_buf_text(&shipped));
  for (size_t i = 0; i < s->lexicons.n; i++) kith_vec_push(&folders, s->lexicons.at[i]);
  if (status == KITH_OK) status = kith_languages_open(&languages, folders.at, folders.n, error);
  if (status == KITH_OK) {
    kith_import_options o = {.files = s->arguments.at + 1, .file_count = s->arguments.n - 1, .out = s->build.out, .languages = s->languages,
                             .min_sitelinks = s->min_sitelinks, .min_population = s->min_population, .fields = s->columns.at,
                             .field_count = s->columns.n, .separator = s->build.csv_separator, .folders = folders.at,
                             .folder_count = folders.n, .known = languages, .progress = progress, .report = report, .context = w};
    if (s->import_types) kith_types_parse(kith_str_of(s->import_types), &o.types);
    status = kith_import_run(s->arguments.at[0], &o, summary, error);
  }
  kith_languages_close(languages);
  kith_vec_clear(&folders);
  kith_vec_clear(&shipped);
  return status;
}

static int run(const kith_settings *settings, kith_out *out) {
  watch w = {.settings = settings};
  kith_import_summary summary;
  kith_error error;
  (void)out;
  kith_stop_gently();
  kith_progress_init(&w.line, settings);
  w.line.thing = "record";
  kith_status status = import(settings, &w, &summary, &error);
  kith_progress_end(&w.line);
  if (status != KITH_OK) return kith_say_error("lexicon import", &error);
  if (!settings->quiet) say_summary(&w, &summary, settings->build.out);
  return summary.skipped ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
}

const kith_command kith_lexicon_command_import = {
    .name = "lexicon import", .arguments = "FORMAT FILE... -o FOLDER [flags]", .about = "make a lexicon folder of a dump or list of names",
    .text = "FORMAT is one of\n\n"
            "  wikidata  Wikidata's JSON dump, or lines of it from wikibase-dump-filter\n"
            "  geonames  GeoNames' allCountries.txt, then alternateNamesV2.txt\n"
            "  ftm       FollowTheMoney entities, such as OpenSanctions publishes\n"
            "  jrc       JRC-Names\n"
            "  csv       a table with a header row, its columns named with --field\n\n"
            "FILE may be compressed, and - is standard input. The dump is read once, line by line, so that its size does not matter. "
            "The folder is a layer to be used with --lexicon; where an id of the shipped lexicon is known, rules.tsv makes the two one. "
            "NOTICE says under which licence the names are.",
    .examples = {{"Persons and organisations of Wikidata that ten wikis write about:",
                  "kith lexicon import wikidata latest-all.json.bz2 -o wikidata --type PER,ORG --min-sitelinks 10"},
                 {"Towns of the world, names in three languages:",
                  "kith lexicon import geonames allCountries.zip alternateNamesV2.zip -o places --languages en,ro,ru --min-population 5000"},
                 {"A list of your own:", "kith lexicon import csv deputies.csv -o deputies --field id=nr --field name:ro=nume"}},
    .output = "Files in FOLDER: names/FORMAT.tsv, facts/FORMAT.tsv, rules.tsv where ids are matched, NOTICE. Nothing on standard output.",
    .exits = KITH_EXITS_READING, .least = 2, .most = SIZE_MAX,
    .missing = "expected FORMAT and FILE, where FORMAT is wikidata, geonames, ftm, jrc or csv", .run = run};
