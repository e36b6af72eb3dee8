"""The hall, on both databases."""

from __future__ import annotations

import pytest

from desktop.store.database import Database
from tests.services.attendance.hall import Hall, open_hall


@pytest.fixture
def hall(database: Database) -> Hall:
    """Six people of two wards, a morning from 8:00 and an afternoon."""
    return open_hall(database)
