# Everything here works on a machine with Python 3.11+ and make, and touches nothing outside this folder.
#
#   make demo    decide an example case          make lint    ruff: rules and format
#   make test    run all tests                   make types   mypy --strict
#   make bench   measure, for comparison         make clean   remove what these made
#   make prove   engine against reference on 500,000 generated cases; goes on where it was interrupted

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
PYTEST ?=
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test bench prove lint types clean

demo: $(VENV)/installed
	$(BIN)/transferrules decide durham examples/durham_care_order_at_home.yaml --as-of 2026-11-22

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(PYTEST)

bench: $(VENV)/installed
	$(BIN)/python bench/baseline.py

prove: $(VENV)/installed-dev
	$(BIN)/python bench/prove.py --cases 500000

lint: $(VENV)/installed-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .

types: $(VENV)/installed-dev
	$(BIN)/python -m mypy

clean:
	rm -rf $(VENV) build dist .coverage htmlcov .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name it with make PYTHON=/path/to/python"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/made
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/made
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/installed
