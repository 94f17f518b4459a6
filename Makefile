# `make review` opens the app on the sample, `make test` runs the suite, `make help` lists everything.
# Every target sets up .venv itself, with the package index; what else one needs stands beside it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*## .*/\1/p' Makefile)

review: $(VENV)/.installed ## open the review of the sample (needs Python 3.11 or newer and the package index, once)
	@$(BIN)/onrecord demo seeds

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

test: $(VENV)/.installed-dev ## run the test suite
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-dev ## check style, formatting, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-anchoring: $(VENV)/.installed-dev ## measure how coded quotes are found again in changed articles
	$(BIN)/python tests/coding/measure_anchoring.py

test-hostile: $(VENV)/.installed-dev ## read and paint thousands of hostile articles; prints a table
	$(BIN)/python tests/e2e/measure_hostile.py

test-browser: $(VENV)/.installed-dev ## drive the review in a browser (needs Chromium or Chrome: on Debian, apt install chromium)
	$(BIN)/python -m pip install --quiet --editable '.[all,dev,browser]'
	$(BIN)/python tests/browser/drive.py

bench: $(VENV)/.installed-dev ## measure start, keys and scrolling on a pseudo-terminal
	$(BIN)/python bench/screen.py

test-kill: $(VENV)/.installed-dev ## kill the review 2,000 times and compare what is on disk
	$(BIN)/python tests/safety/kill.py --kills 2000

test-faults: $(VENV)/.installed-dev ## let every system call of a save fail; prints faults and outcomes (needs strace)
	$(BIN)/python tests/safety/faults.py
	$(BIN)/python tests/safety/without_a_step.py

test-mutants: $(VENV)/.installed-dev ## change single lines of the saving code; prints whether a test fails
	$(BIN)/python tests/safety/mutants.py

test-windows: $(VENV)/.installed-dev ## let 8 processes code at once, 1,000 edits each
	$(BIN)/python tests/safety/windows.py --processes 8 --edits 1000

test-git: $(VENV)/.installed-dev ## merge annotation files 1,000 times with git (needs git)
	$(BIN)/python tests/safety/git_merges.py --merges 1000

test-dialects: $(VENV)/.installed-dev ## compare how other YAML readers take the files (needs node with npm, and its registry)
	npm install --silent --no-save --prefix build/npm yaml@2 js-yaml@4
	$(BIN)/python tests/safety/dialects.py --npm build/npm

bench-many: $(VENV)/.installed-dev ## measure a day of keys on 10,000 articles; takes a quarter of an hour
	$(BIN)/python bench/many.py

bench-keys: $(VENV)/.installed-dev ## count the keys of a review; DATA=FOLDER has articles and the names that are right
	$(BIN)/python bench/keys.py $(if $(DATA),--data $(DATA))

bench-saving: $(VENV)/.installed-dev ## measure saving, and files of many records
	$(BIN)/python bench/saving.py
	$(BIN)/python bench/many_records.py

bench-echoes: $(VENV)/.installed-dev ## measure the finding of echoes, on generated variants and up to 1,000,000 quotes
	$(BIN)/python bench/echo_variants.py
	$(BIN)/python bench/echo_scale.py

bench-quotes: $(VENV)/.installed-dev ## measure the quote engine
	$(BIN)/python bench/quotes.py

screenshots: $(VENV)/.installed-dev ## draw docs/screens/ with the app itself
	$(BIN)/python -m docs.make_screenshots

snapshots: $(VENV)/.installed-dev ## draw the pictures that tests compare again; look at each that changed
	$(BIN)/python -m pytest tests/app/screens/test_snapshots.py --snapshot-update

docs: $(VENV)/.installed-dev ## write the generated pages and examples
	$(BIN)/python -m docs.make_keys
	$(BIN)/python -m docs.make_example

dist: $(VENV)/.installed-dev ## build the sdist and the wheel in dist/
	$(BIN)/python -m build

clean: ## remove environments, builds and caches
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[all,dev]'
	@touch $@ $(VENV)/.installed
