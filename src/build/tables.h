/* From readings and evidence to the tables that are written. */
#ifndef KITH_BUILD_TABLES_H
#define KITH_BUILD_TABLES_H

#include "build/corpus.h"
#include "graph/graph.h"
#include "relation/evidence.h"

/* The graph of all entities and of the ties of one kind (directed or not). Node
 * rows are in the order of corpus->entities, edge rows in that of the ties; the
 * long column `entity` of nodes and `tie` of edges say which, so that they can
 * be told after pruning: see kith_graph_hide_origins. */
void kith_graph_from_evidence(kith_graph *graph, const kith_corpus *corpus, const kith_evidence *evidence, bool directed);

/* Removes the columns `entity` and `tie`; before export. The arrays stay valid
 * as long as the graph and are handed out here. */
void kith_graph_hide_origins(kith_graph *graph, const int64_t **entities, const int64_t **ties);

/* Tables in chunks, so that millions of rows cost no memory: each call fills
 * `table` (which the caller clears) with the next rows from *at on, at most
 * KITH_CHUNK_ROWS, and moves *at. Returns false when there are none left. */
enum { KITH_CHUNK_ROWS = 16384 };

typedef struct kith_row_place {
  size_t outer, inner, aside; /* start with zeros */
} kith_row_place;

/* Every mention that names an entity, with `asides` also nested names, roles and adjectives: the columns of `kith mentions`. */
bool kith_mentions_rows(const kith_corpus *corpus, bool asides, kith_row_place *at, kith_table *table);

/* Every document with language, date and counts, then every record that was skipped, with its reason. */
bool kith_documents_rows(const kith_corpus *corpus, const kith_knowledge *knowledge, kith_row_place *at, kith_table *table);

/* Every sentence behind every tie that is an edge of `graph`; at most `limit`
 * a tie (0: all), the best-scored first, then in input order. `ties` as handed out above. */
bool kith_evidence_rows(const kith_corpus *corpus, const kith_evidence *evidence, const int64_t *ties, size_t tie_count,
                        uint64_t limit, kith_row_place *at, kith_table *table);

#endif
