"""Sheets made before: their numbers, what they held, whether they came back and were entered.

One can be laid out the same way again, or entered.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHeaderView, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from desktop.domain.attendance_sheet import PrintedSheetView
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.i18n import _, ngettext
from desktop.services import sheets
from desktop.wording.formats import desk_text, moment_text
from desktop.wording.sheet import column_and_date


class PrintedSheets(QDialog):
    """`chosen` gives the sheet to be laid out again."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Sheets made"))
        resize_within(self, context.theme, 760, 400)
        self._sheets: list[PrintedSheetView] = []
        self.list = QTreeWidget()
        roomy_rows(self.list, context.theme)
        self.list.setAccessibleName(_("Sheets made"))
        self.list.setHeaderLabels([_("No."), _("When"), _("Rows"), _("Signature columns"), _("Signed sheet")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        row, _close = button_row(self)
        self.again = QPushButton(_("Lay out the same &way"))
        self.again.setEnabled(False)
        self.again.clicked.connect(self._choose)
        row.insertWidget(0, self.again)
        self.enter = QPushButton(_("&Enter the signed sheet…"))
        self.enter.setEnabled(False)
        self.enter.clicked.connect(self._enter)
        row.insertWidget(0, self.enter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        self.empty = QLabel(
            _("No sheet was made yet: one takes its number when it is printed or saved."), wordWrap=True
        )
        self.empty.setProperty("role", "muted")
        self.empty.hide()
        whole.insertWidget(0, self.empty)
        self.list.itemDoubleClicked.connect(lambda _item: self._choose())
        conference = context.conference_id
        context.operations.read("printing.made", lambda tx: sheets.list_printed(tx, conference), self._show)

    def _show(self, made: list[PrintedSheetView]) -> None:
        self._sheets = made
        for sheet in made:
            columns = ", ".join(column_and_date(column) for column in sheet.columns)
            item = QTreeWidgetItem(
                self.list, [str(sheet.number), moment_text(sheet.at), str(sheet.rows), columns, _entered_text(sheet)]
            )
            item.setToolTip(1, sheet.desk)
            item.setToolTip(3, columns)
            item.setToolTip(4, "\n".join(_entered_lines(sheet)))
            if sheet is made[0]:
                self.list.setCurrentItem(item)
        self.enter.setEnabled(bool(made))
        self.again.setEnabled(bool(made))
        self.empty.setVisible(not made)
        self.list.setVisible(bool(made))

    def _enter(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            number = self._sheets[self.list.indexOfTopLevelItem(item)].number
            self.accept()
            self._context.run("signed_sheet.enter", number=number)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(self._sheets[self.list.indexOfTopLevelItem(item)])
            self.accept()


def _entered_text(sheet: PrintedSheetView) -> str:
    """In one line, whether the paper came back and was entered."""
    done = [each for each in sheet.entered if each is not None]
    if not done:
        return _("not entered yet")
    if len(done) < len(sheet.columns):
        told = _("{done} of {all} columns").format(done=len(done), all=len(sheet.columns))
    else:
        told = _("✓ entered, {desk}").format(desk=desk_text(max(done, key=lambda each: each.at).desk))
    left = sum(each.open for each in done)
    if left:
        told = f"{told} · " + ngettext("{count} difference open", "{count} differences open", left).format(count=left)
    return told


def _entered_lines(sheet: PrintedSheetView) -> list[str]:
    """For each column, who entered it and when."""
    told = []
    for column, entered in zip(sheet.columns, sheet.entered, strict=True):
        said = _("not entered yet")
        if entered is not None:
            said = _("entered {at}, {desk}").format(at=moment_text(entered.at), desk=desk_text(entered.desk))
        told.append(f"{column_and_date(column)}: {said}")
    return told
