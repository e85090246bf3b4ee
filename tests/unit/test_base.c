/* The lowest floor: memory, slices, UTF-8, tables, files, streams, checksums, errors. */
#include "fixture.h"

#include "base/sorter.h"
#include "base/tsv.h"
#include "doc/doc.h"

#include <fcntl.h>

/* ---- memory ---- */

static void arena_blocks_are_aligned_and_apart(void **state) {
  (void)state;
  kith_arena arena;
  kith_arena_init(&arena);
  unsigned char *before = NULL;
  for (size_t size = 1; size < 200; size++) {
    unsigned char *p = kith_arena_alloc(&arena, size);
    assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
    memset(p, (int)size, size);
    if (before) assert_int_equal(before[0], size - 1);
    before = p;
  }
  kith_arena_clear(&arena);
}

static void arena_keeps_its_memory_over_a_reset(void **state) {
  (void)state;
  kith_arena arena;
  kith_arena_init(&arena);
  void *first = kith_arena_alloc(&arena, 100), *large = kith_arena_alloc(&arena, 3 << 20);
  memset(large, 1, 3 << 20);
  kith_arena_reset(&arena);
  assert_ptr_equal(kith_arena_alloc(&arena, 100), first);
  assert_ptr_equal(kith_arena_alloc(&arena, 3 << 20), large);
  kith_arena_clear(&arena);
}

static void arena_zeroes_and_copies(void **state) {
  (void)state;
  kith_arena arena;
  kith_arena_init(&arena);
  memset(kith_arena_alloc(&arena, 4096), 0xff, 4096);
  kith_arena_reset(&arena);
  const unsigned char *zero = kith_arena_zero(&arena, 100, 10);
  for (size_t i = 0; i < 1000; i++) assert_int_equal(zero[i], 0);
  assert_string_equal(kith_arena_copy(&arena, "Dunărea", 4), "Dun\xc4");
  assert_string_equal(kith_arena_copy(&arena, NULL, 0), "");
  kith_arena_clear(&arena);
}

static void vec_grows_and_keeps_what_it_holds(void **state) {
  (void)state;
  KITH_VEC(int) numbers = {0};
  static const int more[] = {-1, -2, -3};
  for (int i = 0; i < 5000; i++) kith_vec_push(&numbers, i);
  kith_vec_append(&numbers, more, 3);
  kith_vec_append(&numbers, more, 0);
  assert_int_equal(numbers.n, 5003);
  for (int i = 0; i < 5000; i++) assert_int_equal(numbers.at[i], i);
  assert_int_equal(numbers.at[5002], -3);
  kith_vec_reserve(&numbers, 100000);
  assert_true(numbers.room >= 100000 && numbers.n == 5003);
  kith_vec_clear(&numbers);
  assert_null(numbers.at);
  assert_int_equal(numbers.n + numbers.room, 0);
}

static size_t hooked;
static void *counting(void *block, size_t size) {
  hooked++;
  if (size) return realloc(block, size);
  free(block);
  return NULL;
}

static void the_allocator_can_be_replaced(void **state) {
  (void)state;
  hooked = 0;
  kith_set_allocator(counting);
  void *block = kith_alloc(10);
  block = kith_realloc(block, 20);
  kith_free(block);
  kith_free(NULL);
  kith_set_allocator(NULL);
  assert_int_equal(hooked, 3);
  kith_free(kith_alloc(1));
  assert_int_equal(hooked, 3);
}

static void closing_nothing_is_fine(void **state) {
  (void)state;
  kith_free(NULL);
  kith_languages_close(NULL);
  kith_identifier_close(NULL);
  kith_segmenter_close(NULL);
  kith_lexicon_close(NULL);
  kith_docs_close(NULL);
  kith_inflector_close(NULL);
  kith_wordlist_close(NULL);
  kith_finder_close(NULL);
  kith_text text = {0};
  kith_text_clear(&text);
  kith_mentions mentions = {0};
  kith_mentions_clear(&mentions);
  kith_map map = {0};
  kith_map_clear(&map);
  kith_mapped mapped = {0};
  kith_file_unmap(&mapped);
}

/* ---- slices ---- */

static void strings_are_ordered_by_bytes_and_the_shorter_first(void **state) {
  (void)state;
  assert_true(kith_str_compare(KITH_STR("ab"), KITH_STR("abc")) < 0);
  assert_true(kith_str_compare(KITH_STR("b"), KITH_STR("abc")) > 0);
  assert_true(kith_str_compare(KITH_STR("z"), KITH_STR("ă")) < 0);
  assert_int_equal(kith_str_compare(KITH_STR("ă"), KITH_STR("ă")), 0);
  assert_int_equal(kith_str_compare((kith_str){0}, KITH_STR("")), 0);
  assert_true(kith_str_equal((kith_str){0}, KITH_STR("")));
  assert_true(kith_str_starts(KITH_STR("Kyiv"), KITH_STR("Ky")) && !kith_str_starts(KITH_STR("K"), KITH_STR("Ky")));
  assert_true(kith_str_ends(KITH_STR("Kyiv"), KITH_STR("iv")) && !kith_str_ends(KITH_STR("v"), KITH_STR("iv")));
}

static void trimming_and_splitting(void **state) {
  (void)state;
  assert_true(kith_str_is(kith_str_trim(KITH_STR(" \t a b\r\n")), "a b"));
  assert_int_equal(kith_str_trim(KITH_STR(" \n ")).n, 0);
  kith_str rest = KITH_STR("a,,b"), part;
  assert_true(kith_str_split(&rest, ',', &part) && kith_str_is(part, "a"));
  assert_true(kith_str_split(&rest, ',', &part) && part.n == 0);
  assert_true(kith_str_split(&rest, ',', &part) && kith_str_is(part, "b"));
  assert_false(kith_str_split(&rest, ',', &part));
  rest = KITH_STR("");
  assert_false(kith_str_split(&rest, ',', &part));
}

static void numbers_are_whole_or_refused(void **state) {
  (void)state;
  uint64_t n = 7;
  assert_true(kith_str_to_u64(KITH_STR("0"), &n) && n == 0);
  assert_true(kith_str_to_u64(KITH_STR("18446744073709551615"), &n) && n == UINT64_MAX);
  static const char *const bad[] = {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "18446744073709551616", "99999999999999999999", "١"};
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(kith_str_to_u64(kith_str_of(bad[i]), &n));
}

static void hashes_are_the_same_on_every_machine(void **state) {
  (void)state;
  uint64_t empty = kith_str_hash(KITH_STR("")), one = kith_str_hash(KITH_STR("a"));
  assert_true(empty != one && kith_str_hash(KITH_STR("abcdefgh")) != kith_str_hash(KITH_STR("abcdefg")));
  char shifted[20] = "xKithKithKithKith";
  assert_true(kith_str_hash(KITH_STR("KithKithKithKith")) == kith_str_hash((kith_str){shifted + 1, 16}));
  assert_true(kith_str_hash(KITH_STR("Dunărea de Jos")) == 0xe9b883c3821f4e00u);
}

/* ---- UTF-8 ---- */

static void every_code_point_survives_encoding(void **state) {
  (void)state;
  for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
    char bytes[4];
    unsigned length, n = kith_utf8_encode(cp, bytes);
    bool surrogate = cp >= 0xd800 && cp <= 0xdfff;
    uint32_t back = kith_utf8_decode(bytes, bytes + n, &length);
    if (back != (surrogate ? 0xfffd : cp) || length != n) fail_msg("U+%04X", cp);
  }
  char bytes[4];
  assert_int_equal(kith_utf8_encode(0x110000, bytes), 3);
}

static void bytes_that_are_no_text_count_one_each(void **state) {
  (void)state;
  static const char *const bad[] = {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80",
                                    "\xf8\x88\x80\x80\x80", "\xff", "\xe2\x82", "\xf0\x9f\x98", "\xc4"};
  for (size_t i = 0; i < COUNT(bad); i++) {
    unsigned length;
    assert_int_equal(kith_utf8_decode(bad[i], bad[i] + strlen(bad[i]), &length), 0xfffd);
    assert_int_equal(length, 1);
    assert_int_equal(kith_utf8_valid_prefix(kith_str_of(bad[i])), 0);
  }
  assert_int_equal(kith_utf8_valid_prefix(KITH_STR("abc\xff")), 3);
  assert_int_equal(kith_utf8_valid_prefix(KITH_STR("ș\xef\xbf\xbd!")), 6); /* a written U+FFFD is valid */
}

static void code_points_are_counted(void **state) {
  (void)state;
  assert_int_equal(kith_utf8_count(KITH_STR("")), 0);
  assert_int_equal(kith_utf8_count(KITH_STR("Їжак 泽 😀")), 8);
}

/* ---- buffers ---- */

static void numbers_are_written_with_a_point_and_no_zeros_behind(void **state) {
  (void)state;
  static const struct {
    double value;
    int decimals;
    const char *text;
  } cases[] = {{0, 3, "0"}, {-0.0001, 3, "0"}, {1.5, 3, "1.5"}, {0.9999, 3, "1"}, {2.0 / 3, 6, "0.666667"}, {-12.25, 2, "-12.25"}, {1e14, 0, "100000000000000"}, {1.005, 9, "1.005"}};
  kith_buf buf = {0};
  for (size_t i = 0; i < COUNT(cases); i++) {
    buf.n = 0;
    kith_buf_double(&buf, cases[i].value, cases[i].decimals);
    assert_string_equal(kith_buf_text(&buf), cases[i].text);
  }
  kith_vec_clear(&buf);
}

static void buffers_collect_text(void **state) {
  (void)state;
  kith_buf buf = {0};
  assert_string_equal(kith_buf_text(&buf), "");
  kith_buf_add(&buf, KITH_STR("a"));
  kith_buf_char(&buf, '-');
  kith_buf_cp(&buf, 0x219);
  kith_buf_u64(&buf, UINT64_MAX);
  kith_buf_u64(&buf, 0);
  kith_buf_format(&buf, "%s%*d", "|", 600, 7);
  assert_int_equal(buf.n, 4 + 20 + 1 + 1 + 600);
  assert_memory_equal(buf.at, "a-ș184467440737095516150|", 26);
  kith_vec_clear(&buf);
}

/* ---- tables ---- */

static void strings_are_numbered_as_they_come(void **state) {
  (void)state;
  kith_intern table;
  kith_intern_init(&table);
  assert_int_equal(kith_intern_find(&table, KITH_STR("a")), KITH_NONE);
  assert_int_equal(kith_intern_add(&table, KITH_STR("")), 0);
  char text[20];
  const char *first = kith_intern_get(&table, 0).p;
  for (uint32_t i = 1; i < 20000; i++) {
    int n = snprintf(text, sizeof text, "w%u", i);
    assert_int_equal(kith_intern_add(&table, (kith_str){text, (size_t)n}), i);
  }
  assert_ptr_equal(kith_intern_get(&table, 0).p, first);
  assert_int_equal(kith_intern_find(&table, KITH_STR("w777")), 777);
  assert_int_equal(kith_intern_add(&table, KITH_STR("w777")), 777);
  assert_true(kith_str_is(kith_intern_get(&table, 19999), "w19999"));
  assert_int_equal(kith_intern_find(&table, KITH_STR("w20000")), KITH_NONE);
  kith_intern_reset(&table);
  assert_int_equal(kith_intern_find(&table, KITH_STR("w777")), KITH_NONE);
  assert_int_equal(kith_intern_add(&table, KITH_STR("b")), 0);
  kith_intern_clear(&table);
}

static void maps_keep_the_order_of_insertion(void **state) {
  (void)state;
  kith_map map = {0};
  assert_null(kith_map_find(&map, 0));
  for (uint64_t i = 0; i < 10000; i++) *kith_map_add(&map, i * i * 0x10001) = i;
  *kith_map_add(&map, 0) += 5;
  assert_int_equal(map.entries.n, 10000);
  for (uint64_t i = 0; i < 10000; i++) {
    assert_int_equal(map.entries.at[i].key, i * i * 0x10001);
    assert_int_equal(*kith_map_find(&map, i * i * 0x10001), i ? i : 5);
  }
  assert_null(kith_map_find(&map, 7));
  kith_map_reset(&map);
  assert_null(kith_map_find(&map, 0));
  assert_int_equal(*kith_map_add(&map, 7), 0);
  kith_map_clear(&map);
}

static void entries_sort_by_key_then_value(void **state) {
  (void)state;
  kith_map_entry list[] = {{2, 1}, {1, 9}, {1, 3}, {UINT64_MAX, 0}, {0, 0}};
  kith_entries_sort(list, COUNT(list));
  static const uint64_t keys[] = {0, 1, 1, 2, UINT64_MAX}, values[] = {0, 3, 9, 1, 0};
  for (size_t i = 0; i < COUNT(list); i++) assert_true(list[i].key == keys[i] && list[i].value == values[i]);
  kith_entries_sort(NULL, 0);
  assert_true(kith_pair(1, 2) == 0x100000002u);
}

/* ---- data files ---- */

static void tsv_columns_come_in_any_order(void **state) {
  (void)state;
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  put("a.tsv", "\xef\xbb\xbf# about\n\nname\tid\textra\r\n Odesa \t7\tx\r\n# more\n\nReni\t8\ty");
  assert_int_equal(kith_tsv_open(&tsv, at("a.tsv"), "id name [note]", NULL), KITH_OK);
  assert_int_equal(kith_tsv_next(&tsv, cell, NULL), KITH_OK);
  assert_true(kith_str_is(cell[0], "7") && kith_str_is(cell[1], "Odesa") && cell[2].n == 0);
  assert_int_equal(kith_tsv_next(&tsv, cell, NULL), KITH_OK);
  assert_true(kith_str_is(cell[1], "Reni"));
  assert_int_equal(tsv.line, 7);
  assert_int_equal(kith_tsv_next(&tsv, cell, NULL), KITH_END);
  assert_int_equal(kith_tsv_next(&tsv, cell, NULL), KITH_END);
  kith_tsv_close(&tsv);
}

static void bad_rows_are_named_by_line_and_the_rest_is_read(void **state) {
  (void)state;
  kith_tsv tsv;
  kith_str cell[KITH_TSV_COLUMNS];
  kith_error error;
  put("b.tsv", "id\tname\n1\n1\t2\t3\n1\t\xff\n4\tgood\n");
  assert_int_equal(kith_tsv_open(&tsv, at("b.tsv"), "id name", &error), KITH_OK);
  for (size_t line = 2; line <= 4; line++) {
    assert_int_equal(kith_tsv_next(&tsv, cell, &error), KITH_ERR_FORMAT);
    assert_int_equal(error.line, line);
    assert_string_equal(error.file, at("b.tsv"));
    assert_non_null(strstr(error.message, line == 4 ? "UTF-8" : "expected 2"));
  }
  assert_int_equal(kith_tsv_next(&tsv, cell, &error), KITH_OK);
  assert_true(kith_str_is(cell[1], "good"));
  kith_tsv_error(&tsv, &error, "is %s", "odd");
  assert_true(error.line == 5 && strcmp(error.message, "is odd") == 0);
  kith_tsv_close(&tsv);
}

static void a_header_without_a_column_is_refused(void **state) {
  (void)state;
  kith_tsv tsv;
  kith_error error;
  put("c.tsv", "# one\nid\tnome\n");
  assert_int_equal(kith_tsv_open(&tsv, at("c.tsv"), "id name", &error), KITH_ERR_FORMAT);
  assert_int_equal(error.line, 2);
  assert_non_null(strstr(error.message, "'name'"));
  put("d.tsv", "# nothing else\n");
  assert_int_equal(kith_tsv_open(&tsv, at("d.tsv"), "id", &error), KITH_ERR_FORMAT);
  assert_int_equal(kith_tsv_open(&tsv, at("missing.tsv"), "id", &error), KITH_ERR_IO);
  put("e.tsv", "a\tb\tc\td\te\tf\tg\th\ti\tj\tk\tl\tm\tn\to\tp\tq\n");
  assert_int_equal(kith_tsv_open(&tsv, at("e.tsv"), "q", &error), KITH_ERR_FORMAT);
}

/* ---- files ---- */

static void files_are_read_whole_and_mapped(void **state) {
  (void)state;
  kith_buf bytes = {0};
  kith_mapped mapped;
  put_bytes("n", "a\0b", 3);
  assert_int_equal(kith_file_read(at("n"), &bytes, NULL), KITH_OK);
  assert_int_equal(kith_file_read(at("n"), &bytes, NULL), KITH_OK);
  assert_int_equal(bytes.n, 6);
  assert_memory_equal(bytes.at, "a\0ba\0b", 6);
  kith_vec_clear(&bytes);
  assert_int_equal(kith_file_map(at("n"), &mapped, NULL), KITH_OK);
  assert_int_equal(mapped.bytes.n, 3);
  kith_file_unmap(&mapped);
  put("empty", "");
  assert_int_equal(kith_file_map(at("empty"), &mapped, NULL), KITH_OK);
  assert_int_equal(mapped.bytes.n, 0);
  kith_file_unmap(&mapped);
  kith_error error;
  assert_int_equal(kith_file_map(at("missing"), &mapped, &error), KITH_ERR_IO);
  assert_string_equal(error.file, at("missing"));
  assert_int_equal(kith_file_read(folder, &bytes, &error), KITH_ERR_IO);
  kith_vec_clear(&bytes);
}

static void folders_are_listed_in_order_without_hidden_names(void **state) {
  (void)state;
  kith_names names = {0};
  kith_error error;
  put("list/b", "");
  put("list/a", "");
  put("list/B", "");
  put("list/.h", "");
  assert_int_equal(kith_folder_list(at("list"), &names, NULL), KITH_OK);
  assert_int_equal(names.n, 3);
  assert_string_equal(names.at[0], "B");
  assert_string_equal(names.at[2], "b");
  kith_names_clear(&names);
  assert_int_equal(kith_folder_list(at("nowhere"), &names, &error), KITH_ERR_IO);
  remove(at("list/.h"));
}

static void folders_are_made_with_their_parents(void **state) {
  (void)state;
  kith_error error;
  assert_int_equal(kith_folder_make(at("x/y/z"), NULL), KITH_OK);
  assert_int_equal(kith_folder_make(at("x/y/z/"), NULL), KITH_OK);
  assert_int_equal(kith_path_look(at("x/y/z")), KITH_PATH_FOLDER);
  put("file", "");
  assert_int_equal(kith_folder_make(at("file"), &error), KITH_ERR_IO);
  assert_int_equal(kith_folder_make(at("file/below"), &error), KITH_ERR_IO);
  assert_int_equal(kith_path_look("/dev/null"), KITH_PATH_FILE);
}

static void paths_are_joined_with_one_slash(void **state) {
  (void)state;
  kith_buf path = {0};
  kith_path_join(&path, KITH_STR("a/"), KITH_STR("b"));
  kith_buf_char(&path, ' ');
  kith_path_join(&path, KITH_STR("a"), KITH_STR("b"));
  kith_buf_char(&path, ' ');
  kith_path_join(&path, KITH_STR(""), KITH_STR("b"));
  assert_string_equal(kith_buf_text(&path), "a/b a/b b");
  assert_true(kith_str_is(kith_path_name(KITH_STR("/x/y.txt")), "y.txt") && kith_str_is(kith_path_name(KITH_STR("y")), "y"));
  kith_vec_clear(&path);
}

/* ---- streams ---- */

static void a_stream_writes_and_keeps_its_checksum(void **state) {
  (void)state;
  kith_out out;
  char hex[65];
  assert_int_equal(kith_out_open(&out, at("out.txt"), true, NULL), KITH_OK);
  kith_out_text(&out, "a");
  kith_out_str(&out, KITH_STR("b"));
  kith_out_format(&out, "%c", 'c');
  assert_int_equal(kith_out_close(&out, hex, NULL), KITH_OK);
  assert_int_equal(out.written, 3);
  assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  kith_buf bytes = get(at("out.txt"));
  assert_string_equal(bytes.at, "abc");
  kith_vec_clear(&bytes);
}

static void long_output_goes_down_in_pieces(void **state) {
  (void)state;
  kith_out out;
  assert_int_equal(kith_out_open(&out, at("long.txt"), false, NULL), KITH_OK);
  for (int i = 0; i < 100000; i++) kith_out_format(&out, "%09d\n", i);
  kith_out_format(&out, "%700s", "end");
  assert_true(out.buf.n < 500000);
  assert_int_equal(kith_out_close(&out, NULL, NULL), KITH_OK);
  kith_buf bytes = get(at("long.txt"));
  assert_int_equal(bytes.n, 1000700);
  assert_memory_equal(bytes.at + 999990, "000099999\n", 10);
  kith_vec_clear(&bytes);
}

static void a_full_disk_sticks_until_close(void **state) {
  (void)state;
  kith_out out;
  kith_error error;
  char hex[65];
  assert_int_equal(kith_out_open(&out, "/dev/full", true, NULL), KITH_OK);
  kith_out_text(&out, "lost");
  kith_out_flush(&out);
  assert_int_not_equal(out.failure, 0);
  for (int i = 0; i < 100000; i++) kith_out_text(&out, "more that is lost");
  assert_int_equal(kith_out_close(&out, hex, &error), KITH_ERR_IO);
  assert_string_equal(error.file, "/dev/full");
  assert_non_null(strstr(error.message, "space"));
}

static void a_file_that_cannot_be_made_fails_at_open_and_close(void **state) {
  (void)state;
  kith_out out;
  kith_error error;
  assert_int_equal(kith_out_open(&out, at("no/such/folder"), true, &error), KITH_ERR_IO);
  kith_out_text(&out, "nothing");
  assert_int_equal(kith_out_close(&out, NULL, &error), KITH_ERR_IO);
}

static void a_stream_on_a_descriptor_leaves_it_open(void **state) {
  (void)state;
  int saved = dup(STDOUT_FILENO), file = open(at("fd.txt"), O_WRONLY | O_CREAT, 0666);
  kith_out out;
  fflush(stdout);
  dup2(file, STDOUT_FILENO);
  kith_out_on_fd(&out, STDOUT_FILENO, "standard output");
  kith_out_text(&out, "first ");
  kith_status status = kith_out_close(&out, NULL, NULL);
  ssize_t second = write(STDOUT_FILENO, "second", 6);
  dup2(saved, STDOUT_FILENO);
  close(saved);
  close(file);
  assert_int_equal(status, KITH_OK);
  assert_int_equal(second, 6);
  kith_buf bytes = get(at("fd.txt"));
  assert_string_equal(bytes.at, "first second");
  kith_vec_clear(&bytes);
}

static void a_stream_to_memory_only_collects(void **state) {
  (void)state;
  kith_out out;
  kith_out_memory(&out);
  for (int i = 0; i < 60000; i++) kith_out_text(&out, "0123456789");
  kith_out_flush(&out);
  assert_int_equal(out.buf.n, 600000);
  assert_int_equal(kith_out_close(&out, NULL, NULL), KITH_OK);
}

static void checksums_are_sha256(void **state) {
  (void)state;
  char hex[65];
  kith_digest_close(kith_digest_open(), hex);
  assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  kith_digest *digest = kith_digest_open();
  for (int i = 0; i < 100000; i++) kith_digest_add(digest, "aaaaaaaaaa", 10);
  kith_digest_add(digest, NULL, 0);
  kith_digest_close(digest, hex);
  assert_string_equal(hex, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* ---- errors ---- */

static void errors_say_where(void **state) {
  (void)state;
  kith_error error;
  char text[64];
  assert_int_equal(kith_error_at(&error, KITH_ERR_FORMAT, "a.tsv", 12, "has %d cells", 3), KITH_ERR_FORMAT);
  assert_string_equal(kith_error_format(&error, text, sizeof text), "a.tsv:12: has 3 cells");
  kith_error_at(&error, KITH_ERR_IO, "a.tsv", 0, "is gone");
  assert_string_equal(kith_error_format(&error, text, sizeof text), "a.tsv: is gone");
  kith_error_set(&error, KITH_ERR_ARG, "no input");
  assert_string_equal(kith_error_format(&error, text, sizeof text), "no input");
  error = (kith_error){.status = KITH_ERR_ENCODING, .file = "b", .byte = 40, .message = "is no text"};
  assert_string_equal(kith_error_format(&error, text, sizeof text), "b: byte 40: is no text");
  assert_string_equal(kith_error_format(&error, text, 5), "b: b");
  error.file[0] = '\0';
  assert_string_equal(kith_error_format(&error, text, sizeof text), "byte 40: is no text");
  error.line = 3;
  assert_string_equal(kith_error_format(&error, text, sizeof text), "line 3: is no text");
  assert_int_equal(kith_error_set(NULL, KITH_ERR_LIB, "x"), KITH_ERR_LIB);
  for (int s = KITH_OK; s <= KITH_ERR_STOPPED; s++) assert_true(*kith_status_text((kith_status)s));
  assert_non_null(kith_status_text((kith_status)99));
}

/* A spread of lengths and beginnings, equal records among them. */
static void add_records(kith_sorter *sorter, size_t count) {
  char record[64];
  for (size_t i = 0; i < count; i++) {
    unsigned mixed = (unsigned)(i * 2654435761u >> 7) % 5000;
    int n = snprintf(record, sizeof record, mixed % 3 ? "name-%u" : "%u", mixed);
    kith_sorter_add(sorter, (kith_str){record, (size_t)n - (mixed % 7 == 0)});
  }
}

static void records_come_back_in_order_from_memory_and_files(void **state) {
  (void)state;
  enum { COUNT_OF_RECORDS = 20000 };
  const size_t budgets[] = {1 << 24, 1 << 14, 1 << 9};
  kith_buf first = {0};
  for (size_t turn = 0; turn < 3; turn++) {
    kith_sorter *sorter = kith_sorter_open("/tmp", budgets[turn]);
    kith_buf all = {0};
    kith_str record, last = {0};
    kith_error error;
    kith_status status;
    size_t n = 0;
    add_records(sorter, COUNT_OF_RECORDS);
    for (size_t from = 0; (status = kith_sorter_next(sorter, &record, &error)) == KITH_OK; n++) {
      assert_true(n == 0 || kith_str_compare(last, record) <= 0);
      from = all.n;
      kith_buf_add(&all, record);
      kith_buf_char(&all, '\n');
      last = (kith_str){all.at + from, record.n};
    }
    assert_int_equal(status, KITH_END);
    assert_int_equal(n, COUNT_OF_RECORDS);
    if (turn == 0) kith_buf_add(&first, kith_buf_str(&all));
    assert_true(kith_str_equal(kith_buf_str(&first), kith_buf_str(&all)));
    kith_vec_clear(&all);
    kith_sorter_close(sorter);
  }
  kith_vec_clear(&first);
}

static void a_sorter_tells_that_it_cannot_write(void **state) {
  (void)state;
  kith_sorter *sorter = kith_sorter_open("/nowhere/at/all", 1 << 9);
  kith_str record;
  kith_error error;
  add_records(sorter, 50000);
  assert_int_equal(kith_sorter_next(sorter, &record, &error), KITH_ERR_IO);
  assert_non_null(strstr(error.message, "temporary file"));
  kith_sorter_close(sorter);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(arena_blocks_are_aligned_and_apart),
      cmocka_unit_test(arena_keeps_its_memory_over_a_reset),
      cmocka_unit_test(arena_zeroes_and_copies),
      cmocka_unit_test(vec_grows_and_keeps_what_it_holds),
      cmocka_unit_test(the_allocator_can_be_replaced),
      cmocka_unit_test(closing_nothing_is_fine),
      cmocka_unit_test(strings_are_ordered_by_bytes_and_the_shorter_first),
      cmocka_unit_test(trimming_and_splitting),
      cmocka_unit_test(numbers_are_whole_or_refused),
      cmocka_unit_test(hashes_are_the_same_on_every_machine),
      cmocka_unit_test(every_code_point_survives_encoding),
      cmocka_unit_test(bytes_that_are_no_text_count_one_each),
      cmocka_unit_test(code_points_are_counted),
      cmocka_unit_test(numbers_are_written_with_a_point_and_no_zeros_behind),
      cmocka_unit_test(buffers_collect_text),
      cmocka_unit_test(strings_are_numbered_as_they_come),
      cmocka_unit_test(maps_keep_the_order_of_insertion),
      cmocka_unit_test(entries_sort_by_key_then_value),
      cmocka_unit_test(tsv_columns_come_in_any_order),
      cmocka_unit_test(bad_rows_are_named_by_line_and_the_rest_is_read),
      cmocka_unit_test(a_header_without_a_column_is_refused),
      cmocka_unit_test(files_are_read_whole_and_mapped),
      cmocka_unit_test(folders_are_listed_in_order_without_hidden_names),
      cmocka_unit_test(folders_are_made_with_their_parents),
      cmocka_unit_test(paths_are_joined_with_one_slash),
      cmocka_unit_test(a_stream_writes_and_keeps_its_checksum),
      cmocka_unit_test(long_output_goes_down_in_pieces),
      cmocka_unit_test(a_full_disk_sticks_until_close),
      cmocka_unit_test(a_file_that_cannot_be_made_fails_at_open_and_close),
      cmocka_unit_test(a_stream_on_a_descriptor_leaves_it_open),
      cmocka_unit_test(a_stream_to_memory_only_collects),
      cmocka_unit_test(checksums_are_sha256),
      cmocka_unit_test(errors_say_where),
      cmocka_unit_test(records_come_back_in_order_from_memory_and_files),
      cmocka_unit_test(a_sorter_tells_that_it_cannot_write),
  };
  return cmocka_run_group_tests_name("base", tests, make_folder, remove_folder);
}
