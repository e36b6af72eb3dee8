"""Engines on a data file and on a server, and a server's address taken apart."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from desktop.domain.errors import UnusableDatabase
from desktop.domain.sources import OWN_SERVER
from desktop.store import compiled, sealing
from desktop.store.prepared import run

PROGRAM = "tap-huan"
"""How the program calls itself on a server."""

READ_ONLY = "mode=ro&immutable=1"
"""Opens a file on a medium that can't be written, where SQLite could not make its log either."""

_BUSY_SECONDS = 15

_CLIENT = {
    # A desk with people before it can't wait for the minutes that TCP would.
    "connect_timeout": "3",
    "keepalives": "1",
    "keepalives_idle": "5",
    "keepalives_interval": "2",
    "keepalives_count": "2",
    "tcp_user_timeout": "3000",
}
_SERVER = {
    # A desk whose plug was pulled must not hold rows against the others.
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
    "idle_in_transaction_session_timeout": "600s",
    "lock_timeout": "15s",
    "statement_timeout": "60s",
}
LOGIN_LIMITS = ("idle_in_transaction_session_timeout", "lock_timeout", "statement_timeout")
"""What a desk's and a viewer's login itself carries too, whatever program uses it."""


def limit(name: str) -> str:
    """How long the server bears what `LOGIN_LIMITS` name, as it writes it."""
    return _SERVER[name]


class Writes(StrEnum):
    """How a transaction writes into a file that holds copies beside what happened here first."""

    FIRST = "first"
    """On the disk when it is committed; the log is left to the others, as long as it is not too large."""
    COPY = "copy"
    """Not waited for on the disk: what is lost with the power is copied again."""


_CARE = {
    Writes.FIRST: ("synchronous=FULL", "wal_autocheckpoint=8000"),
    Writes.COPY: ("synchronous=NORMAL", "wal_autocheckpoint=1000"),
}
"""What SQLite is told, pages of 4 KiB; a file's other writers are as `sqlite_engine` has them."""


def is_server(location: str | Path) -> bool:
    """Whether the data source is a server's address rather than a file."""
    return str(location).startswith(("postgresql://", "postgres://", "postgresql+"))


def server_url(address: str) -> URL:
    """A server's address taken apart. Raises UnusableDatabase."""
    text = unicodedata.normalize("NFC", address.strip())
    try:
        url = make_url(text.replace("postgres://", "postgresql://", 1))
    except (ArgumentError, ValueError):  # not "from": the cause may hold a piece of the password
        raise UnusableDatabase("record.bad_address", file="postgresql") from None
    # A database's name with "@" or "/" in it is a piece of a password that was not written as an address wants it.
    if url.get_backend_name() != "postgresql" or not url.database or {"@", "/"} & set(url.database):
        raise UnusableDatabase("record.bad_address", file="postgresql")
    return url.set(drivername="postgresql")


def address_of(url: URL) -> str:
    """The address as text, with its password if it has one."""
    return url.render_as_string(hide_password=False).replace(" ", "%20")


def place(url: URL) -> str:
    """Where a database stands, as people are told: "host/database"; the address alone of an organizer's computer."""
    if url.host == OWN_SERVER and isinstance(address := url.query.get("hostaddr"), str):
        return address
    host = url.host or url.query.get("host") or "localhost"
    port = f":{url.port}" if url.port else ""
    return f"{host if isinstance(host, str) else host[0]}{port}/{url.database or ''}"


def plain_ascii(text: str) -> str:
    """The text without accents: a server takes nothing else as the name of a connection."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return decomposed.encode("ascii", "ignore").decode()


def is_here(url: URL) -> bool:
    """Whether a server is on this computer: a socket, or its own address."""
    host = url.host or url.query.get("host") or ""
    name = host if isinstance(host, str) else host[0]
    return not name or name.startswith("/") or name in ("localhost", "::1") or name.startswith("127.")


def encryption(url: URL) -> dict[str, str]:
    """How a connection is encrypted where its address does not say.

    Beyond this computer it always is, by a certificate that is checked (`verify-full`) against the named file, else against
    the roots of the system. PGSSLMODE and PGSSLROOTCERT, and libpq's own root.crt, still work.
    """
    named = {name: str(url.query[name]) for name in ("sslmode", "sslrootcert") if name in url.query}
    if is_here(url) or "PGSSLMODE" in os.environ:
        return named
    chosen = {"sslmode": "verify-full", **named}
    own_roots = Path.home() / ("AppData/Roaming/postgresql" if os.name == "nt" else ".postgresql") / "root.crt"
    if chosen["sslmode"] == "verify-full" and "PGSSLROOTCERT" not in os.environ and not own_roots.exists():
        chosen.setdefault("sslrootcert", "system")
    return chosen


def connection_options(url: URL, desk: str) -> dict[str, str]:
    """What psycopg is told beside the address; what the address itself says wins."""
    options = {
        **_CLIENT,
        **encryption(url),
        "application_name": f"{PROGRAM} / {plain_ascii(desk)}"[:63],
        "options": " ".join(f"-c {name}={value}" for name, value in _SERVER.items()),
    }
    return {name: value for name, value in options.items() if name not in url.query}


class ServerPool(QueuePool):
    """Few connections, for a server has a hundred for all its desks: one is kept, others are let go after use."""

    def narrow(self) -> None:
        """Have no others: a desk works at its own file, and what it sends or asks goes one after the other."""
        self._max_overflow = 0

    def let_idle_go(self) -> None:
        """Let the kept one go as well, while nobody uses it."""
        if not self.checkedout():
            self.dispose()


def server_engine(address: str, *, desk: str = "") -> Engine:
    """An engine on PostgreSQL through psycopg. A connection that died is found out by its first use (`Database`)."""
    url = server_url(address)
    try:
        from desktop.store.compiled_on_server import POSTGRESQL

        return create_engine(
            url.set(drivername=POSTGRESQL),
            connect_args=connection_options(url, desk),
            execution_options=compiled.SHARED,
            hide_parameters=True,
            poolclass=ServerPool,
            pool_size=1,
            max_overflow=4,
        )
    except ImportError as error:
        raise UnusableDatabase("record.no_driver", file=place(url)) from error


def file_uri(path: Path, option: str) -> str:
    """The address of a file for SQLite, on a Windows share too; `option` as "mode=rw"."""
    whole = path.absolute().as_posix()
    return f"file://{'' if whole.startswith('/') else '/'}{quote(whole, safe='/:')}?{option}"


def connect(path: Path, mode: Literal["rw", "rwc"] = "rw", *, like: Path | None = None) -> sqlite3.Connection:
    """SQLite's own connection to a data file: one that is there, or with "rwc" one that is made, encrypted as `like`.

    A file that may not be written is taken as it stands. Never "ro" alone: SQLite would leave an empty log beside the
    file. Raises sqlite3.Error, Locked for an encrypted file whose key nobody gave.
    """
    fixed = mode == "rw" and path.exists() and not os.access(path, os.W_OK)
    connection = _opened(path, READ_ONLY if fixed else f"mode={mode}", like or path)
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def _opened(path: Path, option: str, like: Path) -> sqlite3.Connection:
    address, key = file_uri(path, option), sealing.key_of(like)
    if key is None:
        return sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    from desktop.store import cipher_driver  # a start with a plain file needs no cipher

    return cipher_driver.connect(address, key.sqlcipher, timeout=_BUSY_SECONDS)


def _sha256_hex(text: str) -> str:
    """As PostgreSQL's own: the audit's chain goes on inside one statement."""
    return hashlib.sha256(text.encode()).hexdigest()


def sqlite_engine(path: Path, option: str = "mode=rwc") -> Engine:
    """An engine on a data file: WAL, foreign keys, every commit on the disk, BEGIN IMMEDIATE for writes.

    "Look, then insert" without BEGIN IMMEDIATE fails for most of several competing writers. `option` says how SQLite opens
    the file: "mode=rw" one that is there, READ_ONLY one that may not be written and that nobody else writes. Each
    connection finds out anew whether the file is encrypted: that may change meanwhile.
    """
    engine = create_engine(
        URL.create(compiled.SQLITE, database=str(path)),
        creator=lambda: _opened(path, option, path),
        execution_options=compiled.SHARED,
        hide_parameters=True,
    )
    pragmas = ("foreign_keys=ON", *(() if option == READ_ONLY else ("journal_mode=WAL", "synchronous=FULL")))

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
        connection.execute("PRAGMA trusted_schema=OFF")  # whatever its schema says, it calls nothing that reaches out
        connection.create_function("sha256_hex", 1, _sha256_hex, deterministic=True)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        if isinstance(writes, Writes) and connection.info.get("care") is not writes:
            for pragma in _CARE[writes]:
                connection.exec_driver_sql(f"PRAGMA {pragma}")
            connection.info["care"] = writes
        run(connection, "BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
