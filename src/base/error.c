#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *kith_status_text(kith_status status) {
  switch (status) {
  case KITH_OK: return "no error";
  case KITH_END: return "nothing more to read";
  case KITH_ERR_IO: return "a file could not be read or written";
  case KITH_ERR_FORMAT: return "a file is not in the format it should have";
  case KITH_ERR_ENCODING: return "bytes that are no text";
  case KITH_ERR_ARG: return "an option or argument cannot be used";
  case KITH_ERR_LIB: return "a library failed";
  case KITH_ERR_STOPPED: return "stopped on request";
  }
  return "unknown status";
}

static void fill(kith_error *error, kith_status status, const char *file, size_t line,
                 const char *format, va_list args) {
  if (!error) return;
  error->status = status;
  snprintf(error->file, sizeof error->file, "%s", file ? file : "");
  error->line = line;
  error->byte = -1;
  vsnprintf(error->message, sizeof error->message, format, args);
}

kith_status kith_error_set(kith_error *error, kith_status status, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(error, status, NULL, 0, format, args);
  va_end(args);
  return status;
}

kith_status kith_error_at(kith_error *error, kith_status status, const char *file, size_t line,
                          const char *format, ...) {
  va_list args;
  va_start(args, format);
  fill(error, status, file, line, format, args);
  va_end(args);
  return status;
}

kith_status kith_error_io(kith_error *error, const char *file, const char *tried) {
  int code = errno;
  return kith_error_at(error, KITH_ERR_IO, file, 0, "cannot %s: %s", tried,
                       code ? strerror(code) : "unknown reason");
}

char *kith_error_format(const kith_error *error, char *out, size_t size) {
  char place[48] = "";
  bool in_file = error->file[0];
  if (error->line)
    snprintf(place, sizeof place, "%s%zu", in_file ? ":" : "line ", error->line);
  else if (error->byte >= 0)
    snprintf(place, sizeof place, "%sbyte %lld", in_file ? ": " : "", (long long)error->byte);
  snprintf(out, size, "%s%s%s%s", error->file, place, in_file || place[0] ? ": " : "", error->message);
  return out;
}
