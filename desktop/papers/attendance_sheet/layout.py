"""What the template of the attendance sheet gets: every text, width and heading cell, as plain JSON values."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.attendance_sheet import SheetContent, code_of
from desktop.papers.attendance_sheet.geometry import columns
from desktop.papers.document import Json, Run
from desktop.papers.flowing import between
from desktop.papers.frame import frame_data, square
from desktop.papers.lists import office
from desktop.papers.page import ROW_TO_SIGN
from desktop.papers.page_codes import page_codes
from desktop.papers.tables import breakable
from desktop.wording import sheet as wording
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing


def data(content: SheetContent) -> Json:
    """The sheet for `attendance-sheet.typ`."""
    sets = content.sets
    layout = columns(sets[0])
    words = wording.words(sets[0], note=layout.note)
    return {
        "frame": frame_data(words.frame),
        "landscape": content.landscape,
        "size": layout.size,
        "row-mm": ROW_TO_SIGN,
        "words": {
            "title": words.title,
            "signed": words.signed,
            "total": words.total,
            "preparer-title": words.preparer_title,
        },
        "subject": words.subject,
        "lines": words.when_and_where,
        "texts": layout.texts,
        "sets": [_set(part, place, last=part is sets[-1]) for place, part in enumerate(sets)],
        "parts": _parts(content, words),
        "preparer": words.preparer,
        "foot": {
            "name": words.sheet_name,
            "page": words.page,
            **_codes(content),
        },
    }


def _set(content: SheetContent, place: int, *, last: bool) -> Json:
    """One of the lists that a sheet is printed as; the parts of a whole course are opened and signed once."""
    layout = columns(content)
    words = wording.words(content, note=layout.note)
    alone = content.options.layout == "half-day"
    return {
        "place": place,
        "opens": content.part < 2 or alone,
        "closes": last or alone,
        **(_codes(content) if alone else {"code": None}),
        "occasion": words.occasion,
        "widths": layout.widths,
        "heading-size": layout.heading_size,
        "heading": [dataclasses.asdict(cell) for cell in words.heading],
        "counted": len(content.columns) > 1,
    }


def _codes(content: SheetContent) -> Json:
    """The small squares: `code` says nothing of pages, as an office's older template draws it on all of them."""
    if content.number is None:
        return {"code": None}
    code = code_of(content)
    # No page is without a row.
    codes = {"page-codes": page_codes(code, content.total + content.blank_lines)} if code.token else {}
    return {"code": square(code.text), **codes}


def runs(data: Json) -> list[Run]:
    """The same rows under the columns of each list."""
    return [_run(data, one) for one in data["sets"]]


def _run(data: Json, one: Json) -> Run:
    codes = {name: one[name] for name in ("code", "page-codes") if one.get(name)}

    def part(start: int, stop: int) -> Json:
        parts, before = [], 0
        for each in data["parts"]:
            blocks = between(each["blocks"], start - before, stop - before)
            before += sum(len(block["rows"]) for block in each["blocks"])
            if blocks:
                parts.append({"blocks": blocks})
        return {**data, "sets": [one], "parts": parts, "foot": {**data["foot"], **codes}}

    rows = sum(len(block["rows"]) for each in data["parts"] for block in each["blocks"])
    return Run(rows, part, anew=one["opens"])


def _parts(content: SheetContent, words: wording.SheetWords) -> list[Json]:
    """Blocks between page breaks; the blank lines are the last block."""
    parts: list[Json] = []
    shared = [columns(part) for part in content.sets]
    narrowest = [min(each) for each in zip(*(one.widths[: one.texts] for one in shared), strict=True)]
    size = max(one.size for one in shared)

    def set_in(row: Sequence[str]) -> list[str]:
        number, *texts = row
        return [number, *(breakable(text, width, size) for text, width in zip(texts, narrowest[1:], strict=True))]

    for block in content.blocks:
        if block.new_page or not parts:
            parts.append({"blocks": []})
        headings = [wording.heading_text(heading) for heading in block.headings]
        # A unit alone stands under the group that an earlier block opened.
        deeper = int(bool(headings) and block.headings[0].number is None)
        rows = [set_in(wording.row_texts(content, row)) for row in block.rows]
        parts[-1]["blocks"].append({"headings": headings, "deeper": deeper, "rows": rows})
    if content.blank_lines:
        if not parts:
            parts.append({"blocks": []})
        rows = [list(row) for row in wording.blank_rows(content)]
        parts[-1]["blocks"].append({"headings": [words.supplement], "deeper": 0, "rows": rows})
    return parts


def listing(content: SheetContent) -> Listing:
    """The sheet for Word; in Excel it has its own look."""
    made = data(content)
    tables = [_table(content, made, one) for one in made["sets"]]
    return replace(tables[0], more=tuple(tables[1:]))


def _table(content: SheetContent, made: Json, one: Json) -> Listing:
    texts, wide, words = made["texts"], len(one["widths"]), made["words"]
    empty = (ListCell(""),) * (wide - texts)
    signed = ListCell(words["signed"], columns=texts, align="right", strong=True)
    return Listing(
        title=words["title"],
        subject=one["occasion"],
        lines=tuple(line for line in (made["subject"], *made["lines"]) if line) if one["opens"] else (),
        frame=office.frame(made) if one["opens"] else None,
        widths=tuple(one["widths"]),
        aligns=tuple("left" if 0 < x < texts else "center" for x in range(wide)),
        heading=tuple(HeadingCell(**{**cell, "text": office.plain(cell["text"])}) for cell in one["heading"]),
        blocks=tuple(
            ListBlock(
                tuple(block["headings"]),
                tuple((*(ListCell(office.plain(text)) for text in row), *empty) for row in block["rows"]),
                bool(block["deeper"]),
            )
            for group in made["parts"]
            for block in group["blocks"]
        ),
        sums=((signed, *empty),) if one["counted"] else (),
        size=made["size"],
        landscape=content.landscape,
        row_mm=ROW_TO_SIGN,
        under=(words["total"],) if one["closes"] else (),
        signers=office.preparer_and_signer(made) if one["closes"] else (),
    )


def xlsx(content: SheetContent) -> bytes:
    """The sheet as a workbook."""
    from desktop.excel.writing.sheet_writer import sheet_book

    return sheet_book(content, columns, row_mm=ROW_TO_SIGN)
