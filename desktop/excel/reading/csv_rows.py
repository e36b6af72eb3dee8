"""Rows of a delimited text in which quotes and delimiters may be slips: one stray quote must not swallow the rows below it.

What speaks is the number of cells: a list has as many in every row. A row that spans lines is taken apart when
its first line without one of its quotes has that number, and the next line has it too.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_MOST_TRIED = 40
"""Quotes of a line that are tried as the stray one."""
_LONG_SHARE = 0.2
"""Where more rows than this are longer than the usual one, no width is usual."""
_SPACED_SHARE = 0.02
"""Where more cells than this begin with a blank, a blank behind a delimiter means nothing."""


@dataclass(slots=True)
class CsvRows:
    """The rows, and the numbers (from 1) of those with a slip."""

    rows: list[list[str]]
    stray_quotes: list[int] = field(default_factory=list)
    joined: list[int] = field(default_factory=list)
    """A delimiter in the text of a cell had cut it in two."""
    too_long: list[int] = field(default_factory=list)
    """More cells than the other rows have."""


def read_rows(text: str, delimiter: str) -> CsvRows:
    """The rows of a text."""
    csv.field_size_limit(max(len(text) + 1, 131_072))
    lines = list(io.StringIO(text, newline=""))
    found = CsvRows([])
    reader = csv.reader(lines, delimiter=delimiter)
    spans: list[int] = []
    for row in reader:
        found.rows.append(row)
        spans.append(reader.line_num)
    if '"' in text:
        width = usual_width(found.rows)
        if width > 1 and _has_slips(lines, found.rows, spans, width):
            found.rows = list(_Careful(lines, delimiter, width, found.stray_quotes))
    _judge_lengths(found, delimiter)
    return found


def usual_width(rows: list[list[str]]) -> int:
    """How many cells most rows have; of widths alike the one met first."""
    widths = Counter(len(row) for row in rows if any(row))
    return widths.most_common(1)[0][0] if widths else 0


def _has_slips(lines: list[str], rows: list[list[str]], spans: list[int], width: int) -> bool:
    """Whether any row spans lines or has quotes and another width: only then each is looked at."""
    begun = 0
    for row, end in zip(rows, spans, strict=True):
        if end - begun > 1 or ('"' in lines[begun] and (len(row) != width or _is_open(row))):
            return True
        begun = end
    return False


def _is_open(row: list[str]) -> bool:
    """Whether a quote of the row's last cell was never closed: then the line's end is in it."""
    return bool(row) and row[-1].endswith(("\n", "\r"))


class _Careful:
    """The rows one after the other, each with a look at its quotes."""

    def __init__(self, lines: list[str], delimiter: str, width: int, stray: list[int]) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._width = width
        self._stray = stray
        self._place = 0

    def _feed(self) -> Iterator[str]:
        while self._place < len(self._lines):
            self._place += 1
            yield self._lines[self._place - 1]

    def __iter__(self) -> Iterator[list[str]]:
        number = 0
        while self._place < len(self._lines):
            begun = self._place
            row = next(csv.reader(self._feed(), delimiter=self._delimiter), [])
            number += 1
            mended = self._mended(begun, row)
            if mended is not None:
                self._place = begun + 1
                self._stray.append(number)
                row = mended
            yield row

    def _mended(self, begun: int, row: list[str]) -> list[str] | None:
        """The row's first line alone, without its stray quote; None when its quotes mean what they say."""
        line, spans = self._lines[begun], self._place - begun > 1
        if '"' not in line or (not spans and len(row) == self._width and not _is_open(row)):
            return None
        well_formed = self._strict("".join(self._lines[begun : self._place])) is not None
        if well_formed and (not spans or self._width < 3):
            return None
        alone = self._without_stray(line)
        unclosed = not well_formed and self._place == len(self._lines)
        if alone is None:
            return self._unquoted(line) if unclosed and spans else None
        if spans and not unclosed and not self._is_row(self._lines[begun + 1]):
            return None
        return alone

    def _is_row(self, line: str) -> bool:
        plain = next(csv.reader([line], delimiter=self._delimiter), [])
        return len(plain) == self._width or self._without_stray(line) is not None

    def _without_stray(self, line: str) -> list[str] | None:
        """The line's cells, of the usual number, when one of its quotes is left out, or else all mean nothing."""
        place = line.find('"')
        for _ in range(_MOST_TRIED):
            if place < 0:
                break
            row = self._strict(line[:place] + line[place + 1 :])
            if row is not None and len(row) == self._width:
                return row
            place = line.find('"', place + 1)
        row = self._unquoted(line)
        return row if len(row) == self._width else None

    def _unquoted(self, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._delimiter, quoting=csv.QUOTE_NONE), [])

    def _strict(self, text: str) -> list[str] | None:
        """The row of a text whose quotes are all as they should be."""
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self._delimiter, strict=True))
        except csv.Error:
            return None
        return rows[0] if len(rows) == 1 else None


def _judge_lengths(found: CsvRows, delimiter: str) -> None:
    """Find the rows with too many cells, and join what a delimiter in a cell's own text cut in two."""
    width = usual_width(found.rows)
    if width < 2:
        return
    for row in found.rows:  # the heading may be wider than rows whose last cells are blank
        if len(row) == width:
            break
        width = max(width, len(row))
    long = [place for place, row in enumerate(found.rows) if len(row) > width and any(row[width:])]
    if not long or len(long) > len(found.rows) * _LONG_SHARE:
        return
    usual = [cell for row in found.rows if len(row) <= width for cell in row if cell]
    spaced = sum(1 for cell in usual if cell.startswith(" "))
    may_join = delimiter in ",;" and spaced <= len(usual) * _SPACED_SHARE
    for place in long:
        row = found.rows[place]
        while row and not row[-1]:
            row.pop()
        begun = [index for index, cell in enumerate(row) if index and cell.startswith(" ") and cell.strip()]
        if may_join and len(begun) == len(row) - width:
            for index in reversed(begun):
                row[index - 1 : index + 1] = [f"{row[index - 1]}{delimiter}{row[index]}"]
            found.joined.append(place + 1)
        else:
            found.too_long.append(place + 1)
