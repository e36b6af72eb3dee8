"""The figures of a year or any other span: how many people, turns and training hours, each number with its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput
from desktop.domain.file_names import file_stem
from desktop.domain.guide import Topic
from desktop.domain.training_figures import By, FigureLine, Figures, TurnLine
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.form import DateField, Form, choice
from desktop.gui.widgets.layout import button, grow, heading, muted
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, pgettext
from desktop.services.opening import Transaction
from desktop.services.training import exporting, figures
from desktop.wording import training
from desktop.wording.formats import date_text, dates_text, number_text

_AREAS = (Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONFERENCES, Area.UNITS)
"""What figures are made of."""
_TOTAL = "\0"
"""The key of the line that adds up; no name in the record holds such a sign."""


def open_figures(context: Context) -> FiguresDialog:
    """Open the figures of this year."""
    dialog = FiguresDialog(context)
    dialog.open()
    return dialog


class FiguresDialog(Dialog):
    """The figures; Enter on a line opens the list behind it."""

    guide = Topic.FIGURES

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Figures of a span of time"), size=(860, 560))
        today = dt.date.today()
        self.first = DateField(context, dt.date(today.year, 1, 1))
        self.last = DateField(context, dt.date(today.year, 12, 31))
        self.by = choice([(training.by(each), each) for each in By], By.PROGRAMME)
        form = Form(3)
        form.add("first", _("First day"), self.first)
        form.add("last", _("Last day"), self.last)
        form.add("by", _("Told apart by"), self.by)
        for field in (self.first, self.last):
            field.editingFinished.connect(self.reload)
        self.by.activated.connect(lambda _place: self.reload())
        self.shown: Figures | None = None
        model: RowsModel[FigureLine] = RowsModel(self._columns(), self)
        self.table = Table(context, "figures", model, _("Figures"), wraps=True)
        self.table.chosen.connect(self.open_list)
        self.save_button = button(_("Save as an Excel file…"), self.save)
        self.list_button = button(_("List behind it…"), self.open_list)
        self.report_button = button(_("Report these figures…"), self.report)
        self.layout_button = button(_("Layout…"), self.lay_out_workbook)
        foot, _close = self.buttons(self.save_button, self.layout_button, self.list_button, self.report_button)
        words = _("People who were present at one session at least; the total counts each person once.")
        parts = (heading(self.windowTitle()), muted(words), self.banner, form, grow(self.table), foot)
        self.lay_out(*parts, margins=WIDE, spacing=GRID + 4)
        self.follow(*_AREAS)

    def reload(self) -> None:
        """Count anew."""
        try:
            first, last, by = self._span()
        except InvalidInput as error:
            self.refuse(error)
            return
        self.banner.tell("")
        self.read_record(lambda tx: figures.figures(tx, first, last, by), self._take, self.refuse)

    def open_list(self) -> None:
        """The turns that the line counts."""
        line, shown = self.table.current(), self.shown
        if not isinstance(line, FigureLine) or shown is None:
            return
        ListBehind(self, self._name(line), shown, line.key).open()

    def save(self) -> None:
        """Write both sheets where the user says."""
        shown = self.shown
        if shown is None:
            return
        name = _("Figures {dates}").format(dates=dates_text(shown.first, shown.last))
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            _("Save the workbook"),
            str(Path.home() / f"{file_stem(name)}.xlsx"),
            _("Excel workbooks ({pattern})").format(pattern="*.xlsx"),
        )
        if not chosen:
            return
        database = self.context.operations.database

        def work(_progress: object, _cancelled: object) -> Path:
            now, lines = database.read(
                lambda tx: figures.figures_with_lines(tx, shown.first, shown.last, shown.by)
            )  # of one moment: each number as long as its list
            return exporting.save(database, now, lines, Path(chosen))

        self.context.operations.plain(f"{self.read_key}.save", work, self.context.feedback.say_saved, self.refuse)

    def lay_out_workbook(self) -> None:
        """The office's own workbook for the figures."""
        from desktop.gui.training.layout import LayoutDialog

        LayoutDialog(self.context, self).open()

    def report(self) -> None:
        """Lock the days shown: their figures were reported."""
        from desktop.gui.training.periods import ReportForm

        if self.shown is not None:
            ReportForm(self.context, self.shown.first, self.shown.last).open()

    def _span(self) -> tuple[dt.date, dt.date, By]:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            raise InvalidInput("field.missing", field="first" if first is None else "last")
        return first, last, By(self.by.currentData())

    def _take(self, found: Figures) -> None:
        self.shown = found
        self.table.replace([*found.lines, FigureLine(_TOTAL, found.total)])
        if self.table.current() is None:
            self.table.select_first()

    def _name(self, line: FigureLine) -> str:
        if line.key == _TOTAL:
            return _("Total")
        return training.line_name(self.shown.by, line.key) if self.shown is not None and self.shown.by else ""

    def _columns(self) -> Sequence[TableColumn[FigureLine]]:
        return [
            TableColumn("name", lambda: _("Name"), self._name, 300, stretches=True),
            TableColumn(
                "people",
                lambda: pgettext("figures", "People"),
                lambda line: number_text(line.count.people),
                90,
                numeric=True,
            ),
            TableColumn("turns", lambda: _("Turns"), lambda line: number_text(line.count.turns), 90, numeric=True),
            TableColumn(
                "hours",
                lambda: _("Training hours"),
                lambda line: training.hours_text(line.count.hours),
                110,
                numeric=True,
            ),
            TableColumn("paid", lambda: _("Paid (đồng)"), lambda line: number_text(line.count.paid), 120, numeric=True),
        ]


class ListBehind(Dialog):
    """The turns behind the number of one line."""

    guide = Topic.FIGURES

    def __init__(self, above: FiguresDialog, name: str, shown: Figures, line: str) -> None:
        super().__init__(above.context, name, size=(900, 520), parent=above)
        self._shown, self._line = shown, line
        model: RowsModel[TurnLine] = RowsModel(list_columns(), self)
        self.table = Table(above.context, "behind-figures", model, name, wraps=True)
        foot, close = self.buttons()
        close.setDefault(True)
        words = muted(dates_text(shown.first, shown.last))
        self.lay_out(heading(name), words, self.banner, grow(self.table), foot, margins=WIDE, spacing=GRID + 4)
        self.follow(*_AREAS)

    def reload(self) -> None:
        """Read the list anew."""
        shown, line = self._shown, self._line

        def work(tx: Transaction) -> list[TurnLine]:
            only = None if line == _TOTAL else line
            _figures, found = figures.figures_with_lines(tx, shown.first, shown.last, shown.by, line=only)
            return found

        self.read_record(work, self.table.replace, self.refuse)


def list_columns() -> list[TableColumn[TurnLine]]:
    """The columns of a list behind a number."""
    return [
        TableColumn("full_name", lambda: _("Full name"), lambda row: row.full_name, 170),
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 180),
        TableColumn("conference", lambda: _("Conference"), lambda row: row.conference, 240, stretches=True),
        TableColumn("date", lambda: _("Date"), lambda row: date_text(row.starts_on), 90),
        TableColumn("hours", lambda: _("Training hours"), lambda row: training.hours_text(row.hours), 90, numeric=True),
    ]
