"""Tells the organizer who tried to get in at this computer's server, also while the panel of desks is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from desktop.gui.context import Context
from desktop.gui.desks import sharing
from desktop.i18n import _
from desktop.wording import serving as words

if TYPE_CHECKING:
    from desktop.services.serving.attempts import Attempt

_LOOK_MS = 2_000
_QUIET_LOOKS = 30
"""Somebody who goes on trying is told of once a minute."""


class RefusalsTold(QObject):
    """Looks at what the server's keeper has read, which takes no time; does nothing where this computer shares nothing."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._told: Attempt | None = None
        self._quiet = 0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        if sharing.shown(context) is not None:
            self._timer.start()

    def look(self) -> None:
        """Tell of the last one who was refused since."""
        self._quiet = max(0, self._quiet - 1)
        made = sharing.shown(self._context)
        tried = made.news.attempts if made is not None else ()
        if not tried or tried[-1] == self._told or self._quiet:
            return
        self._told, self._quiet = tried[-1], _QUIET_LOOKS
        from desktop.gui.desks.panel import DesksPanel  # most windows share nothing

        if not any(not each.gone for each in self._context.window.findChildren(DesksPanel)):
            run = lambda: self._context.run("desks.panel")  # noqa: E731
            self._context.feedback.offer(words.refused_text(tried), _("Desks"), run, tone="warn")
