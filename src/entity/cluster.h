/* Names nobody listed, joined to entities: over endings, spelling and script,
 * in one document and across the input. */
#ifndef KITH_ENTITY_CLUSTER_H
#define KITH_ENTITY_CLUSTER_H

#include "entity/entity.h"

typedef struct kith_cluster {
  kith_str label; /* most frequent full form in the language that has most of them */
  kith_str latin; /* the same romanised, with capitals: the English label */
  uint32_t listed; /* the lexicon's entity that it turned out to be, or KITH_NONE */
  uint8_t type;
} kith_cluster;

/* Groups the mentions whose chosen[reading][mention] is KITH_NONE. cluster_of
 * has the same shape and receives the cluster's number, or KITH_NONE for what names nothing.
 * The arena of `entities` holds labels and bases; its joins are filled, with
 * clusters for entities. Sets base and score of the mentions. */
typedef KITH_VEC(kith_cluster) kith_clusters;
void kith_cluster_names(kith_reading *readings, size_t count, uint32_t *const *chosen, uint32_t *const *cluster_of,
                        const kith_resolve_parts *parts, kith_entities *entities, kith_clusters *clusters);

#endif
