#include "entity/slug.h"

void kith_slug(kith_str latin, kith_buf *out) {
  size_t start = out->n;
  for (size_t i = 0; i < latin.n; i++) {
    char c = latin.p[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
    bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (kept)
      kith_buf_char(out, c);
    else if (out->n > start && out->at[out->n - 1] != '-' && c != '\'')
      kith_buf_char(out, '-');
  }
  if (out->n > start && out->at[out->n - 1] == '-') out->n--;
}
