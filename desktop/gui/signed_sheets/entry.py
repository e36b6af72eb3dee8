"""Enter a signed sheet: its rows in the printed order, absentees by number or row by row, differences settled one by one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.errors import AppError
from desktop.domain.signed_sheet import PaperReport, PaperSheet, read_sheet_name
from desktop.gui.context import Context
from desktop.gui.feedback import Banner
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.signed_sheets.foot import PaperFoot, labelled
from desktop.gui.signed_sheets.parts import BlankLines, Differences, settle_of
from desktop.gui.signed_sheets.table import PaperTable
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import resize_within
from desktop.gui.widgets.flow import FlowLayout
from desktop.i18n import _, ngettext
from desktop.services import sheets, signed_sheets, units
from desktop.services.opening import Transaction
from desktop.wording.formats import desk_text, moment_text
from desktop.wording.sheet import column_and_date

_READ = "paper.sheet"
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


class PaperEntry(QDialog):
    """One column of one sheet at a time. What was typed is only lost when somebody says so."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self.context = context
        self.draft: PaperDraft | None = None
        self.saving = False
        self._taken = ""
        """What the field of numbers held when it was read last."""
        self.tabs: QTabWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(_("Enter a signed sheet"))
        resize_within(self, context.theme, 1260, 690)
        self.banner = Banner(context.theme)
        self.table = PaperTable(context)
        self.differences = Differences()
        self.blank_lines = BlankLines(context.theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        whole.setSpacing(GRID + 2)
        whole.addLayout(self._top())
        whole.addWidget(self.banner)
        whole.addLayout(self._numbers())
        whole.addWidget(self._middle(), 1)
        whole.addLayout(self._bottom())
        self.table.typed.connect(self._on_letter)
        self.differences.settled.connect(self._on_settled)
        self.blank_lines.changed.connect(self._on_names)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        context.operations.changed.connect(self._on_changed)
        self.finished.connect(lambda _result: context.operations.forget(_READ))
        self._offer()

    # -- putting together -----------------------------------------------------------------------------------------

    def _top(self) -> FlowLayout:
        """Which sheet, which column, and what is known of its entry."""
        px = self.context.theme.px
        self.number = QLineEdit()
        self.number.setFixedWidth(px(120))
        self.number.setPlaceholderText(_("number, or scan"))
        self.number.setAccessibleName(_("Number of the sheet"))
        self.number.returnPressed.connect(self._open_number)
        self.columns = QComboBox()
        self.columns.setMinimumWidth(px(150))
        self.columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.columns.setAccessibleName(_("Signature column"))
        self.columns.activated.connect(self._open_column)
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        row = FlowLayout(spacing=GRID)
        row.addWidget(labelled(_("&Sheet no."), self.number, role="field"))
        row.addWidget(labelled(_("Colu&mn"), self.columns, role="field"))
        row.addWidget(self.state)
        return row

    def _numbers(self) -> QVBoxLayout:
        """The quick way: only who is missing."""
        self.absent = QLineEdit()
        self.absent.setPlaceholderText(_("for example: 5, 17, 23-25"))
        self.absent.setAccessibleName(_("Numbers of those absent"))
        self.absent.returnPressed.connect(self.take_numbers)
        self.take = QPushButton(_("&The others came"))
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self.take_numbers)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        label = QLabel(_("&Absent, by number"))
        label.setProperty("role", "field")
        label.setBuddy(self.absent)
        row.addWidget(label)
        row.addWidget(self.absent, 1)
        row.addWidget(self.take)
        hint = QLabel(
            _(
                "Enter marks these absent and all others present; 17P is excused, 9M late. Or walk the rows with ↑ ↓ and "
                "type C (came), M (late), P (excused) or V (absent)."
            ),
            wordWrap=True,
        )
        hint.setProperty("role", "caption")
        self.absent.setAccessibleDescription(hint.text())
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(hint)
        return column

    def _middle(self) -> QWidget:
        """The rows, and beside them what differs and the blank lines; with large text one behind the other."""
        inner = QWidget()
        inner.setObjectName("plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(GRID, 0, GRID, 0)
        column.setSpacing(GRID)
        self.differences_title = QLabel(wordWrap=True)
        self.differences_title.setProperty("role", "heading")
        column.addWidget(self.differences_title)
        column.addWidget(self.differences)
        column.addSpacing(GRID)
        title = QLabel(_("Blank lines of the sheet"))
        title.setProperty("role", "heading")
        column.addWidget(title)
        column.addWidget(self.blank_lines)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        if self.context.theme.scale >= _LARGE:
            self.tabs = QTabWidget()
            self.tabs.addTab(self.table, _("&Lines of the sheet"))
            self.tabs.addTab(area, "")
            self.table.setColumnHidden(self.table.rows_model.column_of("unit"), True)
            return self.tabs
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(GRID)
        splitter.addWidget(self.table)
        splitter.addWidget(area)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([self.context.theme.px(830), self.context.theme.px(360)])
        return splitter

    def _bottom(self) -> QHBoxLayout:
        """The counts, and the way out."""
        self.foot = PaperFoot(self.context.theme)
        self.save_button = QPushButton(_("Sa&ve the sheet"))
        self.save_button.setProperty("primary", True)
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        close = QPushButton(_("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.foot, 1)
        for button in (close, self.save_button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return row

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
            names = [unit.name for unit in units.list_units(tx)]
            return _Loaded(signed_sheets.sheet_for_entry(tx, conference, wanted, column) if wanted else None, names)

        self.context.operations.read(_READ, work, self._show, self._refused)

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
        """The sheet's number and columns, and who entered it."""
        draft = self.draft
        if draft is None:
            return
        sheet = draft.sheet
        self.number.setText(str(sheet.number))
        self.columns.clear()
        for column, done in zip(sheet.columns, sheet.entered, strict=True):
            text = column_and_date(column)
            self.columns.addItem(_("{column} ✓ entered").format(column=text) if done else text)
        self.columns.setCurrentIndex(sheet.column)
        entered = sheet.entered[sheet.column]
        if entered is None:
            self.state.setText(_("Printed {at}. Not entered yet.").format(at=moment_text(sheet.at)))
        else:
            self.state.setText(
                _("Entered {at}, {desk}. What you change now corrects it.").format(
                    at=moment_text(entered.at), desk=desk_text(entered.desk)
                )
            )

    def _open_number(self) -> None:
        conference = self.context.conference
        self.banner.tell("")
        try:
            number, column = read_sheet_name(self.number.text(), conference.code if conference else "")
        except AppError as error:
            self._refused(error)
            return
        sheet = self.draft.sheet if self.draft is not None else None
        if sheet is not None and number == sheet.number and column in (None, sheet.column):
            self.absent.setFocus()
        elif self._may_drop():
            self.load(number, column)
            return
        self._say_sheet()

    def _open_column(self, place: int) -> None:
        if self.draft is None or place == self.draft.sheet.column:
            return
        if self._may_drop():
            self.load(self.draft.sheet.number, place)
        else:
            self.columns.setCurrentIndex(self.draft.sheet.column)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        """The door and other desks go on while somebody types: what they say is read anew, what was typed stays."""
        draft = self.draft
        if draft is None or self.saving or not areas & {Area.ATTENDANCE, Area.ATTENDEES, Area.SHEETS}:
            return
        sheet, conference = draft.sheet, self.context.conference_id
        self.context.operations.read(
            _READ, lambda tx: signed_sheets.sheet_for_entry(tx, conference, sheet.number, sheet.column), self._take_news
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
            self._refused(error)
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
            self._refused(error)
        self._offer()

    def _on_settled(self, number: int, by: str) -> None:
        if self.draft is not None:
            self.draft.settle[number] = settle_of(by)
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
        self.context.operations.write(self.draft.entering(), done=self._saved, failed=self._refused)

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

    def _refused(self, error: Exception) -> bool:
        self.saving = False
        self._offer()
        if not isinstance(error, AppError):
            return False
        self.banner.tell(wording.error(error), "bad")
        field = str(error.details.get("field", ""))
        if field in ("sheet", "numbers"):
            target = self.number if field == "sheet" else self.absent
            target.setFocus()
            target.selectAll()
        return True

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
        """Enter does what its field or button does, and never presses a button elsewhere."""
        if event.key() == Qt.Key.Key_Down and self.absent.hasFocus():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            here = self.focusWidget()
            if isinstance(here, QPushButton):
                here.click()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave; what was typed and not saved is asked about."""
        if not self.saving and self._may_drop():
            super().reject()
