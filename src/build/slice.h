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

/* What kith_slice_name appends. */
bool kith_slice_is_name(kith_str name);

/* What happened in which slice, of dated documents and of the undirected graph. Borrows all it is given but `slice`
 * until it is closed; `entities` and `ties` tell what rows are.
 *
 * Life cycle: open -> timeline, graph in any order -> close. */
typedef struct kith_slices kith_slices;
void kith_slices_open(kith_slices **out, const kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence, const char *slice,
                      const int64_t *entities, const int64_t *ties);
void kith_slices_close(kith_slices *slices);

/* By name, which is by time. */
enum { KITH_SLICES_MOST = 1000 }; /* graphs that one build writes */
size_t kith_slices_count(const kith_slices *slices);
kith_str kith_slices_name(const kith_slices *slices, size_t i);

/* Fills `table` (the caller clears it) with a row for each node and each slice in which it is named: entity, label,
 * slice, mentions, documents, and degree: to how many it is tied there. Sorted by entity, then slice. */
void kith_slices_timeline(const kith_slices *slices, kith_table *table);

/* Fills `out` (the caller clears it) with the ties that slice i has occasions of, counted in it alone, and their ends:
 * mentions, documents, degree and weighted degree of the slice; ids, places and colours of the whole graph. */
kith_status kith_slices_graph(const kith_slices *slices, size_t i, kith_graph *out, kith_error *error);

#endif
