"""Choose a unit from the directory: type any part of its name, with or without accents."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.domain.guide import Topic
from desktop.domain.names import fold
from desktop.domain.people import UnitView
from desktop.domain.search import holds
from desktop.gui.context import Context
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.layout import Part, grow, heading
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _

_UNIT = Qt.ItemDataRole.UserRole


class UnitPicker(Dialog):
    """`chosen` is the unit when the dialog was accepted."""

    guide = Topic.IMPORT_UNITS

    kept = True

    def __init__(
        self, context: Context, units: Sequence[UnitView], spelling: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, _("Choose a unit"), size=(440, 460), parent=parent)
        self._folded = [(fold(" ".join((unit.name, unit.short_name, *unit.aliases))), unit) for unit in units]
        self.search = QLineEdit(clearButtonEnabled=True, placeholderText=_("Part of the name"))
        self.search.setAccessibleName(_("Search units"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("Units"))
        self.list.setUniformItemSizes(True)
        foot, self.accept_button = self.buttons(accept=_("Choose"))
        asked = _("Which unit is “{spelling}”?").format(spelling=spelling)
        words: list[Part] = [heading(asked, wrap=True)] if spelling else []
        self.lay_out(*words, self.search, grow(self.list), foot)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda _item: self.accept())
        self.list.currentItemChanged.connect(lambda now, _before: self.accept_button.setEnabled(now is not None))
        self._fill("")

    @property
    def chosen(self) -> UnitView | None:
        """The unit selected."""
        item = self.list.currentItem()
        return item.data(_UNIT) if item else None

    def _fill(self, text: str) -> None:
        words = fold(text).split()
        self.list.clear()
        for folded, unit in self._folded:
            if holds(folded, words):
                item = QListWidgetItem(unit.name, self.list)
                item.setData(_UNIT, unit)
                tooltip(item, ", ".join(unit.aliases))
        self.list.setCurrentRow(0)
        self.accept_button.setEnabled(self.list.count() > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down move through the list while the search keeps the typing."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.list.setCurrentRow(min(max(self.list.currentRow() + step, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)


def pick_unit(
    context: Context, units: Sequence[UnitView], spelling: str = "", parent: QWidget | None = None
) -> UnitView | None:
    """Ask for a unit; None when the organizer left."""
    picker = UnitPicker(context, units, spelling, parent)
    picked = picker.chosen if picker.exec() else None
    picker.deleteLater()
    return picked
