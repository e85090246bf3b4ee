/* What ids of unlisted entities are made of. */
#ifndef KITH_ENTITY_SLUG_H
#define KITH_ENTITY_SLUG_H

#include "base/str.h"

/* ASCII letters in lower case, digits and single hyphens, appended; `latin`
 * comes from kith_romanise. Apostrophes vanish: O'Leary is oleary. */
void kith_slug(kith_str latin, kith_buf *out);

#endif
