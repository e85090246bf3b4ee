#include "cli/reading.h"
#include "cli/rows.h"
#include "cli/say.h"

#define COLUMNS "doc start1 end1 start2 end2 type source target words sentence_start sentence_end date score said"

typedef struct printer {
  const kith_corpus *corpus;
  const kith_reading *reading;
  kith_out *out;
} printer;

static void print_place(const printer *p, const kith_occasion *o, uint32_t mention, kith_said_at at) {
  const kith_reading *r = p->reading;
  kith_row_number(p->out, mention != KITH_NONE ? r->mentions[mention].start : kith_said_position(r, o->sentence, at.start), false);
  kith_row_number(p->out, mention != KITH_NONE ? r->mentions[mention].end : kith_said_position(r, o->sentence, at.end), false);
}

static void print(void *context, const kith_occasion *o) {
  const printer *p = context;
  const kith_reading_sentence *sentence = &p->reading->sentences[o->sentence];
  kith_row_text(p->out, p->reading->id, false);
  print_place(p, o, o->mention1, o->at1);
  print_place(p, o, o->mention2, o->at2);
  kith_row_text(p->out, kith_str_of(o->type), false);
  kith_row_text(p->out, p->corpus->entities.list.at[o->source].id, false);
  kith_row_text(p->out, p->corpus->entities.list.at[o->target].id, false);
  kith_row_text(p->out, kith_said_text(p->reading, o->sentence, o->words), false);
  kith_row_number(p->out, sentence->start, false);
  kith_row_number(p->out, sentence->end, false);
  kith_row_text(p->out, p->reading->date, false);
  kith_row_double(p->out, (double)o->score, false);
  kith_row_text(p->out, kith_str_of(kith_occasion_said(o->flags)), true);
}

static int run(const kith_settings *settings, kith_out *out) {
  kith_knowledge knowledge;
  kith_corpus corpus;
  kith_relation_options how;
  kith_error error;
  if (kith_build_relation_options(&settings->build, &how, &error) != KITH_OK) return kith_say_error("relations", &error);
  int status = kith_reading_open(settings, "relations", &knowledge, &corpus);
  if (status != KITH_EXIT_CLEAN) return status;
  kith_build_phraser(&knowledge, &corpus, &how.phraser);
  kith_row_header(out, COLUMNS);
  for (size_t i = 0; i < corpus.readings.n && !out->failure; i++) {
    printer p = {&corpus, &corpus.readings.at[i], out};
    if (p.reading->duplicate_of != KITH_NONE) continue;
    for (const kith_method *const *method = kith_methods; *method; method++)
      if (kith_method_is_listed(*method, settings->build.methods)) (*method)->relate(p.reading, &how, print, &p);
  }
  kith_phraser_close(how.phraser);
  return kith_reading_close(settings, "relations", &knowledge, &corpus);
}

const kith_command kith_command_relations = {
    .name = "relations", .arguments = "INPUT... [flags]", .about = "list every occasion on which two entities are tied, with its sentence",
    .text = "Prints one row for each occasion that makes a tie: two entities named in the same sentence, or in what --window says; "
            "one that holds a role for the other (spokesperson_of, represents, head_of, family_of …); one that does something "
            "to the other (CONSULT, ACCUSE, SANCTION … as PLOVER classes events). `kith build` adds these rows up.\n\n" KITH_INPUT_TEXT,
    .examples = {{"Every sentence that names two persons or organisations:", "kith relations --types PER,ORG articles"},
                 {"Names within twenty tokens of each other:", "kith relations --window 20 article.txt"},
                 {"Who is what of whom, with the words that say it:", "kith relations --methods roles articles | cut -f 6-9"},
                 {"How often each pair is tied:", "kith relations articles | cut -f 7,8 | sort | uniq -c | sort -rn | head"}},
    .output = "A header line, then rows between tabs.\n\n"
              "  doc                         document id\n"
              "  start1 end1 start2 end2     the two mentions: characters from 0, end exclusive\n"
              "  type                        cooccurrence, a role in small letters or an event in capitals\n"
              "  source target               ids of the two entities\n"
              "  words                       the words that say it; empty for cooccurrence\n"
              "  sentence_start sentence_end the sentence of the first of the two\n"
              "  date                        of the document, if known\n"
              "  score                       how sure, 0 to 1: that of the less sure mention\n"
              "  said                        negated (it is not so), modal (it will or may be so), or both",
    .exits = KITH_EXITS_READING, .least = 1, .most = SIZE_MAX,
    .missing = "no input: name files or folders to read, or - for standard input", .run = run};
