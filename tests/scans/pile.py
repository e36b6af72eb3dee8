"""Questionnaires that came back, as a folder of scans."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path

from PIL import Image

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.opinion_places import from_plain
from desktop.domain.opinions import read_sections
from desktop.papers import making, render
from desktop.papers.opinion_sheet import DOCUMENT
from desktop.papers.opinion_sheet.options import OpinionSheetOptions
from desktop.services import opinions, scanned_opinions
from desktop.services.opening import Database
from desktop.wording import questionnaires
from tests.scans import filled_papers as papers


def pile(database: Database, conference: uuid.UUID, folder: Path) -> list[dict[int | None, int | str | None]]:
    """Six papers of a new round: one with everything to be asked about, one with words; and a file that is no picture.

    What was marked on each is returned.
    """
    new = questionnaires.preset("evaluation", ["Phường"])
    asked = replace(new.questionnaire, sections=read_sections("Phù hợp\nDễ hiểu"), open=("Góp ý?",), groups=())
    database.write(lambda tx: opinions.add_round(tx, conference, replace(new, questionnaire=asked)))
    options = OpinionSheetOptions(copies=6)
    content = database.write(lambda tx: making.make(tx, DOCUMENT, conference, EVERYONE, options, way=None))
    found = making.PlacesFound(DOCUMENT)
    pdf = render.pdf(DOCUMENT, content, placed=found)
    database.write(found.keep)
    (printing,) = database.read(lambda tx: scanned_opinions.known(tx, conference))
    (page,) = from_plain(list(printing.places))
    truth = []
    for place in range(6):
        made = papers.filled(papers.printed(pdf, place), page, 70 + place, asked=float(place == 2), blank=0)
        if place == 4:
            papers.words(made.picture, page, 3)
        truth.append(made.truth)
        Image.fromarray(papers.scanned(made.picture, place, 150)).save(folder / f"phiếu {place}.png")
    (folder / "trang.jpg").write_text("<html>", encoding="utf-8")
    return truth
