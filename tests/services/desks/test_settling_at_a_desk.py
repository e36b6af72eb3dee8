"""What the server would not take is settled at the desk itself, as at the organizer, and taken back there."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from desktop.domain.people import AttendeeInput
from desktop.domain.reviewing import Answer, Case
from desktop.services import agenda, attendance, attendees, binned, conferences, journal, refused, reviewing, steps
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


@pytest.mark.parametrize("answer", [Answer.MOVE, Answer.NOTE, Answer.DROP])
def test_a_desk_settles_and_takes_back_what_was_refused_of_a_session_that_is_gone(apart: Apart, answer: Answer):
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
    assert note(apart) == ("ăn chay; đã đến buổi chiều" if answer is Answer.NOTE else "ăn chay")
    assert apart.hall.person(VU).status == ("late" if answer is Answer.MOVE else "unrecorded")
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
    key = apart.let_in(VU)
    office, old = apart.hall.database, apart.hall.conference_id

    def another(tx: Any) -> None:
        made = conferences.create_conference(tx, title="Tập huấn lần hai", starts_on=DAY)
        day = dt.datetime.now().astimezone().replace(tzinfo=None, hour=8, minute=0, second=0, microsecond=0)
        agenda.add_session(tx, made.id, title="Sáng", starts_at=day, ends_at=day.replace(hour=11))
        attendees.add_attendee(tx, made.id, AttendeeInput(full_name=VU, unit=apart.hall.person(VU).unit))

    office.write(another)
    office.write(lambda tx: binned.remove(tx, old))
    office.write(lambda tx: binned.erase(tx, old))
    apart.refresh()
    apart.sending.send(apart.server)
    return key


@pytest.mark.parametrize("answer", [Answer.MOVE, Answer.NOTE, Answer.DROP])
def test_what_was_refused_of_a_conference_that_is_gone_is_settled_in_the_desks_own_file(apart: Apart, answer: Answer):
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
    assert apart.local.read(outbox.count) == (1 if answer is Answer.MOVE else 0)
    apart.sending.rouse()
    assert apart.sending.send(apart.server).sent == (1 if answer is Answer.MOVE else 0)
    if answer is Answer.MOVE:
        other = choice.id
        door = apart.hall.database.read(lambda tx: attendance.door_people(tx, other))
        assert [(each.full_name, each.status) for each in door] == [(VU, "late")]
    steps.take_back(apart.local, line)
    assert [each.key for each in apart.local.read(refused.cases_here)] == [case.key]
    apart.local.write(lambda tx: settle(tx, case, Settlement(case.choices[-1], reason="bỏ")))
    apart.sending.let_settled_go()
    apart.refresh()
    assert apart.local.read(refused.cases_here) == []
