# make run, make test and the rest set up what they need by themselves.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
# Each worker gets a run of neighbouring tests, which share what they build, and takes from others when it is done.
SPREAD = --dist worksteal
# What is printed stays together, where make can do that.
TIDILY = $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
# What Python compiled is kept, or each worker, and each toolbox that a test starts, would compile everything anew.
export PYTHONDONTWRITEBYTECODE =
SETUP = @$(PYTHON) scripts/setup.py $(VENV)

.PHONY: help run demo test test-fast test-sqlite test-postgres test-browser lint format bench pictures messages lock clean

help:  ## what you can do here
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 14

run:  ## start the toolbox at http://127.0.0.1:8000 (PORT=, HOST=, TOOLBOX_DATA= change that)
	$(SETUP) run
	@$(BIN)/toolbox serve

demo:  ## the same with an invented town in it, for trying everything, in ./demo (SEED= for other passphrases)
	$(SETUP) run
	@TOOLBOX_DATA="$${TOOLBOX_DATA:-demo}" $(BIN)/toolbox demo $(if $(SEED),--seed $(SEED))

test:  ## everything that is checked: lint, types, contracts, words, tests, also in a browser
	$(SETUP) dev
	@$(BIN)/python scripts/browser.py
	@$(MAKE) --no-print-directory -j2 $(TIDILY) lint test-sqlite test-browser test-postgres

test-fast:  ## the tests without a browser
	$(SETUP) dev
	@$(MAKE) --no-print-directory test-sqlite

# Whoever takes much memory at once, as Argon2 does for each passphrase, gets it in large pages where Linux has them.
test-sqlite test-postgres test-browser: export GLIBC_TUNABLES = glibc.malloc.hugetlb=1

# Parts of make test, two at a time: while one waits for a server or a disk, the other works. Three only crowd each other.
test-sqlite:
	@$(BIN)/python -m pytest -q -n auto $(SPREAD) -m "not browser"

test-postgres:
	@$(BIN)/python -m tests.postgres -q -n auto $(SPREAD) -m "not browser"

test-browser:
	@$(BIN)/python -m pytest -q -n 2 $(SPREAD) -m browser tests/browser

lint:  ## style, types, import contracts, templates and translations
	$(SETUP) dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint toolbox --lint --quiet
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy
	@$(BIN)/python scripts/messages.py check

format:  ## put the code into shape
	$(SETUP) dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench:  ## measure the figures (ONLY=name for one)
	$(SETUP) dev
	@$(BIN)/python -m benchmarks $(ONLY)

pictures:  ## make the screenshots of README and docs anew
	$(SETUP) dev
	@$(BIN)/python scripts/pictures.py

messages:  ## gather sentences for translation into locale/, and compile them
	$(SETUP) dev
	@$(BIN)/python scripts/messages.py update

lock:  ## choose new versions of what we depend on, and pin them with hashes
	@$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet -o requirements/run.txt
	build/lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade --quiet -c requirements/run.txt -o requirements/dev.txt

clean:  ## remove what was made here, but never data
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis
