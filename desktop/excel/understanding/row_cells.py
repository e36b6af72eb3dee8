"""A person's cells as fields: names and dates in several columns put together, old text decoded, flags understood."""

from __future__ import annotations

from desktop.domain.fields import FIELDS, SENSITIVE_FIELDS
from desktop.excel.reading.legacy_text import is_unicode_vietnamese
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.parts import NAME_PARTS, full_name, has_parts, read_parts
from desktop.excel.understanding.table_row import TableRow

Row = tuple[Cell, ...]
Notes = tuple[tuple[str, str], ...]

_PLAIN_FIELDS = (*FIELDS, *SENSITIVE_FIELDS, "code")


class RowCells:
    """Reads the cells of people by one layout."""

    def __init__(self, layout: Layout, text: CellText) -> None:
        fields = layout.fields
        self._fields, self._text = fields, text
        self._plain = tuple((name, fields[name]) for name in _PLAIN_FIELDS if name in fields and name != "full_name")
        self._name = fields.get("full_name", -1)
        self._first_name = next((fields[name] for name in ("full_name", *NAME_PARTS) if name in fields), -1)
        self._has_parts = has_parts(fields)
        self._questions = tuple(layout.questions.items())

    def read(self, row: Row, number: int, notes: Notes = ()) -> TableRow:
        """The row's values by field; its unit is the walk's to settle."""
        cells: dict[str, Cell] = {}
        length = len(row)
        name = full_name(row, self._fields) if self._name < 0 else row[self._name] if self._name < length else None
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
            read_parts(self._decoded(row, number), self._fields, cells)
        person = TableRow(number, row, cells, "", False, notes)
        for key, column in self._questions:
            if column < length and (answer := row[column]) is not None and answer != "":
                person.answers[key] = (
                    self._text.decoded(answer, number, column)[0] if isinstance(answer, str) else answer
                )
        return person

    def _decode(self, cells: dict[str, Cell], field: str, value: str, number: int, column: int, notes: Notes) -> Notes:
        decoded, encoding = self._text.decoded(value, number, column)
        if encoding is None:
            return notes
        cells[field] = decoded
        return (*notes, (field, f"legacy.{encoding}"))

    def _decoded(self, row: Row, number: int) -> Row:
        """The row in Unicode."""
        return tuple(
            self._text.decoded(value, number, column)[0] if isinstance(value, str) else value
            for column, value in enumerate(row)
        )
