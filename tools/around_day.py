"""The day before and the day after in the real window: `python -m tools.around_day --out DIR` drives both, with pictures.

The day before: a conference is made, a table is pasted, what Tổng quan finds is settled one by one until it says ready, the
sheet is looked at, the guide is asked. The day after: the signed sheet is entered, taken back and done again, the list
exported, the conference closed and opened again. Every step says what it looked at; 1 is returned where something was
wrong. `--every` drives it again in the other language, in the dark, small, and at 200 %.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop import i18n
from desktop.app import build_window
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.gui.agenda.session import SessionDialog
from desktop.gui.attendees.attendee import AttendeeDialog
from desktop.gui.attendees.export import ExportDialog
from desktop.gui.conferences.conference import ConferenceDialog
from desktop.gui.conferences.overview import OverviewPage
from desktop.gui.guide.window import GuideWindow
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.papers.letterhead import LetterheadDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.signed_sheets.entry import PaperEntry
from desktop.gui.widgets.table import Table
from desktop.services import agenda, attendees, sheets
from desktop.services.opening import open_location
from desktop.settings import Settings
from tools.drive import Look, Steps, over, run

Key = Qt.Key
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
PASTED = (
    "Họ và tên\tChức vụ\tĐơn vị\n"
    "Trần Văn Mẫu\tChủ tịch\tUBND phường Bạch Mai\n"
    "Lê Thị Thử\tCông chức Tư pháp - Hộ tịch\tUBND phường Bạch Mai\n"
    "Nguyen Thi Ha\tHiệu trưởng\tTrường Tiểu học Lê Văn Tám\n"
    "Phạm Quốc Thử\tTrưởng phòng\tPhòng Nội vụ\n"
)
"""Four invented people as they stand in somebody's Excel, one of them without accents."""


class AroundTheDay(Steps):
    """The steps, one after the other, by keyboard and by the buttons that the pages offer."""

    def before_and_after(self) -> None:
        """All of it."""
        self.do(
            (
                self.a_conference,
                self.a_table_pasted,
                self.names_without_accents,
                self.a_session_outside,
                self.the_letterhead,
                self.ready,
                self.the_sheet_and_its_guide,
                self.the_signed_sheet,
                self.taking_back,
                self.the_export,
                self.closing,
            )
        )

    # -- hands ----------------------------------------------------------------------------------------------------

    def _press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._to_window()
        QTest.keyClick(self._keys(), key, modifiers)
        self.settle()

    def _type(self, text: str, to: QWidget | None = None) -> None:
        """By hand, over what stands in the field; letters that no key has come from an input method."""
        target = to or self._keys()
        target.setFocus()
        if isinstance(target, QLineEdit):
            target.selectAll()
        for letter in text:
            if letter.isascii():
                QTest.keyClick(target, letter)  # type: ignore[call-overload]
                continue
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)

    def _click(self, widget: QWidget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def _to_window(self) -> None:
        """Without a screen nobody puts the window in front again once a dialog is left."""
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()
        self.settle()

    def _gone(self, kind: type[QWidget]) -> None:
        """Until the dialog was taken, and what it changed is shown."""
        self.wait_until(lambda: not any(isinstance(each, kind) for each in over()), 30)
        self._to_window()

    def _overview(self) -> OverviewPage:
        self.window.show_page("overview")
        self.settle()
        page = self.window.page
        assert isinstance(page, OverviewPage)
        return page

    def _open_lines(self) -> set[str]:
        rows = self._overview().readiness.rows
        return {code for code, (button, _say) in rows.items() if not button.isHidden()}

    def _go(self, code: str) -> None:
        """The button of a line of Tổng quan."""
        self._click(self._overview().readiness.rows[code][0])

    # -- the day before -------------------------------------------------------------------------------------------

    def a_conference(self) -> None:
        """Title and day are enough."""
        self._press(Key.Key_N, _CTRL | _SHIFT)
        form = self._dialog(ConferenceDialog)
        self._type("Tập huấn nghiệp vụ cải cách hành chính", form.title)
        tomorrow = dt.date.today() + dt.timedelta(days=1)
        self._type(f"{tomorrow:%d/%m/%y}", form.starts_on)
        self._picture("conference")
        self._enter()
        self._gone(ConferenceDialog)
        self.settle()
        made = self.window.context.conference
        self._look(made is not None and made.starts_on == tomorrow, "a year of two digits is of this century")
        self._look({"attendees", "letterhead", "signer"} <= self._open_lines(), "Tổng quan tells what is to be done")
        self._picture("to-do")

    def a_table_pasted(self) -> None:
        """Ctrl+V wherever the keyboard is."""
        QApplication.clipboard().setText(PASTED)
        self.window.show_page("attendees")
        self.settle()
        self._press(Key.Key_V, _CTRL)
        wizard = self._dialog(ImportWizard)
        self.wait_until(wizard.import_button.isEnabled, 30)
        self._picture("import")
        self._press(Key.Key_Return, _CTRL)
        self._gone(ImportWizard)
        self.settle()
        self._look(isinstance(self.window.focusWidget(), Table), "the list has the keyboard")
        self._look(len(self.window.page.model.rows()) == 4, "four people are listed")  # type: ignore[union-attr]
        self._picture("list")

    def names_without_accents(self) -> None:
        """The button leads to whom it counts, F2 mends, the link leads back."""
        self._go("unaccented")
        page = self.window.page
        rows = page.model.rows()  # type: ignore[union-attr]
        self._look([row.full_name for row in rows] == ["Nguyen Thi Ha"], "only who is counted is listed")
        self._picture("unaccented")
        self._press(Key.Key_Down)
        self._press(Key.Key_F2)
        form = self._dialog(AttendeeDialog)
        self._type("Nguyễn Thị Hà", form.full_name)
        self._enter()
        self._gone(AttendeeDialog)
        self._look(not page.model.rows(), "who is mended leaves the list")  # type: ignore[union-attr]
        self._click(page._back)  # type: ignore[union-attr]
        self._look(isinstance(self.window.page, OverviewPage), "and the link leads back")
        self._look("unaccented" not in self._open_lines(), "the line is gone")

    def a_session_outside(self) -> None:
        """A session on another day is told, found and put right."""
        context = self.window.context
        key = context.conference_id
        begins = dt.datetime.combine(dt.date.today() + dt.timedelta(days=9), dt.time(8))
        ends = begins + dt.timedelta(hours=2)
        context.operations.write(lambda tx: agenda.add_session(tx, key, title="Bế mạc", starts_at=begins, ends_at=ends))
        self.settle()
        self._look("outside" in self._open_lines(), "a session outside the days is told")
        self._go("outside")
        row = self.window.page.table.current()  # type: ignore[union-attr]
        self._look(row is not None and row.title == "Bế mạc", "its row has the keyboard")
        self._picture("outside")
        self._press(Key.Key_F2)
        form = self._dialog(SessionDialog)
        self._type(f"{dt.date.today() + dt.timedelta(days=1):%d/%m/%Y}", form.day)
        self._type("15:00", form.starts)
        self._type("17:00", form.ends)
        self._picture("session")
        self._enter()
        self._gone(SessionDialog)
        self.settle()
        self._look("outside" not in self._open_lines(), "put right, its line is gone")

    def the_letterhead(self) -> None:
        """What papers bear is typed once."""
        self._go("letterhead")
        dialog = self._dialog(LetterheadDialog)
        self.wait_until(lambda: dialog.loaded)
        texts = {
            "superior_body": "UBND QUẬN MẪU", "issuing_body": "PHÒNG NỘI VỤ", "locality": "Quận Mẫu",
            "symbol": "PNV", "signer_title": "TRƯỞNG PHÒNG", "signer_name": "Nguyễn Văn Ký",
        }  # fmt: skip
        for name, text in texts.items():
            field = dialog.of_office.fields[name]
            assert isinstance(field, QLineEdit)
            field.setText(text)
        recipients = dialog.of_office.fields["recipients"]
        assert not isinstance(recipients, QLineEdit)
        recipients.setPlainText("Các đơn vị;\nLưu: VT.")
        self.settle()
        self._picture("letterhead")
        self._click(dialog.save_button)
        self._gone(LetterheadDialog)
        self._look(not {"letterhead", "signer"} & self._open_lines(), "letterhead and signer are settled")

    def ready(self) -> None:
        """Nothing holds the conference up."""
        self.settle()
        self._look("ready" in self._open_lines(), f"ready is said in one line ({sorted(self._open_lines())})")
        self._picture("ready")

    def the_sheet_and_its_guide(self) -> None:
        """Ctrl+P shows the sheet, F1 its chapter."""
        self._press(Key.Key_P, _CTRL)
        self.wait_until(lambda: bool(self.window.page.view.pdf), 60)  # type: ignore[union-attr]
        self.settle()
        QTest.qWait(800)  # Qt paints PDF pages in its own time
        self._picture("sheet")
        self._press(Key.Key_F1)
        guide = self._dialog(GuideWindow)
        self._look(guide._now == guide.guide.place("document-attendance-sheet"), "F1 leads to the document's section")
        guide.search.setFocus()
        QTest.keyClicks(guide.search, "chu ky" if i18n.language() == "vi" else "signature")
        self._look(guide.contents.count() > 1, "the guide is found in without accents")
        self._picture("guide")
        guide.close()
        self.window.activateWindow()

    # -- the day after --------------------------------------------------------------------------------------------

    def the_signed_sheet(self) -> None:
        """Numbers of those absent, Enter, and the sheet is kept."""
        context = self.window.context
        key = context.conference_id
        context.operations.write(lambda tx: sheets.record_sheet(tx, key, EVERYONE, SheetOptions()))
        self.settle()
        self._press(Key.Key_P, _CTRL | _SHIFT)
        entry = self._dialog(PaperEntry)
        self.wait_until(lambda: entry.draft is not None)
        self._type("2", entry.absent)
        self._enter()
        self._picture("signed-sheet")
        QTest.keyClick(entry, Key.Key_S, _CTRL)
        self.settle()
        done = self.window.context.operations.database.read(lambda tx: sheets.list_printed(tx, key))
        self._look(any(column for each in done for column in each.entered), "its column is entered")

    def taking_back(self) -> None:
        """Undo and redo say what they did."""
        self.window.show_page("attendees")
        self.settle()
        undone, redone = ("Đã hoàn tác: ", "Đã làm lại: ") if i18n.language() == "vi" else ("Undone: ", "Redone: ")
        self._press(Key.Key_Z, _CTRL)
        self._look(self.window.status.sentence.startswith(undone), self.window.status.sentence)
        self._picture("undone")
        self._press(Key.Key_Z, _CTRL | _SHIFT)
        self._look(self.window.status.sentence.startswith(redone), self.window.status.sentence)

    def the_export(self) -> None:
        """It says whom it will write."""
        self._press(Key.Key_E, _CTRL)
        dialog = self._dialog(ExportDialog)
        self._look("4" in dialog.people.itemText(dialog.people.count() - 1), "all four can be written")
        self._picture("export")
        self._press(Key.Key_Escape)

    def closing(self) -> None:
        """Closed it is only looked at; one button opens it again."""
        self.window.run("conference.close")
        self.settle()
        self._look(self._open_lines() == {"closed"}, "Tổng quan says that it is closed, and nothing else")
        self._picture("closed")
        self._go("closed")
        conference = self.window.context.conference
        self._look(conference is not None and not conference.closed, "its button opens it again")
        listed = self.window.context.operations.database.read(
            lambda tx: attendees.list_attendees(tx, self.window.context.conference_id)
        )
        self._look(len(listed) == 4, "nobody was lost on the way")


@contextmanager
def new_window(folder: Path, look: Look) -> Iterator[MainWindow]:
    """The window over a data file with nothing in it."""
    database = open_location(folder / "moi.db", desk="1")
    window = build_window(database, Settings(theme=look.theme, text_scale=look.scale, desk="1"))
    window.resize(*look.size)
    window.show()
    window.activateWindow()
    while not window.is_ready:
        QApplication.processEvents()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
        database.close()


def drive(look: Look, out: Path) -> AroundTheDay:
    """Both days in one look."""
    i18n.install(look.language)
    with tempfile.TemporaryDirectory() as folder, new_window(Path(folder), look) as window:
        days = AroundTheDay(window)
        days.begin(out)
        days.settle()
        days.before_and_after()
        return days


def main(argv: list[str] | None = None) -> int:
    """Drive both days; 1 when something was wrong."""
    return run("python -m tools.around_day", __doc__ or "", Path("build/around-day"), drive, argv)


if __name__ == "__main__":
    sys.exit(main())
