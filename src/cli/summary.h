/* The closing words of a build, on stderr: what was read, what was found, the
 * strongest ties, what is wrong, and what to open next. */
#ifndef KITH_CLI_SUMMARY_H
#define KITH_CLI_SUMMARY_H

#include "cli/opt.h"

/* The files of a result: X(name, what it is). */
#define KITH_RESULT_FILES(X)                                                                    \
  X("cooccurrence.graphml", "who is named with whom: undirected, weighted")                     \
  X("cooccurrence.svg", "with --picture: the same, drawn")                                      \
  X("relations.graphml", "who is what of whom, who does what to whom: directed")                \
  X("graph.gexf", "both in one file, with time, for Gephi")                                     \
  X("nodes.csv", "the nodes of both, with their measures")                                      \
  X("cooccurrence_edges.csv", "who is named with whom")                                         \
  X("relation_edges.csv", "who is what of whom, who does what to whom")                         \
  X("timeline.csv", "how often every node is named in each month, week or day")                 \
  X("slices/", "with --slice: who is named with whom in each of them")                          \
  X("mentions.csv", "every mention, with its place in the text")                                \
  X("evidence.csv", "the sentences behind every tie")                                           \
  X("documents.csv", "every document: language, date, counts, or why it was skipped")           \
  X("manifest.json", "version, options, checksums")

void kith_summary_say(const kith_build_summary *summary, const kith_settings *settings, double seconds);

#endif
