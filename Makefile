PYTHON ?= python3
BIN := .venv/bin
export PYTHONUTF8 := 1

.PHONY: setup run check test bench lock clean

setup: .venv/ready

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; try: make PYTHON=python3.11" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "Debian's package python3-venv is missing; as root: apt-get install python3-venv" >&2; exit 1; fi; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup            ## check the example records and print the findings
	@$(BIN)/zhunsheng check examples --as-of 2026-06-30; code=$$?; [ $$code -le 1 ]

check: setup          ## format, lint, types, floors, quick tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "not slow"

test: check           ## everything, with coverage
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

bench: setup          ## measure speed beside peers
	$(BIN)/python -m bench

lock:                 ## pin every dependency again
	$(BIN)/python -m uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

clean:
	rm -rf .venv build dist out
