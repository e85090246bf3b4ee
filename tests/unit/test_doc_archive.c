/* Archives, compressed files, standard input and checksums: doc/source.h. */
#include "doc_fixture.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

typedef struct member {
  const char *name, *text;
  size_t n;
} member;

static void pack(const char *name, int format, int filter, const member *members, size_t count) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8); /* for names */
  struct archive *a = archive_write_new();
  archive_write_set_format(a, format);
  if (filter) assert_int_equal(archive_write_add_filter(a, filter), ARCHIVE_OK);
  archive_write_set_options(a, "hdrcharset=UTF-8");
  assert_int_equal(archive_write_open_filename(a, at(name)), ARCHIVE_OK);
  for (size_t i = 0; i < count; i++) {
    struct archive_entry *e = archive_entry_new();
    size_t n = members[i].n ? members[i].n : strlen(members[i].text);
    archive_entry_update_pathname_utf8(e, members[i].name);
    archive_entry_set_size(e, (la_int64_t)n);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    assert_true(archive_write_header(a, e) >= ARCHIVE_WARN);
    assert_int_equal(archive_write_data(a, members[i].text, n), n);
    archive_entry_free(e);
  }
  assert_int_equal(archive_write_close(a), ARCHIVE_OK);
  archive_write_free(a);
  uselocale(before);
  freelocale(utf8);
}

static void test_archives(void **state) {
  (void)state;
  static const member members[] = {{"z/one.txt", "first", 0},
                                   {"a/two.jsonl", "{\"text\":\"r1\"}\n{\"text\":\"r2\"}\n", 0},
                                   {"../../etc/three.txt", "outside", 0},
                                   {"__MACOSX/._x", "junk", 0},
                                   {"bad.jsonl", "{", 0}};
  static const struct {
    const char *name;
    int format, filter;
  } kinds[] = {{"p.zip", ARCHIVE_FORMAT_ZIP, 0},
               {"p.tar", ARCHIVE_FORMAT_TAR_USTAR, 0},
               {"p.tar.gz", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FILTER_GZIP},
               {"p.tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD},
               {"p.tar.bz2", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_BZIP2},
               {"p.tar.xz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_XZ},
               {"p.tar.lz4", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_LZ4},
               {"p.7z", ARCHIVE_FORMAT_7ZIP, 0}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    char want[400];
    const char *n = kinds[i].name;
    pack(n, kinds[i].format, kinds[i].filter, members, 5);
    read_at(n);
    snprintf(want, sizeof want,
             "%s/z/one.txt|first\n%s/a/two.jsonl:1|r1\n%s/a/two.jsonl:2|r2\n%s/etc/three.txt|outside\n! "
             "%s/bad.jsonl:1 line 1",
             n, n, n, n, n);
    has(want);
  }
}

static void test_names_in_archives(void **state) {
  (void)state;
  static const member members[] = {{"știri/Київ.txt", "x", 0}};
  static const int formats[] = {ARCHIVE_FORMAT_ZIP, ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, ARCHIVE_FORMAT_7ZIP};
  for (size_t i = 0; i < 3; i++) {
    pack("n.bin", formats[i], 0, members, 1);
    assert_string_equal(read_at("n.bin"), "n.bin/știri/Київ.txt|x\n");
  }
}

static void test_compressed(void **state) {
  (void)state;
  static const member text = {"x", "{\"text\":\"packed\"}\n", 0};
  pack("2025-05-06.jsonl.gz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP, &text, 1);
  assert_string_equal(read_at("2025-05-06.jsonl.gz"), "2025-05-06.jsonl.gz:1|packed||2025-05-06\n");
  pack("q", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD, &text, 1);
  assert_string_equal(read_at("q"), "q:1|packed\n"); /* by content alone */
}

static void test_nested(void **state) {
  (void)state;
  kith_buf bytes = {0};
  member inner = {"deep.txt", "found", 0};
  pack("n1.zip", ARCHIVE_FORMAT_ZIP, 0, &inner, 1);
  for (int level = 2; level <= 5; level++) {
    char from[20], to[20];
    snprintf(from, sizeof from, "n%d.zip", level - 1);
    snprintf(to, sizeof to, "n%d.zip", level);
    bytes.n = 0;
    assert_int_equal(kith_file_read(at(from), &bytes, NULL), KITH_OK);
    member outer[] = {{from, bytes.at, bytes.n}, {"side.txt", "beside", 0}};
    pack(to, level % 2 ? ARCHIVE_FORMAT_7ZIP : ARCHIVE_FORMAT_TAR_USTAR, 0, outer, 2);
  }
  kith_vec_clear(&bytes);
  assert_string_equal(read_at("n2.zip"), "n2.zip/n1.zip/deep.txt|found\nn2.zip/side.txt|beside\n");
  read_at("n3.zip");
  has("n3.zip/n2.zip/n1.zip/deep.txt|found\nn3.zip/n2.zip/side.txt|beside\nn3.zip/side.txt|beside\n");
  read_at("n5.zip");
  has("! n5.zip/n4.zip/n3.zip/n2.zip: is nested more than 3 archives deep\n");
  has("n5.zip/side.txt|beside\n");
}

static void test_damaged_archives(void **state) {
  (void)state;
  kith_buf bytes = {0};
  char text[20000];
  uint32_t seed = 1;
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)('a' + (seed = seed * 1103515245u + 12345u) / 65536 % 26);
  member big = {"big.txt", text, sizeof text};
  static const struct {
    const char *name;
    int format, filter;
  } kinds[] = {{"d.zip", ARCHIVE_FORMAT_ZIP, 0}, {"d.tgz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP},
               {"d.7z", ARCHIVE_FORMAT_7ZIP, 0}, {"d.txt.xz", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_XZ}};
  for (size_t i = 0; i < 4; i++) {
    pack(kinds[i].name, kinds[i].format, kinds[i].filter, &big, 1);
    bytes.n = 0;
    assert_int_equal(kith_file_read(at(kinds[i].name), &bytes, NULL), KITH_OK);
    for (size_t cut = bytes.n / 2; cut > 4; cut /= 3) {
      put_bytes(kinds[i].name, bytes.at, cut);
      read_at(kinds[i].name);
      has("! d.");
    }
  }
  put("fake.zip", "PK\3\4 but no more than that");
  read_at("fake.zip");
  has("! fake.zip: is a damaged archive");
  kith_vec_clear(&bytes);
}

static void test_bomb(void **state) {
  (void)state;
  size_t n = (size_t)300 << 20;
  char *zeros = kith_alloc_zero(1, n);
  memset(zeros, 'a', n);
  member text = {"x.txt", zeros, n}, image = {"x.bin", zeros, n};
  pack("bomb.txt.zst", ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_ZSTD, &text, 1);
  read_at("bomb.txt.zst");
  has("! bomb.txt.zst: unpacks to more than 250 times its size");
  pack("bomb.tar.zst", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_ZSTD, &image, 1);
  read_at("bomb.tar.zst");
  has("decompression bomb");
  kith_free(zeros);
}

static void test_files(void **state) {
  (void)state;
  put("s/a.txt", "abc");
  put("s/empty.txt", "");
  static const member inside = {"x.txt", "x", 0};
  pack("s/z.zip", ARCHIVE_FORMAT_ZIP, 0, &inside, 1);
  kith_docs *docs;
  kith_arena arena;
  kith_doc doc;
  kith_input_file file;
  uint64_t done, total;
  const char *path = at("s");
  kith_arena_init(&arena);
  assert_int_equal(kith_docs_open(&docs, &(kith_docs_options){.inputs = &path, .input_count = 1}, NULL), KITH_OK);
  while (kith_docs_next(docs, &arena, &doc, NULL) != KITH_END) continue;
  assert_true(kith_docs_file(docs, 0, &file));
  assert_true(kith_str_is(file.path, "a.txt"));
  assert_int_equal(file.bytes, 3);
  assert_string_equal(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert_true(kith_docs_file(docs, 1, &file));
  assert_string_equal(file.sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  assert_true(kith_docs_file(docs, 2, &file));
  kith_buf bytes = {0};
  char hex[65];
  assert_int_equal(kith_file_read(at("s/z.zip"), &bytes, NULL), KITH_OK);
  kith_digest *digest = kith_digest_open();
  kith_digest_add(digest, bytes.at, bytes.n);
  kith_digest_close(digest, hex);
  assert_string_equal(file.sha256, hex);
  assert_int_equal(file.bytes, bytes.n);
  assert_false(kith_docs_file(docs, 3, &file));
  kith_docs_progress(docs, &done, &total);
  assert_int_equal(done, 3 + bytes.n);
  assert_int_equal(total, done);
  kith_vec_clear(&bytes);
  kith_docs_close(docs);
  kith_arena_clear(&arena);
}

static void test_standard_input(void **state) {
  (void)state;
  static const member inside = {"x.txt", "from a pipe", 0};
  pack("in.tar.gz", ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, &inside, 1);
  const char *dash = "-";
  int old = dup(0);
  assert_non_null(freopen(at("in.tar.gz"), "rb", stdin));
  assert_string_equal(read_with((kith_docs_options){0}, &dash, 1), "-/x.txt|from a pipe\n");
  put("in.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  assert_non_null(freopen(at("in.jsonl"), "rb", stdin));
  assert_string_equal(read_with((kith_docs_options){0}, &dash, 1), "-:1|a\n-:2|b\n");
  dup2(old, 0);
  close(old);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_archives),
      cmocka_unit_test(test_names_in_archives),
      cmocka_unit_test(test_compressed),
      cmocka_unit_test(test_nested),
      cmocka_unit_test(test_damaged_archives),
      cmocka_unit_test(test_bomb),
      cmocka_unit_test(test_files),
      cmocka_unit_test(test_standard_input),
  };
  int failed = cmocka_run_group_tests(tests, make_folder, remove_folder);
  kith_vec_clear(&seen);
  return failed;
}
