# The floors, lowest first. A folder may include itself and those before it.
FLOORS     = base text lexicon doc import mention entity relation graph export build train cli
# The only floors that may touch each library.
ICU_IN     = text
IGRAPH_IN  = graph
CSV_IN     = doc import export

VERSION   := $(shell sed -n 's/^\#define KITH_VERSION "\(.*\)"/\1/p' include/kith.h)
PREFIX    ?= /usr/local
CC        ?= cc
PKGS       = icu-uc icu-i18n igraph jansson libarchive nettle
WARN       = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
             -Wmissing-prototypes -Wwrite-strings -Wvla
OPT       ?= -O2 -g
SAN       ?=
ifeq ($(SAN),1)
OPT        = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
O          = out/obj$(SAN)
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L $(OPT) $(WARN) -Iinclude -Isrc -MMD -MP -pthread \
             $(shell pkg-config --cflags $(PKGS)) $(CFLAGS)
LDLIBS    += $(shell pkg-config --libs $(PKGS)) -lcsv -lm -pthread

KITH       = out/kith$(SAN)
LIB        = out/libkith$(SAN).a
# train is a program of its own (make model); cli is kith.
LIBSRC    := $(foreach f,$(filter-out cli train,$(FLOORS)),$(wildcard src/$f/*.c))
CLISRC    := $(wildcard src/cli/*.c)
TESTS     := $(patsubst tests/unit/%.c,$O/tests/unit/%,$(wildcard tests/unit/test_*.c))
BENCHES   := $(patsubst tests/bench/%.c,$O/tests/bench/%,$(wildcard tests/bench/*.c))
FUZZERS   := $(patsubst tests/fuzz/%.c,out/%,$(wildcard tests/fuzz/fuzz_*.c))
obj        = $(patsubst %.c,$O/%.o,$(1))

all: packages
	@$(MAKE) --no-print-directory build
build: $(KITH)

$(KITH): $(call obj,$(CLISRC)) $(LIB)
	$(CC) $(OPT) -o $@ $^ $(LDFLAGS) $(LDLIBS)
$(LIB): $(call obj,$(LIBSRC))
	@rm -f $@
	$(AR) rcs $@ $^
$O/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -c -o $@ $<
# Where the installed binary looks for its lexicons; another PREFIX compiles it anew.
$(shell mkdir -p out && echo '$(PREFIX)' | cmp -s - out/prefix || echo '$(PREFIX)' > out/prefix)
$O/src/build/knowledge.o: out/prefix
$O/src/build/knowledge.o: ALL_CFLAGS += -DKITH_DATA_DIR='"$(PREFIX)/share/kith"'
$O/tests/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -o $@ $< $(LIB) $(LDLIBS) -lcmocka
$O/tests/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -o $@ $< $(LIB) $(LDLIBS)

# ---- the two commands of the README, and CI's ----

run: packages
	@$(MAKE) --no-print-directory build
	@sh tests/demo.sh $(KITH)
test: packages
	@$(MAKE) --no-print-directory check
	@if [ -z "$(SAN)" ]; then $(MAKE) --no-print-directory check SAN=1; fi
	@sh tests/count.sh out/test-results

check: floors $(KITH) $(TESTS)
	@sh tests/run.sh $(KITH) $(sort $(TESTS))
floors:
	@awk -f tests/floors.awk -v order="$(FLOORS)" -v icu="$(ICU_IN)" -v igraph="$(IGRAPH_IN)" -v csv="$(CSV_IN)" src/*/*.[ch]
# Trains the model of names nobody listed anew: make model DATA=folder (docs/model-card.md).
TRAINER = out/kith-train$(SAN)
$(TRAINER): $(call obj,$(wildcard src/train/*.c)) $(LIB)
	$(CC) $(OPT) -o $@ $^ $(LDFLAGS) $(LDLIBS)
model: $(TRAINER)
	$(TRAINER) $(DATA) --texts lexicons/annotated -o lexicons/names.model $(TRAIN)
# Writes the expected files of tests/cases and tests/corpus anew; look at the diff.
bless: $(KITH)
	@sh tests/cases.sh --bless $(KITH)
	@sh tests/corpus.sh --bless $(KITH)
bench: build $(BENCHES)
	@sh tests/bench/run.sh $(KITH) $O/tests/bench
fuzz: $(FUZZERS)
	@sh tests/fuzz/run.sh $(FUZZERS)
# The library's objects are shared by all fuzzers: they take most of the time.
FUZZ_CC    = clang $(filter-out -O2 -g,$(ALL_CFLAGS)) -O1 -g -Wno-unknown-warning-option
out/obj/fuzz/%.o: %.c
	@mkdir -p $(@D)
	$(FUZZ_CC) -fsanitize=fuzzer-no-link,address,undefined -c -o $@ $<
out/fuzz_%: tests/fuzz/fuzz_%.c $(patsubst %.c,out/obj/fuzz/%.o,$(LIBSRC))
	$(FUZZ_CC) -fsanitize=fuzzer,address,undefined -o $@ $(filter %.c %.o,$^) $(LDLIBS)

packages:
	@sh tests/packages.sh packages.txt

# ---- installing ----

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	  $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/kith
	install -m 755 $(KITH) $(DESTDIR)$(PREFIX)/bin/kith
	install -m 644 $(LIB) $(DESTDIR)$(PREFIX)/lib/libkith.a
	install -m 644 include/kith.h $(DESTDIR)$(PREFIX)/include/kith.h
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@PKGS@|$(PKGS)|' src/kith.pc.in \
	  > $(DESTDIR)$(PREFIX)/lib/pkgconfig/kith.pc
	$(KITH) help --man > $(DESTDIR)$(PREFIX)/share/man/man1/kith.1
	cp -R lexicons $(DESTDIR)$(PREFIX)/share/kith/
	rm -rf $(DESTDIR)$(PREFIX)/share/kith/lexicons/generate $(DESTDIR)$(PREFIX)/share/kith/lexicons/annotated
clean:
	find out -mindepth 1 ! -name .gitignore -delete

.PHONY: all build run test check floors bless bench fuzz model packages install clean
.SECONDARY:
-include $(shell find out -name '*.d' 2>/dev/null)
