# Every target makes what it needs: a machine with Python 3.11 or later and make is enough.
#
#   make demo     watch three months of a story: no network, no account (after the set-up)
#   make test     all tests that this machine can run (SLOW=1: the slow ones too; in CI they always run)
#   make lint     style, types, imports
#   make bench    the benchmarks that need no data of other people
#   make airflow  a real Airflow with the DAGs, the pool, and everything unpaused
#   make picture  the README's picture, from the demo's digest
#   make lock     constraints.txt anew from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt
TESTS ?= tests
PYTEST := $(BIN)/python -m pytest $(if $(or $(CI),$(SLOW)),,-m "not slow")

.PHONY: demo test lint bench airflow picture lock clean

demo: $(VENV)/core
	$(BIN)/claimwatch demo --out out

test: $(VENV)/dev $(VENV)/airflow
	$(PYTEST) $(TESTS)

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev
	$(BIN)/python benchmarks/stages.py

airflow: $(VENV)/airflow
	$(BIN)/python dags/airflow_up.py

picture: demo
	$(BIN)/python -c "from pathlib import Path; from claimwatch.digests.picture import picture; \
	  picture(Path('out/demo-2.html'), Path('docs/pictures/digest.png'), 820, height=1150)"

lock: $(VENV)/uv
	$(BIN)/uv pip compile pyproject.toml --quiet --all-extras --universal --python-version 3.11 --upgrade \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  --output-file constraints.txt

clean:
	rm -rf $(VENV) .airflow out build dist *.egg-info

# uv comes from the lock as well: pip checks the hash of the one thing that it installs
$(VENV)/uv: constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	sed -n '/^uv==/,/[^\\]$$/p' constraints.txt > $(VENV)/uv.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.txt
	@touch $@

$(VENV)/core: $(VENV)/uv pyproject.toml
	$(INSTALL) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/uv pyproject.toml
	$(INSTALL) --editable '.[dev]'
	@touch $@

$(VENV)/airflow: $(VENV)/uv pyproject.toml
	$(INSTALL) --editable '.[dev,airflow]'
	@touch $@
