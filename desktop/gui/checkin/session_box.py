"""Which session the door is at."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from desktop.domain.people import SessionView
from desktop.gui.context import Context
from desktop.gui.theme import Theme
from desktop.gui.widgets.elided_box import ElidedBox
from desktop.gui.widgets.empty import EmptyState
from desktop.gui.widgets.form import choose
from desktop.gui.widgets.text import tip
from desktop.i18n import _
from desktop.wording.formats import clock_text, short_date_text

_WIDTH = 240
"""Pixels that a session's words have at least, at 100 % text."""


class SessionBox(ElidedBox):
    """As wide as the page gives it, whatever the session is called: a long title is cut in its middle.

    Tells when its list closes, chosen from or not: a scan must not go on choosing in it.
    """

    closed = Signal()
    wanted = Signal(object)
    """The id of the session chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Session"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view().installEventFilter(self)
        self.activated.connect(lambda place: self.wanted.emit(self.itemData(place)))

    def offer(self, sessions: Sequence[SessionView]) -> None:
        """The sessions to choose from; where there are several days each has its day."""
        days = {session.starts_at.date() for session in sessions}
        self.clear()
        for session in sessions:
            day = f"{short_date_text(session.starts_at)} " if len(days) > 1 else ""
            words = f"{day}{clock_text(session.starts_at)} · {session.title}"
            self.addItem(words, session.id)
            self.setItemData(self.count() - 1, tip(words), Qt.ItemDataRole.ToolTipRole)
        self.setVisible(bool(sessions))

    def choose(self, session_id: uuid.UUID | None) -> None:
        """Show a session as the one chosen."""
        choose(self, session_id)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.closed.emit()
        return super().eventFilter(watched, event)


def no_session(context: Context, *, organizer: bool) -> EmptyState:
    """What stands in the door's place before there is a session."""
    empty = EmptyState(
        context,
        "calendar-clock-outline",
        _("No session yet"),
        _("People are let in at a session: add the morning or the afternoon to the agenda first."),
    )
    if organizer:
        agenda_button = empty.add_button(_("Go to the agenda"), primary=True)
        agenda_button.clicked.connect(lambda: context.go("agenda"))
    return empty
