PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(WORKERS)
export PYTHONUTF8 := 1

.PHONY: setup run lint check test bench lock clean

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

run: setup            ## check the example records, then load the demonstration and serve it at 127.0.0.1:8000
	@$(BIN)/zhunsheng check examples --as-of 2026-06-30; code=$$?; [ $$code -le 1 ]
	@$(BIN)/zhunsheng demo
	@$(BIN)/zhunsheng serve

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	ZHUNSHENG_HOME=.mypy_cache/home $(BIN)/mypy
	$(BIN)/lint-imports

check: lint           ## the quick command: format, lint, types, floors, sizes, tests on SQLite without the browser
	ZHUNSHENG_TEST_DATABASE=sqlite $(PYTEST) --ignore=tests/browser -m "not slow"

test: lint            ## everything, with the coverage of the core: on SQLite, then on PostgreSQL what touches the database
	tools/debian-packages chromium fonts-wqy-microhei openjdk-17-jre-headless
	ZHUNSHENG_TEST_DATABASE=sqlite $(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=95
	ZHUNSHENG_TEST_DATABASE=postgresql $(PYTEST) --database-only

bench: setup          ## measure speed beside peers
	$(BIN)/python -m bench

lock: setup           ## pin every dependency again
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/python -m uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock

clean:
	rm -rf .venv build dist out
