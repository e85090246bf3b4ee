/* Who is meant by an office: `the Ukrainian president`.
 *
 * The person whom the document itself calls so; of several, who is named right
 * beside the office counts before appositions, and those before a bare title
 * with a person of that country (`President X`). Where the document names
 * nobody, whom the other documents of the input call so within half a year of
 * its date. Never more than one person: where they disagree, nobody is meant. */
#ifndef KITH_ENTITY_DESCRIBE_H
#define KITH_ENTITY_DESCRIBE_H

#include "entity/entity.h"

/* Tells the entity of a place of the lexicon; enters it where it is new. */
typedef uint32_t (*kith_place_entity)(void *context, uint32_t lexicon);

/* Adds the mentions by office to the asides of the readings. Entities of names must be set. */
void kith_describe(kith_reading *readings, size_t count, const kith_entities *entities, const kith_lexicon *lexicon,
                   kith_place_entity place, void *context);

#endif
