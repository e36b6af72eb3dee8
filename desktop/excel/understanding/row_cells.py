"""A person's cells as fields: names and dates in several columns put together, old text decoded, flags understood."""

from __future__ import annotations

from desktop.domain.importing import FIELDS, SENSITIVE_FIELDS
from desktop.excel.legacy_text import is_unicode_vietnamese
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.table_row import TableRow
from desktop.excel.workbook import Cell

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
        self._family, self._given = fields.get("family", -1), fields.get("given", -1)
        self._first_name = self._name if self._name >= 0 else self._family if self._family >= 0 else self._given
        self._has_parts = any(name.startswith("birth_") or name in ("male", "female") for name in fields)

    def read(self, row: Row, number: int, notes: Notes = ()) -> TableRow:
        """The row's values by field; its unit is the walk's to settle."""
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
        return TableRow(number, row, cells, "", False, notes)

    def _full_name(self, row: Row) -> Cell:
        """Family and middle names and the given name from their two columns."""
        parts = [row[column] for column in (self._family, self._given) if 0 <= column < len(row)]
        words = [str(part).strip() for part in parts if part is not None]
        return " ".join(word for word in words if word)

    def _decode(self, cells: dict[str, Cell], field: str, value: str, number: int, column: int, notes: Notes) -> Notes:
        decoded, encoding = self._text.decoded(value, number, column)
        if encoding is None:
            return notes
        cells[field] = decoded
        return (*notes, (field, f"legacy.{encoding}"))

    def _read_parts(self, row: Row, cells: dict[str, Cell]) -> None:
        """Birth and gender from pairs of columns: {Nam, Nữ} under a date, a flag column, {ngày, tháng, năm}."""
        values = {name: row[column] for name, column in self._fields.items() if column < len(row)}
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
            elif "male" in filled or ("female" in self._fields and "male" not in self._fields):
                cells["gender"] = "Nam"  # a single flag column "Nữ" says it of everybody
