"""What the reader sees in a file, as plain data for `inspect --json`."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reader import Reader
from desktop.excel.workbook import Cell


def inspect(path: str | os.PathLike[str], *, cells: bool = False, reader: Reader | None = None) -> dict[str, Any]:
    """File, kind, reader, error and sheets; with `cells` the values too. A file that can't be read is told as `error`.

    The error holds its code and details; the command line adds the sentence.
    """
    if reader is None:
        with Reader() as own:
            return inspect(path, cells=cells, reader=own)
    seen: dict[str, Any] = {"file": str(Path(path)), "kind": None, "reader": None, "error": None, "sheets": []}
    try:
        book = reader.read(path)
    except UnreadableFile as problem:
        seen["error"] = {"code": problem.code, "details": dict(problem.details)}
        return seen
    seen["kind"], seen["reader"] = book.kind, book.reader
    for sheet in book.sheets:
        told: dict[str, Any] = {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "rows": len(sheet.rows),
            "cells": sheet.cell_count,
        }
        if cells:
            told["values"] = [[plain(value) for value in row] for row in sheet.rows]
        seen["sheets"].append(told)
    return seen


def plain(value: Cell) -> str | int | float | bool | None:
    """A cell's value as JSON can hold it: moments in ISO form, a date without an hour as its day."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    return value
