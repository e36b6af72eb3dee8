"""Cells that hold a part of a field, or two fields at once, put together into what a row says."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.names import fold
from desktop.excel.understanding.content import declines, is_blank, kinds_of, split_position
from desktop.excel.workbook import Cell

NAME_PARTS = ("family", "middle", "given")
_SECONDS = (("phone", "phone_2"), ("email", "email_2"), ("note", "note_2"))
_PARTS = frozenset(
    {
        "male",
        "female",
        "birth_male",
        "birth_female",
        "birth_day",
        "birth_month",
        "birth_year",
        "position_unit",
        "attending",
    }
    | {second for _first, second in _SECONDS}
)
_NOT_MARKED = frozenset({"0", "khong", "false", "no", "sai", "☐"})


def has_parts(fields: Mapping[str, int]) -> bool:
    """Whether a table has columns, besides those of a name, that only together make a field."""
    return not _PARTS.isdisjoint(fields)


def full_name(row: tuple[Cell, ...], fields: Mapping[str, int]) -> Cell:
    """Family, middle and given names from their columns."""
    parts = [row[fields[part]] for part in NAME_PARTS if part in fields and fields[part] < len(row)]
    return " ".join(words for part in parts if not is_blank(part) and (words := " ".join(str(part).split())))


def read_parts(row: tuple[Cell, ...], fields: Mapping[str, int], cells: dict[str, Cell]) -> str:
    """Fill the row's cells from its parts; the answer by which the person declines, "" where there is none."""
    filled = {
        name: row[column]
        for name, column in fields.items()
        if name in _PARTS and column < len(row) and not is_blank(row[column])
    }
    _read_birth(filled, cells)
    if "gender" not in cells and "full_name" in cells:
        _read_flags(filled, fields, cells)
    for first, second in _SECONDS:
        if second in filled:
            _join(cells, first, filled[second])
    if "position_unit" in filled:
        for field, text in zip(("position", "unit"), split_position(str(filled["position_unit"])), strict=True):
            if text:
                cells.setdefault(field, text)
    answer = filled.get("attending")
    return str(answer) if declines(answer) else ""


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
    male, female = (name in filled and _is_marked(filled[name]) for name in ("male", "female"))
    if female and not male:
        cells["gender"] = "Nữ"
    elif (male and not female) or ("female" in fields and "male" not in fields):
        cells["gender"] = "Nam"


def _is_marked(value: Cell) -> bool:
    """Whether a cell under "Nữ" says yes: x, TRUE, 1, Có."""
    return bool(value) and fold(str(value)).removesuffix(".0") not in _NOT_MARKED


def _join(cells: dict[str, Cell], field: str, more: Cell) -> None:
    """A second value behind the first, or in its place."""
    first = cells.get(field)
    if first is None or is_blank(first):
        cells[field] = more
    elif str(first).strip() != str(more).strip() and (field == "note" or kinds_of(more).get(field)):
        cells[field] = f"{_text(first)}; {_text(more)}"


def _text(value: Cell) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
