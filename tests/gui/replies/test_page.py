"""The page of replies: counts that filter, the reminder beside the unit, many units written down and reminded at once."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.domain.replies import ReplyState
from desktop.gui.attendees.registration_form import RegistrationFormDialog
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.reminders.remind import RemindDialog
from desktop.gui.reminders.wording import WordingDialog
from desktop.gui.replies.forms import DeclineDialog, InvitationDialog, InviteDialog
from desktop.services import lookup, quotas, replies
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]

TODAY = dt.date.today()


@pytest.fixture
def invited(filled):
    """All wards, to send three people each, until the day before yesterday."""

    def work(tx):
        key = filled.context.conference_id
        wards = lookup.units_of_kind(tx, "ward")
        quotas.fill_quotas(tx, key, kind="ward", count=3)
        replies.invite(tx, key, wards, sent_on=TODAY - dt.timedelta(9), due=TODAY - dt.timedelta(2))

    filled.context.operations.database.write(work)


def test_units_are_invited_edited_declined_and_reminded_from_the_page(
    qtbot, filled, filled_record, invited, monkeypatch
):
    page = show(qtbot, filled, "replies")
    key = conference_id(filled)
    owing = [each for each in ask(filled_record, replies.list_replies, key) if each.owes]
    assert str(len(owing)) in page.remind_button.text()
    page.states.choose(ReplyState.SHORT)
    page._show()
    assert {row.state for row in page.model.rows()} == {ReplyState.SHORT}
    row = page.model.rows()[0]
    settle(qtbot, filled)
    assert row.unit in page.panel.text.text()
    page.panel.copy()
    settle(qtbot, filled)
    assert row.unit in QGuiApplication.clipboard().text()
    assert len(page.table.current().reminded) == 1
    page.do("edit")
    form = dialog(qtbot, InvitationDialog)
    form.contact_phone.setText("gọi sau")
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("contact_phone")
    form.contact_phone.setText("0912 345 678")
    form.save_button.click()
    closed(qtbot, filled, form)
    page.table.selectAll()
    chosen = len(page.table.selected())
    page.do("remove")
    declining = dialog(qtbot, DeclineDialog)
    declining.reason.setText("trùng lịch")
    declining.save_button.click()
    closed(qtbot, filled, declining)
    declined = [each for each in ask(filled_record, replies.list_replies, key) if each.declined]
    assert len(declined) == chosen
    filled.context.shell.undo_last()
    settle(qtbot, filled)
    assert not any(each.declined for each in ask(filled_record, replies.list_replies, key))
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.panel.channel.setCurrentIndex(1)
    settle(qtbot, filled)
    page.panel.write_letter()
    settle(qtbot, filled)
    assert opened[0].toString().startswith("mailto:?subject=")
    assert len(opened[0].toEncoded().data()) < 1_000


def test_the_dialog_saves_a_file_for_each_and_the_wording_is_the_offices(qtbot, filled, invited, monkeypatch, tmp_path):
    page = show(qtbot, filled, "replies")
    page.remind_button.click()
    form = dialog(qtbot, RemindDialog)
    settle(qtbot, filled)
    form.wording_button.click()
    wording = dialog(qtbot, WordingDialog)
    zalo = next(iter(wording.texts.values()))
    assert "{unit}" in zalo.toPlainText()
    zalo.setPlainText("{unit} ơi")
    wording.save_button.click()
    closed(qtbot, filled, wording)
    qtbot.waitUntil(lambda: form.text.text().endswith(" ơi"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "nhắc"))
    count = len(form.model.rows())
    form.save()
    settle(qtbot, filled)
    assert len(list((tmp_path / "nhắc").iterdir())) == count
    assert [row.before for row in form.model.rows()] == [1] * count
    form.reject()


def test_those_with_a_quota_are_invited_by_one_form_and_a_no_comes_in_through_the_import(
    qtbot, filled, filled_record, invited, monkeypatch, tmp_path: Path
):
    show(qtbot, filled, "replies")
    filled.context.run("replies.invite")
    form = dialog(qtbot, InviteDialog)
    settle(qtbot, filled)
    count = len(ask(filled_record, replies.invited, conference_id(filled)))
    assert str(count) in form.save_button.text()
    form.sent_by.setText("công văn 20")
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("due")  # the one that stands is over
    form.due.set_day(TODAY)
    form.save_button.click()
    closed(qtbot, filled, form)
    found = ask(filled_record, replies.list_replies, conference_id(filled))
    assert sum(each.sent_by == "công văn 20" for each in found) == count
    no = {
        "form": "tap-huan-reply",
        "unit": found[0].unit,
        "declined": True,
        "reason": "bận",
        "headings": [],
        "rows": [],
    }
    path = tmp_path / "không dự.json"
    path.write_text(json.dumps(no), encoding="utf-8")
    filled.context.run("import", paths=[path])
    wizard = dialog(qtbot, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=10_000)
    wizard.import_button.click()
    qtbot.waitUntil(
        lambda: any(each.declined for each in ask(filled_record, replies.list_replies, conference_id(filled))),
        timeout=10_000,
    )
    settle(qtbot, filled)
    filled.context.run("template")
    page = dialog(qtbot, RegistrationFormDialog)
    settle(qtbot, filled)
    page.as_page.setChecked(True)
    target = tmp_path / "phiếu.html"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    page.save_button.click()
    settle(qtbot, filled)
    assert "tap-huan-reply" in target.read_text(encoding="utf-8")
