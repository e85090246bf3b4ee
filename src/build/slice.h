/* Time: which documents are meant, and how often everybody is named when. */
#ifndef KITH_BUILD_SLICE_H
#define KITH_BUILD_SLICE_H

#include "build/corpus.h"
#include "graph/graph.h"
#include "relation/evidence.h"

/* Leaves out documents dated before `since` or after `until` (YYYY-MM-DD or the
 * beginning of one; NULL: no limit) and, with a limit, those without a date: their
 * duplicate_of becomes their own index, so that nothing of them is counted, while
 * their names still help to tell who is who. Before near duplicates are marked. */
void kith_slice_limit(kith_corpus *corpus, const char *since, const char *until);

/* Whether kith_slice_limit left reading i out. */
static inline bool kith_slice_is_outside(const kith_corpus *corpus, size_t i) { return corpus->readings.at[i].duplicate_of == i; }

/* A date, or the beginning of one: 2025, 2025-12, 2025-12-18. */
bool kith_slice_is_date(const char *text);

/* Appends the slice of a date: "2025-12", "2025-W51" (ISO 8601), "2025-12-18". False for a date too short or none. */
bool kith_slice_name(kith_str date, const char *slice, kith_buf *name);

/* Fills `table` (the caller clears it) with a row for each node of the undirected graph and each slice in which it is
 * named: entity, label, slice, mentions, documents, and degree: to how many it is tied there. Sorted by entity, then
 * slice. Only dated documents. `entities` and `ties` tell what rows are. */
void kith_slice_timeline(kith_table *table, const kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence,
                         const char *slice, const int64_t *entities, const int64_t *ties);

#endif
