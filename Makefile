# make run            the sample conference, its sheets in demo-output/, and the window on it
# make test           everything: linters, types, import contracts, all tests (9 to 10 minutes on two cores)
# make quick          the loop of work: the checks, and the tests of what was changed (1 minute); ROOM="excel gui/checkin"
# make coverage       make test, with how much of the code the tests run, which fails below a floor (half as long again)
# make hooks          once in a clone: the checks before every commit, and the length of its subject
# make fuzz           property tests at random: EXAMPLES, MINUTES, TESTS
# make walk           every page and dialog in every look: names, room for words, contrast, Tab
# make bench          figures against references · make forms  readers against 2,000 generated forms
# make attack         killed runs, full disks, broken and vanished files; ATTACKS="disk" chooses
# make desks          eight desks at one door through every fault, on the server that comes along; FAULTS="plain cut" chooses
# make desks-screens  three windows on three screens through every fault, as pictures · make desks-strangers  who is not let in
# make package        a wheel in dist/
# make windows        the Windows setup and the portable program in dist/ · make windows-check  tries them under Wine
# make linux          the Debian package and the program as a folder, in dist/ · make linux-check  tries them in Debian 12 and 13
# make pictures       the pictures of the guide · make translations  the catalogues brought up to the source
# make clean          away with all that was made
# Each target sets up what it needs first: Python packages in .venv and, on Debian and Ubuntu, system libraries.
# Another Python than the one found: make run PYTHON=/path/to/python3.12

PYTHON ?=
VENV := .venv/bin/python
EXAMPLES ?= 1000
MINUTES ?= 0
TESTS ?= tests
ROOM ?=
ATTACKS ?=
FAULTS ?=
# One more than there are processors, for tests also wait; with four the disk and PostgreSQL become the narrow place.
WORKERS := $(shell n=$$(getconf _NPROCESSORS_ONLN); [ $$n -lt 3 ] && echo $$((n + 1)) || echo 4)
PYTEST := $(VENV) -m pytest -n $(WORKERS) --dist worksteal
SET_UP := PYTHON="$(PYTHON)" ./resources/packaging/set-up.sh

.PHONY: run test coverage quick hooks fuzz walk bench forms attack desks desks-screens desks-strangers package windows windows-check linux linux-check pictures translations clean
.DEFAULT_GOAL := run

run:
	@$(SET_UP) run
	@$(VENV) main.py demo --out demo-output

# The types are checked beside the tests, for they take one processor half a minute.
test:
	@$(SET_UP) test
	@$(VENV) -m tools.checks lint format imports
	@types=$$(mktemp); $(VENV) -m tools.checks types > $$types & checking=$$!; \
		$(PYTEST); tests=$$?; wait $$checking; checked=$$?; cat $$types; rm $$types; exit $$((tests | checked))

# Apart from `make test`: below Python 3.12 watching every line costs half as much time again.
coverage:
	@$(SET_UP) test
	@$(VENV) -m tools.checks
	@COVERAGE_CORE=$$($(VENV) -c 'import sys; print("sysmon" if hasattr(sys, "monitoring") else "ctrace")') \
		$(PYTEST) --cov --cov-report=

quick:
	@$(SET_UP) test
	@$(VENV) -m tools.quick $(ROOM)

hooks:
	@$(SET_UP) test
	@$(VENV) -m pre_commit install

# The property tests at random: EXAMPLES in a round, rounds for MINUTES (one at least), TESTS to choose some.
fuzz:
	@$(SET_UP) test
	@end=$$(($$(date +%s) + 60 * $(MINUTES))); while :; do \
		$(VENV) -m pytest -m hypothesis --fuzz=$(EXAMPLES) --tb=short -o faulthandler_timeout=0 \
			-n auto --maxprocesses 4 --dist worksteal $(TESTS) || exit $$?; \
		[ $$(date +%s) -lt $$end ] || exit 0; \
	done

walk:
	@$(SET_UP) test
	@$(VENV) -m tools.walk

bench:
	@$(SET_UP) test
	@$(VENV) -m tests.benchmarks

forms:
	@$(SET_UP) test
	@$(VENV) -m tests.excel.forms --count 2000

attack:
	@$(SET_UP) test
	@$(VENV) -m tests.attacks $(ATTACKS)

desks:
	@$(SET_UP) test
	@$(VENV) -m tools.many_desks.eight $(FAULTS)

desks-screens:
	@$(SET_UP) test
	@$(VENV) -m tools.many_desks.windows $(FAULTS)

desks-strangers:
	@$(SET_UP) test
	@$(VENV) -m tools.many_desks.strangers

package:
	@$(SET_UP) test
	@$(VENV) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

windows:
	@$(SET_UP) run
	@./resources/packaging/system-packages.sh windows
	@$(VENV) -m tools.windows.build

windows-check: windows
	@$(VENV) -m tools.windows.check

linux:
	@$(SET_UP) run
	@./resources/packaging/system-packages.sh linux
	@$(VENV) -m tools.linux.build

linux-check: linux
	@$(VENV) -m tools.linux.check

pictures:
	@$(SET_UP) test
	@$(VENV) -m tools.pictures

translations:
	@$(SET_UP) test
	@$(VENV) resources/translations/update.py

clean:
	rm -rf .venv build dist demo-output .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache .coverage
	rm -f resources/translations/*.mo
	find desktop tests tools resources -name __pycache__ -type d -prune -exec rm -rf {} +
