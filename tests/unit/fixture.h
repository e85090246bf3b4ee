/* What the unit tests share: a folder of their own under /tmp with files in it,
 * and `world`: small languages and names of our own, with the way from a text
 * through them to mentions, readings and entities.
 *
 * The languages here have only the rows the tests are about, so that a change
 * of the shipped data cannot make a test of the program fail. */
#ifndef KITH_TESTS_FIXTURE_H
#define KITH_TESTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/file.h"
#include "entity/entity.h"
#include "mention/reading.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

/* ---- files ---- */

static char folder[64];

static inline void remove_all(const char *path) {
  kith_names names = {0};
  if (kith_path_look(path) == KITH_PATH_FOLDER && kith_folder_list(path, &names, NULL) == KITH_OK)
    for (size_t i = 0; i < names.n; i++) {
      kith_buf below = {0};
      kith_buf_format(&below, "%s/%s", path, names.at[i]);
      remove_all(kith_buf_text(&below));
      kith_vec_clear(&below);
    }
  kith_names_clear(&names);
  remove(path);
}

static inline int make_folder(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/kith_test_XXXXXX");
  return mkdtemp(folder) ? 0 : -1;
}

static inline int remove_folder(void **state) {
  (void)state;
  remove_all(folder);
  return 0;
}

/* The path of a file in the folder; good for eight calls. */
static inline const char *at(const char *name) {
  static char path[8][400];
  static int turn;
  turn = (turn + 1) % 8;
  snprintf(path[turn], sizeof path[turn], "%s/%s", folder, name);
  return path[turn];
}

static inline void put_bytes(const char *name, const void *bytes, size_t n) {
  char path[400];
  snprintf(path, sizeof path, "%s", at(name));
  for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); *slash++ = '/') {
    *slash = '\0';
    mkdir(path, 0777);
  }
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes, 1, n, file), n);
  fclose(file);
}
static inline void put(const char *name, const char *text) { put_bytes(name, text, strlen(text)); }

/* A file's bytes with a NUL; the caller's to free with kith_vec_clear. */
static inline kith_buf get(const char *path) {
  kith_buf bytes = {0};
  assert_int_equal(kith_file_read(path, &bytes, NULL), KITH_OK);
  kith_buf_text(&bytes);
  return bytes;
}

static inline bool is_there(const char *path) { return kith_path_look(path) != KITH_PATH_NONE; }

/* ---- the small world ---- */

static const char world_languages[] =
    "code\tname\tscripts\tspaced\n"
    "en\tEnglish\tLatn\tyes\nro\tRomanian\tLatn\tyes\nru\tRussian\tCyrl\tyes\nuk\tUkrainian\tCyrl\tyes\n"
    "de\tGerman\tLatn\tyes\nzh\tChinese\tHani\tno\n";

#define ROWS "kind\tform\tvalue\tclass\n"

static const struct {
  const char *file, *rows;
} world_rows[] = {
    {"lang/mul.tsv", ROWS "particle\tde\t-\tper\nlegal\tGmbH\t-\t-\nlegal\tSRL\t-\t-\n"},
    {"lang/en.tsv", ROWS
     "given\tAnna\tf\t-\ngiven\tOlena\tf\t-\ngiven\tPeter\tm\t-\ngiven\tMaria\tf\t-\n"
     "title\tMr\tm\t-\ntitle\tminister\t-\t-\ntitle\tGeneral\t-\t-\nabbreviation\tmr.\ttitle\t-\n"
     "org_head\tMinistry\t-\t-\norg_head\tBank\t-\t-\nevt_head\tSummit\t-\t-\nloc_head\tRiver\t-\t-\n"
     "connector\tof\t-\t-\nconnector\tand\t-\t-\nlocative\tin\t-\t-\nparticle\tvon\t-\tper\nparticle\tder\t-\tper\n"
     "common\tThe\t-\t-\ncommon\tOn\t-\t-\ncommon\tMonday\t-\t-\ncommon\tThis\t-\t-\ncommon\tIn\t-\t-\n"
     "boilerplate\tcookies\t-\t-\nboilerplate\tsubscribe\t-\t-\n"
     "office\tpresident\tpresident\tleads\noffice\tvice president\tvice-president\tstate\noffice\tleader\tleader\t-\n"
     "office_link\tof\t-\t-\noffice_rule\tadjunct\t-\t-\nrole_former\tformer\t-\t-\ndeterminer\tthe\t-\t-\ncopula\tis\t-\t-\n"},
    {"lang/ro.tsv", ROWS
     "ending\tei\ta\tany\nending\tului\t-\tany\nending\t-ului\t-\tany\nending\t-ul\t-\tany\nending\tului\tul\tany\n"
     "article\tlui\t-\tper\ngiven\tIon\tm\t-\ngiven\tMaria\tf\t-\ngiven\tMariei\tf\t-\n"
     "title\tministrul\tm\t-\norg_head\tBanca\t-\t-\nconnector\ta\t-\t-\nlocative\tla\t-\t-\ncommon\tLa\t-\t-\n"},
    {"lang/ru.tsv", ROWS
     "ending\tа\t-\tperm,loc,org\nending\tу\t-\tperm,loc,org\nending\tым\t-\tperm\nending\tом\t-\tperm,loc,org\n"
     "ending\tии\tия\tloc\nending\tы\tа\tloc,perf\nending\tе\t-\tloc\nending\tой\tа\tperf\nending\tого\tий\tadj,perm\nending\tому\tий\tadj,perm\n"
     "ending\tо\t-\torg\n"
     "given\tОльга\tf\t-\ngiven\tОльги\tf\t-\ngiven\tИван\tm\t-\ngiven\tИвана\tm\t-\ngiven\tЕлена\tf\t-\n"
     "title\tминистр\tm\t-\ncommon\tВ\t-\t-\nlocative\tв\t-\t-\n"},
    {"lang/uk.tsv", ROWS
     "ending\tа\t-\tperm,loc,org\nending\tа\tо\tperm\nending\tу\t-\tperm,loc,org\nending\tим\t-\tperm\nending\tом\t-\tperm,loc,org\n"
     "ending\tи\tа\tperf,loc\nending\tого\tий\tadj,perm\nending\tєві\tїв\tloc\nending\tєва\tїв\tloc\n"
     "given\tОлена\tf\t-\ngiven\tОлени\tf\t-\ngiven\tІван\tm\t-\ngiven\tІвана\tm\t-\ngiven\tРостислав\tm\t-\n"
     "given\tРостислава\tm\t-\ntitle\tміністр\tm\t-\nlocative\tу\t-\t-\ncommon\tУ\t-\t-\n"},
    {"lang/de.tsv", ROWS
     "capital_nouns\t-\t-\t-\ngiven\tAnna\tf\t-\ntitle\tHerr\tm\t-\ncommon\tDer\t-\t-\ncommon\tDie\t-\t-\n"
     "org_head\tBundesamt\t-\t-\n"},
};

static const char world_names[] =
    "entity\ttype\tlanguage\tname\trole\n"
    "t:brussels\tLOC\tmul\tBrussels\tlabel\n"
    "t:cole\tPER\tmul\tArthur Cole\tlabel\n"
    "t:council\tORG\ten\tHarbour Council\tlabel\n"
    "t:council\tORG\ten\tCouncil\tweak\n"
    "t:harbour-city\tLOC\ten\tHarbour City\tlabel\n"
    "t:harbour-city-bank\tORG\ten\tHarbour City Bank\tlabel\n"
    "t:harbour-city-bank\tORG\ten\tHCB\tacronym\n"
    "t:kyiv\tLOC\ten\tKyiv\tlabel\n"
    "t:kyiv\tLOC\tuk\tКиїв\tlabel\n"
    "t:lytvyn\tPER\ten\tOlena Lytvyn\tlabel\n"
    "t:lytvyn\tPER\tuk\tОлена Литвин\tlabel\n"
    "t:mid\tORG\ten\tForeign Ministry of Ruritania\tlabel\n"
    "t:mid\tORG\tru\tМИД\tacronym\n"
    "t:nalivaiko\tPER\ten\tIvan Nalyvaiko\tlabel\n"
    "t:nalivaiko\tPER\tru\tИван Наливайкин\tlabel\n"
    "t:nalivaiko\tPER\tuk\tІван Наливайкин\tlabel\n"
    "t:palace\tORG\tmul\tRed Palace\tmetonym\n"
    "t:palace\tORG\tmul\tRuritania\tdemonym\n"
    "t:palace\tORG\tmul\tGovernment of Ruritania\tlabel\n"
    "t:ruritania\tLOC\ten\tRuritania\tlabel\n"
    "t:ruritania\tLOC\ten\tRuritanian\tdemonym\n"
    "t:ruritania\tLOC\tro\tRuritania\tlabel\n"
    "t:ruritania\tLOC\tru\tРуритания\tlabel\n"
    "t:us\tLOC\ten\tUnited States\tlabel\n"
    "t:us\tLOC\ten\tUS\tacronym\n"
    "t:von-hagen\tPER\tmul\tMaria von der Hagen\tlabel\n"
    "t:xi\tPER\tmul\tXo Limpin\tlabel\n"
    "t:xi\tPER\tmul\tXo\tshort\n";

static const char world_facts[] =
    "entity\tproperty\tvalue\n"
    "t:brussels\tpopulation\t1200000\n"
    "t:cole\tgender\tm\nt:cole\tprominence\t6\n"
    "t:kyiv\tcountry\tUA\nt:kyiv\tcapital_of\tUA\n"
    "t:lytvyn\tgender\tf\n"
    "t:mid\tprominence\t6\n"
    "t:nalivaiko\tgender\tm\n"
    "t:ruritania\tkind\tcountry\nt:ruritania\tcountry\tQR\n"
    "t:us\tkind\tcountry\nt:us\tcountry\tUS\n";

static inline void put_world(void) {
  put("languages.tsv", world_languages);
  for (size_t i = 0; i < COUNT(world_rows); i++) put(world_rows[i].file, world_rows[i].rows);
  put("names/all.tsv", world_names);
  put("facts/all.tsv", world_facts);
}

typedef struct world {
  kith_languages *languages;
  kith_lexicon *lexicon;
  kith_inflector *inflector;
  kith_wordlist *wordlist;
  kith_segmenter *segmenter;
  kith_finder *finder;
  kith_text text;
  kith_mentions mentions;
  kith_buf seen; /* what `found` says */
} world;

static inline void world_open(world *w, bool metonyms) {
  const char *folders[] = {folder};
  kith_lexicon_options options = {folders, 1, NULL};
  kith_error error = {0};
  memset(w, 0, sizeof *w);
  if (kith_languages_open(&w->languages, folders, 1, &error) != KITH_OK ||
      kith_lexicon_open(&w->lexicon, &options, w->languages, &error) != KITH_OK ||
      kith_segmenter_open(&w->segmenter, w->languages, NULL, &error) != KITH_OK)
    fail_msg("%s:%zu: %s", error.file, error.line, error.message);
  kith_inflector_open(&w->inflector, w->languages);
  kith_wordlist_open(&w->wordlist, w->languages);
  kith_finder_parts parts = {w->languages, w->lexicon, w->inflector, w->wordlist, metonyms, NULL};
  kith_finder_open(&w->finder, &parts);
}

static inline void world_close(world *w) {
  kith_vec_clear(&w->seen);
  kith_mentions_clear(&w->mentions);
  kith_text_clear(&w->text);
  kith_finder_close(w->finder);
  kith_segmenter_close(w->segmenter);
  kith_wordlist_close(w->wordlist);
  kith_inflector_close(w->inflector);
  kith_lexicon_close(w->lexicon);
  kith_languages_close(w->languages);
}

static inline void world_read(world *w, const char *lang, kith_str text) {
  kith_text_segment(w->segmenter, text, kith_str_of(lang), &w->text);
  kith_find_mentions(w->finder, &w->text, &w->mentions);
}

/* Every mention of a text as "surface=entity/how", or "surface=?TYPE" where
 * nobody listed it; "; " between. Weak ones carry a ~, demonyms are left out as
 * they name nobody. */
static inline const char *found(world *w, const char *lang, const char *text) {
  world_read(w, lang, kith_str_of(text));
  w->seen.n = 0;
  for (size_t i = 0; i < w->mentions.list.n; i++) {
    const kith_mention *m = &w->mentions.list.at[i];
    if (m->flags & KITH_MENTION_DEMONYM) continue;
    kith_buf_format(&w->seen, "%s%.*s=", w->seen.n ? "; " : "", (int)(m->end - m->start), text + m->start);
    if (!m->candidate_count) {
      kith_buf_format(&w->seen, "?%s", kith_type_names[m->type]);
      continue;
    }
    const kith_candidate *best = &w->mentions.candidates.at[m->first_candidate];
    kith_str id = kith_lexicon_id(w->lexicon, kith_lexicon_entity_at(w->lexicon, best->entity));
    kith_buf_format(&w->seen, "%s%.*s/%s", m->flags & KITH_MENTION_WEAK ? "~" : "", (int)id.n - 2, id.p + 2, kith_how_names[best->how]);
  }
  return kith_buf_text(&w->seen);
}

/* A reading of the text; the caller's to clear. */
static inline kith_reading world_reading(world *w, const char *id, const char *lang, const char *text) {
  kith_reading reading = {0};
  kith_arena_init(&reading.arena);
  world_read(w, lang, kith_str_of(text));
  kith_reading_pack(&reading, &w->text, &w->mentions, false);
  reading.id = kith_reading_keep(&reading, kith_str_of(id));
  return reading;
}

/* Set-up and tear-down of a test file that has one world for all of its tests. */
static inline int open_one_world(void **state, world *w) {
  if (make_folder(state)) return -1;
  put_world();
  world_open(w, false);
  return 0;
}

static inline int close_one_world(void **state, world *w) {
  world_close(w);
  return remove_folder(state);
}

#endif
