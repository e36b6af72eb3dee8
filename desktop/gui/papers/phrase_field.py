"""One phrase of a document to be said otherwise: a field as high as its text, and what is told under it."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from desktop.domain.documents.phrases import Phrase, PhraseTrouble
from desktop.domain.names import fold
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import caption, column, grow, link, restyle, row
from desktop.i18n import _
from desktop.wording import phrases as wording


class PhraseEdit(QPlainTextEdit):
    """A text of one paragraph in as many lines as it needs. Tab and Enter leave it; steps back are the form's."""

    reached = Signal()
    """The keyboard is here now."""
    back = Signal()
    forth = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, round(self.document().documentLayout().documentSize().height()))
        around = 2 * (self.frameWidth() + round(self.document().documentMargin())) + GRID // 2
        height = lines * self.fontMetrics().lineSpacing() + around
        if height != self.height():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text makes higher lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The paper shows the phrase that the keyboard is in."""
        super().focusInEvent(event)
        self.reached.emit()

    def event(self, event: QEvent) -> bool:
        """Steps back and forth are not the window's here: the form has them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field: a phrase is one paragraph."""
        step = _step(event)
        if step:
            (self.back if step == "back" else self.forth).emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one paragraph."""
        self.insertPlainText(re.sub(r"\s*\n\s*", " ", source.text()))


def _step(event: QKeyEvent) -> str:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "back"
    return "forth" if event.matches(QKeySequence.StandardKey.Redo) else ""


class PhraseField(QFrame):
    """The phrase with its field, the way back to the program's, and what is wrong or filled in."""

    typed = Signal(str)
    """The key of the phrase that was changed by the keyboard."""
    reset = Signal(str)

    def __init__(self, phrase: Phrase, text: str) -> None:
        super().__init__()
        self.setObjectName("plain")
        self.phrase = phrase
        default = wording.shown(phrase.default)
        self.edit = PhraseEdit(wording.shown(text))
        self.edit.setAccessibleName(default)
        self.back = link(
            _("Reset"), lambda: self.reset.emit(phrase.key), spoken=_("Reset “{phrase}”").format(phrase=default)
        )
        self.told = caption()
        column(row(grow(self.edit), self.back), self.told, on=self, spacing=2)
        self.edit.textChanged.connect(lambda: self.typed.emit(phrase.key))

    @property
    def text(self) -> str:
        """What stands in the field, as the program fills it in."""
        return wording.typed(self.phrase.default, self.edit.toPlainText())

    def take(self, text: str) -> None:
        """Show another text, without telling of it."""
        if text != self.text:
            self.edit.blockSignals(True)
            self.edit.setPlainText(wording.shown(text))
            self.edit.blockSignals(False)

    def tell(self, trouble: PhraseTrouble | None, *, changed: bool) -> None:
        """Say what is wrong with the phrase, else what is filled in or what the program says."""
        hint = wording.hint(self.phrase.default, changed=changed)
        wrong = wording.trouble_text(self.phrase.default, trouble) if trouble is not None else ""
        self.told.setText("\n".join(line for line in (wrong, hint if changed or not wrong else "") if line))
        role = "error" if trouble is not None and trouble.refused else "warning" if trouble is not None else "caption"
        self.told.setProperty("role", role)
        self.told.setVisible(bool(self.told.text()))
        self.edit.setProperty("invalid", trouble is not None and trouble.refused)
        self.edit.setAccessibleDescription(self.told.text())
        self.back.setVisible(changed)
        restyle(self.told, self.edit)

    def holds(self, key: str) -> bool:
        """Whether the field speaks of a text that was searched for (folded)."""
        return key in fold(self.edit.toPlainText()) or key in fold(self.edit.accessibleName())


def first_of(parts: list[PhraseField]) -> QWidget | None:
    """The first field in sight."""
    return next((part.edit for part in parts if not part.isHidden()), None)
