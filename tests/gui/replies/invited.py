"""Units that were invited and owe their answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from desktop.services import lookup, quotas, replies

TODAY = dt.date.today()


@pytest.fixture
def invited(filled: Any) -> None:
    """All wards, to send three people each, until the day before yesterday."""

    def work(tx: Any) -> None:
        key = filled.context.conference_id
        wards = lookup.units_of_kind(tx, "ward")
        quotas.fill_quotas(tx, key, kind="ward", count=3)
        replies.invite(tx, key, wards, sent_on=TODAY - dt.timedelta(9), due=TODAY - dt.timedelta(2))

    filled.context.operations.database.write(work)
