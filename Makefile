# Everything one does with Looseleaf. `make` lists it.
PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
CORPUS ?= ../shared/corpus
# A file of tests stays in one process, since its tests share what takes long to make.
SPREAD := -n auto --dist loadfile --no-loadscope-reorder
# make passes variables given on its command line, such as PORT=9000, on to what it runs.

.DEFAULT_GOAL := help
.PHONY: help run demo test test-fast test-postgresql cluster-test coverage lint format bench lock installed installed-dev

help: ## list the commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1 - \2/p' Makefile

installed:
	@command -v $(PYTHON) >/dev/null || { echo "Looseleaf: there is no $(PYTHON) here; install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) config/bootstrap.py requirements.lock

installed-dev:
	@command -v $(PYTHON) >/dev/null || { echo "Looseleaf: there is no $(PYTHON) here; install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) config/bootstrap.py requirements-dev.lock

run: installed ## start the wiki (PORT, HOST and the README's other settings apply)
	@exec $(VENV_PYTHON) manage.py serve

demo: installed ## as run, with real handbooks imported (CORPUS, their folder, is ../shared/corpus)
	@exec $(VENV_PYTHON) manage.py serve --handbooks $(CORPUS)

# Python rewrites the assertions of every file of tests for each process and stage, unless it may keep what it wrote.
test test-fast test-postgresql coverage: export PYTHONDONTWRITEBYTECODE :=

test: installed-dev ## the whole suite: on SQLite, then what needs a database on PostgreSQL
	@$(VENV_PYTHON) -m pytest $(SPREAD) -m "not quiet"
	@$(VENV_PYTHON) -m pytest -m quiet
	@tests/on_postgresql $(VENV_PYTHON) -m pytest $(SPREAD)

test-fast: installed-dev ## the suite without slow and browser tests
	@$(VENV_PYTHON) -m pytest $(SPREAD) -m "not slow and not browser"

test-postgresql: installed-dev ## the tests that need a database, on a private PostgreSQL
	@tests/on_postgresql $(VENV_PYTHON) -m pytest $(SPREAD)

cluster-test: installed-dev ## a cluster on this machine, of which one part after the other is killed
	@$(VENV_PYTHON) -m tests.cluster

coverage: installed-dev ## the fast suite with branch coverage
	@$(VENV_PYTHON) -m pytest $(SPREAD) -m "not slow and not browser" --cov --cov-report=term-missing:skip-covered

lint: installed-dev ## style, types on signatures, import rules
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/lint-imports

format: installed-dev ## put the style right
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format

bench: installed-dev ## speed, memory and cold start beside a reference measured in the same run
	@$(VENV_PYTHON) -m tests.bench

lock: ## choose the newest versions of all dependencies that pyproject.toml allows
	@test -x $(VENV_PYTHON) || $(PYTHON) -m venv .venv
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --group dev --constraint requirements.lock --output-file requirements-dev.lock

# Neither a registry's address nor the machine's paths may get into the lock files.
LOCK = .venv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate
