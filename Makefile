# Golden Bridge. `make help` says what can be done; a fresh clone needs only `make run`.
SHELL := /bin/sh
BIN := .venv/bin
export PYTHON

# How many processes the tests use; `make test JOBS=0` keeps all in one.
JOBS ?= 2
TESTS ?= tests
BENCH ?=
# What a browser shows does not depend on the database.
IN_BROWSER = $(shell grep -l 'from browser import' tests/site/*.py)
PYTEST := $(BIN)/python -m pytest -n $(JOBS)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench docs pins clean

help: ## say what can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: ## make .venv with what Golden Bridge needs (PYTHON=... to choose the interpreter)
	@sh tools/setup requirements.txt

setup-dev: ## ... and with what its tests, checks and measurements need
	@sh tools/setup requirements-dev.txt

run: setup ## how the war that began in 2022 could end, then the site with demonstration content
	@$(BIN)/goldenbridge run ukraine-2022
	@sh tools/serve-demo

test: setup-dev ## all tests, fast ones first (TESTS=tests/docs for some, JOBS=0 for one process)
ifdef GOLDENBRIDGE_TEST_DATABASE_URL
	@printf 'The tests of the site on PostgreSQL, then all tests on SQLite.\n'
	@GOLDENBRIDGE_DATABASE_URL=$(GOLDENBRIDGE_TEST_DATABASE_URL) $(PYTEST) tests/site $(IN_BROWSER:%=--ignore=%)
endif
	@$(PYTEST) $(TESTS)

check: setup-dev ## style, types, import contracts, and whether the generated pages are fresh
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/mypy -p tools.docs -p benchmarks
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.docs --check

bench: setup-dev ## measure and write benchmarks/results.json (BENCH=startup for one)
	@$(BIN)/python -m benchmarks $(BENCH)

docs: setup-dev ## write the generated pages, the schema and the README's picture
	@$(BIN)/python -m tools.docs

pins: setup ## choose the newest versions again: requirements.in -> requirements.txt, and -dev
	@sh tools/pin

clean: ## remove what was made here, .venv too; data of a site stays
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
