"""What the template of the list of documents received gets."""

from __future__ import annotations

from desktop.domain.documents.people import PersonOnPaper, shows_unit
from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.documents_received import words as wording
from desktop.papers.documents_received.options import ReceivedContent
from desktop.papers.lists import office
from desktop.papers.lists.layout import blocks_data, head_data
from desktop.papers.lists.words import name_text
from desktop.papers.page import ROW_TO_SIGN
from desktop.papers.tables import Cell, PrintedColumn, breakable, table_data
from desktop.wording.listing import Listing

_HEADING_SIZE = 12


def data(content: ReceivedContent) -> Json:
    """The list for `documents-received.typ`."""
    chosen = content.options
    unit = shows_unit(content.blocks) or not content.blocks
    headings = wording.headings(content)
    each_mm = 26.0 if chosen.landscape else 20.0 if len(headings) < 3 else 18.0
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Full name"), share=1.2),
        PrintedColumn(_("Position"), share=1.0),
        *([PrintedColumn(pgettext("attendance sheet", "Unit"), share=1.1)] if unit else []),
        *(
            PrintedColumn(breakable(name, each_mm, _HEADING_SIZE), each_mm, align="center", under=_quantities(content))
            for name in headings
        ),
        PrintedColumn(pgettext("list", "Signature"), 34 if chosen.landscape else 27, align="center"),
    ]
    table = table_data(columns, landscape=chosen.landscape, size=11 if len(columns) > 5 else 12)
    quantity = [str(chosen.quantity) if chosen.quantity else ""] * len(headings)

    def row(one: PersonOnPaper) -> list[Cell]:
        texts = [str(one.number), name_text(one), normalise(one.position)]
        return [*texts, *([normalise(one.unit)] if unit else []), *quantity, ""]

    found = blocks_data(content.blocks, row, table)
    if chosen.blank_lines:
        empty = [""] * (len(columns) - 1)
        rows = [[str(content.total + place + 1), *empty] for place in range(chosen.blank_lines)]
        found.append({"headings": [_("Additional attendees")], "deeper": 0, "rows": rows})
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {
            "title": wording.title(),
            "total": wording.total_text(content),
            "preparer-title": _("Prepared by").upper(),
        },
        "lines": wording.lines(content),
        "row-mm": ROW_TO_SIGN,
        "blocks": found,
        "sums": [],
    }


def listing(content: ReceivedContent) -> Listing:
    """The list for Excel and Word."""
    made = data(content)
    return office.listing(made, under=[made["words"]["total"]], signers=office.preparer_and_signer(made))


def _quantities(content: ReceivedContent) -> str:
    return pgettext("documents", "Quantity") if content.columns else ""
