# Every command of the project. `make chat` and `make test` need nothing first but Python 3.11 with venv, and make.

PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
# Address of a package index to take torch from; empty: the ordinary one. See the README, "torch".
TORCH_INDEX ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check
# Tests run in two processes, each file in one of them; `SIDE_BY_SIDE=` runs one after the other. Those with Ray, which starts
# processes of its own for every core, have the machine to themselves.
SIDE_BY_SIDE ?= -n 2 --dist loadfile
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--override requirements/without-torch.txt pyproject.toml requirements/base.in

.PHONY: setup setup-dev setup-ray chat ask index test test-slow lint eval pictures docs wheel bench lock clean

setup: $(VENV)/.runtime          ## install what the program needs
setup-dev: $(VENV)/.dev          ## and what its tests and linters need
setup-ray: $(VENV)/.ray          ## and Ray, with which `index --workers` and its tests work

$(VENV)/.torch: requirements/torch.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --progress-bar off $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) -r requirements/torch.txt
	@touch $@

$(VENV)/.runtime: $(VENV)/.torch requirements/runtime.txt pyproject.toml
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/runtime.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/.ray: $(VENV)/.dev requirements/ray.txt
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/ray.txt
	@touch $@

chat: setup                      ## index seeds/ and open the chat in a browser
	$(BIN)/hemeroteca chat $(ARGS)

ask: setup                       ## make ask Q="¿por qué OpenAI eligió AWS?"
	$(BIN)/hemeroteca ask $(if $(Q),"$(Q)") $(ARGS)

index: setup                     ## make index ARGS="folder …"
	$(BIN)/hemeroteca index $(ARGS)

test: setup-dev                  ## the everyday suite
	$(BIN)/python -m pytest -m "not slow" $(SIDE_BY_SIDE) $(ARGS)

test-slow: setup-dev setup-ray   ## what takes longer: many kills, many examples
	$(BIN)/python -m pytest -m "slow and not ray" $(SIDE_BY_SIDE) $(ARGS)
	$(BIN)/python -m pytest -m "slow and ray" $(ARGS)

lint: setup-dev                  ## style, types, the direction of imports, and whether each is declared
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry rag eval ui

eval: setup                      ## the retrieval floor and the other figures of the README
	$(BIN)/python -m eval $(ARGS)

pictures: setup-dev              ## the pictures of the README, from a real page over seeds/
	$(BIN)/python docs/pictures.py $(ARGS)

docs: setup-dev                  ## the documentation as a site, in site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet $(ARGS)

wheel: setup-dev                 ## the program as a file for `pip install`, in dist/
	$(PIP) wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

bench: setup                     ## where the time and the memory go
	$(BIN)/python -m eval bench $(ARGS)

lock: setup-dev                  ## renew the lock files (needs uv)
	$(PIP) install --quiet uv
	$(BIN)/$(LOCK) --output-file requirements/runtime.txt $(ARGS)
	$(BIN)/$(LOCK) --extra dev --extra docs --extra mcp --extra traces --output-file requirements/dev.txt $(ARGS)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-deps \
		requirements/ray.in --output-file requirements/ray.txt $(ARGS)

clean:                           ## remove the environment; the index and the models stay
	rm -rf $(VENV)
