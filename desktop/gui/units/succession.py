"""What followed a unit: merged, divided, a part given away, renamed; and which tasks and people go over, said row by row."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.successions import ALONE, Matter, Succession, SuccessionKind
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.form import DateField, FormDialog, choice
from desktop.gui.widgets.layout import button, caption, column, grow, holder, muted, row
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import successions
from desktop.services.opening import Transaction
from desktop.wording import successions as words

_STAYS = uuid.UUID(int=0)
"""Chosen for what goes over to nobody."""


class SuccessionDialog(FormDialog):
    """Nothing goes over but what is said here; only where one unit alone follows the whole, all is proposed."""

    guide = Topic.UNITS

    def __init__(self, context: Context, unit: UnitView, units_known: Sequence[UnitView]) -> None:
        super().__init__(context, _("What followed {unit}").format(unit=unit.name), _("Save"), width=760)
        self._unit = unit
        self._moves: dict[uuid.UUID, uuid.UUID] = {}
        self._by_hand = False
        self._names = {each.id: each.name for each in units_known}
        self.known = muted("")
        self.known.hide()
        self.form.add_row(self.known)
        self.kind = choice([(words.kind_text(each), each) for each in SuccessionKind])
        self.on = DateField(context, dt.date.today())
        self.after = CheckMenu(context.theme, _("No unit ticked"))
        self.after.offer([(each.name, each.id) for each in units_known if each.id != unit.id and each.active])
        self.form.add("kind", _("How"), self.kind)
        self.form.add("on", _("Since"), self.on)
        hint = _("A new unit is added to the directory first.")
        self.form.add("unit", _("The units that followed"), self.after, wide=True, hint=hint)
        self.form.add_row(self._make_table())
        self.kind.activated.connect(lambda _place: self._propose())
        self.after.changed.connect(self._propose)

        def read(tx: Transaction) -> tuple[list[Matter], list[Succession]]:
            return successions.matters(tx, unit.id), successions.list_successions(tx, unit.id)

        self.read_once(read, self._take)

    def _make_table(self) -> QWidget:
        self.model: RowsModel[Matter] = RowsModel(self._columns(), self)
        self.table = Table(self.context, "succession", self.model, _("Tasks and people"), wraps=True)
        self.table.setMinimumHeight(self.context.theme.px(210))
        self.into = choice([(_("stays"), _STAYS)])
        self.into.setAccessibleName(_("The rows selected go to"))
        self.into_button = button(_("Selected rows go &there"), self.say_where)
        line = row(caption(_("The rows selected go to:")), grow(self.into), self.into_button)
        return holder(
            column(
                caption(_("Tasks not done yet, and people on lists of open conferences:")),
                grow(self.table),
                line,
                spacing=GRID,
            )
        )

    def _columns(self) -> list[TableColumn[Matter]]:
        return [
            TableColumn("what", lambda: _("Task or person"), lambda each: each.text, 270, stretches=True),
            TableColumn("where", lambda: _("Conference"), lambda each: each.where, 190),
            TableColumn("into", lambda: _("Goes to"), self._goes_to, 190),
        ]

    def _goes_to(self, each: Matter) -> str:
        into = self._moves.get(each.id)
        return _("stays") if into is None else self._names.get(into, "")

    def _take(self, found: tuple[list[Matter], list[Succession]]) -> None:
        asked, known = found
        self.table.replace(asked)
        self.known.setText("\n".join(words.line(each, self._unit.id) for each in known))
        self.known.setVisible(bool(known))
        self._propose()
        self.fit()

    def _chosen(self) -> list[uuid.UUID]:
        return [each for each in self.after.chosen if isinstance(each, uuid.UUID)]

    def _propose(self) -> None:
        """Another kind or successor: everything goes to the one that alone followed the whole; else only what was said."""
        chosen = self._chosen()
        self._moves = {key: into for key, into in self._moves.items() if into in chosen}
        if not self._by_hand:
            alone = self.kind.currentData() in ALONE and len(chosen) == 1
            self._moves = {each.id: chosen[0] for each in self.model.rows()} if alone else {}
        self.into.clear()
        for name, key in [(_("stays"), _STAYS), *((self._names[key], key) for key in chosen)]:
            self.into.addItem(name, key)
        self.into.setCurrentIndex(self.into.count() - 1)
        self.table.viewport().update()

    def say_where(self) -> None:
        """The rows selected go to the unit chosen."""
        into = self.into.currentData()
        self._by_hand = True
        for each in self.table.selected():
            if into == _STAYS:
                self._moves.pop(each.id, None)
            else:
                self._moves[each.id] = into
        self.table.viewport().update()

    def submit(self) -> None:
        """Write it down."""
        unit_id, chosen, kind, moves = self._unit.id, self._chosen(), self.kind.currentData(), dict(self._moves)
        on = self.read_day("on", self.on)
        self.take(lambda tx: successions.record(tx, unit_id, chosen, kind, on, moves=moves))
