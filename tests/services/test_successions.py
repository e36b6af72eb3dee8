"""Successions beyond mergers: written down with their kind, and what goes over is said, never guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.domain.successions import SuccessionKind
from desktop.domain.tasks import NewTask
from desktop.services import attendees, lookup, successions, tasks, undoing, units
from desktop.services.training.units import present_names, with_predecessors

DAY = dt.date(2025, 7, 1)
DUE = dt.date(2018, 6, 30)


@pytest.fixture
def known(database, conference):
    """Bạch Đằng with a task and two people; Đồng Tâm and Cầu Dền beside it."""

    def work(tx):
        ids = [lookup.unit(tx, name) for name in ("Bạch Đằng", "Đồng Tâm", "Cầu Dền")]
        given = tasks.give(tx, conference.id, ids[:1], [NewTask("Đối thoại", DUE), NewTask("Rà soát", DUE)]).tasks
        for name, position in (("Lê Thị Thử", "Chủ tịch UBND phường"), ("Trần Văn Mẫu", "Công chức")):
            attendees.add_attendee(
                tx, conference.id, AttendeeInput(full_name=name, position=position, unit_id=ids[0], person_id=None)
            )
        return ids, [task.id for task in given]

    return database.write(work)


def stands(database, conference, key):
    people = database.read(lambda tx: attendees.list_attendees(tx, conference.id))
    of_tasks = database.read(lambda tx: tasks.list_tasks(tx, conference.id))
    return sum(each.unit_id == key for each in people), sum(each.unit_id == key for each in of_tasks)


def test_a_part_that_goes_over_moves_nobody_who_was_not_named(database, conference, known):
    (ward, other, _third), (first, _second) = known
    asked = database.read(lambda tx: successions.matters(tx, ward))
    assert [each.is_task for each in asked] == [True, True, False, False]
    clerk = next(each for each in asked if each.text.startswith("Trần Văn Mẫu"))

    def part(tx):
        moves = {first: other, clerk.id: other}
        return successions.record(tx, ward, [other], SuccessionKind.PART, DAY, moves=moves)

    (told,) = database.write(part)
    assert (told.kind, told.on, told.after) == (SuccessionKind.PART, DAY, "UBND phường Đồng Tâm")
    assert (stands(database, conference, ward), stands(database, conference, other)) == ((1, 1), (1, 1))
    assert database.read(lambda tx: units.get_unit(tx, ward)).active
    names = database.read(present_names)
    assert names[ward.hex if ward.hex in names else str(ward)] == "UBND phường Bạch Đằng"
    database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))
    assert stands(database, conference, ward) == (2, 2)
    assert database.read(successions.list_successions) == []


def test_a_unit_that_was_divided_is_gone_and_leaves_what_nobody_said(database, conference, known):
    (ward, other, third), (first, second) = known
    database.write(
        lambda tx: successions.record(
            tx, ward, [other, third], SuccessionKind.SPLIT, DAY, moves={first: other, second: third}
        )
    )
    assert not database.read(lambda tx: units.get_unit(tx, ward)).active
    assert stands(database, conference, ward) == (2, 0)  # nobody said where the people go
    view = database.read(lambda tx: tasks.get_task(tx, first))
    assert (view.unit, view.given_to) == ("UBND phường Đồng Tâm", "UBND phường Bạch Đằng")
    assert database.read(lambda tx: with_predecessors(tx, other)) == {other}


def test_a_unit_that_goes_on_under_another_standing_is_found_by_its_former_name(database, conference, known):
    (ward, other, _third), _tasks = known
    new = database.write(lambda tx: units.add_unit(tx, "Phường Hồng Hà", kind="ward")).id
    database.write(lambda tx: successions.record(tx, ward, [new], SuccessionKind.RENAME, DAY))
    assert database.read(lambda tx: units.find_unit(tx, "UBND phường Bạch Đằng")) == new
    assert database.read(lambda tx: with_predecessors(tx, new)) == {new, ward}
    for kind, after, code in (
        (SuccessionKind.MERGE, [ward], "succession.circle"),
        (SuccessionKind.MERGE, [new], "succession.circle"),
        (SuccessionKind.SPLIT, [other], "succession.several"),
        (SuccessionKind.MERGE, [other, ward], "succession.one"),
        (SuccessionKind.PART, [], "succession.none"),
    ):
        with pytest.raises(InvalidInput) as told:
            database.write(lambda tx, kind=kind, after=after: successions.record(tx, new, after, kind, DAY))
        assert told.value.code == code


def test_the_head_of_the_unit_answers_by_name_where_the_list_knows_them(database, conference, known):
    (ward, other, _third), (first, _second) = known
    view = database.read(lambda tx: tasks.get_task(tx, first))
    assert (view.responsible, view.answers_for) == ("", "Lê Thị Thử, Chủ tịch UBND phường")
    found = database.read(lambda tx: tasks.list_tasks(tx, conference.id, responsible="le thi thu"))
    assert len(found) == 2
    database.write(lambda tx: tasks.commit(tx, first, responsible="Bà Mẫu"))
    assert database.read(lambda tx: tasks.get_task(tx, first)).answers_for == "Bà Mẫu"
    database.write(lambda tx: units.merge_units(tx, other, ward))
    assert database.read(lambda tx: tasks.get_task(tx, _second)).answers_for == "Lê Thị Thử, Chủ tịch UBND phường"
