/* FollowTheMoney entities, one a line: entities.ftm.json with ids for links, or
 * targets.nested.json with whole entities in their place. https://followthemoney.tech/ */
#include "import/import.h"
#include "import/json.h"

static kith_type type_of(kith_str schema) {
  static const struct {
    const char *schema;
    kith_type type;
  } list[] = {{"Person", KITH_PER},     {"Organization", KITH_ORG}, {"Company", KITH_ORG},  {"PublicBody", KITH_ORG},
              {"LegalEntity", KITH_ORG}, {"Vessel", KITH_PRO},       {"Airplane", KITH_PRO}, {"Event", KITH_EVT}};
  for (size_t i = 0; i < sizeof list / sizeof *list; i++)
    if (kith_str_is(schema, list[i].schema)) return list[i].type;
  return KITH_TYPE_COUNT;
}

typedef struct found {
  kith_str wikidata, country, gender;
  bool state, party;
} found;

static void take(kith_import *job, kith_str property, kith_str value, found *f) {
  static const struct {
    const char *property;
    kith_role role;
  } names[] = {{"name", KITH_ROLE_ALIAS}, {"alias", KITH_ROLE_ALIAS}, {"weakAlias", KITH_ROLE_WEAK},
               {"previousName", KITH_ROLE_FORMER}, {"abbreviation", KITH_ROLE_ACRONYM}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (kith_str_is(property, names[i].property)) kith_import_add(job, KITH_LANG_UND, value, names[i].role);
  if (kith_str_is(property, "wikidataId") && !f->wikidata.n) f->wikidata = value;
  bool country = kith_str_is(property, "country") || kith_str_is(property, "nationality") || kith_str_is(property, "citizenship");
  if (country && !f->country.n && value.n == 2) f->country = value;
  if (kith_str_is(property, "gender") && !f->gender.n) f->gender = value;
}

static void read_properties(kith_import *job, kith_json *j, found *f) {
  kith_str property, value;
  if (!kith_json_enter(j, '{')) return;
  while (kith_json_key(j, &property)) {
    if (!kith_json_enter(j, '[')) continue;
    while (kith_json_item(j))
      if (kith_json_text(j, &value) && !j->bad) take(job, property, value, f);
  }
}

/* "ftm:" and the source's id, with what ids may not hold as '-'. */
static kith_str make_id(kith_import *job, kith_str id, kith_str wikidata) {
  uint64_t number;
  if (wikidata.n > 1 && wikidata.p[0] == 'Q' && kith_str_to_u64(kith_str_cut(wikidata, 1, wikidata.n), &number))
    return kith_import_format(job, "wd:%.*s", KITH_STR_FMT(wikidata));
  char *out = kith_arena_alloc(&job->arena, id.n + 4);
  memcpy(out, "ftm:", 4);
  for (size_t i = 0; i < id.n; i++) {
    unsigned char c = (unsigned char)id.p[i], low = c | 0x20;
    bool sound = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    out[i + 4] = sound ? (char)c : '-';
  }
  return (kith_str){out, id.n + 4};
}

static void write_facts(kith_import *job, const found *f) {
  if (f->country.n == 2) {
    char code[2] = {(char)(f->country.p[0] & ~0x20), (char)(f->country.p[1] & ~0x20)};
    bool letters = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
    if (letters) kith_import_about(job, "country", kith_import_format(job, "%c%c", code[0], code[1]));
  }
  if (job->type == KITH_PER && kith_str_is(f->gender, "male")) kith_import_about(job, "gender", KITH_STR("m"));
  if (job->type == KITH_PER && kith_str_is(f->gender, "female")) kith_import_about(job, "gender", KITH_STR("f"));
}

static kith_status line(kith_import *job, kith_str text, kith_error *error) {
  text = kith_str_trim(text);
  if (!text.n) return KITH_OK;
  kith_json j = {text.p, text.p + text.n, &job->arena, false};
  kith_str key, id = KITH_STR(""), schema = id, caption = id;
  found f = {0};
  job->summary->records++;
  if (text.p[0] != '{') return kith_import_bad(job, error, "is no JSON object");
  kith_import_begin(job, id, KITH_TYPE_COUNT);
  kith_json_enter(&j, '{');
  while (kith_json_key(&j, &key)) {
    if (kith_str_is(key, "id")) kith_json_text(&j, &id);
    else if (kith_str_is(key, "schema")) kith_json_text(&j, &schema);
    else if (kith_str_is(key, "caption")) kith_json_text(&j, &caption);
    else if (kith_str_is(key, "properties")) read_properties(job, &j, &f);
    else kith_json_skip(&j);
  }
  if (j.bad) return kith_import_bad(job, error, "is broken JSON");
  if (!id.n || !schema.n) return kith_import_bad(job, error, "has no id or no schema; expected a FollowTheMoney entity");
  job->type = type_of(schema);
  if (!kith_import_wants(job, job->type)) return KITH_OK; /* links, addresses, positions */
  kith_import_add(job, KITH_LANG_UND, caption, KITH_ROLE_LABEL);
  job->id = make_id(job, id, f.wikidata);
  write_facts(job, &f);
  kith_import_write(job, true);
  return KITH_OK;
}

const kith_importer kith_importer_ftm = {
    .name = "ftm", .about = "FollowTheMoney entities as lines of JSON, such as OpenSanctions' entities.ftm.json and targets.nested.json",
    .notice = "entities in FollowTheMoney's format. The licence is that of the data set you chose: OpenSanctions' is CC BY-NC 4.0, "
              "https://creativecommons.org/licenses/by-nc/4.0/, which forbids commercial use without an agreement.",
    .line = line};
