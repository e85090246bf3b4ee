#include "export/exporter.h"

const kith_exporter *const kith_exporters[] = {
#define X(name) &kith_exporter_##name,
    KITH_EXPORTERS(X)
#undef X
        NULL};

const kith_exporter *kith_exporter_find(const char *name) {
  for (const kith_exporter *const *e = kith_exporters; *e; e++)
    if (strcmp((*e)->name, name) == 0) return *e;
  return NULL;
}

void kith_export_options_init(kith_export_options *options) {
  *options = (kith_export_options){.separator = ',', .bom = true, .defuse = true, .header = true};
}
