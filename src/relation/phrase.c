#include "relation/phrase.h"

#include "text/profile.h"
#include "text/word.h"

enum { LONGEST_CUE = 6, CACHE_LIMIT = 400000 };
/* What a word does in every form. */
static const kith_does FROM_BASES = KITH_DOES_MODIFIER | KITH_DOES_FORMER | KITH_DOES_THROUGH | KITH_DOES_TITLE | KITH_DOES_ORG_HEAD | KITH_DOES_OWN_NAME | KITH_DOES_LOC_HEAD;

/* One way to read a word: as a word of a cue. */
typedef struct variant {
  uint32_t word; /* kith_cue_word */
  uint16_t form; /* 0: as it stands; KITH_VERB_…: a form of that verb */
  bool noun;     /* by an ending of nouns */
} variant;

typedef struct word_info {
  kith_does does;
  uint32_t place;
  uint32_t first, count; /* variants */
} word_info;

struct kith_phraser {
  kith_phraser_parts parts;
  kith_cues *cues;
  kith_intern keys;
  kith_map info_of; /* (language, key) -> info + 1 */
  KITH_VEC(word_info) infos;
  KITH_VEC(variant) variants;
  kith_map entity_of; /* lexicon entity -> entity + 1 */
  kith_words words;
  KITH_VEC(uint32_t) info; /* of the phrase's items */
  kith_buf key, bytes;
  kith_bases bases;
  kith_phrase phrase;
  bool marked; /* its text has letters with marks */
};

void kith_phraser_open(kith_phraser **out, const kith_phraser_parts *parts) {
  kith_phraser *p = kith_alloc_zero(1, sizeof *p);
  p->parts = *parts;
  kith_cues_open(&p->cues, parts->languages);
  kith_intern_init(&p->keys);
  for (size_t i = 0; i < parts->entities->list.n; i++)
    if (parts->entities->list.at[i].lexicon != KITH_NONE) *kith_map_add(&p->entity_of, parts->entities->list.at[i].lexicon) = i + 1;
  *out = p;
}

void kith_phraser_close(kith_phraser *p) {
  if (!p) return;
  kith_cues_close(p->cues);
  kith_intern_clear(&p->keys);
  kith_map_clear(&p->info_of);
  kith_map_clear(&p->entity_of);
  kith_vec_clear(&p->infos);
  kith_vec_clear(&p->variants);
  kith_vec_clear(&p->words);
  kith_vec_clear(&p->info);
  kith_vec_clear(&p->key);
  kith_vec_clear(&p->bytes);
  kith_vec_clear(&p->bases);
  kith_vec_clear(&p->phrase.items);
  kith_free(p);
}

/* ---- words ---- */

static void add_variant(kith_phraser *p, kith_str key, uint16_t form, bool noun) {
  uint32_t word = kith_cue_word(p->cues, key);
  if (word != KITH_NONE) kith_vec_push(&p->variants, (variant){word, form, noun});
}

static void add_verb(void *context, kith_str base, uint16_t form) { add_variant(context, base, form, false); }

/* The place that a one-word adjective or inhabitant of this language is of. */
static uint32_t place_of(const kith_phraser *p, kith_lang lang, kith_str key) {
  uint32_t word = kith_lexicon_word(p->parts.lexicon, key), count;
  uint32_t node = word == KITH_NONE ? KITH_NONE : kith_lexicon_step(p->parts.lexicon, KITH_LEXICON_ROOT, word);
  if (node == KITH_NONE) return KITH_NONE;
  const kith_lexicon_name *names = kith_lexicon_names(p->parts.lexicon, node, &count);
  uint32_t best = KITH_NONE;
  for (uint32_t i = 0; i < count; i++)
    if (names[i].role == KITH_ROLE_DEMONYM && names[i].lang == lang) {
      const kith_lexicon_entity *e = kith_lexicon_entity_at(p->parts.lexicon, names[i].entity);
      if (strcmp(e->kind, "country") == 0) return names[i].entity;
      if (best == KITH_NONE) best = names[i].entity;
    }
  return best;
}

static word_info analyse(kith_phraser *p, kith_lang lang, kith_str key, kith_str written) {
  word_info info = {.place = place_of(p, lang, key), .first = (uint32_t)p->variants.n};
  info.does = kith_cue_bits(p->cues, lang, key) | kith_cue_bits(p->cues, KITH_LANG_UND, key);
  kith_does exact = info.does && written.n ? kith_cue_bits_written(p->cues, lang, written) : 0;
  if (exact) info.does = exact | (info.does & FROM_BASES);
  add_variant(p, key, 0, false);
  p->bases.n = p->bytes.n = 0;
  kith_inflect(p->parts.inflector, lang, key, &p->bytes, &p->bases);
  for (size_t i = 0; i < p->bases.n; i++) {
    kith_str base = {p->bytes.at + p->bases.at[i].start, p->bases.at[i].length};
    add_variant(p, base, 0, true);
    if (info.place == KITH_NONE && base.n >= 5) info.place = place_of(p, lang, base);
    info.does |= kith_cue_bits(p->cues, lang, base) & FROM_BASES;
  }
  kith_cue_verb_bases(p->cues, lang, key, written, add_verb, p);
  info.count = (uint32_t)p->variants.n - info.first;
  return info;
}

static uint32_t info_of(kith_phraser *p, kith_lang lang, kith_str text, const kith_word *word) {
  char room[KITH_KEY_ROOM];
  kith_str written = p->marked ? kith_profile_key(kith_str_cut(text, word->start, word->end), room) : KITH_STR("");
  p->key.n = 0;
  kith_word_key(text, word, &p->key);
  size_t plain = p->key.n;
  if (written.n) {
    kith_buf_char(&p->key, ' '); /* no key has one */
    kith_buf_add(&p->key, written);
  }
  uint32_t key = kith_intern_add(&p->keys, kith_buf_str(&p->key));
  uint64_t *at = kith_map_add(&p->info_of, kith_pair(lang, key));
  if (!*at) {
    word_info info = analyse(p, lang, kith_str_cut(kith_intern_get(&p->keys, key), 0, plain), written);
    kith_vec_push(&p->infos, info);
    *at = p->infos.n;
  }
  return (uint32_t)*at - 1;
}

/* ---- cues ---- */

typedef struct search {
  kith_phraser *p;
  uint32_t first;
  kith_found_cue best[KITH_CUE_KINDS];
} search;

/* The form of a verb; a row that stands as it is says its own, but those of ties, whose traits are others. */
static uint16_t form_of(const kith_cue *cue, int kind, uint16_t form) {
  if (form) return form;
  return kind == KITH_CUE_TIE ? KITH_VERB_BASE : cue->traits;
}

static void note(search *s, uint32_t node, uint8_t items, uint16_t form, bool noun) {
  for (int kind = 0; kind < KITH_CUE_KINDS; kind++) {
    const kith_cue *cue = kith_cue_at(s->p->cues, node, (kith_cue_kind)kind);
    kith_found_cue *best = &s->best[kind];
    if (!cue || (kind == KITH_CUE_VERB || kind == KITH_CUE_TIE ? noun : form != 0)) continue;
    if (best->cue && best->items == items && best->cue == cue) {
      best->form |= form_of(cue, kind, form);
      best->inflected = best->inflected && noun;
    } else if (!best->cue || items > best->items || (items == best->items && best->inflected && !noun))
      *best = (kith_found_cue){cue, items, form_of(cue, kind, form), noun};
  }
}

static void descend(search *s, uint32_t node, uint32_t items, uint16_t form, bool noun) {
  const kith_phraser *p = s->p;
  if (items) note(s, node, (uint8_t)items, form, noun);
  uint32_t i = s->first + items;
  if (items == LONGEST_CUE || i >= p->phrase.items.n) return;
  const kith_phrase_item *item = &p->phrase.items.at[i];
  if (item->entity != KITH_NONE) return;
  if (items && item->gap & KITH_GAP_BREAK) return;
  const word_info *info = &p->infos.at[p->info.at[i]];
  for (uint32_t k = 0; k < info->count; k++) {
    const variant *v = &p->variants.at[info->first + k];
    uint32_t next = kith_cue_step(p->cues, node, v->word);
    if (next != KITH_NONE && !(v->form && items)) descend(s, next, items + 1, v->form | form, noun || v->noun);
  }
}

static void find_cues(kith_phraser *p) {
  uint32_t root = kith_cue_root(p->cues, p->phrase.lang);
  for (uint32_t i = 0; i < p->phrase.items.n; i++) {
    if (p->phrase.items.at[i].entity != KITH_NONE) continue;
    search s = {.p = p, .first = i};
    descend(&s, root, 0, 0, false);
    memcpy(p->phrase.items.at[i].cues, s.best, sizeof s.best);
  }
}

/* A prefix at the end of a clause belongs to the last verb before it that takes it: greift … an. */
static void join_prefix(kith_phraser *p, uint32_t at) {
  const kith_phrase_item *items = p->phrase.items.at;
  bool ends = at + 1 == p->phrase.items.n || items[at + 1].gap & KITH_GAP_BREAK || items[at + 1].does & KITH_DOES_AND;
  uint32_t root = kith_cue_root(p->cues, p->phrase.lang), node = KITH_NONE;
  const word_info *prefix = &p->infos.at[p->info.at[at]];
  for (uint32_t k = 0; ends && k < prefix->count && node == KITH_NONE; k++)
    if (!p->variants.at[prefix->first + k].form) node = kith_cue_step(p->cues, root, p->variants.at[prefix->first + k].word);
  for (uint32_t i = at; node != KITH_NONE && i > 0 && !(items[i].gap & (KITH_GAP_STOP | KITH_GAP_QUOTE)); i--) {
    search s = {.p = p, .first = i - 1};
    descend(&s, node, 0, 0, false);
    if (items[i - 1].entity != KITH_NONE || !s.best[KITH_CUE_VERB].cue || s.best[KITH_CUE_VERB].items > 1) continue;
    p->phrase.items.at[i - 1].cues[KITH_CUE_VERB] = s.best[KITH_CUE_VERB];
    return;
  }
}

/* ---- items ---- */

/* Mentions count code points, or bytes where the run does; the sentence's length tells which. */
typedef struct ruler {
  const kith_reading_sentence *sentence;
  bool bytes;
  uint32_t at, points;
} ruler;

static uint32_t byte_of(ruler *r, uint32_t position) {
  uint32_t want = position - r->sentence->start;
  kith_str text = r->sentence->text;
  if (r->bytes) return want;
  for (; r->points < want && r->at < text.n; r->points++) {
    r->at++;
    while (r->at < text.n && ((unsigned char)text.p[r->at] & 0xc0) == 0x80) r->at++;
  }
  return r->at;
}

/* `the Ukrainian president` is a person, though no mention of the reading. */
static void fill_role(const kith_reading_mention *role, kith_phrase_item *item) {
  item->entity = role->entity;
  item->type = KITH_PER;
  item->score = role->score;
  item->base = role->flags & KITH_MENTION_SURE;
  item->capital = true;
}

static void fill_mention(kith_phraser *p, const kith_reading *r, uint32_t index, kith_phrase_item *item) {
  const kith_reading_mention *m = &r->mentions[index];
  item->mention = index;
  item->type = m->type;
  item->score = m->score > 0 ? m->score : .8f;
  item->base = kith_str_equal(m->surface, m->base);
  item->capital = true;
  if (m->entity != KITH_NONE) {
    item->entity = m->entity;
    item->type = p->parts.entities->list.at[m->entity].type;
  } else if (m->flags & KITH_MENTION_DEMONYM && m->candidate_count) {
    item->place = r->candidates[m->first_candidate].entity;
    item->type = kith_lexicon_entity_at(p->parts.lexicon, item->place)->type;
  }
}

/* Whether a text has letters with marks: then a word without them is written so on purpose. */
static bool has_marks(kith_str text) {
  for (size_t i = 0; i < text.n; i++)
    if ((unsigned char)text.p[i] >= 0xc3 && (unsigned char)text.p[i] <= 0xc9) return true;
  return false;
}

/* Words that begin a clause or stand before a name (że and ze without marks, um, seit) begin one after a comma. */
static kith_does settle(kith_does does, uint8_t gap, uint8_t rules) {
  kith_does place = KITH_DOES_LOCATIVE | KITH_DOES_WITH | (rules & KITH_RULE_VERB_LAST ? KITH_DOES_PREPOSITION : 0);
  if (!(does & KITH_DOES_CLAUSE) || !(does & place)) return does;
  return gap & KITH_GAP_BREAK ? does & ~(place | KITH_DOES_PREPOSITION) : does & ~(kith_does)KITH_DOES_CLAUSE;
}

static bool is_fixed(kith_phraser *p, kith_str name) {
  size_t last = name.n;
  while (last > 0 && ((unsigned char)name.p[last - 1] & 0xc0) == 0x80) last--;
  return last > 0 && kith_cue_bits(p->cues, p->phrase.lang, kith_str_cut(name, last - 1, name.n)) & KITH_DOES_UNCHANGED;
}

/* One item for the words [from, to), which are a mention's or one word. */
static void push(kith_phraser *p, const kith_reading *r, kith_str text, size_t from, size_t to, uint32_t mention, const kith_reading_mention *role) {
  const kith_word *first = &p->words.at[from];
  uint32_t before = p->phrase.items.n ? p->phrase.items.at[p->phrase.items.n - 1].end : 0;
  kith_phrase_item item = {.start = first->start, .end = p->words.at[to - 1].end, .mention = KITH_NONE, .entity = KITH_NONE, .place = KITH_NONE};
  uint32_t info = info_of(p, p->phrase.lang, text, first);
  item.gap = kith_gap_of(kith_str_cut(text, before, first->start));
  item.capital = first->flags & KITH_WORD_CAPITAL;
  item.number = first->flags & KITH_WORD_DIGIT;
  if (role) fill_role(role, &item);
  else if (mention != KITH_NONE) {
    fill_mention(p, r, mention, &item);
    item.fixed = is_fixed(p, kith_str_cut(text, item.start, item.end));
  }
  if (item.entity == KITH_NONE) {
    item.does = settle(p->infos.at[info].does, item.gap, p->phrase.rules);
    if (mention == KITH_NONE && item.place == KITH_NONE && p->infos.at[info].place != KITH_NONE && first->letters >= 4) {
      item.place = p->infos.at[info].place;
      item.type = kith_lexicon_entity_at(p->parts.lexicon, item.place)->type;
      item.score = .8f;
    }
  }
  kith_vec_push(&p->phrase.items, item);
  kith_vec_push(&p->info, info);
}

/* The first of a reading's mentions or asides that is in the sentence or behind it. */
static uint32_t first_in(const kith_reading_mention *list, uint32_t count, uint32_t sentence) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (list[mid].sentence < sentence) low = mid + 1;
    else high = mid;
  }
  return low;
}

/* The person by office whose words begin at this byte of the sentence, or NULL; *next is moved there. */
static const kith_reading_mention *role_at(const kith_reading *r, uint32_t sentence, uint32_t *next, ruler *rule, uint32_t byte) {
  for (; *next < r->aside_count && r->asides[*next].sentence == sentence; ++*next) {
    const kith_reading_mention *m = &r->asides[*next];
    if (m->how != KITH_HOW_ROLE || m->entity == KITH_NONE) continue;
    uint32_t start = byte_of(rule, m->start);
    if (start > byte) return NULL;
    if (start == byte) return m;
  }
  return NULL;
}

const kith_phrase *kith_phraser_read(kith_phraser *p, const kith_reading *r, uint32_t sentence) {
  const kith_reading_sentence *s = &r->sentences[sentence];
  if (!s->text.n) return NULL;
  if (p->keys.strings.n > CACHE_LIMIT) {
    kith_intern_reset(&p->keys);
    kith_map_reset(&p->info_of);
    p->infos.n = p->variants.n = 0;
  }
  ruler rule = {.sentence = s, .bytes = s->end - s->start == s->text.n}, aside_rule = rule;
  uint32_t low = first_in(r->mentions, r->mention_count, sentence), aside = first_in(r->asides, r->aside_count, sentence);
  p->phrase.items.n = p->info.n = p->words.n = 0;
  p->phrase.lang = low < r->mention_count && r->mentions[low].sentence == sentence ? r->mentions[low].lang : r->lang;
  p->marked = has_marks(s->text);
  p->phrase.rules = kith_cue_rules(p->cues, p->phrase.lang);
  kith_words_cut(s->text, 0, s->text.n, &p->words);
  for (size_t w = 0; w < p->words.n;) {
    uint32_t start = UINT32_MAX, end = 0;
    for (; low < r->mention_count && r->mentions[low].sentence == sentence; low++) {
      start = byte_of(&rule, r->mentions[low].start);
      if (start >= p->words.at[w].start) break;
    }
    bool here = low < r->mention_count && r->mentions[low].sentence == sentence && start == p->words.at[w].start;
    size_t to = w + 1;
    const kith_reading_mention *role = role_at(r, sentence, &aside, &aside_rule, p->words.at[w].start);
    if (here || role) {
      ruler ahead = role ? aside_rule : rule;
      end = byte_of(&ahead, role ? role->end : r->mentions[low].end);
      while (to < p->words.n && p->words.at[to].start < end) to++;
    }
    push(p, r, s->text, w, to, here && !role ? low++ : KITH_NONE, role);
    w = to;
  }
  find_cues(p);
  for (uint32_t i = 1; i < p->phrase.items.n; i++)
    if (p->phrase.items.at[i].does & KITH_DOES_SEPARABLE) join_prefix(p, i);
  return &p->phrase;
}

/* ---- entities and ties ---- */

const kith_entities *kith_phraser_entities(const kith_phraser *p) { return p->parts.entities; }

const kith_lexicon_entity *kith_phrase_place(const kith_phraser *p, const kith_phrase_item *item) {
  return kith_lexicon_entity_at(p->parts.lexicon, item->place);
}

uint32_t kith_phrase_entity(kith_phraser *p, const kith_phrase_item *item) {
  if (item->entity != KITH_NONE || item->place == KITH_NONE) return item->entity;
  uint64_t *at = kith_map_add(&p->entity_of, item->place);
  if (!*at) {
    const kith_lexicon *l = p->parts.lexicon;
    const kith_lexicon_entity *e = kith_lexicon_entity_at(l, item->place);
    kith_entity entity = {.id = kith_lexicon_id(l, e), .label = kith_lexicon_label(l, e), .kind = kith_str_of(e->kind), .type = e->type,
                          .lexicon = item->place, .layer = e->layer};
    if (e->country[0]) entity.country = (kith_str){e->country, 2};
    kith_vec_push(&p->parts.entities->list, entity);
    *at = p->parts.entities->list.n;
  }
  return (uint32_t)*at - 1;
}

void kith_phrase_tie(const kith_relation_options *options, const kith_occasion_draft *d, kith_relation_sink sink, void *context) {
  if (!(options->types & 1u << d->from->type) || !(options->types & 1u << d->to->type)) return;
  uint32_t source = kith_phrase_entity(options->phraser, d->from), target = kith_phrase_entity(options->phraser, d->to);
  if (source == target) return;
  float weaker = d->from->score < d->to->score ? d->from->score : d->to->score;
  kith_occasion o = {.source = source, .target = target, .type = d->type, .sentence = d->sentence, .mention1 = d->from->mention,
                     .mention2 = d->to->mention, .score = d->score * weaker, .flags = d->flags, .words = d->words,
                     .at1 = {d->from->start, d->from->end}, .at2 = {d->to->start, d->to->end}};
  sink(context, &o);
}
