"""What calamine does not tell of an .ods: hidden rows and columns, merged cells, cells that show an error."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from desktop.excel.sink import name_of

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_HIDDEN = ("collapse", "filter")
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


@dataclass(slots=True)
class Layout:
    """One table's layout; hidden rows and columns as (first, last)."""

    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: int = 0
    first_error: tuple[str, str] = ("", "")

    def hides(self, row: int) -> bool:
        """Whether this row is hidden."""
        return any(first <= row <= last for first, last in self.hidden_rows)


def read(path: Path) -> dict[str, Layout]:
    """Each table's layout by its name."""
    layouts: dict[str, Layout] = {}
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as stream:
        layout = Layout()
        row = column = 0
        depth = 0
        for event, element in ET.iterparse(stream, ("start", "end")):
            tag = element.tag
            if tag == f"{_TABLE}table":
                # A table inside a cell or a drawing is not a sheet of its own.
                depth += 1 if event == "start" else -1
                if event == "start" and depth == 1:
                    layout = layouts.setdefault(element.get(f"{_TABLE}name", ""), Layout())
                    row = column = 0
                elif event == "end":
                    element.clear()
            elif event == "start" or depth != 1:
                continue
            elif tag == f"{_TABLE}table-column":
                count = _count(element, "number-columns-repeated")
                if element.get(f"{_TABLE}visibility") in _HIDDEN:
                    layout.hidden_columns.append((column + 1, column + count))
                column += count
            elif tag == f"{_TABLE}table-row":
                count = _count(element, "number-rows-repeated")
                if element.get(f"{_TABLE}visibility") in _HIDDEN:
                    layout.hidden_rows.append((row + 1, row + count))
                _cells(element, row + 1, layout)
                row += count
                element.clear()
    return layouts


def _cells(row: ET.Element, number: int, layout: Layout) -> None:
    column = 1
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        down = _count(cell, "number-rows-spanned")
        across = _count(cell, "number-columns-spanned")
        if down > 1 or across > 1:
            layout.merges.append((number, column, number + down - 1, column + across - 1))
        if cell.get(_VALUE_TYPE) == "error":
            layout.errors += 1
            if not layout.first_error[0]:
                layout.first_error = (name_of(number, column), "".join(cell.itertext())[:20])
        column += _count(cell, "number-columns-repeated")


def _count(element: ET.Element, name: str) -> int:
    value = element.get(f"{_TABLE}{name}", "1")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else 1
