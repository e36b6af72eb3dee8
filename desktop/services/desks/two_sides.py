"""What is known of a server's desk: its server, which may be away, and its own file, which is always there."""

from __future__ import annotations

import datetime as dt

from desktop.services.desks.desk_file import DeskFile
from desktop.services.desks.set_aside import SetAside
from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.engines import server_url


class TwoSides:
    """The facts of a `Database` made of two."""

    path = None

    def __init__(self, address: str, file: DeskFile, server: EngineDatabase | None, trouble: str) -> None:
        self.clock_off = dt.timedelta()
        self.address = address
        self.trouble = trouble
        """Why the server takes nothing just now, by its code; "" while it does."""
        self._file = file
        self._local = file.open("")
        self._local.let_copies_wait()
        self._server = server
        self._opened_at = now()

    @property
    def online(self) -> bool:
        """Whether the server takes what it is given."""
        return not self.trouble

    @property
    def desk(self) -> str:
        """The name that marks and journal entries carry, on the server and in the desk's own file alike."""
        return self._local.desk

    @desk.setter
    def desk(self, name: str) -> None:
        # What a desk's or a viewer's login says bears the login's name: the server would take no other.
        self._local.desk = (self.role != "organizer" and server_url(self.address).username) or name
        if self._server is not None:
            self._server.desk = name

    @property
    def aside(self) -> tuple[SetAside, ...]:
        """Damaged files of this desk from which something came over, or in which something can't be read."""
        return self._file.aside

    @property
    def own_file(self) -> EngineDatabase:
        """The desk's own file itself."""
        return self._local

    @property
    def place(self) -> str:
        """The server and its database."""
        return self._file.source

    @property
    def role(self) -> str:
        """What this login may do at the server, or could when it was last seen."""
        return self._server.role if self._server is not None else self._file.role

    @property
    def answers_in(self) -> float | None:
        """Seconds the server's last answer took; None while it does not answer, or nobody has asked yet."""
        return self._server.answers_in if self.online and self._server is not None else None

    @property
    def answered_at(self) -> dt.datetime | None:
        """When the server was last heard; None when it was not since this program began."""
        return self._server.answered_at if self._server is not None else None

    @property
    def at_home(self) -> bool:
        """Whether this desk has a whole copy, so that nobody at the door waits for the line."""
        return self._file.is_usable

    @property
    def wrote_at(self) -> dt.datetime:
        """When this open database last wrote at the server; when it was opened, before that."""
        return self._server.wrote_at if self._server is not None else self._opened_at
