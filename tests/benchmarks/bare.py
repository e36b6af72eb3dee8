"""The rows of one check-in written by the bare driver: what the attendance figures are measured against.

The rows are those of a real check-in, read back; each repeat gets ids of its own.
"""

from __future__ import annotations

import sqlite3
import uuid
from pathlib import Path
from typing import Any

import psycopg
from psycopg.types.json import Json

TABLES = ("attendance", "attendance_mark", "journal_entry", "change")
_ORDER = {"attendance": "id", "attendance_mark": "id", "journal_entry": "id DESC", "change": "id DESC"}


class Writer:
    """Writes what a check-in writes, and nothing else: four INSERTs in one transaction."""

    def __init__(self, link: Any, mark: str) -> None:
        self.link = link
        self.rows: dict[str, dict[str, Any]] = {}
        self.statements: dict[str, str] = {}
        for table in TABLES:
            cursor = link.execute(f"SELECT * FROM {table} ORDER BY {_ORDER[table]} LIMIT 1")
            names = [column[0] for column in cursor.description]
            row = dict(zip(names, cursor.fetchone(), strict=True))
            if table in ("journal_entry", "change"):
                del row["id"]  # the database counts them
            self.rows[table] = {name: self.plain(value) for name, value in row.items()}
            columns, marks = ", ".join(row), ", ".join([mark] * len(row))
            self.statements[table] = f"INSERT INTO {table} ({columns}) VALUES ({marks})"

    def plain(self, value: Any) -> Any:
        """A value read, as the driver takes it."""
        return value

    def new(self) -> Any:
        """A fresh id."""
        return uuid.uuid4()

    def insert(self, table: str, **own: Any) -> Any:
        """One row as in the check-in read back, but for these values."""
        return self.link.execute(self.statements[table], list((self.rows[table] | own).values()))

    def write(self, attendee: Any) -> None:
        """The four rows for one more attendee."""
        mark = self.new()
        self.insert("attendance", id=self.new(), attendee_id=attendee)
        self.insert("attendance_mark", id=mark, token=mark, attendee_id=attendee)
        line = self.line(self.insert("journal_entry", token=self.new()))
        self.insert("change", journal_entry_id=line, entity_id=mark)

    def line(self, cursor: Any) -> Any:
        """The number the journal's line got."""
        return cursor.lastrowid

    def session(self, session: Any) -> None:
        """Write for another session from now on."""
        for table in ("attendance", "attendance_mark"):
            self.rows[table]["training_session_id"] = session


class FileWriter(Writer):
    """With sqlite3, under the record's pragmas."""

    def __init__(self, path: Path) -> None:
        link = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            link.execute(f"PRAGMA {pragma}")
        super().__init__(link, "?")

    def new(self) -> str:
        return uuid.uuid4().hex

    def check_in(self, attendee: uuid.UUID) -> None:
        """One transaction."""
        self.link.execute("BEGIN IMMEDIATE")
        self.write(attendee.hex)
        self.link.execute("COMMIT")


class ServerWriter(Writer):
    """With psycopg, which prepares each statement once it has met it a few times."""

    def __init__(self, address: str) -> None:
        super().__init__(psycopg.connect(address), "%s")
        self.statements["journal_entry"] += " RETURNING id"
        self.link.commit()

    def plain(self, value: Any) -> Any:
        return Json(value) if isinstance(value, dict) else value

    def line(self, cursor: Any) -> Any:
        return cursor.fetchone()[0]

    def check_in(self, attendee: uuid.UUID) -> None:
        """One transaction."""
        self.write(attendee)
        self.link.commit()
