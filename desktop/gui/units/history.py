"""A unit's training over the years: every conference to which it, or a unit that went over into it, sent people."""

from __future__ import annotations

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.training_history import UnitConference, UnitHistory
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE, Dialog
from desktop.gui.widgets.layout import grow, heading, muted, title
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, pgettext
from desktop.services.training import history
from desktop.wording import training
from desktop.wording.formats import date_text, dotted, number_text

_AREAS = (Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONFERENCES, Area.UNITS)


class UnitHistoryDialog(Dialog):
    """The conferences, the newest first."""

    guide = Topic.UNITS

    def __init__(self, context: Context, unit: UnitView) -> None:
        super().__init__(context, unit.name, size=(960, 480))
        self._unit = unit
        self.sums = heading("")
        self.before = muted("")
        model: RowsModel[UnitConference] = RowsModel(columns(), self)
        self.table = Table(context, "unit-history", model, _("Conferences"), wraps=True)
        foot, close = self.buttons()
        close.setDefault(True)
        above = (title(unit.name), self.before, self.banner, self.sums)
        self.lay_out(*above, grow(self.table), foot, margins=WIDE, spacing=GRID + 4)
        self.follow(*_AREAS)

    def reload(self) -> None:
        """Read it anew."""
        key = self._unit.id
        self.read_record(lambda tx: history.unit(tx, key), self._take, self.refuse)

    def _take(self, found: UnitHistory) -> None:
        self.table.replace(list(found.conferences))
        self.before.setVisible(bool(found.before))
        self.before.setText(_("Went over into it: {names}").format(names=", ".join(found.before)))
        turns = sum(each.came for each in found.conferences)
        hours = _("{hours} training hours").format(hours=training.hours_text(found.hours))
        self.sums.setText(dotted(_("{count} turns").format(count=number_text(turns)), hours))


def columns() -> list[TableColumn[UnitConference]]:
    """The columns of a unit's conferences."""
    return [
        TableColumn("conference", lambda: _("Conference"), lambda row: row.title, 250, stretches=True),
        TableColumn("date", lambda: _("Date"), lambda row: date_text(row.starts_on), 90),
        TableColumn("units", lambda: _("Unit"), lambda row: ", ".join(row.units), 170),
        TableColumn("registered", lambda: _("Registered"), lambda row: number_text(row.registered), 70, numeric=True),
        TableColumn("came", lambda: pgettext("history", "Came"), lambda row: number_text(row.came), 60, numeric=True),
        TableColumn("sessions", lambda: _("Sessions"), lambda row: number_text(row.sessions), 60, numeric=True),
        TableColumn("hours", lambda: _("Training hours"), lambda row: training.hours_text(row.hours), 70, numeric=True),
        TableColumn(
            "certificates", lambda: _("Certificates"), lambda row: number_text(row.certificates), 80, numeric=True
        ),
        TableColumn(
            "substitutes",
            lambda: pgettext("history", "Substitutes"),
            lambda row: number_text(row.substitutes),
            80,
            numeric=True,
        ),
    ]
