#include "cli/summary.h"

#include "cli/say.h"

#include <stdio.h>

static void add_count(kith_buf *text, uint64_t n, const char *one, const char *many) {
  kith_add_grouped(text, n);
  kith_buf_char(text, ' ');
  kith_buf_add(text, kith_str_of(n == 1 ? one : many));
}

static void end_line(kith_buf *text) { kith_buf_char(text, '\n'); }

/* Room for the head of a line, so that what follows stands in one column. */
static void add_head(kith_buf *text, const char *head) { kith_buf_format(text, "%-10s", head); }

static void add_documents(kith_buf *text, const kith_build_summary *s, double seconds) {
  enum { NAMED = 12 };
  add_head(text, "read");
  add_count(text, s->documents, "document", "documents");
  size_t named = 0;
  for (size_t i = 0; i < s->language_count && i < NAMED; i++) {
    kith_buf_add(text, i ? KITH_STR(", ") : KITH_STR(": "));
    kith_buf_format(text, "%s ", s->languages[i].code);
    kith_add_grouped(text, s->languages[i].documents);
    named += s->languages[i].documents;
  }
  if (named < s->documents) {
    kith_buf_add(text, KITH_STR(", others "));
    kith_add_grouped(text, s->documents - named);
  }
  end_line(text);
  if (s->duplicates || s->skipped) {
    add_head(text, "");
    add_count(text, s->duplicates, "duplicate", "duplicates");
    kith_buf_add(text, KITH_STR(" counted once, "));
    add_count(text, s->skipped, "record skipped", "records skipped");
    end_line(text);
  }
  add_head(text, "");
  bool small = s->input_bytes < 1000000;
  kith_buf_format(text, "%.1f %s in %.1f s", (double)s->input_bytes / (small ? 1e3 : 1e6), small ? "kB" : "MB", seconds);
  end_line(text);
}

static void add_found(kith_buf *text, const kith_build_summary *s) {
  add_head(text, "found");
  add_count(text, s->mentions, "mention", "mentions");
  kith_buf_add(text, KITH_STR(" of "));
  add_count(text, s->entities, "entity", "entities");
  kith_buf_add(text, KITH_STR(", of these "));
  kith_add_grouped(text, s->discovered);
  kith_buf_add(text, KITH_STR(" discovered"));
  end_line(text);
  add_head(text, "graph");
  add_count(text, s->nodes, "node", "nodes");
  kith_buf_add(text, KITH_STR(", "));
  add_count(text, s->edges, "tie", "ties");
  kith_buf_add(text, KITH_STR(", "));
  add_count(text, s->relations, "relation", "relations");
  end_line(text);
}

static void add_ties(kith_buf *text, const kith_build_summary *s) {
  enum { WIDEST = 32 };
  size_t source = 0, target = 0;
  for (size_t i = 0; i < s->tie_count; i++) {
    size_t a = kith_width(kith_str_of(s->ties[i].source)), b = kith_width(kith_str_of(s->ties[i].target));
    if (a > source) source = a;
    if (b > target) target = b;
  }
  if (source > WIDEST) source = WIDEST;
  if (target > WIDEST) target = WIDEST;
  if (!s->tie_count) return;
  end_line(text);
  size_t names = source + target + 4 > 14 ? source + target + 4 : 14;
  kith_add_padded(text, KITH_STR("strongest ties"), names);
  kith_buf_add(text, KITH_STR("   weight    times  documents\n"));
  for (size_t i = 0; i < s->tie_count; i++) {
    kith_buf_add(text, KITH_STR("  "));
    kith_add_padded(text, kith_str_of(s->ties[i].source), source);
    kith_buf_add(text, KITH_STR("  "));
    kith_add_padded(text, kith_str_of(s->ties[i].target), names - source - 4);
    kith_buf_format(text, "%9.1f%9llu%11llu\n", s->ties[i].weight, (unsigned long long)s->ties[i].count,
                    (unsigned long long)s->ties[i].documents);
  }
}

static void add_warnings(kith_buf *text, const kith_build_summary *s) {
  if (s->warning_count) end_line(text);
  for (size_t i = 0; i < s->warning_count; i++) {
    kith_buf_add(text, KITH_STR("warning: "));
    kith_add_safe(text, kith_str_of(s->warnings[i]));
    end_line(text);
  }
}

static void add_files(kith_buf *text, const char *out) {
  static const char *const files[][2] = {
#define X(name, about) {name, about},
      KITH_RESULT_FILES(X)
#undef X
  };
  kith_buf path = {0};
  kith_buf_add(text, KITH_STR("\nwritten to "));
  kith_add_safe(text, kith_str_of(out));
  kith_buf_add(text, KITH_STR(":\n"));
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
    path.n = 0;
    kith_path_join(&path, kith_str_of(out), kith_str_of(files[i][0]));
    if (kith_path_look(kith_buf_text(&path)) != KITH_PATH_NONE) kith_buf_format(text, "  %-24s%s\n", files[i][0], files[i][1]);
  }
  kith_vec_clear(&path);
}

static void add_next(kith_buf *text, const kith_build_summary *s, const char *out, bool placed) {
  kith_buf path = {0};
  bool tied = s->edges || s->relations;
  kith_path_join(&path, kith_str_of(out), tied ? KITH_STR("cooccurrence.graphml") : KITH_STR("documents.csv"));
  kith_buf_add(text, tied ? KITH_STR("\nnext: open ") : KITH_STR("\nnobody is tied to anybody; next: see "));
  kith_add_safe(text, kith_buf_str(&path));
  if (!tied) kith_buf_add(text, KITH_STR(" for what was read;\na wider --window or a lower --min-documents ties more"));
  else kith_buf_add(text, KITH_STR(" in Gephi (File > Open), as an undirected graph"));
  if (tied && placed) kith_buf_add(text, KITH_STR(";\nnodes come placed, coloured by community and sized by their ties"));
  end_line(text);
  kith_vec_clear(&path);
}

void kith_summary_say(const kith_build_summary *summary, const kith_settings *settings, double seconds) {
  kith_buf text = {0};
  add_documents(&text, summary, seconds);
  add_found(&text, summary);
  add_ties(&text, summary);
  add_warnings(&text, summary);
  add_files(&text, settings->build.out);
  add_next(&text, summary, settings->build.out, !settings->build.metrics);
  fwrite(text.at, 1, text.n, stderr);
  kith_vec_clear(&text);
}
