"""Tasks are given, committed to, told of, extended; each undone as one; a merger moves them; a person is forgotten in them."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.people import AttendeeInput
from desktop.domain.tasks import Extension, Indicator, NewTask, ProgressEntry, TaskState
from desktop.domain.units import UnitKind
from desktop.services import attendees, conferences, lookup, tasks, undoing, units
from desktop.services.desks import bundles, copying
from desktop.services.personal import erasing, viewing
from desktop.services.tasks import settings

DUE = dt.date(2018, 6, 30)
DIALOGUE, REVIEW = "Đối thoại với công dân", "Rà soát TTHC"


def undo(database):
    def work(tx):
        undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id)

    database.write(work)


def give(database, conference, *names, content=DIALOGUE, **fields):
    def work(tx):
        new = NewTask(content=content, due=fields.pop("due", DUE), **fields)
        return tasks.give(tx, conference.id, [lookup.unit(tx, name) for name in names], [new]).tasks

    return database.write(work)


def stands(database, task, as_of):
    view = database.read(lambda tx: tasks.get_task(tx, task.id, as_of=as_of))
    return view.state, view.standing.days_late


def test_two_tasks_go_to_twenty_wards_in_one_go_and_are_undone_as_one(database, conference):
    def work(tx):
        wards = lookup.units_of_kind(tx, "phường")
        return tasks.give(tx, conference.id, wards, [NewTask(DIALOGUE, DUE), NewTask(REVIEW, DUE)])

    given = database.write(work)
    assert [each.code for each in given.tasks] == [f"{conference.code}-{place}" for place in range(1, 41)]
    assert {each.unit_kind for each in given.tasks} == {UnitKind.WARD}
    again = database.write(work)
    assert (again.tasks, len(again.already)) == ((), 40)
    undo(database)  # the second added nothing, so the first goes
    assert database.read(lambda tx: tasks.list_tasks(tx, conference.id)) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"content": " ;. "}, "field.missing"),
        ({"due": dt.date(1018, 6, 30)}, "task.day"),
        ({"indicator": Indicator(goal=float("nan"))}, "task.number"),
    ],
)
def test_what_is_no_task_is_refused_beside_its_field(sqlite, fields, code):
    made = sqlite.write(lambda tx: conferences.create_conference(tx, title="Hội nghị", starts_on=None))
    sqlite.write(lambda tx: units.add_unit(tx, "UBND phường Thử"))
    with pytest.raises(InvalidInput) as told:
        give(sqlite, made, "UBND phường Thử", **fields)
    assert told.value.code == code


def test_a_task_goes_from_no_commitment_to_done_as_is_said_of_it(database, conference):
    (task,) = give(database, conference, "Bạch Đằng", indicator=Indicator("Số cuộc", "cuộc", 0, 4))
    early = dt.date(2018, 6, 1)
    assert stands(database, task, early) == (TaskState.NO_COMMITMENT, 0)
    database.write(lambda tx: tasks.commit(tx, task.id, target="bốn cuộc", responsible="Ông Thử, Chủ tịch"))
    assert stands(database, task, early) == (TaskState.OPEN, 0)
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 6, 20), value=3)))
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 7, 3), value=4)))
    assert stands(database, task, dt.date(2018, 6, 24)) == (TaskState.DUE_SOON, 0)
    assert stands(database, task, dt.date(2018, 7, 2)) == (TaskState.LATE, 2)
    assert stands(database, task, dt.date(2018, 8, 1)) == (TaskState.DONE_LATE, 3)
    later = Extension(dt.date(2018, 7, 5), "bão", granted_on=dt.date(2018, 6, 29))
    database.write(lambda tx: tasks.extend(tx, task.id, later))
    assert stands(database, task, dt.date(2018, 8, 1)) == (TaskState.DONE, 0)
    view = database.read(lambda tx: tasks.get_task(tx, task.id, as_of=dt.date(2018, 6, 28)))
    assert (view.due, view.percent, view.committed) == (DUE, 75, True)
    for state in (TaskState.DONE_LATE, TaskState.LATE, TaskState.LATE, TaskState.LATE):
        undo(database)
        assert stands(database, task, dt.date(2018, 8, 1))[0] is state


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (ProgressEntry(dt.date(2018, 6, 1), percent=100.5), "task.percent"),
        (ProgressEntry(dt.date(2018, 6, 1), percent=-1), "task.percent"),
        (ProgressEntry(dt.date(2018, 6, 1), percent=float("nan")), "task.percent"),
        (ProgressEntry(dt.date(2150, 6, 1), percent=50), "task.on_future"),
        (ProgressEntry(dt.date(2018, 6, 1), text="  "), "task.says_nothing"),
    ],
)
def test_progress_that_says_nothing_or_too_much_is_refused(sqlite, entry, code):
    made = sqlite.write(lambda tx: conferences.create_conference(tx, title="Hội nghị", starts_on=None))
    sqlite.write(lambda tx: units.add_unit(tx, "UBND phường Thử"))
    (task,) = give(sqlite, made, "UBND phường Thử")
    with pytest.raises(InvalidInput) as told:
        sqlite.write(lambda tx: tasks.report(tx, task.id, entry))
    assert told.value.code == code


def test_a_deadline_moves_later_by_an_extension_alone_and_a_stale_form_is_refused(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: tasks.commit(tx, task.id, due=DUE + dt.timedelta(days=1)))
    assert told.value.code == "task.due_later"
    with pytest.raises(InvalidInput):
        database.write(lambda tx: tasks.extend(tx, task.id, Extension(DUE, "bão")))
    with pytest.raises(InvalidInput):
        database.write(lambda tx: tasks.extend(tx, task.id, Extension(DUE + dt.timedelta(days=1), " ")))
    sooner = database.write(lambda tx: tasks.commit(tx, task.id, due=DUE - dt.timedelta(days=9)))
    assert sooner.due == DUE - dt.timedelta(days=9)
    with pytest.raises(Conflict):
        database.write(lambda tx: tasks.edit(tx, task.id, NewTask(DIALOGUE, DUE), version=task.version))


def test_the_successor_answers_after_a_merger_and_the_history_stays(database, conference):
    gone, kept = give(database, conference, "Bạch Đằng", "Đồng Tâm")
    told = ProgressEntry(dt.date(2018, 6, 1), percent=40)
    database.write(lambda tx: tasks.report(tx, gone.id, told))
    database.write(lambda tx: units.merge_units(tx, kept.unit_id, gone.unit_id))
    view = database.read(lambda tx: tasks.get_task(tx, gone.id))
    assert (view.unit, view.given_to) == (kept.unit, gone.unit)
    assert [each.percent for each in view.progress] == [40]
    owed = database.read(lambda tx: tasks.owing(tx, kept.unit_id))
    assert {each.id for each in owed} == {gone.id, kept.id}
    assert database.read(lambda tx: lookup.unit(tx, gone.unit)) == kept.unit_id
    undo(database)
    assert database.read(lambda tx: tasks.get_task(tx, gone.id)).unit_id == gone.unit_id


def test_a_renamed_unit_answers_under_its_new_name(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")

    def rename(tx):
        unit = units.get_unit(tx, task.unit_id)
        units.edit_unit(tx, unit.id, version=unit.version, name="UBND phường Bạch Đằng Mới")

    database.write(rename)
    view = database.read(lambda tx: tasks.get_task(tx, task.id))
    assert (view.unit, view.given_to) == ("UBND phường Bạch Đằng Mới", "UBND phường Bạch Đằng")


def test_a_unit_with_tasks_is_removed_only_with_who_answers_for_them(database, conference):
    task, other = give(database, conference, "Bạch Đằng", "Đồng Tâm")
    with pytest.raises(InvalidInput) as told:
        database.write(lambda tx: units.remove_unit(tx, task.unit_id))
    assert told.value.code == "unit.has_tasks"
    database.write(lambda tx: units.remove_unit(tx, task.unit_id, other.unit_id))
    assert database.read(lambda tx: tasks.get_task(tx, task.id)).unit_id == other.unit_id


def test_what_a_unit_set_aside_was_given_is_still_found_by_its_name(sqlite):
    made = sqlite.write(lambda tx: conferences.create_conference(tx, title="Hội nghị", starts_on=None))
    unit = sqlite.write(lambda tx: units.add_unit(tx, "UBND phường Thử"))
    (task,) = give(sqlite, made, "UBND phường Thử")
    sqlite.write(lambda tx: units.edit_unit(tx, unit.id, version=units.get_unit(tx, unit.id).version, active=False))
    with pytest.raises(InvalidInput):
        sqlite.read(lambda tx: lookup.unit(tx, "Phường Thử"))
    assert sqlite.read(lambda tx: lookup.unit_of_then(tx, "Phường Thử")) == task.unit_id


def test_tasks_go_on_after_the_conference_was_closed(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")
    database.write(lambda tx: conferences.close(tx, conference.id))
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 6, 1), percent=40)))
    undo(database)
    assert database.read(lambda tx: tasks.get_task(tx, task.id)).progress == ()


def test_a_task_that_was_told_of_is_removed_whole_and_comes_back_whole(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 6, 1), percent=40)))
    database.write(lambda tx: tasks.extend(tx, task.id, Extension(dt.date(2018, 7, 9), "bão")))
    before = database.read(lambda tx: tasks.get_task(tx, task.id))
    assert database.write(lambda tx: tasks.remove(tx, [task.id])) == 1
    with pytest.raises(NotFound):
        database.read(lambda tx: tasks.get_task(tx, task.id))
    undo(database)
    after = database.read(lambda tx: tasks.get_task(tx, task.id))
    assert (after.progress, after.extensions, after.code) == (before.progress, before.extensions, before.code)


def test_giving_is_not_undone_under_what_was_told_since(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 6, 1), percent=40)))

    def first(tx):
        undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id - 1)

    with pytest.raises(AppError):
        database.write(first)


def test_how_many_days_are_soon_and_which_kinds_there_are_is_the_offices_word(database, conference):
    (task,) = give(database, conference, "Bạch Đằng", kind="Đối Thoại")
    assert task.kind == "đối thoại"
    database.write(lambda tx: tasks.commit(tx, task.id))
    database.write(lambda tx: settings.keep(tx, conference.id, settings.TaskSettings(2, "họp dân\nkhảo sát")))
    assert stands(database, task, DUE - dt.timedelta(days=2)) == (TaskState.OPEN, 0)
    assert database.read(lambda tx: tasks.kinds(tx, conference.id)) == ["họp dân", "khảo sát", "đối thoại"]


def test_a_person_is_found_and_forgotten_in_tasks_that_name_them(database, conference):
    person = database.write(
        lambda tx: attendees.add_attendee(tx, conference.id, AttendeeInput(full_name="Lê Thị Ngân Thử"))
    )
    (task,) = give(database, conference, "Bạch Đằng", responsible="Bà Lê Thị Ngân Thử, Chủ tịch")
    said = ProgressEntry(dt.date(2018, 6, 1), percent=40, said_by="Lê Thị Ngân Thử")
    database.write(lambda tx: tasks.report(tx, task.id, said))
    database.write(lambda tx: tasks.commit(tx, task.id, responsible="Ông Trần Văn Mẫu"))
    database.write(lambda tx: tasks.commit(tx, task.id, staff="Lê Thị Ngân Thử"))
    record = database.read(lambda tx: viewing.record(tx, person.person_id))
    assert [each.value for each in record.kept if each.section == "tasks"] == ["Lê Thị Ngân Thử"] * 2
    database.write(lambda tx: erasing.erase(tx, person.person_id))
    dump = database.read(lambda tx: str([bundles.everything(tx, name) for name in ("task", "task_progress", "change")]))
    assert "Ngân Thử" not in dump


def test_tasks_go_to_a_server_and_back_with_the_conference(database, conference):
    (task,) = give(database, conference, "Bạch Đằng")
    database.write(lambda tx: tasks.report(tx, task.id, ProgressEntry(dt.date(2018, 6, 1), percent=40)))
    database.write(lambda tx: tasks.extend(tx, task.id, Extension(dt.date(2018, 7, 9), "bão")))
    before = database.read(lambda tx: tasks.get_task(tx, task.id))

    def there_and_back(tx):
        whole = copying.take(tx, conference.id)
        copying.place(tx, whole, replace=True)

    database.write(there_and_back)
    assert database.read(lambda tx: tasks.get_task(tx, task.id)) == before
