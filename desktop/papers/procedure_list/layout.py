"""What the template of the list of proposals gets."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.procedures import ProposalView
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.layout import head_data
from desktop.papers.page import ROW_TO_READ
from desktop.papers.procedure_list import words as wording
from desktop.papers.procedure_list.options import ProcedureListOptions
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.wording import procedures as words
from desktop.wording.listing import Listing


def data(content: AfterPaper[tuple[ProposalView, ...], ProcedureListOptions]) -> Json:
    """The list for `procedure-list.typ`."""
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Procedure (code)"), share=1.3),
        PrintedColumn(pgettext("procedure", "Field"), share=0.6),
        PrintedColumn(_("Unit that proposes"), share=0.8),
        PrintedColumn(_("Proposed"), 20, align="center"),
        PrintedColumn(_("Reason, what changes"), share=1.4),
        PrintedColumn(_("Saved"), share=0.7),
        PrintedColumn(_("Sent to"), share=0.8),
        PrintedColumn(pgettext("procedure", "Answer"), share=0.8),
    ]
    table = table_data(columns, landscape=True, size=12)
    rows = [
        cells(
            [
                str(place),
                normalise_lines(words.procedure_text(each)),
                normalise(each.proposed.field),
                normalise(each.unit),
                words.kind_text(each.proposed.kind),
                "\n".join(filter(None, map(normalise_lines, (each.proposed.reason, each.proposed.changes)))),
                words.saved_text(each),
                normalise(words.sent_text(each)),
                normalise_lines(words.answer_text(each)),
            ],
            table,
        )
        for place, each in enumerate(content.of, start=1)
    ]
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {
            "title": wording.title(),
            "total": wording.total_text(content.of),
            "preparer-title": _("Prepared by").upper(),
        },
        "signed": content.options.signature,
        "row-mm": ROW_TO_READ,
        "long-rows": True,
        "blocks": [{"headings": [], "deeper": 0, "rows": rows}],
        "sums": [],
    }


def listing(content: AfterPaper[tuple[ProposalView, ...], ProcedureListOptions]) -> Listing:
    """The list for Excel and Word."""
    made = data(content)
    signers = office.preparer_and_signer(made) if made["signed"] else ()
    return office.listing(made, under=[made["words"]["total"]], signers=signers)
