"""Figures of the record: accent-free search and the exported list."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import tempfile
import uuid
from pathlib import Path

from openpyxl import Workbook
from sqlalchemy import insert

from desktop.domain.names import fold, sort_key
from desktop.domain.search import search_text
from desktop.services import attendees, conferences, exporting, units
from desktop.store.database import Database
from desktop.store.tables import Attendee, Person
from desktop.store.upgrade import open_database
from tests.benchmarks import Row, interleaved

FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Hữu",
    "Đức",
    "Minh",
    "Quốc",
    "Thanh",
    "Ngọc",
    "Hồng",
    "Thu",
    "Xuân",
    "Gia",
    "Bảo",
    "Tuấn",
    "Kim",
]
GIVEN = [
    "An",
    "Anh",
    "Ánh",
    "Bình",
    "Cường",
    "Châu",
    "Dung",
    "Dũng",
    "Đạt",
    "Giang",
    "Hà",
    "Hạnh",
    "Hải",
    "Hiếu",
    "Hòa",
    "Hùng",
    "Hương",
    "Khánh",
    "Lan",
    "Linh",
    "Long",
    "Mai",
]


def filled(path: Path, count: int) -> tuple[Database, uuid.UUID]:
    """A record with `count` invented people in one conference."""
    chance = random.Random(2018)
    database = open_database(path)

    def start(tx):  # type: ignore[no-untyped-def]
        units.seed_units(tx, "hai-ba-trung")
        day = dt.date(2018, 5, 23)
        return conferences.create_conference(tx, title="Đo tốc độ", starts_on=day).id, units.list_units(tx)

    conference_id, known = database.write(start)
    people, rows = [], []
    for number in range(count):
        name = f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        unit = chance.choice(known)
        person, phone, code = uuid.uuid4(), f"09{number:08d}", f"101{number:06d}"
        people.append(
            {"id": person, "full_name": name, "phone": phone, "name_key": fold(name), "sort_key": sort_key(name)}
        )
        rows.append(
            {
                "id": uuid.uuid4(),
                "conference_id": conference_id,
                "person_id": person,
                "code": code,
                "full_name": name,
                "name_key": fold(name),
                "sort_key": sort_key(name),
                "unit_id": unit.id,
                "unit_name": unit.name,
                "unit_kind": unit.kind,
                "position": "Công chức Văn phòng - Thống kê",
                "search": search_text(name, unit.name, code, phone),
            }
        )

    def fill(tx):  # type: ignore[no-untyped-def]
        tx.execute(insert(Person), people)
        tx.execute(insert(Attendee), rows)

    database.write(fill)
    return database, conference_id


def bench_search() -> list[Row]:
    """The first 50 hits of accent-free words in 100,000 people."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "search.db"
        database, conference_id = filled(path, 100_000)
        bare = sqlite3.connect(path)
        words = ("nguyen", "thi ha", "bach mai", "0099", "khong co ai", "le van binh", "h")

        def ours() -> None:
            for text in words:
                database.read(lambda tx, text=text: attendees.search_attendees(tx, conference_id, text))

        def reference() -> None:
            for text in words:
                bare.execute("SELECT * FROM attendee WHERE search LIKE ? LIMIT 50", (f"%{text}%",)).fetchall()

        row = interleaved("search in 100,000 people, first 50 hits (7 searches)", ours, reference, 2.0, rounds=5)
        bare.close()
        database.close()
    return [row]


def bench_export() -> list[Row]:
    """The attendee list of 10,000 as a workbook, against openpyxl writing the same cells as they are."""
    with tempfile.TemporaryDirectory() as folder:
        database, conference_id = filled(Path(folder) / "export.db", 10_000)
        path = Path(folder) / "list.xlsx"
        cells = database.read(lambda tx: exporting.export_attendees(tx, conference_id))

        def ours() -> None:
            exporting.save(database.read(lambda tx: exporting.export_attendees(tx, conference_id)), path)

        def reference() -> None:
            book = Workbook(write_only=True)
            sheet = book.create_sheet()
            sheet.append([column.heading for column in cells.columns])
            for row in cells.rows:
                sheet.append(row)
            book.save(path)

        row = interleaved("export 10,000 attendees", ours, reference, 1.5)
        database.close()
    return [row]
