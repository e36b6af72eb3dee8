"""What the template of the results of opinions gets."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.opinion_results import OpinionResults
from desktop.domain.opinions import FIVE
from desktop.i18n import _
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.layout import head_data
from desktop.papers.opinion_results import words as wording
from desktop.papers.opinion_results.options import OpinionResultsOptions
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, Span, cells, table_data
from desktop.wording import opinions as words
from desktop.wording.listing import Listing

_BAR = 20
"""Letters of a whole bar in Word."""


def data(content: AfterPaper[OpinionResults, OpinionResultsOptions]) -> Json:
    """The results for `opinion-results.typ`."""
    found = content.of
    asked = found.round.questionnaire
    wide, changed = asked.scale > FIVE, found.before is not None
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Question"), share=1.0),
        *(
            PrintedColumn(str(level), 10 if wide else 11, align="center", under=_("Answers by level"))
            for level in range(1, asked.scale + 1)
        ),
        PrintedColumn(_("Mean"), 20, align="center"),
        *([PrintedColumn(_("Change"), 25, align="center")] if changed else []),
    ]
    table = table_data(columns, landscape=wide, size=12)
    blocks, number = [], 0
    for place, section in enumerate(found.sections):
        rows = []
        for item in section.items:
            number += 1
            told = [str(number), normalise(item.text), *map(str, item.counts), words.mean_text(item.mean)]
            rows.append(cells([*told, *([words.change_text(item.mean, item.before)] if changed else [])], table))
        blocks.append({"headings": [wording.section(found, place)], "deeper": 0, "rows": rows})
    last = [Span(wording.sum_name(), columns=2 + asked.scale, align="left", strong=True)]
    last.append(Span(words.mean_text(found.mean), align="center", strong=True))
    if changed:
        last.append(Span(words.change_text(found.mean, found.before), align="center", strong=True))
    return {
        **table,
        **head_data(content.letterhead, found.round.title),
        "words": {"title": wording.title(), "preparer-title": _("Prepared by").upper()},
        "lines": wording.lines(content),
        "after": wording.after(content),
        "bars": _bars(content),
        "signed": content.options.signature,
        "row-mm": ROW_TO_READ,
        "blocks": blocks or [{"headings": [], "deeper": 0, "rows": []}],
        "sums": [cells(last, table)],
    }


def _bars(content: AfterPaper[OpinionResults, OpinionResultsOptions]) -> list[Json]:
    """A bar for each section: its mean as a share of the highest."""
    found = content.of
    if not content.options.plots:
        return []
    scale = found.round.questionnaire.scale
    return [
        {"name": wording.bar_name(found, place), "share": section.mean / scale, "text": words.mean_text(section.mean)}
        for place, section in enumerate(found.sections)
        if section.mean is not None
    ]


def listing(content: AfterPaper[OpinionResults, OpinionResultsOptions]) -> Listing:
    """The results for Excel and Word, bars as letters."""
    made = data(content)
    bars = [f"{bar['name']} {_drawn(bar['share'])} {bar['text']}" for bar in made["bars"]]
    signers = office.preparer_and_signer(made) if made["signed"] else ()
    return office.listing({**made, "after": [*bars, *made["after"]]}, signers=signers)


def _drawn(share: float) -> str:
    full = round(_BAR * share)
    return "█" * full + "░" * (_BAR - full)
