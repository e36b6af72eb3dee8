"""What the database itself writes of a row is what would have been written here."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from sqlalchemy import JSON, Column, LargeBinary, MetaData, Table, select, type_coerce

from desktop.store import schema
from desktop.store.columns import now
from desktop.store.database import Database
from desktop.store.images import lively, plain, whole
from desktop.store.tables import Attendee, Conference, Person, TrainingSession, Unit, UnitName

TABLES = schema.whole().sorted_tables


def _fill(tx):
    """Rows with and without a value in every kind of column."""
    conference = Conference(
        number=101, title='Tập huấn "một cửa" \\ 100% — năm 2018\nđợt 2', starts_on=dt.date(2018, 5, 23)
    )
    person = Person(full_name="Nguyễn Thị Hà", name_key="nguyen thi ha", sort_key="ha")
    unit = Unit(kind="ward", name="Phường Thử", key="thu", sort_key="thu", active=False)
    tx.add_all([conference, person, unit])
    tx.flush()
    tx.add(UnitName(unit_id=unit.id, name="Phường Thử", key="thu", valid_from=dt.date(2018, 1, 1)))
    begin = dt.datetime(2018, 5, 23, 7, 30)
    tx.add(
        TrainingSession(conference_id=conference.id, title="Sáng", starts_at=begin, ends_at=begin, speakers=["Ông A"])
    )
    same = {"conference_id": conference.id, "person_id": person.id, "name_key": "ha", "sort_key": "ha"}
    tx.add(Attendee(code="1", full_name="Hà", extra={"ethnicity": "Kinh", "n": 1.5, "of": [None, True]}, **same))
    tx.add(Attendee(code="2", full_name="", unit_id=unit.id, state_at=now(), off_payroll=True, **same))


def test_a_row_kept_by_the_database_is_the_row_kept_here(database: Database):
    database.write(_fill)

    def both(tx):
        dialect = tx.get_bind().dialect.name
        found = []
        for table in TABLES:
            here = {row["id"]: plain(dict(row)) for row in tx.execute(select(table)).mappings() if "version" in table.c}
            there = tx.execute(select(table.c.id, type_coerce(whole(table, dialect), JSON))).all() if here else []
            found += [(table.name, here[key], made) for key, made in there]
        return found

    found = database.read(both)
    assert {name for name, _here, _there in found} > {"attendee", "training_session", "unit_name"}
    for name, here, there in found:
        assert list(there) == list(here), name
        assert {column: lively(value) for column, value in there.items()} == {
            column: lively(value) for column, value in here.items()
        }, name


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_column_of_the_record_can_be_kept_by_the_database(dialect: str):
    for table in TABLES:
        assert len(table.c) <= 50, f"{table.name}: a function of either database takes a hundred arguments"
        whole(table, dialect)
    with pytest.raises(NotImplementedError):
        whole(Table("photograph", MetaData(), Column("data", LargeBinary)), dialect)


def test_a_value_comes_back_in_its_own_kind():
    values = {"key": uuid.uuid4(), "at": now(), "on": dt.date(2018, 5, 23), "text": "Hà", "none": None, "list": [1]}
    assert {name: lively(value) for name, value in plain(values).items()} == values
