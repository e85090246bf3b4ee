/* Writes src/text/classes.c to standard output from the Unicode properties of
 * the ICU it is linked with. Run again only to move to a newer Unicode:
 *
 *   cc -Isrc -Iinclude lexicons/generate/classes.c src/text/classes_icu.c $(pkg-config --libs icu-uc) -o out/classes
 *   out/classes > src/text/classes.c */
#include "text/classes.h"

#include <stdio.h>
#include <unicode/uvernum.h>
#include <unicode/uchar.h>

enum { BLOCKS = 0x110000 / KITH_CLASS_BLOCK };

static uint8_t values[BLOCKS][KITH_CLASS_BLOCK];
static unsigned place[BLOCKS];

/* The number of the first block like the one just put at `count`, which is `count` if it is new. */
static unsigned find_block(unsigned count) {
  unsigned i = 0;
  while (memcmp(values[i], values[count], KITH_CLASS_BLOCK) != 0) i++;
  return i;
}

int main(void) {
  unsigned count = 0;
  for (unsigned block = 0; block < BLOCKS; block++) {
    for (unsigned i = 0; i < KITH_CLASS_BLOCK; i++)
      values[count][i] = kith_class_from_icu(block * KITH_CLASS_BLOCK + i);
    place[block] = find_block(count);
    count += place[block] == count;
  }
  printf("/* Written by lexicons/generate/classes.c from Unicode %s: do not edit. */\n"
         "#include \"text/classes.h\"\n\nconst uint16_t kith_class_blocks[0x110000 / KITH_CLASS_BLOCK] = {",
         U_UNICODE_VERSION);
  for (unsigned block = 0; block < BLOCKS; block++) printf("%s%u,", block % 32 ? "" : "\n    ", place[block]);
  printf("\n};\n\nconst uint8_t kith_class_values[] = {");
  for (unsigned block = 0; block < count; block++)
    for (unsigned i = 0; i < KITH_CLASS_BLOCK; i++) printf("%s%u,", i % 32 ? "" : "\n    ", values[block][i]);
  printf("\n};\n");
  return fflush(stdout) != 0;
}
