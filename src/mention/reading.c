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

/* Mentions come in order of their start, so that tokens are walked once. */
typedef struct packer {
  kith_reading *reading;
  const kith_text *text;
  counter count;
  uint32_t token;
} packer;

static kith_reading_mention pack_mention(packer *p, const kith_mention *m) {
  const kith_text *text = p->text;
  while (p->token + 1 < text->tokens.n && text->tokens.at[p->token].end <= m->start) p->token++;
  return (kith_reading_mention){
      .start = place(&p->count, m->start), .end = place(&p->count, m->end), .sentence = m->sentence, .token = p->token,
      .surface = kith_reading_keep(p->reading, kith_str_cut(text->source, m->start, m->end)),
      .first_candidate = m->first_candidate, .candidate_count = m->candidate_count, .type = m->type, .tagged = m->type, .how = m->how,
      .address = m->address, .calling = m->calling, .country = {m->country[0], m->country[1]}, .flags = m->flags, .gender = m->gender, .score = m->confidence, .words = m->words, .lang = m->lang, .entity = KITH_NONE};
}

static packer packing(kith_reading *r, const kith_text *text, bool bytes) {
  return (packer){.reading = r, .text = text, .count = {.text = text->source, .bytes = bytes}};
}

static void pack_mentions(kith_reading *r, const kith_text *text, const kith_mentions *from, bool bytes) {
  r->mention_count = (uint32_t)from->list.n;
  r->mentions = kith_arena_zero(&r->arena, from->list.n, sizeof *r->mentions);
  r->aside_count = (uint32_t)from->asides.n;
  r->asides = kith_arena_zero(&r->arena, from->asides.n, sizeof *r->asides);
  r->description_count = (uint32_t)from->descriptions.n;
  r->descriptions = kith_arena_zero(&r->arena, from->descriptions.n, sizeof *r->descriptions);
  r->candidates = kith_arena_zero(&r->arena, from->candidates.n, sizeof *r->candidates);
  if (from->candidates.n) memcpy(r->candidates, from->candidates.at, from->candidates.n * sizeof *r->candidates);
  packer p = packing(r, text, bytes);
  for (uint32_t i = 0; i < r->mention_count; i++) r->mentions[i] = pack_mention(&p, &from->list.at[i]);
  p = packing(r, text, bytes);
  for (uint32_t i = 0; i < r->aside_count; i++) r->asides[i] = pack_mention(&p, &from->asides.at[i]);
  p = packing(r, text, bytes);
  for (uint32_t i = 0; i < r->description_count; i++) {
    const kith_description *d = &from->descriptions.at[i];
    r->descriptions[i] = (kith_reading_description){pack_mention(&p, &d->mention), d->of, d->place, d->holder, d->office, d->flags};
  }
}

static void pack_sentences(kith_reading *r, const kith_text *text, bool bytes) {
  counter count = {.text = text->source, .bytes = bytes};
  r->sentence_count = (uint32_t)text->sentences.n;
  r->sentences = kith_arena_zero(&r->arena, text->sentences.n, sizeof *r->sentences);
  uint32_t m = 0, a = 0, d = 0;
  for (uint32_t s = 0; s < r->sentence_count; s++) {
    const kith_sentence *from = &text->sentences.at[s];
    uint32_t before = m + a + d;
    while (m < r->mention_count && r->mentions[m].sentence == s) m++;
    while (a < r->aside_count && r->asides[a].sentence == s) a++;
    while (d < r->description_count && r->descriptions[d].mention.sentence == s) d++;
    /* one name is enough: an adjective may say what it is tied to */
    kith_str words = m + a + d == before ? KITH_STR("") : kith_str_cut(text->source, from->start, from->end);
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

static bool stands_before(const kith_reading_mention *a, const kith_reading_mention *b) {
  return a->start != b->start ? a->start < b->start : a->end > b->end;
}

/* Both lists in one, in order. */
static kith_reading_mention *merge(kith_reading *r, const kith_reading_mention *a, uint32_t n, const kith_reading_mention *b, uint32_t m) {
  kith_reading_mention *all = kith_arena_zero(&r->arena, n + m, sizeof *all);
  for (uint32_t i = 0, j = 0; i < n || j < m;) {
    bool second = i == n || (j < m && stands_before(&b[j], &a[i]));
    all[i + j] = second ? b[j] : a[i];
    second ? j++ : i++;
  }
  return all;
}

void kith_reading_add_asides(kith_reading *r, const kith_reading_mention *more, uint32_t count) {
  r->asides = merge(r, r->asides, r->aside_count, more, count);
  r->aside_count += count;
}

void kith_reading_admit(kith_reading *r, unsigned hows) {
  kith_reading_mention *wanted = kith_alloc((r->aside_count + 1) * sizeof *wanted);
  uint32_t count = 0, kept = 0;
  for (uint32_t i = 0; i < r->aside_count; i++) {
    if (r->asides[i].entity != KITH_NONE && hows >> r->asides[i].how & 1) wanted[count++] = r->asides[i];
    else r->asides[kept++] = r->asides[i];
  }
  r->aside_count = kept;
  if (count) r->mentions = merge(r, r->mentions, r->mention_count, wanted, count);
  r->mention_count += count;
  kith_free(wanted);
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
