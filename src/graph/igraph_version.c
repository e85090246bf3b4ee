#include "graph/igraph_version.h"

#include <igraph/igraph.h>

const char *kith_igraph_version(void) {
  const char *text = "";
  igraph_version(&text, NULL, NULL, NULL);
  return text;
}
