/* The files that the inputs of a run come to: folders walked, in sorted order.
 *
 * Life cycle: zero bytes -> kith_inputs_add … -> kith_inputs_clear. */
#ifndef KITH_DOC_INPUT_H
#define KITH_DOC_INPUT_H

#include "base/error.h"
#include "base/str.h"

typedef struct kith_input {
  char *path;     /* as the system wants it; "-" is standard input */
  size_t id;      /* offset in path at which the part relative to the folder begins */
  uint64_t bytes; /* 0: unknown */
  char *problem;  /* why a folder or file cannot be read, or NULL */
} kith_input;

typedef KITH_VEC(kith_input) kith_inputs;

/* Adds a file, a folder with all that is below it, or "-". KITH_ERR_IO when
 * `path` does not exist; trouble further down becomes an input with a problem.
 * Hidden names, devices, sockets, pipes below a folder and links that lead back
 * into a folder above are left out, and so is the folder `exclude` (NULL: none). */
kith_status kith_inputs_add(kith_inputs *inputs, const char *path, const char *exclude, kith_error *error);

void kith_inputs_clear(kith_inputs *inputs);

#endif
