# Every command of the house; `make` alone lists them. The `rapport` command does the work.
.DEFAULT_GOAL := help
.PHONY: help run setup test check fix prove bench bench-matching lock clean

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin
UV := VIRTUAL_ENV=.venv $(BIN)/uv --quiet
COMPILE := $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: .venv/.run ## serve a demo programme and print its address; PORT= and RAPPORT_DATA= are respected
	@$(BIN)/rapport serve --demo --end-with-parent

setup: .venv/.dev ## make .venv with everything for working on Rapport

test: .venv/.dev ## every test on SQLite, on PostgreSQL and in Chromium; ARGS= goes to pytest
	@$(BIN)/python -m tests.run $(ARGS)

check: .venv/.dev ## style, types, layers, templates, migrations
	@$(BIN)/ruff check --quiet && $(BIN)/ruff format --check --quiet && $(BIN)/mypy && $(BIN)/lint-imports && \
	  $(BIN)/djlint --lint --quiet src && $(BIN)/python -m django makemigrations --check --settings tests.settings

fix: .venv/.dev ## mend what the style checks can mend themselves
	@$(BIN)/ruff check --fix-only --quiet && $(BIN)/ruff format --quiet

prove: .venv/.dev ## the long campaigns, each with a figure at its end; ARGS= goes to pytest
	@$(BIN)/python -m tests.run --prove $(ARGS)

bench: .venv/.dev ## what pages cost, as multiples of a bare one
	@$(BIN)/python -m bench $(ARGS)

bench-matching: .venv/.dev ## the engine against its peers, about an hour; ARGS=--quick is a look, docs/engine has it all
	@$(BIN)/python -m bench matching $(ARGS)

lock: .venv/.uv ## choose the versions anew and write them to requirements/
	@$(COMPILE) --upgrade --extra dev pyproject.toml --output-file requirements/dev.lock
	@$(COMPILE) --upgrade --constraint requirements/dev.lock pyproject.toml --output-file requirements/run.lock
	@$(COMPILE) --upgrade --constraint requirements/dev.lock --extra scale pyproject.toml --output-file requirements/scale.lock
	@$(COMPILE) --upgrade --constraint requirements/dev.lock --extra mutants pyproject.toml --output-file requirements/mutants.lock
	@$(COMPILE) --upgrade --no-annotate tests/calendars/parsers.in --output-file requirements/parsers.lock
	@for peer in $(basename $(notdir $(wildcard bench/matching/peers/*.in))); do $(COMPILE) --upgrade --no-annotate \
	  bench/matching/peers/$$peer.in --output-file bench/matching/peers/$$peer.lock || exit 1; done
	@echo uv | $(COMPILE) --upgrade - --no-annotate --output-file requirements/install.lock

clean: ## remove .venv, .venv-bench and what tools left behind; var/ with its data stays
	@rm -rf .venv .venv-bench .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache

# The stamps below are files in .venv that say which lock it was last made from.
.venv/.uv: requirements/install.lock
	@test -n "$(PYTHON)" || { echo "Rapport needs Python 3.11 or newer, and found none; install python3."; exit 1; }
	@echo "Making .venv with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python lacks venv; on Debian: apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/install.lock
	@touch $@

.venv/.run: .venv/.uv requirements/run.lock pyproject.toml
	@echo "Installing what Rapport runs on …"
	@$(UV) pip install --compile-bytecode --require-hashes -r requirements/run.lock
	@$(UV) pip install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.uv requirements/dev.lock pyproject.toml
	@echo "Installing what Rapport runs on and is worked on with …"
	@$(UV) pip sync --compile-bytecode --require-hashes requirements/install.lock requirements/dev.lock
	@$(UV) pip install --no-deps --no-build-isolation --editable .
	@touch $@ .venv/.run
