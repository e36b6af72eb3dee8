"""What the template of the questionnaire gets."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.names import normalise
from desktop.domain.opinions import FIVE, RoundView
from desktop.domain.widths import width_mm
from desktop.i18n import _
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.layout import head_data
from desktop.papers.page import ROW_TO_READ
from desktop.papers.questionnaire import words as wording
from desktop.papers.questionnaire.options import QuestionnaireOptions
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.wording.listing import Listing

_SIZE = 12.0
_LEAST_MM, _MOST_MM, _MARK_MM = 16.0, 24.0, 7.4
_BOLD = 1.12
"""How much wider bold letters are."""


def data(content: AfterPaper[RoundView, QuestionnaireOptions]) -> Json:
    """The questionnaire for `questionnaire.typ`."""
    asked = content.of.questionnaire
    levels = range(1, asked.scale + 1)
    width = room_for(asked.labels) if asked.scale == FIVE else _MARK_MM
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(_("Question"), share=1.0),
        *(PrintedColumn(wording.level(asked.labels, level), width, align="center") for level in levels),
    ]
    table = table_data(columns, landscape=False, size=_SIZE)
    blocks, number = [], 0
    for place, section in enumerate(asked.sections, start=1):
        rows = []
        for text in section.items:
            number += 1
            marks = [wording.mark(asked.labels, asked.scale, level) for level in levels]
            rows.append(cells([str(number), normalise(text), *marks], table))
        headings = wording.section(section.title, place, len(asked.sections))
        blocks.append({"headings": headings, "deeper": 0, "rows": rows})
    return {
        **table,
        **head_data(content.letterhead, content.of.title),
        "words": {"title": wording.title(), "thanks": wording.thanks()},
        "lines": wording.lines(content),
        "after": wording.open_lines(content),
        "row-mm": ROW_TO_READ,
        "blocks": blocks,
        "sums": [],
    }


def room_for(labels: Sequence[str], size: float = _SIZE) -> float:
    """Millimetres of a level's column: its longest word stays whole."""
    longest = max((width_mm(word, size) for label in labels for word in label.split()), default=0)
    return min(_MOST_MM, max(_LEAST_MM, _BOLD * longest + 2.4))


def listing(content: AfterPaper[RoundView, QuestionnaireOptions]) -> Listing:
    """The questionnaire for Excel and Word."""
    made = data(content)
    return office.listing({**made, "after": [*made["after"], made["words"]["thanks"]]})
