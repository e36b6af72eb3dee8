"""A sheet being written cell by cell, with the truth of each of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from desktop.domain.importing import RowKind
from desktop.excel.reading.workbook import Cell, Sheet

Values = dict[str, tuple[str, ...]]
"""By field the texts that are right, the best first; "" among them: blank is right too. Fields not named must be blank."""

ANYTHING = ("*",)
"""A field about which the form says nothing that could be held against the reader."""


@dataclass(slots=True)
class TruePerson:
    """Somebody who stands in the list, and what the form says of them."""

    row: int
    values: Values
    may_ask: bool = False
    """A careful clerk might ask whether this is somebody."""


@dataclass(slots=True)
class Canvas:
    """A sheet: cells by (row, column) from 1, and what each row is."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    bold: set[tuple[int, int]] = field(default_factory=set)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    kinds: dict[int, RowKind] = field(default_factory=dict)
    people: list[TruePerson] = field(default_factory=list)
    may_ask: set[int] = field(default_factory=set)
    """Rows that are nobody and of which a careful clerk might ask."""
    row: int = 1
    """The next free row."""

    def put(self, row: int, column: int, value: Cell, *, bold: bool = False, width: int = 1, height: int = 1) -> None:
        """Write a cell, merged over `width` columns and `height` rows; nothing for None."""
        if value is not None and value != "":
            self.cells[row, column] = value
        if bold:
            self.bold.add((row, column))
        if width > 1 or height > 1:
            self.merges.append((row, column, row + height - 1, column + width - 1))

    def line(self, kind: RowKind, *cells: tuple[int, Cell] | tuple[int, Cell, int], bold: bool = False) -> int:
        """Write (column, value[, merged width]) into the next row; the row."""
        row = self.row
        for column, value, *width in cells:
            self.put(row, column, value, bold=bold, width=width[0] if width else 1)
        self.kinds[row] = kind
        self.row += 1
        return row

    def skip(self, rows: int = 1) -> None:
        """Leave rows blank."""
        self.row += rows

    def sheet(self) -> Sheet:
        """The sheet as a reader hands it over."""
        rows: dict[int, dict[int, Cell]] = {}
        for (row, column), value in self.cells.items():
            rows.setdefault(row, {})[column] = value
        numbers = sorted(rows)
        return Sheet(
            self.name,
            [tuple(rows[row].get(column) for column in range(1, max(rows[row]) + 1)) for row in numbers],
            numbers,
            merges=tuple(self.merges),
            legacy_fonts=dict(self.fonts),
        )


@dataclass(slots=True)
class Form:
    """A workbook as a unit sent it."""

    name: str
    """Seed and number: makes the form again."""
    file_name: str
    sheets: list[Canvas]
    tags: tuple[str, ...]
    """The oddities it was given."""

    @property
    def people(self) -> list[TruePerson]:
        """Everybody in it."""
        return [person for sheet in self.sheets for person in sheet.people]


def write_workbook(form: Form, folder: Path) -> Path:
    """The form as a real .xlsx in `folder`."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for canvas in form.sheets:
        sheet = book.create_sheet(canvas.name)
        for (row, column), value in canvas.cells.items():
            cell = sheet.cell(row, column, value)
            if cell.data_type == "f":
                cell.data_type = "s"
        for row, column in canvas.bold:
            sheet.cell(row, column).font = Font(bold=True)
        for (row, column), font in canvas.fonts.items():
            sheet.cell(row, column).font = Font(name=font, bold=(row, column) in canvas.bold)
        for merge in _apart(canvas.merges):
            first_row, first_column, last_row, last_column = merge
            sheet.merge_cells(None, first_row, first_column, last_row, last_column)
    path = folder / form.file_name
    book.save(path)
    return path


def _apart(merges: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """The merges that overlap none before them."""
    kept: list[tuple[int, int, int, int]] = []
    for merge in merges:
        if not any(
            merge[0] <= other[2] and other[0] <= merge[2] and merge[1] <= other[3] and other[1] <= merge[3]
            for other in kept
        ):
            kept.append(merge)
    return kept
