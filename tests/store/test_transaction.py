"""What a transaction knows of itself: its desk, its clock, and what it told the journal."""

from __future__ import annotations

import datetime as dt
import sqlite3

from sqlalchemy.exc import OperationalError

from desktop.domain.areas import Area
from desktop.services import journal, units
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction

MOMENT = dt.datetime(2018, 5, 23, 1, 15, tzinfo=dt.UTC)


def test_what_a_service_writes_bears_the_desk_and_the_moment_of_its_transaction(database: EngineDatabase) -> None:
    def work(tx: Transaction) -> None:
        tx.desk, tx.clock = "Cửa B", lambda: MOMENT
        units.add_unit(tx, "UBND phường Thử")

    database.write(work)
    line = database.read(journal.recent)[0]
    assert (line.desk, line.at, line.areas) == ("Cửa B", MOMENT, {Area.UNITS})


def test_a_transaction_bears_the_name_that_the_desk_has_at_that_moment(database: EngineDatabase) -> None:
    database.desk = "Bàn 7"
    assert database.write(lambda tx: tx.desk) == "Bàn 7"
    assert database.read(lambda tx: tx.desk) == "Bàn 7"


def test_a_write_that_is_done_again_tells_only_what_it_wrote_in_the_end(sqlite: EngineDatabase) -> None:
    tries = []

    def work(tx: Transaction) -> list[int]:
        tries.append(tx)
        units.add_unit(tx, f"UBND phường {len(tries)}")
        if len(tries) == 1:
            locked = sqlite3.OperationalError("database is locked")
            locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise OperationalError("", None, locked)
        return [line.id for line in journal.written(tx)]

    assert len(sqlite.write(work)) == 1
    assert len(tries) == 2
    assert [unit.name for unit in sqlite.read(units.list_units)] == ["UBND phường 2"]
