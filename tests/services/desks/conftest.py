"""Three laptops of one office, and a server that can be killed and started again on the same data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.attendance.hall import Hall
from tests.services.desks.laptops import Desk, make_base, start


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Hall]:
    """The data file that the laptops of a room of tests start from."""
    path = tmp_path_factory.mktemp("base") / "goc.db"
    return path, make_base(path)


@pytest.fixture
def desks(base: tuple[Path, Hall], tmp_path: Path) -> Iterator[list[Desk]]:
    """Three laptops with a copy each."""
    made = start(*base, tmp_path, 3)
    yield made
    for desk in made:
        desk.close()
