/* GeoNames: allCountries.txt or a country's file (19 columns), then
 * alternateNamesV2.txt (10 columns; 8 in the older form). https://download.geonames.org/export/dump/readme.txt */
#include "import/import.h"

enum { COLUMNS = 20 };

typedef struct geonames {
  KITH_VEC(uint64_t) kept; /* a bit for each id that was written */
} geonames;

static kith_status open_state(kith_import *job, kith_error *error) {
  (void)error;
  job->state = kith_alloc_zero(1, sizeof(geonames));
  return KITH_OK;
}

static void close_state(kith_import *job) {
  geonames *g = job->state;
  if (g) kith_vec_clear(&g->kept);
  kith_free(g);
}

enum { HIGHEST = 1 << 30 }; /* more than twice what there is: 128 MiB of bits at most */

static bool keep(geonames *g, uint64_t id) {
  size_t at = id / 64;
  if (id >= HIGHEST) return false;
  while (g->kept.n <= at) kith_vec_push(&g->kept, 0);
  g->kept.at[at] |= 1ull << (id % 64);
  return true;
}

static bool is_kept(const geonames *g, uint64_t id) { return id / 64 < g->kept.n && g->kept.at[id / 64] >> (id % 64) & 1; }

static const char *kind_of(kith_str class, kith_str code) {
  if (kith_str_is(class, "P")) return kith_str_is(code, "PPLX") ? NULL : "city";
  if (!kith_str_is(class, "A")) return NULL;
  if (kith_str_starts(code, KITH_STR("PCL"))) return "country";
  return kith_str_is(code, "ADM1") ? "subdivision" : NULL;
}

static kith_str id_text(kith_import *job, uint64_t id) { return kith_import_format(job, "gn:%llu", (unsigned long long)id); }

static kith_status place(kith_import *job, const kith_str *cell, kith_error *error) {
  uint64_t id, people = 0;
  if (!kith_str_to_u64(cell[0], &id)) return kith_import_bad(job, error, "has the id '%.*s'; expected a number", KITH_STR_FMT(cell[0]));
  const char *kind = kind_of(cell[6], cell[7]);
  if (!kind || !kith_import_wants(job, KITH_LOC)) return KITH_OK;
  kith_str_to_u64(cell[14], &people);
  bool city = kind[0] == 'c' && kind[1] == 'i', capital = city && kith_str_is(cell[7], "PPLC");
  if (city && !capital && people < job->options->min_population) return KITH_OK;
  if (!keep(job->state, id)) return KITH_OK;
  kith_import_begin(job, id_text(job, id), KITH_LOC);
  kith_import_add(job, KITH_LANG_UND, cell[1], KITH_ROLE_LABEL);
  kith_import_add(job, KITH_LANG_UND, cell[2], KITH_ROLE_ALIAS);
  kith_str rest = cell[3], name;
  while (job->options->file_count == 1 && kith_str_split(&rest, ',', &name)) kith_import_add(job, KITH_LANG_UND, name, KITH_ROLE_ALIAS);
  bool iso = kith_import_is_country(cell[8]);
  if (iso) kith_import_about(job, "country", cell[8]);
  if (capital && iso) kith_import_about(job, "capital_of", cell[8]);
  kith_import_about(job, "kind", kith_str_of(kind));
  if (people) kith_import_about(job, "population", cell[14]);
  kith_import_write(job, true);
  return KITH_OK;
}

static bool is_set(kith_str flag) { return kith_str_is(flag, "1"); }

static kith_status alternate(kith_import *job, const kith_str *cell, kith_error *error) {
  uint64_t id, number;
  kith_lang lang;
  if (!kith_str_to_u64(cell[1], &id)) return kith_import_bad(job, error, "has the geonameid '%.*s'; expected a number", KITH_STR_FMT(cell[1]));
  if (!is_kept(job->state, id)) return KITH_OK;
  if (kith_str_is(cell[2], "wkdt")) {
    bool sound = cell[3].n > 1 && cell[3].p[0] == 'Q' && kith_str_to_u64(kith_str_cut(cell[3], 1, cell[3].n), &number);
    if (sound) kith_import_rule(job, "same", id_text(job, id), kith_import_format(job, "wd:%.*s", KITH_STR_FMT(cell[3])));
    return KITH_OK;
  }
  bool acronym = kith_str_is(cell[2], "abbr"), untold = !cell[2].n;
  if (acronym || untold) lang = KITH_LANG_UND;
  else if (cell[2].n > 3 && cell[2].p[2] != '-' && cell[2].p[3] != '-') return KITH_OK; /* post, iata, link … */
  else if (!kith_import_language(job, cell[2], &lang)) return KITH_OK;
  bool colloquial = is_set(cell[6]), former = is_set(cell[7]), preferred = is_set(cell[4]), brief = is_set(cell[5]);
  kith_role role = acronym ? KITH_ROLE_ACRONYM : former ? KITH_ROLE_FORMER : colloquial ? KITH_ROLE_WEAK
                 : preferred && !brief && !untold ? KITH_ROLE_LABEL : KITH_ROLE_ALIAS;
  kith_import_begin(job, id_text(job, id), KITH_LOC);
  kith_import_add(job, lang, cell[3], role);
  kith_import_write(job, false);
  return KITH_OK;
}

static kith_status line(kith_import *job, kith_str text, kith_error *error) {
  kith_str cell[COLUMNS], rest = text;
  size_t n = 0;
  if (!text.n || text.p[0] == '#') return KITH_OK;
  job->summary->records++;
  if (kith_utf8_valid_prefix(text) < text.n) return kith_import_bad(job, error, "is not UTF-8");
  for (size_t from = 0, i = 0; i <= rest.n; i++)
    if (i == rest.n || rest.p[i] == '\t') {
      if (n < COLUMNS) cell[n] = kith_str_trim(kith_str_cut(rest, from, i));
      n++;
      from = i + 1;
    }
  if (n == 19) return place(job, cell, error);
  if (n == 10 || n == 8) return alternate(job, cell, error);
  if (n == 4) return KITH_OK; /* iso-languagecodes.txt, which comes in the same archive */
  return kith_import_bad(job, error, "has %zu columns; expected 19 of places, or 10 or 8 of alternate names", n);
}

const kith_importer kith_importer_geonames = {
    .name = "geonames", .about = "GeoNames' allCountries or a country's file, then alternateNamesV2 for names by language",
    .notice = "places from GeoNames, https://www.geonames.org/, licensed under CC BY 4.0, "
              "https://creativecommons.org/licenses/by/4.0/. Selected and rearranged; GeoNames gives no warranty.",
    .open = open_state, .line = line, .close = close_state};
