"""Sheets made before: their numbers, what they held, whether they came back and were entered.

One can be laid out the same way again, or entered.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTreeWidgetItem

from desktop.domain.areas import Area
from desktop.domain.attendance_sheet import PrintedSheetView
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.widgets.layout import button, grow
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _, ngettext
from desktop.services import sheets
from desktop.wording.formats import desk_text, dotted, moment_text
from desktop.wording.points import names_of
from desktop.wording.sheet import column_and_date


class PrintedSheets(ListDialog[PrintedSheetView]):
    """`chosen` gives the sheet to be laid out again."""

    guide = Topic.PAPERS

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        headings = [_("No."), _("When"), _("Rows"), _("Signature columns"), _("Signed sheet")]
        super().__init__(
            context,
            _("Sheets made"),
            list_of(context.theme, _("Sheets made"), headings, stretch=3),
            size=(760, 400),
            empty=_("No sheet was made yet: one takes its number when it is printed or saved."),
        )
        self.enter = button(_("&Enter the signed sheet…"), self._enter, auto_default=True)
        self.read_button = button(_("Read &pictures…"), self._read, auto_default=True)
        self.kept_button = button(_("Pictures &kept…"), self._show_kept, auto_default=True)
        self.again = button(_("Lay out the same &way"), self._choose, auto_default=True)
        self.list.itemDoubleClicked.connect(lambda _item: self._choose())
        self.lay_out(
            self.empty, grow(self.list), self.buttons(self.enter, self.read_button, self.kept_button, self.again)[0]
        )
        self.offer()
        self.follow(Area.SHEETS, Area.ATTENDANCE)

    def reload(self) -> None:
        """Read the sheets again."""
        conference = self.context.conference_id
        self.read_record(lambda tx: sheets.list_printed(tx, conference), self.show_rows)

    def keep_place(self, before: PrintedSheetView | None, place: int) -> int:  # noqa: ARG002
        return next((n for n, each in enumerate(self.rows) if before and each.number == before.number), 0)

    def texts(self, row: PrintedSheetView) -> list[str]:
        return [str(row.number), moment_text(row.at), str(row.rows), _columns_text(row), _entered_text(row)]

    def dress(self, item: QTreeWidgetItem, row: PrintedSheetView) -> None:
        tooltip(item, row.desk, 1)
        tooltip(item, _columns_text(row), 3)
        tooltip(item, "\n".join(_entered_lines(row)), 4)

    def offer(self) -> None:
        for each in (self.enter, self.read_button, self.kept_button, self.again):
            each.setEnabled(bool(self.rows))

    def _enter(self) -> None:
        sheet = self.current()
        if sheet is not None:
            self.accept()
            self.context.run("signed_sheet.enter", number=sheet.number)

    def _read(self) -> None:
        self.accept()
        self.context.run("signed_sheet.read")

    def _show_kept(self) -> None:
        from desktop.gui.scanned_sheets.kept import KeptPictures  # seldom wanted

        sheet = self.current()
        if sheet is not None:
            KeptPictures(self.context, sheet.number).open()

    def _choose(self) -> None:
        sheet = self.current()
        if sheet is not None:
            self.chosen.emit(sheet)
            self.accept()


def _columns_text(sheet: PrintedSheetView) -> str:
    return dotted(names_of(sheet.points), ", ".join(column_and_date(column) for column in sheet.columns))


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
