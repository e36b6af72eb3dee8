"""Keys in the queue do what they say to the case shown, and to no other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.domain.reviewing import CaseKind
from desktop.gui.review.queue import ReviewQueue
from desktop.services import attendees
from tests.gui.review.reviewer import Reviewer
from tests.gui.review.test_queue import UNITS, reviewer, twice

__all__ = ["reviewer"]


@pytest.mark.parametrize("letter", ["²", "①", "0", "½"])
def test_a_key_that_is_no_number_chooses_nothing(reviewer: Reviewer, letter: str) -> None:
    reviewer.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    queue = reviewer.open()
    before = queue.panel.decided()
    for widget in (queue.table, queue.panel.choices):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(widget, key)
    assert queue.panel.decided() == before
    queue.reject()


NAMES = ("Khúc Thị Mây", "Khúc Văn Gió", "Khúc Văn Núi")
CONTROL = Qt.KeyboardModifier.ControlModifier


def units_of(reviewer: Reviewer) -> dict[str, str]:
    people = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    return {person.full_name: person.unit for person in people}


def births_of(reviewer: Reviewer) -> dict[str, str]:
    people = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    return {person.full_name: person.birth for person in people}


def typing(reviewer: Reviewer, text: str, *units: str) -> ReviewQueue:
    """Walk-ins of units that the directory does not have, and what another unit is looked for by at the first of them."""
    for name, unit in zip(NAMES, units, strict=True):
        reviewer.walk_in(name, unit)
    queue = reviewer.open()
    reviewer.press("3")
    reviewer.press(text)
    return queue


@pytest.mark.parametrize("text", ["bach mai", "bach"])
def test_a_unit_chosen_in_the_list_under_the_field_is_the_case_s_own(reviewer: Reviewer, text: str) -> None:
    queue = typing(reviewer, text, "Hội Chim cảnh", "Hội Hoa", "Hội Đá")
    first = reviewer.current.full_name
    matches = queue.panel.unit.matches
    reviewer.qtbot.waitUntil(matches.isVisible)
    reviewer.qtbot.keyClick(matches, Qt.Key.Key_Down)
    reviewer.qtbot.keyClick(matches, Qt.Key.Key_Return)
    reviewer.settle()
    assert "Bạch" in units_of(reviewer)[first]
    assert queue.panel.unit.text() == ""
    assert queue.panel.choices.currentRow() == 0
    before = units_of(reviewer)
    reviewer.enter()
    assert units_of(reviewer) == before, "the next is settled as its own case proposes: into the directory as written"
    queue.reject()


def test_what_was_typed_for_a_case_that_went_away_is_not_offered_to_the_next(reviewer: Reviewer) -> None:
    queue = typing(reviewer, "bach", "Hội Chim cảnh", "Hội Hoa", "Hội Đá")
    reviewer.qtbot.waitUntil(queue.panel.unit.matches.isVisible)
    gone = reviewer.current.people[0].id
    reviewer.write(lambda tx: attendees.remove_attendees(tx, [gone]))
    queue.reload()
    reviewer.settle()
    assert not queue.panel.unit.matches.isVisible()
    assert queue.panel.unit.text() == ""
    queue.reject()


@pytest.mark.parametrize("within", ["field", "list"])
def test_control_and_enter_behind_a_typed_unit_settles_all_alike(reviewer: Reviewer, within: str) -> None:
    queue = typing(reviewer, "bach mai", *["Hội Chim cảnh"] * 3)
    matches = queue.panel.unit.matches
    reviewer.qtbot.waitUntil(matches.isVisible)
    if within == "list":
        reviewer.qtbot.keyClick(matches, Qt.Key.Key_Down)
    else:
        matches.hide()
    target = matches if within == "list" else queue.panel.unit.lineEdit()
    reviewer.qtbot.keyClick(target, Qt.Key.Key_Return, CONTROL)
    reviewer.settle()
    assert len(set(units_of(reviewer).values())) == 1
    assert all("Bạch Mai" in unit for unit in units_of(reviewer).values())
    assert reviewer.cases() == []
    assert "3" in queue.said.text()
    reviewer.press(Qt.Key.Key_Z, control=True)
    assert len(reviewer.cases()) == 3
    assert queue.said.text() == "Đã hoàn tác: 3 trường hợp"
    queue.reject()


def test_part_of_a_unit_s_name_that_fits_several_is_not_taken_and_says_so(reviewer: Reviewer) -> None:
    queue = typing(reviewer, "bach", "Hội Chim cảnh", "Hội Hoa", "Hội Đá")
    field = queue.panel.unit.lineEdit()
    queue.panel.unit.matches.hide()
    reviewer.qtbot.keyClick(field, Qt.Key.Key_Return)
    reviewer.settle()
    assert len(reviewer.cases()) == 3
    assert "“bach”" in queue.banner.sentence
    reviewer.qtbot.keyClicks(field, "bach mai")
    reviewer.qtbot.keyClick(field, Qt.Key.Key_Return)
    reviewer.settle()
    assert len(reviewer.cases()) == 2, "it fits one alone"
    assert not queue.banner.isVisible()
    queue.reject()


def test_a_typed_value_is_one_person_s_and_all_alike_are_not_offered(reviewer: Reviewer) -> None:
    reviewer.bring_in((NAMES[0], "30/2/1975", "", UNITS[0]), (NAMES[1], "31/4/1976", "", UNITS[0]))
    queue = reviewer.open()
    assert queue.panel.alike_button.isVisible()
    person = reviewer.current.full_name
    reviewer.press("2")
    queue.panel.value.clear()
    reviewer.press("28/2/1975")
    assert not queue.panel.alike_button.isVisible()
    reviewer.press(Qt.Key.Key_Return, control=True)
    assert len(reviewer.cases()) == 2
    reviewer.enter()
    assert [name for name, birth in births_of(reviewer).items() if "1975" in birth and "30" not in birth] == [person]
    assert person in queue.said.text()
    queue.reject()


def test_undo_and_both_keys_of_redo_name_whom_they_are_about(reviewer: Reviewer) -> None:
    twice(reviewer, *NAMES)
    queue = reviewer.open()
    first = reviewer.current.full_name
    reviewer.enter()
    assert queue.said.text().startswith(f"✓ {first}: ")
    for keys in ((Qt.Key.Key_Y, CONTROL), (Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)):
        reviewer.press(Qt.Key.Key_Z, control=True)
        assert len(reviewer.cases()) == 3
        assert queue.said.text() == f"Đã hoàn tác: {first}"
        reviewer.qtbot.keyClick(queue.table, *keys)
        reviewer.settle()
        assert len(reviewer.cases()) == 2
        assert first in queue.said.text()
    queue.reject()


def test_a_refusal_leaves_no_word_that_it_was_settled(reviewer: Reviewer) -> None:
    reviewer.bring_in((NAMES[0], "30/2/1975", "", UNITS[0]))
    queue = reviewer.open()
    person = reviewer.current.people[0]
    queue._areas = frozenset()  # the news of it has not come yet
    other = next(unit for unit in queue._loaded.units if unit.id != person.unit_id)
    reviewer.write(lambda tx: attendees.set_unit(tx, [person.id], other.id))
    reviewer.enter()
    assert queue.banner.isVisible()
    assert queue.said.text() == ""
    queue.reject()


def test_after_the_last_case_of_a_kind_all_kinds_are_shown_and_undo_finds_its_case(reviewer: Reviewer) -> None:
    twice(reviewer, *NAMES[:2])
    reviewer.walk_in("Đới Thị Sông", "Hội Chim cảnh")
    queue = reviewer.open()
    reviewer.enter()  # a pair
    place = queue.kinds.findData(CaseKind.UNIT)
    queue.kinds.setCurrentIndex(place)
    queue.kinds.activated.emit(place)
    reviewer.enter()
    assert queue.kinds.currentData() is None
    assert reviewer.current.kind is CaseKind.DUPLICATE
    assert not queue.empty.isVisible()
    reviewer.press(Qt.Key.Key_Z, control=True)
    place = queue.kinds.findData(CaseKind.UNIT)
    queue.kinds.setCurrentIndex(place)
    queue.kinds.activated.emit(place)
    reviewer.press(Qt.Key.Key_Z, control=True)
    assert queue.kinds.currentData() is None
    assert reviewer.current.kind is CaseKind.DUPLICATE
    assert len(reviewer.cases()) == 3
    queue.reject()
