"""Whatever is typed: the door is never overwritten unasked, and the same typed again changes nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attendance import THERE, Status
from desktop.services import attendance, undoing
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import NAMES
from tests.services.signed_sheets.conftest import Desk, open_desk

LETTERS = st.text("CMPV.", min_size=6, max_size=6)
DOOR = st.text("IAEr.", min_size=6, max_size=6)
SETTLE = st.dictionaries(st.integers(1, 6), st.sampled_from(["paper", "door"]))


def _at_the_door(desk: Desk, words: str) -> None:
    """I: let in; A and E: said by hand; r: filled in; else nobody said anything."""
    if "r" in words:
        desk.database.write(lambda tx: attendance.fill_rest(tx, desk.morning, Status.ABSENT))
    for name, word in zip(NAMES, words, strict=True):
        if word == "I":
            desk.let_in(name)
        elif word in "AE":
            status = Status.ABSENT if word == "A" else Status.EXCUSED
            desk.database.write(
                lambda tx, name=name, status=status: attendance.set_status(
                    tx, training_session_id=desk.morning, attendee_id=desk.people[name], status=status
                )
            )


def _states(desk: Desk) -> dict[str, str]:
    return {person.full_name: person.status for person in desk.at_the_door()}


def _marks(desk: Desk) -> list[tuple[str, str, bool]]:
    return desk.database.read(
        lambda tx: [
            (str(mark.id), mark.method, mark.annulled)
            for key in desk.people.values()
            for mark in attendance.marks_of(tx, desk.morning, key)
        ]
    )


@settings(max_examples=25)
@given(door=DOOR, first=LETTERS, letters=LETTERS, settle=SETTLE)
def test_the_door_is_never_overwritten_unasked_and_the_same_again_changes_nothing(
    door: str, first: str, letters: str, settle: dict[int, str]
):
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "data.db", desk="Bàn 1")
        try:
            desk = open_desk(database)
            _at_the_door(desk, door)
            _rules(desk, first, letters, settle)
        finally:
            database.close()


def _rules(desk: Desk, first: str, letters: str, settle: dict[int, str]) -> None:
    at_first, said = _states(desk), [key for key in _marks(desk) if key[1] != "rest"]
    desk.enter(first)
    assert set(said) <= set(_marks(desk))
    between, marks = _states(desk), _marks(desk)
    report = desk.enter(letters, settle=settle)
    after = _states(desk)
    standing = {key for key, _method, annulled in _marks(desk) if not annulled}
    for row in desk.sheet().rows:
        paper, before = row.entered, Status(at_first[row.full_name])
        if before in THERE and settle.get(row.number) != "paper":
            assert after[row.full_name] == before
        open_ones = {each.number for each in report.differences}
        if paper is not Status.UNRECORDED and row.number not in open_ones and settle.get(row.number) != "door":
            assert (Status(after[row.full_name]) in THERE) == (paper in THERE)
    again = desk.enter(letters, settle=settle)
    assert (again.changed, again.written) == (False, 0)
    assert [each.number for each in again.differences] == [each.number for each in report.differences]
    assert {key for key, _method, annulled in _marks(desk) if not annulled} == standing
    if report.changed:
        last = desk.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
        desk.database.write(lambda tx: undoing.undo(tx, last.id))
        assert _states(desk) == between
        assert {key[0] for key in marks} <= {key[0] for key in _marks(desk)}
