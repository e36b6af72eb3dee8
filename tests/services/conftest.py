"""Services run on SQLite always, and on a PostgreSQL that this test run starts itself."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from desktop.domain.people import ConferenceView
from desktop.services import conferences, units
from desktop.store.database import Database
from desktop.store.upgrade import open_database

_numbers = itertools.count(1)


def _binaries() -> Path | None:
    """Where PostgreSQL's programs are; the newest version when there are several."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = [folder for folder in Path("/usr/lib/postgresql").glob("*/bin") if (folder / "initdb").exists()]
    return max(installed, key=lambda folder: int(folder.parent.name), default=None)


class Server:
    """A PostgreSQL of this test run, on a socket in a temporary folder, with nothing kept safe."""

    def __init__(self, binaries: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="taphuan-pg-"))
        self.user = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
            self.user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = self.folder / "data"
        initdb = [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(initdb, check=True, capture_output=True, cwd=self.folder, **self.user)
        quick = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]
        options = [word for setting in quick for word in ("-c", setting)]
        self.process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", self.folder, "-c", "listen_addresses=", *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.user,
        )
        self._wait()
        open_database(self.address("postgres")).close()  # every test's database is a copy of this one

    def address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(f"host={self.folder} user=postgres dbname={name}", autocommit=True)

    def _wait(self) -> None:
        for _attempt in range(200):
            try:
                self._connect("template1").close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError("PostgreSQL did not start")

    def fresh(self) -> str:
        """The address of a new database with the record's tables."""
        name = f"test_{next(_numbers)}"
        with self._connect("template1") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE postgres")
        return self.address(name)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """The server; tests that need it are skipped where PostgreSQL is not installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed here (Debian and Ubuntu: apt install postgresql)")
    server = Server(binaries)
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty record, once on each database."""
    if request.param == "sqlite":
        location: str | Path = tmp_path / "record.db"
    else:
        location = request.getfixturevalue("postgresql").fresh()
    database = open_database(location, desk="Bàn 1")
    yield database
    database.close()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """An empty record on SQLite alone."""
    database = open_database(tmp_path / "record.db", desk="Bàn 1")
    yield database
    database.close()


@pytest.fixture
def conference(database: Database) -> ConferenceView:
    """The conference of 23 May 2018 with the units of its district."""
    return prepare(database)


def prepare(database: Database) -> ConferenceView:
    """Units of the starter list and a one-day conference."""

    def work(tx):
        units.seed_units(tx, "hai-ba-trung")
        return conferences.create_conference(
            tx, title="Tập huấn nghiệp vụ công tác cải cách hành chính năm 2018", starts_on=dt.date(2018, 5, 23)
        )

    return database.write(work)
