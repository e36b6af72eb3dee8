"""Attendance sheets of invented people."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from desktop.domain.attendance_sheet import SheetContent, SignatureColumn
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import Block, Heading, PersonOnPaper
from desktop.papers import render, saving
from desktop.papers.attendance_sheet import DOCUMENT

DAY = dt.date(2018, 5, 23)
FRAME = Letterhead(
    superior_body="Ủy ban nhân dân thành phố Hà Nội",
    issuing_body="Ủy ban nhân dân quận Hai Bà Trưng",
    locality="Hà Nội",
    date=DAY,
    preparer="Trần Văn Mẫu",
    signer_authority="TM. ỦY BAN NHÂN DÂN",
    signer_title="CHỦ TỊCH",
    signer_name="Lê Thị Mẫu",
)


def render_sheet(content: SheetContent) -> bytes:
    """The attendance sheet as PDF."""
    return render.pdf(DOCUMENT, content)


def write_sheet(content: SheetContent, path: Path) -> None:
    """The attendance sheet as a workbook."""
    saving.save(DOCUMENT, content, path, "xlsx")


def half_days(count: int) -> tuple[SignatureColumn, ...]:
    """Sáng and Chiều of as many days as it takes."""
    return tuple(
        SignatureColumn(DAY + dt.timedelta(days=place // 2), ("morning", "afternoon")[place % 2])
        for place in range(count)
    )


def sheet(
    count: int = 172,
    *,
    units: int = 31,
    columns: int = 2,
    mark: str = "",
    headings: bool = True,
    new_pages: bool = False,
    names: tuple[str, ...] = (),
    **values: Any,
) -> SheetContent:
    """A sheet of `count` people in `units` units, or of the `names` in one list; `mark` makes its texts new."""
    if names:
        count, units, headings = len(names), 1, False
    blocks: list[Block[PersonOnPaper]] = []
    number = 0
    for unit in range(units):
        rows = []
        for _row in range(count // units + (unit < count % units)):
            name = names[number] if names else f"Nguyễn Thị Thử{mark} {number + 1:04d}X"
            number += 1
            rows.append(
                PersonOnPaper(
                    number, uuid.uuid4(), name, position="Công chức Văn phòng - Thống kê", unit=f"Phường {unit}"
                )
            )
        if rows:
            heading = Heading("unit", f"UBND phường số {unit}", len(rows), unit + 1)
            blocks.append(Block(tuple(rows), (heading,) * headings, new_pages and bool(blocks)))
    values.setdefault("number", 3)
    values.setdefault("token", "04821" if values["number"] else "")
    values.setdefault("landscape", columns > 6)
    return SheetContent(
        conference_code="101",
        conference_title="Hội nghị tập huấn nghiệp vụ công tác cải cách hành chính năm 2018",
        letterhead=FRAME,
        columns=half_days(columns),
        blocks=tuple(blocks),
        venue="Hội trường UBND quận",
        starts_on=DAY,
        **values,
    )
