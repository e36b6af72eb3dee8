"""Enter a signed sheet: its rows in the printed order, absentees by number or row by row, differences settled one by one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLayout, QTabWidget, QWidget

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.errors import AppError
from desktop.domain.guide import Topic
from desktop.domain.sheet_code import read_code
from desktop.domain.signed_sheet import PaperReport, PaperSheet
from desktop.gui.context import Context
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.signed_sheets.foot import PaperFoot
from desktop.gui.signed_sheets.head import PaperHead
from desktop.gui.signed_sheets.parts import BlankLines, Differences, settle_of
from desktop.gui.signed_sheets.table import PaperTable
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, EntryDialog
from desktop.gui.widgets.form import line
from desktop.gui.widgets.layout import (
    STRETCH,
    aligned,
    button,
    caption,
    column,
    field_name,
    grow,
    heading,
    row,
    scroll,
    splitter,
)
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services import sheets, signed_sheets, units
from desktop.services.opening import Transaction

_LARGE = 1.5
"""Text so large that rows and what stands beside them have no room together."""


def open_paper_entry(context: Context, number: int | None = None, column: int | None = None) -> PaperEntry:
    """Open the entry of a sheet; without a number of the newest that is not entered yet."""
    dialog = PaperEntry(context)
    dialog.open()
    dialog.load(number, column)
    return dialog


@dataclass(frozen=True, slots=True)
class _Loaded:
    sheet: PaperSheet | None
    units: list[str]


class PaperEntry(EntryDialog):
    """One column of one sheet at a time. What was typed is only lost when somebody says so."""

    guide = Topic.SIGNED_SHEETS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Enter a signed sheet"), size=(1260, 690))
        self.draft: PaperDraft | None = None
        self.saving = False
        self._taken = ""
        """What the field of numbers held when it was read last."""
        self.tabs: QTabWidget | None = None
        self.head = PaperHead(context.theme)
        self.number, self.columns, self.state = self.head.number, self.head.columns, self.head.state
        self.table = PaperTable(context)
        self.differences = Differences()
        self.blank_lines = BlankLines(context.theme)
        self.foot = PaperFoot(context.theme)
        parts = (
            column(self.head, self.head.written, self.head.warning, spacing=4),
            self.banner,
            self._numbers(),
            grow(self._middle()),
            self._bottom(),
        )
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 2)
        self._wire()
        self._offer()

    # -- putting together -----------------------------------------------------------------------------------------

    def _numbers(self) -> QLayout:
        """The quick way: only who is missing."""
        self.absent = line("", _("for example: 5, 17, 23-25"))
        self.absent.setAccessibleName(_("Numbers of those absent"))
        self.take = button(_("&The others came"), self.take_numbers)
        hint = _(
            "Enter marks these absent and all others present; 17P is excused, 9M late. Or walk the rows with ↑ ↓ and "
            "type C (came), M (late), P (excused) or V (absent)."
        )
        self.absent.setAccessibleDescription(hint)
        fields = row(field_name(_("&Absent, by number"), self.absent), grow(self.absent), self.take)
        if self.context.theme.scale >= _LARGE:  # the rows need its room
            tooltip(self.absent, hint)
            return column(fields)
        return column(fields, caption(hint), spacing=4)

    def _middle(self) -> QWidget:
        """The rows, and beside them what differs and the blank lines; with large text one behind the other."""
        self.differences_title = heading(wrap=True)
        blank = heading(_("Blank lines of the sheet"))
        beside = (self.differences_title, self.differences, GRID, blank, self.blank_lines, STRETCH)
        area = scroll(column(*beside, margins=(GRID, 0, GRID, 0)), sideways=False)
        theme = self.context.theme
        if theme.scale >= _LARGE:
            self.tabs = QTabWidget()
            self.tabs.addTab(self.table, _("&Lines of the sheet"))
            self.tabs.addTab(area, "")
            self.table.setColumnHidden(self.table.rows_model.column_of("unit"), True)
            return self.tabs
        panes = splitter(self.table, area, handle=GRID, sizes=(theme.px(830), theme.px(360)))
        panes.setStretchFactor(0, 1)
        return panes

    def _bottom(self) -> QLayout:
        """The counts, and the way out."""
        self.save_button = button(_("Sa&ve the sheet"), self.save, primary=True)
        low = Qt.AlignmentFlag.AlignBottom
        pictures = aligned(button(_("Read &pictures…"), self._read_pictures), low)
        leave = aligned(button(_("Close"), self.reject), low)
        return row(grow(self.foot), pictures, leave, aligned(self.save_button, low))

    def _read_pictures(self) -> None:
        """Photographs of the sheet instead of typing it."""
        if not self.saving and self._may_drop():
            super().reject()
            self.context.run("signed_sheet.read")

    def _wire(self) -> None:
        self.number.returnPressed.connect(self._open_number)
        self.columns.activated.connect(self._open_column)
        self.absent.returnPressed.connect(self.take_numbers)
        self.table.typed.connect(self._on_letter)
        self.differences.settled.connect(self._on_settled)
        self.differences.all_settled.connect(self._on_all_settled)
        self.blank_lines.changed.connect(self._on_names)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        self.follow(Area.ATTENDANCE, Area.ATTENDEES, Area.SHEETS)

    # -- which sheet ----------------------------------------------------------------------------------------------

    def load(self, number: int | None, column: int | None = None) -> None:
        """Show a column of a sheet; without a number the newest sheet that is not entered yet."""
        conference = self.context.conference_id

        def work(tx: Transaction) -> _Loaded:
            wanted = number
            if wanted is None:
                made = sheets.list_printed(tx, conference)
                chosen = next((each for each in made if not each.is_entered), made[0] if made else None)
                wanted = chosen.number if chosen else None
            return self._read(tx, wanted, column)

        self.read_record(work, self._show)

    def _read(self, tx: Transaction, number: int | None, column: int | None) -> _Loaded:
        names = [unit.name for unit in units.list_units(tx)]
        conference = self.context.conference_id
        return _Loaded(signed_sheets.sheet_for_entry(tx, conference, number, column) if number else None, names)

    def _show(self, loaded: _Loaded) -> None:
        if loaded.sheet is None:
            self.banner.tell(_("No sheet was made yet: one takes its number when it is printed or saved."), "info")
            self.number.setFocus()
            return
        first = self.draft is None
        self.draft = PaperDraft(loaded.sheet)
        self.table.show_sheet(self.draft)
        self.blank_lines.show_sheet(self.draft, loaded.units)
        self.absent.setText(self.draft.field)
        self._taken = self.draft.field
        self.foot.clear()
        self._say_sheet()
        self._offer()
        if first or self.number.hasFocus():
            self.absent.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_sheet(self) -> None:
        if self.draft is not None:
            self.head.say(self.draft.sheet)

    def _open_number(self) -> None:
        """Show the sheet that was typed or scanned, once the record says that it is one of its own."""
        conference = self.context.conference_id
        self.banner.tell("")
        try:
            code = read_code(self.number.text())
        except AppError as error:
            self.refuse(error)
            return

        def work(tx: Transaction) -> _Loaded:
            return self._read(tx, signed_sheets.number_of(tx, conference, code), code.column)

        def take(loaded: _Loaded) -> None:
            shown = self.draft.sheet if self.draft is not None else None
            if shown is not None and code.sheet == shown.number and code.column in (None, shown.column):
                self._say_sheet()
                self.absent.setFocus()
            elif self._may_drop():
                self._show(loaded)
            else:
                self._say_sheet()

        self.read_record(work, take)

    def _open_column(self, place: int) -> None:
        if self.draft is None or place == self.draft.sheet.column:
            return
        if self._may_drop():
            self.load(self.draft.sheet.number, place)
        else:
            self.columns.setCurrentIndex(self.draft.sheet.column)

    def reload(self) -> None:
        """The door and other desks go on while somebody types: what they say is read anew, what was typed stays."""
        if self.draft is not None and not self.saving:
            sheet, conference = self.draft.sheet, self.context.conference_id
            self.read_record(
                lambda tx: signed_sheets.sheet_for_entry(tx, conference, sheet.number, sheet.column), self._take_news
            )

    def _take_news(self, sheet: PaperSheet) -> None:
        draft = self.draft
        if draft is not None and sheet.id == draft.sheet.id and sheet.column == draft.sheet.column:
            draft.take_news(sheet)
            self.table.show_sheet(draft)
            self._offer()

    # -- what is typed --------------------------------------------------------------------------------------------

    def take_numbers(self) -> bool:
        """Mark the numbers in the field absent and everyone else present; False where they cannot be read."""
        if self.draft is None:
            return False
        self.banner.tell("")
        try:
            self.draft.take_field(self.absent.text())
        except AppError as error:
            self.refuse(error)
            return False
        self._taken = self.absent.text()
        self._offer()
        return True

    def _on_letter(self, number: int, status: str) -> None:
        if self.draft is None:
            return
        self.banner.tell("")
        try:
            self.draft.set(number, Status(status))
        except AppError as error:
            self.refuse(error)
        self._offer()

    def _on_settled(self, number: int, by: str) -> None:
        if self.draft is not None:
            self.draft.settle[number] = settle_of(by)
            self._offer()

    def _on_all_settled(self, by: str) -> None:
        if self.draft is not None:
            self.draft.settle_all(settle_of(by))
            self._offer()

    def _on_names(self) -> None:
        if self.draft is not None:
            self.draft.walk_ins = self.blank_lines.typed()
            self._offer()

    def _offer(self) -> None:
        """Say everywhere what was typed comes to."""
        draft = self.draft
        for widget in (self.absent, self.take, self.table, self.columns, self.save_button, self.blank_lines):
            widget.setEnabled(draft is not None and not self.saving)
        if draft is None:
            self.differences.hide()
            self.differences_title.hide()
            return
        self.table.refresh()
        self.differences.show_draft(draft)
        count = len(draft.differing())
        self.differences_title.setText(
            ngettext("{count} line differs from the door", "{count} lines differ from the door", count).format(
                count=count
            )
        )
        self.differences_title.setVisible(count > 0)
        if self.tabs is not None:
            self.tabs.setTabText(1, _("&Differences ({count}) and blank lines").format(count=count))
        self.foot.show_draft(draft)

    # -- saving ---------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Write the column, numbers not confirmed by Enter as well; the dialog closes once nothing is open any more."""
        if self.draft is None or self.saving:
            return
        if self.absent.text().strip() != self._taken.strip() and not self.take_numbers():
            return
        self.banner.tell("")
        self.saving = True
        self._offer()
        self.context.operations.write(self.draft.entering(), done=self._saved, failed=self.refuse)

    def _saved(self, report: PaperReport) -> None:
        self.saving = False
        draft = self.draft
        self.context.feedback.say(
            _("Sheet no. {number} was entered: {counts}.").format(
                number=report.number,
                counts=_("{present} present, {absent} absent").format(
                    present=draft.present if draft else 0, absent=draft.absent if draft else 0
                ),
            ),
            _("Undo"),
            self.context.shell.undo_last,
        )
        if not report.differences:
            self.accept()
            return
        count = len(report.differences)
        self.banner.tell(
            ngettext(
                "Saved. {count} line still differs from the door and was left as the door has it: choose whose word counts.",
                "Saved. {count} lines still differ from the door and were left as the door has them: choose whose word "
                "counts.",
                count,
            ).format(count=count)
        )
        if draft is not None:
            self._offer()
            self.absent.setFocus(Qt.FocusReason.OtherFocusReason)
            self.load(draft.sheet.number, draft.sheet.column)

    def refuse(self, error: Exception) -> bool:
        self.saving = False
        self._offer()
        told = super().refuse(error)
        field = str(error.details.get("field", "")) if isinstance(error, AppError) else ""
        if field in ("sheet", "numbers"):
            target = self.number if field == "sheet" else self.absent
            target.setFocus()
            target.selectAll()
        return told

    def _may_drop(self) -> bool:
        """Whether what was typed may go: it is saved, or somebody says so."""
        draft = self.draft
        if draft is None or not self._typed(draft):
            return True
        return self.context.feedback.ask(
            _("Leave without saving?"),
            _("What you typed of sheet no. {number} is not saved yet.").format(number=draft.sheet.number),
            _("Leave without saving"),
            parent=self,
            danger=True,
        )

    def _typed(self, draft: PaperDraft) -> bool:
        return draft.changed or self.absent.text().strip() != draft.field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field to the lines."""
        if event.key() == Qt.Key.Key_Down and self.absent.hasFocus():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave; what was typed and not saved is asked about."""
        if not self.saving and self._may_drop():
            super().reject()
