"""`make quick` finds the tests of what was changed."""

from __future__ import annotations

from itertools import chain

import pytest

from tools import checks, quick

KNOWN = dict.fromkeys(
    (
        "tests/test_architecture.py",
        "tests/test_cli.py",
        "tests/test_guide.py",
        "tests/test_settings.py",
        "tests/test_translations.py",
        "tests/domain/test_dates.py",
        "tests/domain/test_names.py",
        "tests/gui/checkin/test_page.py",
        "tests/gui/checkin/test_page_keys.py",
        "tests/gui/checkin/test_sounds.py",
        "tests/papers/test_frame.py",
        "tests/papers/test_word_forms.py",
        "tests/papers/test_words.py",
        "tests/papers/gathering/test_seating.py",
        "tests/services/test_journal.py",
        "tests/services/attendance/test_marking.py",
        "tests/tools/test_quick.py",
    ),
    "",
)
KNOWN["tests/services/test_journal.py"] = "from desktop.services import attendees, rates\n"
KNOWN["tests/gui/checkin/test_sounds.py"] = "import desktop.i18n\nfrom desktop.services.desks.outbox import send\n"


PAPERS = {"tests/papers/test_frame.py", "tests/papers/test_word_forms.py", "tests/papers/test_words.py"}


def beside_always(*files: str) -> set[str]:
    return set(quick.tests_of(files, KNOWN)) - set(quick.ALWAYS)


def test_a_files_tests_are_those_named_after_it():
    assert beside_always("desktop/domain/dates.py") == {"tests/domain/test_dates.py"}
    assert beside_always("desktop/gui/checkin/page.py") == {
        "tests/gui/checkin/test_page.py",
        "tests/gui/checkin/test_page_keys.py",
    }
    assert beside_always("tools/quick.py") == {"tests/tools/test_quick.py"}
    assert beside_always("desktop/settings.py") == {"tests/test_settings.py"}


def test_where_none_is_named_after_it_those_run_that_import_it():
    assert beside_always("desktop/services/rates.py") == {"tests/services/test_journal.py"}
    assert beside_always("desktop/i18n.py") == {"tests/gui/checkin/test_sounds.py"}
    assert beside_always("desktop/services/desks/outbox.py") == {"tests/gui/checkin/test_sounds.py"}


def test_where_none_imports_it_the_folders_own_tests_run_and_not_those_of_the_rooms_in_it():
    assert beside_always("desktop/services/unnamed.py") == {"tests/services/test_journal.py"}
    assert beside_always("desktop/services/attendance/fold.py") == {"tests/services/attendance/test_marking.py"}


def test_where_there_is_no_such_folder_the_next_one_above_is_tested():
    assert beside_always("desktop/papers/badges/layout.py") == PAPERS
    assert beside_always("desktop/papers/word/reading.py") == {"tests/papers/test_word_forms.py"}


def test_a_test_that_was_changed_runs_itself_and_a_helper_runs_its_folder():
    assert beside_always("tests/domain/test_names.py") == {"tests/domain/test_names.py"}
    assert beside_always("tests/services/attendance/hall.py") == {"tests/services/attendance/test_marking.py"}


def test_what_lies_beside_the_rooms_has_its_tests_too():
    assert beside_always("resources/documents/badges.typ") == {
        *PAPERS,
        "tests/papers/gathering/test_seating.py",
    }
    assert beside_always("docs/index.vi.md") == {"tests/test_guide.py"}


def test_a_file_without_tests_leaves_those_that_run_always():
    assert set(quick.tests_of(["LICENSE", "pyproject.toml"], KNOWN)) == set(quick.ALWAYS)


def test_the_nearest_tests_run_as_far_as_the_time_goes_and_the_others_are_told():
    near = quick.tests_of(
        [
            "tests/domain/test_names.py",
            "desktop/gui/checkin/page.py",
            "desktop/services/rates.py",
            "desktop/papers/a.py",
        ],
        KNOWN,
    )
    took = dict.fromkeys(near, 1.0) | {"tests/gui/checkin/test_page.py": 30.0, "tests/papers/test_words.py": 5.0}
    named = ["tests/gui/checkin/test_page.py", "tests/gui/checkin/test_page_keys.py"]
    nearest = [*quick.ALWAYS, "tests/domain/test_names.py"]

    def runs(seconds: float) -> list[str]:
        chosen, left = quick.within(near, KNOWN, took, seconds)
        assert sorted([*chosen, *left]) == sorted(near)
        return chosen

    assert runs(0) == sorted(nearest)
    assert runs(5) == sorted([*nearest, named[1]])
    assert runs(36) == sorted([*nearest, *named, "tests/services/test_journal.py"])
    assert runs(100) == sorted(near)


def test_a_file_that_never_ran_takes_as_long_as_its_tests_are_many():
    known = {"tests/a/test_few.py": "\ndef test_a\n", "tests/a/test_many.py": "\ndef test_a\n" * 50}
    assert quick.within(dict.fromkeys(known, 3), known, {}, 5)[0] == ["tests/a/test_few.py"]


def test_a_room_named_is_tested_whole():
    assert set(quick.tests_of_rooms(["papers", "gui/checkin"], KNOWN)) - set(quick.ALWAYS) == {
        *PAPERS,
        "tests/papers/gathering/test_seating.py",
        "tests/gui/checkin/test_page.py",
        "tests/gui/checkin/test_page_keys.py",
        "tests/gui/checkin/test_sounds.py",
    }
    assert "tests/test_cli.py" in quick.tests_of_rooms(["cli"], KNOWN)


def test_every_room_of_the_window_has_its_tests_where_they_are_looked_for():
    rooms = [each for each in (quick.ROOT / "desktop" / "gui").iterdir() if any(each.glob("[a-z]*.py"))]
    mirror = quick.ROOT / "tests" / "gui"
    without = [
        each.name
        for each in rooms
        if not (mirror / each.name).is_dir() and not (mirror / f"test_{each.name}.py").exists()
    ]
    assert without == []


def test_a_room_that_is_none_is_refused_before_anything_runs(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setattr(checks, "run", lambda: pytest.fail("the checks ran"))
    assert quick.main(["kitchen"]) == 2
    assert "kitchen" in capsys.readouterr().err


def test_tests_that_run_always_and_places_beside_the_rooms_are_there():
    for place in (*quick.ALWAYS, *quick.BESIDE, *chain.from_iterable(quick.BESIDE.values())):
        assert (quick.ROOT / place).exists(), place
