"""Reading tables of a web page: what many programs hand out under the name .xls."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.sink import Sink
from desktop.excel.reading.text_file import decode

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\x1f"
_MAX_SPAN = 1000


def read(path: Path, kind: str, sink: Sink) -> None:
    """Put every table of the page into the sink, a sheet each."""
    content = path.read_bytes()
    declared: str | None = None
    if kind == "mhtml":
        content, declared = _web_archive(content)
    found = _CHARSET.search(content[:65_536])
    text, encoding, lost = decode(content, found[1].decode("ascii") if found else declared)
    parser = _Tables(sink.limits.cells, sink.limits.columns)
    parser.feed(text)
    parser.close()
    tables = [table for table in parser.tables if table.rows]
    if not tables:
        raise UnreadableFile("file.no_table")
    sink.start(kind, "html")
    if encoding.startswith("windows") and not found:
        sink.notice("encoding.guessed", file=path.name, encoding=encoding)
    if lost:
        sink.notice("text.unreadable_bytes", file=path.name, count=lost)
    for place, table in enumerate(tables[: sink.limits.sheets], 1):
        sink.sheet(table.caption or (path.stem if place == 1 else f"{path.stem} ({place})"))
        for number, row in sorted(table.rows.items()):
            sink.row(number, [row.get(column) for column in range(1, max(row) + 1)])
        sink.end_sheet(hidden_rows=sorted(table.hidden_rows & set(table.rows)), merges=table.merges)


def _web_archive(content: bytes) -> tuple[bytes, str | None]:
    """The largest page with a table of a single-file web page, which Excel also names .xls."""
    pages: list[tuple[bytes, str | None]] = []
    for part in email.message_from_bytes(content, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and b"<table" in payload.lower():
                pages.append((payload, part.get_content_charset()))
    if not pages:
        raise UnreadableFile("file.no_table")
    return max(pages, key=lambda page: len(page[0]))


@dataclass(slots=True)
class _Table:
    """A table being read: rows of texts by column, and the places that spans from above still hold."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    caption: str = ""
    row: int = 0
    column: int = 0
    held: dict[int, int] = field(default_factory=dict)  # column -> last row of the span that covers it
    text: list[str] | None = None
    in_caption: bool = False

    def next_row(self, *, hidden: bool) -> None:
        self.end_cell()
        self.row += 1
        self.column = 0
        if hidden:
            self.hidden_rows.add(self.row)

    def begin_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        if not self.row:
            self.row = 1
        self.column += 1
        while self.held.get(self.column, 0) >= self.row:
            self.column += 1
        if columns > 1 or rows > 1:
            self.merges.append((self.row, self.column, self.row + rows - 1, self.column + columns - 1))
        if rows > 1:
            for column in range(self.column, self.column + columns):
                self.held[column] = self.row + rows - 1
        self.text = []

    def end_cell(self) -> None:
        if self.text is None:
            return
        text = tidy("".join(self.text))
        self.text = None
        if text:
            self.rows.setdefault(self.row, {})[self.column] = text
        if self.merges and self.merges[-1][0] == self.row and self.merges[-1][1] == self.column:
            self.column = self.merges[-1][3]


def tidy(text: str) -> str:
    """A cell's text as a browser would show it: white space collapsed, line breaks where <br> stood."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split(_BREAK))
    return "\n".join(lines).strip("\n")


class _Tables(HTMLParser):
    """Gathers every table; a table inside a cell becomes one of its own."""

    def __init__(self, cells: int, columns: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._cells_left = cells
        self._columns = columns
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "title"):
            self._silent += 1
        elif tag == "table":
            if len(self._open) > 50:
                raise UnreadableFile("file.bomb")
            table = _Table()
            self.tables.append(table)
            self._open.append(table)
        elif self._open:
            self._in_table(self._open[-1], tag, dict(attrs))

    def _in_table(self, table: _Table, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "tr":
            style = (attributes.get("style") or "").replace(" ", "").lower()
            table.next_row(hidden="display:none" in style or "hidden" in attributes)
        elif tag in ("td", "th"):
            self._cells_left -= 1
            table.begin_cell(_span(attributes.get("colspan")), _span(attributes.get("rowspan"), 65_535))
            if self._cells_left < 0 or table.column > self._columns:
                raise UnreadableFile("file.too_many_cells", limit=self._columns)
        elif tag == "caption":
            table.in_caption = True
        elif tag in ("br", "p", "div", "li") and table.text:
            table.text.append(_BREAK)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "title"):
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._open.pop().end_cell()
        elif tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif tag == "caption":
            self._open[-1].in_caption = False

    def handle_data(self, data: str) -> None:
        if self._silent or not self._open:
            return
        table = self._open[-1]
        if table.text is not None:
            table.text.append(data)
        elif table.in_caption:
            table.caption = tidy(table.caption + data)[:31]

    def close(self) -> None:
        super().close()
        while self._open:
            self._open.pop().end_cell()


def _span(value: str | None, most: int = _MAX_SPAN) -> int:
    digits = (value or "").strip()
    return min(max(1, int(digits)), most) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 1
