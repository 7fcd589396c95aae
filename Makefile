# Every target works on a fresh Debian 12 machine: each begins with scripts/setup, which installs what is missing.
.PHONY: demo test test-llama build lint format asan tsan bench bench-scan bench-store bench-runner bench-sandbox soak-kill fuzz mutants conformance quality-scan quality-graders soak-coverage package clean

demo: ## build, then show the loop: measure, guard, measure again
	@scripts/setup build
	@scripts/build release broch
	@build/release/broch demo --output report.html

test: ## build everything and run all tests; ends with the counts
	@scripts/setup build
	@scripts/build release
	@scripts/test release

test-llama: ## the tests of models in process, built with llama.cpp
	@scripts/setup build
	@scripts/build llama broch broch_model_test broch_tiny_gguf
	@scripts/test llama -L '^(model|llama)$$'

build: ## build/release/broch
	@scripts/setup build
	@scripts/build release broch

lint: ## clang-format and clang-tidy as configured; make lint SINCE=REV: only what differs from it
	@scripts/setup dev
	@scripts/lint $(if $(SINCE),--change $(SINCE))

format:
	@scripts/lint --fix-format

asan: ## unit tests and fuzz corpora under AddressSanitizer and UBSan
	@scripts/setup dev
	@scripts/sanitize asan

tsan: ## the threaded parts under ThreadSanitizer
	@scripts/setup dev
	@scripts/sanitize tsan

bench-scan: ## make bench-scan CODE="DIR..." [RULES=DIR] [TREE=DIR]: windows, start, trees, memory of the scanner
	@scripts/setup dev
	@scripts/bench_scan "$(CODE)" "$(RULES)" "$(TREE)"

bench-store: ## make bench-store [FOLDER=DIR]: attempts stored a second, reading a store of 200,000
	@scripts/setup dev
	@scripts/build bench measure_store
	@build/bench/bench/measure_store "$(or $(FOLDER),build/bench)"

bench-runner: ## make bench-runner [FOLDER=DIR]: what the runner adds to an attempt, and its memory over 100,000
	@scripts/setup dev
	@scripts/build bench measure_runner
	@build/bench/bench/measure_runner "$(or $(FOLDER),build/bench)"

bench-sandbox: ## runs a second in a sandbox
	@scripts/setup dev
	@scripts/build bench measure_sandbox
	@build/bench/bench/measure_sandbox $(RUNS)

soak-kill: ## 200 times kill -9 at a random moment of a run, and --resume
	@scripts/setup build
	@scripts/build release broch
	@BROCH_KILLS=200 node tests/e2e/kill.mjs

soak-coverage: ## make soak-coverage [RUNS=1000]: runs of each text suite whose corrected intervals must contain the stated rate
	@scripts/setup build
	@scripts/build release broch_cli_test
	@BROCH_COVERAGE_RUNS=$(or $(RUNS),1000) build/release/src/cli/broch_cli_test --gtest_filter='*SimCoverage*'

bench: ## Google Benchmark programs
	@scripts/setup dev
	@scripts/bench

fuzz: ## make fuzz TARGET=json SECONDS=60; without TARGET, all
	@scripts/setup dev
	@scripts/fuzz "$(TARGET)" "$(or $(SECONDS),60)"

mutants: ## every committed one-line fault must be caught by a test
	@scripts/setup build
	@node scripts/mutants.mjs $(ONLY)

conformance: ## make conformance CORPUS=DIR: how far a foreign rule pack with annotated tests agrees
	@scripts/setup build
	@scripts/build release broch
	@build/release/broch rules conformance "$(CORPUS)" $(ARGS)

quality-scan: ## precision and recall of the rules on labelled sets, false alarms in code that is fine; needs the data sets
	@scripts/setup build
	@scripts/build release broch
	@node bench/quality/quality.mjs --benign --names --page docs/quality-scan.md $(ARGS)

quality-graders: ## how far the graders agree with people, into docs/graders.md; needs the data sets
	@scripts/setup dev
	@scripts/build bench measure_graders
	@node bench/quality/graders.mjs $(ARGS)

package: ## dist/*.deb and dist/*.tar.gz, tried in a bare Debian 12 root
	@scripts/setup dev
	@scripts/package

clean:
	rm -rf build dist report.html
