"""Plans of imports made by hand, with invented people."""

from __future__ import annotations

import uuid
from typing import Any

from desktop.domain.importing import (
    Action,
    Clue,
    FieldChange,
    ImportOptions,
    ImportPlan,
    NewUnit,
    Notice,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    Problem,
    RowKind,
    SetAsideRow,
    Severity,
)

BACH_MAI = uuid.UUID(int=1)
REGISTERED = uuid.UUID(int=2)
NEW_UNIT = "public_school:tieu hoc sao mai"


def sheet(name: str, rows: list[PlannedRow], notices: tuple[Notice, ...] = ()) -> PlannedSheet:
    """A sheet with the usual columns."""
    columns = {"full_name": "Họ và tên", "position": "Chức vụ", "unit": "Đơn vị", "phone": "Điện thoại"}
    numbers = {field: place for place, field in enumerate(columns, start=2)}
    headings = ("TT", *columns.values(), "Ký tên")
    return PlannedSheet(name, 3, columns, numbers, headings, ("Ký tên",), notices, rows)


def row(number: int, name: str, position: str, unit: str, phone: str, **more: Any) -> PlannedRow:
    """A row that will be added unless told otherwise."""
    values = {"full_name": name, "position": position, "unit": unit, "phone": phone}
    values = {field: text for field, text in values.items() if text}
    values.update(more.pop("values", {}))
    action = more.pop("action", Action.ADD)
    return PlannedRow(number, action, values, **more)


def suggestion(spelling: str) -> Problem:
    """A unit that is nearly one we know."""
    details = {"value": spelling, "suggestion": "UBND phường Bạch Mai", "suggestion_id": str(BACH_MAI), "score": 92}
    return Problem("unit", "unit.suggestion", Severity.QUESTION, details)


def sample() -> ImportPlan:
    """Five files that show every look of a row."""
    first = [
        row(4, "Nguyễn Văn Bình", "Phó Chủ tịch", "UBND phường Bạch Mai", "0389012345",
            problems=(Problem("phone", "phone.converted", Severity.INFO, {"value": "01689012345", "phone": "0389012345"}),)),
        row(5, "Đỗ Thị Thúy Hà", "Công chức TC-KT", "UBND phường Bạch Mai", "0988210466"),
        row(6, "Ngô Thị Yến", "Chủ tịch", "UBND phường Bạch Mai", "0977120880", action=Action.UPDATE,
            changes=(FieldChange("position", "Phó Chủ tịch", "Chủ tịch"),), attendee_id=uuid.UUID(int=3)),
        row(7, "Vũ Minh Hòa", "Công chức VP-TK", "UBND phường Bạh Mai", "0988210477",
            problems=(suggestion("UBND phường Bạh Mai"),)),
    ]  # fmt: skip
    schools = [
        row(12, "Nguyễn Thị Hoà", "Hiệu trưởng", "Trường TH Tô Hoàng", "0912004115", action=Action.SKIP,
            problems=(Problem("", "duplicate.suspected", Severity.QUESTION, {
                "name": "Nguyễn Thị Hòa", "fields": ("phone",), "attendee_id": str(REGISTERED),
                "before": {"full_name": "Nguyễn Thị Hòa", "position": "Phó Hiệu trưởng", "phone": "0912004511"},
                "after": {"full_name": "Nguyễn Thị Hoà", "position": "Hiệu trưởng", "phone": "0912004115"}}),),
            attendee_id=REGISTERED),
        row(13, "Trần Hải Anh", "Phó Hiệu trưởng", "Trường Tiểu học Sao Mai", "0912004116", new_unit=NEW_UNIT,
            problems=(Problem("unit", "unit.new", Severity.INFO, {"value": "Trường Tiểu học Sao Mai"}),)),
        row(14, "Lê Thu Trang", "Giáo viên", "", "0912004117", action=Action.SAME,
            values={"birth": "1980-05-23", "gender": "female", "note": "Ăn chay"},
            problems=(Problem("unit", "unit.missing", Severity.WARNING, {}),)),
    ]  # fmt: skip
    missing = row(5, "", "Phó Chủ tịch", "UBND phường Cầu Dền", "0903551002", action=Action.ERROR,
                  problems=(Problem("full_name", "name.missing", Severity.ERROR, {}),))  # fmt: skip
    return ImportPlan(
        uuid.UUID(int=9),
        [
            PlannedFile("/ds/Dang ky Bach Dang.xlsx", [sheet("Sheet1", [
                row(number, f"Phạm Quốc Việt {number}", "Công chức", "UBND phường Bạch Đằng", "0912345674")
                for number in range(4, 24)])]),
            PlannedFile("/ds/P.BachMai.xlsx", [sheet("Sheet1", first, (Notice("rows.hidden", {"count": 3}),))]),
            PlannedFile("/ds/DS_truong.xlsx", [sheet("Tiểu học", schools), sheet("THCS", [
                row(4, "Hoàng Thị Minh Châu", "Hiệu trưởng", "Trường THCS Lê Ngọc Hân", "0903118209")])]),
            PlannedFile("/ds/Cầu Dền.ods", [sheet("DS", [missing])]),
            PlannedFile("/ds/mat khau.xlsx", error=Notice("file.password", {"file": "mat khau.xlsx"})),
        ],
        ImportOptions(),
        {NEW_UNIT: NewUnit(NEW_UNIT, "Trường Tiểu học Sao Mai", "public_school",
                           ("Trường Tiểu học Sao Mai", "TH Sao Mai"), 1)},
    )  # fmt: skip


def big(rows: int) -> ImportPlan:
    """One file of many rows."""
    many = [
        row(number, f"Nguyễn Thị Hà {number}", "Chuyên viên", f"UBND phường {number % 20}", f"09{number:08d}")
        for number in range(2, rows + 2)
    ]
    return ImportPlan(uuid.UUID(int=9), [PlannedFile("big.xlsx", [sheet("Sheet1", many)])], ImportOptions())


def aside(number: int, kind: RowKind, text: str, *why: Clue) -> SetAsideRow:
    """A row of the foot."""
    return SetAsideRow(number, kind, text, why)


FOOT = (
    aside(6, RowKind.TOTAL, "Tổng số: 02 người"),
    aside(7, RowKind.SIGNATURE, "NGƯỜI LẬP BIỂU | CHỦ TỊCH", Clue("clue.capitals", 0.5)),
    aside(8, RowKind.SIGNATURE, "(Ký, ghi rõ họ tên)"),
    aside(
        11,
        RowKind.SIGNER,
        "Đinh Thị Mẫu | Cao Văn Thử",
        Clue("clue.under_label", 2.0),
        Clue("clue.name_looks", -1.0),
    ),
)


def signed(persons: dict[tuple[str, str, int], bool] | None = None) -> ImportPlan:
    """One list with a subtotal alone between its people, a foot of four rows and a row the reader asks about."""
    persons = persons or {}
    people = [
        row(3, "Nguyễn Văn Bình", "Phó Chủ tịch", "UBND phường Bạch Mai", "0389012345"),
        row(5, "Đỗ Thị Thúy Hà", "Công chức", "UBND phường Bạch Mai", "0988210466"),
    ]
    if ("ds.xlsx", "Sheet1", 20) not in persons:
        asked = Problem("", "row.perhaps_person", Severity.QUESTION, {})
        why = (Clue("clue.name_looks", 1.0), Clue("clue.sparse", -0.8))
        people.append(row(20, "Bùi Văn Thử", "", "", "", action=Action.SKIP, problems=(asked,), why=why,
                          raw=(None, "Bùi Văn Thử", None, "Phạm Thị Mẫu")))  # fmt: skip
    elif persons["ds.xlsx", "Sheet1", 20]:
        people.append(row(20, "Bùi Văn Thử", "", "", ""))
    others = [aside(4, RowKind.TOTAL, "Cộng: 01 người"), *FOOT]
    for one in list(others):
        if persons.get(("ds.xlsx", "Sheet1", one.row)):
            others.remove(one)
            people.append(row(one.row, one.text, "", "", ""))
    for person in list(people):
        if persons.get(("ds.xlsx", "Sheet1", person.row)) is False:
            people.remove(person)
            others.append(aside(person.row, RowKind.OTHER, person.values["full_name"]))
    made = sheet("Sheet1", sorted(people, key=lambda one: one.row))
    made.set_aside = tuple(sorted(others, key=lambda one: one.row))
    return ImportPlan(uuid.UUID(int=9), [PlannedFile("ds.xlsx", [made])], ImportOptions(persons=persons))
