#include "entity/company.h"
#include "entity/sound.h"
#include "text/fold.h"

#include <stdlib.h>

enum {
  BLOCK_LIMIT = 150, /* names that share a block and a word count; more are compared with these only */
  WORDS = 6,         /* longer names are compared as they are written */
  SHORTEST = 4,      /* letters of a single word that is compared; without company one more */
  CHOICES = 6        /* bases that a word may come from, itself included */
};

static const double FAMILIAR = .5, LATER = .5; /* company that two names must share; what they come behind others by */

/* A word as it sounds, and as the bases sound that it may come from. */
typedef struct heard_word {
  kith_str sound[CHOICES]; /* in the arena */
  unsigned choices;
} heard_word;

/* A base form as it sounds, word by word. */
typedef struct heard {
  uint32_t form;
  uint32_t next; /* the next of its cluster, a ring */
  bool person;
  unsigned words;
  heard_word *word;
} heard;

typedef struct likeness {
  uint32_t a, b;    /* heard */
  kith_str one, other; /* their keys, in order */
  kith_lang langs[2];
  float score;
} likeness;

typedef struct hearing {
  kith_clusterer *c;
  kith_sounds *sounds;
  kith_arena arena;
  bool *attests; /* by form: other forms of its language are endings of it */
  kith_company *company;
  KITH_VEC(heard) list;
  KITH_VEC(likeness) pairs;
} hearing;

static kith_str sound_of(hearing *h, kith_lang lang, kith_str text) {
  kith_clusterer *c = h->c;
  kith_buf latin = {0}, sound = {0};
  kith_romanise(text, kith_language_get(c->parts->languages, lang)->code, &latin);
  kith_sound(h->sounds, lang, kith_buf_str(&latin), &sound);
  kith_str kept = {kith_arena_copy(&h->arena, sound.at, sound.n), sound.n};
  kith_vec_clear(&latin);
  kith_vec_clear(&sound);
  return kept;
}

static void add_bases(hearing *h, const kith_form *f, kith_str word, heard_word *out) {
  kith_clusterer *c = h->c;
  uint8_t wanted = kith_form_endings(f) | (f->words > 1 ? KITH_ENDING_ADJ : 0);
  c->bytes.n = c->bases.n = 0;
  kith_inflect(c->parts->inflector, f->lang, word, &c->bytes, &c->bases);
  for (size_t i = 0; i < c->bases.n && out->choices < CHOICES; i++) {
    if (!(c->bases.at[i].classes & wanted)) continue;
    out->sound[out->choices++] = sound_of(h, f->lang, (kith_str){c->bytes.at + c->bases.at[i].start, c->bases.at[i].length});
  }
}

/* The words of a form; their bases too where no text told them. */
static heard hear(hearing *h, uint32_t i) {
  const kith_form *f = &h->c->forms.at[i];
  heard out = {.form = i, .next = (uint32_t)h->list.n, .person = kith_form_type(f) == KITH_PER};
  kith_str whole = sound_of(h, f->lang, f->surface), key = kith_intern_get(&h->c->keys, f->key), word, sound;
  out.word = kith_arena_alloc(&h->arena, (f->words + 1u) * sizeof *out.word);
  bool guess = !f->anchor && !h->attests[i] && !f->named.n && f->words <= WORDS;
  while (kith_str_split(&whole, ' ', &sound) && out.words < f->words) {
    heard_word *w = &out.word[out.words++];
    *w = (heard_word){.sound = {sound}, .choices = 1};
    if (kith_str_split(&key, ' ', &word) && guess) add_bases(h, f, word, w);
  }
  return out;
}

/* How alike two words are at best, if at least so; a guessed base is worth less than what is written. */
static double word_similarity(const heard_word *a, const heard_word *b, double least) {
  double best = 0;
  for (unsigned i = 0; i < a->choices; i++)
    for (unsigned k = 0; k < b->choices; k++) {
      double s = kith_sound_similarity_above(a->sound[i], b->sound[k], best > least ? best : least) - (i ? .03 : 0) - (k ? .03 : 0);
      if (s > best) best = s;
    }
  return best;
}

/* What words must at least have in common. Full names agree when surnames do and
 * given names nearly; other names word by word. `familiar`: names that keep the
 * same company. Thresholds: measured on names in translations, kept conservative. */
static double least_of(const heard *a, const heard *b, bool last, bool anchored, bool familiar) {
  if (a->person != b->person) return familiar ? .85 : .9; /* one of them is mistyped */
  if (a->words == 1) return familiar ? .74 : anchored ? .88 : .84;
  if (!a->person) return familiar ? .66 : .78;
  return last ? (familiar ? .62 : .72) : familiar ? .5 : .62;
}

/* How alike two names are, 0: not enough. Names that only their company makes one come last. */
static double likeness_of(const hearing *h, const heard *a, const heard *b) {
  const kith_clusterer *c = h->c;
  const kith_form *f = &c->forms.at[a->form], *g = &c->forms.at[b->form];
  bool anchored = f->anchor || g->anchor, person = a->person && b->person, strictly = true;
  if (a->words != b->words || f->lang == g->lang || (f->anchor && g->anchor)) return 0;
  if (anchored && a->words == 1 && kith_form_type(f) != kith_form_type(g)) return 0;
  if (person && f->gender && g->gender && f->gender != g->gender) return 0;
  double sum = 0;
  for (unsigned w = 0; w < a->words; w++) {
    bool last = w + 1 == a->words;
    double least = least_of(a, b, last, anchored, true), s = word_similarity(&a->word[w], &b->word[w], least);
    if (s < least) return 0;
    strictly = strictly && s >= least_of(a, b, last, anchored, false);
    sum += s;
  }
  size_t shorter = a->word[0].sound[0].n < b->word[0].sound[0].n ? a->word[0].sound[0].n : b->word[0].sound[0].n;
  if (a->words == 1 && shorter < SHORTEST) return 0;
  double mean = sum / a->words;
  strictly = strictly && (a->person == b->person || mean >= .93);
  strictly = strictly && (a->words > 1 || shorter > SHORTEST);
  if (strictly) return mean;
  return kith_company_shared(h->company, a->form, b->form) >= FAMILIAR ? mean - LATER : 0;
}

/* Names by what one of their words sounds like. */
typedef struct blocks {
  kith_map of;               /* block -> the last heard in it, + 1 */
  KITH_VEC(uint32_t) before; /* of each heard: the one before it in its block, + 1 */
} blocks;

static void add_pair(hearing *h, uint32_t a, uint32_t b, float score) {
  const kith_form *f = &h->c->forms.at[h->list.at[a].form], *g = &h->c->forms.at[h->list.at[b].form];
  likeness pair = {a, b, kith_intern_get(&h->c->keys, f->key), kith_intern_get(&h->c->keys, g->key), {f->lang, g->lang}, score};
  int order = kith_str_compare(pair.one, pair.other);
  if (order > 0 || (order == 0 && f->lang > g->lang)) {
    pair = (likeness){b, a, pair.other, pair.one, {g->lang, f->lang}, score};
  }
  kith_vec_push(&h->pairs, pair);
}

/* Compares the newest name heard with those of its block, and adds it there. */
static void compare_in(hearing *h, blocks *b, kith_str sound) {
  uint32_t newest = (uint32_t)h->list.n - 1;
  const heard *one = &h->list.at[newest];
  uint64_t none = 0, *head = sound.n ? kith_map_add(&b->of, kith_pair(kith_sound_block(sound), one->words)) : &none;
  unsigned looked = 0;
  for (uint32_t k = (uint32_t)*head; k && looked < BLOCK_LIMIT; k = b->before.at[k - 1], looked++) {
    double score = likeness_of(h, one, &h->list.at[k - 1]);
    if (score > 0) add_pair(h, k - 1, newest, (float)score);
  }
  kith_vec_push(&b->before, (uint32_t)*head);
  *head = newest + 1u;
}

static void find_pairs(hearing *h) {
  kith_clusterer *c = h->c;
  blocks by_last = {.before = {0}}, by_first = {.before = {0}};
  for (uint32_t i = 0; i < c->forms.n; i++) {
    const kith_form *f = &c->forms.at[i];
    if (!kith_form_stands(c, i) || !f->words) continue;
    heard one = hear(h, i);
    if (!one.words || one.word[one.words - 1].sound[0].n < 2) continue;
    kith_vec_push(&h->list, one);
    compare_in(h, &by_last, sound_of(h, f->lang, f->surface));
    compare_in(h, &by_first, one.words > 1 ? one.word[0].sound[0] : KITH_STR(""));
  }
  kith_map_clear(&by_last.of);
  kith_map_clear(&by_first.of);
  kith_vec_clear(&by_last.before);
  kith_vec_clear(&by_first.before);
}

/* By likeness, then by spelling: never by the order of documents. */
static int best_first(const void *a, const void *b) {
  const likeness *x = a, *y = b;
  if (x->score != y->score) return x->score > y->score ? -1 : 1;
  int order = kith_str_compare(x->one, y->one);
  if (!order) order = kith_str_compare(x->other, y->other);
  if (!order) order = (x->langs[0] > y->langs[0]) - (x->langs[0] < y->langs[0]);
  return order ? order : (x->langs[1] > y->langs[1]) - (x->langs[1] < y->langs[1]);
}

/* Whether two clusters may be one: what they are called in one language must be alike too. */
static bool agree(const hearing *h, uint32_t a, uint32_t b) {
  kith_clusterer *c = h->c;
  uint32_t i = a;
  uint32_t one = c->forms.at[kith_form_root(c, h->list.at[a].form)].listed, other = c->forms.at[kith_form_root(c, h->list.at[b].form)].listed;
  if (one != KITH_NONE && other != KITH_NONE && one != other) return false;
  do {
    uint32_t k = b;
    do {
      const heard *x = &h->list.at[i], *y = &h->list.at[k];
      if (c->forms.at[x->form].lang == c->forms.at[y->form].lang) {
        if (x->words != y->words || c->forms.at[x->form].anchor != c->forms.at[y->form].anchor) return false;
        for (unsigned w = 0; w < x->words; w++) {
          double least = w + 1 == x->words ? .8 : .6;
          if (word_similarity(&x->word[w], &y->word[w], least) < least) return false;
        }
      }
      k = h->list.at[k].next;
    } while (k != b);
    i = h->list.at[i].next;
  } while (i != a);
  return true;
}

static void join_rings(hearing *h, uint32_t a, uint32_t b) {
  uint32_t next = h->list.at[a].next;
  h->list.at[a].next = h->list.at[b].next;
  h->list.at[b].next = next;
}

/* The clusters that other steps made are rings from the start. */
static void start_rings(hearing *h) {
  kith_map first = {0};
  for (uint32_t i = 0; i < h->list.n; i++) {
    uint64_t *at = kith_map_add(&first, kith_form_root(h->c, h->list.at[i].form));
    if (*at)
      join_rings(h, (uint32_t)*at - 1, i);
    else
      *at = (uint64_t)i + 1;
  }
  kith_map_clear(&first);
}

static void join_pairs(hearing *h) {
  if (h->pairs.n) qsort(h->pairs.at, h->pairs.n, sizeof *h->pairs.at, best_first);
  for (size_t i = 0; i < h->pairs.n; i++) {
    uint32_t a = h->pairs.at[i].a, b = h->pairs.at[i].b, f = h->list.at[a].form, g = h->list.at[b].form;
    if (kith_form_root(h->c, f) == kith_form_root(h->c, g) || !agree(h, a, b)) continue;
    kith_form_join(h->c, f, g);
    join_rings(h, a, b);
  }
}

/* Base forms of different languages that sound alike are one name: the likest
 * first, as long as no language calls both differently. */
void kith_cluster_join_scripts(kith_clusterer *c) {
  hearing h = {.c = c, .attests = kith_alloc_zero(c->forms.n + 1, sizeof *h.attests)};
  kith_arena_init(&h.arena);
  kith_sounds_open(&h.sounds, c->parts->languages);
  for (uint32_t i = 0; i < c->forms.n; i++)
    if (c->forms.at[i].base != i) h.attests[c->forms.at[i].base] = true;
  kith_company_open(&h.company, c);
  find_pairs(&h);
  start_rings(&h);
  join_pairs(&h);
  kith_company_close(h.company);
  kith_sounds_close(h.sounds);
  kith_arena_clear(&h.arena);
  kith_vec_clear(&h.list);
  kith_vec_clear(&h.pairs);
  kith_free(h.attests);
}
