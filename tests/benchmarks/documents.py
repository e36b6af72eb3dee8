"""How long a sheet takes, beside a bare Typst table of the same rows and LibreOffice converting the workbook."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop.domain.attendance_sheet import SheetContent
from desktop.papers.fonts import typeface
from tests import libreoffice
from tests.papers.samples import render_sheet, sheet, write_sheet

BARE = """#set page(paper: "a4", margin: (top: 20mm, bottom: 25mm, left: 30mm, right: 15mm))
#set text(font: "{font}", size: 12pt)
#let data = json(bytes(sys.inputs.data))
#table(
  columns: (10mm, 48.95mm, 40.05mm, 24mm, 24mm, 18mm),
  table.header([STT], [Họ và tên], [Chức vụ], [Sáng], [Chiều], [Ghi chú]),
  ..data.map(row => (..row, [], [], [])).flatten(),
)
"""


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def bench_sheet(rounds: int = 15) -> list[tuple[str, float, float, float, float]]:
    """(name, ours, reference, ratio, limit) in seconds, medians of interleaved runs."""
    import typst

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.typ"
        bare.write_text(BARE.replace("{font}", typeface().family), encoding="utf-8")
        compiler = typst.Compiler(str(bare), root=folder, font_paths=typeface().fonts, ignore_system_fonts=True)

        def reference(content: SheetContent) -> object:
            data = [[str(row.number), row.full_name, row.position] for block in content.blocks for row in block.rows]
            return compiler.compile(format="pdf", sys_inputs={"data": json.dumps(data)}, pdf_tags=False)

        render_sheet(sheet(mark=" trước"))
        reference(sheet(mark=" trước"))
        ours, theirs = [], []
        for turn in range(rounds):
            content, other = sheet(mark=f" a{turn}"), sheet(mark=f" b{turn}")
            ours.append(_seconds(lambda content=content: render_sheet(content)))
            theirs.append(_seconds(lambda other=other: reference(other)))
        rows.append(_row("sheet PDF, 172 attendees / bare typst table", ours, theirs, 1.5))
        if not libreoffice.missing("calc"):
            book = Path(folder) / "sheet.xlsx"
            write_sheet(sheet(), book)

            def convert() -> object:
                return libreoffice.convert(book, "pdf", Path(folder, "saved"))

            convert()
            ours, theirs = [], []
            for turn in range(3):
                content = sheet(mark=f" c{turn}")
                ours.append(_seconds(lambda content=content: render_sheet(content)))
                theirs.append(_seconds(convert))
            rows.append(_row("sheet PDF, 172 attendees / LibreOffice", ours, theirs, 0.2))
    return rows


def _row(name: str, ours: list[float], theirs: list[float], limit: float) -> tuple[str, float, float, float, float]:
    mine, other = statistics.median(ours), statistics.median(theirs)
    return name, mine, other, mine / other, limit
