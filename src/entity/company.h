/* The company that names keep: who else stands in the documents of two forms.
 *
 * Reports of one event in two languages name the same listed entities; names
 * there that sound roughly alike are more likely one than names that share nothing. */
#ifndef KITH_ENTITY_COMPANY_H
#define KITH_ENTITY_COMPANY_H

#include "entity/clusterer.h"

typedef struct kith_company kith_company;

/* Borrows the clusterer. Owned by the caller. */
void kith_company_open(kith_company **out, const kith_clusterer *c);
void kith_company_close(kith_company *company);

/* How much of what is listed in a document of form a stands in one of form b too:
 * the best of their pairs of documents, rare entities counting more; 0..1. */
double kith_company_shared(const kith_company *company, uint32_t a, uint32_t b);

#endif
