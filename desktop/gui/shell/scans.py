"""A badge or a citizen's card scanned anywhere in the window's program: the page shown takes it, or it is said aloud that nobody was recorded.

With a dialog or the board in front the door takes it at once: the scan is a whole badge of one person at the session that
the door stands at, it can be undone, and it touches nothing that a dialog edits. Kept until the dialog is left, it would
be forgotten there, or come after "the rest is absent".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMainWindow

from desktop.gui.shell.scan_catcher import ScanCatcher
from desktop.gui.widgets.toast import toast
from desktop.i18n import _
from desktop.wording.check_in import card_elsewhere, misread, scanned_elsewhere

if TYPE_CHECKING:
    from desktop.domain.identity_card import IdentityCard
    from desktop.gui.checkin.sounds import Sounds
    from desktop.gui.context import Context

_DOOR = "attendance"


class Scans(QObject):
    """What the window does with a scan."""

    def __init__(self, context: Context, window: QMainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._sounds: Sounds | None = None
        self.catcher = ScanCatcher(window)
        self.catcher.scanned.connect(self._on_scan)
        self.catcher.misread.connect(self._on_misread)
        self.catcher.carded.connect(self._on_card)

    def _on_scan(self, code: str) -> None:
        page = self._context.shell.page
        if page is not None and page.take_scan(code):
            return
        front = QApplication.activeWindow()
        where = page.accessibleName() if page is not None else ""
        if front is not None and front is not self._context.window and front.windowTitle():
            where = front.windowTitle()
        self._say(scanned_elsewhere(code, where))

    def _on_card(self, card: IdentityCard | None) -> None:
        page = self._context.shell.page
        if page is None or not page.take_card(card):
            self._say(card_elsewhere())

    def _on_misread(self) -> None:
        page = self._context.shell.page
        if page is not None and page.take_scan(""):
            return
        self._say(misread().heading)

    def _say(self, sentence: str) -> None:
        front, window = QApplication.activeWindow(), self._context.window
        from desktop.gui.checkin.sounds import Sounds, wanted  # a start plays nothing

        self._sounds = self._sounds or Sounds()
        self._sounds.on = wanted(self._context)
        self._sounds.play("bad")
        if front is not None and front is not window:
            toast(self._context.theme, front, sentence, "warn")
        elif self._context.commands.may(_DOOR):
            self._context.feedback.offer(sentence, _("Open Check-in"), lambda: self._context.go(_DOOR), tone="warn")
        else:
            self._context.feedback.warn(sentence)
