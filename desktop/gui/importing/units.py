"""The units an import will create: how they are written in the files, and the unit each may already be."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from desktop.domain.importing import ImportPlan, NewUnit
from desktop.domain.people import UnitView
from desktop.gui.context import Context
from desktop.gui.importing.unit_picker import pick_unit
from desktop.gui.widgets.layout import button, grow, label
from desktop.gui.widgets.list_dialog import ListDialog, list_of
from desktop.i18n import _
from desktop.wording.field import kind_title


class NewUnitsDialog(ListDialog[NewUnit]):
    """`answers` are the spellings said to be a unit that exists."""

    kept = True

    def __init__(
        self, context: Context, plan: ImportPlan, units: Sequence[UnitView], parent: QWidget | None = None
    ) -> None:
        headings = [_("Unit"), _("Kind"), _("Rows"), _("Written as")]
        view = list_of(context.theme, _("New units"), headings, stretch=3)
        super().__init__(context, _("New units"), view, size=(760, 440), parent=parent)
        self._units = units
        self._new = sorted(plan.new_units.values(), key=lambda unit: -unit.rows)
        self._chosen: dict[str, UnitView] = {}
        words = label(
            _(
                "These units are not in the list yet and will be added. One that is there under another name can be chosen."
            ),
            wrap=True,
        )
        self.same = button(_("It is an existing &unit…"), self._pick)
        self.back = button(_("It is &new after all"), self._unpick)
        foot, close = self.buttons(self.same, self.back, leave=_("Done"))
        close.setDefault(True)
        self.lay_out(words, grow(self.list), foot)
        self.show_rows(self._new)

    def answers(self) -> dict[str, uuid.UUID]:
        """Spelling -> the unit it is."""
        by_key = {unit.key: unit for unit in self._new}
        return {spelling: view.id for key, view in self._chosen.items() for spelling in by_key[key].spellings}

    def texts(self, row: NewUnit) -> list[str]:
        existing = self._chosen.get(row.key)
        name = _("{name} → {unit}").format(name=row.name, unit=existing.name) if existing else row.name
        return [name, kind_title(existing.kind if existing else row.kind), str(row.rows), "; ".join(row.spellings)]

    def dress(self, item: QTreeWidgetItem, row: NewUnit) -> None:
        item.setToolTip(3, "\n".join(row.spellings))

    def keep_place(self, before: NewUnit | None, place: int) -> int:  # noqa: ARG002
        return place

    def offer(self) -> None:
        unit = self.current()
        self.same.setEnabled(unit is not None)
        self.back.setEnabled(unit is not None and unit.key in self._chosen)

    def _pick(self) -> None:
        unit = self.current()
        picked = pick_unit(self.context, self._units, unit.name, self) if unit else None
        if unit is not None and picked is not None:
            self._chosen[unit.key] = picked
            self.show_rows(self._new)

    def _unpick(self) -> None:
        unit = self.current()
        if unit is not None and unit.key in self._chosen:
            del self._chosen[unit.key]
            self.show_rows(self._new)
