/* Outputs that appear all at once or not at all.
 *
 * Files are written into a hidden folder inside OUT and renamed into place when
 * all are complete; what they replace is kept until the last rename and put
 * back if one fails. OUT's other files are never touched. A name may have one
 * folder in it: slices/2026-03.graphml.
 *
 * Life cycle: open -> kith_publish_path for each file -> commit or cancel. */
#ifndef KITH_BUILD_PUBLISH_H
#define KITH_BUILD_PUBLISH_H

#include "base/file.h"

typedef struct kith_publish {
  kith_buf folder, staging; /* paths without a NUL; use kith_buf_text */
  bool made;                /* the folder is ours and goes with a cancel */
  kith_names names, dropped;
} kith_publish;

/* Makes OUT if need be and the staging folder in it. KITH_ERR_IO says what to do. */
kith_status kith_publish_open(kith_publish *publish, const char *folder, kith_error *error);

/* Where to write the file that will be OUT/name: a path valid until the next call. */
const char *kith_publish_path(kith_publish *publish, const char *name, kith_buf *path);

/* OUT/name, a file of an earlier result, goes with the commit. */
void kith_publish_drop(kith_publish *publish, const char *name);

/* Renames all files into place; on failure OUT is as it was. Ends the publish. */
kith_status kith_publish_commit(kith_publish *publish, kith_error *error);

/* Removes what was staged. Ends the publish; safe after commit. */
void kith_publish_cancel(kith_publish *publish);

#endif
