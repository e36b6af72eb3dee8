"""A desk that imports: what the import tests share."""

from __future__ import annotations

import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from desktop.domain.importing import ImportOptions, ImportPlan, ImportReport, PlannedRow, UndoReport
from desktop.domain.people import AttendeeView
from desktop.excel.reading.workbook import Sheet
from desktop.excel.reading.workbook import Workbook as ReadWorkbook
from desktop.services import attendees, importing
from desktop.services.importing import Loaded, LoadedFile
from desktop.services.opening import Transaction
from desktop.store import schema
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests.services.conftest import prepare

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Email", "Ghi chú")


def loaded(
    *rows: Sequence[Any], headings: Sequence[str] = HEADINGS, name: str = "danh-sach.xlsx", sheet: str = "DS"
) -> Loaded:
    """A file with these rows under the headings, as if it had been read."""
    cells = [tuple(headings), *[tuple(row) for row in rows]]
    read = ReadWorkbook("xlsx", "openpyxl", [Sheet(sheet, cells, list(range(1, len(cells) + 1)))])
    return Loaded([LoadedFile(name, read, sha256="0" * 64)])


def people(*rows: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Rows under HEADINGS, numbered: name, birth, position, unit, phone, email, note; missing ones blank."""
    return [(number, *row, *[None] * (7 - len(row))) for number, row in enumerate(rows, 1)]


def write_workbook(path: Path, rows: Iterable[Sequence[Any]], headings: Sequence[str] = HEADINGS) -> Path:
    """The same as a real file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
        for cell in sheet[sheet.max_row]:
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save(path)
    return path


class Desk:
    """Plans and applies against one conference."""

    def __init__(self, database: Database, conference_id: uuid.UUID) -> None:
        self.database, self.conference_id = database, conference_id

    def plan(self, file: Loaded, **options: Any) -> ImportPlan:
        return self.database.read(lambda tx: importing.plan(tx, self.conference_id, file, ImportOptions(**options)))

    def apply(self, plan: ImportPlan) -> ImportReport:
        return self.database.write(lambda tx: importing.apply(tx, plan))

    def bring_in(self, *rows: Sequence[Any], **options: Any) -> ImportReport:
        """Import people (as in `people`) at once."""
        return self.apply(self.plan(loaded(*people(*rows)), **options))

    def one(self, *row: Any, **options: Any) -> PlannedRow:
        """The plan of a single person's row."""
        return self.plan(loaded(*people(row)), **options).files[0].sheets[0].rows[0]

    def undo(self, number: int | None = None) -> UndoReport:
        return self.database.write(lambda tx: importing.undo_import(tx, self.conference_id, number))

    def attendees(self) -> list[AttendeeView]:
        return self.database.read(lambda tx: attendees.list_attendees(tx, self.conference_id, sort="name"))

    def by_name(self, name: str) -> AttendeeView:
        found = [each for each in self.attendees() if each.full_name == name]
        assert len(found) == 1, (name, found)
        return found[0]


_NOT_COMPARED = {"journal_entry", "audit_line", "change", "import_batch", "import_row", "alembic_version"}


def content(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the record but versions, counters and the log of what was done."""

    def work(tx: Transaction) -> dict[str, list[tuple[Any, ...]]]:
        found = {}
        for table in schema.whole().sorted_tables:
            if table.name in _NOT_COMPARED:
                continue
            columns = [column for column in table.c if column.name not in ("version", "next_attendee")]
            found[table.name] = sorted(tuple(map(repr, row)) for row in tx.execute(select(*columns)))
        return found

    return database.read(work)


def all_rows(plan: ImportPlan) -> list[PlannedRow]:
    return [row for file in plan.files for sheet in file.sheets for row in sheet.rows]


def codes(row: PlannedRow) -> set[str]:
    return {problem.code for problem in row.problems}


_prepared: list[tuple[bytes, uuid.UUID]] = []


@contextmanager
def fresh_desk() -> Iterator[Desk]:
    """A desk on SQLite with a conference and its district's units; made once, copied for every example of a property."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        if not _prepared:
            database = open_database(path)
            conference_id = prepare(database).id
            database.close()
            _prepared.append((path.read_bytes(), conference_id))
        record, conference_id = _prepared[0]
        path.write_bytes(record)
        database = open_database(path, desk="Bàn 1")
        yield Desk(database, conference_id)
        database.close()
