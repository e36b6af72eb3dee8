"""Reported periods: locked with their figures as they stand, and corrected afterwards with a reason."""

from __future__ import annotations

import datetime as dt
import uuid

from PySide6.QtWidgets import QComboBox

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.reported_periods import PeriodView
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.gui.widgets.layout import plain
from desktop.gui.widgets.list_dialog import TableDialog
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _
from desktop.services.opening import Transaction
from desktop.services.training import periods
from desktop.wording import training
from desktop.wording.field import heading
from desktop.wording.formats import dates_text

_AREAS = (Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONFERENCES)


def open_periods(context: Context) -> PeriodsDialog:
    """Open the list of reported periods."""
    dialog = PeriodsDialog(context)
    dialog.open()
    return dialog


class PeriodsDialog(TableDialog):
    """The periods, the newest first; below, what was reported, what the record says now, and every correction."""

    guide = Topic.FIGURES

    def __init__(self, context: Context) -> None:
        words = _(
            "Conferences of a reported period are only read. To change one, open a correction with its reason; what it "
            "changes in the figures is kept beside the report."
        )
        columns: list[TableColumn[PeriodView]] = [
            TableColumn("days", lambda: _("Period"), lambda row: dates_text(row.first, row.last), 210),
            TableColumn("paper", lambda: _("Report"), lambda row: row.paper, 120),
            TableColumn("state", lambda: _("State"), training.period_state, 200, stretches=True),
        ]
        super().__init__(context, "periods", _("Reported periods"), words, columns, size=(900, 520))
        self._open: list[tuple[str, uuid.UUID]] = []
        self._reported: list[tuple[str, uuid.UUID]] = []
        self.add_button(_("Report a period…"), self.report)
        self.correct_button = self.add_button(_("Open a correction…"), self.correct)
        self.finish_button = self.add_button(_("Finish the correction…"), self.finish)
        self.details = plain(selectable=True)
        self.whole.insertWidget(self.whole.count() - 1, self.details)
        self.follow(*_AREAS)

    def reload(self) -> None:
        """Read the periods again."""

        def work(tx: Transaction) -> tuple[list[PeriodView], list[tuple[uuid.UUID, str]], list[tuple[uuid.UUID, str]]]:
            return periods.list_periods(tx), periods.reported_conferences(tx), periods.open_corrections(tx)

        self.read_record(work, self._take)

    def _take(self, found: tuple[list[PeriodView], list[tuple[uuid.UUID, str]], list[tuple[uuid.UUID, str]]]) -> None:
        shown, reported, being_corrected = found
        self._reported = [(name, key) for key, name in reported]
        self._open = [(name, key) for key, name in being_corrected]
        self.table.replace(shown)
        if self.table.current() is None:
            self.table.select_first()
        self.banner.tell("" if shown else _("No period was reported yet."), "warn")
        self.offer()

    def offer(self) -> None:
        row: PeriodView | None = self.table.current()
        self.details.setText(training.period_text(row) if row is not None else "")
        self.details.setVisible(row is not None)
        self.correct_button.setEnabled(bool(self._reported))
        self.finish_button.setEnabled(bool(self._open))

    def edit(self) -> None:
        """Correct a conference of the period."""
        if self._reported:
            self.correct()

    def report(self) -> None:
        """Lock a period."""
        ReportForm(self.context).open()

    def correct(self) -> None:
        """Open a conference again."""
        CorrectionForm(self.context, self._reported).open()

    def finish(self) -> None:
        """Close it again."""
        FinishForm(self.context, self._open).open()


class ReportForm(FormDialog):
    """A period and the report that its figures stand in."""

    guide = Topic.FIGURES

    def __init__(self, context: Context, first: dt.date | None = None, last: dt.date | None = None) -> None:
        super().__init__(context, _("Report a period"), _("Lock"), width=520)
        year = dt.date.today().year - 1
        self.first = DateField(context, first or dt.date(year, 1, 1))
        self.last = DateField(context, last or dt.date(year, 12, 31))
        self.paper = line("", "15/BC-UBND")
        self.form.add("first", _("First day"), self.first)
        self.form.add("last", _("Last day"), self.last)
        hint = _("Its conferences are only read from then on. It can be undone.")
        self.form.add("paper", _("Number of the report"), self.paper, wide=True, hint=hint)

    def submit(self) -> None:
        """Lock it."""
        first, last = self.read_day("first", self.first), self.read_day("last", self.last)
        if first is None or last is None:
            raise InvalidInput("field.missing", field="first" if first is None else "last")
        paper = self.paper.text()
        self.take(lambda tx: periods.lock(tx, first, last, paper))


class CorrectionForm(FormDialog):
    """Which conference is opened again, and why."""

    guide = Topic.FIGURES

    def __init__(self, context: Context, conferences: list[tuple[str, uuid.UUID]]) -> None:
        super().__init__(context, _("Open a correction"), _("Open"), columns=1, width=560)
        self.conference = PickBox(open_ended=True)
        self.conference.offer(conferences)
        if len(conferences) == 1:
            self.conference.set_value(conferences[0][1])
        self.reason = note()
        self.form.add("conference", _("Conference"), self.conference)
        self.form.add("reason", heading("reason"), self.reason, hint=_("It stands beside the reported figures."))

    def submit(self) -> None:
        """Open it."""
        key, reason = self.conference.value(), self.reason.toPlainText()
        if not isinstance(key, uuid.UUID):
            raise InvalidInput("field.missing", field="conference")
        self.take(lambda tx: periods.open_correction(tx, key, reason))


class FinishForm(FormDialog):
    """Which correction is finished."""

    guide = Topic.FIGURES

    def __init__(self, context: Context, conferences: list[tuple[str, uuid.UUID]]) -> None:
        super().__init__(context, _("Finish a correction"), _("Finish"), columns=1, width=560)
        self.conference = choice([(name, key) for name, key in conferences])
        self.conference.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        hint = _("What it changed is written beside the report, and the conference is only read again.")
        self.form.add("conference", _("Conference"), self.conference, hint=hint)

    def submit(self) -> None:
        """Finish it."""
        key = self.conference.currentData()
        self.take(lambda tx: periods.finish_correction(tx, key))
