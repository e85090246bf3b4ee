#include "text/icu_version.h"

#include <unicode/uvernum.h>

/* ICU's functions carry their version in their names, so what was compiled
 * against is what runs. */
const char *kith_icu_version(void) { return U_ICU_VERSION; }
