"""The bin and what is due, in the window."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QApplication

from desktop.gui.attendees.requests import HolidaysForm, RequestForm, RequestsDialog
from desktop.gui.conferences.bin import BinDialog
from desktop.gui.conferences.conference import ConferenceDialog
from desktop.services import binned, conferences, data_requests
from desktop.services.personal import purging
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def _yes(window, monkeypatch) -> list[str]:
    """Answer every question with yes; what was asked."""
    asked: list[str] = []
    monkeypatch.setattr(
        window.context.feedback, "ask", lambda _title, question, *_r, **_o: bool(asked.append(question)) or True
    )
    return asked


def test_a_conference_is_removed_restored_from_the_bin_and_erased_for_good(qtbot, filled, filled_record, monkeypatch):
    asked, key = _yes(filled, monkeypatch), conference_id(filled)
    filled.run("conference.remove")
    qtbot.waitUntil(lambda: filled.context.conference is None, timeout=10_000)
    assert "25" in asked[0]
    filled.run("conference.bin")
    shown = dialog(qtbot, BinDialog)
    settle(qtbot, filled)
    assert len(shown.rows) == 1
    shown.restore()
    qtbot.waitUntil(lambda: filled.context.conference is not None, timeout=10_000)
    assert conference_id(filled) == key
    filled_record.write(lambda tx: binned.remove(tx, key))
    shown.reload()
    settle(qtbot, filled)
    shown.erase()
    qtbot.waitUntil(lambda: ask(filled_record, binned.in_bin) == [], timeout=10_000)
    settle(qtbot, filled)
    assert not shown.restore_button.isEnabled()
    shown.reject()


def test_the_overview_offers_contacts_and_lets_go_of_them_with_one_click(qtbot, filled, filled_record, monkeypatch):
    _yes(filled, monkeypatch)
    filled.run("conference.edit")
    form = dialog(qtbot, ConferenceDialog)
    form.months.setText("sáu")
    form._try()
    assert form.form.error_of("contacts_months")
    form.months.setText("6")
    form._try()
    closed(qtbot, filled, form)
    page = show(qtbot, filled, "overview")
    settle(qtbot, filled)
    assert page._due.isVisible()
    page._on_link("due:0")
    settle(qtbot, filled)
    qtbot.waitUntil(lambda: not ask(filled_record, purging.waiting, conference_id(filled)), timeout=10_000)
    settle(qtbot, filled)
    qtbot.waitUntil(lambda: not page._due.isVisible(), timeout=10_000)


def test_a_request_is_written_down_told_on_the_overview_and_answered(qtbot, filled, filled_record):
    filled.run("requests")
    shown = dialog(qtbot, RequestsDialog)
    settle(qtbot, filled)
    shown.add()
    form = dialog(qtbot, RequestForm)
    form._try()
    qtbot.waitUntil(lambda: bool(form.form.error_of("who")))
    form.who.setText("Lê Văn Mẫu")
    form.received_on.setText("24/08/2026")
    form._try()
    closed(qtbot, filled, form)
    shown.holidays()
    days = dialog(qtbot, HolidaysForm)
    days.days.setPlainText("25/08/2026")
    days._try()
    closed(qtbot, filled, days)
    (row,) = ask(filled_record, data_requests.list_requests)
    assert row.due_on == dt.date(2026, 8, 27)
    page = show(qtbot, filled, "overview")
    settle(qtbot, filled)
    assert "Lê Văn Mẫu" in page._due_words.text()
    shown.table.select_first()
    shown.answered()
    settle(qtbot, filled)
    assert ask(filled_record, data_requests.list_requests)[0].done_on is not None
    shown.reject()


def test_what_is_due_is_told_at_the_start_where_another_page_is_shown(qtbot, filled, filled_record):
    from desktop.gui.conferences import due

    filled_record.write(
        lambda tx: data_requests.add_request(tx, who="Lê Văn Mẫu", kind="view", received_on=dt.date(2026, 8, 24))
    )
    told = []
    filled.context.feedback.offered.connect(lambda sentence, *_rest: told.append(sentence))
    due.offer(filled.context, lambda: "overview")
    settle(qtbot, filled)
    assert told == []
    due.offer(filled.context, lambda: "attendees")
    settle(qtbot, filled)
    QApplication.processEvents()
    assert "Lê Văn Mẫu" in told[0]
    assert ask(filled_record, conferences.list_conferences)
