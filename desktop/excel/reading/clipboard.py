"""A table copied from Excel, LibreOffice or a web page, as the clipboard holds it in plain text."""

from __future__ import annotations

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.csv_rows import read_rows
from desktop.excel.reading.sink import readable
from desktop.excel.reading.text_file import sniff
from desktop.excel.reading.workbook import Cell, Sheet, Workbook

MAX_CHARACTERS = 20_000_000


def read_clipboard(text: str, name: str) -> Workbook:
    """The pasted table as a workbook of one sheet called `name`; cells are texts, line breaks inside them are kept."""
    if not text.strip():
        raise UnreadableFile("clipboard.empty")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile("file.too_much_text", file=name, limit=MAX_CHARACTERS)
    # Spreadsheets put tabs between cells; anything else is text copied from a file.
    delimiter = "\t" if "\t" in text else sniff(text)
    clean = readable(text.replace("\0", "").lstrip("\ufeff"))
    sheet = Sheet(name=name, rows=[], numbers=[])
    for number, row in enumerate(read_rows(clean, delimiter or "\t").rows, 1):
        cells: list[Cell] = [field or None for field in row]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            sheet.rows.append(tuple(cells))
            sheet.numbers.append(number)
    return Workbook(kind="clipboard", reader="clipboard", sheets=[sheet])
