"""Cells that hold a part of a field, or two fields at once, put together into what a row says."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.answers import read_flag
from desktop.domain.names import recase
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import is_blank

NAME_PARTS = ("family", "middle", "given")
_LEFT_TO_CLEANING = ("phone_2", "note_2", "position_unit", "attending")
_PARTS = frozenset(
    {
        "male",
        "female",
        "birth_male",
        "birth_female",
        "birth_day",
        "birth_month",
        "birth_year",
        "email_2",
        "on_payroll",
        *_LEFT_TO_CLEANING,
    }
)


def has_parts(fields: Mapping[str, int]) -> bool:
    """Whether a table has columns, besides those of a name, that only together make a field."""
    return not _PARTS.isdisjoint(fields)


def full_name(row: tuple[Cell, ...], fields: Mapping[str, int]) -> Cell:
    """Family, middle and given names from their columns."""
    parts = [row[fields[part]] for part in NAME_PARTS if part in fields and fields[part] < len(row)]
    words = [" ".join(str(part).split()) for part in parts if not is_blank(part)]
    if any(word.isupper() and len(word) > 1 for word in words) and not all(word.isupper() for word in words):
        words = [recase(word) for word in words]  # NGUYỄN VĂN | An: one column is kept in capitals
    return " ".join(words)


def read_parts(row: tuple[Cell, ...], fields: Mapping[str, int], cells: dict[str, Cell]) -> None:
    """Fill the row's cells from its parts; what takes cleaning to read stays under its part's name."""
    filled = {
        name: row[column]
        for name, column in fields.items()
        if name in _PARTS and column < len(row) and not is_blank(row[column])
    }
    _read_birth(filled, cells)
    if "gender" not in cells and "full_name" in cells:
        _read_flags(filled, fields, cells)
    for part in _LEFT_TO_CLEANING:
        if part in filled:
            cells[part] = filled[part]
    paid = read_flag(filled.get("on_payroll"))
    if paid is not None and is_blank(cells.get("off_payroll")):
        cells["off_payroll"] = not paid
    if "email_2" in filled and is_blank(cells.get("email")):
        cells["email"] = filled["email_2"]


def _read_birth(filled: Mapping[str, Cell], cells: dict[str, Cell]) -> None:
    """Birth and gender from {Nam, Nữ} under a date; birth from {ngày, tháng, năm}."""
    for part, gender in (("birth_male", "Nam"), ("birth_female", "Nữ")):
        if part in filled:
            cells.setdefault("gender", gender)
            value = filled[part]
            if not isinstance(value, str) or any(letter.isdigit() for letter in value):
                cells.setdefault("birth", value)
    if "birth_year" in filled:
        parts = [
            str(filled[part]).removesuffix(".0").strip()
            for part in ("birth_day", "birth_month", "birth_year")
            if part in filled
        ]
        cells.setdefault("birth", "/".join(parts))


def _read_flags(filled: Mapping[str, Cell], fields: Mapping[str, int], cells: dict[str, Cell]) -> None:
    """Gender from columns of marks; a single column "Nữ" says it of everybody."""
    male, female = (name in filled and read_flag(filled[name]) is not False for name in ("male", "female"))
    if female and not male:
        cells["gender"] = "Nữ"
    elif (male and not female) or ("female" in fields and "male" not in fields):
        cells["gender"] = "Nam"
