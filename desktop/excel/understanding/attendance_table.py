"""Where in a workbook the marks stand: the row of headings, who each row is about, which column is which session."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.names import fold
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.headings import heading_key, read_heading

_LOOKED_AT = 60
"""Rows in which headings are looked for."""
_WHO = ("code", "full_name", "unit")
_ABOVE = 2
"""Rows above the sessions that may hold the other headings."""
_SIGNS = re.compile(r"[\W_]+")
_EXTRA = re.compile(r"\b(?:buoi|diem danh|ca|session|attendance)\b")
_WHEN = re.compile(r"\b\d{1,2} \d{1,2}(?: \d{4})?\b|\b\d{1,2}(?: |h)\d{2}\b")


@dataclass(frozen=True, slots=True)
class MarksTable:
    """The marks of one sheet."""

    sheet: str
    heading_row: int
    who: Mapping[str, int]
    """Columns of code, full_name and unit, counted from 0."""
    sessions: Mapping[int, uuid.UUID]
    others: Mapping[int, str]
    """Columns with a heading that is neither a session's nor any known one."""
    twice: tuple[str, ...]
    """Headings of columns left out because an earlier one is about the same session."""
    rows: Sequence[tuple[int, tuple[Cell, ...]]]
    """Excel's number of each row under the headings, and its values."""


def heading_forms(sessions: Sequence[tuple[uuid.UUID, Sequence[str]]]) -> dict[str, uuid.UUID]:
    """By which folded headings each session is known; one that fits two sessions is known by neither."""
    found: dict[str, uuid.UUID | None] = {}
    for key, names in sessions:
        for form in {_flat(name) for name in names}:
            found[form] = key if found.get(form, key) == key else None
    return {form: key for form, key in found.items() if key is not None and form}


def find_marks(sheet: Sheet, known: Mapping[str, uuid.UUID]) -> MarksTable | None:
    """The table of marks in a sheet; None for a sheet without one."""
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        columns: dict[int, uuid.UUID] = {}
        twice = []
        for column, value in enumerate(row):
            session = session_of(value, known) if isinstance(value, str) else None
            if session is None:
                continue
            if session in columns.values():
                twice.append(str(value))
            else:
                columns[column] = session
        if not columns:
            continue
        heading = _headings(sheet, place)
        who = _who(heading, columns)
        if "code" in who or "full_name" in who:
            others = {
                column: text
                for column, text in heading.items()
                if column not in columns and read_heading(text)[0] in ("", "sign")
            }
            rows = list(zip(sheet.numbers[place + 1 :], sheet.rows[place + 1 :], strict=True))
            return MarksTable(sheet.name, sheet.numbers[place], who, columns, others, tuple(twice), rows)
    return None


def session_of(heading: str, known: Mapping[str, uuid.UUID]) -> uuid.UUID | None:
    """The session a heading means: its own words, perhaps with its day or hour, or "buổi"."""
    flat = _flat(heading)
    for form in (flat, _bare(_EXTRA, flat), _bare(_WHEN, flat), _bare(_EXTRA, _bare(_WHEN, flat))):
        if form in known:
            return known[form]
    key = heading_key(heading)
    return known.get(key) or known.get(_bare(_EXTRA, key))


def _flat(text: str) -> str:
    return _SIGNS.sub(" ", fold(text)).strip()


def _bare(pattern: re.Pattern[str], text: str) -> str:
    return " ".join(pattern.sub(" ", text).split())


def _headings(sheet: Sheet, place: int) -> dict[int, str]:
    """The headings by column: of this row, and where it is blank of the rows above that belong to it."""
    found: dict[int, str] = {}
    for above in range(min(_ABOVE, place) + 1):
        if sheet.numbers[place] - sheet.numbers[place - above] != above:
            break
        for column, value in enumerate(sheet.rows[place - above]):
            if isinstance(value, str) and value.strip():
                found.setdefault(column, value)
    return found


def _who(headings: Mapping[int, str], sessions: Mapping[int, uuid.UUID]) -> dict[str, int]:
    surest: dict[str, tuple[int, int]] = {}
    for column, text in headings.items():
        field, sure = read_heading(text)
        if column not in sessions and field in _WHO and sure > surest.get(field, (0, 0))[0]:
            surest[field] = sure, column
    return {field: column for field, (_sure, column) in surest.items()}
