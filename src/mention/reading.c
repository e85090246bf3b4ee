#include "mention/reading.h"

kith_str kith_reading_keep(kith_reading *reading, kith_str s) {
  return (kith_str){kith_arena_copy(&reading->arena, s.p, s.n), s.n};
}

void kith_reading_clear(kith_reading *reading) { kith_arena_clear(&reading->arena); }

/* Walks positions forward only, so that a document costs one pass. */
typedef struct counter {
  kith_str text;
  size_t byte;
  uint32_t points;
  bool bytes;
} counter;

static uint32_t place(counter *c, uint32_t byte) {
  if (c->bytes) return byte;
  if (byte < c->byte) { /* a sentence's start behind a mention's end */
    c->points -= (uint32_t)kith_utf8_count(kith_str_cut(c->text, byte, c->byte));
    c->byte = byte;
  }
  c->points += (uint32_t)kith_utf8_count(kith_str_cut(c->text, c->byte, byte));
  c->byte = byte;
  return c->points;
}

static void pack_mentions(kith_reading *r, const kith_text *text, const kith_mentions *from, bool bytes) {
  counter count = {.text = text->source, .bytes = bytes};
  r->mention_count = (uint32_t)from->list.n;
  r->mentions = kith_arena_zero(&r->arena, from->list.n, sizeof *r->mentions);
  r->candidates = kith_arena_zero(&r->arena, from->candidates.n, sizeof *r->candidates);
  if (from->candidates.n) memcpy(r->candidates, from->candidates.at, from->candidates.n * sizeof *r->candidates);
  uint32_t token = 0;
  for (uint32_t i = 0; i < r->mention_count; i++) {
    const kith_mention *m = &from->list.at[i];
    while (token + 1 < text->tokens.n && text->tokens.at[token].end <= m->start) token++;
    r->mentions[i] = (kith_reading_mention){
        .start = place(&count, m->start), .end = place(&count, m->end), .sentence = m->sentence, .token = token,
        .surface = kith_reading_keep(r, kith_str_cut(text->source, m->start, m->end)),
        .first_candidate = m->first_candidate, .candidate_count = m->candidate_count, .type = m->type, .how = m->how,
        .flags = m->flags, .gender = m->gender, .score = m->confidence, .words = m->words, .lang = m->lang, .entity = KITH_NONE};
  }
}

static void pack_sentences(kith_reading *r, const kith_text *text, bool bytes) {
  counter count = {.text = text->source, .bytes = bytes};
  r->sentence_count = (uint32_t)text->sentences.n;
  r->sentences = kith_arena_zero(&r->arena, text->sentences.n, sizeof *r->sentences);
  uint32_t m = 0;
  for (uint32_t s = 0; s < r->sentence_count; s++) {
    const kith_sentence *from = &text->sentences.at[s];
    uint32_t first = m;
    while (m < r->mention_count && r->mentions[m].sentence == s) m++;
    /* one name is enough: an adjective may say what it is tied to */
    kith_str words = m == first ? KITH_STR("") : kith_str_cut(text->source, from->start, from->end);
    r->sentences[s] = (kith_reading_sentence){place(&count, from->start), place(&count, from->end), from->paragraph,
                                              words.n ? kith_reading_keep(r, words) : words};
  }
}

void kith_reading_pack(kith_reading *r, const kith_text *text, const kith_mentions *mentions, bool bytes) {
  r->lang = text->lang;
  r->confidence = text->confidence;
  r->characters = (uint32_t)kith_utf8_count(text->source);
  r->tokens = (uint32_t)text->tokens.n;
  r->paragraphs = (uint32_t)text->paragraphs.n;
  r->duplicate_of = KITH_NONE;
  pack_mentions(r, text, mentions, bytes);
  pack_sentences(r, text, bytes);
}

void kith_reading_hash(kith_str text, uint64_t hash[2]) {
  uint64_t a = 0xcbf29ce484222325u, b = 0x9e3779b97f4a7c15u;
  bool space = true;
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    bool white = c == ' ' || (c >= 9 && c <= 13);
    if (white && space) continue;
    space = white;
    if (white) c = ' ';
    a = (a ^ c) * 0x100000001b3u;
    b = (b + c) * 0xd6e8feb86659fd93u;
    b ^= b >> 32;
  }
  hash[0] = a;
  hash[1] = b;
}
