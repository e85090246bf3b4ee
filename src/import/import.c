#include "import/import.h"

#include "doc/source.h"

#include <stdarg.h>
#include <stdio.h>

enum { CHUNK = 1 << 20, LINE_MAX_BYTES = 256 << 20, TELL_EVERY = 4096 };

const kith_importer *const kith_importers[] = {
#define X(name) &kith_importer_##name,
    KITH_IMPORTERS(X)
#undef X
    NULL};

const kith_importer *kith_importer_find(const char *name) {
  for (const kith_importer *const *i = kith_importers; *i; i++)
    if (strcmp((*i)->name, name) == 0) return *i;
  return NULL;
}

kith_status kith_import_bad(const kith_import *job, kith_error *error, const char *format, ...) {
  char message[300];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return kith_error_at(error, KITH_ERR_FORMAT, NULL, job->line, "%s", message);
}

/* ---- reading ---- */

typedef struct input {
  kith_import *job;
  kith_doc_source *source;
  kith_str path;
  kith_buf bytes;
  kith_error *error;
  uint64_t told;
} input;

/* False: stop. */
static bool tell(input *in) {
  const kith_import_options *o = in->job->options;
  uint64_t done, total;
  if (!o->progress) return true;
  kith_doc_source_progress(in->source, &done, &total);
  return o->progress(o->context, (size_t)in->job->summary->records, done, total);
}

static kith_status skip(input *in, kith_error *error) {
  const kith_import_options *o = in->job->options;
  in->job->summary->skipped++;
  if (o->report) o->report(o->context, error);
  return KITH_OK;
}

static kith_status read_line(input *in, kith_str line) {
  kith_error error = {0};
  kith_import *job = in->job;
  job->line++;
  if (line.n && line.p[line.n - 1] == '\r') line.n--;
  if (job->line == 1 && kith_str_starts(line, KITH_STR("\xef\xbb\xbf"))) line = kith_str_cut(line, 3, line.n);
  kith_arena_reset(&job->arena);
  kith_status status = job->importer->line(job, line, &error);
  if (status != KITH_OK && !error.file[0]) snprintf(error.file, sizeof error.file, "%.*s", KITH_STR_FMT(in->path));
  if (status == KITH_ERR_ARG) {
    if (in->error) *in->error = error;
    return status;
  }
  if (status != KITH_OK) skip(in, &error);
  if (++in->told % TELL_EVERY == 0 && !tell(in)) return kith_error_set(in->error, KITH_ERR_STOPPED, "stopped");
  return KITH_OK;
}

/* A line longer than memory should hold is dropped as it comes in; *lost says that one is under way. */
static kith_status take_lines(input *in, bool at_end, bool *lost) {
  size_t from = 0;
  for (;;) {
    const char *newline = in->bytes.n > from ? memchr(in->bytes.at + from, '\n', in->bytes.n - from) : NULL;
    size_t end = newline ? (size_t)(newline - in->bytes.at) : in->bytes.n;
    if (!newline && !(at_end && end > from)) break;
    kith_status status = KITH_OK;
    if (!*lost) status = read_line(in, (kith_str){in->bytes.at + from, end - from});
    *lost = false;
    from = newline ? end + 1 : end;
    if (status != KITH_OK) return status;
  }
  if (from) memmove(in->bytes.at, in->bytes.at + from, in->bytes.n - from);
  in->bytes.n -= from;
  if (in->bytes.n > LINE_MAX_BYTES) {
    kith_error error;
    in->job->line++;
    kith_import_bad(in->job, &error, "is longer than %d MiB", LINE_MAX_BYTES >> 20);
    snprintf(error.file, sizeof error.file, "%.*s", KITH_STR_FMT(in->path));
    skip(in, &error);
    in->bytes.n = 0;
    *lost = true;
  }
  return KITH_OK;
}

static kith_status read_entry(input *in) {
  kith_import *job = in->job;
  kith_status status = KITH_OK;
  bool lost = false;
  in->bytes.n = 0;
  job->line = 0;
  if (job->importer->file) status = job->importer->file(job);
  while (status == KITH_OK) {
    status = kith_doc_source_read(in->source, CHUNK, &in->bytes, in->error);
    if (status == KITH_OK || status == KITH_END) {
      kith_status taken = take_lines(in, status == KITH_END, &lost);
      if (taken != KITH_OK) return taken;
    }
  }
  if (status != KITH_END) return status;
  return job->importer->end ? job->importer->end(job, in->error) : KITH_OK;
}

static kith_status read_files(kith_import *job, kith_error *error) {
  kith_inputs files = {0};
  input in = {.job = job, .error = error};
  kith_status status = KITH_OK;
  for (size_t i = 0; i < job->options->file_count && status == KITH_OK; i++)
    status = kith_inputs_add(&files, job->options->files[i], NULL, error);
  if (status != KITH_OK) {
    kith_inputs_clear(&files);
    return status;
  }
  in.source = kith_doc_source_open(&files);
  for (;;) {
    kith_doc_entry entry;
    status = kith_doc_source_next(in.source, &entry, error);
    if (status != KITH_OK) break;
    in.path = entry.path;
    status = read_entry(&in);
    if (status != KITH_OK) break;
  }
  if (status == KITH_END) tell(&in);
  kith_doc_source_close(in.source);
  kith_vec_clear(&in.bytes);
  return status == KITH_END ? KITH_OK : status;
}

/* ---- the layer ---- */

static const char first_line[] = "# Written by kith lexicon import ";

static void path_of(const kith_import *job, const char *part, kith_buf *path) {
  path->n = 0;
  kith_buf_add(path, kith_str_of(job->options->out));
  if (strcmp(part, "rules") == 0)
    kith_buf_add(path, KITH_STR("/rules.tsv"));
  else
    kith_buf_format(path, "/%s/%s.tsv", part, job->importer->name);
  kith_buf_text(path);
}

static kith_status open_part(kith_import *job, kith_out *out, const char *part, const char *header, kith_error *error) {
  kith_buf path = {0};
  kith_status status = KITH_OK;
  if (strcmp(part, "rules") != 0) {
    kith_buf_format(&path, "%s/%s", job->options->out, part);
    status = kith_folder_make(kith_buf_text(&path), error);
  }
  path_of(job, part, &path);
  kith_buf_add(&path, KITH_STR(".tmp"));
  if (status == KITH_OK) status = kith_out_open(out, kith_buf_text(&path), false, error);
  if (status == KITH_OK) {
    kith_out_format(out, "%s%s\n", first_line, job->importer->name);
    kith_out_text(out, header);
  }
  kith_vec_clear(&path);
  return status;
}

/* Puts the file in its place; without rows it is not needed, but one of an earlier import goes. */
static kith_status close_part(kith_import *job, kith_out *out, const char *part, bool keep, bool failed, kith_error *error) {
  kith_buf path = {0}, temporary = {0};
  path_of(job, part, &path);
  kith_buf_format(&temporary, "%s.tmp", path.at);
  kith_status status = kith_out_close(out, NULL, failed ? NULL : error);
  if (!failed && status == KITH_OK && keep && rename(kith_buf_text(&temporary), path.at) != 0) status = kith_error_io(error, path.at, "write");
  if (failed || status != KITH_OK || !keep) remove(kith_buf_text(&temporary));
  if (!failed && status == KITH_OK && !keep) remove(path.at);
  kith_vec_clear(&path);
  kith_vec_clear(&temporary);
  return status;
}

/* A keeper's own rules are not written over. */
static kith_status check_rules(const kith_import *job, kith_error *error) {
  kith_buf path = {0}, bytes = {0};
  kith_status status = KITH_OK;
  path_of(job, "rules", &path);
  if (kith_path_look(path.at) == KITH_PATH_FILE) status = kith_file_read(path.at, &bytes, error);
  if (status == KITH_OK && bytes.n && !kith_str_starts(kith_buf_str(&bytes), kith_str_of(first_line)))
    status = kith_error_at(error, KITH_ERR_FORMAT, path.at, 0, "holds rules of your own; import into a folder of its own");
  kith_vec_clear(&path);
  kith_vec_clear(&bytes);
  return status;
}

static kith_status write_notice(const kith_import *job, kith_error *error) {
  kith_buf path = {0}, bytes = {0}, line = {0};
  kith_out out;
  kith_status status = KITH_OK;
  kith_buf_format(&path, "%s/NOTICE", job->options->out);
  kith_buf_format(&line, "%s.tsv: %s\n", job->importer->name, job->importer->notice);
  if (kith_path_look(kith_buf_text(&path)) == KITH_PATH_FILE) status = kith_file_read(path.at, &bytes, error);
  bool there = bytes.n && strstr(kith_buf_text(&bytes), kith_buf_text(&line));
  if (status == KITH_OK && !there && (status = kith_out_open(&out, path.at, false, error)) == KITH_OK) {
    kith_out_str(&out, kith_buf_str(&bytes));
    kith_out_str(&out, kith_buf_str(&line));
    status = kith_out_close(&out, NULL, error);
  }
  kith_vec_clear(&path);
  kith_vec_clear(&bytes);
  kith_vec_clear(&line);
  return status;
}

static kith_status choose_languages(kith_import *job, kith_error *error) {
  const kith_import_options *o = job->options;
  kith_str rest = kith_str_of(o->languages), code;
  job->english = kith_language_find(o->known, KITH_STR("en"));
  job->wanted[KITH_LANG_UND] = true;
  for (size_t i = 0; i < kith_languages_count(o->known) && !o->languages; i++) job->wanted[i] = true;
  while (kith_str_split(&rest, ',', &code)) {
    kith_lang lang = kith_language_find(o->known, kith_str_trim(code));
    if (lang == KITH_LANG_UND && !kith_str_is(kith_str_trim(code), "mul"))
      return kith_error_set(error, KITH_ERR_ARG, "--languages: '%.*s' is no language of languages.tsv", KITH_STR_FMT(code));
    job->wanted[lang] = true;
  }
  return KITH_OK;
}

static kith_status run(kith_import *job, kith_error *error) {
  static const char name_columns[] = "entity\ttype\tlanguage\tname\trole\n", fact_columns[] = "entity\tproperty\tvalue\n",
                    rule_columns[] = "rule\ta\tb\n";
  kith_status status = kith_folder_make(job->options->out, error);
  if (status == KITH_OK) status = check_rules(job, error);
  if (status == KITH_OK) status = open_part(job, &job->names, "names", name_columns, error);
  if (status != KITH_OK) return status;
  status = open_part(job, &job->facts, "facts", fact_columns, error);
  bool facts = status == KITH_OK, rules = false;
  if (facts) {
    status = open_part(job, &job->rules, "rules", rule_columns, error);
    rules = status == KITH_OK;
  }
  if (status == KITH_OK && job->importer->open) status = job->importer->open(job, error);
  if (status == KITH_OK) status = read_files(job, error);
  if (job->importer->close) job->importer->close(job);
  kith_import_summary *s = job->summary;
  kith_status closed = close_part(job, &job->names, "names", true, status != KITH_OK, error);
  if (status == KITH_OK) status = closed;
  if (facts) closed = close_part(job, &job->facts, "facts", s->facts > 0, status != KITH_OK, error);
  if (status == KITH_OK) status = closed;
  if (rules) closed = close_part(job, &job->rules, "rules", s->rules > 0, status != KITH_OK, error);
  if (status == KITH_OK) status = closed;
  return status == KITH_OK ? write_notice(job, error) : status;
}

kith_status kith_import_run(const char *format, const kith_import_options *options, kith_import_summary *summary,
                            kith_error *error) {
  kith_import job = {.importer = kith_importer_find(format), .options = options, .summary = summary};
  memset(summary, 0, sizeof *summary);
#define X(name) " " #name
  if (!job.importer) return kith_error_set(error, KITH_ERR_ARG, "'%s' is no format that can be imported: expected one of:" KITH_IMPORTERS(X), format);
#undef X
  kith_arena_init(&job.arena);
  kith_status status = choose_languages(&job, error);
  if (status == KITH_OK) status = run(&job, error);
  kith_arena_clear(&job.arena);
  kith_vec_clear(&job.list);
  kith_vec_clear(&job.about);
  return status;
}
