"""What the template of the payment list gets."""

from __future__ import annotations

from desktop.domain.documents.people import shows_unit
from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.page import ROW_TO_SIGN, text_width
from desktop.papers.payment import words as wording
from desktop.papers.payment.options import PaymentContent, PaymentRow
from desktop.papers.tables import Cell, PrintedColumn, Span, cells, table_data
from desktop.wording.formats import number_text
from desktop.wording.frame import frame_words, in_column
from desktop.wording.listing import Listing, Signer
from desktop.wording.sheet import heading_text


def data(content: PaymentContent) -> Json:
    """The list for `payment.typ`."""
    unit = shows_unit(content.blocks)
    columns = [
        PrintedColumn(_("No."), 10, align="center"),
        PrintedColumn(_("Full name"), share=1.15),
        *([PrintedColumn(pgettext("attendance sheet", "Unit"), share=1.1)] if unit else []),
        PrintedColumn(wording.count_heading(content), 15, align="center"),
        PrintedColumn(_("Rate (đồng)"), 19, align="right"),
        PrintedColumn(_("Amount (đồng)"), 24, align="right"),
        PrintedColumn(pgettext("list", "Signature"), 36 if content.options.landscape else 25, align="center"),
    ]
    table = table_data(columns, landscape=content.options.landscape, size=11)
    blocks = [
        {
            "headings": [heading_text(heading) for heading in block.headings],
            "deeper": int(bool(block.headings) and block.headings[0].number is None),
            "rows": [cells(_row(row, unit=unit), table) for row in block.rows],
        }
        for block in content.blocks
    ]
    total: list[Cell] = [
        Span(wording.total_text(content), columns=3 if unit else 2, align="center", strong=True),
        Span(str(content.count), strong=True),
        "",
        Span(number_text(content.amount), strong=True),
        "",
    ]
    frame = in_column(frame_words(content.letterhead), text_width(content.options.landscape) / 3 - 6)
    return {
        **table,
        "frame": frame_data(frame),
        "subject": normalise(content.conference_title),
        "lines": wording.lines(content),
        "words": {
            "title": wording.title(),
            "in-words": wording.in_words(content),
            "preparer-title": _("Prepared by").upper(),
            "accountant-title": _("Accountant").upper(),
            "head-title": _("Head of the unit").upper(),
        },
        "preparer": normalise(content.letterhead.preparer),
        "accountant": normalise(content.letterhead.accountant),
        "row-mm": ROW_TO_SIGN,
        "blocks": blocks,
        "sums": [cells(total, table)],
    }


def listing(content: PaymentContent) -> Listing:
    """The list for Excel and Word."""
    made = data(content)
    words, frame = made["words"], office.frame(made)
    note = frame.sign_here
    signers = [
        Signer((words["preparer-title"],), note, made["preparer"]),
        Signer((words["accountant-title"],), note, made["accountant"]),
        Signer(frame.signer_lines or (words["head-title"],), note, frame.signer),
    ]
    return office.listing(made, under=[words["in-words"]], signers=signers)


def _row(row: PaymentRow, *, unit: bool) -> list[Cell]:
    """One row to sign in; where the rate changed, a line for each rate, and what they come to together."""
    return [
        str(row.person.number),
        wording.name_text(row),
        *([normalise(row.person.unit)] if unit else []),
        "\n".join(str(share.count) for share in row.shares),
        "\n".join(number_text(share.rate) for share in row.shares),
        number_text(row.amount),
        "",
    ]
