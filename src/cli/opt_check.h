/* What values flags take, where the kind does not say it: asked of the floors below. */
#ifndef KITH_CLI_OPT_CHECK_H
#define KITH_CLI_OPT_CHECK_H

#include <stdbool.h>

bool kith_check_positive(const char *value); /* a number from 1 on */
bool kith_check_methods(const char *value);
bool kith_check_slice(const char *value);
bool kith_check_time(const char *value);
bool kith_check_share(const char *value);    /* above 0, at most 1 */
bool kith_check_threads(const char *value);  /* 0 to 256 */
bool kith_check_window(const char *value);
bool kith_check_types(const char *value);
bool kith_check_asides(const char *value);
bool kith_check_metrics(const char *value);
bool kith_check_format(const char *value);
bool kith_check_column(const char *value); /* NAME=COLUMN of an import */
bool kith_check_filled(const char *value); /* not empty */

/* The names there are, for messages and help; static. */
extern const char kith_expected_methods[], kith_expected_metrics[], kith_expected_formats[];

#endif
