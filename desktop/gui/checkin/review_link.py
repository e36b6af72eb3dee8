"""How much of what happened at the door is to be reviewed, as a button that opens the queue; hidden for nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.domain.areas import Area
from desktop.gui.context import Context
from desktop.i18n import _
from desktop.services import reviewing

_SOON_MS = 700
_AREAS = frozenset({Area.ATTENDANCE, Area.ATTENDEES, Area.AGENDA, Area.CONFERENCES, Area.CONNECTION, Area.COPY})


class ReviewLink(QPushButton):
    """Counts anew a little after something happened: in a rush once for many arrivals."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.look)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(lambda _checked=False: context.run("review"))
        self.hide()
        context.operations.changed.connect(self._on_changed)
        context.conference_changed.connect(self._soon.start)
        self._soon.start()

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if areas & _AREAS and not self._soon.isActive():
            self._soon.start()

    def look(self) -> None:
        """Count now."""
        conference = self._context.conference
        if conference is not None:
            self._context.operations.read_here(
                f"door.review.{id(self)}",
                lambda tx: reviewing.count_at_door(tx, conference.id),
                self._show,
                lambda _error: True,
            )

    def _show(self, count: int) -> None:
        self.setText(_("To review: {count}").format(count=count))
        self.setVisible(bool(count))
