#include "build/knowledge.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/reading.h"
#include "cli/say.h"
#include "cli/stop.h"
#include "cli/summary.h"

#include <sys/stat.h>
#include <unistd.h>

/* `path`, or the nearest thing above it that exists; ends with a NUL. */
static kith_path_kind nearest_folder(const char *path, kith_buf *out) {
  kith_path_kind kind;
  kith_buf_add(out, kith_str_of(path));
  while ((kind = kith_path_look(kith_buf_text(out))) == KITH_PATH_NONE) {
    while (out->n && out->at[out->n - 1] == '/') out->n--;
    while (out->n && out->at[out->n - 1] != '/') out->n--;
    if (!out->n) kith_buf_char(out, '.');
  }
  return kind;
}

/* Whether OUT can be written, asked before an hour of reading and not after it. */
static kith_status check_out(const char *out, kith_error *error) {
  kith_buf path = {0};
  kith_status status = KITH_OK;
  if (nearest_folder(out, &path) == KITH_PATH_FILE)
    status = kith_error_at(error, KITH_ERR_IO, path.at, 0, "is a file; the result needs a folder: -o FOLDER");
  else if (access(path.at, W_OK | X_OK) != 0)
    status = kith_error_io(error, path.at, "write into the folder");
  kith_vec_clear(&path);
  return status;
}

/* Whether `inner` or a folder above it is `folder`; both must exist. */
static bool lies_in(const char *inner, const char *folder) {
  struct stat wanted, here, before = {0};
  kith_buf path = {0};
  bool found = false;
  kith_buf_add(&path, kith_str_of(inner));
  if (stat(folder, &wanted) != 0) return false;
  while (!found && stat(kith_buf_text(&path), &here) == 0) {
    if (here.st_dev == before.st_dev && here.st_ino == before.st_ino) break; /* the root is above itself */
    found = here.st_dev == wanted.st_dev && here.st_ino == wanted.st_ino;
    before = here;
    kith_buf_add(&path, KITH_STR("/.."));
  }
  kith_vec_clear(&path);
  return found;
}

/* A result inside an input folder would be read as input by the next build. */
static void warn_of_nesting(const kith_settings *s) {
  kith_buf existing = {0};
  nearest_folder(s->build.out, &existing);
  for (size_t i = 0; i < s->arguments.n; i++) {
    const char *input = s->arguments.at[i];
    if (kith_path_look(input) == KITH_PATH_FOLDER && lies_in(existing.at, input))
      kith_say("kith build: warning: the result %s lies inside the input %s, and the next build would read it; "
               "better choose a folder beside it", s->build.out, input);
  }
  kith_vec_clear(&existing);
}

static void say_settings(const kith_settings *s) {
  kith_buf folder = {0};
  kith_say("%s", kith_version_text());
  if (kith_lexicons_find(&folder)) kith_say("lexicon  %s", kith_buf_text(&folder));
  for (size_t i = 0; i < s->lexicons.n; i++) kith_say("  over it %s", s->lexicons.at[i]);
  kith_vec_clear(&folder);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_build_options options = settings->build;
  kith_build_summary summary;
  kith_progress_line line;
  kith_error error;
  (void)out; /* all of it goes to files */
  if (!options.out) {
    kith_error_set(&error, KITH_ERR_ARG, "no output folder: say where the result goes with -o FOLDER");
    return kith_say_error("build", &error);
  }
  if (check_out(options.out, &error) != KITH_OK) return kith_say_error("build", &error);
  if (settings->verbose) say_settings(settings);
  if (!settings->quiet) warn_of_nesting(settings);
  kith_reading_greet(settings);
  kith_stop_gently();
  kith_progress_init(&line, settings);
  options.progress = kith_progress_tell;
  options.context = &line;
  kith_status status = kith_build_run(&options, &summary, &error);
  kith_progress_end(&line);
  if (status != KITH_OK) return kith_say_error("build", &error);
  if (!settings->quiet) kith_summary_say(&summary, settings, kith_progress_seconds(&line));
  int result = summary.skipped ? KITH_EXIT_SKIPPED : KITH_EXIT_CLEAN;
  kith_build_summary_clear(&summary);
  return result;
}

#define X(name, about) "  " name "\n      " about "\n"
const kith_command kith_command_build = {
    .name = "build", .arguments = "INPUT... -o OUT [flags]", .about = "make a graph of who is tied to whom, with its evidence",
    .text = "Reads documents, finds who and what is named in them, ties those named together, measures the graph and writes it "
            "into the folder OUT: all files at once, or, when it fails or is stopped, none of them.\n\n"
            KITH_INPUT_TEXT "\n\n"
            "The same input gives the same bytes, whatever the number of threads and the order of the files. Progress is "
            "shown on a terminal; a summary with the strongest ties closes the run.",
    .examples = {{"A folder of articles; then open result/cooccurrence.graphml in Gephi:", "kith build articles -o result"},
                 {"Persons and organisations only, ties that at least three documents show:",
                  "kith build articles -o result --types PER,ORG --min-documents 3"},
                 {"The 200 best connected, named within the same paragraph:", "kith build news.jsonl.gz -o result --window paragraph --top 200"},
                 {"A table from a database, with names of your own, for a spreadsheet that wants semicolons:",
                  "kith build export.csv -o result --field text=body --field date=published --lexicon mynames --separator semicolon"},
                 {"Every hour from cron: silent, and the old result stays until the new one is complete:",
                  "kith build /var/news -o /srv/graph --quiet"}},
    .output = "In OUT:\n\n" KITH_RESULT_FILES(X) "\nOther files in OUT are left alone.",
    .exits = "  0    clean\n"
             "  1    finished, but some records were skipped: documents.csv says which and why\n"
             "  2    a flag or argument is wrong; nothing was read\n"
             "  3    failed; OUT is as it was before\n"
             "  130  stopped by Ctrl-C; OUT is as it was before",
    .least = 1, .most = SIZE_MAX, .missing = "no input: name files or folders to read, or - for standard input", .run = run};
#undef X
