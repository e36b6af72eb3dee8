"""The attendance record for Excel and Word: the letters that offices write, and the same tables as on paper."""

from __future__ import annotations

from dataclasses import replace

from desktop.papers.attendance_record.layout import data
from desktop.papers.attendance_record.options import RecordContent
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.page import ROW_TO_READ
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing

_UNRECORDED, _NOT_EXPECTED = "·", "–"


def listing(content: RecordContent) -> Listing:
    """The record, then how many were there by group and unit."""
    made = data(content)
    tables = [_people(content, made, one, first=place == 0) for place, one in enumerate(made["sets"])]
    tables += [_sums(content, table) for one in made["sets"] for table in one["sums"]]
    tables[-1] = replace(tables[-1], under=tuple(made["notes"]), signers=office.preparer_and_signer(made))
    return replace(tables[0], more=tuple(tables[1:]))


def _people(content: RecordContent, made: Json, one: Json, *, first: bool) -> Listing:
    texts, wide = one["texts"], len(one["widths"])
    legend = "; ".join(f"{made['letters'][each] or _UNRECORDED}: {words}" for each, words in made["legend"])
    if made["gaps"]:
        legend += f"; {_NOT_EXPECTED}: {made['words']['not-expected']}"
    if any(block["headings"] for block in one["blocks"]):
        legend += f"; {made['words']['counted']}"
    rows = []
    for block in one["blocks"]:
        told = [
            (ListCell(words, columns=texts, align="left", strong=True), *_numbers(counted), ListCell(""))
            for words, counted in block["headings"]
        ]
        told += [
            (
                *(ListCell(office.plain(text)) for text in columns),
                *(ListCell(_stay(made, each)) for each in stays),
                ListCell(office.plain(remark)),
            )
            for columns, stays, remark in block["rows"]
        ]
        rows.append(ListBlock((), tuple(told)))
    return Listing(
        title=made["words"]["title"],
        subject=one["occasion"],
        lines=(made["subject"], *made["lines"], legend) if first else (),
        frame=office.frame(made) if first else None,
        widths=tuple(one["widths"]),
        aligns=tuple("left" if 0 < x < texts or x == wide - 1 else "center" for x in range(wide)),
        heading=tuple(HeadingCell(**{**cell, "text": office.plain(cell["text"])}) for cell in one["heading"]),
        blocks=tuple(rows),
        sums=tuple(
            (ListCell(label, columns=texts, align="right", strong=True), *_numbers(values), ListCell(""))
            for label, values in one["totals"]
        ),
        size=one["size"],
        landscape=content.sheet.landscape,
        row_mm=ROW_TO_READ,
    )


def _sums(content: RecordContent, table: Json) -> Listing:
    wide = len(table["heading"])
    return Listing(
        title=table["title"],
        subject="",
        widths=table["widths"],
        aligns=tuple("center" if x else "left" for x in range(wide)),
        heading=tuple(HeadingCell(words, x) for x, words in enumerate(table["heading"])),
        blocks=(
            ListBlock((), (tuple(_numbers(table["total"])), *(tuple(map(ListCell, row)) for row in table["rows"]))),
        ),
        size=11,
        landscape=content.sheet.landscape,
        row_mm=ROW_TO_READ,
    )


def _numbers(values: list[str]) -> list[ListCell]:
    return [ListCell(each, strong=True) for each in values]


def _stay(made: Json, stay: list[str] | None) -> str:
    if stay is None:
        return _NOT_EXPECTED
    status, time = stay
    return f"{made['letters'][status] or _UNRECORDED} {time}".strip()
