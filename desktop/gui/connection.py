"""Whether the database answers, and what waits at this desk until it does: for the status line and the lasting banner."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.areas import Area
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.sources import is_own_server, is_server, source_name
from desktop.gui.operations import Operations
from desktop.i18n import _
from desktop.services.opening import Database
from desktop.wording.formats import clock_text

_EVERY_MS = 2_000
_SLOW_SECONDS = 0.5
"""From here on people at a door notice."""
AREAS = frozenset({Area.CONNECTION, Area.ATTENDANCE})
ON_ITS_WAY = dt.timedelta(seconds=1)
"""For so long nobody is told that something waits for a server that answers."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What is known of the database's place at one moment."""

    source: str
    is_server: bool
    desk: str
    role: str
    online: bool
    pending: int
    clock_off: dt.timedelta = dt.timedelta()
    """How far this computer's clock is ahead of the server's."""
    trouble: str = ""
    """Why the server takes nothing, by its code; "" while it does."""
    slow: float = 0.0
    """Seconds the server's answers take, by tenths; 0 while they are quick."""
    joined: bool = False
    """Whether the server is an organizer's computer that this desk joined by a code."""
    answered: str = ""
    """The time of day when the server was last heard, once it no longer is."""


def connection_of(database: Database, location: str) -> Connection:
    """Ask an open database; quick, for what waits stands in this desk's own file."""
    on_server = is_server(location)
    name = source_name(location)
    source = name if on_server else _("This computer · {file}").format(file=name)
    online, answered_at, took = database.online, database.answered_at, database.answers_in or 0.0
    return Connection(
        source,
        on_server,
        database.desk,
        database.role,
        online,
        database.pending(ON_ITS_WAY if online else dt.timedelta()),
        database.clock_off,
        database.trouble,
        slow=round(took, 1) if took >= _SLOW_SECONDS else 0.0,
        joined=is_own_server(location),
        answered=clock_text(answered_at) if answered_at is not None and not online else "",
    )


class ConnectionWatch(QObject):
    """Looks again whenever a write or another desk's news may have changed something, and every two seconds on a server."""

    changed = Signal(object)
    """Connection: not what it was."""

    def __init__(self, operations: Operations, location: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._location = location
        self.now: Connection | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        operations.changed.connect(self._on_changed)
        if is_server(location):
            self._timer.start()

    def stop(self) -> None:
        """Look no more. A timer that still ran when its window is swept up on another thread would crash the program."""
        self._timer.stop()

    def look(self) -> None:
        """Ask beside the window and tell what is different."""
        database, location = self._operations.database, self._location
        self._operations.plain(
            "connection",
            lambda _progress, _cancelled: connection_of(database, location),
            self._take,
            lambda _error: True,  # it is asked again soon; whoever needs an answer tells what is wrong
        )

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if is_server(self._location) and AREAS & areas:
            self.look()

    def _take(self, now: Connection) -> None:
        if now != self.now:
            self.now = now
            self.changed.emit(now)
