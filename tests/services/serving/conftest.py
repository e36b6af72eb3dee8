"""A conference of a data file, shared from this computer by a PostgreSQL of the program's own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from desktop.domain.errors import AppError
from desktop.services.serving import serving as serving_module
from desktop.services.serving.serving import Serving
from desktop.store import own_server, postgresql
from desktop.store.own_server import LOOPBACK
from tests import kept_record
from tests.services.attendance.hall import Hall, fill, open_hall


def programs() -> None:
    """Skip where this computer has no PostgreSQL; the tests' own ones need not wait for the disk."""
    own_server._INITDB = (*own_server._INITDB[:5], "--no-sync")
    own_server._SETTINGS = own_server._SETTINGS.replace("fsync = on", "fsync = off")
    try:
        postgresql.find()
    except AppError:
        pytest.skip("PostgreSQL is not installed here (Debian and Ubuntu: apt install postgresql)")


def begin(folder: Path) -> tuple[Hall, Serving]:
    """A hall in a data file of this folder, moved to the server of this computer."""
    programs()
    database, _made = kept_record.filled(folder / "taphuan.db", fill, desk="Bàn tổ chức")
    hall = open_hall(database)
    made = serving_module.begin(database, hall.conference_id, "Tập huấn", host=LOOPBACK)
    return hall, made


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """The data folder of another user, or of another computer."""
    before = os.environ["TAP_HUAN_HOME"]
    os.environ["TAP_HUAN_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ["TAP_HUAN_HOME"] = before


@pytest.fixture
def shared(home: Path) -> Iterator[tuple[Hall, Serving]]:
    """Moved in, for one test; whatever is left of it goes."""
    hall, made = begin(home)
    yield hall, made
    hall.database.close()
    clear(made)


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Moved in, for a file of tests: the data folder of its own is the organizer's."""
    folder = tmp_path_factory.mktemp("organizer")
    before = os.environ.get("TAP_HUAN_HOME")
    os.environ["TAP_HUAN_HOME"] = str(folder)
    try:
        hall, made = begin(folder)
    finally:
        if before is None:
            os.environ.pop("TAP_HUAN_HOME")
        else:
            os.environ["TAP_HUAN_HOME"] = before
    hall.database.close()
    yield made
    clear(made)


def clear(made: Serving) -> None:
    """Nothing of it is left."""
    with suppress(AppError):
        made.pause()
    made.own.remove()
