# Three commands do everything: `make serve`, `make test` and `make lists`. Each sets up what it needs first.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: serve lists hard test test-all fuzz extras check audit sbom lock format openapi settings clean

serve: $(VENV)/.serve
	$(BIN)/sekisho serve

# Asks the publishers for their lists; without them only the 42 names that come with the program are looked at.
lists: $(VENV)/.serve
	$(BIN)/sekisho watchlists fetch --all

# Tests start hundreds of processes. Where Python may not keep what it has compiled, each compiles all modules anew.
test test-all fuzz hard extras: export PYTHONDONTWRITEBYTECODE =

# What most changes can break, with a quarter of the examples of each property. The build runs all of both.
test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m "not slow" -p no:schemathesis --hypothesis-profile few

test-all: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto

# The build asks the same questions every time; this asks new ones, and more of them.
fuzz: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --timeout 0 --hypothesis-profile many -m hypothesis
	$(BIN)/python -m pytest -n auto --timeout 0 --hypothesis-profile many tests/api/test_schemathesis.py

hard: $(VENV)/.dev
	SEKISHO_TEST_FULL=1 scripts/with_postgresql $(BIN)/python -m pytest tests/e2e --timeout 0 -p no:randomly

# Each extra in an environment of its own, with its example; `make extras EXTRAS="spark mcp"` for some of them.
extras: $(VENV)/.dev
	scripts/with_postgresql $(BIN)/python scripts/try_extras.py $(EXTRAS)

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --explicit-package-bases scripts
	$(BIN)/lint-imports
	$(BIN)/bandit -q -c pyproject.toml -r service

# Asks a registry over the network, so it is no part of the build.
audit: $(VENV)/.dev $(VENV)/audit/bin/pip-audit
	scripts/audit_packages $(BIN)/python $(VENV)/audit/bin/pip-audit

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

openapi: $(VENV)/.serve
	$(BIN)/python scripts/write_openapi.py > openapi.yaml

settings: $(VENV)/.serve
	$(BIN)/python -m service.cli.settings_table > docs/settings.md

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.serve: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@ $(VENV)/.serve

# What is in an installation, as CycloneDX.
sbom: $(VENV)/sbom/bin/cyclonedx-py
	mkdir -p build
	$(VENV)/sbom/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o build/sbom.json requirements.lock

# The newest versions that pyproject.toml allows, with the hashes of their files, for every platform.
lock: $(VENV)/lock/bin/uv
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	    --extra postgres --extra oidc --extra pdf --extra tracing --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make lock" -o requirements.lock pyproject.toml

$(VENV)/sbom/bin/cyclonedx-py: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/sbom
	$(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom

$(VENV)/lock/bin/uv: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check uv

$(VENV)/audit/bin/pip-audit: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/audit
	$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
