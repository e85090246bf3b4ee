#include "entity/clusterer.h"

/* Whether `word` is `full_word`, or one is a form of the other in this language. */
static bool same_word(kith_clusterer *c, kith_lang lang, kith_str word, kith_str full_word, uint8_t endings) {
  if (kith_str_equal(word, full_word)) return true;
  for (int turn = 0; turn < 2; turn++) {
    kith_str from = turn ? full_word : word, to = turn ? word : full_word;
    c->bytes.n = c->bases.n = 0;
    kith_inflect(c->parts->inflector, lang, from, &c->bytes, &c->bases);
    for (size_t i = 0; i < c->bases.n; i++)
      if (c->bases.at[i].classes & endings && kith_str_equal((kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length}, to))
        return true;
  }
  return false;
}

/* The key's part from its word number `from` on. */
static kith_str words_from(kith_str key, unsigned from) {
  kith_str word;
  while (from-- && kith_str_split(&key, ' ', &word)) {}
  return key;
}

static kith_str cut_last(kith_str key, kith_str *before) {
  size_t at = key.n;
  while (at && key.p[at - 1] != ' ') at--;
  *before = kith_str_cut(key, 0, at);
  return kith_str_cut(key, at, key.n);
}

/* Whether the letters of `word` are the first letters of the words of `key`,
 * short words (of, for, de, и) counted or not. */
static bool are_initials(kith_str word, kith_str key) {
  kith_str rest = key, part;
  size_t at = 0, short_at = 0;
  bool exact = true, loose = true;
  while (kith_str_split(&rest, ' ', &part)) {
    unsigned length;
    kith_utf8_decode(part.p, part.p + part.n, &length);
    kith_str initial = kith_str_cut(part, 0, length);
    bool here = kith_str_starts(kith_str_cut(word, at, word.n), initial);
    bool there = kith_str_starts(kith_str_cut(word, short_at, word.n), initial);
    exact = exact && here;
    if (here) at += length;
    if (there)
      short_at += length;
    else
      loose = loose && kith_utf8_count(part) <= 3;
  }
  return (exact && at == word.n) || (loose && short_at == word.n);
}

/* `V. Petrenyuk` and `Vseslav Petrenyuk`: one letter for the first word, the last word the same. */
static bool has_initial_of(kith_clusterer *c, kith_lang lang, kith_str brief, kith_str whole, uint8_t endings) {
  kith_str before, rest;
  kith_str last = cut_last(brief, &before), other = cut_last(whole, &rest);
  return kith_utf8_count(before) == 2 && kith_str_starts(rest, kith_str_cut(before, 0, before.n - 1)) &&
         same_word(c, lang, last, other, endings);
}

/* How `alone` is contained in `full`: its last words (2), its first word (1), not (0). */
static int part_of(kith_clusterer *c, const kith_form *alone, const kith_form *full) {
  kith_str key = kith_intern_get(&c->keys, full->key), word = kith_intern_get(&c->keys, alone->key), rest, other, first;
  if (alone->lang != full->lang) return 0;
  if (alone->words == full->words && alone->words > 1) return has_initial_of(c, alone->lang, word, key, kith_form_endings(full)) ? 2 : 0;
  if (alone->words >= full->words) return 0;
  kith_str tail = words_from(key, full->words - alone->words);
  kith_str last = cut_last(tail, &rest), mine = cut_last(word, &other);
  uint8_t endings = kith_form_endings(full);
  if (kith_str_equal(rest, other) && same_word(c, alone->lang, mine, last, endings)) return 2;
  kith_str_split(&key, ' ', &first);
  return alone->words == 1 && same_word(c, alone->lang, word, first, endings) ? 1 : 0;
}

static bool is_all_caps(kith_str surface) {
  kith_words words = {0};
  kith_words_cut(surface, 0, surface.n, &words);
  bool caps = words.n == 1 && words.at[0].flags & KITH_WORD_ALL_CAPS && words.at[0].letters > 1;
  kith_vec_clear(&words);
  return caps;
}

enum { FULL_LIMIT = 300 }; /* different full names in a document; a longer list is no article */

/* A name of several words that stands in the document. */
typedef struct full_form {
  uint32_t form;
  uint32_t seen; /* number of its latest mention so far, + 1; 0: not yet */
} full_form;

/* A form of the document that may be short for one of its full names. */
typedef struct brief {
  uint32_t first, count; /* the full names it ends, into `matches` */
  uint32_t given;        /* the one full name it begins, KITH_NONE for none or several */
  uint32_t initials;     /* the full name it is the acronym of, or KITH_NONE */
} brief;

/* The document's names, compared once for each different form. */
typedef struct names {
  kith_clusterer *c;
  KITH_VEC(full_form) fulls; /* in order of first mention */
  kith_map full_of;     /* form -> index of fulls + 1 */
  KITH_VEC(brief) briefs;
  kith_map brief_of;    /* form -> index of briefs + 1 */
  KITH_VEC(uint32_t) matches; /* indexes of fulls */
} names;

static void collect_fulls(names *n, const kith_reading *reading, const uint32_t *at) {
  n->fulls.n = n->briefs.n = n->matches.n = 0;
  kith_map_reset(&n->full_of);
  kith_map_reset(&n->brief_of);
  for (uint32_t i = 0; i < reading->mention_count && n->fulls.n < FULL_LIMIT; i++) {
    if (at[i] == KITH_NONE || n->c->forms.at[at[i]].words < 2) continue;
    uint64_t *known = kith_map_add(&n->full_of, at[i]);
    if (*known) continue;
    kith_vec_push(&n->fulls, (full_form){at[i], 0});
    *known = n->fulls.n;
  }
}

static brief compare(names *n, uint32_t form, bool all_caps) {
  kith_clusterer *c = n->c;
  brief b = {.first = (uint32_t)n->matches.n, .given = KITH_NONE, .initials = KITH_NONE};
  bool ambiguous = false;
  for (uint32_t k = 0; k < n->fulls.n; k++) {
    uint32_t other = n->fulls.at[k].form;
    if (other == form) continue;
    const kith_form *alone = &c->forms.at[form], *whole = &c->forms.at[other];
    int how = kith_form_type(whole) == KITH_PER ? part_of(c, alone, whole) : 0;
    if (how == 2) kith_vec_push(&n->matches, k);
    if (how == 1) {
      if (b.given != KITH_NONE && kith_form_root(c, b.given) != kith_form_root(c, other)) ambiguous = true;
      b.given = other;
    }
    if (all_caps && b.initials == KITH_NONE &&
        are_initials(kith_intern_get(&c->keys, alone->key), kith_intern_get(&c->keys, whole->key)))
      b.initials = other;
  }
  b.count = (uint32_t)n->matches.n - b.first;
  if (ambiguous) b.given = KITH_NONE;
  return b;
}

static const brief *brief_of(names *n, const kith_reading *reading, uint32_t i, uint32_t form) {
  uint64_t *known = kith_map_add(&n->brief_of, form);
  if (!*known) {
    bool all_caps = n->c->forms.at[form].words == 1 && is_all_caps(reading->mentions[i].surface);
    brief b = compare(n, form, all_caps);
    kith_vec_push(&n->briefs, b);
    *known = n->briefs.n;
  }
  return &n->briefs.at[*known - 1];
}

/* The full name that mention i is short for: by surname the nearest before it,
 * else the first behind it; by given name only if nobody else in the document has it. */
static uint32_t full_name(const names *n, const brief *b, uint8_t gender) {
  uint32_t best = KITH_NONE;
  for (uint32_t k = b->first; k < b->first + b->count; k++) {
    const full_form *f = &n->fulls.at[n->matches.at[k]];
    uint8_t other = n->c->forms.at[f->form].gender;
    if (gender && other && gender != other) continue; /* Mrs Hobbes is not Walter Hobbes */
    if (best == KITH_NONE || f->seen > n->fulls.at[best].seen) best = n->matches.at[k];
  }
  return best == KITH_NONE ? b->given : n->fulls.at[best].form;
}

/* What an acronym was short for in some documents it is everywhere in its
 * language, unless documents disagree. */
static void spread_acronyms(kith_clusterer *c, const kith_map *meaning) {
  for (size_t r = 0; r < c->count; r++)
    for (uint32_t i = 0; i < c->readings[r].mention_count; i++) {
      uint32_t *at = &c->form_at[r][i];
      const uint64_t *full = *at == KITH_NONE ? NULL : kith_map_find(meaning, *at);
      if (full && *full && *full - 1 != KITH_NONE) *at = (uint32_t)*full - 1;
    }
}

static void join_document(names *n, const kith_reading *reading, uint32_t *at, kith_map *meaning) {
  collect_fulls(n, reading, at);
  if (!n->fulls.n) return;
  for (uint32_t i = 0; i < reading->mention_count; i++) {
    if (at[i] == KITH_NONE) continue;
    const uint64_t *whole = kith_map_find(&n->full_of, at[i]);
    if (whole) n->fulls.at[*whole - 1].seen = i + 1;
    if (n->c->forms.at[at[i]].words > 3) continue;
    const brief *b = brief_of(n, reading, i, at[i]);
    uint32_t person = full_name(n, b, reading->mentions[i].gender ? reading->mentions[i].gender : reading->mentions[i].address);
    if (person != KITH_NONE) {
      at[i] = person;
    } else if (b->initials != KITH_NONE) {
      uint64_t *known = kith_map_add(meaning, at[i]);
      bool agrees = !*known || (*known - 1 != KITH_NONE && kith_form_root(n->c, (uint32_t)*known - 1) == kith_form_root(n->c, b->initials));
      *known = agrees ? (uint64_t)b->initials + 1 : (uint64_t)KITH_NONE + 1;
      at[i] = b->initials;
    }
  }
}

void kith_cluster_join_short(kith_clusterer *c) {
  names n = {.c = c};
  kith_map meaning = {0}; /* form of an acronym -> full form + 1; KITH_NONE + 1 where documents disagree */
  for (size_t r = 0; r < c->count; r++) join_document(&n, &c->readings[r], c->form_at[r], &meaning);
  spread_acronyms(c, &meaning);
  kith_map_clear(&meaning);
  kith_map_clear(&n.full_of);
  kith_map_clear(&n.brief_of);
  kith_vec_clear(&n.fulls);
  kith_vec_clear(&n.briefs);
  kith_vec_clear(&n.matches);
}
