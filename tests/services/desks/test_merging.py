"""Desks that were apart come together: in any order, any number of times, to the same outcome."""

from __future__ import annotations

import itertools
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attendance import DoorState, Outcome
from desktop.domain.errors import InvalidInput, UnreadableFile
from desktop.gui.checkin.people import with_state
from desktop.services import (
    attendance,
    attendees,
    conferences,
    joined,
    journal,
    undoing,
)
from desktop.services.desks import badge_codes
from desktop.services.desks.bundles import Bundle
from desktop.services.desks.copying import place, take
from desktop.services.desks.exchange import from_bytes, to_bytes
from desktop.services.desks.merging import merge
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, moment
from tests.services.desks.laptops import ABOUT_ONE_PERSON, KINDS, Desk, happen, start

NUMBER = st.integers(0, 30)
STEP = st.tuples(st.integers(0, 2), st.sampled_from((*KINDS, "meet")), NUMBER, NUMBER)


MEETINGS = st.permutations(list(itertools.permutations(range(3), 2)))


@settings(max_examples=15)
@given(steps=st.lists(STEP, min_size=4, max_size=22), order=MEETINGS)
def test_desks_that_all_met_hold_the_same_whatever_the_order(
    base: tuple[Path, Hall], steps: list[tuple[int, str, int, int]], order: list[tuple[int, int]]
) -> None:
    _hold_the_same(base, steps, order)


ABOUT_ONE = st.tuples(st.integers(0, 2), st.sampled_from((*ABOUT_ONE_PERSON, "meet")), st.integers(0, 5), NUMBER)


@settings(max_examples=15)
@given(steps=st.lists(ABOUT_ONE, min_size=4, max_size=26), order=MEETINGS)
def test_desks_that_join_and_part_people_hold_the_same_whatever_the_order(
    base: tuple[Path, Hall], steps: list[tuple[int, str, int, int]], order: list[tuple[int, int]]
) -> None:
    _hold_the_same(base, steps, order)


def _hold_the_same(
    base: tuple[Path, Hall], steps: list[tuple[int, str, int, int]], order: list[tuple[int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = start(*base, Path(folder), 3)
        try:
            _live(made, steps)
            for into, other in [*order, *reversed(order)]:
                made[into].take(made[other])
            contents = [desk.content() for desk in made]
            assert contents[0] == contents[1] == contents[2]
            assert contents[0]["found by"] == set(contents[0]["people"])
            codes = [row[1] for row in contents[0]["people"].values()]
            assert len(set(codes)) == len(codes)
            assert not made[0].take(made[1]).changed
            _nobody_is_lost(made[0])
        finally:
            for desk in made:
                desk.close()


def _nobody_is_lost(desk: Desk) -> None:
    """Of those who are one just one is on the list, unless all were struck out; their marks are all that one's."""
    content = desk.content()
    together = desk.database.read(lambda tx: joined.of_conference(tx, desk.conference_id))
    said = {key: row[2] for key, row in content["people"].items()} | {
        key: row[0] for key, row in content["said"].items()
    }
    for key in content["people"]:
        members = together.members(key)
        off = all(said[member] == "removed" for member in members)
        assert [member for member in members if member in content["list"]] == ([] if off else [together.one(key)])
    assert {who for _session, who in content["states"]}.isdisjoint(together.leads)


def _live(made: list[Desk], steps: list[tuple[int, str, int, int]]) -> None:
    for number, kind, who, minute in steps:
        if kind == "meet":
            made[number].take(made[(number + 1 + who % 2) % 3])
        else:
            happen(made[number], kind, who, minute)


@settings(max_examples=12)
@given(steps=st.lists(STEP, min_size=3, max_size=16))
def test_merging_is_commutative_associative_and_idempotent(
    base: tuple[Path, Hall], steps: list[tuple[int, str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = start(*base, Path(folder), 3)
        copies: list[Desk] = []

        def joined(*numbers: int) -> Desk:
            """The first of the desks, in a copy, after it took in the others one by one."""
            path = Path(folder) / f"chep-{len(copies)}.db"
            first = made[numbers[0]].database
            first.path.with_name(path.name).write_bytes(files[numbers[0]])
            copy = Desk(replace(base[1], database=open_database(path, desk=first.desk)))
            copies.append(copy)
            for number in numbers[1:]:
                copy.take(bundles[number])
            return copy

        try:
            _live(made, [step for step in steps if step[1] != "meet"])
            bundles = [desk.bundle() for desk in made]
            for desk in made:
                desk.close()
            files = [desk.database.path.read_bytes() for desk in made]
            assert joined(0, 1).content() == joined(1, 0).content() == joined(0, 1, 1, 0, 1).content()
            second_and_third = joined(1, 2).bundle()
            left = joined(0, 1, 2)
            right = joined(0)
            right.take(second_and_third)
            assert left.content() == right.content() == joined(2, 1, 0).content() == joined(1, 0, 2, 1, 0).content()
        finally:
            for desk in (*made, *copies):
                desk.close()


@settings(max_examples=5, deadline=None)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_a_server_takes_in_desks_to_the_same_outcome(
    base: tuple[Path, Hall], postgresql: Any, steps: list[tuple[int, str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = start(*base, Path(folder), 3)
        server = open_database(postgresql.emptied(), desk="Máy chủ")
        try:
            whole = made[0].database.read(lambda tx: take(tx, base[1].conference_id))
            server.write(lambda tx: place(tx, whole))
            central = Desk(replace(base[1], database=server))
            _live(made, steps)
            for desk in (*made, made[0]):
                central.take(desk)
            for desk in made:
                desk.take(central)
            assert made[0].content() == made[1].content() == made[2].content() == central.content()
        finally:
            server.close()
            for desk in made:
                desk.close()


def test_two_desks_that_let_in_the_same_person_give_one_attendance_and_a_line_to_look_at(desks: list[Desk]) -> None:
    one, two, _three = desks
    one.hall.let_in("Nguyễn Thị Hà", "07:40")
    two.hall.let_in("Nguyễn Thị Hà", "07:45")
    report = one.take(two)
    assert (report.new_marks, report.new_people) == (1, 0)
    (line,) = report.doubts
    assert (line.full_name, line.doubt, len(line.marks)) == ("Nguyễn Thị Hà", "twice", 2)
    person = one.hall.person("Nguyễn Thị Hà")
    assert (person.status, person.desk) == ("present", "Bàn 1")
    assert one.hall.report().count("present") == 1


def test_an_annulment_may_come_before_its_mark(desks: list[Desk]) -> None:
    one, two, three = desks
    answer = one.hall.let_in("Lê Văn Vũ")
    two.take(one)
    two.database.write(lambda tx: attendance.annul(tx, [answer.mark_id], "nhầm"))
    annulling = two.bundle()
    only = [row for row in annulling.rows("attendance_mark") if row["kind"] == "annul"]
    three.take(Bundle({**annulling.tables, "attendance_mark": only}))
    assert three.hall.person("Lê Văn Vũ").status == "unrecorded"
    three.take(one)
    assert three.hall.person("Lê Văn Vũ").status == "unrecorded"


def test_people_registered_at_two_desks_under_one_code_each_get_their_own(desks: list[Desk]) -> None:
    one, two, _three = desks
    for desk in (one, two):
        happen(desk, "add", 1, 1)
    report = one.take(two)
    assert report.new_people == 1
    (changed,) = report.recoded
    two.take(one)
    assert one.content() == two.content()
    assert changed.after in {row[1] for row in one.content()["people"].values()}


def test_the_later_word_on_a_registration_counts_at_both_desks(desks: list[Desk]) -> None:
    one, two, _three = desks
    person = one.hall.people["Trần Đức An"]
    one.database.write(lambda tx: attendance.cancel(tx, [person], "ốm"))
    two.database.write(lambda tx: attendance.cancel(tx, [person], "đi công tác"))
    two.database.write(lambda tx: attendance.reinstate(tx, [person]))
    assert one.take(two).states == 1
    assert two.take(one).states == 0
    assert one.hall.person("Trần Đức An").state == two.hall.person("Trần Đức An").state == "registered"


def test_a_merge_is_one_line_in_the_journal_and_nothing_new_is_none(desks: list[Desk]) -> None:
    one, two, _three = desks
    two.hall.let_in("Phạm Thu Nga")
    two.walk_in("Bùi Thị Mới", session=two.hall.morning)
    before = one.database.read(journal.latest)
    one.take(two)
    lines = one.database.read(lambda tx: [line for line in journal.recent(tx) if line.id > before])
    assert [line.action for line in lines] == ["desk.merged"]
    assert (lines[0].details["marks_added"], lines[0].details["people_added"]) == (2, 1)
    newest = one.database.read(journal.latest)
    one.take(two)
    assert one.database.read(journal.latest) == newest


def test_a_file_of_another_record_is_refused(desks: list[Desk], tmp_path: Path) -> None:
    other = open_database(tmp_path / "khac.db")
    view = other.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác"))
    other.close()
    assert view.title
    stranger = start(tmp_path / "khac.db", replace(desks[0].hall, conference_id=view.id), tmp_path, 1)[0]
    with pytest.raises(InvalidInput) as refused:
        desks[1].take(stranger)
    stranger.close()
    assert refused.value.code == "desk.other_record"


def test_a_login_that_may_only_add_changes_no_row_that_stands(desks: list[Desk]) -> None:
    one, two, _three = desks
    person = two.hall.people["Trần Đức An"]
    two.database.write(lambda tx: attendance.cancel(tx, [person], "ốm"))
    assert two.hall.let_in("Nguyễn Thị Hà").outcome is Outcome.IN
    report = one.database.write(lambda tx: merge(tx, two.bundle(), adding_only=True))
    assert report.new_marks == 1
    assert [each.code for each in report.unknown] == ["desk.not_allowed"]
    assert one.hall.person("Trần Đức An").state == "registered"


def test_a_mark_of_a_session_that_is_gone_is_told_and_the_others_go(desks: list[Desk]) -> None:
    one, two, _three = desks
    two.hall.let_in("Nguyễn Thị Hà")
    bundle = two.bundle()
    stray = {**bundle.rows("attendance_mark")[0], "id": uuid.uuid4(), "training_session_id": uuid.uuid4()}
    report = one.take(Bundle({**bundle.tables, "attendance_mark": [stray, *bundle.rows("attendance_mark")]}))
    assert report.new_marks == 1
    (left_out,) = report.unknown
    assert (left_out.id, left_out.code, left_out.name) == (stray["id"], "session.not_found", "Nguyễn Thị Hà")


def test_a_bundle_is_the_same_after_its_way_through_a_file(desks: list[Desk]) -> None:
    desk = desks[0]
    desk.hall.let_in("Nguyễn Thị Hà")
    desk.walk_in("Bùi Thị Mới", session=desk.hall.morning)
    bundle = desk.bundle()
    again = from_bytes(to_bytes(bundle, desk="Bàn 1"), file="ban-1.json")
    assert {name: list(rows) for name, rows in again.tables.items()} == {
        name: list(rows) for name, rows in bundle.tables.items()
    }


@given(
    taken=st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 5)), min_size=2, max_size=30, unique_by=lambda each: each[0]
    ),
    cut=st.integers(0, 30),
)
def test_codes_are_settled_without_regard_to_order(taken: list[tuple[int, int]], cut: int) -> None:
    """Desks with few codes to give out: whichever meet first, everyone ends with the same code, each their own."""
    given = {uuid.UUID(int=key): f"10100{code}1" for key, code in taken}
    one, two = ({key: code for key, code in given.items() if (key.int < cut) is side} for side in (True, False))

    def settled(codes: dict[uuid.UUID, str]) -> dict[uuid.UUID, str]:
        return {**codes, **badge_codes.settle(codes, 101)}

    together = settled(given)
    assert len(set(together.values())) == len(together)
    assert settled(together) == together
    assert settled({**settled(one), **settled(two)}) == settled({**settled(two), **one}) == together


def test_a_walk_in_undone_after_desks_met_does_not_come_back(desks: list[Desk]) -> None:
    one, two, _three = desks
    who = one.walk_in("Bùi Thị Mới")
    two.take(one)
    entry = one.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    one.database.write(lambda tx: undoing.undo(tx, entry.id))
    one.take(two)
    two.take(one)
    assert one.content() == two.content()
    assert one.content()["people"][who][2] == "removed"
    assert len(one.hall.report().rows) == len(two.hall.report().rows) == 6


def test_the_later_of_a_removal_and_a_cancellation_counts(desks: list[Desk]) -> None:
    one, two, _three = desks
    person = one.hall.people["Trần Đức An"]
    two.database.write(lambda tx: attendance.cancel(tx, [person], "ốm"))
    one.database.write(lambda tx: attendees.remove_attendees(tx, [person]))
    one.take(two)
    two.take(one)
    assert one.content() == two.content()
    assert one.content()["people"][person][2] == "removed"


def test_who_is_let_in_at_one_desk_and_off_the_list_at_another_is_to_be_looked_at(desks: list[Desk]) -> None:
    one, two, _three = desks
    one.hall.let_in("Trần Đức An")
    two.database.write(lambda tx: attendees.remove_attendees(tx, [two.hall.people["Trần Đức An"]]))
    for desk, other in ((one, two), (two, one)):
        (line,) = desk.take(other).doubts
        assert (line.full_name, line.doubt, len(line.marks)) == ("Trần Đức An", "off_the_list", 1)


def _instead(desk: Desk, name: str, *, let_in: bool = False) -> None:
    replaced, sessions = desk.hall.people["Nguyễn Thị Hà"], [desk.hall.morning] if let_in else []
    desk.database.write(
        lambda tx: attendance.substitute(
            tx, replaced, full_name=name, token=uuid.uuid4(), check_in_at=sessions, at=moment("07:45")
        )
    )


@pytest.mark.parametrize("let_in", [False, True])
def test_two_substitutes_for_one_person_count_once_and_are_to_be_looked_at(desks: list[Desk], let_in: bool) -> None:
    one, two, _three = desks
    _instead(one, "Lê Văn Sơn", let_in=let_in)
    _instead(two, "Ngô Thị Yến")
    for desk, other in ((one, two), (two, one)):
        (line,) = desk.take(other).doubts
        assert (line.full_name, line.doubt) == ("Nguyễn Thị Hà", "two_instead")
    names = [row.full_name for row in one.hall.report().rows]
    assert names == [row.full_name for row in two.hall.report().rows]
    assert len(names) == 6
    assert not let_in or "Lê Văn Sơn" in names


def test_a_replaced_person_who_came_all_the_same_is_counted_and_looked_at(desks: list[Desk]) -> None:
    one, two, _three = desks
    one.hall.let_in("Nguyễn Thị Hà")
    _instead(two, "Lê Văn Sơn", let_in=False)
    one.take(two)
    assert [len(one.hall.report().rows), len(one.hall.report(one.hall.afternoon).rows)] == [6, 6]
    two.database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=two.hall.morning,
            attendee_id=next(p.id for p in two.hall.at_the_door() if p.full_name == "Lê Văn Sơn"),
            token=uuid.uuid4(),
            at=moment("07:45"),
        )
    )
    (line,) = one.take(two).doubts or one.database.read(lambda tx: attendance.to_review(tx, one.conference_id))
    assert (line.full_name, line.doubt) == ("Nguyễn Thị Hà", "both")
    assert len(one.hall.report().rows) == 7  # both were there: nobody may be lost


def test_a_file_with_a_moment_nobody_could_mean_is_refused(desks: list[Desk]) -> None:
    one, _two, _three = desks
    one.hall.let_in("Lê Văn Vũ")
    content = to_bytes(one.bundle(), desk="Bàn 1")
    moment_written = one.bundle().rows("attendance_mark")[0]["at"].isoformat().encode()
    with pytest.raises(UnreadableFile) as told:
        from_bytes(content.replace(moment_written, b"9999-12-31T23:59:59+00:00"), file="bàn 1.thx")
    assert told.value.code == "desk.damaged"


def test_who_gives_way_to_another_substitute_is_counted_only_once_in(desks: list[Desk]) -> None:
    one, two, _three = desks
    _instead(one, "Lê Văn Sơn", let_in=True)
    _instead(two, "Ngô Thị Yến")
    one.take(two)
    person = one.hall.person("Ngô Thị Yến")
    state = DoorState(person.id, "unrecorded", None, None, "", "", "")
    assert not with_state(person, state).expected
    assert with_state(person, replace(state, status="present")).expected
