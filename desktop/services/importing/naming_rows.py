"""Rows of loaded files as people name them on the command line: 12, 12-15, Sheet1!12, list.xlsx:Sheet1!12."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from desktop.domain.errors import Ambiguous, InvalidInput, NotFound
from desktop.domain.names import fold
from desktop.excel.understanding.side_by_side import blocks
from desktop.services.importing.loading import Loaded

_ROWS = re.compile(r"(\d+)(?:\s*-\s*(\d+))?")
_SHOWN = 6


def rows_named(loaded: Loaded, text: str, *, only_sheet: str = "") -> list[tuple[str, str, int]]:
    """The rows (file, sheet, Excel's number) that `text` names: [FILE:][SHEET!]12,14-16.

    File and sheet may be left out where there is but one. Raises InvalidInput for a text that names no rows, NotFound
    for a file, sheet or row that isn't there, Ambiguous where several sheets fit.
    """
    before, mark, numbers = text.rpartition("!")
    file, _colon, last = (before if mark else text).rpartition(":")
    sheet, numbers = (last.strip("'"), numbers) if mark else ("", last)
    sheet = sheet or only_sheet
    ranges = [_ROWS.fullmatch(part.strip()) for part in numbers.split(",")]
    wanted = [range(int(found[1]), int(found[2] or found[1]) + 1) for found in ranges if found]
    if len(wanted) < len(ranges):
        raise InvalidInput("rows.unclear", field="rows", value=text)
    fitting = [
        place
        for place in _sheets(loaded)
        if (not file or _is_file(place[0], file)) and (not sheet or fold(place[1]) == fold(sheet))
    ]
    if not fitting:
        raise NotFound("rows.no_sheet", what="sheet", name=text)
    if len(fitting) > 1:
        names = [f"{PurePath(name).name}:{title}!{numbers}" for name, title, _rows in fitting]
        raise Ambiguous("rows.several_sheets", what="sheet", name=text, candidates=names[:_SHOWN])
    name, title, known = fitting[0]
    rows = [number for number in known if any(number in one for one in wanted)]
    if not rows:
        raise NotFound("rows.not_found", what="row", name=text, sheet=title)
    return [(name, title, number) for number in rows]


def _sheets(loaded: Loaded) -> Iterator[tuple[str, str, list[int]]]:
    for file in loaded.files:
        for sheet in file.workbook.sheets if file.workbook else ():
            for block in blocks(sheet):
                yield file.file, block.name, block.numbers


def _is_file(file: str, wanted: str) -> bool:
    return file == wanted or PurePath(file).name.casefold() == PurePath(wanted).name.casefold()
