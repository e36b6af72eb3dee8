"""A questionnaire printed without a data file: its first page and where its bubbles stand."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from desktop.domain.opinion_places import PaperPage
from desktop.domain.opinions import RoundKind, RoundView
from desktop.papers import render
from desktop.papers.lists.after import AfterPaper
from desktop.papers.opinion_sheet import DOCUMENT, places
from desktop.papers.opinion_sheet.options import OpinionSheetContent, OpinionSheetOptions
from desktop.wording import questionnaires
from tests.papers.samples import FRAME


def questionnaire(*, copies: tuple[int, ...] = (12345,), lines: int = 3) -> tuple[bytes, tuple[PaperPage, ...]]:
    """Its PDF, and its pages."""
    new = questionnaires.preset("evaluation", ("Thủ trưởng đơn vị sự nghiệp", "Hiệu trưởng", "Cán bộ phường"))
    asked = replace(new.questionnaire, open=new.questionnaire.open[:1])  # one page in either language
    view = RoundView(
        uuid.uuid4(), 1, uuid.uuid4(), 1, new.title, asked, RoundKind.EVALUATION, None, None, None, "",
        new.purpose, 0,
    )  # fmt: skip
    paper = AfterPaper("Hội nghị", FRAME, dt.date(2018, 5, 23), view, OpinionSheetOptions(lines=lines), 1)
    content = OpinionSheetContent(paper, paper.options, "48213", copies)
    told: list[Any] = []
    pdf = render.pdf(DOCUMENT, content, placed=lambda _content, answer: told.append(answer))
    return pdf, places.places(content, told[0])
