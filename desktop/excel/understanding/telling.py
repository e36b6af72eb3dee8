"""What there is to tell of how a table's columns were understood."""

from __future__ import annotations

from desktop.domain.importing import Notice
from desktop.excel.reading.sink import letters
from desktop.excel.understanding.columns import Layout


def column_notices(sheet: str, layout: Layout) -> list[Notice]:
    """Columns left out that might have been taken, columns taken for their contents, sensitive ones dropped."""
    told = []
    for doubt in layout.doubts:
        details: dict[str, object] = {
            "sheet": sheet,
            "heading": heading(layout, doubt.column),
            "other": heading(layout, doubt.other),
        }
        told.append(Notice("columns.second_person" if doubt.name == "full_name" else "column.doubtful", details))
    if "department" in layout.fields:
        unit = layout.fields.get("unit", -1)
        details = {
            "sheet": sheet,
            "heading": heading(layout, layout.fields["department"]),
            "unit": heading(layout, unit),
        }
        told.append(Notice("column.department", details))
    if layout.by_content:
        words = ", ".join(heading(layout, layout.fields[name]) for name in layout.by_content if name in layout.fields)
        if words:
            told.append(Notice("columns.by_content", {"sheet": sheet, "columns": words}))
    if layout.sensitive:
        words = ", ".join(layout.headings[column] for column in layout.sensitive)
        told.append(Notice("columns.sensitive", {"sheet": sheet, "columns": words}))
    return told


def heading(layout: Layout, column: int) -> str:
    """A column's heading, or its letter."""
    words = layout.headings[column] if 0 <= column < len(layout.headings) else ""
    return words or (letters(column + 1) if column >= 0 else "")
