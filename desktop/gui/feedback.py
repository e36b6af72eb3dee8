"""How the window speaks: a quiet line with Undo, a banner, a sentence beside a field, and a dialog only for a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop import wording
from desktop.domain.errors import AppError, Cancelled, NotFound
from desktop.gui import icons
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.elided_button import ElidedButton
from desktop.gui.widgets.layout import grow, label, link, plain, restyle, row
from desktop.i18n import _

_WAY_OUT = 0.4
"""Of a banner's width, for its button."""


class Feedback(QObject):
    """The window's voice; the main window shows what is said."""

    said = Signal(str, str, object)
    """A sentence, a link's words ("" for none) and what the link does."""
    bannered = Signal(str, str)
    """A sentence that stays until closed, and its tone: warn, bad or info."""
    offered = Signal(str, str, object, str)
    """A sentence that stays until closed, a link's words, what the link does, and the sentence's tone."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def say(self, sentence: str, link: str = "", action: Callable[[], None] | None = None) -> None:
        """A quiet line at the bottom: something worked."""
        self.said.emit(sentence, link, action)

    def say_saved(self, path: Path, sentence: str = "") -> None:
        """A file was written; offer to open it."""
        words = sentence or _("Saved {file}.").format(file=path.name)
        self.say(words, _("Open"), lambda: open_file(path))

    def warn(self, sentence: str) -> None:
        """A banner over the page: nothing was lost, but look."""
        self.bannered.emit(sentence, "warn")

    def offer(self, sentence: str, link: str, action: Callable[[], object], *, tone: str = "info") -> None:
        """A banner over the page with something that makes sense now."""
        self.offered.emit(sentence, link, action, tone)

    def show_error(self, error: Exception) -> None:
        """Say an AppError in words; cancelling and nothing-to-undo are no alarm."""
        if not isinstance(error, AppError):
            raise error
        if isinstance(error, Cancelled) or (isinstance(error, NotFound) and error.code.startswith("journal.")):
            self.say(wording.error(error))
        else:
            self.bannered.emit(wording.error(error), "bad")

    def ask(self, title: str, question: str, yes: str, *, parent: QWidget | None = None, danger: bool = False) -> bool:
        """A question that needs an answer; `yes` is the verb on the button."""
        from desktop.gui.widgets.message_box import MessageBox  # its enumerations take time at a start

        box = MessageBox(title, question, danger=danger, parent=parent or self._window)
        accept = box.addButton(yes, MessageBox.ButtonRole.AcceptRole)
        cancel = box.addButton(_("Cancel"), MessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel if danger else accept)
        box.setEscapeButton(cancel)
        box.exec()
        return box.clickedButton() is accept


def open_file(path: Path) -> None:
    """Open a file with the system's program for it."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class Banner(QFrame):
    """A sentence across a page or dialog, with an icon (never colour alone), an optional button, and a close button."""

    _ICONS = {"warn": "alert-outline", "bad": "alert-circle-outline", "info": "information-outline", "good": "check"}
    _COLOURS = {"warn": "warn", "bad": "bad", "info": "accent", "good": "good"}

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = label()
        self._text = plain()
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.close_button = link(_("Close"), self.hide, spoken=_("Close this message"))
        self.way_out = ElidedButton("", lambda: self._out(), role="link")
        self._out: Callable[[], object] = self.hide
        parts = (self._icon, grow(self._text), self.way_out, self.close_button)
        row(*parts, on=self, margins=(GRID + 4, GRID, GRID, GRID))
        self.hide()

    def tell(self, sentence: str, tone: str = "warn") -> None:
        """Show the sentence; "" hides the banner."""
        self.way_out.hide()
        self.setVisible(bool(sentence))
        if not sentence:
            return
        self.setProperty("tone", tone)
        self.setAccessibleName(sentence)
        restyle(self)
        self._icon.setPixmap(icons.pixmap(self._theme, self._ICONS[tone], self._COLOURS[tone], 20))
        self._text.setText(sentence)

    def offer(self, words: str, out: Callable[[], object]) -> None:
        """A way out beside the sentence, until the next one is told."""
        self.way_out.say(words)
        self._out = out
        self.way_out.show()

    def tell_and_offer(self, sentence: str, words: str, action: Callable[[], object], tone: str = "info") -> None:
        """Show the sentence with a way out that closes it."""

        def out() -> None:
            self.hide()
            action()

        self.tell(sentence, tone)
        self.offer(words, out)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence keeps the greater part, however long the words of the way out are."""
        super().resizeEvent(event)
        self.way_out.setMaximumWidth(round(event.size().width() * _WAY_OUT))

    @property
    def sentence(self) -> str:
        """What is shown now."""
        return "" if self.isHidden() else self._text.text()
