/* Any bytes as a document: segmented, searched for names, packed and resolved.
 * Whatever they are, nothing crashes and every position lies in the text, in
 * order, at the border of a code point. The first byte picks the language that
 * a record's field would give. */
#include "entity/entity.h"
#include "text/identify.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct {
  kith_languages *languages;
  kith_identifier *identifier;
  kith_lexicon *lexicon;
  kith_inflector *inflector;
  kith_wordlist *wordlist;
  kith_segmenter *segmenter;
  kith_finder *finder;
  kith_text text;
  kith_mentions mentions;
} w;

#define MUST(condition)                                             \
  do {                                                              \
    if (!(condition)) {                                             \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition); \
      abort();                                                      \
    }                                                               \
  } while (0)

static void open_once(void) {
  const char *lexicons = getenv("KITH_LEXICONS");
  const char *folders[] = {lexicons && *lexicons ? lexicons : "lexicons"};
  kith_lexicon_options options = {folders, 1, "out/cache"};
  kith_error error = {0};
  if (kith_languages_open(&w.languages, folders, 1, &error) != KITH_OK ||
      kith_identifier_open(&w.identifier, w.languages, folders[0], &error) != KITH_OK ||
      kith_lexicon_open(&w.lexicon, &options, w.languages, &error) != KITH_OK ||
      kith_segmenter_open(&w.segmenter, w.languages, w.identifier, &error) != KITH_OK) {
    fprintf(stderr, "%s:%zu: %s\n", error.file, error.line, error.message);
    abort();
  }
  kith_inflector_open(&w.inflector, w.languages);
  kith_wordlist_open(&w.wordlist, w.languages);
  kith_finder_parts parts = {.languages = w.languages, .lexicon = w.lexicon, .inflector = w.inflector, .wordlist = w.wordlist, .metonyms = true};
  kith_finder_open(&w.finder, &parts);
}

static bool valid;
static bool at_border(kith_str text, uint32_t i) {
  return i <= text.n && (!valid || i == text.n || ((unsigned char)text.p[i] & 0xc0) != 0x80);
}

static void check_text(kith_str source) {
  uint32_t before = 0, sentence = 0, token = 0;
  for (size_t i = 0; i < w.text.tokens.n; i++) {
    const kith_token *t = &w.text.tokens.at[i];
    MUST(t->start >= before && t->start < t->end && at_border(source, t->start) && at_border(source, t->end));
    before = t->end;
  }
  before = 0;
  for (size_t i = 0; i < w.text.paragraphs.n; i++) {
    const kith_paragraph *p = &w.text.paragraphs.at[i];
    MUST(p->start >= before && p->start <= p->end && p->end <= source.n && p->first_sentence == sentence);
    MUST(p->lang < kith_languages_count(w.languages));
    before = p->end;
    for (uint32_t s = 0; s < p->sentence_count; s++, sentence++) {
      const kith_sentence *line = &w.text.sentences.at[sentence];
      MUST(line->paragraph == i && line->start >= p->start && line->end <= p->end && line->token_count > 0 && line->first_token == token);
      token += line->token_count;
      MUST(line->start == w.text.tokens.at[line->first_token].start && line->end == w.text.tokens.at[token - 1].end);
    }
  }
  MUST(sentence == w.text.sentences.n && token == w.text.tokens.n);
}

static void check_mentions(kith_str source) {
  uint32_t before = 0;
  for (size_t i = 0; i < w.mentions.list.n; i++) {
    const kith_mention *m = &w.mentions.list.at[i];
    MUST(m->start >= before && m->start < m->end && at_border(source, m->start) && at_border(source, m->end));
    MUST(m->sentence < w.text.sentences.n && m->type < KITH_TYPE_COUNT && m->how < KITH_HOW_COUNT && m->words > 0);
    MUST(w.text.sentences.at[m->sentence].start <= m->start && m->end <= w.text.sentences.at[m->sentence].end);
    MUST(m->first_candidate + m->candidate_count <= w.mentions.candidates.n);
    before = m->end;
  }
}

static void check_reading(kith_str source, bool bytes) {
  kith_reading reading = {0};
  kith_arena_init(&reading.arena);
  kith_reading_pack(&reading, &w.text, &w.mentions, bytes);
  kith_reading_hash(source, reading.text_hash);
  MUST(reading.mention_count == w.mentions.list.n && reading.characters <= source.n);
  for (uint32_t i = 0; i < reading.mention_count; i++) {
    const kith_reading_mention *m = &reading.mentions[i];
    MUST(m->end - m->start == (bytes ? m->surface.n : kith_utf8_count(m->surface)));
    MUST(m->end <= (bytes ? source.n : reading.characters));
    MUST(m->token < w.text.tokens.n);
  }
  kith_entities entities;
  kith_resolve_parts parts = {.languages = w.languages, .lexicon = w.lexicon, .inflector = w.inflector};
  kith_entities_init(&entities);
  kith_entities_resolve(&entities, &reading, 1, &parts);
  for (uint32_t i = 0; i < reading.mention_count; i++) {
    const kith_reading_mention *m = &reading.mentions[i];
    MUST(m->entity == KITH_NONE || (m->entity < entities.list.n && m->score >= 0 && m->score <= 1.01f));
  }
  for (size_t i = 0; i < entities.list.n; i++)
    MUST(entities.list.at[i].id.n && (!i || kith_str_compare(entities.list.at[i - 1].id, entities.list.at[i].id) < 0));
  kith_entities_clear(&entities);
  kith_reading_clear(&reading);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const hints[] = {"", "en", "ro", "ru", "uk", "de", "fr", "zh", "ja", "th", "ar", "tr", "pl", "hu", "xx-YY"};
  if (!w.finder) open_once();
  if (!size) return 0;
  kith_str source = {(const char *)data + 1, size - 1};
  valid = kith_utf8_valid_prefix(source) == source.n;
  kith_text_segment(w.segmenter, source, kith_str_of(hints[data[0] % (sizeof hints / sizeof *hints)]), &w.text);
  check_text(source);
  kith_find_mentions(w.finder, &w.text, &w.mentions);
  check_mentions(source);
  check_reading(source, false);
  check_reading(source, true);
  return 0;
}
