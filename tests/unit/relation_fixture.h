/* What tests of relations share: a world whose English, Russian and Romanian
 * know some cues, and the relations of a text as one line. */
#ifndef KITH_TESTS_RELATION_FIXTURE_H
#define KITH_TESTS_RELATION_FIXTURE_H

#include "fixture.h"

#include "relation/evidence.h"
#include "relation/phrase.h"

static const char cues_en[] =
    "relation\tpresident\thead_of\torg,head\nrelation\tspokesman\tspokesperson_of\t-\nrelation\tenvoy\trepresents\t-\n"
    "relation\tsecretary\thead_of\torg,post\nrelation\twife\tfamily_of\tperson\nrelation\tadviser\tadviser_of\t-\n"
    "relation\tlead\thead_of\tverb,org,head\nrelation\tled by\thead_of\tverb,org,head,reverse\nrelation\tmarried to\tfamily_of\tverb,person\n"
    "relation\tjoin\tmember_of\tverb,org,body\nrelation\tlives in\tlocated_in\tverb,org\nrelation\tbased in\tlocated_in\tverb,org,body\n"
    "relation\tbrothers\tfamily_of\tperson,both\nrelation\tmembers\tmember_of\torg,both\nrelation\tcoach\tworks_for\tprivate\n"
    "relation\tpianist\tcitizen_of\t-\nrelation\tambassador\trepresents\t-\nrelation\tcapital\tlocated_in\tbody,org\n"
    "role_post\tas\t-\t-\nrole_post\telected\t-\t-\nrole_from\tof\t-\t-\nrole_about\tfor\t-\t-\nrole_about\tin\t-\t-\nrole_link\tfor\t-\t-\n"
    "relation\tsubsidiary\tpart_of\tbody,org\nrelation\tpredecessor\tsuccessor_of\tperson,reverse\n"
    "determiner\tthe\t-\t-\ndeterminer\ta\t-\t-\ndeterminer\this\t-\t-\ndeterminer\tan\t-\t-\nrole_link\tof\t-\t-\nrole_link\tto\t-\t-\n"
    "role_rule\tcompound\t-\t-\nrole_former\tformer\t-\t-\nrole_modifier\tenergy\t-\t-\nrole_through\tgovernment\t-\t-\npossessive\ts\t-\t-\n"
    "copula\tis\t-\t-\ncopula\twas\t-\t-\nconjunction\tand\t-\t-\npronoun\the\t-\t-\npronoun\this\t-\t-\n"
    "verb_ending\ted\t-\tpast,participle\nverb_ending\ts\t-\tpresent\nverb_ending\ted\te\tpast,participle\n"
    "event\tmeet\tCONSULT\tverb\nevent\tmet\tCONSULT\tpast\nevent\taccuse\tACCUSE\tverb\nevent\tattack\tASSAULT\tverb\n"
    "event\tattack\tASSAULT\tnoun\nevent\ttalks\tCONSULT\tnoun\nevent\thelp\tAID\tverb\nevent\tagree\tAGREE\tverb\n"
    "event\tsaid\tSAY\tpast\nevent\ttold\tSAY\tpast,tells\nevent\treject\tREJECT\tverb\n"
    "infinitive\tto\t-\t-\nnegation\tnot\t-\t-\nmodal\tmay\t-\t-\nmodal\tplans\t-\t-\nintent\twill\t-\t-\nobligation\tmust\t-\t-\n"
    "passive\twas\t-\t-\nagent\tby\t-\t-\npreposition\tin\t-\t-\npreposition\twith\t-\t-\npreposition\tto\t-\t-\npreposition\ton\t-\t-\n"
    "clause\tthat\t-\t-\nevent_between\tbetween\t-\t-\nevent_with\twith\t-\t-\nevent_with\ton\t-\t-\n";

static const char cues_ru[] =
    "role_rule\tcase\t-\t-\nrole_rule\tgenitive\t-\t-\nrelation\tпрезидент\thead_of\torg,head\nrelation\tсоветник\tadviser_of\t-\n"
    "org_head\tкомпании\t-\t-\nown_name\tкомпании\t-\t-\norg_head\tкомитета\t-\t-\n"
    "event\tвстретиться\tCONSULT\tverb\nverb_ending\tлся\tться\tpast\nverb_ending\tлась\tться\tpast\nevent_with\tс\t-\t-\n";

static const char cues_de[] =
    "capital_nouns\t-\t-\t-\nrole_rule\tverb_last\t-\t-\nrole_rule\tinverts\t-\t-\ndeterminer\tder\t-\t-\nrelative\tder\t-\t-\n"
    "separable\tan\tzu\t-\nverb_form\tgriff\tgreifen\tpast\nverb_form\tgegriffen\tgreifen\tparticiple\nevent\tangreifen\tASSAULT\tverb\n"
    "event\tdrohen\tTHREATEN\tverb\nverb_ending\tte\ten\tpast\nevent\tmeiden\tREJECT\tverb\nverb_ending\tet\ten\tpresent\n"
    "auxiliary\that\t-\t-\npassive\twurde\t-\t-\nagent\tvon\t-\t-\npreposition\tvon\t-\t-\npreposition\tam\t-\t-\n"
    "clause\tdass\t-\t-\nnegation\tnicht\t-\t-\nmodal\tsoll\t-\t-\n";

/* The fixture's rows of a language with more behind them. */
static inline void put_cues(const char *file, const char *more) {
  kith_buf rows = {0};
  for (size_t i = 0; i < COUNT(world_rows); i++)
    if (strcmp(world_rows[i].file, file) == 0) kith_buf_add(&rows, kith_str_of(world_rows[i].rows));
  kith_buf_add(&rows, kith_str_of(more));
  put(file, kith_buf_text(&rows));
  kith_vec_clear(&rows);
}

typedef struct told {
  kith_entities *entities;
  const kith_reading *reading;
  kith_buf *seen;
} told;

static inline void note(void *context, const kith_occasion *o) {
  told *t = context;
  kith_str from = t->entities->list.at[o->source].id, to = t->entities->list.at[o->target].id;
  kith_buf_format(t->seen, "%s%.*s %s %.*s", t->seen->n ? "; " : "", (int)from.n, from.p, o->type, (int)to.n, to.p);
  if (o->flags & KITH_OCCASION_NEGATED) kith_buf_add(t->seen, KITH_STR(" not"));
  if (o->flags & KITH_OCCASION_MODAL) kith_buf_add(t->seen, KITH_STR(" maybe"));
}

/* The relations that a method finds in a text: "t:a head_of t:b; …". */
static inline const char *related(const char *method, const char *lang, const char *text) {
  static char line[600];
  world w;
  world_open(&w, false);
  kith_reading reading = world_reading(&w, "doc", lang, text);
  kith_entities entities;
  kith_entities_init(&entities);
  kith_resolve_parts parts = {w.languages, w.lexicon, w.inflector};
  kith_entities_resolve(&entities, &reading, 1, &parts);
  kith_phraser_parts phraser_parts = {w.languages, w.lexicon, w.inflector, &entities};
  kith_relation_options options = {.types = (1u << KITH_TYPE_COUNT) - 1};
  kith_phraser_open(&options.phraser, &phraser_parts);
  kith_buf seen = {0};
  told t = {&entities, &reading, &seen};
  kith_method_find(method)->relate(&reading, &options, note, &t);
  snprintf(line, sizeof line, "%s", kith_buf_text(&seen));
  kith_vec_clear(&seen);
  kith_phraser_close(options.phraser);
  kith_entities_clear(&entities);
  kith_reading_clear(&reading);
  world_close(&w);
  return line;
}

static inline int relation_world(void **state) {
  if (make_folder(state)) return -1;
  put_world();
  put_cues("lang/en.tsv", cues_en);
  put_cues("lang/ru.tsv", cues_ru);
  put_cues("lang/de.tsv", cues_de);
  return 0;
}

#endif
