"""The audit as a workbook for an inspector: who let what go, when, and how many people were in it; no person's name."""

from __future__ import annotations

from pathlib import Path

from desktop.excel.writing import table_writer
from desktop.excel.writing.table_writer import SheetColumn, TableContent
from desktop.services.auditing import checking, leaving
from desktop.store.database import Database
from desktop.wording import auditing as words


def save(database: Database, path: str | Path) -> tuple[Path, int]:
    """Write every line; returns where and how many. Raises AppError("file.cannot_write")."""
    leaving.take_in(database)
    lines = database.read(checking.lines)
    content = TableContent(
        title=words.title(),
        columns=tuple(SheetColumn(name, words.heading(name), _KINDS.get(name, "text")) for name in words.COLUMNS),
        rows=[words.cells(line) for line in lines],
    )
    target = Path(path)
    target = target if target.suffix else target.with_suffix(".xlsx")
    table_writer.save(content, target)
    return target, len(lines)


_KINDS: dict[str, table_writer.Kind] = {"number": "number", "people": "number"}
