"""The door keeps to the agenda: it goes on to the next session, and says when the one chosen lets nobody in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.door_times import Door, door, open_instead
from desktop.domain.people import SessionView
from desktop.gui.feedback import Banner
from desktop.i18n import _
from desktop.settings import Settings
from desktop.wording.check_in import door_closed, went_on

_EVERY = 5_000
"""Milliseconds between two looks at the clock."""


class DoorClock(QObject):
    """Looks at the clock while the door is shown."""

    ticked = Signal()
    wanted = Signal(object)
    """The id of the session to go on to."""

    def __init__(self, bar: Banner, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._bar = bar
        bar.close_button.hide()
        self._sessions: Sequence[SessionView] = ()
        self._chosen: SessionView | None = None
        self._was_open = False
        self._went_on_to: uuid.UUID | None = None
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self.look)

    @property
    def early(self) -> dt.timedelta:
        """How long before its start a session lets people in, as the office has it now."""
        return dt.timedelta(minutes=self._settings.door_opens)

    def now(self) -> dt.datetime:
        """The office's time."""
        return dt.datetime.now()

    def run(self, *, on: bool) -> None:
        """Look by itself, or stop."""
        if on:
            self.look()
            self._timer.start()
        else:
            self._timer.stop()

    def attend(self, sessions: Sequence[SessionView], chosen: SessionView | None) -> None:
        """The agenda, and the session the door stands at."""
        if (chosen and chosen.id) != (self._chosen and self._chosen.id):
            self._was_open = False
        self._sessions, self._chosen = sessions, chosen
        self.look()

    def instead(self) -> SessionView | None:
        """The session that people come to now, when it is not the one chosen."""
        return open_instead(self._sessions, self._chosen, self.now(), self.early) if self._chosen else None

    def look(self) -> None:
        """Go on when the session that ran is over and one alone has begun; else say what is wrong with the one chosen."""
        self.ticked.emit()
        chosen, now = self._chosen, self.now()
        if chosen is None:
            self._bar.tell("")
            return
        state, other = door(chosen, now, self.early), self.instead()
        if state is Door.OPEN:
            self._was_open = True
            if self._went_on_to != chosen.id:
                self._bar.tell("")
            return
        if state is Door.OVER and self._was_open and other is not None:
            self._went_on_to = other.id
            self.wanted.emit(other.id)
            self._bar.tell(went_on(other), "info")
            self._bar.close_button.show()
            return
        self._went_on_to = None
        self._bar.close_button.hide()
        sentence = door_closed(chosen, now)
        if other is None:
            self._bar.tell(sentence)
        else:
            words = _("Go to “{session}”").format(session=other.title)
            self._bar.tell(sentence)
            self._bar.offer(words, lambda: self.wanted.emit(other.id))
