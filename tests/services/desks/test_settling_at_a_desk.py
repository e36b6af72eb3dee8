"""What the server would not take is settled at the desk itself, as at the organizer, and taken back there."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from desktop.domain.people import AttendeeInput
from desktop.domain.reviewing import Case, ReviewAnswer
from desktop.services import (
    agenda,
    attendance,
    attendees,
    binned,
    conferences,
    journal,
    refused,
    reviewing,
    steps,
    undoing,
)
from desktop.services.desks import outbox
from desktop.services.settling import Settlement, settle
from tests.services.attendance.hall import DAY
from tests.services.desks.test_sending import VU, Apart, apart

__all__ = ["apart"]


def to_settle(apart: Apart) -> list[Case]:
    hall = apart.hall
    found = apart.server.read(lambda tx: reviewing.attendance_cases(tx, hall.conference_id, role="desk"))
    return [each for each in found if each.code == "session.not_found"]


def note(apart: Apart) -> str:
    (person,) = apart.hall.database.read(lambda tx: attendees.get_attendees(tx, [apart.hall.people[VU]]))
    return person.note


@pytest.mark.parametrize("answer", [ReviewAnswer.MOVE, ReviewAnswer.NOTE, ReviewAnswer.DROP])
def test_a_desk_settles_and_takes_back_what_was_refused_of_a_session_that_is_gone(apart: Apart, answer: ReviewAnswer):
    apart.let_in(VU, apart.hall.afternoon)
    apart.hall.database.write(lambda tx: agenda.remove_session(tx, apart.hall.afternoon))
    (known,) = apart.hall.database.read(lambda tx: attendees.get_attendees(tx, [apart.hall.people[VU]]))
    given = AttendeeInput(note="ăn chay")
    apart.hall.database.write(lambda tx: attendees.edit_attendee(tx, known.id, given, version=known.version))
    apart.sending.send(apart.server)
    (case,) = to_settle(apart)
    choice = next(each for each in case.choices if each.answer is answer)

    def work(tx: Any) -> list[journal.EntryView]:
        assert settle(tx, case, Settlement(choice, reason="đã đến buổi chiều")) == 1
        return journal.written(tx)

    (line,) = apart.server.write(work)
    assert to_settle(apart) == []
    assert note(apart) == ("ăn chay; đã đến buổi chiều" if answer is ReviewAnswer.NOTE else "ăn chay")
    assert apart.hall.person(VU).status == ("late" if answer is ReviewAnswer.MOVE else "unrecorded")
    apart.sending.refused.clear()
    apart.sending.rouse()
    apart.sending.send(apart.server)
    assert not apart.local.read(outbox.count), "nothing waits for it any more"
    undone, _lines = steps.take_back(apart.server, line)
    assert undone.restored == 1
    assert [each.key for each in to_settle(apart)] == [case.key]
    assert (note(apart), apart.hall.person(VU).status) == ("ăn chay", "unrecorded")


def gone(apart: Apart) -> uuid.UUID:
    """The conference is erased at the server while a mark of it waits at the desk; another has one of its people."""
    yesterday = dt.datetime.now().astimezone().replace(hour=8, minute=0, second=0, microsecond=0) - dt.timedelta(days=1)
    key = apart.let_in(VU, at=yesterday.replace(hour=9, minute=30))  # the same at every hour of today
    office, old = apart.hall.database, apart.hall.conference_id

    def another(tx: Any) -> None:
        made = conferences.create_conference(tx, title="Tập huấn lần hai", starts_on=DAY)
        day = yesterday.replace(tzinfo=None)
        agenda.add_session(tx, made.id, title="Sáng", starts_at=day, ends_at=day.replace(hour=11))
        attendees.add_attendee(tx, made.id, AttendeeInput(full_name=VU, unit=apart.hall.person(VU).unit))

    office.write(another)
    office.write(lambda tx: binned.remove(tx, old))
    office.write(lambda tx: binned.erase(tx, old))
    apart.refresh()
    apart.sending.send(apart.server)
    return key


@pytest.mark.parametrize("answer", [ReviewAnswer.MOVE, ReviewAnswer.NOTE, ReviewAnswer.DROP])
def test_what_was_refused_of_a_conference_that_is_gone_is_settled_in_the_desks_own_file(
    apart: Apart, answer: ReviewAnswer
):
    key = gone(apart)
    assert apart.sending.refused == {key: refused.GONE}
    (case,) = apart.local.read(refused.cases_here)
    assert (case.full_name, case.code, refused.HERE in case.details) == (VU, refused.GONE, True)
    choice = next(each for each in case.choices if each.answer is answer)

    def work(tx: Any) -> list[journal.EntryView]:
        assert settle(tx, case, Settlement(choice, reason="hội nghị bị xóa")) == 1
        outbox.keep(tx)
        return journal.written(tx)

    (line,) = apart.local.write(work)
    assert line.details["reason"] == "hội nghị bị xóa"
    assert apart.local.read(refused.cases_here) == []
    assert apart.local.read(outbox.count) == (1 if answer is ReviewAnswer.MOVE else 0)
    apart.sending.rouse()
    assert apart.sending.send(apart.server).sent == (1 if answer is ReviewAnswer.MOVE else 0)
    if answer is ReviewAnswer.MOVE:
        other = choice.id
        door = apart.hall.database.read(lambda tx: attendance.door_people(tx, other))
        assert [(each.full_name, each.status) for each in door] == [(VU, "late")]
    steps.take_back(apart.local, line)
    assert [each.key for each in apart.local.read(refused.cases_here)] == [case.key]
    apart.local.write(lambda tx: settle(tx, case, Settlement(case.choices[-1], reason="bỏ")))
    apart.sending.let_settled_go()
    apart.refresh()
    assert apart.local.read(refused.cases_here) == []


def walk_in(apart: Apart) -> tuple[uuid.UUID, journal.EntryView]:
    """Somebody registered on the spot at the desk, and sent."""
    key = uuid.uuid4()

    def work(tx: Any) -> list[journal.EntryView]:
        attendance.walk_in(
            tx, apart.hall.conference_id, full_name="Bùi Thị Mới", token=key, session_ids=[apart.hall.morning]
        )
        outbox.keep(tx)
        return journal.written(tx)

    line = apart.local.write(work)[0]
    apart.sending.rouse()
    apart.sending.send(apart.server)
    assert not apart.local.read(outbox.count)
    return key, line


def take_back(apart: Apart, line: journal.EntryView) -> journal.EntryView:
    """Undo it at the desk, and send that."""

    def work(tx: Any) -> journal.EntryView:
        undoing.undo(tx, line.id, keep_later=True)
        outbox.keep(tx)
        return journal.written(tx)[-1]

    undone = apart.local.write(work)
    apart.sending.rouse()
    apart.sending.send(apart.server)
    return undone


def test_a_walk_in_is_undone_at_the_desk_that_registered_them_though_the_server_knows_them(apart: Apart):
    key, line = walk_in(apart)
    there = lambda: {each.id for each in apart.hall.database.read(  # noqa: E731
        lambda tx: attendees.list_attendees(tx, apart.hall.conference_id)
    )}  # fmt: skip
    assert key in there()
    undone = take_back(apart, line)
    assert (key in there(), apart.sending.refused, apart.local.read(outbox.count)) == (False, {}, 0)
    apart.refresh()
    take_back(apart, undone)
    assert (key in there(), apart.sending.refused) == (True, {}), "and done again"
    assert {each.status for each in apart.hall.at_the_door() if each.id == key} == {"late"}


@pytest.mark.parametrize("used", ["checked in", "edited"])
def test_a_walk_in_whom_somebody_else_used_stays_and_the_desk_is_told(apart: Apart, used: str):
    key, line = walk_in(apart)
    office = apart.hall.database
    if used == "edited":
        (known,) = office.read(lambda tx: attendees.get_attendees(tx, [key]))
        office.write(
            lambda tx: attendees.edit_attendee(tx, key, AttendeeInput(note="khách mời"), version=known.version)
        )
    else:
        session = apart.hall.afternoon
        office.write(
            lambda tx: attendance.check_in(
                tx, training_session_id=session, attendee_id=key, anyway=True, token=uuid.uuid4()
            )
        )
    take_back(apart, line)
    assert apart.sending.refused == {key: "desk.used_elsewhere"}
    (person,) = office.read(lambda tx: attendees.get_attendees(tx, [key]))
    assert person.state == "registered"
    assert {each.status for each in apart.hall.at_the_door() if each.id == key} == {"unrecorded"}, "its own mark goes"
