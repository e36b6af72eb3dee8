"""A sheet's cells as Unicode text, whatever code page each was typed in."""

from __future__ import annotations

from desktop.excel.reading.legacy_text import decode, is_unicode_vietnamese
from desktop.excel.reading.workbook import Cell, Sheet

_PROVING_ROWS = 3_000
"""Rows of a column that prove its code page, spread over all."""


class CellText:
    """Decodes cells one by one, by their font, their content and the proof that their column gives."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.fonts = sheet.legacy_fonts
        self._expected: dict[int, str | None] = {}
        self._head: list[tuple[Cell, ...]] = []

    def decoded(self, value: str, row: int, column: int) -> tuple[str, str | None]:
        """The text of a cell and the code page it was in; row from 1, column from 0."""
        font = self.fonts.get((row, column + 1), "") if self.fonts else ""
        if not font and value.isascii():
            return value, None
        return decode(value, font, self._column(column))

    def head(self, count: int) -> list[tuple[Cell, ...]]:
        """The first rows, decoded."""
        while len(self._head) < min(count, len(self._sheet.rows)):
            self._head.append(self.row(len(self._head)))
        return self._head

    def spread(self, start: int, count: int) -> list[tuple[Cell, ...]]:
        """Up to so many rows from `start`, decoded, evenly over all that follow."""
        rows = range(start, len(self._sheet.rows))
        step = -(-len(rows) // count) or 1
        return [self.row(index) for index in rows[::step]]

    def row(self, index: int) -> tuple[Cell, ...]:
        """One row, decoded; headings and titles share no column, so every cell must prove itself or have a font."""
        number = self._sheet.numbers[index]
        cells = self._sheet.rows[index]
        if not self.fonts and all(
            not isinstance(value, str) or value.isascii() or is_unicode_vietnamese(value) for value in cells
        ):
            return cells
        encodings = {
            encoding
            for column, value in enumerate(cells)
            if isinstance(value, str)
            for encoding in (decode(value, self.fonts.get((number, column + 1), ""))[1],)
            if encoding
        }
        proved = encodings.pop() if len(encodings) == 1 else None
        return tuple(
            decode(value, self.fonts.get((number, column + 1), ""), proved or self._column(column))[0]
            if isinstance(value, str)
            else value
            for column, value in enumerate(cells)
        )

    def _column(self, column: int) -> str | None:
        """The code page that a column's cells prove, when none of them is Unicode Vietnamese."""
        if column in self._expected:
            return self._expected[column]
        proved: dict[str, int] = {}
        rows = self._sheet.rows
        for row in rows[:: -(-len(rows) // _PROVING_ROWS) or 1]:
            value = row[column] if column < len(row) else None
            if not isinstance(value, str) or value.isascii():
                continue
            if is_unicode_vietnamese(value):
                # The heading may have been typed anew in Unicode over a column of old text.
                proved["unicode"] = proved.get("unicode", 0) + 1
                continue
            encoding = decode(value)[1]
            if encoding:
                proved[encoding] = proved.get(encoding, 0) + 1
        best = max(proved, key=lambda name: proved[name], default=None)
        expected = best if best != "unicode" and proved.get("unicode", 0) <= 2 else None
        self._expected[column] = expected
        return expected
