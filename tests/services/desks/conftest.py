"""A server that can be killed and started again on the same data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def mortal() -> Iterator[Any]:
    """A PostgreSQL that keeps what it was told, as an office's does."""
    from tests.postgresql import Server, binaries

    installed = binaries()
    if installed is None:
        pytest.skip("PostgreSQL is not installed here (Debian and Ubuntu: apt install postgresql)")
    server = Server(installed, safe=True)
    yield server
    server.stop()


@pytest.fixture
def server(mortal: Any) -> Iterator[Any]:
    """The same, running before and after each test."""
    if mortal.process.poll() is not None:
        mortal.start()
    yield mortal
    if mortal.process.poll() is not None:
        mortal.start()
