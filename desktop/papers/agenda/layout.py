"""What the template of the agenda gets, and the agenda for Excel and Word."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.papers.agenda import words as wording
from desktop.papers.agenda.options import AgendaContent, AgendaLine
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists import office
from desktop.papers.lists.layout import annex_data
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.wording.frame import frame_words
from desktop.wording.listing import Listing

_SIZE, _DOOR = 13, 18
_TIME = {_SIZE: 31, _DOOR: 43}
_ROOM = {_SIZE: 30, _DOOR: 38}
"""Millimetres that a time and a room need in type of these sizes."""


def data(content: AgendaContent) -> Json:
    """The agenda for `agenda.typ`."""
    chosen, frame = content.options, frame_words(content.letterhead)
    size = _DOOR if chosen.form == "door" else _SIZE
    speakers, rooms = wording.with_speakers(content), wording.with_rooms(content)
    when, what, *others = wording.headings(content)
    columns = [PrintedColumn(when, _TIME[size], align="center"), PrintedColumn(what, share=1.5)]
    if speakers:
        columns.append(PrintedColumn(others[0], share=1.0))
    if rooms:
        columns.append(PrintedColumn(others[-1], _ROOM[size]))
    table = table_data(columns, landscape=chosen.landscape, size=size)

    def row(line: AgendaLine) -> list[str]:
        return [
            wording.hours(line),
            wording.what(line),
            *([", ".join(map(normalise, line.speakers))] if speakers else []),
            *([normalise(line.room)] if rooms else []),
        ]

    return {
        **table,
        "frame": frame_data(frame),
        "subject": normalise(content.conference_title),
        "words": {"title": wording.title()},
        "form": chosen.form,
        "lines": wording.lines(content),
        "annex": annex_data(content.annex) if chosen.form == "annex" else None,
        "note": normalise_lines(chosen.note),
        "signed": chosen.signature and chosen.form != "door",
        "row-mm": ROW_TO_READ,
        "blocks": [
            {
                "headings": [wording.half_day(day, afternoon=afternoon)],
                "deeper": 0,
                "rows": [cells(row(line), table) for line in lines],
            }
            for day, afternoon, lines in content.by_half_day()
        ],
        "sums": [],
        "rule": chosen.form == "letter",
    }


def listing(content: AgendaContent) -> Listing:
    """The agenda for Excel and Word."""
    made = data(content)
    return office.listing(
        made,
        letterhead=content.options.form == "letter",
        under=[made["note"]] if made["note"] else [],
        signers=office.signer_alone(made) if made["signed"] and made["frame"]["signer-lines"] else (),
    )
