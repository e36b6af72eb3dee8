"""The rows of a sheet, each taken for what it most likely is together with its neighbours.

Most rows are plainly people and are read at once; what stands between them is weighed as a stretch (`decoding`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from desktop.domain.importing import Clue, Notice, RowKind, SetAsideRow
from desktop.domain.names import fold
from desktop.domain.units import recase_group
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.carrying import Carrier
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout, read_layout
from desktop.excel.understanding.content import name_likeness
from desktop.excel.understanding.decoding import Decoded, End, Phase, decode
from desktop.excel.understanding.heading_rows import heading_band, heading_score
from desktop.excel.understanding.likeness import is_mark
from desktop.excel.understanding.lines import group_of, is_unsorted, without_numbering
from desktop.excel.understanding.mending import Mending
from desktop.excel.understanding.options import TableOptions
from desktop.excel.understanding.row_cells import RowCells
from desktop.excel.understanding.row_features import (
    Habits,
    RowFacts,
    RowMeasure,
    is_column_numbers,
    is_numbers_only,
    running_number,
    strongest,
)
from desktop.excel.understanding.row_weights import ASKED_BELOW, DECODED, WEIGHTS
from desktop.excel.understanding.sections import Sections
from desktop.excel.understanding.sheet_unit import units_of_list
from desktop.excel.understanding.table_row import TableRow
from desktop.excel.understanding.unit_phrases import label_of

Row = tuple[Cell, ...]

_AT_ONCE_SHOWN = 12
_OVER_PEOPLE = (RowKind.UNIT, RowKind.GROUP)
_TOLD = (RowKind.TOTAL, RowKind.SIGNATURE, RowKind.SIGNER, RowKind.LEGEND, RowKind.OTHER)
"""Kinds of rows passed over that a sheet's notice speaks of."""
_FOOT_CLUES = frozenset({"signature_words", "sign_here", "date_line", "positions_only", "total_words"})
_ROWS_OF_HEADING = 45
_FITS_OF_SOMEBODY = 2
_SHORTEST_NAME = 4
_SURE_NAME = 0.65
"""Likeness from which a row names somebody and heads no columns: "Họ Tên" stays below it."""


class RowReader:
    """Walks down a sheet, once."""

    def __init__(
        self, sheet: Sheet, layout: Layout, text: CellText, options: TableOptions, without: frozenset[int]
    ) -> None:
        self._sheet, self._text, self._options, self._without = sheet, text, options, without
        self.set_aside: list[SetAsideRow] = []
        """Rows with words that are nobody, in order."""
        self.titled_from: int | None = None
        """Row of the first further heading whose title names a unit of its own."""
        self.weighed: dict[int, Decoded] = {}
        """Excel row -> how the rows came out that had to be weighed; filled when somebody asks why."""
        self._tables_below: list[int] = []
        self._carried = 0
        self._written: dict[str, Cell] = {}
        """Field -> what was last written in its column: "nt" under a heading means what stands above it."""
        self.people: list[TableRow] = []
        """Everybody read so far."""
        self._steps: list[TableRow | tuple[Cell, Cell]] = []
        """People of the table at hand, and between them the (unit, group) that people stand under from there."""
        self._sections = Sections()
        self._stretch: list[RowFacts] = []
        self._phase = Phase.LIST
        self._above: RowKind | None = None
        self._first_row = sheet.numbers[layout.last] if layout.last >= 0 else 0
        self._last_number: int | None = None
        self._last_row: int | None = None
        self._titles_from = 0
        self._use(layout)

    def _use(self, layout: Layout) -> None:
        """Read the rows that follow by this layout."""
        self._layout = layout
        self._headings = {self._text.row(index) for index in range(layout.first, layout.last + 1)}
        rows = self._sheet.rows
        self._habits = Habits(rows[layout.last + 1 :], layout)
        self._measure = RowMeasure(self._sheet, layout, self._text, self._habits)
        self._cells = RowCells(layout, self._text)
        self._mending = Mending(layout.fields)
        self._anchor = self._mending.anchor
        self._others = self._habits.mapped

    # -- the walk ---------------------------------------------------------------------------------------------------

    def read(self) -> list[TableRow]:
        """Every person of the sheet, in order."""
        sheet = self._sheet
        rows, numbers, hidden_rows = sheet.rows, sheet.numbers, sheet.hidden_rows
        persons = self._options.persons
        self._read_top()
        index = self._titles_from = self._layout.last + 1
        while index < len(rows):
            row, number = self._row(index), numbers[index]
            hidden = number in hidden_rows if hidden_rows else False
            if hidden and not self._options.include_hidden:
                index += 1
                continue
            if persons and number in persons:
                self._as_said(index, row, number, hidden=hidden)
            elif self._is_plain(row, number):
                if self._stretch:
                    self._settle(End.PEOPLE, next_numbered=self._habits.number >= 0)
                self._take(row, number, hidden=hidden)
            else:
                facts = self._measure.facts(index, row, number)
                if len(facts.texts) >= 2 and not self._names_somebody(row) and (below := self._heading(index)):
                    index = below
                    continue
                if facts.filled and not is_column_numbers(row) and not is_numbers_only(facts, self._habits.number):
                    self._stretch.append(facts)
            index += 1
        self._settle(End.NOTHING)
        self._close_table()
        return self.people

    def _row(self, index: int) -> Row:
        row = self._sheet.rows[index]
        if self._without:
            return tuple(None if column + 1 in self._without else value for column, value in enumerate(row))
        return row

    def _is_plain(self, row: Row, number: int) -> bool:
        """Whether the row goes on in number with a name and two more fields, or has so many of a person's without numbers."""
        habits = self._habits
        name = row[habits.name] if 0 <= habits.name < len(row) else None
        if (
            type(name) is not str
            or len(name) < _SHORTEST_NAME
            or not name[:1].isalpha()
            or self._measure.is_wide(number)
        ):
            return False
        length = len(row)
        filled = sum([column < length and row[column] is not None for column in self._others])
        if filled < min(2, len(self._others)) or not filled:
            return False
        mark = row[habits.number] if 0 <= habits.number < length else None
        if mark is not None and self._last_number is not None:
            if type(mark) is str and mark.isdecimal():
                mark = int(mark)
            if type(mark) in (int, float) and mark == self._last_number + 1:
                return not self._stretch or self._looks_whole(row, number)
        return habits.number < 0 and not self._in_foot() and self._looks_whole(row, number)

    def _looks_whole(self, row: Row, number: int) -> bool:
        """Whether nothing speaks against a person: the name looks like one and the other cells fit their columns."""
        name = self._habits.full_name(row)
        return name_likeness(name) >= 0.9 and self._measure.fits_well(row, number)

    def _names_somebody(self, row: Row) -> bool:
        return name_likeness(self._habits.full_name(row)) > _SURE_NAME

    def _in_foot(self) -> bool:
        """Whether the rows since the last person may end the list."""
        if self._phase is not Phase.LIST:
            return True
        for facts in self._stretch:
            if not facts.clues:
                self._measure.measure(facts, self._last_number, None)
            if not _FOOT_CLUES.isdisjoint(facts.clues):
                return True
        return False

    def _take(self, row: Row, number: int, *, hidden: bool) -> None:
        notes: tuple[tuple[str, str], ...] = ()
        if self._anchor > 0 and len(row) <= self._anchor and (mended := self._mending.one_inside(row)) is not None:
            row, notes = mended, (("", "row.shifted"),)
        self._add(self._cells.read(row, number, notes), hidden=hidden)
        if 0 <= self._habits.number < len(row):
            found = running_number(row[self._habits.number])
            self._last_number = found if found is not None else self._last_number
        self._last_row = number
        self._phase, self._above = Phase.LIST, RowKind.PERSON

    def _add(self, person: TableRow, *, hidden: bool) -> None:
        person.hidden, person.struck = hidden, person.number in self._sheet.struck_rows
        self._steps.append(person)
        self._titles_from = max(self._titles_from, bisect_right(self._sheet.numbers, person.number))

    def _as_said(self, index: int, row: Row, number: int, *, hidden: bool) -> None:
        """A row that the organizer spoke of."""
        said = self._options.persons[number]
        self._settle(End.PEOPLE if said else End.NOTHING)
        facts = self._measure.facts(index, row, number)
        why = (Clue("clue.your_word"),)
        if said:
            self._take(self._mending.number(row) or row, number, hidden=hidden)
            person = self._steps[-1]
            assert isinstance(person, TableRow)
            person.why = why
        elif facts.texts:
            self._set_aside(facts, RowKind.OTHER, why)

    # -- rows above the heading ---------------------------------------------------------------------------------------

    def _read_top(self) -> None:
        """Titles and letterhead; somebody who stands among them is asked about."""
        self._phase = Phase.FOOT
        for index in range(self._layout.first):
            facts = self._measure.facts(index, self._row(index), self._sheet.numbers[index])
            if facts.texts:
                self._stretch.append(facts)
        for facts, decoded in self._decoded(End.HEADING):
            if self._options.persons.get(facts.number):
                self._take(facts.row, facts.number, hidden=False)
            elif decoded.kind is RowKind.PERSON:
                self._person(facts, asked=True)
            else:
                kind = RowKind.TITLE if decoded.kind in _OVER_PEOPLE else decoded.kind
                self._set_aside(facts, kind, self._why(facts, decoded.kind))
        self._phase, self._above, self._last_number = Phase.LIST, RowKind.HEADING, 0 if self._layout.last >= 0 else None
        if self._layout.guessed:
            self._above, self._last_number = None, None

    # -- further headings -----------------------------------------------------------------------------------------------

    def _heading(self, index: int) -> int:
        """The index below a heading that begins here (of the next page, or of another table), 0 where none does."""
        if heading_score(self._text.row(index), self._options.learned) <= 0:
            return 0
        end = min(index + _ROWS_OF_HEADING, len(self._sheet.rows))
        rows = [self._text.row(place) for place in range(index, end)]
        numbers, merges = self._sheet.numbers[index:end], self._sheet.merges
        band = heading_band(rows, numbers, merges, self._options.learned, 0)
        layout = read_layout(
            rows, numbers, merges, band, learned=self._options.learned, overrides={}, without=self._without,
            with_sensitive=self._options.with_sensitive, questions=self._options.questions,
            known_questions=self._options.known_questions,
        )  # fmt: skip
        self._settle(End.HEADING)
        layout.first, layout.last = layout.first + index, layout.last + index
        for place in range(layout.first, layout.last + 1):
            facts = self._measure.facts(place, self._sheet.rows[place], self._sheet.numbers[place])
            self._set_aside(facts, RowKind.HEADING, (Clue("clue.same_as_heading"),))
        self._read_title(index, layout)
        self._titles_from = layout.last + 1
        self._phase = Phase.LIST if layout.has_name else Phase.FOOT
        self._above = RowKind.HEADING
        again = self._text.row(index) in self._headings  # word for word: the next page of the same list
        if layout.has_name and not again and layout.fields != self._layout.fields and not self._options.columns:
            self._tables_below.append(self._sheet.numbers[index])
            self._close_table()
            self._use(layout)
        return layout.last + 1

    def _read_title(self, heading: int, layout: Layout) -> None:
        """A further list's title may name its unit."""
        lines = [str(value) for row in range(self._titles_from, heading) for value in self._text.row(row) if value]
        units = units_of_list(lines)
        if units and "unit" not in layout.fields:
            self._sections.open("", RowKind.UNIT, units[0])
            self._steps.append((self._sections.unit, self._sections.group))
            self.titled_from = self.titled_from or self._sheet.numbers[heading]

    # -- stretches of rows that are weighed -----------------------------------------------------------------------------

    def _decoded(self, end: End, *, next_numbered: bool = True) -> list[tuple[RowFacts, Decoded]]:
        stretch, self._stretch = self._stretch, []
        if not stretch:
            return []
        self._measure.names_above = self._names_above(stretch)
        last: int | None = self._last_number
        above: RowFacts | int | None = self._last_row
        for facts in stretch:
            self._mend(facts)
            last = self._measure.measure(facts, last, above)
            above = facts
        scores = [_scores(facts.clues) for facts in stretch]
        decoded, self._phase = decode(
            scores, [facts.numbering for facts in stretch], phase=self._phase, above=self._above, end=end,
            next_numbered=next_numbered,
        )  # fmt: skip
        self._above = decoded[-1].kind
        if self._options.explain:
            self.weighed.update(zip([facts.number for facts in stretch], decoded, strict=True))
        return list(zip(stretch, decoded, strict=True))

    def _names_above(self, stretch: list[RowFacts]) -> set[str]:
        if not any(name_likeness(text) for facts in stretch for _column, text in facts.texts):
            return set()
        people = [step for step in self._steps if isinstance(step, TableRow)]
        return {fold(str(person.cells["full_name"])) for person in people if "full_name" in person.cells}

    def _mend(self, facts: RowFacts) -> None:
        """Put a lost number cell back before the row is weighed."""
        shifted = self._mending.number(facts.row)
        if shifted is not None:
            whole = self._measure.facts(facts.index, shifted, facts.number)
            facts.row, facts.texts, facts.filled, facts.shifted = shifted, whole.texts, whole.filled, True

    def _settle(self, end: End, *, next_numbered: bool = True) -> None:
        """Decide what the rows since the last person are."""
        for facts, decoded in self._decoded(end, next_numbered=next_numbered):
            if decoded.kind is RowKind.PERSON or self._is_close(facts, decoded):
                self._person(facts, asked=self._is_close(facts, decoded))
                continue
            if decoded.kind in _OVER_PEOPLE:
                self._stand_under(facts, decoded.kind)
            elif decoded.kind is RowKind.TITLE and (units := units_of_list([text for _column, text in facts.texts])):
                self._sections.open("", RowKind.UNIT, units[0])
                self._steps.append((self._sections.unit, self._sections.group))
            if facts.texts:
                self._set_aside(facts, decoded.kind, self._why(facts, decoded.kind))

    def _is_close(self, facts: RowFacts, decoded: Decoded) -> bool:
        if not self._habits.full_name(facts.row):
            return False
        clues = facts.clues
        fits = clues.get("field_fits", 0.0) + clues.get("text_fits", 0.0)
        if "name_phrase" in clues and fits < _FITS_OF_SOMEBODY and decoded.kind is RowKind.PERSON:
            return True  # a number and a unit make nobody of "Chưa đăng ký"
        return abs(decoded.person) < ASKED_BELOW

    def _person(self, facts: RowFacts, *, asked: bool) -> None:
        notes = (("", "row.shifted"),) if facts.shifted else ()
        person = self._cells.read(facts.row, facts.number, notes)
        person.why, person.asked = self._why(facts, RowKind.PERSON), asked
        self._add(person, hidden=facts.number in self._sheet.hidden_rows)
        number = self._habits.number
        if 0 <= number < len(facts.row) and not asked:
            self._last_number = running_number(facts.row[number]) or self._last_number
        self._last_row = facts.number

    def _stand_under(self, facts: RowFacts, kind: RowKind) -> None:
        """From this row on people stand under its unit or its group."""
        text, *beside = (text for _column, text in facts.texts)
        label = label_of(text, beside[0] if beside else "")
        mark, line = without_numbering(text)
        words = (label.name if label else "") or line
        if not mark and 0 <= self._habits.number < len(facts.row):
            beside_it = self._text.row(facts.index)[self._habits.number]
            mark = str(beside_it) if is_mark(beside_it) else ""
        if kind is RowKind.GROUP:
            words = group_of(words) or recase_group(words)
        self._sections.open(mark, kind, "" if is_unsorted(words) else words)
        self._steps.append((self._sections.unit, self._sections.group))

    def _set_aside(self, facts: RowFacts, kind: RowKind, why: tuple[Clue, ...]) -> None:
        words = " | ".join(text for _column, text in facts.texts)
        if words:
            self.set_aside.append(SetAsideRow(facts.number, kind, words, why, facts.row))

    def _why(self, facts: RowFacts, kind: RowKind) -> tuple[Clue, ...]:
        """The clues that decided between this kind and the others, the strongest first."""
        weights = [(clue, strength * WEIGHTS[clue][kind]) for clue, strength in facts.clues.items()]
        return tuple(
            Clue(f"clue.{clue}", round(weight, 1), {"words": facts.words[:60]} if facts.words else {})
            for clue, weight in strongest(facts.clues, weights)
        )

    # -- the end of a table ---------------------------------------------------------------------------------------------

    def _close_table(self) -> None:
        """Give the people of the table their units and groups."""
        people = [step for step in self._steps if isinstance(step, TableRow)]
        carrier = Carrier(self._sheet, self._layout, self._text, people, self._written)
        for step in self._steps:
            if isinstance(step, TableRow):
                carrier.give(step)
            else:
                carrier.stand_under(*step)
        self._carried += carrier.carried
        self.people += people
        self._steps = [(self._sections.unit, self._sections.group)]

    # -- what to tell -------------------------------------------------------------------------------------------------

    def notices(self) -> list[Notice]:
        """Lines that named nobody, and tables found further down."""
        told = []
        name = self._sheet.name
        aside = [row for row in self.set_aside if row.kind in _TOLD and row.row > self._first_row]
        if aside:
            numbers = [row.row for row in aside]
            shown = ", ".join(map(str, numbers[:_AT_ONCE_SHOWN])) + (" …" if len(numbers) > _AT_ONCE_SHOWN else "")
            details: dict[str, object] = {
                "sheet": name,
                "rows": shown,
                "count": len(numbers),
                "text": aside[0].text[:60],
            }
            told.append(Notice("rows.set_aside", details))
        if self._carried:
            told.append(Notice("units.carried", {"sheet": name, "count": self._carried}))
        told.extend(Notice("sheet.second_table", {"sheet": name, "row": row}) for row in self._tables_below)
        return told


def _scores(clues: Mapping[str, float]) -> dict[RowKind, float]:
    scores = dict.fromkeys(DECODED, 0.0)
    for clue, strength in clues.items():
        for kind, weight in WEIGHTS[clue].items():
            scores[kind] += strength * weight
    return scores
