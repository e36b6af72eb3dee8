"""From a search field on into the list it narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from desktop.gui.widgets.table import Table


def lead_into(field: QLineEdit, table: Table) -> None:
    """Enter and the down arrow go from the field to the row chosen in the table, or to its first; Esc clears it and goes.

    Letters typed in the list go on in the field.
    """

    def go() -> None:
        if not table.selected():
            table.select_first()
        if table.selected():
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave() -> None:
        field.clear()
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_for(letters: str) -> None:
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.setText(letters)

    field.returnPressed.connect(go)
    table.lettered.connect(look_for)
    for key, slot in ((Qt.Key.Key_Down, go), (Qt.Key.Key_Escape, leave)):
        shortcut = QShortcut(QKeySequence(key), field)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)
