"""Who gets a certificate, in the window: the rule with its counts, issuing, printing again, revoking."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from desktop.domain.attendance import Status
from desktop.domain.people import AttendeeInput
from desktop.gui.papers.certificates import CertificatesDialog, RevokeDialog, open_certificates
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import making
from desktop.papers.certificates import DOCUMENT, gather
from desktop.papers.certificates.content import Held
from desktop.services import agenda, attendance, attendees
from tests.gui.filled import PEOPLE, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]
CAME = 20


@pytest.fixture
def shown(qtbot: QtBot, filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> CertificatesDialog:
    """20 of 25 came in the morning, and one of them in the afternoon too; questions are answered with yes."""
    conference = conference_id(filled)

    def attend(tx: Any) -> None:
        sessions = agenda.list_sessions(tx, conference)
        people = attendees.list_attendees(tx, conference)
        for place, person in enumerate(people[:CAME]):
            for session in sessions[: 2 if place == 0 else 1]:
                attendance.set_status(tx, training_session_id=session.id, attendee_id=person.id, status=Status.PRESENT)

    filled.context.operations.database.write(attend)
    monkeypatch.setattr(filled.context.feedback, "ask", lambda *_words, **_given: True)
    opened = open_certificates(filled.context)
    settle(qtbot, filled)
    return opened


def texts(view: QTreeWidget, column: int = 0) -> list[str]:
    """What stands in the rows that are not hidden."""
    items = [view.topLevelItem(place) for place in range(view.topLevelItemCount())]
    return [item.text(column) for item in items if item is not None and not item.isHidden()]


def choose(view: QTreeWidget, *places: int) -> None:
    view.clearSelection()
    for place in places:
        item = view.topLevelItem(place)
        assert item is not None
        item.setSelected(True)


def register(window: MainWindow) -> list[Held]:
    found: list[Held] = window.context.operations.database.read(lambda tx: gather.register(tx, conference_id(window)))
    return found


def at_least(qtbot: QtBot, shown: CertificatesDialog, share: int) -> None:
    """Change the rule and wait for the counts."""
    shown.options.controls["share"].widget.setValue(share)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: shown.rule.text().find(f" {share} ") > 0, timeout=5000)
    settle(qtbot, shown.context.window)


def test_the_counts_follow_the_rule_and_the_rule_is_kept(
    qtbot: QtBot, filled: MainWindow, shown: CertificatesDialog
) -> None:
    assert shown.summary.text() == f"1 đủ điều kiện · {PEOPLE - 1} chưa"
    assert "chưa nhập điểm danh" in texts(shown.refused, 1)
    at_least(qtbot, shown, 50)
    assert shown.summary.text() == f"{CAME} đủ điều kiện · {PEOPLE - CAME} chưa"
    assert texts(shown.getting)[0] == "01 (chưa cấp)"
    shown.reject()
    settle(qtbot, filled)
    kept = filled.context.operations.database.read(lambda tx: making.kept(tx, conference_id(filled), DOCUMENT))
    assert kept.share == 50


def test_issued_ones_bear_their_numbers_and_are_printed_again_from_their_preview(
    qtbot: QtBot, filled: MainWindow, shown: CertificatesDialog
) -> None:
    at_least(qtbot, shown, 50)
    assert shown.issue_button.text() == f"&Cấp {CAME} giấy chứng nhận"
    shown.issue_button.click()
    qtbot.waitUntil(lambda: not shown.issue_button.isEnabled() and bool(register(filled)), timeout=10_000)
    settle(qtbot, filled)
    assert [line.number for line in register(filled)] == list(range(1, CAME + 1))
    assert texts(shown.getting)[0] == "✓ 01/GCN"
    assert shown.banner.sentence == f"Đã cấp {CAME} giấy chứng nhận."
    choose(shown.getting, 0, 2)
    shown.print_button.click()
    settle(qtbot, filled)
    page: Any = filled.page
    qtbot.waitUntil(lambda: page.view is not None and page.view.total == 2, timeout=10_000)


def test_a_revoked_one_moves_to_the_others_with_its_reason_and_may_be_issued_anew(
    qtbot: QtBot, filled: MainWindow, shown: CertificatesDialog
) -> None:
    shown.issue()
    settle(qtbot, filled)
    assert not shown.revoke_button.isEnabled()
    choose(shown.getting, 0)
    shown.revoke_button.click()
    form = dialog(qtbot, RevokeDialog)
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("reason")
    form.reason.setText("cấp nhầm")
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        form.save_button.click()
    settle(qtbot, filled)
    assert texts(shown.getting) == []
    assert "đã thu hồi: cấp nhầm" in texts(shown.refused, 1)
    choose(shown.refused, texts(shown.refused, 1).index("đã thu hồi: cấp nhầm"))
    shown.anew_button.click()
    qtbot.waitUntil(lambda: len(register(filled)) == 2, timeout=10_000)
    settle(qtbot, filled)
    assert texts(shown.getting) == ["✓ 02/GCN"]


def test_search_narrows_both_lists_without_accents(shown: CertificatesDialog) -> None:
    name = texts(shown.refused)[0]
    shown.search.setText(name.lower().replace("đ", "d"))
    assert name in texts(shown.refused)
    shown.search.setText("khong ai ten nhu the nay")
    assert texts(shown.refused) == texts(shown.getting) == []


def test_enter_in_the_search_field_gives_out_no_numbers(
    qtbot: QtBot, filled: MainWindow, shown: CertificatesDialog
) -> None:
    qtbot.keyClick(shown.search, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert register(filled) == []
    assert shown.isVisible()


def test_a_certificate_corrected_since_is_marked_and_reissued_on_a_word(
    qtbot: QtBot, filled: MainWindow, shown: CertificatesDialog
) -> None:
    at_least(qtbot, shown, 50)
    shown.issue_button.click()
    qtbot.waitUntil(lambda: bool(register(filled)), timeout=10_000)
    settle(qtbot, filled)
    line = register(filled)[0]
    person = filled.context.operations.database.read(lambda tx: attendees.get_attendee(tx, line.attendee_id))
    given = AttendeeInput(full_name=f"{person.full_name} Anh")
    filled.context.operations.write(
        lambda tx: attendees.edit_attendee(tx, line.attendee_id, given, version=person.version)
    )
    qtbot.waitUntil(lambda: any(text.startswith("≠") for text in texts(shown.getting)), timeout=10_000)
    place = next(place for place, text in enumerate(texts(shown.getting)) if text.startswith("≠"))
    assert "1 đã sửa sau khi cấp" in shown.getting_title.text()
    choose(shown.getting, place)
    assert shown.reissue_button.isEnabled()
    shown.reissue_button.click()
    qtbot.waitUntil(lambda: len(register(filled)) == CAME + 1, timeout=10_000)
    assert (register(filled)[0].replaced_by, register(filled)[-1].paper.full_name) == (CAME + 1, given.full_name)
