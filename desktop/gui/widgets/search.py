"""From a search field on into the list it narrows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from desktop.gui.widgets.table import Table


def lead_into(field: QLineEdit, table: Table) -> None:
    """Enter and the down arrow go from the field to the row chosen in the table, or to its first."""

    def go() -> None:
        if not table.selected():
            table.select_first()
        if table.selected():
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    field.returnPressed.connect(go)
    down = QShortcut(QKeySequence(Qt.Key.Key_Down), field)
    down.setContext(Qt.ShortcutContext.WidgetShortcut)
    down.activated.connect(go)
