"""What the template of the forms of proposals gets."""

from __future__ import annotations

import dataclasses

from desktop.domain.names import normalise
from desktop.domain.procedures import ProposalView
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.layout import head_data
from desktop.papers.page import ROW_TO_READ
from desktop.papers.procedure_form import words as wording
from desktop.papers.procedure_form.options import ProcedureFormOptions
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.wording.listing import Listing


def data(content: AfterPaper[tuple[ProposalView, ...], ProcedureFormOptions]) -> Json:
    """The forms for `procedure-form.typ`."""
    table = table_data(
        [PrintedColumn(pgettext("table", "What"), 56), PrintedColumn(_("In detail"), share=1.0)],
        landscape=False,
        size=13,
    )
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {"title": wording.title(), "preparer-title": _("Prepared by").upper()},
        "lines": wording.lines(),
        "signed": content.options.signature,
        "row-mm": ROW_TO_READ,
        "long-rows": True,
        "sums": [],
        "sheets": [
            {
                "subject": normalise(each.unit),
                "blocks": [
                    {"headings": [heading], "deeper": 0, "rows": [cells(list(row), table) for row in rows]}
                    for heading, rows in wording.parts(each)
                ],
            }
            for each in content.of
        ],
    }


def listing(content: AfterPaper[tuple[ProposalView, ...], ProcedureFormOptions]) -> Listing:
    """The forms for Excel and Word, each on a page of its own."""
    made = data(content)
    signers = office.preparer_and_signer(made) if made["signed"] else ()
    found = [office.listing({**made, **one}, signers=signers) for one in made["sheets"]]
    return dataclasses.replace(found[0], more=tuple(found[1:]))
