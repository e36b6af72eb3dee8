"""What two desks edited at once is compared field by field: keep mine, take theirs, or mix."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.people import AttendeeInput
from desktop.gui.agenda.session import SessionDialog
from desktop.gui.attendees.attendee import AttendeeDialog
from desktop.gui.widgets.both_sides import Side
from desktop.gui.widgets.conflict import ConflictDialog
from desktop.services import agenda, attendees, groups
from tests.gui.filled import ask, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


@pytest.fixture
def form(qtbot, filled, filled_record):
    """An attendee's form, open, while another desk changes position and note."""
    page = show(qtbot, filled, "attendees")
    (someone, *_others) = ask(filled_record, attendees.list_attendees, conference_id(filled))
    page.table.select_ids([someone.id])
    page.commands["edit"]()
    opened = dialog(qtbot, AttendeeDialog)
    given = AttendeeInput(position="Phó Chủ tịch", note="ăn chay")
    filled_record.desk = "Bàn 2"
    filled_record.write(
        lambda tx: attendees.edit_attendee(tx, opened._attendee.id, given, version=opened._attendee.version)
    )
    filled_record.desk = "Văn phòng"
    return opened


def saved(qtbot, window):
    """Every form has closed, and what it changed is shown."""
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=10_000)
    settle(qtbot, window)


def now(record, key):
    (person,) = ask(record, attendees.get_attendees, [key])
    return person


def test_each_keeps_what_they_alone_changed_and_of_what_both_did_somebody_chooses(qtbot, filled, filled_record, form):
    key = form._attendee.id
    form.position.setText("Trưởng phòng")
    form.phone.setText("0912 345 678")
    form._try()
    asked = dialog(qtbot, ConflictDialog)
    assert asked.sides.picks() == {"position": Side.FIRST, "phone": Side.FIRST, "note": Side.SECOND}
    assert "Bàn 2" in asked.sides.horizontalHeaderItem(int(Side.SECOND)).text()
    asked.sides.choose_all(Side.SECOND)
    asked.sides.setCurrentCell(0, 1)
    places = {pair.name: place for place, pair in enumerate(asked.sides._pairs)}
    asked.sides.choose(places["phone"], Side.FIRST)
    qtbot.keyClick(asked.sides, Qt.Key.Key_Return)
    saved(qtbot, filled)
    person = now(filled_record, key)
    assert (person.position, person.phone, person.note) == ("Phó Chủ tịch", "0912345678", "ăn chay")


def test_leaving_the_question_leaves_both_as_they_are(qtbot, filled, filled_record, form):
    form.position.setText("Trưởng phòng")
    form._try()
    asked = dialog(qtbot, ConflictDialog)
    asked.reject()
    assert form.position.text() == "Trưởng phòng"
    assert now(filled_record, form._attendee.id).position == "Phó Chủ tịch"
    form.reject()


def test_a_sessions_groups_are_compared_as_one_and_what_only_one_changed_is_no_question(qtbot, filled, filled_record):
    page = show(qtbot, filled, "agenda")
    page.table.select_first()
    page.edit()
    form = dialog(qtbot, SessionDialog)
    before = form._session
    group = ask(filled_record, groups.list_groups, conference_id(filled))[0]
    filled_record.write(
        lambda tx: agenda.edit_session(
            tx,
            before.id,
            version=before.version,
            title=before.title,
            starts_at=before.starts_at,
            ends_at=before.ends_at,
            audience=[group.id],
        )
    )
    form.room.setText("Hội trường B")
    form._try()
    asked = dialog(qtbot, ConflictDialog)
    assert asked.sides.picks() == {"room": Side.FIRST, "audience": Side.SECOND}
    asked.save()
    saved(qtbot, filled)
    session = next(
        each for each in ask(filled_record, agenda.list_sessions, conference_id(filled)) if each.id == before.id
    )
    assert (session.room, session.audience) == ("Hội trường B", (group.id,))
