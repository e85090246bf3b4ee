#include "entity/clusterer.h"
#include "entity/sound.h"
#include "text/fold.h"

/* A base form as it sounds, word by word. */
typedef struct heard {
  uint32_t form;
  kith_str sound; /* in the arena */
  bool person;
} heard;

enum { BLOCK_LIMIT = 150 }; /* names that share a block and a word count; more are compared with these only */

static heard hear(kith_clusterer *c, const kith_sounds *sounds, uint32_t i, kith_arena *arena) {
  const kith_form *f = &c->forms.at[i];
  heard h = {.form = i, .person = kith_form_type(f) == KITH_PER};
  c->key.n = c->bytes.n = 0;
  kith_romanise(f->surface, kith_language_get(c->parts->languages, f->lang)->code, &c->key);
  kith_sound(sounds, f->lang, kith_buf_str(&c->key), &c->bytes);
  h.sound = (kith_str){kith_arena_copy(arena, c->bytes.at, c->bytes.n), c->bytes.n};
  return h;
}

/* Full names agree when surnames do (.72) and given names nearly (.62); other
 * names word by word (.84 for one word, .78 for several). Thresholds: measured
 * on transliterated names of one corpus, kept conservative. */
static bool sound_alike(const kith_clusterer *c, const heard *a, const heard *b) {
  const kith_form *f = &c->forms.at[a->form], *g = &c->forms.at[b->form];
  if (f->words != g->words || f->lang == g->lang) return false;
  if (a->person != b->person) return kith_sound_similarity(a->sound, b->sound) >= .93; /* one of them is mistyped */
  if (f->gender && g->gender && f->gender != g->gender) return false;
  if (f->words == 1) return a->sound.n >= 5 && b->sound.n >= 5 && kith_sound_similarity(a->sound, b->sound) >= .84;
  kith_str x = a->sound, y = b->sound, one, other;
  double least = 1;
  while (kith_str_split(&x, ' ', &one) && kith_str_split(&y, ' ', &other)) {
    double s = kith_sound_similarity(one, other);
    bool last = !x.n || !y.n;
    if (a->person && last && s < .72) return false;
    if (s < least) least = s;
  }
  return !x.n && !y.n && least >= (a->person ? .62 : .78);
}

/* Base forms of different languages that sound alike are one name. Each is
 * joined to the first alike in order of form, so the result is the same every time. */
void kith_cluster_join_scripts(kith_clusterer *c) {
  kith_sounds *sounds;
  kith_arena arena;
  kith_map block_of = {0};
  KITH_VEC(heard) list = {0};
  KITH_VEC(uint32_t) next = {0}; /* of each heard: the one before it in its block, + 1 */
  kith_arena_init(&arena);
  kith_sounds_open(&sounds, c->parts->languages);
  for (uint32_t i = 0; i < c->forms.n; i++) {
    if (c->forms.at[i].base != i || !c->forms.at[i].count) continue;
    heard h = hear(c, sounds, i, &arena);
    if (h.sound.n < 3) continue;
    uint64_t *head = kith_map_add(&block_of, kith_pair(kith_sound_block(h.sound), c->forms.at[i].words));
    unsigned looked = 0;
    for (uint32_t k = (uint32_t)*head; k && looked < BLOCK_LIMIT; k = next.at[k - 1], looked++)
      if (sound_alike(c, &h, &list.at[k - 1])) {
        kith_form_join(c, i, list.at[k - 1].form);
        break;
      }
    kith_vec_push(&list, h);
    kith_vec_push(&next, (uint32_t)*head);
    *head = list.n;
  }
  kith_sounds_close(sounds);
  kith_map_clear(&block_of);
  kith_vec_clear(&list);
  kith_vec_clear(&next);
  kith_arena_clear(&arena);
}
