# Everything from a fresh machine with Rust (rustup), Node 20+ and make. Each step runs only when its input changed;
# what is installed stays inside target/ and node_modules/.

TOOLS := target/tools
BINDGEN := $(shell awk '/^name = "wasm-bindgen"$$/ { getline; gsub(/[^0-9.]/, ""); print }' Cargo.lock)
WASM_PACK := 0.15.1
GECKODRIVER := 0.37.1
VERSION := $(shell sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
CORE := Cargo.toml Cargo.lock build.rs $(shell find build src -path src/wasm/pkg -prune -o -type f -print 2>/dev/null)
SCRIPTS := $(wildcard src/wasm/pkg/*)
# Functions that are called once stay apart: inlined, they compress worse (by a tenth). So do values that are kept in a local
# to be used twice. Nothing lies in the first kilobyte, which is the far end of the stack.
OPT := -Oz --converge --one-caller-inline-max-function-size=10 --skip-pass=local-cse --low-memory-unused --strip-producers \
	--strip-target-features --enable-bulk-memory --enable-nontrapping-float-to-int \
	--enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue

export PATH := $(CURDIR)/$(TOOLS)/bin:$(PATH)
.DELETE_ON_ERROR:
.PHONY: build test run bench size tools browser

build: pkg/.built

# The page for form designers, on an address of this machine that is printed.
run: build
	@node www/serve.mjs

test: build browser target/pack/dump/stamp
	cargo test
	npm test --prefix tests
	@node tests/size.mjs
	@[ -d ../shared ] || echo 'Skipped: what is tested on the questions and pages of ../shared, which is absent.'

bench: build browser
	@node benches/live.mjs
	@cargo bench --quiet --bench native
	@cargo bench --quiet --bench scan

# What installs what is missing.
tools: $(TOOLS)/wasm32 $(TOOLS)/wasm-bindgen-$(BINDGEN) $(TOOLS)/wasm-pack-$(WASM_PACK) tests/node_modules/.package-lock.json

$(TOOLS)/wasm32: rust-toolchain.toml
	@mkdir -p $(TOOLS)
	rustup target add wasm32-unknown-unknown
	@touch $@

# Debug builds of these two: they compile in a third of the time, and the work they do here is short.
$(TOOLS)/wasm-bindgen-$(BINDGEN):
	cargo install wasm-bindgen-cli --version $(BINDGEN) --root $(TOOLS) --debug --force
	@touch $@

$(TOOLS)/wasm-pack-$(WASM_PACK):
	cargo install wasm-pack --version $(WASM_PACK) --root $(TOOLS) --debug --force
	@touch $@

tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json
	PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix tests
	@touch $@

# Chromium, for the tests that need a real browser; Firefox and WebKit, for the table of pages and browsers, which says
# which of them is missing and leaves it out.
browser: tools
	@node tests/chromium.mjs >/dev/null 2>&1 || $(MAKE) --no-print-directory apt-chromium || { \
	  echo 'The browser tests need Chromium: install it, or name its program in CHROMIUM.' >&2; exit 1; }
	@command -v firefox-esr >/dev/null || command -v firefox >/dev/null || $(MAKE) --no-print-directory apt-firefox-esr || \
	  echo 'Skipped: what is tested in Firefox, which is not installed.' >&2
	@command -v WebKitWebDriver >/dev/null && command -v Xvfb >/dev/null || $(MAKE) --no-print-directory apt-webkit2gtk-driver apt-xvfb || \
	  echo 'Skipped: what is tested in WebKit: webkit2gtk-driver and xvfb are not installed.' >&2
	@command -v geckodriver >/dev/null || cargo install geckodriver --version $(GECKODRIVER) --locked --root $(TOOLS) --debug || \
	  echo 'Skipped: what is tested in Firefox: geckodriver could not be built.' >&2

apt-%:
	@[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null
	apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $*

# The engine three times: for the page, where the browser is the parser; with its own HTML reader; and for the tests,
# where both readers print the Form they read.
FEATURES_guard :=
FEATURES_html := html
FEATURES_dump := dump
PROFILE_dump := --dev

target/pack/%/stamp: $(CORE) | tools
	wasm-pack build . --target web --no-pack --no-typescript --no-opt --mode no-install $(or $(PROFILE_$*),--profile wasm) \
	  --out-dir target/pack/$* --out-name $* -- --no-default-features --features '$(FEATURES_$*)'
	$(if $(PROFILE_$*),,node build/trap.mjs target/pack/$*/$*_bg.wasm $(if $(FEATURES_$*),,formats))
	$(if $(PROFILE_$*),,tests/node_modules/.bin/wasm-opt $(OPT) target/pack/$*/$*_bg.wasm -o target/pack/$*/$*_bg.wasm)
	$(if $(PROFILE_$*),,node build/order.mjs target/pack/$*/$*_bg.wasm)
	$(if $(PROFILE_$*),,tests/node_modules/.bin/wasm-opt $(OPT) target/pack/$*/$*_bg.wasm -o target/pack/$*/$*_bg.wasm)
	@touch $@

# The same engine as a script, for pages that refuse WebAssembly: compiled for the first version of WebAssembly, since
# wasm2js knows no later one, and what the standard library uses of later ones taken back.
# A memory that grows there leaves the old one behind whole, so that views of it must be told apart by their buffers.
LOWER := --mvp-features --enable-bulk-memory --enable-bulk-memory-opt --enable-sign-ext --enable-nontrapping-float-to-int \
	--enable-mutable-globals --llvm-nontrapping-fptoint-lowering --llvm-memory-copy-fill-lowering --signext-lowering -O1
SCRIPT := target/pack/script

$(SCRIPT)/stamp: $(CORE) | tools
	@mkdir -p $(SCRIPT)
	RUSTFLAGS='-C target-cpu=mvp' cargo build --lib --target wasm32-unknown-unknown --profile wasm --no-default-features --target-dir target/mvp
	tests/node_modules/.bin/wasm-opt --all-features --strip-target-features target/mvp/wasm32-unknown-unknown/wasm/askless.wasm -o $(SCRIPT)/in.wasm
	wasm-bindgen $(SCRIPT)/in.wasm --target bundler --no-typescript --out-dir $(SCRIPT) --out-name script
	tests/node_modules/.bin/wasm-opt $(LOWER) $(SCRIPT)/script_bg.wasm -o $(SCRIPT)/low.wasm
	tests/node_modules/.bin/wasm2js -O $(SCRIPT)/low.wasm -o $(SCRIPT)/script_bg.wasm.js
	sed 's/script_bg.wasm"/script_bg.wasm.js"/' $(SCRIPT)/script.js > $(SCRIPT)/entry.js
	sed -E -i.orig 's/if \((cached[A-Za-z0-9]+) === null.*\{/if (\1?.buffer !== wasm.memory.buffer) {/' $(SCRIPT)/script_bg.js
	@touch $@

# The npm package: scripts and types by hand, the engine, the rule texts. The scripts are bundled, so that a page asks for few
# files: an entry, what entries share (`chunk-…`), and what is loaded when a mode needs it. Where the wasm file lies, the
# entries say; the scripts of wasm-bindgen guess at it, which bundlers would follow. Their warnings go: of calls that are not made here,
# and of a server that gives wasm another type, which docs/guard.md says.
STAGE := target/pack/package
# In those scripts: what stands in for TextEncoder.encodeInto, and what takes addresses and answers of servers that have no such file
# (engine.js sees to both).
UNUSED := /^if (!('encodeInto'/,/^}/d; /if (realloc === undefined) {/,/^    }$$/d; /typeof module_or_path === 'string'/,/^    }$$/d; \
	/if (!module.ok) {/,/^        }$$/d

pkg/.built: target/pack/guard/stamp target/pack/html/stamp $(SCRIPT)/stamp pkg.json $(SCRIPTS) www/language.js Makefile
	cargo build
	@rm -rf pkg $(STAGE) && mkdir -p pkg/wasm pkg/page $(STAGE)/wasm
	@packs=$$(target/debug/askless lexicon build pkg/lexicons | sed "s/.*/'&',/" | tr -d '\n') && \
	  echo "export const version = '$(VERSION)'; export const packs = [$$packs];" > $(STAGE)/version.js
	@cp src/wasm/pkg/*.js $(STAGE)/ && cp pkg.json $(STAGE)/package.json && mkdir $(STAGE)/lexicons && mv pkg/lexicons/*.notes.js $(STAGE)/lexicons/
	@{ echo 'export const notes = {'; for tag in $$(basename -s .notes.js $(STAGE)/lexicons/*); do \
	  echo "'$$tag': () => import('./lexicons/$$tag.notes.js'),"; done; echo '};'; } > $(STAGE)/notes.js
	@echo "import './engine.js';" >> $(STAGE)/panel.js # Nothing of it: what all parts share comes in one file then, not two.
	@for engine in guard html; do sed "/new URL('$${engine}_bg.wasm'/d; $(UNUSED)" target/pack/$$engine/$$engine.js > $(STAGE)/wasm/$$engine.js; done
	@tests/node_modules/.bin/esbuild $(addprefix $(STAGE)/,index.js html.js define.js element.js templates.js) --bundle --splitting --format=esm \
	  --external:./wasm/script.js --external:node:fs/promises --chunk-names=[name]-[hash] --minify --charset=utf8 --target=es2022 --outdir=pkg --pure:console.warn --log-level=warning --log-override:ignored-bare-import=silent
	@sed -i.orig 's|import("node:|import(/*webpackIgnore:true*/"node:|' pkg/chunk-*.js && rm pkg/*.orig # What was written there was taken out with all comments.
	@tests/node_modules/.bin/esbuild $(SCRIPT)/entry.js --bundle --format=esm --minify --target=es2022 --outfile=pkg/wasm/script.js --log-level=warning
	@cp target/pack/guard/guard_bg.wasm target/pack/html/html_bg.wasm pkg/wasm/
	@cp $(STAGE)/version.js pkg/
	@cp src/wasm/pkg/*.d.ts src/wasm/pkg/*.json src/wasm/pkg/*.css LICENSE-* pkg/ && cp pkg.json pkg/package.json
	@target/debug/askless service new --format json > pkg/page/services.json
	@target/debug/askless rules --format json | node build/reasons.mjs > pkg/page/reasons.json
	@target/debug/askless rules --format json | node build/words.mjs > pkg/page/words.json
	@{ printf 'export const { categories, vocabularies, rules } = '; target/debug/askless rules --format json; echo ';'; } > pkg/rules.js
	@node tests/integrity.mjs
	@touch $@

size: build
	@node tests/size.mjs
