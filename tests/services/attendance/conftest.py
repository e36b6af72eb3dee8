"""The hall, on both databases."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.store.database import Database
from desktop.store.transaction import Transaction
from tests import kept_record
from tests.services.attendance.hall import Hall, fill, open_hall


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Transaction], object]:
    """The hall, for the tests that ask for it."""
    return fill if {"hall", "near"} & set(request.fixturenames) else kept_record.nothing


@pytest.fixture
def hall(database: Database) -> Hall:
    """Six people of two wards, a morning from 8:00 and an afternoon."""
    return open_hall(database)
