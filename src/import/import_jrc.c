/* JRC-Names: id, P or O, language (u: any), name with + for spaces, between
 * tabs; the lines of one id stand together, its main name first. */
#include "import/import.h"

typedef struct jrc {
  char last[32]; /* the id before */
} jrc;

static kith_status open_state(kith_import *job, kith_error *error) {
  (void)error;
  job->state = kith_alloc_zero(1, sizeof(jrc));
  return KITH_OK;
}

static void close_state(kith_import *job) { kith_free(job->state); }

static kith_str with_spaces(kith_import *job, kith_str name) {
  char *out = kith_arena_copy(&job->arena, name.p, name.n);
  for (size_t i = 0; i < name.n; i++)
    if (out[i] == '+') out[i] = ' ';
  return (kith_str){out, name.n};
}

static kith_status line(kith_import *job, kith_str text, kith_error *error) {
  jrc *state = job->state;
  kith_str cell[4] = {{0}}, rest = text;
  size_t n = 0;
  uint64_t number;
  kith_lang lang;
  if (!text.n || text.p[0] == '#') return KITH_OK;
  job->summary->records++;
  while (n < 4 && kith_str_split(&rest, '\t', &cell[n])) n++;
  if (n < 4 || rest.n) return kith_import_bad(job, error, "has not four columns: expected id, P or O, language and name between tabs");
  if (kith_utf8_valid_prefix(text) < text.n) return kith_import_bad(job, error, "is not UTF-8");
  if (!kith_str_to_u64(cell[0], &number) || cell[0].n >= sizeof state->last)
    return kith_import_bad(job, error, "has the id '%.*s'; expected a number", KITH_STR_FMT(cell[0]));
  kith_type type = kith_str_is(cell[1], "P") ? KITH_PER : kith_str_is(cell[1], "O") ? KITH_ORG : KITH_TYPE_COUNT;
  bool first = !kith_str_is(cell[0], state->last);
  memcpy(state->last, cell[0].p, cell[0].n);
  state->last[cell[0].n] = '\0';
  if (!kith_import_wants(job, type)) return KITH_OK;
  if (kith_str_is(cell[2], "u") || first) lang = KITH_LANG_UND;
  else if (!kith_import_language(job, cell[2], &lang)) return KITH_OK;
  kith_import_begin(job, kith_import_format(job, "jrc:%.*s", KITH_STR_FMT(cell[0])), type);
  kith_import_add(job, lang, with_spaces(job, cell[3]), first ? KITH_ROLE_LABEL : KITH_ROLE_ALIAS);
  kith_import_write(job, first);
  return KITH_OK;
}

const kith_importer kith_importer_jrc = {
    .name = "jrc", .about = "JRC-Names, the European Commission's list of persons and organisations in the news",
    .notice = "names from JRC-Names, European Commission, Joint Research Centre. Reuse under the terms that come with the file.",
    .open = open_state, .line = line, .close = close_state};
