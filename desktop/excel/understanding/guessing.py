"""A list without a heading, understood by what stands in its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from desktop.domain.dates import read_date
from desktop.domain.names import fold
from desktop.domain.phones import read_phone
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.heading_rows import filled_cells
from desktop.excel.understanding.likeness import looks_like_name, looks_like_position
from desktop.excel.understanding.lines import MARK, without_numbering
from desktop.excel.workbook import Cell

_GENDERS = frozenset({"nam", "nu"})


def layout_by_content(rows: Sequence[tuple[Cell, ...]]) -> Layout | None:
    """The columns of a list that has no heading, told by what stands in them; None where nothing looks like people."""
    sample = rows[:200]
    width = max((len(row) for row in sample), default=0)
    kinds: list[Counter[str]] = [Counter() for _column in range(width)]
    for row in sample:
        for column, value in filled_cells(row):
            kinds[column][_content_kind(value)] += 1
    named = max((kind["full_name"] for kind in kinds), default=0)
    fields: dict[str, int] = {}
    for name in ("full_name", "phone", "email", "birth", "unit", "position", "gender", "number"):
        best = max(range(width), key=lambda column: kinds[column][name], default=-1)
        if best < 0 or best in fields.values():
            continue
        count = kinds[best][name]
        if count >= min(2, named) and count and count * 10 >= sum(kinds[best].values()) * 6:
            fields[name] = best
    # Three names are a list; fewer must have company that only people have.
    if "full_name" not in fields or (named < 3 and len(fields.keys() - {"full_name", "number"}) < 2):
        return None
    name_column = fields["full_name"]
    first = next(
        index for index, row in enumerate(rows) if len(row) > name_column and looks_like_name(row[name_column])
    )
    if len(fields) == 1:
        people = [row for row in sample[first:] if len(row) > name_column and looks_like_name(row[name_column])]
        if len(people) * 10 < len(sample[first:]) * 8:
            return None
    while first and _is_section(rows[first - 1]):
        first -= 1
    return Layout(first, first - 1, fields, headings=("",) * width, guessed=True)


def _is_section(row: tuple[Cell, ...]) -> bool:
    """Whether a row names the unit of the people below it."""
    texts = [
        str(value)
        for _column, value in filled_cells(row)
        if isinstance(value, str) and not MARK.fullmatch(value.strip())
    ]
    return len(texts) == 1 and kind_of(without_numbering(texts[0])[1]) is not UnitKind.OTHER


def _content_kind(value: Cell) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if 1940 <= value <= 2015 or 14_000 < value < 45_000:
            return "birth"
        if read_phone(value).ok:
            return "phone"
        return "number" if 0 < value < 10_000 else ""
    if not isinstance(value, str):
        return "birth" if value is not None and read_date(value) else ""
    text = value.strip()
    if "@" in text:
        return "email"
    if text.isdecimal() and len(text) <= 4 and not 1940 <= int(text) <= 2015:
        return "number"
    if any(letter.isdigit() for letter in text):
        if read_phone(text).ok:
            return "phone"
        if read_date(text):
            return "birth"
    folded = fold(text)
    if folded in _GENDERS:
        return "gender"
    if looks_like_position(text):
        return "position"
    if kind_of(text) is not UnitKind.OTHER:
        return "unit"
    return "full_name" if looks_like_name(text) else ""
