"""What the templates of the lists get: every text and width as plain JSON values."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

from desktop.domain.attendance_sheet import ROW_MM, roman
from desktop.domain.documents.frame import Annex, Letterhead
from desktop.domain.names import normalise
from desktop.domain.people import Gender
from desktop.i18n import _, pgettext
from desktop.papers.document_kinds import DocumentKind
from desktop.papers.frame import Json, frame_data
from desktop.papers.lists import words as wording
from desktop.papers.lists.options import (
    ListBlock,
    ListRow,
    QuotaAnnexContent,
    QuotaUnit,
    ReceivedContent,
    RegisteredListContent,
    shows_unit,
)
from desktop.papers.tables import Cell, Column, Span, breakable, cells, table_data
from desktop.wording import field
from desktop.wording.frame import annex_words
from desktop.wording.sheet import heading_text

_ROW_TO_READ = 7.0
"""Millimetres: the least height of a row that nobody signs in."""
_HEADING_SIZE = 12
_MOST_LINES = 8
"""More lines of one unit than this are not held together on a page."""


def data(kind: DocumentKind, content: Any) -> Json:
    """The list of this kind for its template."""
    works: dict[str, Callable[[Any], Json]] = {
        "registered-list": _registered,
        "quota-annex": _quotas,
        "documents-received": _received,
    }
    return works[kind.name](content)


def _registered(content: RegisteredListContent) -> Json:
    chosen = content.options
    unit = shows_unit(content.blocks)
    rows = [each for block in content.blocks for each in block.rows]
    parted = chosen.birth and any(each.gender for each in rows)
    born = _("Date of birth")
    columns = [
        Column(_("No."), 11, align="center"),
        Column(_("Full name"), share=1.15),
        *([Column(field.gender(each), 23, align="center", under=born) for each in Gender] if parted else []),
        *([Column(born, 24, align="center")] if chosen.birth and not parted else []),
        *([Column(_("Position"), share=1.1)] if chosen.position else []),
        *([Column(pgettext("attendance sheet", "Unit"), share=1.1)] if unit else []),
        *([Column(_("Phone"), 28, align="center")] if chosen.phone else []),
        *([Column(_("Email"), share=1.1)] if chosen.email else []),
        *([Column(_("Note"), share=0.55)] if chosen.note else []),
    ]
    table = table_data(columns, landscape=content.landscape, size=11 if len(columns) > 6 else 12)

    def row(each: ListRow) -> list[Cell]:
        return [
            str(each.number),
            wording.name_text(each),
            *(_birth(each, parted=parted) if chosen.birth else ()),
            *([normalise(each.position)] if chosen.position else []),
            *([normalise(each.unit)] if unit else []),
            *([wording.phone_text(each)] if chosen.phone else []),
            *([each.email] if chosen.email else []),
            *([normalise(each.note)] if chosen.note else []),
        ]

    return {
        **table,
        **_shared(content.letterhead, content.conference_title),
        "words": {
            "title": wording.registered_title(content),
            "total": wording.total_text(content.total),
            "preparer-title": _("Prepared by").upper(),
        },
        "annex": _annex(content.annex) if chosen.form == "annex" else None,
        "signed": chosen.signature,
        "row-mm": _ROW_TO_READ,
        "blocks": blocks(content.blocks, row, table),
        "sums": [],
    }


def _birth(row: ListRow, *, parted: bool) -> list[Cell]:
    """The date under the gender, or over both where that is unknown; one column when nobody's is known."""
    text = wording.birth_text(row)
    if not parted:
        return [text]
    if row.gender == "male":
        return [text, ""]
    return ["", text] if row.gender == "female" else [Span(text, columns=2, align="center")]


def _quotas(content: QuotaAnnexContent) -> Json:
    chosen = content.options
    columns = [
        Column(_("No."), 11, align="center"),
        Column(_("Office, unit"), share=1.35),
        Column(pgettext("people", "Number"), 19, align="center"),
        *([Column(_("Registered"), 21, align="center")] if chosen.registered else []),
        Column(_("Who they are to be"), share=1.1),
        Column(_("Note"), share=0.5),
    ]
    table = table_data(columns, landscape=chosen.landscape, size=12)
    by_kind = itertools.groupby(content.units, lambda unit: unit.kind if chosen.by_kind else "")
    found: list[Json] = []
    for number, (kind, group) in enumerate(by_kind, start=1):
        heading = [f"{roman(number)}. {field.kind_title(kind)}"] if chosen.by_kind else []
        rows = [cells(row, table) for unit in group for row in _quota_rows(unit, registered=chosen.registered)]
        found.append({"headings": heading, "deeper": 0, "rows": rows})
    people = [content.people]
    if chosen.registered:
        people.append(sum(unit.registered for unit in content.units))
    total: list[Cell] = [
        Span(wording.quota_total(content), columns=2, align="center", strong=True),
        *(Span(str(count), strong=True) for count in people),
        "",
        "",
    ]
    return {
        **table,
        **_shared(content.letterhead, content.conference_title),
        "words": {"title": wording.quota_title(), "preparer-title": _("Prepared by").upper()},
        "annex": _annex(content.annex),
        "signed": chosen.signature,
        "row-mm": _ROW_TO_READ,
        "blocks": found,
        "sums": [cells(total, table)],
    }


def _quota_rows(unit: QuotaUnit, *, registered: bool) -> list[list[Cell]]:
    """A unit's lines: in one row that names it once, or in rows of their own where they are too many to hold together."""
    tall = len(unit.lines)
    came = [str(unit.registered)] if registered else []
    if tall > _MOST_LINES:
        found: list[list[Cell]] = []
        for place, (count, who, note) in enumerate(unit.lines):
            head = [str(unit.number), normalise(unit.name)] if place == 0 else ["", ""]
            found.append([*head, str(count), *(came if place == 0 else [""] * len(came)), who, note])
        return found
    row: list[Cell] = []
    for place, (count, who, note) in enumerate(unit.lines):
        if place == 0:
            row += [Span(text, rows=tall) if tall > 1 else text for text in (str(unit.number), normalise(unit.name))]
        row.append(str(count))
        if place == 0:
            row += [Span(text, rows=tall) if tall > 1 else text for text in came]
        row += [who, note]
    return [row]


def _received(content: ReceivedContent) -> Json:
    chosen = content.options
    unit = shows_unit(content.blocks) or not content.blocks
    headings = wording.received_heading(content)
    each_mm = 26.0 if chosen.landscape else 20.0 if len(headings) < 3 else 18.0
    columns = [
        Column(_("No."), 11, align="center"),
        Column(_("Full name"), share=1.2),
        Column(_("Position"), share=1.0),
        *([Column(pgettext("attendance sheet", "Unit"), share=1.1)] if unit else []),
        *(
            Column(breakable(name, each_mm, _HEADING_SIZE), each_mm, align="center", under=_quantities(content))
            for name in headings
        ),
        Column(pgettext("list", "Signature"), 34 if chosen.landscape else 27, align="center"),
    ]
    table = table_data(columns, landscape=chosen.landscape, size=11 if len(columns) > 5 else 12)
    quantity = [str(chosen.quantity) if chosen.quantity else ""] * len(headings)

    def row(one: ListRow) -> list[Cell]:
        texts = [str(one.number), wording.name_text(one), normalise(one.position)]
        return [*texts, *([normalise(one.unit)] if unit else []), *quantity, ""]

    found = blocks(content.blocks, row, table)
    if chosen.blank_lines:
        empty = [""] * (len(columns) - 1)
        rows = [[str(content.total + place + 1), *empty] for place in range(chosen.blank_lines)]
        found.append({"headings": [_("Additional attendees")], "deeper": 0, "rows": rows})
    return {
        **table,
        **_shared(content.letterhead, content.conference_title),
        "words": {
            "title": wording.received_title(),
            "total": wording.received_total(content),
            "preparer-title": _("Prepared by").upper(),
        },
        "lines": wording.received_lines(content),
        "row-mm": ROW_MM,
        "blocks": found,
        "sums": [],
    }


def _quantities(content: ReceivedContent) -> str:
    return pgettext("documents", "Quantity") if content.columns else ""


# What all lists share


def blocks(found: Sequence[ListBlock], row: Callable[[ListRow], Sequence[Cell]], table: Json) -> list[Json]:
    """Blocks of rows with the words of their headings."""
    return [
        {
            "headings": [heading_text(heading) for heading in block.headings],
            # A unit alone stands under the group that an earlier block opened.
            "deeper": int(bool(block.headings) and block.headings[0].number is None),
            "rows": [cells(row(each), table) for each in block.rows],
        }
        for block in found
    ]


def _shared(letterhead: Letterhead, title: str) -> Json:
    return {
        "frame": frame_data(wording.framed(letterhead)),
        "subject": normalise(title),
        "preparer": normalise(letterhead.preparer),
    }


def _annex(annex: Annex) -> Json:
    number, paper = annex_words(annex)
    return {"number": number, "paper": paper or wording.unknown_paper()}
