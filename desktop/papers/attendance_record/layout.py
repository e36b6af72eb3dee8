"""What the template of the attendance record gets."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator

from desktop.domain.attendance_sheet import SheetContent
from desktop.domain.documents.people import Block, PersonOnPaper
from desktop.domain.documents.tallies import AttendanceTally
from desktop.domain.documents.tallies import total as summed
from desktop.papers.attendance_record import words as wording
from desktop.papers.attendance_record.geometry import RecordColumns, record_columns
from desktop.papers.attendance_record.options import RecordContent, Stay
from desktop.papers.document import Json, Run
from desktop.papers.flowing import run_of_blocks
from desktop.papers.frame import frame_data
from desktop.papers.tables import breakable, breakable_row
from desktop.wording import points
from desktop.wording import sheet as sheet_wording
from desktop.wording.attendance import LETTERS, status
from desktop.wording.formats import percent_text


def data(content: RecordContent) -> Json:
    """The record for `attendance-record.typ`."""
    own, around = wording.words(content), sheet_wording.words(content.sheet, note=True)
    used = {stay.status for line in content.lines.values() for stay in line.stays if stay is not None}
    sets = content.sheet.sets
    starts = [sum(len(part.columns) for part in sets[:place]) for place in range(len(sets))]
    return {
        "frame": frame_data(around.frame),
        "landscape": content.sheet.landscape,
        "words": {
            "title": own.title,
            "preparer-title": around.preparer_title,
            "counted": own.counted,
            "not-expected": own.not_expected,
        },
        "subject": around.subject,
        "lines": around.when_and_where,
        "letters": LETTERS,
        "legend": [[each, status(each)] for each in LETTERS if each in used],
        "gaps": any(stay is None for line in content.lines.values() for stay in line.stays),
        "sets": [
            {**_set(content, part, start), "place": place, "last": part is sets[-1]}
            for place, (part, start) in enumerate(zip(sets, starts, strict=True))
        ],
        "notes": own.notes,
        "preparer": around.preparer,
        "foot": {"name": own.foot, "page": around.page},
    }


def runs(data: Json) -> list[Run]:
    """The lists, one after the other."""
    return [_run(data, one) for one in data["sets"]]


def _run(data: Json, one: Json) -> Run:
    return run_of_blocks(data, one["blocks"], lambda blocks: {"sets": [{**one, "blocks": blocks}]})


def _set(content: RecordContent, part: SheetContent, start: int) -> Json:
    """One of the lists of a long course, or the only one."""
    remarked = any(wording.remarks(content, line) for line in content.lines.values())
    layout = record_columns(part, times=content.options.times, remarks=remarked)
    places = slice(start, start + len(part.columns))
    heading = sheet_wording.heading(part, wording.over_columns(), note=True)
    return {
        "occasion": sheet_wording.occasion(part).upper(),
        "widths": layout.widths,
        "texts": layout.texts,
        "one-line": layout.one_line,
        "size": layout.size,
        "heading-size": layout.heading_size,
        "heading": [dataclasses.asdict(cell) for cell in heading],
        "blocks": list(_blocks(content, part, places, layout)),
        "totals": [[label, values[places]] for label, values in wording.words(content).totals],
        "sums": _sums(content, part, places) if content.options.sums else [],
    }


def _blocks(content: RecordContent, part: SheetContent, places: slice, layout: RecordColumns) -> Iterator[Json]:
    for at, block in enumerate(part.blocks):
        headings = []
        for heading in block.headings:
            people = _under(part.blocks, at) if heading.kind == "group" else _people(block)
            counted = _fractions(content, content.tallied(people), places)
            headings.append([sheet_wording.heading_text(heading), counted])
        # A unit alone stands under the group that an earlier block opened.
        deeper = int(bool(headings) and block.headings[0].number is None)
        rows = []
        for row in block.rows:
            line = content.lines[row.id]
            texts = breakable_row(sheet_wording.row_texts(part, row), layout.widths, layout.size)
            remarks = breakable(wording.remarks(content, line), layout.widths[-1], layout.size)
            rows.append([texts, [_stay(content, stay) for stay in line.stays[places]], remarks])
        yield {"headings": headings, "deeper": deeper, "rows": rows}


def _people(block: Block[PersonOnPaper]) -> list[uuid.UUID]:
    return [row.id for row in block.rows]


def _under(blocks: tuple[Block[PersonOnPaper], ...], at: int) -> list[uuid.UUID]:
    """Everybody of the group that the block at this place opens."""
    people = _people(blocks[at])
    for block in blocks[at + 1 :]:
        if any(heading.kind == "group" for heading in block.headings):
            break
        people += _people(block)
    return people


def _stay(content: RecordContent, stay: Stay | None) -> list[str] | None:
    if stay is None:
        return None
    return [stay.status, wording.time_text(stay) if content.options.times else ""]


def _sums(content: RecordContent, part: SheetContent, places: slice) -> list[Json]:
    """The tables by group, unit and point; one with a single line would say nothing new."""
    tables = []
    first, last = wording.sums_heading()
    columns = [sheet_wording.short_column(column) for column in part.columns]
    for title, name, sums in zip(
        wording.sums_titles(),
        (wording.group_name, wording.unit_name, points.name_of),
        (content.groups, content.units, content.points),
        strict=True,
    ):
        if len(sums) > 1:
            rows = [_sum_row(content, name(each.name), each.tallies, places) for each in sums]
            total = _sum_row(content, wording.total(), content.tallies, places)
            tables.append({"title": title, "heading": [first, *columns, last], "rows": rows, "total": total})
    return tables


def _sum_row(content: RecordContent, name: str, tallies: tuple[AttendanceTally, ...], places: slice) -> list[str]:
    told = [each for each, all_ in zip(tallies[places], content.tallies[places], strict=True) if all_.begun]
    return [name, *_fractions(content, tallies, places), percent_text(summed(told).rate)]


def _fractions(content: RecordContent, tallies: tuple[AttendanceTally, ...], places: slice) -> list[str]:
    pairs = zip(tallies[places], content.tallies[places], strict=True)
    return [wording.fraction(each, begun=all_.begun) for each, all_ in pairs]
