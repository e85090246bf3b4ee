/* Which ICU this is: only this floor may ask it. */
#ifndef KITH_TEXT_ICU_VERSION_H
#define KITH_TEXT_ICU_VERSION_H

/* "72.1"; static. */
const char *kith_icu_version(void);

#endif
