"""Workbooks of attendees to import."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Số điện thoại")


def workbook(path: Path, *rows: tuple[str | None, ...], headings: tuple[str, ...] = HEADINGS) -> Path:
    """Write a workbook of one sheet: the headings, and the rows numbered from 1. Returns the path."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    book.save(path)
    return path
