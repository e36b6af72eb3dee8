"""Reading the XML spreadsheet of Excel 2003, which report programs still write (often under the name .xls)."""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.sink import Sink, is_legacy_font
from desktop.excel.reading.workbook import Cell

_SPACE = "{urn:schemas-microsoft-com:office:spreadsheet}"
_OPTIONS = "{urn:schemas-microsoft-com:office:excel}WorksheetOptions"
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T|E\0?N\0?T)", re.IGNORECASE)


def read(path: Path, kind: str, sink: Sink) -> None:
    """Put every worksheet of an XML spreadsheet into the sink."""
    content = path.read_bytes().lstrip()
    if _DOCTYPE.search(content):
        raise UnreadableFile("file.bomb")
    root = ET.fromstring(content)
    fonts: dict[str, str] = {}
    for style in root.iter(f"{_SPACE}Style"):
        font = style.find(f"{_SPACE}Font")
        name = font.get(f"{_SPACE}FontName") if font is not None else None
        if name and is_legacy_font(name):
            fonts[style.get(f"{_SPACE}ID", "")] = name
    sheets = root.findall(f"{_SPACE}Worksheet")
    if not sheets:
        raise UnreadableFile("file.no_sheets")
    sink.start(kind, "xml")
    for place, sheet in enumerate(sheets[: sink.limits.sheets], 1):
        options = sheet.find(_OPTIONS)
        visible = options.findtext(_VISIBLE, "") if options is not None else ""
        sink.sheet(sheet.get(f"{_SPACE}Name", str(place)), hidden=visible.startswith("Sheet"))
        _read_table(sheet.find(f"{_SPACE}Table"), fonts, sink)
        sink.progress(place, len(sheets))


def _read_table(table: ET.Element | None, fonts: dict[str, str], sink: Sink) -> None:
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    merges: list[tuple[int, int, int, int]] = []
    number = column = 0
    for element in table if table is not None else ():
        if element.tag == f"{_SPACE}Column":
            column = _whole(element, "Index", column + 1)
            span = min(_whole(element, "Span", 0), sink.limits.columns)
            if element.get(f"{_SPACE}Hidden") == "1":
                hidden_columns += range(column, column + span + 1)
            column += span
        elif element.tag == f"{_SPACE}Row":
            number = _whole(element, "Index", number + 1)
            values = _read_row(element, number, fonts, merges, sink)
            sink.row(number, values)
            if element.get(f"{_SPACE}Hidden") == "1" and any(value is not None for value in values):
                hidden_rows.append(number)
            number += _whole(element, "Span", 0)
    sink.end_sheet(hidden_rows=hidden_rows, hidden_columns=hidden_columns, merges=merges)


def _read_row(
    row: ET.Element, number: int, fonts: dict[str, str], merges: list[tuple[int, int, int, int]], sink: Sink
) -> list[Cell | None]:
    values: list[Cell | None] = []
    for cell in row.iter(f"{_SPACE}Cell"):
        column = _whole(cell, "Index", len(values) + 1)
        if column > sink.limits.columns or column <= 0:
            raise UnreadableFile("file.damaged")
        values += [None] * (column - 1 - len(values))
        value = _value(cell.find(f"{_SPACE}Data"), number, column, sink)
        values[column - 1 :] = [value]
        across, down = _whole(cell, "MergeAcross", 0), _whole(cell, "MergeDown", 0)
        if across or down:
            merges.append((number, column, number + down, column + across))
            values += [None] * min(across, sink.limits.columns)
        font = fonts.get(cell.get(f"{_SPACE}StyleID", ""))
        if font and isinstance(value, str):
            sink.fonts.append((number, column, font))
    return values


def _value(data: ET.Element | None, row: int, column: int, sink: Sink) -> Cell | None:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(f"{_SPACE}Type")
    if not text:
        return None
    if kind == "Error":
        sink.error_cell(row, column, text)
        return None
    try:
        if kind == "Number":
            return float(text)
        if kind == "DateTime":
            moment = dt.datetime.fromisoformat(text)
            return moment.time() if moment.date() == dt.date(1899, 12, 31) else moment
    except ValueError:
        return text
    return text.strip() == "1" if kind == "Boolean" else text


def _whole(element: ET.Element, name: str, otherwise: int) -> int:
    value = element.get(f"{_SPACE}{name}", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else otherwise
