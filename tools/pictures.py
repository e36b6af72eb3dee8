"""Pictures of the window: `python -m tools.pictures` for the guide, `--every` to look over each page and dialog.

The guide's stand in docs/pictures in both languages, those of the documents' cards in resources. `--every` adds the other pages and dialogs, the dark scheme and text
at 200 %, into build/pictures. All are 1366×768, taken without a screen, of the sample conference.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from sqlalchemy import select

from desktop import i18n
from desktop.app import build_window
from desktop.domain.attendance import Method, Status
from desktop.domain.attendance_sheet import SheetOptions
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.seating import Filling
from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.commands import COMMANDS
from desktop.gui.importing.columns import ColumnsDialog
from desktop.gui.importing.notices_dialog import NoticesDialog
from desktop.gui.importing.options import OptionsDialog
from desktop.gui.importing.unit_picker import UnitPicker
from desktop.gui.importing.units import NewUnitsDialog
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.papers.printed_sheets import PrintedSheets
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.seating.dialog import SeatingDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.signed_sheets.entry import PaperEntry
from desktop.services import agenda, attendance, attendees, demo, seating, sheets, signed_sheets
from desktop.services.attendance import workbook
from desktop.services.opening import Database, Transaction, open_location
from desktop.settings import Settings
from desktop.store.tables import PrintedSheet
from tests.gui.importing.workbooks import late_registrations
from tools import offscreen
from tools.backup_pictures import backup_pictures
from tools.board_pictures import board_pictures
from tools.document_pictures import write_pictures
from tools.door_pictures import door_pictures
from tools.frame_pictures import frame_pictures
from tools.offscreen import SIZE, save_picture
from tools.personal_pictures import personal_pictures
from tools.review_pictures import review_pictures
from tools.scan_pictures import scan_pictures
from tools.server_pictures import server_pictures
from tools.version_pictures import version_pictures
from tools.word_pictures import word_pictures

GUIDE = {
    "overview": "overview",
    "attendees": "attendees",
    "agenda": "agenda",
    "printing": "documents",
    "printing-sheet": "print",
    "door-in": "door",
    "paper-entry": "paper",
    "scan-review": "scans",
    "directory": "units",
    "conference-new": "new-conference",
    "import": "import-preview",
    "review": "review",
    "tidy": "tidy",
}
"""The guide's pictures: their names here and there."""
CARDS = "card-"
"""`--only card-badges` draws the picture of one card, `--only card-` all of them and nothing else."""
_WAIT = 30.0
_PDF_WAIT = 0.8


def main(argv: list[str] | None = None) -> int:
    """Write the pictures; return 1 when one could not be taken."""
    given = _parser().parse_args(argv)
    out = given.out or Path("build/pictures" if given.every else "docs/pictures")
    application = offscreen.application()
    translator = install_translator(application)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAP_HUAN_HOME"] = folder
        i18n.install("vi")
        if not given.every and (not given.only or given.only.startswith(CARDS)):
            write_pictures(Path(folder), given.only.removeprefix(CARDS))
        if given.only.startswith(CARDS):
            return 0
        database = open_location(demo.new_sample(Path(folder) / "taphuan.db").path, desk="1")
        empty = open_location(Path(folder) / "trong.db", desk="1")
        looks = [(language, "light", 100) for language in i18n.LANGUAGES]
        if given.every:
            looks += [("vi", "dark", 100), ("vi", "light", 200), ("en", "light", 200)]
        for language, theme, scale in looks:
            i18n.install(language)
            look = f"{language}{'-dark' if theme == 'dark' else ''}{'-200' if scale == 200 else ''}"
            wanted = _wanted(given.every, given.only)
            _Studio(database, theme, scale, out / look, wanted).shoot()
            if wanted("welcome"):
                _Studio(empty, theme, scale, out / look, wanted).shoot_empty()
        database.close()
        empty.close()
    application.removeTranslator(translator)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--every", action="store_true", help="each page and dialog, also dark and at 200 %%")
    parser.add_argument("--only", default="", help="only pictures whose name holds this")
    return parser


def _wanted(every: bool, only: str) -> Callable[[str], bool]:
    return lambda name: only in name if every or only else name in GUIDE


class _Studio:
    """One window in one look, and the pictures taken of it."""

    def __init__(self, database: Database, theme: str, scale: int, out: Path, wanted: Callable[[str], bool]) -> None:
        self._database, self._out, self._wanted = database, out, wanted
        self._settings = Settings(theme=theme, text_scale=scale)

    @contextmanager
    def _window(self) -> Iterator[MainWindow]:
        window = build_window(self._database, self._settings)
        window.resize(*SIZE)
        window.show()
        self._settle(window)
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            QApplication.processEvents()

    def shoot(self) -> None:
        """Every page, then every dialog."""
        with self._window() as window:
            for page in [command.page for command in COMMANDS if command.page]:
                window.show_page(page)
                self._settle(window)
                self._save(page, window)
                if page == "printing":
                    window.run("print")
                    self._settle(window)
                    self._linger()  # Qt paints PDF pages in its own time
                    self._save("printing-sheet", window)
            for name, open_it in dialogs(window).items():
                if self._wanted(name):
                    self._dialog(window, name, open_it)

    def shoot_empty(self) -> None:
        """The window over a data file that is new."""
        with self._window() as window:
            self._save("welcome", window)

    def _dialog(self, window: MainWindow, name: str, open_it: Callable[[], object]) -> None:
        before = set(_dialogs_open())
        open_it()
        self._settle(window)
        opened = sorted((each for each in _dialogs_open() if each not in before), key=_depth)
        self._save(name, window, *opened)
        for each in opened:
            if isinstance(each, QDialog):
                each.done(QDialog.DialogCode.Rejected)  # closing would ask about what is typed
            else:
                each.close()
        self._settle(window)

    def _save(self, name: str, window: MainWindow, *over: QWidget) -> None:
        if not self._wanted(name):
            return
        save_picture(self._out / f"{GUIDE.get(name, name)}.png", window, *over)

    def _linger(self) -> None:
        end = time.monotonic() + _PDF_WAIT
        while time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)

    def _settle(self, window: MainWindow) -> None:
        """Let the window work until nothing is asked for and everything is painted."""
        end = time.monotonic() + _WAIT
        quiet = 0
        while quiet < 5 and time.monotonic() < end:
            QApplication.processEvents()
            time.sleep(0.01)
            quiet = 0 if window.context.operations.busy or not window.is_ready else quiet + 1


def _dialogs_open() -> list[QWidget]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog | QMenu | BoardWindow) and each.isVisible()
    ]


def _depth(widget: QWidget) -> tuple[int, bool]:
    """How many windows it stands over: the uppermost is painted last."""
    above, depth = widget.parentWidget(), 0
    while above is not None:
        above, depth = above.parentWidget(), depth + 1
    return depth, not isinstance(widget, ImportWizard)


def dialogs(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens over the pages, by the picture's name."""

    def on(page: str, command: str) -> Callable[[], object]:
        def work() -> object:
            window.show_page(page)
            shown = window.page
            assert shown is not None
            while window.context.operations.busy:
                QApplication.processEvents()
            table = getattr(shown, "table", None) or shown.units.table  # type: ignore[attr-defined]
            table.select_first()
            return shown.commands[command]()

        return work

    def run(name: str) -> Callable[[], object]:
        return lambda: window.run(name)

    return {
        **_imports(window),
        **door_pictures(window),
        **server_pictures(window),
        **scan_pictures(window),
        "printed-sheets": lambda: _printed_sheets(window),
        "attendance-export": run("attendance.export"),
        "attendance-import": lambda: _marks_from_workbook(window),
        "paper-entry": lambda: _paper_entry(window),
        "attendee-add": on("attendees", "new"),
        "attendee-edit": on("attendees", "edit"),
        "attendee-group": on("attendees", "group"),
        "attendee-unit": on("attendees", "unit"),
        "person": on("attendees", "card"),
        "session": on("agenda", "edit"),
        "unit": on("directory", "edit"),
        "conference-new": run("conference.new"),
        "conference-edit": run("conference.edit"),
        "conference-copy": run("conference.copy"),
        "groups": run("groups"),
        "pictures": run("pictures"),
        "certificate-check": run("certificates.check"),
        "certificates": run("documents.certificates"),
        "questions": run("questions"),
        "seating": lambda: _seating(window),
        "export": run("export"),
        "preferences": run("preferences"),
        "template": run("template"),
        "imports": run("imports"),
        **board_pictures(window),
        **frame_pictures(window),
        **backup_pictures(window),
        **review_pictures(window),
        **personal_pictures(window),
        **word_pictures(window),
        "switcher": window._open_switcher,
        "palette": run("palette"),
        "shortcuts": run("shortcuts"),
        "about": run("about"),
        **version_pictures(window),
    }


def _seating(window: MainWindow) -> object:
    """A filled room with a row for guests; one person is still without a seat."""
    conference = window.context.conference_id

    def fill(tx: Any) -> None:
        known = seating.seating_of(tx, conference)
        guests = frozenset((0, column) for column in range(known.room.columns))
        room = replace(known.room, rows=known.room.rows + 1, reserved=guests)
        seating.save_room(tx, conference, room, name="Hội trường tầng 2", version=known.version)
        seating.fill(tx, conference, Filling())
        last = seating.seating_of(tx, conference).people[-1]
        seating.take_off(tx, conference, {last.id: last.seat})

    window.context.operations.database.write(fill)
    shown = window.run("documents.seating")
    assert isinstance(shown, SeatingDialog)
    while shown.seating is None or window.context.operations.busy:
        QApplication.processEvents()
    shown.map.go_to((2, 3))
    for _turn in range(60):  # seats are painted a few at a time
        QApplication.processEvents()
        shown.map.grab()
    return shown


def _printed_sheets(window: MainWindow) -> None:
    conference = window.context.conference_id
    window.context.operations.database.write(lambda tx: sheets.record_sheet(tx, conference, EVERYONE, SheetOptions()))
    PrintedSheets(window.context).open()


def _paper_entry(window: MainWindow) -> None:
    """A sheet half typed: a few absentees, two lines that differ from the door, a name on a blank line."""
    window.show_page("attendance")
    conference, database = window.context.conference_id, window.context.operations.database
    options = SheetOptions(blank_lines=4)
    number = database.write(lambda tx: sheets.record_sheet(tx, conference, EVERYONE, options)).number
    assert number is not None

    def door(tx: Any) -> None:
        printed = tx.scalars(select(PrintedSheet).where(PrintedSheet.number == number)).one()
        printed.at = dt.datetime(2018, 5, 22, 16, 30).astimezone(dt.UTC)
        sheet = signed_sheets.sheet_for_entry(tx, conference, number)
        session = sheet.columns[0].sessions[0]
        for row in sheet.rows[1:9:2]:
            attendance.check_in(
                tx, training_session_id=session, attendee_id=row.attendee_id, token=uuid.uuid4(), method=Method.SCAN,
                at=dt.datetime(2018, 5, 23, 7, 40 + row.number).astimezone(dt.UTC),
            )  # fmt: skip

    database.write(door)
    shown = window.run("signed_sheet.enter", number=number, column=0)
    assert isinstance(shown, PaperEntry)
    while shown.draft is None or window.context.operations.busy:
        QApplication.processEvents()
    shown.absent.setText("4, 6, 11p, 23-25, 31m")
    shown.take_numbers()
    shown.draft.settle[6] = "door"
    shown.blank_lines.lines[0].name.setEditText("Bà Bùi Thị Sen")
    shown.blank_lines.lines[0].unit.setEditText("UBND phường Bạch Đằng")
    shown.blank_lines.lines[0].unit.lineEdit().setCursorPosition(0)  # type: ignore[union-attr]
    shown.foot.fields["present"].setText(str(shown.draft.present))
    shown.foot.fields["absent"].setText(str(shown.draft.absent))
    shown.table.setFocus()
    shown.table.go_to(5)


def _marks_from_workbook(window: MainWindow) -> None:
    """A workbook in which letters were typed: new ones, other ones, and one that is none."""
    operations, conference = window.context.operations, window.context.conference_id
    session = operations.database.read(lambda tx: agenda.list_sessions(tx, conference))[0].id

    def say(tx: Transaction) -> None:
        for person in attendance.door_people(tx, session)[:16:4]:
            if person.status == Status.UNRECORDED:
                attendance.set_status(tx, training_session_id=session, attendee_id=person.id, status=Status.ABSENT)

    operations.database.write(say)
    path = workbook.save(
        operations.database.read(lambda tx: workbook.content(tx, conference)),
        Path(tempfile.mkdtemp()) / "Điểm danh - sau hội nghị.xlsx",
    )
    book = load_workbook(path)
    sheet, other = book.worksheets[0], {"C": "V", "V": "C", "M": "C", "P": "V"}
    for row in range(5, 19):
        cell = sheet.cell(row, 7)
        cell.value = other.get(str(cell.value), "C") if row % 4 == 1 else cell.value or "CMPV"[row % 4]
    sheet.cell(8, 7).value = "nghỉ"
    book.save(path)
    opened = window.run("attendance.import", path=path)
    while getattr(opened, "plan", None) is None or operations.busy:
        QApplication.processEvents()


def _imports(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The import wizard on registrations that come late, and what opens over it."""
    operations, conference = window.context.operations, window.context.conference_id
    folder = Path(tempfile.mkdtemp())
    registered = operations.database.read(lambda tx: attendees.list_attendees(tx, conference))
    paths = late_registrations(folder, registered)

    def wizard(row: int = 0) -> ImportWizard:
        opened = window.run("import", paths=paths)
        assert isinstance(opened, ImportWizard)
        while opened.plan is None or operations.busy:
            QApplication.processEvents()
        opened.view.table.setCurrentIndex(opened.view.model.index(row, opened.view.model.column_of("full_name")))
        return opened

    def opened() -> None:
        """One list alone, its rows set aside unfolded."""
        shown = wizard()
        shown.view.sources.choose((str(paths[2]), None))
        model = shown.view.model
        fold = next(row for row in range(model.rowCount()) if model.fold(row))
        model.open_fold(fold, opened=True)
        shown.view.table.setCurrentIndex(model.index(fold + 2, model.column_of("full_name")))

    def over(make: Callable[[ImportWizard], QDialog]) -> Callable[[], object]:
        return lambda: make(wizard()).open()

    return {
        "import": lambda: wizard(1),
        "import-duplicate": lambda: wizard(2),
        "import-set-aside": opened,
        "import-columns": over(lambda shown: ColumnsDialog(shown, None)),
        "import-options": over(lambda shown: OptionsDialog(shown.context, shown.draft.options, shown.names)),
        "import-notices": over(lambda shown: NoticesDialog(shown.context, shown.plan, None, shown)),  # type: ignore[arg-type]
        "import-units": over(
            lambda shown: NewUnitsDialog(shown.context, shown.plan, shown.names.units, shown)  # type: ignore[arg-type]
        ),
        "unit-picker": over(lambda shown: UnitPicker(shown.context, shown.names.units, "UBND phường Bạhc Mai", shown)),
    }


if __name__ == "__main__":
    sys.exit(main())
