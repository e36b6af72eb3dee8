"""Joining, reviewing and tidying beside a merge of desks: each is undone as one and done again as one, whatever came first."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.domain.people import AttendeeInput
from desktop.domain.reviewing import CaseKind, ReviewAnswer
from desktop.services import attendees, joining, reviewing, tidying, undoing
from desktop.services.attendance import marking
from desktop.services.desks.bundles import Bundle
from desktop.services.desks.copying import place, take
from desktop.services.settling import Settlement, settle
from desktop.store import schema
from desktop.store.tables import Attendee
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall
from tests.services.desks.laptops import Desk, happen, make_base, start

_UNTIDY = {"Nguyễn Thị Hà": "PCT", "Trần Đức An": "phó  chủ tịch", "Lê Văn Vũ": "CHỦ TỊCH", "Phạm Thu Nga": "GV"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Hall]:
    """A hall whose positions are typed as they come, with somebody on the list twice and somebody of no known unit."""
    path = tmp_path_factory.mktemp("base") / "goc.db"
    hall = make_base(path)

    def untidy(tx: Any) -> None:
        for name, position in _UNTIDY.items():
            tx.get_one(Attendee, hall.people[name]).position = position
        for added in (
            AttendeeInput(full_name="Hoàng Minh Châu", note="đến muộn"),
            AttendeeInput(full_name="Lý Văn Sơn"),
        ):
            unit = attendees.get_attendee(tx, hall.people["Hoàng Minh Châu"]).unit_id if added.note else None
            key = attendees.add_attendee(tx, hall.conference_id, replace(added, unit_id=unit)).id
            if not added.note:
                tx.get_one(Attendee, key).review = "unit"

    database = open_database(path, desk="Văn phòng")
    database.write(untidy)
    database.close()
    return path, hall


def _join(tx: Any, desk: Desk) -> None:
    people = desk.hall.people
    joining.join(tx, people["Nguyễn Thị Hà"], people["Trần Đức An"], take={"position"})


def _review(kind: CaseKind, answer: ReviewAnswer) -> Callable[[Any, Desk], None]:
    def work(tx: Any, desk: Desk) -> None:
        case = next(each for each in reviewing.cases(tx, desk.conference_id) if each.kind is kind)
        choice = next(each for each in case.choices if each.answer is answer)
        settle(tx, case, Settlement(choice))

    return work


def _tidy(tx: Any, desk: Desk) -> None:
    assert tidying.apply(tx, desk.conference_id, tidying.proposals(tx, desk.conference_id)).changed


WORK = {
    "join": _join,
    "review: one": _review(CaseKind.DUPLICATE, ReviewAnswer.JOIN),
    "review: two": _review(CaseKind.DUPLICATE, ReviewAnswer.APART),
    "review: no unit": _review(CaseKind.UNIT, ReviewAnswer.KEEP),
    "tidy": _tidy,
}
_BOOKKEEPING = {
    "version",
    "state_at",
    "joined_at",
    "said_at",
    "person_id",
    "search",
}  # a server keeps no end of a phone


def _content(desk: Desk) -> dict[str, Any]:
    """All that is said of people, and what stands at the door; not when it was written, nor by which person's id."""

    def work(tx: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in ("attendee", "distinct_pair"):
            apart = _BOOKKEEPING | ({"id"} if name == "distinct_pair" else set())
            columns = [column for column in schema.table(name).c if column.name not in apart]
            found[name] = sorted((tuple(row) for row in tx.execute(select(*columns))), key=str)
        found["distinct_pair"] = [row for row in found["distinct_pair"] if row[-1]]
        states = marking.ATTENDANCE.c
        held = select(states.training_session_id, states.attendee_id, states.status, states.arrived_at, states.doubt)
        found["attendance"] = {tuple(row) for row in tx.execute(held) if row.status != "unrecorded"}
        found["people"] = {
            each.id: (each.phone, each.birth, each.email) for each in attendees.list_attendees(tx, desk.conference_id)
        }
        return found

    return desk.database.read(work)


def _do(desk: Desk, kind: str) -> None:
    desk.database.write(lambda tx: WORK[kind](tx, desk))


def _undo(desk: Desk) -> None:
    """Undo the newest change of this desk; an undo is done again."""

    def work(tx: Any) -> None:
        from desktop.services import journal

        newest = next(line for line in journal.recent(tx) if not line.undone and line.action != "desk.merged")
        undoing.undo(tx, newest.id)

    desk.database.write(work)


_AT_THE_DOOR = ("in", "in", "walk_in", "walk_in_listed", "add", "late", "annul")
_STEPS = st.lists(
    st.tuples(st.sampled_from(_AT_THE_DOOR), st.integers(0, 8), st.integers(0, 30)), min_size=1, max_size=8
)


def _take_back_and_do_again(desk: Desk, alone: Desk, other: Bundle, kind: str, *, first: bool) -> None:
    """The work and the other desk's file in either order: undone, it is as if only the file had come."""
    if first:
        _do(desk, kind)
        desk.take(other)
    else:
        desk.take(other)
        _do(desk, kind)
    alone.take(other)
    done = _content(desk)
    assert done != _content(alone)
    for _time in range(2):
        _undo(desk)
        assert _content(desk) == _content(alone)
        _undo(desk)
        assert _content(desk) == done


@settings(max_examples=25)
@given(steps=_STEPS, kind=st.sampled_from(sorted(WORK)), first=st.booleans())
def test_what_is_done_beside_a_merge_is_taken_back_and_done_again_as_one(
    base: tuple[Path, Hall], steps: list[tuple[str, int, int]], kind: str, first: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = start(*base, Path(folder), 3)
        try:
            for step in steps:
                happen(made[1], *step)
            _take_back_and_do_again(made[0], made[2], made[1].bundle(), kind, first=first)
        finally:
            for desk in made:
                desk.close()


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("kind", sorted(WORK))
def test_on_a_server_too(base: tuple[Path, Hall], postgresql: Any, tmp_path: Path, kind: str, first: bool) -> None:
    made = start(*base, tmp_path, 2)
    server = open_database(postgresql.emptied(), desk="Máy chủ")
    try:
        whole = made[0].database.read(lambda tx: take(tx, base[1].conference_id))
        server.write(lambda tx: place(tx, whole))
        for number, kind_of_step in enumerate(("in", "in", "walk_in", "late", "add")):
            happen(made[1], kind_of_step, number, number)
        central = Desk(replace(base[1], database=server))
        _take_back_and_do_again(central, made[0], made[1].bundle(), kind, first=first)
    finally:
        server.close()
        for desk in made:
            desk.close()


@settings(max_examples=15)
@given(steps=_STEPS, kinds=st.lists(st.sampled_from(sorted(WORK)), min_size=2, max_size=4, unique=True), data=st.data())
def test_whatever_order_the_files_come_in_tidied_desks_agree_on_who_is_there(
    base: tuple[Path, Hall], steps: list[tuple[str, int, int]], kinds: list[str], data: st.DataObject
) -> None:
    """What one desk wrote better stays its own; who is on the list, and what stands of each, is the same at all."""
    with tempfile.TemporaryDirectory() as folder:
        made = start(*base, Path(folder), 3)
        try:
            for step in steps:
                happen(made[data.draw(st.integers(0, 2))], *step)
            for kind in kinds:
                desk = made[data.draw(st.integers(0, 2))]
                if kind != "review: one" or "review: two" not in kinds:
                    _do(desk, kind)
            wrote = [_wrote(desk) for desk in made]
            for into, other in data.draw(st.permutations([(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)])) * 2:
                made[into].take(made[other])
            contents = [desk.content() for desk in made]
            assert contents[0] == contents[1] == contents[2]
            for desk, before in zip(made, wrote, strict=True):
                stand = _wrote(desk)
                assert {key: before.get(key) for key in stand} == stand
        finally:
            for desk in made:
                desk.close()


def _wrote(desk: Desk) -> dict[uuid.UUID, tuple[str, str]]:
    """Of who stands: name and position as this desk wrote them."""
    people = desk.database.read(lambda tx: attendees.list_attendees(tx, desk.conference_id))
    return {each.id: (each.full_name, each.position) for each in people if each.id in desk.hall.people.values()}
