"""A task sheet among the rows of a workbook: its columns by their headings, the unit it names, its rows.

Headings are compared as the import compares them; one that was retyped is known by its likeness.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.headings import heading_key

MARK = "tap-huan-tasks"
"""Stands in the hidden sheet of a task sheet."""
_LOOKED_AT = 60
_ALIKE = 84
"""Likeness (0–100) from which a heading is a retyped one: a letter or two of a short word."""
_WORDS: Mapping[str, str] = {
    "number": "stt|tt|so tt|so thu tu|no|number",
    "content": "noi dung|noi dung nhiem vu|noi dung cong viec|nhiem vu|ten nhiem vu|cong viec|nhiem vu duoc giao|task|content",
    "unit": "don vi|don vi chu tri|don vi thuc hien|co quan chu tri|don vi duoc giao|unit",
    "target": "muc tieu|muc tieu cam ket|muc tieu can dat|muc tieu phan dau|target",
    "indicator": "chi so|ten chi so|chi tieu|ten chi tieu|chi so danh gia|indicator",
    "goal": "can dat|muc can dat|chi tieu can dat|gia tri can dat|goal",
    "due": "thoi han|han|han hoan thanh|thoi han hoan thanh|thoi gian hoan thanh|ngay hoan thanh|deadline|due",
    "responsible": (
        "nguoi chiu trach nhiem|chiu trach nhiem|nguoi phu trach|nguoi chiu trach nhiem chinh|responsible person|responsible"
    ),
    "value": "da dat|gia tri da dat|muc da dat|so da dat|value reached|value",
    "percent": (
        "tien do|tien do thuc hien|ty le hoan thanh|ti le hoan thanh|hoan thanh|phan tram hoan thanh|muc do hoan thanh|"
        "ty le|progress|percent"
    ),
    "on": "tinh den ngay|den ngay|ngay bao cao|bao cao den ngay|as of",
    "text": "ket qua|ket qua thuc hien|tinh hinh thuc hien|ghi chu|result|note",
    "evidence": "minh chung|tai lieu minh chung|tep minh chung|van ban minh chung|evidence",
    "key": "ma nhiem vu|ma|task code",
}
_EXACT = {word: name for name, words in _WORDS.items() for word in words.split("|")}
_LABEL = re.compile(r"^\s*(?:đơn vị|cơ quan|tên đơn vị|unit)[^:：]{0,25}[:：]\s*(.+)$", re.IGNORECASE)
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[a-z])\s*\)?")


@dataclass(frozen=True, slots=True)
class TaskTable:
    """The tasks of one worksheet."""

    sheet: str
    headings: tuple[str, ...]
    columns: dict[str, int]
    """Field → column, from 0."""
    said_unit: str
    """After "Đơn vị:" above the table; "" where nothing says so."""
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """Excel's number of each row, and its values."""


def find_tasks(sheet: Sheet) -> TaskTable | None:
    """The table of tasks in a sheet; None for a sheet without one."""
    best: tuple[int, int, dict[str, int]] | None = None
    for place in range(min(len(sheet.rows), _LOOKED_AT)):
        columns = _columns(_texts(sheet, place))
        if "content" not in columns and "key" not in columns:
            continue
        known = len(columns.keys() - {"number"})
        if known >= 2 and (best is None or known > best[0]):
            best = known, place, columns
    if best is None:
        return None
    _known, place, columns = best
    texts = _texts(sheet, place)
    width = max(len(row) for row in sheet.rows[place:])
    headings = tuple(texts.get(column, "") for column in range(width))
    rows = tuple(
        (number, row)
        for number, row in zip(sheet.numbers[place + 1 :], sheet.rows[place + 1 :], strict=True)
        if not _is_numbering(row)
    )
    return TaskTable(sheet.name, headings, columns, _said_unit(sheet.rows[:place]), rows)


def cell_value(row: Sequence[Cell], columns: Mapping[str, int], name: str) -> Cell:
    """What a row says in a field; None where its cell is blank or missing."""
    column = columns.get(name)
    value = row[column] if column is not None and column < len(row) else None
    return None if isinstance(value, str) and not value.strip() else value


def _texts(sheet: Sheet, place: int) -> dict[int, str]:
    return {column: value for column, value in enumerate(sheet.rows[place]) if isinstance(value, str) and value.strip()}


def _columns(texts: Mapping[int, str]) -> dict[str, int]:
    """Each field's column: by the very words first, then by likeness among the headings that are left."""
    found: dict[str, int] = {}
    keys = {column: heading_key(text) for column, text in texts.items()}
    for column, key in keys.items():
        if key in _EXACT:
            found.setdefault(_EXACT[key], column)
    taken = set(found.values())
    alike = sorted(
        (
            (fuzz.ratio(key, word), column, name)
            for column, key in keys.items()
            if column not in taken and 4 <= len(key) <= 40
            for word, name in _EXACT.items()
            if name not in found and len(word) >= 4
        ),
        reverse=True,
    )
    for likeness, column, name in alike:
        if likeness >= _ALIKE and name not in found and column not in taken:
            found[name] = column
            taken.add(column)
    return found


def _said_unit(above: Sequence[Sequence[Cell]]) -> str:
    for text in _cells(above):
        if found := _LABEL.match(text):
            return found[1].strip()
    return ""


def _cells(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    return (value for row in rows for value in row if isinstance(value, str))


def _is_numbering(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns, as forms do: (1) (2) (3)."""
    filled = [str(value) for value in row if value not in (None, "")]
    return len(filled) > 2 and all(_NUMBERING.fullmatch(text.strip().lower()) for text in filled)
