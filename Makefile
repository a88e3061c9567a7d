# The two commands: `make run` opens Fieldmark on the sample project, `make test` runs the whole suite.
# Everything goes into .venv and .uv in this folder; `make clean` removes both.

VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALL := ./packaging/environment.sh .uv $(VENV)
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test lint format bench clean

help:
	@echo 'make run      open the window on the sample project (without a screen: run the sample job into demo/)'
	@echo 'make test     run the whole test suite; ARGS="-k word" picks some'
	@echo 'make lint     ruff, mypy and the import contracts; make format repairs what can be repaired'
	@echo 'make bench    run the benchmarks; each prints JSON'
	@echo 'make setup    only make the environment in .venv'
	@echo 'make clean    remove the environment and everything generated'

# The stamps lie inside .venv, so that removing it asks for a new one.
$(VENV)/.installed: pyproject.toml
	@$(INSTALL) --editable .
	@touch $@

# Compiled at once, for the tests start many processes that each import torch.
$(VENV)/.installed-dev: $(VENV)/.installed
	@$(INSTALL) --compile-bytecode --editable . --group dev
	@touch $@

setup: $(VENV)/.installed
	@$(PYTHON) -m engine.qt_libraries || true

setup-dev: $(VENV)/.installed-dev

run: $(VENV)/.installed
	@$(PYTHON) -m engine.qt_libraries
	@if $(PYTHON) -m engine.qt_libraries --screen; then \
		$(VENV)/bin/fieldmark --sample; \
	else \
		echo 'There is no screen here: running the sample job without a window.'; \
		$(OFFSCREEN) $(VENV)/bin/fieldmark demo --out demo; \
	fi

test: setup-dev
	@$(OFFSCREEN) $(PYTHON) -m engine.qt_libraries
	@$(OFFSCREEN) $(PYTHON) -m pytest $(ARGS)

lint: setup-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

format: setup-dev
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

bench: setup-dev
	@set -e; for script in tests/benchmarks/*.py; do \
		case "$$script" in *'*'*|*/_*|*/conftest.py) continue ;; esac; \
		echo "$$script" >&2; \
		$(OFFSCREEN) PYTHONPATH=. $(PYTHON) "$$script" $(ARGS); \
	done

clean:
	rm -rf $(VENV) .uv demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
