# make run · make test · make fuzz · make bench · make forms · make package · make pictures · make translations · make clean
# Each target sets up what it needs first: Python packages in .venv and, on Debian and Ubuntu, system libraries.
# Another Python than the one found: make run PYTHON=/path/to/python3.12

PYTHON ?=
VENV := .venv/bin/python
EXAMPLES ?= 1000
MINUTES ?= 0
TESTS ?= tests
SET_UP := PYTHON="$(PYTHON)" ./resources/packaging/set-up.sh

.PHONY: run test fuzz bench forms package pictures translations clean
.DEFAULT_GOAL := run

run:
	@$(SET_UP) run
	@$(VENV) main.py demo --out demo-output

test:
	@$(SET_UP) test
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@$(VENV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	@$(VENV) -m pytest -n auto --maxprocesses 4

# The property tests at random: EXAMPLES in a round, rounds for MINUTES (one at least), TESTS to choose some.
fuzz:
	@$(SET_UP) test
	@end=$$(($$(date +%s) + 60 * $(MINUTES))); while :; do \
		$(VENV) -m pytest -m hypothesis --fuzz=$(EXAMPLES) --tb=short -o faulthandler_timeout=0 \
			-n auto --maxprocesses 4 --dist worksteal $(TESTS) || exit $$?; \
		[ $$(date +%s) -lt $$end ] || exit 0; \
	done

bench:
	@$(SET_UP) test
	@$(VENV) -m tests.benchmarks

forms:
	@$(SET_UP) test
	@$(VENV) -m tests.excel.forms --count 2000

package:
	@$(SET_UP) package
	@$(VENV) -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build/pyinstaller resources/packaging/tap-huan.spec
	@$(VENV) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

pictures:
	@$(SET_UP) test
	@$(VENV) -m tools.pictures

translations:
	@$(SET_UP) test
	@$(VENV) resources/translations/update.py

clean:
	rm -rf .venv build dist demo-output .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
	rm -f resources/translations/*.mo
	find desktop tests tools resources -name __pycache__ -type d -prune -exec rm -rf {} +
