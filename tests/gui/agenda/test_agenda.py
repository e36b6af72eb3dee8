"""Sessions: added, checked while they are typed."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from desktop.gui.agenda.session import SessionDialog
from desktop.gui.suggesting import Suggesting
from desktop.services import agenda
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def test_a_session_is_added_in_the_first_free_half_day(qtbot, filled, filled_record):
    page = show(qtbot, filled, "agenda")
    for session in page._sessions:
        if session.title == "Chiều":
            page.table.select_ids([session.id])
    page.commands["remove"]()
    settle(qtbot, filled)
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    assert (form.starts.text(), form.ends.text()) == ("13:30", "17:00")
    form.title.setText("Trao đổi, giải đáp")
    form.speakers.setText("Lê Văn Giảng; Trần Thị Hướng")
    form._try()
    closed(qtbot, filled, form)
    session = ask(filled_record, agenda.list_sessions, conference_id(filled))[-1]
    assert session.speakers == ("Lê Văn Giảng", "Trần Thị Hướng")
    assert session.starts_at == dt.datetime(2018, 5, 23, 13, 30)


def test_a_clash_is_told_while_it_is_typed(qtbot, filled):
    page = show(qtbot, filled, "agenda")
    page.table.select_first()
    page.edit()
    form = dialog(qtbot, SessionDialog)
    form.room.setText("Hội trường")
    form._try()
    closed(qtbot, filled, form)
    page.commands["new"]()
    second = dialog(qtbot, SessionDialog)
    second.starts.setText("9h30")
    second.ends.setText("10:00")
    assert second.warnings.text() == ""
    second.room.setText("hoi truong")
    assert "Sáng" in second.warnings.text()
    second.day.setText("24/05/2018")
    assert "23/05/2018" in second.warnings.text()
    second.reject()


@pytest.mark.parametrize("text", ["25:00", "tám giờ", "8:75"])
def test_a_time_that_is_none_is_refused_beside_its_field(qtbot, filled, text):
    page = show(qtbot, filled, "agenda")
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    form.title.setText("Buổi thử")
    form.starts.setText(text)
    form._try()
    assert form.form.error_of("starts_at")
    form.reject()


def test_a_session_is_copied_to_the_next_free_time_and_undone(qtbot, filled, filled_record):
    page = show(qtbot, filled, "agenda")
    page.table.select_ids([page._sessions[1].id])
    filled.run("page.again")
    form = dialog(qtbot, SessionDialog)
    assert form.form.error_of("starts_at")  # both half-days are taken
    assert form.starts.text() == ""
    form.reject()
    page.commands["remove"]()
    settle(qtbot, filled)
    page.table.select_first()
    filled.run("page.again")
    form = dialog(qtbot, SessionDialog)
    assert (form.title.text(), form.starts.text(), form.ends.text()) == ("Sáng (2)", "13:30", "17:00")
    form._try()
    closed(qtbot, filled, form)
    assert [each.title for each in page._sessions] == ["Sáng", "Sáng (2)"]
    filled.run("undo")
    settle(qtbot, filled)
    assert [each.title for each in ask(filled_record, agenda.list_sessions, conference_id(filled))] == ["Sáng"]


def test_rooms_of_before_are_offered_without_accents(qtbot, filled, filled_record):
    page = show(qtbot, filled, "agenda")
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    settle(qtbot, filled)
    form.activateWindow()
    form.room.setFocus()
    qtbot.waitUntil(form.room.hasFocus)
    qtbot.keyClicks(form.room, "hoi truong")
    (offered,) = form.room.findChildren(Suggesting)
    qtbot.waitUntil(offered.popup.isVisible)
    qtbot.keyClick(offered.popup, Qt.Key.Key_Down)
    qtbot.keyClick(offered.popup, Qt.Key.Key_Return)
    assert form.room.text() == "Hội trường UBND quận"
    assert not form.gone
    form.reject()


def test_a_day_outside_the_conference_and_far_from_today_is_asked(qtbot, filled, monkeypatch):
    asked = []
    monkeypatch.setattr(filled.context.feedback, "ask", lambda *words, **_how: asked.append(words) or False)
    page = show(qtbot, filled, "agenda")
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    form.title.setText("Buổi thử")
    form.starts.setText("8:00")
    form.ends.setText("9:00")
    form.day.setText("22/5/06")
    form._try()
    assert len(asked) == 1
    assert form.isVisible()
    form.day.setText("23/5/18")  # a day of the conference is no slip, however long ago
    form._try()
    closed(qtbot, filled, form)
    assert len(asked) == 1
