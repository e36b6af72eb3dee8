"""The sums of an attendance workbook: by session, by group, by unit, and the units that sent nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.attendance_cells import (
    BOX,
    COLOURS,
    HEADING_ROW,
    POINTS,
    TOTAL,
    AttendanceBook,
    BookTally,
    align,
    font,
    grow,
    put_heading,
    put_words,
    set_up_page,
    titles,
)
from desktop.excel.writing.text_cells import put_text
from desktop.wording import attendance_book as words

_NAME_WIDTH, _SUM_WIDTH = 46, 11


def write_sums(sheet: Worksheet, content: AttendanceBook) -> None:
    """All tables, one under the other."""
    _Sums(sheet, content).write()


class _Sums:
    """The sums, one table under the other; `row` is the next to write."""

    def __init__(self, sheet: Worksheet, content: AttendanceBook) -> None:
        self.sheet, self.content, self.row = sheet, content, 1

    def write(self) -> None:
        """All tables."""
        content = self.content
        titles(self.sheet, words.summary_title(content.conference), words.as_of(content.as_of))
        wide = max(len(words.counts()) + 1, 2 * len(content.sessions) + 1)
        self.sheet.column_dimensions["A"].width = _NAME_WIDTH
        for column in range(2, wide + 2):
            self.sheet.column_dimensions[get_column_letter(column)].width = _SUM_WIDTH
        self.row = HEADING_ROW
        session, group, unit, alone = words.first_columns()
        by_session, by_group, by_unit, nobody = words.blocks()
        self._sessions(by_session, session)
        self._tallies(by_group, group, content.by_group)
        self._tallies(by_unit, unit, content.by_unit)
        if content.by_point:
            self._tallies(words.by_point(), words.point(), content.by_point)
        self._nobody(nobody, alone)
        set_up_page(self.sheet, "B4")

    def _title(self, text: str) -> None:
        cell: Any = self.sheet.cell(self.row, 1)
        put_text(cell, text)
        cell.font, cell.alignment = font(12, b=True), align(wrap=False)
        self.sheet.row_dimensions[self.row].height = 22
        self.row += 1

    def _sessions(self, title: str, first: str) -> None:
        self._title(title)
        for column, text in enumerate((first, *words.counts()), start=1):
            put_heading(self.sheet, self.row, column, text)
        self.sheet.row_dimensions[self.row].height = 2 * POINTS + 4
        self.row += 1
        for each in self.content.sessions:
            name = f"{each.heading} ({each.when})"
            put_words(self.sheet, self.row, 1, name)
            grow(self.sheet, self.row, [(name, _NAME_WIDTH)])
            for column, number in enumerate(each.counts, start=2):
                self._number(column, number)
            self._rate(len(each.counts) + 2, each.there, each.counts[0])
            self.row += 1
        self.row += 1

    def _tallies(self, title: str, first: str, tallies: Sequence[BookTally]) -> None:
        self._title(title)
        put_heading(self.sheet, self.row, 1, first)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row + 1, start_column=1, end_column=1)
        put_heading(self.sheet, self.row + 1, 1, "")
        for place, each in enumerate(self.content.sessions):
            column = 2 + 2 * place
            put_heading(self.sheet, self.row, column, each.heading)
            put_heading(self.sheet, self.row, column + 1, "")
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=column, end_column=column + 1)
            for offset, text in enumerate(words.expected_and_there()):
                put_heading(self.sheet, self.row + 1, column + offset, text)
        grow(self.sheet, self.row, [(each.heading, 2 * _SUM_WIDTH * 0.8) for each in self.content.sessions])
        self.row += 2
        for tally in tallies:
            self._tally(tally.name, tally.cells)
        sums = [
            tuple(sum(tally.cells[place][side] for tally in tallies) for side in (0, 1))
            for place in range(len(self.content.sessions))
        ]
        self._tally(words.total(), [(expected, there) for expected, there in sums], total=True)
        self.row += 1

    def _tally(self, name: str, cells: Sequence[tuple[int, int]], *, total: bool = False) -> None:
        head = put_words(self.sheet, self.row, 1, name)
        grow(self.sheet, self.row, [(name, _NAME_WIDTH)])
        if total:
            head.font, head.fill = font(b=True), TOTAL
        for place, (expected, there) in enumerate(cells):
            for offset, number in enumerate((expected, there)):
                alarming = bool(offset and expected and not there and not total)
                self._number(2 + 2 * place + offset, number, total=total, alarming=alarming, blank=not expected)
        self.row += 1

    def _nobody(self, title: str, first: str) -> None:
        self._title(title)
        without = [
            (tally.name, [place for place, (expected, there) in enumerate(tally.cells) if expected and not there])
            for tally in self.content.by_unit
        ]
        without = [(name, places) for name, places in without if places]
        if not without:
            cell: Any = self.sheet.cell(self.row, 1)
            put_text(cell, words.everybody_sent())
            cell.font = font(i=True)
            return
        last = max(len(words.counts()) + 1, 3)
        put_heading(self.sheet, self.row, 1, first)
        self._wide(words.sessions_without(), last, heading=True)
        for name, places in without:
            put_words(self.sheet, self.row, 1, name)
            missed = " · ".join(self.content.sessions[place].heading for place in places)
            self._wide(missed, last)

    def _wide(self, text: str, last: int, *, heading: bool = False) -> None:
        """A text over the columns from the second to `last`, and on to the next row."""
        for column in range(2, last + 1):
            shown = text if column == 2 else ""
            if heading:
                put_heading(self.sheet, self.row, column, shown)
            else:
                put_words(self.sheet, self.row, column, shown)
        self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=2, end_column=last)
        grow(self.sheet, self.row, [(text, _SUM_WIDTH * (last - 1))])
        self.row += 1

    def _number(
        self, column: int, number: int, *, total: bool = False, alarming: bool = False, blank: bool = False
    ) -> None:
        cell: Any = self.sheet.cell(self.row, column)
        if not blank:
            cell.value = number
        cell.border, cell.alignment = BOX, align("center")
        cell.font = font(b=total or alarming, color=COLOURS["V"] if alarming else None)
        if total:
            cell.fill = TOTAL

    def _rate(self, column: int, there: int, expected: int) -> None:
        cell: Any = self.sheet.cell(self.row, column)
        cell.border, cell.alignment, cell.font = BOX, align("center"), font(b=True)
        if expected:
            cell.value, cell.number_format = there / expected, "0.0%"
