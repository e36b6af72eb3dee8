"""Keys of the menu do on a page what the menu says, wherever the keyboard is, unless a text is being edited by them.

Left to Qt, a field that has the keyboard takes Ctrl+Z although nothing was typed in it, Ctrl+V although a table was
copied, and under some desktops Ctrl+E, Ctrl+K and the like as keys of the Unix shell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from desktop.gui.shell.main_window import MainWindow

Field = QLineEdit | QPlainTextEdit
_EDITING = {"Ctrl+A", "Ctrl+X", "Del"}
"""What a field always keeps."""


class MenuKeys(QObject):
    """Looks at the keys of the field that has the keyboard; a page may keep all its own (`Page.own_keys`)."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and _field_of(before) is not None:
            before.removeEventFilter(self)
        if now is not None and now.window() is self._window and _field_of(now) is not None:
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the field with the keyboard comes by here."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            page, field = self._window.page, _field_of(watched)
            if page is not None and not page.own_keys and field is not None and self._is_of_the_menu(field, event):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _is_of_the_menu(self, field: Field, event: QKeyEvent) -> bool:
        keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
        if keys in _EDITING or keys not in self._window.commands.keys:
            return False
        kept = {
            "Ctrl+Z": _can_undo(field),
            "Ctrl+Shift+Z": _can_redo(field),
            "Ctrl+C": _has_selection(field),
            "Ctrl+V": not (isinstance(field, QLineEdit) and _is_table(QApplication.clipboard().text())),
        }
        return not kept.get(keys, False)


def _field_of(widget: QObject) -> Field | None:
    """The field whose text the widget edits: a box of names is asked in the place of its own."""
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, Field) else None


def _can_undo(field: Field) -> bool:
    return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()


def _can_redo(field: Field) -> bool:
    return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()


def _has_selection(field: Field) -> bool:
    return field.hasSelectedText() if isinstance(field, QLineEdit) else field.textCursor().hasSelection()


def _is_table(text: str) -> bool:
    """Whether a copied text is more than a field of one line can mean."""
    return "\t" in text.strip("\n") or "\n" in text.strip()
