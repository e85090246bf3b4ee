/* Which listed entity a mention is, in view of its document. */
#ifndef KITH_ENTITY_CHOOSE_H
#define KITH_ENTITY_CHOOSE_H

#include "entity/entity.h"

/* For each mention with candidates writes the lexicon's entity it is into
 * chosen[i], KITH_NONE where it is none of them (a weak name whose full form
 * is not in the document; a surname whose listed bearers are strangers to it);
 * also sets the mention's how, score and base, the latter for strangers too. */
void kith_choose(kith_reading *reading, const kith_resolve_parts *parts, uint32_t *chosen);

/* The same for its asides, whose how stays. */
void kith_choose_asides(kith_reading *reading, const kith_resolve_parts *parts, uint32_t *chosen);

#endif
