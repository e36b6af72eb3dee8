"""Rows on the clipboard as Excel takes them: every cell text, so that phones keep their zero and nothing is a formula."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.domain.auditing import Leaving, Way

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.gui.widgets.rows import RowsModel, TableColumn
    from desktop.gui.widgets.table import Table

_FORMULA = ("=", "+", "-", "@")


def copy_rows(columns: Sequence[TableColumn[Any]], rows: Sequence[Any]) -> None:
    """Put a table with its headings on the clipboard."""
    put(as_table(columns, rows))


def copy_shown(table: Table, model: RowsModel[Any]) -> None:
    """Put what a table shows on the clipboard: the rows selected where they are several, else all."""
    rows = table.selected()
    columns = [model.columns[place] for place in table.shown_columns()]
    copy_rows(columns, rows if len(rows) > 1 else model.rows())


def copy_people(context: Context, what: str, columns: Sequence[TableColumn[Any]], rows: Sequence[Any]) -> None:
    """Put a list of people on the clipboard, which is a line of the audit; `what` names the list."""
    copy_rows(columns, rows)
    people_copied(context, what, columns, len(rows))


def people_copied(context: Context, what: str, columns: Sequence[TableColumn[Any]], count: int) -> None:
    """Write that so many people are on the clipboard now."""
    from desktop.services.auditing import leaving

    conference = context.conference.id if context.conference else None
    said = Leaving(Way.CLIPBOARD, what, count, tuple(column.key for column in columns), conference)
    database = context.operations.database
    context.operations.plain(
        f"audit.{uuid.uuid4().hex}",
        lambda _progress, _cancelled: leaving.write_leaving(database, said),
        lambda _done: None,
    )


def as_table(columns: Sequence[TableColumn[Any]], rows: Sequence[Any]) -> tuple[str, str]:
    """A table with its headings as tab-separated text and as HTML; needs no window."""
    table = [[column.title() for column in columns]]
    table.extend([column.text(row) for column in columns] for row in rows)
    text = "\n".join("\t".join(_plain(cell) for cell in line) for line in table)
    cells = "".join(
        "<tr>" + "".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in line) + "</tr>"
        for line in table
    )
    return text, f"<table>{cells}</table>"


def put(written: tuple[str, str]) -> None:
    """Put on the clipboard what `as_table` made."""
    data = QMimeData()
    data.setText(written[0])
    data.setHtml(written[1])
    QGuiApplication.clipboard().setMimeData(data)


def _plain(cell: str) -> str:
    flat = " ".join(cell.split())
    return f"'{flat}" if flat.startswith(_FORMULA) else flat
