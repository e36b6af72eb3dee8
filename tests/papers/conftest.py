"""Two records to print from, made once for all tests that only read them."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from desktop import i18n
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests.papers import conferences
from tests.services.conftest import beginning, conference

__all__ = ["beginning", "case", "conference", "hostile"]


@dataclass(frozen=True)
class Printable:
    """A record with one conference in it."""

    database: Database
    conference_id: uuid.UUID


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printable]:
    """172 people, the morning attended. Only to be read."""
    yield from _made(tmp_path_factory, conferences.of_the_case)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printable]:
    """40 people with names that break things. Only to be read."""
    yield from _made(tmp_path_factory, conferences.hostile)


@pytest.fixture(scope="session")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printable]:
    """Six people whose names have words of fifteen letters. Only to be read."""
    yield from _made(tmp_path_factory, conferences.of_long_words)


def _made(folder: pytest.TempPathFactory, work: Callable[[Any], uuid.UUID]) -> Iterator[Printable]:
    i18n.install("vi")
    database = open_database(folder.mktemp("printable") / f"record-{os.getpid()}.db", desk="Bàn 1")
    try:
        yield Printable(database, database.write(work))
    finally:
        database.close()
