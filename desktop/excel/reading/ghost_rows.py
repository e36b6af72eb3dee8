"""Passing over ghost rows: hundreds of thousands of styled rows without a value below a table.

Stopping at the first long gap would lose what stands below it, and parsing it all takes minutes. So the
raw XML is searched for the next value at the speed of memory, and parsing goes on at its row: nothing is lost.
"""

from __future__ import annotations

import re

from desktop.excel.reading.xml_pieces import Stream

GHOST_RUN = 500
"""Blank rows in a run after which the search takes over."""

_STOP = re.compile(rb"<(?:v|is|f)[ />]|</sheetData|<!|<\?")
_ROW = b"<row "


def skip_blank_rows(chunk: bytes, stream: Stream, size: int) -> bytes:
    """What the parser should get instead of `chunk`: the end of its current row, then the next row with a value.

    A prefix ("<x:row ") or UTF-16 finds no row here, and the chunk goes to the parser as it is.
    """
    start = chunk.find(_ROW)
    if start < 0 or b"<!" in chunk[:start]:
        return chunk
    head, rest = chunk[:start], chunk[start:]
    while True:
        stop = _STOP.search(rest)
        if stop is not None:
            cut = stop.start() if stop[0] == b"</sheetData" else rest.rfind(_ROW, 0, stop.start())
            return head + rest[cut:]
        more = stream.read(size)
        last = rest.rfind(_ROW)
        if not more:
            return head + rest[last:]
        rest = rest[last:] + more
