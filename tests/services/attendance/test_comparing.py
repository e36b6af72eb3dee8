"""States are compared with their marks, and what differs is named."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select, update

from desktop.domain.attendance import Status
from desktop.services.attendance import comparing, marking
from desktop.wording import comparing as words
from tests.services.attendance.hall import Hall


def test_a_state_that_its_marks_do_not_say_is_named(hall: Hall):
    hall.let_in("Lê Văn Vũ")
    hall.let_in("Phạm Thu Nga")
    found = hall.database.read(comparing.compare)
    assert (found.differences, found.marks) == ((), 2)
    assert list(words.report(found))
    invented = update(marking.ATTENDANCE).where(marking.ATTENDANCE.c.attendee_id == hall.people["Lê Văn Vũ"])
    hall.database.write(lambda tx: tx.execute(invented.values(status="absent", arrived_at=None)))
    (difference,) = hall.database.read(comparing.compare).differences
    assert (difference.full_name, difference.stands.status) == ("Lê Văn Vũ", Status.ABSENT)
    assert difference.follows.status == Status.PRESENT
    assert "Lê Văn Vũ" in words.difference(difference)


def test_marks_that_a_server_took_in_long_after_they_were_noted_are_told_by_desk(hall: Hall):
    hall.let_in("Lê Văn Vũ")
    marks = marking.MARK
    for minutes in (40, -40):
        (recorded,) = hall.database.read(lambda tx: tx.scalars(select(marks.c.recorded_at)).all())
        received = recorded + dt.timedelta(minutes=minutes)
        hall.database.write(
            lambda tx, at=received, desk="Bàn 1": tx.execute(update(marks).values(received_at=at, login=desk))
        )
        found = hall.database.read(comparing.compare)
        assert [(each.desk, each.marks, each.longest) for each in found.delayed] == [
            ("Bàn 1", 1, dt.timedelta(minutes=minutes))
        ]
        assert any("40" in line for line in words.report(found))
    hall.database.write(lambda tx: tx.execute(update(marks).values(login="to_chuc")))  # who merged a laptop's book
    assert hall.database.read(comparing.compare).delayed == ()
