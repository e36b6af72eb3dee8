"""What the reader sees in a file, as plain data for `inspect --json`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.reader import Reader
from desktop.excel.reading.workbook import Sheet, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop.domain.importing import Clue
    from desktop.excel.understanding.table import Table


def inspect(
    path: str | os.PathLike[str], *, cells: bool = False, why: bool = False, reader: Reader | None = None
) -> dict[str, Any]:
    """File, kind, reader, error and sheets; with `cells` the values, with `why` the lists understood in each sheet.

    A file that can't be read is told as `error`. Errors, notices and clues hold their codes and details; the command
    line adds the sentences.
    """
    if reader is None:
        with Reader() as own:
            return inspect(path, cells=cells, why=why, reader=own)
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
        if why:
            told["tables"] = _tables(sheet, str(path))
        seen["sheets"].append(told)
    return seen


def _tables(sheet: Sheet, file: str) -> list[dict[str, Any]]:
    """The list that a sheet holds, or each of those beside one another."""
    from desktop.excel.understanding.side_by_side import blocks
    from desktop.excel.understanding.table import TableOptions, understand

    options = TableOptions(explain=True)
    return [_table(understand(block, file_name=file, options=options)) for block in blocks(sheet)]


def _table(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "header_row": table.header_row,
        "notices": [{"code": notice.code, "details": notice.details} for notice in table.notices],
        "units": [
            {"name": guess.name, "from": guess.where, "weight": round(guess.weight, 2)} for guess in table.unit_guesses
        ],
        "columns": [
            {"column": column.number, "heading": column.heading, "field": column.field, "why": _clues(column.why)}
            for column in table.judged_columns
        ],
        "rows": [
            {
                "row": row.number,
                "kind": row.kind.value,
                "text": row.text,
                "why": _clues(row.why),
                "second": row.second.value if row.second else None,
                "margin": round(row.margin, 2) if row.second else None,
            }
            for row in table.judged
        ],
    }


def _clues(why: Iterable[Clue]) -> list[dict[str, Any]]:
    return [{"code": clue.code, "weight": round(clue.weight, 2), "details": clue.details} for clue in why]
