/* Exporters: plain tables to files. One file per format (export_*.c), one row
 * in KITH_EXPORTERS.
 *
 * What each format must fulfil to arrive whole in Gephi, networkx, igraph,
 * Cytoscape, LibreOffice and Excel is said at the head of its file. Exporters write to
 * a kith_out whose failures stick, so they return nothing: the caller checks
 * at close. Texts go through clean.h, ids become NMTOKENs; a missing value is left out. */
#ifndef KITH_EXPORT_EXPORTER_H
#define KITH_EXPORT_EXPORTER_H

#include "base/file.h"
#include "graph/graph.h"

#include <float.h>

typedef struct kith_export_options {
  char separator;     /* CSV: ',' */
  bool bom;           /* CSV: UTF-8 with BOM, as Excel and Gephi want it */
  bool defuse;        /* CSV: a leading ' before text cells that start like a formula */
  bool header;        /* CSV: BOM and line of names first; false for the later parts of a
                         table that is written in several */
  const char *about;  /* one line of metadata for the file's comment, or NULL */
} kith_export_options;

/* Comma, BOM, defused, with a header, nothing about. */
void kith_export_options_init(kith_export_options *options);

typedef struct kith_exporter {
  const char *name;      /* "graphml" */
  const char *extension; /* ".graphml" */
  const char *about;
  /* One of the two: a whole graph, or any table. */
  void (*graph)(const kith_graph *graph, const kith_export_options *options, kith_out *out);
  void (*table)(const kith_table *table, const kith_export_options *options, kith_out *out);
} kith_exporter;

#define KITH_EXPORTERS(X) \
  X(graphml)              \
  X(gexf)                 \
  X(csv)                  \
  X(csv_edges)            \
  X(svg)

#define X(name) extern const kith_exporter kith_exporter_##name;
KITH_EXPORTERS(X)
#undef X

extern const kith_exporter *const kith_exporters[]; /* NULL-terminated */

/* True for a weight that every reader takes: Gephi keeps weights in single
 * precision and drops edges of weight 0, so it must be above 0 there too. Any
 * other weight is left out, which all of them read as 1 or unknown. */
static inline bool kith_export_weight_is_fit(double weight) {
  return weight >= (double)FLT_MIN && weight <= (double)FLT_MAX;
}

/* By name, or NULL. */
const kith_exporter *kith_exporter_find(const char *name);

#endif
