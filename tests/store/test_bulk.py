"""Many rows at once: keys in order, and the same rows the mapper would write."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from desktop.store.bulk import OrderedIds, insert_rows
from desktop.store.tables import Person
from desktop.store.upgrade import open_database


def test_keys_of_a_batch_rise_and_lie_between_its_ends():
    one, other = OrderedIds(), OrderedIds()
    keys = [one.take() for _number in range(1_000)]
    assert keys == sorted(keys)
    assert len(set(keys)) == 1_000
    assert all(uuid.UUID(key).version == 7 and uuid.UUID(key).variant == uuid.RFC_4122 for key in keys)
    assert all(one.first < uuid.UUID(key) < one.last for key in keys)
    foreign = uuid.UUID(other.take())
    assert not one.first <= foreign <= one.last


def test_rows_written_at_once_are_read_back_by_the_mapper(tmp_path):
    database = open_database(tmp_path / "record.db")
    ids = OrderedIds()
    names = ("id", "full_name", "name_key", "sort_key")
    rows = [(ids.take(), f"Người {number}", f"nguoi {number}", f"{number:05d}") for number in range(7_000)]

    def write(tx):
        insert_rows(tx, Person.__table__, names, rows, {})

    database.write(write)
    found = database.read(lambda tx: tx.scalars(select(Person).order_by(Person.sort_key)).all())
    assert len(found) == 7_000
    assert (found[0].full_name, found[0].version, found[0].phone) == ("Người 0", 1, "")
    database.close()
