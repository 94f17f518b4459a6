# Everything a newcomer needs: `make review` opens the app on the sample, `make test` runs the suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: review test test-anchoring test-browser test-hostile lint bench bench-echoes bench-quotes bench-many screenshots snapshots docs dist clean

review: $(VENV)/.installed
	@$(BIN)/onrecord demo seeds

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test-anchoring: $(VENV)/.installed-dev
	$(BIN)/python tests/coding/measure_anchoring.py

test-hostile: $(VENV)/.installed-dev
	$(BIN)/python tests/e2e/measure_hostile.py

# Needs a Chromium or Chrome: on Debian, apt install chromium.
test-browser: $(VENV)/.installed-dev
	$(BIN)/python -m pip install --quiet --editable '.[all,dev,browser]'
	$(BIN)/python tests/browser/drive.py

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/screen.py

# Hours of harm in minutes: each prints a table of faults and outcomes.
test-kill: $(VENV)/.installed-dev
	$(BIN)/python tests/safety/kill.py --kills 2000

test-faults: $(VENV)/.installed-dev
	$(BIN)/python tests/safety/faults.py
	$(BIN)/python tests/safety/without_a_step.py

test-mutants: $(VENV)/.installed-dev
	$(BIN)/python tests/safety/mutants.py

test-windows: $(VENV)/.installed-dev
	$(BIN)/python tests/safety/windows.py --processes 8 --edits 1000

test-git: $(VENV)/.installed-dev
	$(BIN)/python tests/safety/git_merges.py --merges 1000

test-dialects: $(VENV)/.installed-dev
	npm install --silent --no-save --prefix build/npm yaml@2 js-yaml@4
	$(BIN)/python tests/safety/dialects.py --npm build/npm

# The keys of a day on 10,000 articles: a quarter of an hour.
bench-many: $(VENV)/.installed-dev
	$(BIN)/python bench/many.py

bench-saving: $(VENV)/.installed-dev
	$(BIN)/python bench/saving.py
	$(BIN)/python bench/many_records.py

bench-echoes: $(VENV)/.installed-dev
	$(BIN)/python bench/echo_variants.py
	$(BIN)/python bench/echo_scale.py

bench-quotes: $(VENV)/.installed-dev
	$(BIN)/python bench/quotes.py

screenshots: $(VENV)/.installed-dev
	$(BIN)/python -m docs.make_screenshots

snapshots: $(VENV)/.installed-dev
	$(BIN)/python -m pytest tests/app/screens/test_snapshots.py --snapshot-update

docs: $(VENV)/.installed-dev
	$(BIN)/python -m docs.make_keys
	$(BIN)/python -m docs.make_example

dist: $(VENV)/.installed-dev
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable '.[all]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[all,dev]'
	@touch $@ $(VENV)/.installed
