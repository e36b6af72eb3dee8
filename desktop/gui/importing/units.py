"""The units an import will create: how they are written in the files, and the unit each may already be."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing import ImportPlan, NewUnit
from desktop.domain.people import UnitView
from desktop.gui.context import Context
from desktop.gui.importing.unit_picker import pick_unit
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import button_row, resize_within, roomy_rows
from desktop.i18n import _
from desktop.wording.field import kind_title


class NewUnitsDialog(QDialog):
    """`answers` are the spellings said to be a unit that exists."""

    def __init__(
        self, context: Context, plan: ImportPlan, units: Sequence[UnitView], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent or context.window)
        self._context, self._units = context, units
        self._new = sorted(plan.new_units.values(), key=lambda unit: -unit.rows)
        self._chosen: dict[str, UnitView] = {}
        self.setWindowTitle(_("New units"))
        resize_within(self, context.theme, 760, 440)
        words = QLabel(
            _(
                "These units are not in the list yet and will be added. One that is there under another name can be chosen."
            ),
            wordWrap=True,
        )
        self.list = QTreeWidget()
        roomy_rows(self.list, context.theme)
        self.list.setAccessibleName(_("New units"))
        self.list.setHeaderLabels([_("Unit"), _("Kind"), _("Rows"), _("Written as")])
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.same = QPushButton(_("It is an existing &unit…"))
        self.same.clicked.connect(self._pick)
        self.back = QPushButton(_("It is &new after all"))
        self.back.clicked.connect(self._unpick)
        row, close = button_row(self, leave=_("Done"))
        close.setDefault(True)
        row.insertWidget(0, self.same)
        row.insertWidget(1, self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(words)
        whole.addWidget(self.list, 1)
        whole.addLayout(row)
        self.list.currentItemChanged.connect(lambda *_items: self._enable())
        self._fill()

    def answers(self) -> dict[str, uuid.UUID]:
        """Spelling -> the unit it is."""
        by_key = {unit.key: unit for unit in self._new}
        return {spelling: view.id for key, view in self._chosen.items() for spelling in by_key[key].spellings}

    def _fill(self) -> None:
        place = max(self._row(), 0)
        self.list.clear()
        items: list[QTreeWidgetItem] = []
        for unit in self._new:
            existing = self._chosen.get(unit.key)
            name = _("{name} → {unit}").format(name=unit.name, unit=existing.name) if existing else unit.name
            kind = kind_title(existing.kind if existing else unit.kind)
            spellings = "; ".join(unit.spellings)
            item = QTreeWidgetItem(self.list, [name, kind, str(unit.rows), spellings])
            item.setToolTip(3, "\n".join(unit.spellings))
            items.append(item)
        if items:
            self.list.setCurrentItem(items[place])
        self._enable()

    def _row(self) -> int:
        item = self.list.currentItem()
        return self.list.indexOfTopLevelItem(item) if item else -1

    def _current(self) -> NewUnit | None:
        return self._new[self._row()] if self._row() >= 0 else None

    def _enable(self) -> None:
        unit = self._current()
        self.same.setEnabled(unit is not None)
        self.back.setEnabled(unit is not None and unit.key in self._chosen)

    def _pick(self) -> None:
        unit = self._current()
        picked = pick_unit(self._context, self._units, unit.name, self) if unit else None
        if unit is not None and picked is not None:
            self._chosen[unit.key] = picked
            self._fill()

    def _unpick(self) -> None:
        unit = self._current()
        if unit is not None and unit.key in self._chosen:
            del self._chosen[unit.key]
            self._fill()
