"""Where the readers put what they find: counted, capped, and sent in chunks to the waiting program."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.emphasis import Emphasis
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.workbook import Cell
from desktop.isolated.frames import pack
from desktop.isolated.job import Send

CHUNK_CELLS = 16_000
"""Cells in a frame: few enough to overlap parsing with decoding, enough to make a frame's cost vanish."""

EncodedDate = tuple[int, int, int, tuple[int, ...]]
DATETIME, DATE, TIME, DELTA = range(4)


def encode_date(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> tuple[int, tuple[int, ...]]:
    """A moment as numbers, for marshal knows none."""
    if isinstance(value, dt.datetime):
        parts = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond)
        return DATETIME, parts
    if isinstance(value, dt.date):
        return DATE, (value.year, value.month, value.day)
    if isinstance(value, dt.time):
        return TIME, (value.hour, value.minute, value.second, value.microsecond)
    return DELTA, (value.days, value.seconds, value.microseconds)


DECODERS: tuple[Callable[..., dt.datetime | dt.date | dt.time | dt.timedelta], ...] = (
    dt.datetime,
    dt.date,
    dt.time,
    dt.timedelta,
)
"""By kind: what makes the moment again from its numbers."""


_SURROGATE_BYTES = re.compile(rb"\xed[\xa0-\xbf]")


def readable(text: str) -> str:
    """The text with halves of letters (lone surrogates) replaced by �, and two that belong together joined.

    No file, database or printer takes a half: "_xD83D_" in a cell would end the whole import.
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _all_readable(value: Any) -> Any:
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_all_readable, value))
    if isinstance(value, dict):
        return {key: _all_readable(item) for key, item in value.items()}
    return value


class Sink:
    """Takes one file's sheets row by row and sends them on."""

    def __init__(self, send: Send, limits: Limits) -> None:
        self._send = send
        self.limits = limits
        self.cells = 0
        self._characters = 0
        self._sheet = ""
        # The xlsx reader's inner loop fills these directly.
        self.rows: list[Sequence[Cell | None]] = []
        self.numbers: list[int] = []
        self.dates: list[EncodedDate] = []
        self.fonts: list[tuple[int, int, str]] = []
        self.chunk_cells = 0
        self.chunk_characters = 0
        self._reset_oddities()

    def _reset_oddities(self) -> None:
        self.errors: tuple[int, str, str] = (0, "", "")
        self.valueless: tuple[int, str] = (0, "")
        self.cut: tuple[int, str] = (0, "")

    def frame(self, *content: Any) -> None:
        """Send one frame, its texts made readable."""
        payload = pack(content)
        # Frames hold text as UTF-8, where halves of letters show at the speed of memory.
        if _SURROGATE_BYTES.search(payload):
            payload = pack(_all_readable(content))
        self._send(payload)

    def start(self, kind: str, reader: str) -> None:
        """A reader begins on the file; whatever an earlier one delivered no longer counts."""
        self.rows, self.numbers, self.dates, self.fonts = [], [], [], []
        self.cells = self._characters = self.chunk_cells = self.chunk_characters = 0
        self._reset_oddities()
        self.frame("start", kind, reader)

    def sheet(self, name: str, *, hidden: bool = False) -> None:
        """Begin a sheet."""
        self._sheet = name
        self.frame("sheet", name, hidden)
        if hidden:
            self.notice("sheet.hidden", sheet=name)

    def notice(self, code: str, **details: str | int) -> None:
        """Something to tell of the sheet begun last, or of the file when none is."""
        self.frame("notice", code, details)

    def cut_short(self, row: int) -> None:
        """The sheet begun last breaks off behind this row."""
        self.notice("sheet.cut_short", sheet=self._sheet, row=row)

    def progress(self, done: int, total: int) -> None:
        """How much of the file is behind us."""
        self.frame("progress", done, total)

    def error_cell(self, row: int, column: int, value: str) -> None:
        """A cell that shows an error (#N/A) and becomes a blank."""
        count, cell, first = self.errors
        self.errors = (count + 1, cell or name_of(row, column), first or value)

    def valueless_formula(self, row: int, column: int) -> None:
        """A formula whose result the file does not hold."""
        count, cell = self.valueless
        self.valueless = (count + 1, cell or name_of(row, column))

    def cut_text(self, text: str, row: int, column: int) -> str:
        """A text longer than a cell may hold, cut."""
        count, cell = self.cut
        self.cut = (count + 1, cell or name_of(row, column))
        return text[: self.limits.cell_characters]

    def row(self, number: int, cells: Iterable[Cell | None]) -> None:
        """One row as plain values; a row without any value is dropped."""
        values: list[Cell | None] = []
        has_date = False
        last = 0
        place = len(self.rows)
        for column, found in enumerate(cells, 1):
            value = found
            if value is None or value == "":
                values.append(None)
                continue
            last = column
            if isinstance(value, str):
                if len(value) > self.limits.cell_characters:
                    value = self.cut_text(value, number, column)
                self.chunk_characters += len(value)
            elif isinstance(value, dt.date | dt.time | dt.timedelta):
                kind, parts = encode_date(value)
                self.dates.append((place, column - 1, kind, parts))
                has_date = True
                value = None
            elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
                value = int(value)
            values.append(value)
        if not last:
            return
        del values[last:]
        self.rows.append(values if has_date else tuple(values))
        self.numbers.append(number)
        self.chunk_cells += last
        if self.chunk_cells > CHUNK_CELLS or self.chunk_characters > CHUNK_CELLS * 100:
            self.flush()

    def flush(self) -> None:
        """Send the rows gathered, and stop where a file exceeds its caps."""
        self.cells += self.chunk_cells
        self._characters += self.chunk_characters
        self.chunk_cells = self.chunk_characters = 0
        if self.cells > self.limits.cells:
            raise UnreadableFile("file.too_many_cells", limit=self.limits.cells)
        if self._characters > self.limits.characters:
            raise UnreadableFile("file.too_much_text", limit=self.limits.characters)
        if self.rows:
            self.frame("rows", self.numbers, self.rows, self.dates, self.fonts)
            self.rows, self.numbers, self.dates, self.fonts = [], [], [], []

    def end_sheet(
        self,
        *,
        hidden_rows: Iterable[int] = (),
        hidden_columns: Iterable[int] = (),
        merges: Iterable[tuple[int, int, int, int]] = (),
        emphasis: Emphasis | None = None,
    ) -> None:
        """The sheet is complete: send what is left, its layout and its oddities."""
        self.flush()
        bold, struck = (emphasis.bold_rows, emphasis.struck_rows) if emphasis else ([], [])
        self.frame("layout", list(hidden_rows), list(hidden_columns), list(merges), bold, struck)
        if self.errors[0]:
            count, cell, value = self.errors
            self.notice("cells.errors", sheet=self._sheet, count=count, cell=cell, value=value)
        if self.valueless[0]:
            self.notice("formulas.no_value", sheet=self._sheet, count=self.valueless[0], cell=self.valueless[1])
        if self.cut[0]:
            limit = self.limits.cell_characters
            self.notice("cells.cut", sheet=self._sheet, count=self.cut[0], cell=self.cut[1], limit=limit)
        self._reset_oddities()


def letters(column: int) -> str:
    """Excel's letters of a column number: 28 is AB."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def name_of(row: int, column: int) -> str:
    """Excel's name of a cell: row 5, column 28 is AB5."""
    return f"{letters(column)}{row}"


def ranges(numbers: list[int]) -> str:
    """Sorted numbers for a sentence: "5–7, 9", the first ten stretches."""
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][1] + 1:
            stretches[-1][1] = number
        else:
            stretches.append([number, number])
    words = [str(first) if first == last else f"{first}–{last}" for first, last in stretches[:10]]
    return ", ".join(words) + (" …" if len(stretches) > 10 else "")


def is_legacy_font(name: str | None) -> bool:
    """Whether text in this font is TCVN3 (".VnTime") or VNI ("VNI-Times") rather than Unicode."""
    return bool(name) and str(name).upper().startswith((".VN", "VNI-", "VNI "))
