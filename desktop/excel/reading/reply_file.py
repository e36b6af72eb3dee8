"""Reading the small file that a unit's registration page saves: a list of people, and what the unit says of itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.sink import Sink

MARK = "tap-huan-reply"
"""What the file says of itself in its first words."""
FORM = "tap-huan-form"
"""The hidden sheet that names the form's unit, as in the workbook (`excel.writing.form_writer`)."""
SAYS = ("saved", "declined", "contact", "phone", "conference")
"""What stands in that sheet behind the unit, a row each: when it was saved, why nobody comes, whom to ask, whose form."""
_LONGEST_NAME = 31


def is_reply(text: str) -> bool:
    """Whether the beginning of a text is such a file's."""
    head = text.lstrip("\ufeff \t\r\n")
    return head.startswith("{") and '"form"' in head[:200] and f'"{MARK}"' in head[:200]


def read(path: Path, kind: str, sink: Sink) -> None:
    """Put the people into a sheet with their headings, and what is said of the unit into a hidden one.

    Whatever else stands in the file is passed over: it comes from outside. Raises UnreadableFile.
    """
    told = json.loads(path.read_bytes().decode("utf-8-sig"))
    if not isinstance(told, dict) or told.get("form") != MARK:
        raise UnreadableFile("file.damaged")
    headings, rows = told.get("headings"), told.get("rows")
    if not isinstance(headings, list) or not isinstance(rows, list) or len(headings) > sink.limits.columns:
        raise UnreadableFile("file.damaged")
    sink.start(kind, "reply")
    sink.sheet(_text(told.get("sheet"))[:_LONGEST_NAME] or path.stem[:_LONGEST_NAME])
    sink.row(1, [_text(each) or None for each in headings])
    for number, row in enumerate(rows, 2):
        if isinstance(row, list):
            sink.row(number, [_text(each) or None for each in row[: len(headings)]])
    sink.end_sheet()
    sink.sheet(FORM)
    sink.row(1, [FORM, _text(told.get("unit")) or None])
    reason = _text(told.get("reason")) if told.get("declined") is True else ""
    said = {**{name: _text(told.get(name)) for name in SAYS}, "declined": reason}
    for number, name in enumerate(SAYS, 2):
        sink.row(number, [name, said[name] or None])
    sink.end_sheet()


def _text(value: Any) -> str:
    """A text; a number as its digits; nothing for what is neither."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
