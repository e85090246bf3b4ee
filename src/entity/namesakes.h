/* One name, two persons: a Bulgarian footballer and a Russian minister.
 *
 * An unlisted person's documents are parted where they say different things of
 * him (an adjective or title beside the name: another country, or another
 * calling) and have nothing in common: no country and nobody else of the persons
 * and bodies they name. Anything in common, or nothing said, keeps them together.
 * Parted persons carry what is said of them in label and id: Ivan Petrov (BG). */
#ifndef KITH_ENTITY_NAMESAKES_H
#define KITH_ENTITY_NAMESAKES_H

#include "entity/cluster.h"

/* Appends a cluster for each further person and moves his mentions there. */
void kith_namesakes_part(kith_reading *readings, size_t count, uint32_t *const *chosen, uint32_t *const *cluster_of,
                         const kith_lexicon *lexicon, kith_entities *entities, kith_clusters *clusters);

#endif
