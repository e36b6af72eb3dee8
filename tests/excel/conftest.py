"""One warm reading process for all tests of the reading room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.excel.reader import Reader


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    with Reader() as running:
        yield running
