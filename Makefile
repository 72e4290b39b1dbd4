# One command per chore. A fresh machine needs Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: demo test lint verify bench bench-gradients fuzz acceptance clean

demo: $(READY)  ## grade the demonstration class
	$(BIN)/autograder demo

test: $(READY)  ## run the tests
	$(BIN)/python -m pytest -q --numprocesses auto --dist loadfile

lint: $(READY)  ## style, types, and imports that only go down
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

verify: $(READY)  ## prove that every assignment judges rightly
	$(BIN)/autograder verify --all

bench: $(READY)  ## CPU time per submission; PEERS=1 installs the other tools for comparison
	$(BIN)/python -m benchmarks.grading $(if $(PEERS),--peers)

bench-gradients: $(READY)  ## false alarms and misses of gradient checks, with other checkers' rules beside ours
	$(BIN)/python -m benchmarks.gradients

# The long proofs; SHARE=0.1 runs a tenth of them.
SHARE ?= 1
fuzz: $(READY)  ## decode a million mutated frames
	$(BIN)/python -m tests.sandbox.fuzz_wire --share $(SHARE)

acceptance: $(READY)
	AUTOGRADER_SHARE=$(SHARE) $(BIN)/python -m pytest -q -m acceptance

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $(READY)

clean:  ## remove what was made
	rm -rf $(VENV) reports build dist *.egg-info
