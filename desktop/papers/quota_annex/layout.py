"""What the template of the quota annex gets."""

from __future__ import annotations

import itertools

from desktop.domain.names import normalise
from desktop.domain.numerals import roman
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.layout import annex_data, head_data
from desktop.papers.page import ROW_TO_READ
from desktop.papers.quota_annex import words as wording
from desktop.papers.quota_annex.options import QuotaAnnexContent, QuotaUnit
from desktop.papers.tables import Cell, PrintedColumn, Span, cells, table_data
from desktop.wording import field
from desktop.wording.listing import Listing

_MOST_LINES = 8
"""More lines of one unit than this are not held together on a page."""


def data(content: QuotaAnnexContent) -> Json:
    """The annex for `quota-annex.typ`."""
    chosen = content.options
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Office, unit"), share=1.35),
        PrintedColumn(pgettext("people", "Number"), 19, align="center"),
        *([PrintedColumn(_("Registered"), 21, align="center")] if chosen.registered else []),
        PrintedColumn(_("Who they are to be"), share=1.1),
        PrintedColumn(_("Note"), share=0.5),
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
        Span(wording.total_text(content), columns=2, align="center", strong=True),
        *(Span(str(count), strong=True) for count in people),
        "",
        "",
    ]
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {"title": wording.title(), "preparer-title": _("Prepared by").upper()},
        "annex": annex_data(content.annex),
        "signed": chosen.signature,
        "row-mm": ROW_TO_READ,
        "blocks": found,
        "sums": [cells(total, table)],
    }


def listing(content: QuotaAnnexContent) -> Listing:
    """The annex for Excel and Word."""
    made = data(content)
    return office.listing(made, signers=office.preparer_and_signer(made) if content.options.signature else ())


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
