/* Filling a kith_error. The struct itself is public: see kith.h. */
#ifndef KITH_BASE_ERROR_H
#define KITH_BASE_ERROR_H

#include "kith.h"

/* Sets `error` (NULL: nothing) to `status` with a printf-style sentence, file
 * and position unknown. Returns status, so that a caller can `return` it. */
kith_status kith_error_set(kith_error *error, kith_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with a place: `file` may be NULL, `line` 0. */
kith_status kith_error_at(kith_error *error, kith_status status, const char *file, size_t line,
                          const char *format, ...) __attribute__((format(printf, 5, 6)));

/* KITH_ERR_IO for `file`, saying what was tried and what errno means. */
kith_status kith_error_io(kith_error *error, const char *file, const char *tried);

#endif
