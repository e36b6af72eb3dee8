"""What the template of an attendance sheet gets: every text, width and heading cell, as plain JSON values."""

from __future__ import annotations

import dataclasses
import itertools
from typing import Any

import segno

from desktop.domain import papers
from desktop.domain.papers import SheetContent, code_text
from desktop.i18n import language
from desktop.wording import sheet as wording

Json = dict[str, Any]


def sheet_data(content: SheetContent, fonts: list[str]) -> Json:
    """The sheet for `attendance-sheet.typ`."""
    layout = papers.columns(content)
    words = wording.words(content, note=layout.note)
    return {
        "fonts": fonts,
        "language": language(),
        "landscape": content.landscape,
        "size": layout.size,
        "row-mm": papers.ROW_MM,
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "superior": words.superior,
        "issuing": words.issuing,
        "place-and-date": words.place_and_date,
        "title": words.title,
        "subject": words.subject,
        "when-and-where": words.when_and_where,
        "widths": layout.widths,
        "texts": layout.texts,
        "heading-size": layout.heading_size,
        "heading": [dataclasses.asdict(cell) for cell in words.heading],
        "parts": _parts(content, words),
        "signed": words.signed,
        "total": words.total,
        "preparer-title": words.preparer_title,
        "preparer": words.preparer,
        "signer-lines": words.signer_lines,
        "signer": words.signer,
        "sign-here": words.sign_here,
        "sheet-name": words.sheet_name,
        "page": words.page,
        "code": None if content.number is None else _square(code_text(content)),
    }


def _parts(content: SheetContent, words: wording.SheetWords) -> list[Json]:
    """Blocks between page breaks; the blank lines are the last block."""
    parts: list[Json] = []
    for block in content.blocks:
        if block.new_page or not parts:
            parts.append({"blocks": []})
        headings = [wording.heading_text(heading) for heading in block.headings]
        # A unit alone stands under the group that an earlier block opened.
        deeper = int(bool(headings) and block.headings[0].number is None)
        rows = [wording.row_texts(content, row) for row in block.rows]
        parts[-1]["blocks"].append({"headings": headings, "deeper": deeper, "rows": rows})
    if content.blank_lines:
        if not parts:
            parts.append({"blocks": []})
        rows = wording.blank_rows(content)
        parts[-1]["blocks"].append({"headings": [words.supplement], "deeper": 0, "rows": rows})
    return parts


def _square(text: str) -> str:
    """A QR code as SVG, one run of dark modules a stroke."""
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    runs = []
    for y, row in enumerate(matrix):
        x = 0
        for dark, run in itertools.groupby(row):
            length = len(list(run))
            if dark:
                runs.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    size = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'
