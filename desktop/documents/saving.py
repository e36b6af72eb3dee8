"""A sheet as a file: PDF or workbook, by the name's ending."""

from __future__ import annotations

from pathlib import Path

from desktop.documents.render import render_sheet
from desktop.domain.papers import SheetContent
from desktop.whole_file import write_whole


def save_sheet(content: SheetContent, path: Path) -> Path:
    """Write the sheet as .xlsx, or as PDF under any other ending. Raises AppError("file.cannot_write")."""
    if path.suffix.lower() == ".xlsx":
        from desktop.excel.sheet_writer import write_sheet

        write_sheet(content, path)
        return path
    write_whole(path, render_sheet(content))
    return path
