# Everything runs in .venv; only python3, make and a network for packages are needed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMPS := build/stamps
ROOM   := build/room
HOST   ?= 127.0.0.1
PORT   ?= 8000
SERVE  ?= 1
WORKERS ?= 3
TESTER ?= $(CURDIR)/$(BIN)/python
MARKS  ?= not long
PYTEST  = cd $(ROOM) && PYTHONPATH=$(CURDIR)/$(ROOM) $(TESTER) -m pytest -n $(WORKERS) --dist loadfile

SOURCES := $(shell find wagtail_district_news -type f -not -name '*.pyc' 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help install demo test test-fast test-long test-sqlite test-postgresql test-matrix lint format messages clean

help:  ## Show what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(STAMPS)/venv: pyproject.toml
	@mkdir -p $(STAMPS)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	@touch $@

$(STAMPS)/wheel: $(STAMPS)/venv pyproject.toml setup.cfg README.md $(SOURCES)
	$(BIN)/python -m pip install --quiet --group build
	rm -rf dist build/lib build/bdist.*
	$(BIN)/python -m build --wheel --outdir dist . >build/wheel.log 2>&1 || { cat build/wheel.log; exit 1; }
	$(BIN)/python -m pip uninstall --quiet --yes wagtail-district-news >/dev/null 2>&1 || true
	$(BIN)/python -m pip install --quiet "$$(ls dist/*.whl)[importer,warc,generic]"
	@touch $@

$(STAMPS)/tools: $(STAMPS)/venv
	$(BIN)/python -m pip install --quiet --group test --group quality
	@touch $@

$(STAMPS)/system: .ci/system-packages
	@mkdir -p $(STAMPS)
	.ci/system-packages
	@touch $@

install: $(STAMPS)/wheel $(STAMPS)/tools  ## Build the package, install it with all tools into .venv

demo: $(STAMPS)/wheel  ## Import the sample portal and serve the new site (SERVE=0: do not serve)
	@$(BIN)/python example_site/manage.py demo --address http://$(HOST):$(PORT)
	@if [ "$(SERVE)" != "0" ]; then exec $(BIN)/python example_site/manage.py runserver --noreload $(HOST):$(PORT); fi

# The tests run from a room without the package's source, so that they meet the installed wheel.
room: install
	@rm -rf $(ROOM) && mkdir -p $(ROOM)
	@cp -R tests example_site benchmarks pyproject.toml $(ROOM)/
	@ln -s $(CURDIR) $(ROOM)/repository

test: lint test-sqlite test-postgresql  ## The whole suite: both databases, Valkey, Chromium, against the wheel

test-sqlite: room $(STAMPS)/system suite-sqlite

test-postgresql: room $(STAMPS)/system suite-postgresql

# Articles without the children of the mixins: what the importer and the migrations make of them.
PLAIN = tests/stranger/test_migrations.py tests/stranger/test_import.py
# On PostgreSQL the stranger migrates, imports and edits; what its set-ups answer is no matter of the database.
ON_POSTGRESQL = $(PLAIN) tests/stranger/test_data_migrations.py tests/stranger/test_editors.py
# What runs on each database; the matrix runs the same with another TESTER.
.PHONY: suite-sqlite suite-postgresql
suite-sqlite:
	$(PYTEST) -m "$(MARKS)" $(TESTS_LEFT_OUT) tests
	$(PYTEST) -m "$(MARKS)" --ds=tests.stranger.settings tests/stranger
	$(PYTEST) -m "$(MARKS)" --ds=tests.stranger.plain_settings $(PLAIN)

suite-postgresql:
	export TEST_DATABASE=postgresql; $(PYTEST) -m "$(MARKS) and not browser" tests/news tests/importer tests/hostile
	export TEST_DATABASE=postgresql; $(PYTEST) -m "$(MARKS) and not browser" --ds=tests.stranger.settings $(ON_POSTGRESQL)

test-matrix: room $(STAMPS)/system  ## The suite in every version corner (MATRIX='--corner oldest'); says which interpreters are missing
	$(TESTER) tests/quality/matrix.py $(MATRIX)

# What asks the database a thousand times, or migrates one of its own, is left to `make test`.
test-fast: room  ## A subset under a minute, on SQLite alone
	$(PYTEST) -m "not long and not browser" tests/test_text.py tests/extraction tests/news \
		--ignore=tests/news/test_query_budgets.py --ignore=tests/news/test_migrations.py

test-long: room $(STAMPS)/system  ## What is marked long: fault and soak runs, on both databases
	$(MAKE) --no-print-directory suite-sqlite suite-postgresql MARKS=long
	export TEST_DATABASE=postgresql; $(PYTEST) --ds=tests.stranger.plain_settings $(PLAIN)

# Two peers are modules of one name: each lies in a folder of its own, without the Django it asks for.
$(STAMPS)/peers: $(STAMPS)/tools pyproject.toml
	$(BIN)/python -m pip install --quiet --group bench
	rm -rf build/peers
	$(BIN)/python -m pip install --quiet --no-deps --target build/peers/django-hitcount --group bench-django-hitcount django-etc
	$(BIN)/python -m pip install --quiet --no-deps --target build/peers/dj-hitcount --group bench-dj-hitcount
	@touch $@

.PHONY: bench-counting
bench-counting: install $(STAMPS)/peers  ## What counting costs beside none and beside its peers (COUNTING='--short')
	$(BIN)/python -m benchmarks.counting $(COUNTING)

lint: install  ## Ruff, types and import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg

.PHONY: bench-blind
bench-blind: install  ## Read the sample portals, each learned from its own pages (BLIND='--portal joomla')
	$(BIN)/python -m benchmarks.blind $(BLIND)

.PHONY: bench-mutations
bench-mutations: install  ## Read each site of LEGACY_SAMPLES under every mutation and pair of them (MUTATED='--jobs 2')
	$(BIN)/python -m benchmarks.mutated --pairs $(MUTATED)

format: $(STAMPS)/tools  ## Let Ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: install $(STAMPS)/system  ## Collect the strings and compile the catalogues
	$(BIN)/python tests/quality/messages.py

clean:  ## Remove what was built (not the demo's data in var/)
	rm -rf build dist *.egg-info $(VENV)

.PHONY: bench-encodings
bench-encodings: install  ## Write Vietnamese sites anew in every old charset (SITES=folders), count the words that come back
	$(BIN)/python -m benchmarks.reencoded $(SITES)

.PHONY: bench-generic
bench-generic: install  ## Read single pages of many sites by the generic road, and by trafilatura (LEGACY_SAMPLES=folder)
	$(BIN)/python -m benchmarks.generic $(GENERIC)

.PHONY: bench-reading
bench-reading: install  ## Pages a second on LEGACY_SAMPLES, beside trafilatura and BeautifulSoup (READING='--rounds 9')
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -m benchmarks.reading $(READING)

.PHONY: bench-figures
bench-figures: install  ## Learn and score each site of LEGACY_SAMPLES, and write the table of docs/figures.md
	$(BIN)/python -m benchmarks.figures --write

.PHONY: bench-halves
bench-halves: install  ## Learn from a random half of each site of LEGACY_SAMPLES, and from ten pages; read the rest (HALVES='--seeds 5')
	$(BIN)/python -m benchmarks.halves $(HALVES)
