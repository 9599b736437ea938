# make run   – everything from nothing to a running system with a demo province
# make test  – everything from nothing to a tested system
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := run
.PHONY: run test check lint browser messages docs clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet
DEMO_CASES ?= 400

# The first Python of this machine that is new enough; PYTHON=… names another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v "$$p" && break; done)

run: $(VENV)/.installed
	$(BIN)/flask db upgrade
	$(BIN)/flask reference load
	$(BIN)/flask demo load --if-empty --cases $(DEMO_CASES)
	exec $(BIN)/python run.py

# A worker for each of two cores; a file stays with one worker, so that what it starts is started once. In their own order
# the stories in the browser, which are few and long, do not come last.
test: $(VENV)/.installed-dev browser
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: lint test

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

$(VENV)/.made:
	@if [ -z "$(PYTHON)" ]; then
		echo "Python 3.11 or newer is needed and none was found. Install it, or say: make PYTHON=/path/to/python3.11" >&2
		exit 1
	fi
	if ! "$(PYTHON)" -m venv $(VENV) && command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		echo "Debian keeps venv in a package of its own; installing python3-venv …"
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
		rm -rf $(VENV)
		"$(PYTHON)" -m venv $(VENV) || true
	fi
	if [ ! -x $(BIN)/pip ]; then
		rm -rf $(VENV)
		echo "$(PYTHON) cannot make virtual environments. On Debian or Ubuntu: apt-get install python3-venv" >&2
		exit 1
	fi
	touch $@

$(VENV)/.installed: requirements.txt $(VENV)/.made
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	$(PIP) -r requirements-dev.txt
	touch $@

# The journeys are walked in a real browser. Debian's is installed where we may, the one without windows: it takes half
# the time. Else another Chromium will do, or the test says that there is none and fails.
browser:
	@if command -v chromium-headless-shell >/dev/null; then exit 0; fi
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then
		echo "Installing Chromium for the browser journeys …"
		apt-get update -qq || true
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell >/dev/null && exit 0
	fi
	if command -v chromium chromium-browser google-chrome >/dev/null; then exit 0; fi
	if [ "$${ALLOW_NO_BROWSER:-}" = 1 ]; then
		echo "!!! No Chromium here: the browser journeys will be skipped, because ALLOW_NO_BROWSER=1. !!!" >&2
	else
		echo "!!! No Chromium here, and it cannot be installed without root and apt-get. !!!" >&2
		echo "!!! Install it, or say ALLOW_NO_BROWSER=1 to go without the browser journeys. !!!" >&2
		exit 1
	fi

# Gather every sentence, and bring the catalogues up to date: nothing guessed, nothing wrapped.
messages: $(VENV)/.installed
	@$(BIN)/pybabel -q extract -F pyproject.toml -k _l -k gettext -k lazy_gettext -k ngettext:1,2 --no-wrap --sort-by-file \
		--add-location=file --omit-header -o instance/messages.pot .
	for language in km en; do
		if [ -f app/translations/$$language/LC_MESSAGES/messages.po ]; then verb=update; else verb=init; fi
		if [ $$verb = update ]; then options="-N --ignore-obsolete --omit-header"; else options=""; fi
		$(BIN)/pybabel -q $$verb $$options --no-wrap -i instance/messages.pot -d app/translations -l $$language
	done

# Pages that are made from the code and checked by tests.
docs: $(VENV)/.installed-dev
	$(BIN)/python -m tests.architecture.documents
	$(BIN)/python -m tests.lawbook.pages

clean:
	rm -rf $(VENV)
