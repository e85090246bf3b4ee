/* Any bytes as a dump or list: the first says which format. Bad records are
 * skipped; what was written is a layer without a row that cannot be read. */
#include "import/import.h"
#include "lexicon/source.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MUST(condition)                                             \
  do {                                                              \
    if (!(condition)) {                                             \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                      \
    }                                                               \
  } while (0)

static kith_languages *languages;
static const char *folders[1];
static char folder[] = "/tmp/kith_fuzz_XXXXXX", input[64], out[64];

static void clean(const char *path) {
  kith_names names = {0};
  if (kith_path_look(path) == KITH_PATH_FOLDER && kith_folder_list(path, &names, NULL) == KITH_OK)
    for (size_t i = 0; i < names.n; i++) {
      kith_buf below = {0};
      kith_buf_format(&below, "%s/%s", path, names.at[i]);
      clean(kith_buf_text(&below));
      kith_vec_clear(&below);
    }
  kith_names_clear(&names);
  remove(path);
}

static void remove_folder(void) { clean(folder); }

static void open_once(void) {
  const char *lexicons = getenv("KITH_LEXICONS");
  folders[0] = lexicons && *lexicons ? lexicons : "lexicons";
  MUST(kith_languages_open(&languages, folders, 1, NULL) == KITH_OK && mkdtemp(folder));
  snprintf(input, sizeof input, "%s/in", folder);
  snprintf(out, sizeof out, "%s/out", folder);
  atexit(remove_folder);
}

static bool bad_row(void *context, const kith_error *error) {
  (void)context;
  if (strstr(error->message, "another row")) return true; /* a list that contradicts itself about a type */
  fprintf(stderr, "%s:%zu: %s\n", error->file, error->line, error->message);
  abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const formats[] = {"wikidata", "geonames", "ftm", "jrc", "csv"};
  static const char *const files[] = {input}, *const fields[] = {"id=id", "name=name"};
  if (!languages) open_once();
  if (!size) return 0;
  FILE *file = fopen(input, "wb");
  MUST(file && fwrite(data + 1, 1, size - 1, file) == size - 1 && fclose(file) == 0);
  clean(out);
  kith_import_options options = {.files = files, .file_count = 1, .out = out, .fields = fields, .field_count = data[0] & 8 ? 2 : 0,
                                 .folders = folders, .folder_count = 1, .known = languages};
  kith_import_summary summary;
  kith_status status = kith_import_run(formats[(data[0] & 7) % 5], &options, &summary, NULL);
  if (status != KITH_OK) return 0;
  kith_source source;
  kith_source_init(&source, languages);
  MUST(kith_source_read(&source, out, 0, bad_row, NULL, NULL) == KITH_OK);
  MUST(source.names.n <= summary.names && summary.skipped <= summary.records + 1);
  kith_source_finish(&source, NULL, NULL, NULL);
  kith_source_clear(&source);
  return 0;
}
