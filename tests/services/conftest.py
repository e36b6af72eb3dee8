"""What the services' tests begin with: a conference and the units of its district."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from desktop.domain.people import ConferenceView
from desktop.services import conferences, units
from desktop.services.opening import Transaction
from desktop.store.database import Database
from tests import kept_record


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Transaction], object]:
    """The conference, for the tests that ask for it."""
    return with_conference if "conference" in request.fixturenames else kept_record.nothing


@pytest.fixture
def conference(database: Database) -> ConferenceView:
    """The conference of 23 May 2018 with the units of its district."""
    return database.read(conferences.list_conferences)[0]


def prepare(database: Database) -> ConferenceView:
    """Units of the starter list and a one-day conference; those it began with, if it did (`with_conference`)."""
    there = database.read(conferences.list_conferences)
    return there[0] if there else database.write(with_conference)


def with_conference(tx: Transaction) -> ConferenceView:
    """What a record begins with that has the conference."""
    units.seed_units(tx, "hai-ba-trung")
    return conferences.create_conference(
        tx, title="Tập huấn nghiệp vụ công tác cải cách hành chính năm 2018", starts_on=dt.date(2018, 5, 23)
    )
