"""Rows on the clipboard as Excel takes them: every cell text, so that phones keep their zero and nothing is a formula."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from desktop.gui.widgets.rows import Column

_FORMULA = ("=", "+", "-", "@")


def copy_rows(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Put a table with its headings on the clipboard."""
    put(as_table(columns, rows))


def as_table(columns: Sequence[Column[Any]], rows: Sequence[Any]) -> tuple[str, str]:
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
