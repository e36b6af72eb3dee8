"""Entering a signed sheet in the window: by number, by letter, differences settled, nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.app import build_window
from desktop.domain.areas import Area
from desktop.domain.attendance import Method, Status
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.gui.feedback import Feedback
from desktop.gui.papers.printed_sheets import PrintedSheets
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.signed_sheets.entry import PaperEntry
from desktop.gui.signed_sheets.head import not_begun
from desktop.services import agenda, attendance, sheets, signed_sheets
from desktop.services.opening import Database
from desktop.settings import Settings
from tests.gui.filled import dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]
PEOPLE = 25


@pytest.fixture
def entry(qtbot: QtBot, filled: MainWindow, filled_record: Database) -> PaperEntry:
    """Sheet 1 of 25 people, printed with two blank lines; no. 2 came in at the door."""
    conference = filled.context.conference_id
    filled_record.write(
        lambda tx: sheets.record_sheet(
            tx, conference, EVERYONE, SheetOptions(group_by="none", sort="name", blank_lines=2)
        )
    )
    let_in(filled_record, conference, 2)
    return opened(qtbot, filled)


def let_in(database: Database, conference: uuid.UUID, number: int) -> None:
    def work(tx: Any) -> None:
        row = signed_sheets.sheet_for_entry(tx, conference, 1).rows[number - 1]
        session = agenda.list_sessions(tx, conference)[0]
        attendance.check_in(
            tx,
            training_session_id=session.id,
            attendee_id=row.attendee_id,
            token=uuid.uuid4(),
            method=Method.SCAN,
            anyway=True,
        )

    database.write(work)


def opened(qtbot: QtBot, window: MainWindow, **given: Any) -> PaperEntry:
    window.run("signed_sheet.enter", **given)
    shown = dialog(qtbot, PaperEntry)
    qtbot.waitUntil(lambda: shown.draft is not None and not window.context.operations.busy, timeout=10_000)
    return shown


def statuses(database: Database, window: MainWindow, session: int = 0) -> list[str]:
    """The statuses of the people on sheet 1, in its order."""
    conference = window.context.conference_id

    def work(tx: Any) -> list[str]:
        sheet = signed_sheets.sheet_for_entry(tx, conference, 1, session)
        people = {
            each.id: each for each in attendance.door_people(tx, agenda.list_sessions(tx, conference)[session].id)
        }
        return [str(people[row.attendee_id].status) for row in sheet.rows]

    return database.read(work)


def saved(qtbot: QtBot, shown: PaperEntry) -> None:
    with qtbot.waitSignal(shown.accepted, timeout=10_000):
        qtbot.keyClick(shown, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, shown.context.window)


def answering(monkeypatch: pytest.MonkeyPatch, answer: bool) -> list[str]:
    """What the window asks, and the answer it gets."""
    asked: list[str] = []

    def ask(_feedback: Feedback, _title: str, question: str, *_words: Any, **_given: Any) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(Feedback, "ask", ask)
    return asked


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_absentees_typed_by_number_make_the_others_present(
    qtbot: QtBot, filled_record: Database, language: str
) -> None:
    i18n.install(language)
    window = build_window(filled_record, Settings(views={"page": "attendees"}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    conference = window.context.conference_id
    filled_record.write(
        lambda tx: sheets.record_sheet(tx, conference, EVERYONE, SheetOptions(group_by="none", sort="name"))
    )
    shown = opened(qtbot, window)
    assert QApplication.focusWidget() is None or shown.absent.hasFocus() or not shown.isActiveWindow()
    qtbot.keyClicks(shown.absent, "1, 5-7, 9p")
    qtbot.keyClick(shown.absent, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert shown.draft is not None
    assert (shown.draft.present, shown.draft.absent, shown.draft.total) == (20, 5, PEOPLE)
    saved(qtbot, shown)
    found = statuses(filled_record, window)
    assert [number for number, status in enumerate(found, start=1) if status != "present"] == [1, 5, 6, 7, 9]
    assert found[8] == "excused"
    settle(qtbot, window)
    window.close()


def test_letters_walk_the_rows_and_backspace_clears(qtbot: QtBot, entry: PaperEntry, filled_record: Database) -> None:
    table = entry.table
    table.setFocus()
    table.go_to(1)
    qtbot.keyClicks(table, "vcMp")
    assert entry.draft is not None
    assert [entry.draft.status(number) for number in range(1, 6)] == [
        Status.ABSENT, Status.PRESENT, Status.LATE, Status.EXCUSED, Status.UNRECORDED,
    ]  # fmt: skip
    assert table.current().number == 5
    qtbot.keyClick(table, Qt.Key.Key_Up)
    qtbot.keyClick(table, Qt.Key.Key_Backspace)
    assert entry.draft.status(4) is Status.UNRECORDED
    qtbot.keyClicks(table, "17v")
    assert (entry.draft.status(17), table.current().number) == (Status.ABSENT, 18)
    qtbot.keyClicks(table, "xz")
    assert table.current().number == 18
    saved(qtbot, entry)
    found = statuses(filled_record, entry.context.window)
    assert (found[0], found[2], found[16]) == ("absent", "late", "absent")


def test_a_difference_stands_in_its_own_list_until_somebody_chooses(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    assert not entry.differences.cards
    entry.absent.setText("2, 3")
    entry.take_numbers()
    assert list(entry.differences.cards) == [2]
    assert entry.differences.isVisible()
    qtbot.keyClick(entry, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(entry.banner.sentence) and not entry.context.operations.busy, timeout=10_000)
    assert entry.isVisible()
    assert statuses(filled_record, entry.context.window)[:3] == ["present", "late", "absent"]
    card = entry.differences.cards[2]
    card.door.setFocus()
    qtbot.keyClick(card.door, Qt.Key.Key_Space)
    assert entry.draft is not None
    assert (entry.draft.open, entry.draft.settle) == (0, {2: "door"})
    saved(qtbot, entry)
    again = opened(qtbot, entry.context.window, number=1, column=0)
    assert again.draft is not None
    assert (again.draft.open, again.draft.changed, again.absent.text()) == (0, False, "2, 3")
    again.differences.cards[2].paper.click()
    saved(qtbot, again)
    assert statuses(filled_record, entry.context.window)[1] == "absent"


def test_all_differences_are_settled_at_once_and_undone_at_once(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    let_in(filled_record, entry.context.conference_id, 4)
    entry.reload()
    settle(qtbot, entry.context.window)
    entry.absent.setText("2")
    entry.take_numbers()
    assert not entry.differences.all_door.isVisible()  # one has its own buttons
    entry.absent.setText("2, 4")
    entry.take_numbers()
    entry.differences.all_door.click()
    assert entry.draft is not None
    assert (entry.draft.open, entry.draft.settle) == (0, {2: "door", 4: "door"})
    entry.differences.all_paper.click()
    assert entry.draft.settle == {2: "paper", 4: "paper"}
    saved(qtbot, entry)
    assert [statuses(filled_record, entry.context.window)[place] for place in (1, 3)] == ["absent", "absent"]
    entry.context.shell.undo_last()
    settle(qtbot, entry.context.window)
    assert [statuses(filled_record, entry.context.window)[place] for place in (1, 3)] == ["late", "late"]


def test_the_column_tells_where_it_is_written_and_what_has_not_begun(entry: PaperEntry) -> None:
    assert entry.draft is not None
    sheet = entry.draft.sheet
    assert sheet.sessions[0].title in entry.head.written.text()
    assert "1 buổi" in entry.head.written.text()
    assert not entry.head.warning.isVisible()
    early = sheet.sessions[0].starts_at - dt.timedelta(minutes=1)
    assert not_begun(sheet, early) == f"⚠ Chưa bắt đầu: buổi {sheet.sessions[0].starts_at:%H:%M}."


def test_names_on_blank_lines_are_registered_when_the_sheet_is_saved(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    first = entry.blank_lines.lines[0]
    assert first.number == PEOPLE + 1
    first.name.setEditText("Bà Bùi Thị Sen")
    first.unit.setEditText("P. Bạch Đằng")
    assert len(entry.blank_lines.lines) == 3
    entry.absent.setText("")
    entry.take_numbers()
    assert entry.draft is not None
    assert entry.draft.present == PEOPLE + 1
    saved(qtbot, entry)
    again = opened(qtbot, entry.context.window, column=1)
    assert again.draft is not None
    assert again.draft.rows[PEOPLE + 1].full_name == "Bùi Thị Sen"
    assert again.blank_lines.lines[0].number == PEOPLE + 2


def test_a_name_on_a_blank_line_that_is_registered_already_is_pointed_out(
    qtbot: QtBot, filled: MainWindow, filled_record: Database
) -> None:
    conference = filled.context.conference_id
    people = filled_record.read(lambda tx: attendance.door_people(tx, agenda.list_sessions(tx, conference)[0].id))
    here, stranger = people[0], next(each for each in people if each.unit != people[0].unit)
    whom, options = Selection(unit_ids=(here.unit_id,)), SheetOptions(blank_lines=1)
    filled_record.write(lambda tx: sheets.record_sheet(tx, conference, whom, options))
    shown = opened(qtbot, filled)
    line = shown.blank_lines.lines[0]
    line.name.setEditText(stranger.full_name.lower())
    assert line.mine.isVisibleTo(shown)
    line.mine.click()
    found = line.walk_in()
    assert found is not None
    assert found.attendee_id is not None
    assert not line.unit.isEnabled()
    shown.take_numbers()
    saved(qtbot, shown)
    after = filled_record.read(lambda tx: attendance.door_people(tx, agenda.list_sessions(tx, conference)[0].id))
    assert len(after) == len(people)
    assert next(each.status for each in after if each.id == found.attendee_id) == "present"


def test_esc_asks_before_what_was_typed_is_lost(
    qtbot: QtBot, entry: PaperEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, False)
    qtbot.keyClicks(entry.absent, "5")
    qtbot.keyClick(entry, Qt.Key.Key_Escape)
    assert (len(asked), entry.isVisible()) == (1, True)
    entry.take_numbers()
    entry.columns.setCurrentIndex(1)
    entry.columns.activated.emit(1)
    assert (len(asked), entry.columns.currentIndex()) == (2, 0)
    answering(monkeypatch, True)
    with qtbot.waitSignal(entry.rejected):
        qtbot.keyClick(entry, Qt.Key.Key_Escape)


def test_numbers_not_confirmed_by_enter_are_saved_as_well(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    qtbot.keyClicks(entry.absent, "5, 7p")
    saved(qtbot, entry)
    found = statuses(filled_record, entry.context.window)
    assert (found[4], found[6], found[7]) == ("absent", "excused", "present")


def test_numbers_that_cannot_be_read_are_told_and_nothing_is_saved(qtbot: QtBot, entry: PaperEntry) -> None:
    entry.absent.setText("5, năm")
    entry.save()
    assert not entry.saving
    assert "NĂM" in entry.banner.sentence
    assert entry.absent.text() == "5, năm"


def test_the_down_key_leads_from_the_numbers_to_the_rows(qtbot: QtBot, entry: PaperEntry) -> None:
    entry.absent.setFocus()
    qtbot.keyClick(entry.absent, Qt.Key.Key_Down)
    assert entry.focusWidget() is entry.table


def test_untouched_the_dialog_leaves_without_a_question(qtbot: QtBot, entry: PaperEntry) -> None:
    with qtbot.waitSignal(entry.rejected):
        qtbot.keyClick(entry, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("typed", "told"), [("99", "99"), ("năm", "NĂM")])
def test_wrong_numbers_are_told_and_nothing_is_marked(qtbot: QtBot, entry: PaperEntry, typed: str, told: str) -> None:
    entry.absent.setText(typed)
    qtbot.keyClick(entry.absent, Qt.Key.Key_Return)
    assert told in entry.banner.sentence
    assert entry.draft is not None
    assert entry.draft.statuses == {}
    entry.absent.clear()


def test_a_sheet_is_chosen_by_its_square_and_by_its_number(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    window = entry.context.window
    conference = window.context.conference
    assert conference is not None
    filled_record.write(lambda tx: sheets.record_sheet(tx, conference.id, EVERYONE, SheetOptions()))
    shown = lambda: entry.draft.sheet.number if entry.draft else 0  # noqa: E731
    for text, number in ((f"TH:{conference.code}:2", 2), ("1", 1)):
        entry.number.setText(text)
        qtbot.keyClick(entry.number, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: shown() == number, timeout=10_000)
    entry.number.setText(f"TH:{conference.code}:1:2")  # the square on a half-day's list
    qtbot.keyClick(entry.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.draft is not None and entry.draft.sheet.column == 1, timeout=10_000)
    token = entry.draft.sheet.token if entry.draft else ""
    entry.number.setText(f"TH:{conference.code}:1:1:3:{token}")
    qtbot.keyClick(entry.number, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry.draft is not None and entry.draft.sheet.column == 0, timeout=10_000)
    other = f"{(int(token) + 1) % 100_000:05d}"
    for text in ("TH:999:1", "TH:999:1:1", "abc", "7", f"TH:{conference.code}:1:0:1:{other}"):
        entry.banner.tell("")
        entry.number.setText(text)
        qtbot.keyClick(entry.number, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(entry.banner.sentence), timeout=10_000)
        assert shown() == 1


def test_the_foot_of_the_paper_is_compared(qtbot: QtBot, entry: PaperEntry) -> None:
    entry.absent.setText("3")
    entry.take_numbers()
    entry.foot.fields["present"].setText(str(PEOPLE - 1))
    assert entry.foot.verdict.text().startswith("✓")
    entry.foot.fields["absent"].setText("2")
    assert entry.foot.verdict.text().startswith("✕")


def test_what_the_door_says_meanwhile_is_shown_and_what_was_typed_stays(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    entry.absent.setText("3")
    entry.take_numbers()
    let_in(filled_record, entry.context.conference_id, 3)
    entry.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    qtbot.waitUntil(lambda: 3 in entry.differences.cards, timeout=10_000)
    assert entry.draft is not None
    assert entry.draft.status(3) is Status.ABSENT


def test_the_list_of_sheets_tells_what_was_entered_and_opens_the_entry(
    qtbot: QtBot, entry: PaperEntry, filled_record: Database
) -> None:
    entry.absent.setText("")
    entry.take_numbers()
    saved(qtbot, entry)
    window = entry.context.window
    printed = PrintedSheets(window.context)
    printed.open()
    qtbot.waitUntil(printed.enter.isEnabled, timeout=10_000)
    item = printed.list.topLevelItem(0)
    assert "1/2" in item.text(4)
    printed.enter.click()
    shown = dialog(qtbot, PaperEntry)
    qtbot.waitUntil(lambda: shown.draft is not None, timeout=10_000)
    assert shown.draft is not None
    assert shown.draft.sheet.column == 1


def test_without_a_sheet_the_dialog_says_what_to_do(qtbot: QtBot, filled: MainWindow) -> None:
    filled.run("signed_sheet.enter")
    shown = dialog(qtbot, PaperEntry)
    qtbot.waitUntil(lambda: bool(shown.banner.sentence), timeout=10_000)
    assert not shown.save_button.isEnabled()
    shown.close()


def test_undo_takes_the_whole_sheet_back(qtbot: QtBot, entry: PaperEntry, filled_record: Database) -> None:
    entry.absent.setText("3")
    entry.take_numbers()
    saved(qtbot, entry)
    window = entry.context.window
    window.context.operations.undo_last()
    settle(qtbot, window)
    assert set(statuses(filled_record, window)) == {"late", "unrecorded"}
