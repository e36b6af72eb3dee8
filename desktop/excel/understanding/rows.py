"""The rows of a table: people, and the lines between them that name a unit, a group, a total or a signature."""

from __future__ import annotations

import re
from collections.abc import Mapping

from desktop.domain.importing import FIELDS, SENSITIVE_FIELDS, Notice, RowKind, SetAsideRow
from desktop.domain.names import fold
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.legacy_text import is_unicode_vietnamese
from desktop.excel.understanding.carrying import CARRIED, is_ditto, is_own_list, merged_values, unit_typed_once
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import (
    Layout,
    filled_cells,
    heading_band,
    heading_score,
    is_numbering_row,
    read_layout,
)
from desktop.excel.understanding.likeness import is_mark, is_words, looks_like_name
from desktop.excel.understanding.lines import (
    ODD_FIRST_WORDS,
    foot_of,
    group_of,
    is_kind_of_units,
    is_organisation,
    is_unsorted,
    without_numbering,
)
from desktop.excel.understanding.mending import Mending
from desktop.excel.understanding.sheet_unit import units_of_list
from desktop.excel.understanding.table_row import TableRow
from desktop.excel.workbook import Cell, Sheet

_PLAIN_FIELDS = (*FIELDS, *SENSITIVE_FIELDS, "code")
_COUNT = re.compile(r"\d+\s*(?:nguoi|dai bieu|dong chi|d/c|hoc vien)?")
_AT_ONCE_SHOWN = 12


class RowReader:
    """Walks down the rows below a heading, once."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        text: CellText,
        learned: Mapping[str, str],
        overrides: Mapping[str, int],
        without: frozenset[int],
        include_hidden: bool,
        with_sensitive: bool,
        persons: Mapping[int, bool],
    ) -> None:
        self._sheet = sheet
        self._text = text
        self._learned = learned
        self._overrides = overrides
        self._without = without
        self._include_hidden = include_hidden
        self._with_sensitive = with_sensitive
        self._persons = persons
        self._unit: Cell = None
        self._group: Cell = None
        self._pending_unit: Cell = None
        self._signed = False
        self._next = layout.last + 1
        self.set_aside: list[SetAsideRow] = []
        """Rows with words that are nobody."""
        self._tables_below: list[int] = []
        self._titles_from = self._next
        """Index behind the last person: what stands from there to a heading is its title."""
        self.titled_from: int | None = None
        """Row of the first further heading whose title names a unit of its own."""
        self._above: dict[str, Cell] = {}
        """Field -> the value last written in its column."""
        self._carried = 0
        """People given the unit typed above them."""
        self._block: int | None = None
        """The row above, when its unit stands in the unit column or came down to it."""
        self._wide = {(top, left): right for top, left, _bottom, right in sheet.merges if right > left}
        self._use(layout)

    def _use(self, layout: Layout) -> None:
        """Read the rows that follow by this layout."""
        self._layout = layout
        fields = layout.fields
        self._plain = tuple((name, fields[name]) for name in _PLAIN_FIELDS if name in fields and name != "full_name")
        self._name = fields.get("full_name", -1)
        self._family, self._given = fields.get("family", -1), fields.get("given", -1)
        self._number = fields.get("number", -1)
        self._first_name = self._name if self._name >= 0 else self._family if self._family >= 0 else self._given
        self._name_columns = {column for column in (self._name, self._family, self._given) if column >= 0}
        self._mapped = {column for name, column in fields.items() if name not in ("number", "sign")}
        self._others = tuple(sorted(self._mapped - self._name_columns))
        self._mending = Mending(fields)
        self._anchor = self._mending.anchor
        self._has_parts = any(name.startswith("birth_") or name in ("male", "female") for name in fields)
        self._merged = merged_values(self._sheet, layout)
        merges_units = any(field == "unit" for field, _row in self._merged)  # then a blank outside them is a blank
        rows = self._sheet.rows[layout.last + 1 :]
        self._typed_once = not (merges_units or is_own_list(rows, fields.get("code", -1))) and unit_typed_once(
            rows, fields.get("unit", -1), self._first_name, self._number
        )

    # -- the walk ---------------------------------------------------------------------------------------------------

    def read(self) -> list[TableRow]:
        """Every person below the heading, in order."""
        sheet, people = self._sheet, []
        hidden_rows = sheet.hidden_rows
        rows, numbers = sheet.rows, sheet.numbers
        index = self._next
        while index < len(rows):
            row, number = rows[index], numbers[index]
            self._next = index + 1
            hidden = number in hidden_rows if hidden_rows else False
            if not (hidden and not self._include_hidden):
                if self._without:
                    row = tuple(None if column + 1 in self._without else value for column, value in enumerate(row))
                said = self._persons.get(number) if self._persons else None
                if said is not None:
                    person = self._take(row, number) if said else None
                    if not said:
                        self._left(row, number)
                elif not self._is_plain(row):
                    person = self._judge(index, row, number)
                elif (
                    self._anchor > 0
                    and len(row) <= self._anchor
                    and (mended := self._mending.one_inside(row)) is not None
                ):
                    person = self._person(mended, number, (("", "row.shifted"),))
                else:
                    person = self._person(row, number)
                if person is not None:
                    person.hidden = hidden
                    people.append(person)
                    self._titles_from = self._next
            index = self._next
        return people

    def _is_plain(self, row: tuple[Cell, ...]) -> bool:
        """A name with a number or two more fields beside it, its first word beginning no other kind of line: most rows."""
        length = len(row)
        if self._first_name >= length:
            return False
        name = row[self._first_name]
        if type(name) is not str or name < "A" or name.partition(" ")[0].lower() in ODD_FIRST_WORDS:
            return False
        mark = row[self._number] if 0 <= self._number < length else None
        if mark is None:
            return (
                not self._signed and sum([column < length and row[column] is not None for column in self._others]) > 1
            )
        return type(mark) in (int, float) or (type(mark) is str and mark.isdigit())

    def _person(self, row: tuple[Cell, ...], number: int, notes: tuple[tuple[str, str], ...] = ()) -> TableRow:
        self._signed = False
        cells: dict[str, Cell] = {}
        length = len(row)
        name = self._full_name(row) if self._name < 0 else row[self._name] if self._name < length else None
        if name is not None and name != "":
            cells["full_name"] = name
            if type(name) is str and not (name.isascii() and not self._text.fonts) and not is_unicode_vietnamese(name):
                notes = self._decode(cells, "full_name", name, number, self._first_name, notes)
        for field, column in self._plain:
            if column < length:
                value = row[column]
                if value is None or value == "":
                    continue
                cells[field] = value
                if (
                    type(value) is str
                    and (not value.isascii() or self._text.fonts)
                    and not is_unicode_vietnamese(value)
                ):
                    notes = self._decode(cells, field, value, number, column, notes)
        if self._has_parts:
            self._read_parts(row, cells)
        unit_from = self._carry(cells, number) or self._unit_of_block(row, number, cells)
        return TableRow(number, row, cells, unit_from, False, notes)

    def _full_name(self, row: tuple[Cell, ...]) -> Cell:
        """Family and middle names and the given name from their two columns."""
        parts = [row[column] for column in (self._family, self._given) if 0 <= column < len(row)]
        words = [str(part).strip() for part in parts if part is not None]
        return " ".join(word for word in words if word)

    def _decode(
        self,
        cells: dict[str, Cell],
        field: str,
        value: str,
        number: int,
        column: int,
        notes: tuple[tuple[str, str], ...],
    ) -> tuple[tuple[str, str], ...]:
        decoded, encoding = self._text.decoded(value, number, column)
        if encoding is None:
            return notes
        cells[field] = decoded
        return (*notes, (field, f"legacy.{encoding}"))

    def _carry(self, cells: dict[str, Cell], number: int) -> str:
        """Give the row the unit and group that stand over it or beside it; tell where the unit came from."""
        for field in CARRIED if self._merged else ():
            if field not in cells and (field, number) in self._merged:
                value = self._merged[field, number]
                if isinstance(value, str):
                    value = self._text.decoded(value, number, self._layout.fields[field])[0]
                cells[field] = value
                if field == "unit":
                    self._above[field] = value
                    return self._with_group(cells, "merged")
        for field in CARRIED:
            value = cells.get(field)
            if value is not None and not (
                type(value) is str and len(value) < 9 and self._as_above(field, value, cells)
            ):
                self._above[field] = value
        if cells.get("unit") is not None:
            self._block = number
            return self._with_group(cells, "column")
        if self._unit is not None:
            cells["unit"] = self._unit
            return self._with_group(cells, "unit_row")
        return self._with_group(cells, "")

    def _unit_of_block(self, row: tuple[Cell, ...], number: int, cells: dict[str, Cell]) -> str:
        """Blank means the unit above where each unit is typed once, or where the numbers count units, not people."""
        above, self._block = self._block, None
        unit = self._above.get("unit")
        if unit is None:
            return ""
        if not self._typed_once:
            if above != number - 1 or self._number < 0:
                return ""
            if self._number < len(row) and row[self._number] not in (None, ""):
                return ""
        cells["unit"], self._block = unit, number
        if self._typed_once:
            self._carried += 1
        return "merged"

    def _as_above(self, field: str, value: str, cells: dict[str, Cell]) -> bool:
        """A cell that says nothing, or "as above": then the value above is written into it."""
        if value.strip() and not is_ditto(value):
            return False
        above = self._above.get(field) if value.strip() else None
        if above is None:
            del cells[field]
        else:
            cells[field] = above
        return True

    def _with_group(self, cells: dict[str, Cell], unit_from: str) -> str:
        if self._group is not None and not cells.get("role_group"):
            cells["role_group"] = self._group
        return unit_from

    def _read_parts(self, row: tuple[Cell, ...], cells: dict[str, Cell]) -> None:
        """Birth and gender from pairs of columns: {Nam, Nữ} under a date, a flag column, {ngày, tháng, năm}."""
        values = {name: row[column] for name, column in self._layout.fields.items() if column < len(row)}
        filled = {name: value for name, value in values.items() if value is not None and str(value).strip()}
        for part, gender in (("birth_male", "Nam"), ("birth_female", "Nữ")):
            if part in filled:
                cells.setdefault("gender", gender)
                value = filled[part]
                if not isinstance(value, str) or any(letter.isdigit() for letter in value):
                    cells.setdefault("birth", value)
        if "birth_year" in filled:
            parts = [
                str(filled[part]).removesuffix(".0").strip()
                for part in ("birth_day", "birth_month", "birth_year")
                if part in filled
            ]
            cells.setdefault("birth", "/".join(parts))
        if "gender" not in cells and "full_name" in cells:
            if "female" in filled:
                cells["gender"] = "Nữ"
            elif "male" in filled or ("female" in self._layout.fields and "male" not in self._layout.fields):
                cells["gender"] = "Nam"  # a single flag column "Nữ" says it of everybody

    # -- rows that are no plain person --------------------------------------------------------------------------------

    def _judge(self, index: int, row: tuple[Cell, ...], number: int) -> TableRow | None:
        """A closer look at a row; None when it names nobody."""
        filled = [
            (column, value) for column, value in filled_cells(row) if not (isinstance(value, str) and not value.strip())
        ]
        if not filled or all(column == self._number and not is_words(value) for column, value in filled):
            return None  # blank, or only numbered
        if is_numbering_row(row):
            return None
        texts = [
            (column, self._text.decoded(value, number, column)[0].strip())
            for column, value in filled
            if isinstance(value, str) and is_words(value)
        ]
        if len(texts) >= 2 and self._is_heading(index):
            return None
        has_number = any(
            column == self._number and not is_words(value) and not is_mark(value) for column, value in filled
        )
        name = next((text for column, text in texts if column in self._name_columns), "")
        is_name = looks_like_name(self._full_name(row) if self._name < 0 else name)
        foot = self._foot(texts, has_number and is_name, is_name)
        if foot:
            self._signed = self._signed or foot == "signature"
            self._aside(row, number, texts, RowKind(foot))
            return None
        data = [column for column, _value in filled if column in self._mapped and column not in self._name_columns]
        if len(texts) == 1 and not self._has_data_beside(filled, texts[0][0]):
            return self._lonely(row, number, texts[0], filled, has_number)
        if (
            self._signed
            and not (has_number and (is_name or data))
            and not (is_name and len(data) >= 2 and self._number < 0)
        ):
            self._aside(row, number, texts, RowKind.SIGNER if is_name else RowKind.OTHER)
            return None
        shifted = self._mending.number(row)
        if shifted is not None:
            return self._person(shifted, number, (("", "row.shifted"),))
        mark, words = without_numbering(name)
        if name and self._is_section(mark, words, filled, data):
            return self._lonely(row, number, (self._first_name, name), filled, has_number)
        if not name and not set(data) - {self._layout.fields.get("note", -1)}:
            self._aside(row, number, texts, RowKind.OTHER)
            return None
        return self._take(row, number)

    def _take(self, row: tuple[Cell, ...], number: int) -> TableRow:
        if self._pending_unit is not None:
            self._unit, self._pending_unit = self._pending_unit, None
        return self._person(row, number)

    def _aside(self, row: tuple[Cell, ...], number: int, texts: list[tuple[int, str]], kind: RowKind) -> None:
        if texts:
            words = " | ".join(text for _column, text in texts)
            self.set_aside.append(SetAsideRow(number, kind, words, raw=row))

    def _left(self, row: tuple[Cell, ...], number: int) -> None:
        """A row that is nobody by the organizer's word."""
        texts = [(column, str(value)) for column, value in filled_cells(row)]
        self._aside(row, number, texts, RowKind.OTHER)

    def _is_heading(self, index: int) -> bool:
        """A heading once more: of the next page (passed over) or of another table (read by its own columns from here)."""
        if heading_score(self._text.row(index), self._learned) <= 0:
            return False
        end = min(index + 45, len(self._sheet.rows))
        rows = [self._text.row(place) for place in range(index, end)]
        numbers = self._sheet.numbers[index:end]
        band = heading_band(rows, numbers, self._sheet.merges, self._learned, 0)
        layout = read_layout(
            rows,
            numbers,
            self._sheet.merges,
            band,
            learned=self._learned,
            overrides={},
            without=self._without,
            with_sensitive=self._with_sensitive,
        )
        layout.first, layout.last = layout.first + index, layout.last + index
        self._signed = False
        self._next = layout.last + 1
        self._read_title(index, layout)
        if layout.has_name and layout.fields != self._layout.fields and not self._overrides:
            self._tables_below.append(self._sheet.numbers[index])
            self._use(layout)
        return True

    def _read_title(self, heading: int, layout: Layout) -> None:
        """A further list's title may name its unit."""
        lines = [str(value) for row in range(self._titles_from, heading) for value in self._text.row(row) if value]
        units = units_of_list(lines)
        if units and "unit" not in layout.fields:
            self._unit, self._pending_unit = units[0], None
            self.titled_from = self.titled_from or self._sheet.numbers[heading]

    def _foot(self, texts: list[tuple[int, str]], surely_person: bool, is_name: bool) -> str:
        if surely_person or not texts:
            return ""
        first = foot_of(texts[0][1])
        if first or is_name:
            return first
        return next((foot for _column, text in texts[1:] if (foot := foot_of(text)) == "signature"), "")

    def _has_data_beside(self, filled: list[tuple[int, Cell]], text_column: int) -> bool:
        """Whether a field beside the only text holds a number: a date, a phone."""
        return any(
            column in self._mapped and column != text_column and not (isinstance(value, str) and _COUNT.fullmatch(fold(value)))
            and not (isinstance(value, int | float) and -1 < value < 1000)
            for column, value in filled
        )  # fmt: skip

    def _is_section(self, mark: str, words: str, filled: list[tuple[int, Cell]], data: list[int]) -> bool:
        """A unit's or group's line with something beside it, such as its number of people."""
        marked = bool(mark) or any(column == self._number and is_mark(value) for column, value in filled)
        return marked and len(data) <= 1 and (kind_of(words) is not UnitKind.OTHER or bool(group_of(words)))

    def _lonely(
        self,
        row: tuple[Cell, ...],
        number: int,
        text: tuple[int, str],
        filled: list[tuple[int, Cell]],
        has_number: bool,
    ) -> TableRow | None:
        """A row with one text: a unit or group over the people below it, a person known by name only, or a remark."""
        column, line = text
        mark, words = without_numbering(line)
        mark = mark or next((str(value) for place, value in filled if place == self._number and is_mark(value)), "")
        wide = self._wide.get((number, column + 1), 0) - column >= 2
        if column == self._layout.fields.get("unit", -1) and has_number and not wide:
            return self._take(row, number)  # a form's prepared line: a unit, and nobody named
        is_name = column in self._name_columns and looks_like_name(words)
        section = (bool(mark) and not mark.isdigit() and not mark.strip("()./").islower()) or wide
        if is_unsorted(words):
            self._unit = None
            if "nhom" in fold(words) or "group" in fold(words):
                self._group = None
            return None
        group = "" if is_name and has_number else group_of(words)
        if group and (kind_of(words) is UnitKind.OTHER or is_kind_of_units(group)) and not self._signed:
            self._group, self._unit = group, None
            return None
        if (
            kind_of(words) is not UnitKind.OTHER
            or is_organisation(words)
            or (section and not is_name and len(words.split()) <= 9)
        ):
            if not self._signed or (mark and not mark.isdigit()):
                self._unit, self._pending_unit, self._signed = words, None, False
            else:
                self._pending_unit = words
                self._aside(row, number, [text], RowKind.OTHER)
                return None
            return None
        if column in self._name_columns and (has_number or (is_name and not self._signed)):
            return self._take(row, number)
        if column in self._mapped and has_number:
            return self._take(row, number)
        self._aside(row, number, [text], RowKind.SIGNER if is_name else RowKind.OTHER)
        return None

    # -- what to tell -------------------------------------------------------------------------------------------------

    def notices(self) -> list[Notice]:
        """Lines that named nobody, and tables found further down."""
        told = []
        name = self._sheet.name
        if self.set_aside:
            numbers = [aside.row for aside in self.set_aside]
            shown = ", ".join(map(str, numbers[:_AT_ONCE_SHOWN])) + (" …" if len(numbers) > _AT_ONCE_SHOWN else "")
            details: dict[str, object] = {
                "sheet": name,
                "rows": shown,
                "count": len(numbers),
                "text": self.set_aside[0].text[:60],
            }
            told.append(Notice("rows.set_aside", details))
        if self._carried:
            told.append(Notice("units.carried", {"sheet": name, "count": self._carried}))
        told.extend(Notice("sheet.second_table", {"sheet": name, "row": row}) for row in self._tables_below)
        return told
