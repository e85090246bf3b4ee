/* Which igraph this is: only this floor may ask it. */
#ifndef KITH_GRAPH_IGRAPH_VERSION_H
#define KITH_GRAPH_IGRAPH_VERSION_H

/* "0.10.2", of the library that runs; static. */
const char *kith_igraph_version(void);

#endif
