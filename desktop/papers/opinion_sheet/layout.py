"""What the template of the questionnaire to be scanned gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.domain.names import normalise
from desktop.domain.opinion_code import PaperCode
from desktop.domain.opinion_places import DIAMETER, ROW
from desktop.domain.opinions import FIVE
from desktop.i18n import _
from desktop.papers.document import Json, cut
from desktop.papers.lists.layout import head_data
from desktop.papers.opinion_sheet import words as wording
from desktop.papers.opinion_sheet.options import OpinionSheetContent
from desktop.papers.page import text_width
from desktop.papers.page_codes import page_codes
from desktop.papers.questionnaire import words as questionnaire
from desktop.papers.questionnaire.layout import room_for
from desktop.papers.tables import breakable

_SIZE, _HEADING = 12.0, 10.0
_NUMBER_MM, _MARK_MM, _LINE_MM = 11.0, 8.4, 8.0
_GROUP_MM = text_width(landscape=False) / 2 - _NUMBER_MM
_MOST_PAGES = 99
_PIECE = 40
"""Copies laid out together."""


def data(content: OpinionSheetContent) -> Json:
    """The copies for `opinion-sheet.typ`; of a preview one without its square."""
    asked = content.round.questionnaire
    level = room_for(asked.labels, _HEADING) if asked.scale == FIVE else _MARK_MM
    text = text_width(landscape=False) - _NUMBER_MM - level * asked.scale
    codes = [page_codes(PaperCode(content.token, copy), _MOST_PAGES) for copy in content.copies]
    head = head_data(content.paper.letterhead, content.round.title)
    return {
        **head,
        "frame": {**head["frame"], "number": "", "about": "", "place-and-date": ""},
        "words": {"title": questionnaire.title(), "thanks": questionnaire.thanks()},
        "lines": wording.lines(content),
        "size": _SIZE,
        "heading-size": _HEADING,
        "row-mm": ROW,
        "line-mm": _LINE_MM,
        "bubble-mm": DIAMETER,
        "widths": [_NUMBER_MM, text, *[level] * asked.scale],
        "heading": [
            _("No."),
            _("Question"),
            *(breakable(_level(asked.labels, each), level, _HEADING) for each in range(1, asked.scale + 1)),
        ],
        "blocks": _blocks(content, text),
        "groups": {
            "heading": wording.who(),
            "rows": [breakable(normalise(each), _GROUP_MM, _SIZE) for each in asked.groups],
        },
        "open": [{"text": _wide(each), "lines": content.options.lines} for each in asked.open],
        "copies": codes or [None],
        "placed": content.first and bool(codes),
        "foot": {"name": wording.anonymous(), "page": wording.page()},
    }


def _blocks(content: OpinionSheetContent, width: float) -> list[Json]:
    blocks, place = [], 0
    sections = content.round.questionnaire.sections
    for number, section in enumerate(sections, start=1):
        rows = []
        for text in section.items:
            rows.append({"place": place, "text": breakable(normalise(text), width, _SIZE)})
            place += 1
        headings = questionnaire.section(section.title, number, len(sections))
        blocks.append({"heading": headings[0] if headings else "", "rows": rows})
    return blocks


def _level(labels: Sequence[str], level: int) -> str:
    return normalise(labels[level - 1]) if labels else str(level)


def _wide(text: str) -> str:
    return breakable(normalise(text), text_width(landscape=False) - _NUMBER_MM, _SIZE)


def pieces(content: OpinionSheetContent) -> Sequence[OpinionSheetContent]:
    """The copies, so many together; none where they are few."""
    if len(content.copies) <= _PIECE:
        return ()
    return [replace(content, copies=each, first=not place) for place, each in enumerate(cut(content.copies, _PIECE))]
