# Everything installs into .venv from requirements.lock; nothing outside this folder is touched.
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin

.PHONY: help install chat bot test torture pictures check fix lock peers clean

help: ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Footnote needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

install: .venv/.installed ## set up .venv

chat: install ## index corpus/ and answer questions in the terminal
	@$(BIN)/footnote add corpus
	@$(BIN)/footnote chat

bot: install ## index corpus/ and start the Discord bot (needs DISCORD_TOKEN)
	@$(BIN)/footnote add corpus
	@$(BIN)/footnote run

test: install ## run all tests, with coverage, in WORKERS processes (2)
	OMP_WAIT_POLICY=PASSIVE $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal --cov --cov-report=term

torture: install ## run the tests of what a library must outlive in their long form (an hour)
	OMP_WAIT_POLICY=PASSIVE FOOTNOTE_TORTURE=1 $(BIN)/pytest -s tests/torture

pictures: install ## make the pictures of the README again, with what the bot really sends (needs chromium)
	OMP_WAIT_POLICY=PASSIVE $(BIN)/python -m pictures

check: install ## format, lint and types, as CI runs them
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: install ## format and mend what can be mended by a tool
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install ## write the installed versions to requirements.lock
	$(BIN)/pip freeze --all --exclude-editable --exclude pip | sed 's/+cpu$$//' > requirements.lock

.venv-peers/.installed: benchmarks/peers/requirements.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet --no-deps --requirement benchmarks/peers/requirements.lock
	.venv-peers/bin/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

peers: .venv-peers/.installed ## set up .venv-peers, for the benchmark beside other libraries

clean: ## remove what was installed and made (not the data folder)
	rm -rf .venv .venv-peers .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage ./*.egg-info
