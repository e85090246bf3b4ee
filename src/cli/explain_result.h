/* What the result of a build says of a name. */
#ifndef KITH_CLI_EXPLAIN_RESULT_H
#define KITH_CLI_EXPLAIN_RESULT_H

#include "base/error.h"
#include "base/str.h"

/* Whether a path is a folder that `kith build` wrote. */
bool kith_is_result(const char *path);

/* Appends the mentions of its mentions.csv whose surface, base form, label or id is
 * the name (a fold key), at most `limit` of them. */
kith_status kith_explain_result(const char *folder, kith_str key, size_t limit, kith_buf *text, kith_error *error);

#endif
