"""What the template of the list of attendees gets."""

from __future__ import annotations

from desktop.domain.documents.people import PersonOnPaper, shows_unit
from desktop.domain.names import normalise
from desktop.domain.people import Gender
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.layout import annex_data, blocks_data, head_data
from desktop.papers.lists.words import name_text
from desktop.papers.page import ROW_TO_READ
from desktop.papers.registered_list import words as wording
from desktop.papers.registered_list.options import RegisteredListContent
from desktop.papers.tables import Cell, PrintedColumn, Span, table_data
from desktop.wording import field
from desktop.wording.listing import Listing


def data(content: RegisteredListContent) -> Json:
    """The list for `registered-list.typ`."""
    chosen = content.options
    unit = shows_unit(content.blocks)
    rows = [each for block in content.blocks for each in block.rows]
    parted = chosen.birth and any(each.gender for each in rows)
    born = _("Date of birth")
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Full name"), share=1.15),
        *([PrintedColumn(field.gender(each), 23, align="center", under=born) for each in Gender] if parted else []),
        *([PrintedColumn(born, 24, align="center")] if chosen.birth and not parted else []),
        *([PrintedColumn(_("Position"), share=1.1)] if chosen.position else []),
        *([PrintedColumn(pgettext("attendance sheet", "Unit"), share=1.1)] if unit else []),
        *([PrintedColumn(_("Phone"), 28, align="center")] if chosen.phone else []),
        *([PrintedColumn(_("Email"), share=1.1)] if chosen.email else []),
        *(PrintedColumn(each, share=0.55, align="center") for each in content.questions),
        *([PrintedColumn(_("Note"), share=0.55)] if chosen.note else []),
    ]
    table = table_data(columns, landscape=content.landscape, size=11 if len(columns) > 6 else 12)

    def row(each: PersonOnPaper) -> list[Cell]:
        return [
            str(each.number),
            name_text(each),
            *(_birth(each, parted=parted) if chosen.birth else ()),
            *([normalise(each.position)] if chosen.position else []),
            *([normalise(each.unit)] if unit else []),
            *([wording.phone_text(each)] if chosen.phone else []),
            *([each.email] if chosen.email else []),
            *each.answers,
            *([normalise(each.note)] if chosen.note else []),
        ]

    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {
            "title": wording.title(content),
            "total": wording.total_text(content.total),
            "preparer-title": _("Prepared by").upper(),
        },
        "annex": annex_data(content.annex) if chosen.form == "annex" else None,
        "signed": chosen.signature,
        "row-mm": ROW_TO_READ,
        "blocks": blocks_data(content.blocks, row, table),
        "sums": [],
    }


def listing(content: RegisteredListContent) -> Listing:
    """The list for Excel and Word."""
    made = data(content)
    signers = office.preparer_and_signer(made) if content.options.signature else ()
    return office.listing(made, under=[made["words"]["total"]], signers=signers)


def _birth(row: PersonOnPaper, *, parted: bool) -> list[Cell]:
    """The date under the gender, or over both where that is unknown; one column when nobody's is known."""
    text = wording.birth_text(row)
    if not parted:
        return [text]
    if row.gender == "male":
        return [text, ""]
    return ["", text] if row.gender == "female" else [Span(text, columns=2, align="center")]
