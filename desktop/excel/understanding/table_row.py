"""One row of a table as understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.domain.importing import Clue, RowKind
from desktop.excel.reading.workbook import Cell


@dataclass(slots=True)
class TableRow:
    """One person's row, or a row with data that should have named one."""

    number: int
    """Excel's row number."""
    raw: tuple[Cell, ...]
    cells: dict[str, Cell]
    """Field -> value as read, legacy text turned into Unicode; gender is "Nam" or "Nữ" where flags tell it."""
    unit_from: str = ""
    """Where the unit stands: "column", "unit_row", "merged", "title", "sheet", "file", or "" when nothing names it."""
    hidden: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    """(field, code) of what was done to a cell: "legacy.tcvn3", "legacy.vni", "row.shifted"."""
    why: tuple[Clue, ...] = ()
    """Why it was taken for a person, where that was not plain to see."""
    asked: bool = False
    """Whether it is no more likely a person than something else: only the organizer can tell."""
    struck: bool = False
    """Whether its cells are struck through: somebody crossed the person out."""
    part: int = 0
    """Which of the people of one row this is, from 0; most rows name one."""
    answers: dict[str, Cell] = field(default_factory=dict)
    """`heading_key` of a question's heading -> the cell."""
    declined: str = ""
    """The answer by which the person does not come ("Không", "Đã hủy"), where the organizer has not said otherwise."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What a row was taken for, and why: made only when asked."""

    number: int
    """Excel's row number."""
    kind: RowKind
    text: str
    """Its words, cell after cell."""
    why: tuple[Clue, ...] = ()
    """The strongest clues first."""
    second: RowKind | None = None
    """What else it may be."""
    margin: float = 0.0
    """How much more speaks for `kind` than for `second`."""


@dataclass(frozen=True, slots=True)
class JudgedColumn:
    """Which field a column holds, and why: made only when asked."""

    number: int
    """From 1."""
    heading: str
    field: str
    """Empty: the column is passed over."""
    why: tuple[Clue, ...] = ()
