"""Where a desk of a server keeps its own copy and outbox: one file for each server and login."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.domain.errors import UnusableDatabase
from desktop.domain.sources import OWN_SERVER
from desktop.services.desks import set_aside
from desktop.services.desks.set_aside import SetAside
from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.engines import place, server_url
from desktop.store.integrity import damaged
from desktop.store.upgrade import open_database
from desktop.whole_file import write_whole


@dataclass(slots=True)
class DeskFile:
    """A desk's own file, a plain database, and beside it what it knows of its server."""

    path: Path
    source: str
    """The server as people are told: host/database."""
    role: str = "desk"
    copied_at: dt.datetime | None = None
    """When the copy was last complete; None for never."""
    aside: tuple[SetAside, ...] = ()
    """Damaged files from which something came over, or in which something can't be read."""

    @classmethod
    def of(cls, address: str) -> DeskFile:
        """The file of this desk for the server and login of an address; the password plays no part."""
        url = server_url(address)
        host = url.host or url.query.get("host") or "localhost"
        where = host if isinstance(host, str) else host[0]
        parts = [where, str(url.port or 5432), url.database or "", url.username or ""]
        if where == OWN_SERVER:  # each such server is another, with a certificate of its own
            parts = [where, str(url.query.get("sslrootcert")), url.username or ""]
        name = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
        file = cls(paths.data_folder() / "desks" / f"{name}.db", place(url))
        file._load()
        return file

    @property
    def _about(self) -> Path:
        return self.path.with_suffix(".json")

    def _load(self) -> None:
        try:
            stored = json.loads(self._about.read_text(encoding="utf-8"))
            self.copied_at = dt.datetime.fromisoformat(stored["copied_at"])
            self.role = str(stored["role"])
        except (OSError, ValueError, KeyError, TypeError):
            self.copied_at = None  # as if there were no copy: the next one says

    @property
    def is_usable(self) -> bool:
        """Whether there is a whole copy to work on."""
        return self.copied_at is not None

    @property
    def age(self) -> float:
        """Seconds since the copy was last complete."""
        return math.inf if self.copied_at is None else abs((now() - self.copied_at).total_seconds())

    def is_fresh(self, role: str) -> None:
        """The copy is complete now, as this login sees the server."""
        self.copied_at, self.role = now(), role
        about = {"source": self.source, "role": role, "copied_at": self.copied_at.isoformat()}
        write_whole(self._about, json.dumps(about).encode())

    def open(self, desk: str) -> EngineDatabase:
        """The file itself, made when there is none; what waits in one that is damaged comes over into a fresh one.

        Only a file that SQLite itself finds damaged is put aside. Raises UnusableDatabase.
        """
        try:
            database = self._open(desk)
        except OSError as error:
            raise UnusableDatabase("record.cannot_open", file=str(self.path)) from error
        try:
            self.aside = set_aside.bring_over(self.path, database)
        except BaseException:
            database.close()
            raise
        return database

    def _open(self, desk: str) -> EngineDatabase:
        set_aside.join_again(self.path)
        if not self.path.exists() or not self.path.stat().st_size:
            self._forget()
        elif damaged(self.path):
            self._put_aside()
        try:
            return open_database(self.path, desk=desk)
        except UnusableDatabase:
            if not damaged(self.path, thoroughly=True):
                raise
        self._put_aside()
        return open_database(self.path, desk=desk)

    def _put_aside(self) -> None:
        self._forget()
        set_aside.put_aside(self.path)

    def _forget(self) -> None:
        """There is no copy any more, and nothing beside may say that there is. Raises OSError."""
        self.copied_at = None
        self._about.unlink(missing_ok=True)
