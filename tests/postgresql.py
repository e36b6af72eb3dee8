"""A PostgreSQL that a test run starts itself."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from desktop.store import schema, upgrade
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from tests.memory import in_memory

_numbers = itertools.count(1)

_QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]
_QUICK += ["jit=off", "autovacuum=off"]
"""Nothing is kept safe, and nobody tidies beside the tests: `emptied` does from time to time."""
_TIDIED_AFTER = 50


def binaries() -> Path | None:
    """Where the server's programs are, both of them; the newest version when there are several."""
    on_path = shutil.which("initdb")
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True
    )
    if on_path:
        folders.insert(0, Path(on_path).resolve().parent)
    complete = [folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()]
    return next(iter(complete), None)


class Server:
    """A PostgreSQL of this test run, on a socket in a temporary folder, with nothing kept safe unless asked for.

    Its files are in memory, where that has room, unless they have to reach the disk.
    """

    def __init__(self, binaries: Path, *, safe: bool = False, on_disk: bool = False) -> None:
        # Not where TMPDIR says: a socket's path must be short, and the server's own user must reach it.
        shared = (None if on_disk else in_memory()) or Path("/tmp")
        self.folder = Path(tempfile.mkdtemp(prefix="taphuan-pg-", dir=shared if shared.is_dir() else None))
        self.binaries = binaries
        self._kept: dict[Callable[[Transaction], object], dict[str, bytes]] = {}
        self._models: dict[tuple[Callable[[Transaction], object], str], str] = {}
        self._connection: psycopg.Connection | None = None
        self._opened_by: dict[str, EngineDatabase] = {}
        self._uses = itertools.count(1)
        self.user: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self.user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        self.data = self.folder / "data"
        initdb: list[str | Path] = [
            binaries / "initdb",
            "-D",
            self.data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        # Nor in the language of this computer, which may be one that is not installed or not in UTF-8.
        subprocess.run([*initdb, "--no-locale"], check=True, capture_output=True, cwd=self.folder, **self.user)
        # Whoever set it up comes in as they are; every other login has to give its password.
        rules = "local all postgres trust\nlocal all all scram-sha-256\n"
        (self.folder / "data" / "pg_hba.conf").write_text(rules)
        quick = ["recovery_init_sync_method=syncfs", "jit=off"] if safe else _QUICK
        self.options = [word for setting in [*quick, "max_connections=60"] for word in ("-c", setting)]
        self.start()
        open_database(self.address("postgres")).close()

    def start(self) -> None:
        """Start it on its data folder, also again after `kill`."""
        self.process = self._begun()
        for _attempt in range(1200):
            with suppress(psycopg.OperationalError):
                self._connect("template1").close()
                return
            if self.process.poll() is not None:  # one that was begun while the old one was killed had not ended yet
                self.process = self._begun()
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start")

    def _begun(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [self.binaries / "postgres", "-D", self.data, "-k", self.folder, "-c", "listen_addresses=", *self.options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.user,
        )

    def kill(self) -> None:
        """As when the plug is pulled: every process of it ends in the middle of what it does."""
        with self._connect("postgres") as connection:
            children = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
        for each in [self.process.pid, *children]:
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        self.process.wait(20)

    def address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(f"host={self.folder} user=postgres dbname={name}", autocommit=True)

    def login(self, name: str, database: str, password: str = "") -> str:
        """The address for a login, which this server asks for its password."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{quote(name)}{secret}@/{database}?host={self.folder}"

    def _own(self) -> psycopg.Connection:
        """The connection that is kept for `emptied` and `filled`; another where the server was killed meanwhile."""
        with suppress(psycopg.OperationalError):
            if self._connection is not None:
                self._connection.execute("SELECT 1")
                return self._connection
        self._connection = self._connect("postgres")
        return self._connection

    def emptied(self) -> str:
        """The address of the record's tables without a row: much quicker than a database for every test."""
        return self._begin({})

    @contextmanager
    def filled(self, fill: Callable[[Transaction], object], *, desk: str) -> Iterator[EngineDatabase]:
        """The same as `fill` leaves them, done once in a run of tests and copied in after that.

        Opened over the connections of the test before: each new one costs the server as much as a short test.
        """
        if fill in self._kept:
            self._begin(self._kept[fill])
            database = self._opened(desk)
        else:
            self.emptied()
            database = self._opened(desk)
            database.write(fill)
            self._kept[fill] = self._rows()
        yield database
        if database.notices is not None:
            database.notices.stop(for_good=True)

    def _opened(self, desk: str) -> EngineDatabase:
        if desk not in self._opened_by:
            self._opened_by[desk] = open_database(self.address("postgres"), desk=desk)
        database = self._opened_by[desk]
        database.desk = desk
        upgrade._find_place(database)  # its notices begin with the journal as it is now
        return database

    def _begin(self, rows: dict[str, bytes]) -> str:
        """The address of the record's tables with these rows and no others."""
        connection = self._own()
        if not next(self._uses) % _TIDIED_AFTER:
            connection.execute("VACUUM")
        with connection.transaction(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # no row waits for another table's
            cursor.execute("; ".join(f"DELETE FROM {table.name}" for table in schema.whole().sorted_tables))
            for table, content in rows.items():
                with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                    copy.write(content)
        return self.address("postgres")

    def _rows(self) -> dict[str, bytes]:
        """What each table that holds anything holds."""
        found = {}
        with self._own().cursor() as cursor:
            for table in schema.whole().sorted_tables:
                with cursor.copy(f"COPY {table.name} TO STDOUT") as copy:
                    if rows := b"".join(bytes(part) for part in copy):
                        found[table.name] = rows
        return found

    def fresh(self) -> str:
        """The address of a new database without tables."""
        return self.address(self._new("template0"))

    def copied(self, fill: Callable[[Transaction], object], *, desk: str = "Văn phòng") -> str:
        """The address of a new database whose record is as `fill` leaves it, which is done once in a run of tests.

        Who may do what in a database is not copied with it: `server.init` says it.
        """
        if (fill, desk) not in self._models:
            self._models[fill, desk] = self._new("template0")
            database = open_database(self.address(self._models[fill, desk]), desk=desk)
            database.write(fill)
            database.close()
        return self.address(self._new(self._models[fill, desk]))

    def _new(self, model: str) -> str:
        name = f"test_{next(_numbers)}"
        with self._connect("template1") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {model}")
        return name

    def stop(self) -> None:
        for database in self._opened_by.values():
            database.close()
        self.process.send_signal(signal.SIGQUIT)  # nothing in it is worth an orderly end
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def running_server() -> Iterator[Server | None]:
    """A PostgreSQL as it is delivered: every commit on the disk; None where it is not installed."""
    installed = binaries()
    if installed is None:
        sys.stderr.write("PostgreSQL is not installed here: its figures are left out\n")
        yield None
        return
    server = Server(installed, safe=True, on_disk=True)
    try:
        yield server
    finally:
        server.stop()
