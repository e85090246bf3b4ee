#include "entity/namesakes.h"

#include "mention/wordlist.h"

enum { PERSONS = 8, SAID = 8 }; /* at most, of one name */

/* A document in which a cluster is named. */
typedef struct place {
  uint32_t reading;
  uint32_t next; /* place of the same cluster, + 1 */
  uint32_t group;
  uint8_t callings, country_count;
  uint16_t countries[SAID]; /* said beside the name */
} place;

/* One person of the name: what is said of him, and whom and what his documents name. */
typedef struct group {
  uint32_t documents, cluster;
  uint8_t callings, country_count;
  uint16_t countries[SAID];
  kith_map company, around; /* persons and bodies; countries */
} group;

typedef struct parter {
  kith_reading *readings;
  size_t count;
  uint32_t *const *chosen, *const *cluster_of;
  const kith_lexicon *lexicon;
  kith_entities *entities;
  kith_clusters *clusters;
  KITH_VEC(place) places;
  KITH_VEC(uint32_t) first, last; /* of each cluster: its places, + 1 */
  kith_map company, around; /* of the document at hand */
  group groups[PERSONS];
  unsigned group_count;
} parter;

static uint16_t code_of(const char country[2]) { return (uint16_t)((unsigned char)country[0] << 8 | (unsigned char)country[1]); }

static void add_country(uint16_t *list, uint8_t *count, uint16_t code) {
  for (unsigned i = 0; i < *count; i++)
    if (list[i] == code) return;
  if (code && *count < SAID) list[(*count)++] = code;
}

static bool share_country(const uint16_t *a, unsigned n, const uint16_t *b, unsigned m) {
  for (unsigned i = 0; i < n; i++)
    for (unsigned k = 0; k < m; k++)
      if (a[i] == b[k]) return true;
  return false;
}

/* Only full names: one word may be anybody's anyway. */
static bool is_parted(const parter *p, uint32_t cluster) {
  const kith_cluster *c = &p->clusters->at[cluster];
  if (c->listed != KITH_NONE) return false;
  return c->type == KITH_PER && memchr(c->label.p, ' ', c->label.n);
}

static void list_places(parter *p) {
  for (size_t i = 0; i < p->clusters->n; i++) {
    kith_vec_push(&p->first, 0);
    kith_vec_push(&p->last, 0);
  }
  for (uint32_t r = 0; r < p->count; r++)
    for (uint32_t i = 0; i < p->readings[r].mention_count; i++) {
      const kith_reading_mention *m = &p->readings[r].mentions[i];
      uint32_t cluster = p->cluster_of[r][i], last = cluster == KITH_NONE ? 0 : p->last.at[cluster];
      if (cluster == KITH_NONE || !is_parted(p, cluster)) continue;
      if (!last || p->places.at[last - 1].reading != r) {
        kith_vec_push(&p->places, (place){.reading = r});
        if (last) p->places.at[last - 1].next = (uint32_t)p->places.n;
        else p->first.at[cluster] = (uint32_t)p->places.n;
        last = p->last.at[cluster] = (uint32_t)p->places.n;
      }
      place *here = &p->places.at[last - 1];
      here->callings |= m->calling;
      add_country(here->countries, &here->country_count, code_of(m->country));
    }
}

/* Whether two of its documents say different things: most names need no closer look. */
static bool is_doubtful(const parter *p, uint32_t cluster) {
  uint8_t callings = 0, count = 0;
  uint16_t countries[SAID];
  for (uint32_t i = p->first.at[cluster]; i; i = p->places.at[i - 1].next) {
    const place *here = &p->places.at[i - 1];
    if (callings && here->callings && !(callings & here->callings)) return true;
    if (count && here->country_count && !share_country(countries, count, here->countries, here->country_count)) return true;
    callings |= here->callings;
    for (unsigned k = 0; k < here->country_count; k++) add_country(countries, &count, here->countries[k]);
  }
  return false;
}

/* Whom and what a document names beside the cluster. */
static void look_around(parter *p, uint32_t reading, uint32_t cluster) {
  const kith_reading *r = &p->readings[reading];
  kith_map_reset(&p->company);
  kith_map_reset(&p->around);
  for (uint32_t i = 0; i < r->mention_count; i++) {
    uint32_t listed = p->chosen[reading][i], other = p->cluster_of[reading][i];
    const kith_lexicon_entity *e = listed == KITH_NONE ? NULL : kith_lexicon_entity_at(p->lexicon, listed);
    if (e && e->country[0]) kith_map_add(&p->around, code_of(e->country));
    if (e && e->type != KITH_LOC) kith_map_add(&p->company, listed);
    if (!e && other != KITH_NONE && other != cluster) kith_map_add(&p->company, (uint64_t)1 << 32 | other);
  }
  for (uint32_t i = 0; i < r->aside_count; i++) {
    const kith_reading_mention *m = &r->asides[i];
    if (!m->candidate_count) continue;
    uint16_t code = code_of(kith_lexicon_entity_at(p->lexicon, r->candidates[m->first_candidate].entity)->country);
    if (code) kith_map_add(&p->around, code);
  }
}

static unsigned common(const kith_map *a, const kith_map *b) {
  unsigned n = 0;
  for (size_t i = 0; i < a->entries.n; i++) n += kith_map_find(b, a->entries.at[i].key) != NULL;
  return n;
}

static bool is_said(const place *here) { return here->callings || here->country_count; }

/* Whether a document is about somebody else: something else is said, and nothing is common. */
static bool is_other(const parter *p, const place *here, const group *g) {
  bool country = here->country_count && g->country_count && !share_country(here->countries, here->country_count, g->countries, g->country_count);
  bool calling = here->callings && g->callings && !(here->callings & g->callings) && p->around.entries.n && g->around.entries.n;
  return (country || calling) && !common(&p->company, &g->company) && !common(&p->around, &g->around);
}

static void join_group(parter *p, place *here, unsigned index) {
  group *g = &p->groups[index];
  here->group = index;
  g->documents++;
  g->callings |= here->callings;
  for (unsigned i = 0; i < here->country_count; i++) add_country(g->countries, &g->country_count, here->countries[i]);
  for (size_t i = 0; i < p->company.entries.n; i++) kith_map_add(&g->company, p->company.entries.at[i].key);
  for (size_t i = 0; i < p->around.entries.n; i++) kith_map_add(&g->around, p->around.entries.at[i].key);
}

/* The group that a document has most in common with among those it may belong to, or PERSONS. */
static unsigned best_group(const parter *p, const place *here, unsigned *most) {
  unsigned best = PERSONS;
  *most = 0;
  for (unsigned k = 0; k < p->group_count; k++) {
    if (is_other(p, here, &p->groups[k])) continue;
    unsigned n = 1 + 2 * common(&p->company, &p->groups[k].company) + common(&p->around, &p->groups[k].around);
    if (n <= *most) continue;
    best = k;
    *most = n;
  }
  return best;
}

/* Documents that say something first, then the others, which go where they have most in
 * common; where there are several persons and nothing in common, to one of whom nothing is known. */
static void group_places(parter *p, uint32_t cluster) {
  unsigned unknown = PERSONS, most;
  for (int said = 1; said >= 0; said--)
    for (uint32_t i = p->first.at[cluster]; i; i = p->places.at[i - 1].next) {
      place *here = &p->places.at[i - 1];
      if (is_said(here) != (said == 1)) continue;
      look_around(p, here->reading, cluster);
      unsigned k = best_group(p, here, &most);
      bool stranger = !said && p->group_count > 1 && most <= 1;
      if (stranger && unknown != PERSONS) k = unknown;
      else if (k == PERSONS || stranger) k = p->group_count < PERSONS ? p->group_count++ : 0;
      if (stranger) unknown = k;
      join_group(p, here, k);
    }
}

/* Ivan Petrov (BG); (politics) where no country is said. */
static kith_str with_reason(parter *p, kith_str name, const group *g) {
  kith_buf text = {0};
  kith_buf_add(&text, name);
  if (g->country_count) kith_buf_format(&text, " (%c%c)", g->countries[0] >> 8, g->countries[0] & 255);
  for (unsigned i = 0; i < KITH_CALLING_COUNT && !g->country_count; i++)
    if (g->callings >> i & 1) {
      kith_buf_format(&text, " (%s)", kith_calling_words[i]);
      break;
    }
  kith_str kept = {kith_arena_copy(&p->entities->arena, text.at, text.n), text.n};
  kith_vec_clear(&text);
  return kept;
}

static void part(parter *p, uint32_t cluster) {
  kith_cluster whole = p->clusters->at[cluster];
  for (unsigned k = 0; k < p->group_count; k++) {
    group *g = &p->groups[k];
    kith_cluster person = {.label = whole.label, .latin = with_reason(p, whole.latin, g), .listed = KITH_NONE, .type = whole.type};
    g->cluster = k ? (uint32_t)p->clusters->n : cluster;
    if (k) kith_vec_push(p->clusters, person);
    else p->clusters->at[cluster] = person;
  }
  for (unsigned k = 1; k < p->group_count; k++) {
    kith_join apart = {p->clusters->at[cluster].latin, p->clusters->at[p->groups[k].cluster].latin, KITH_LANG_UND, KITH_LANG_UND, KITH_JOIN_APART, cluster};
    kith_vec_push(&p->entities->joins, apart);
  }
  for (uint32_t i = p->first.at[cluster]; i; i = p->places.at[i - 1].next) {
    const place *here = &p->places.at[i - 1];
    for (uint32_t m = 0; m < p->readings[here->reading].mention_count; m++)
      if (p->cluster_of[here->reading][m] == cluster) p->cluster_of[here->reading][m] = p->groups[here->group].cluster;
  }
}

void kith_namesakes_part(kith_reading *readings, size_t count, uint32_t *const *chosen, uint32_t *const *cluster_of,
                         const kith_lexicon *lexicon, kith_entities *entities, kith_clusters *clusters) {
  parter p = {.readings = readings, .count = count, .chosen = chosen, .cluster_of = cluster_of, .lexicon = lexicon,
              .entities = entities, .clusters = clusters};
  list_places(&p);
  for (uint32_t cluster = 0; cluster < p.first.n; cluster++) {
    if (!p.first.at[cluster] || !is_doubtful(&p, cluster)) continue;
    p.group_count = 0;
    group_places(&p, cluster);
    if (p.group_count > 1) part(&p, cluster);
    for (unsigned k = 0; k < p.group_count; k++) {
      kith_map_clear(&p.groups[k].company);
      kith_map_clear(&p.groups[k].around);
    }
    memset(p.groups, 0, sizeof p.groups);
  }
  kith_vec_clear(&p.places);
  kith_vec_clear(&p.first);
  kith_vec_clear(&p.last);
  kith_map_clear(&p.company);
  kith_map_clear(&p.around);
}
