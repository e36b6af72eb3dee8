"""What the template of an attendance sheet gets: every text, width and heading cell, as plain JSON values."""

from __future__ import annotations

import itertools
import unicodedata
from typing import Any

from desktop.domain.papers import ROW_MM, SheetBlock, SheetContent, column_widths
from desktop.i18n import language
from desktop.wording import sheet as wording

Json = dict[str, Any]


def code_text(content: SheetContent, page: int) -> str:
    """What the small square says: TH:CONFERENCE:SHEET:PAGE, by which a signed paper finds its record again."""
    return f"TH:{content.conference_code}:{content.number}:{page}"


def sheet_data(content: SheetContent, fonts: list[str]) -> Json:
    """The sheet for `attendance-sheet.typ`."""
    words = wording.words(content)
    frame = content.letterhead
    widths = column_widths(content)
    columns = [widths.number, widths.name, widths.position]
    if content.shows_unit:
        columns.append(widths.unit)
    lead = len(columns)
    columns += [widths.signature] * len(content.columns)
    if widths.note:
        columns.append(widths.note)
    signer = [line for line in (frame.signer_authority, frame.signer_title) if line]
    return {
        "fonts": fonts,
        "language": language(),
        "landscape": content.landscape,
        "size": 12 if len(content.columns) <= 4 else 11,
        "row-mm": ROW_MM,
        "nation": wording.NATION,
        "motto": wording.MOTTO,
        "superior": _text(frame.superior_body).upper(),
        "issuing": _text(frame.issuing_body).upper() or "…" * 10,
        "place-and-date": _text(words.place_and_date),
        "title": words.title,
        "subject": _text(words.subject),
        "time-and-place": _text(words.time_and_place),
        "widths": columns,
        "texts": lead,
        "narrow": 9 if widths.signature < 16 else 0,
        "heading": heading_cells(content, words, bool(widths.note)),
        "parts": _parts(content, words),
        "present-row": words.present_row if len(content.columns) > 1 else "",
        "total": words.total,
        "preparer-title": words.preparer,
        "preparer": _text(frame.preparer),
        "signer-lines": [_text(line) for line in signer] or [words.confirmed],
        "signer": _text(frame.signer_name),
        "sign-here": words.sign_here,
        "sheet-name": _text(words.sheet_name),
        "page": words.page,
        "codes": _codes(content),
    }


def heading_cells(content: SheetContent, words: wording.SheetWords, note: bool) -> list[Json]:
    """The table's heading: fixed columns over its whole height; "Signature" over days over half-days or sessions."""
    days = content.days
    height = 3 if len(days) > 1 else 2
    fixed = [words.number, words.name, words.position, *([words.unit] if content.shows_unit else [])]
    cells = [_cell(x, 0, text, rowspan=height) for x, text in enumerate(fixed)]
    x = len(fixed)
    cells.append(_cell(x, 0, words.signature, colspan=len(content.columns)))
    for day in days:
        of_day = [column for column in content.columns if column.day == day]
        if height == 3:
            cells.append(_cell(x, 1, wording.day_text(day), colspan=len(of_day)))
        for column in of_day:
            cells.append(_cell(x, height - 1, _text(wording.column_text(column))))
            x += 1
    if note:
        cells.append(_cell(x, 0, words.note, rowspan=height))
    return cells


def _cell(x: int, y: int, text: str, *, colspan: int = 1, rowspan: int = 1) -> Json:
    return {"x": x, "y": y, "text": text, "colspan": colspan, "rowspan": rowspan}


def _parts(content: SheetContent, words: wording.SheetWords) -> list[Json]:
    """Blocks between page breaks; the blank lines are the last block."""
    parts: list[Json] = []
    for block in content.blocks:
        if block.new_page or not parts:
            parts.append({"blocks": []})
        parts[-1]["blocks"].append(_block(block, content.shows_unit))
    if not parts:
        parts.append({"blocks": []})
    if content.blank_lines:
        width = 4 if content.shows_unit else 3
        rows = [[str(content.total + place + 1), *[""] * (width - 1)] for place in range(content.blank_lines)]
        parts[-1]["blocks"].append({"headings": [words.supplement], "deeper": 0, "rows": rows})
    return parts


def _block(block: SheetBlock, shows_unit: bool) -> Json:
    rows = []
    for row in block.rows:
        name = f"{row.honorific} {row.full_name}" if row.honorific else row.full_name
        texts = [str(row.number), _text(name), _text(row.position)]
        if shows_unit:
            texts.append(_text(row.unit))
        rows.append(texts)
    return {
        "headings": [_text(wording.heading_text(heading)) for heading in block.headings],
        # A unit alone stands under the group that an earlier block opened.
        "deeper": int(bool(block.headings) and block.headings[0].number is None),
        "rows": rows,
    }


def _text(value: str) -> str:
    """As typed, in composed letters: decomposed ones could borrow their marks from another typeface."""
    return unicodedata.normalize("NFC", value)


def _codes(content: SheetContent) -> list[str]:
    """The squares of pages 1, 2, 3 …, as SVG; more than the pages there can be."""
    if content.number is None:
        return []
    pages = 3 + sum(block.new_page for block in content.blocks) + (content.total + content.blank_lines) // 9
    return [_square(code_text(content, page)) for page in range(1, pages + 1)]


def _square(text: str) -> str:
    """A QR code as SVG, one run of dark modules a stroke."""
    import segno

    # One mask for all: choosing the best of eight costs more than laying the page out.
    matrix = segno.make(text, error="m", micro=False, boost_error=False, mask=3).matrix
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
