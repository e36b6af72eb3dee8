"""A name of four words of fifteen letters never runs over its neighbour, in any document, on paper or in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, making, render, saving
from desktop.papers.invitation.options import InvitationOptions
from tests import libreoffice
from tests.papers.pages import Page, picture, read

NAMES = [document.name for document in documents.every()]
DPI = 100
OPTIONS = {"invitation": InvitationOptions(who="names", programme=True)}


def gathered(printable: Any, document: Any) -> Any:
    def work(tx: Any) -> Any:
        options = OPTIONS.get(document.name) or making.kept(tx, printable.conference_id, document)
        return document.gather(tx, printable.conference_id, EVERYONE, options)

    return printable.database.read(work)


def words(page: Page) -> Iterator[tuple[str, Any]]:
    """Every piece of text between white space, with the rectangle round it; broken ones by their lines."""
    for found in re.finditer(r"[^\s\u200b]+", page.raw):
        lines, whole = page.lines_of(found.start(), len(found[0])), page.place_of(found.start(), len(found[0]))
        if len(lines) == 1 or whole.height() < 1.9 * page.place_of(found.start(), 1).height():
            yield found[0], whole
            continue
        pieces: list[list[int]] = []
        for at in range(found.start(), found.end()):
            here = page.place_of(at, 1)
            if pieces and abs(page.place_of(pieces[-1][0], 1).center().y() - here.center().y()) < here.height():
                pieces[-1].append(at)
            else:
                pieces.append([at])
        for piece in pieces:
            yield page.raw[piece[0] : piece[-1] + 1], page.place_of(piece[0], len(piece))


def overlapping(known: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    """Pieces of text that stand on each other."""
    boxes = sorted(
        (place.top(), place.bottom(), place.left(), place.right(), text) for text, place in known if place.width() > 0.5
    )
    found = []
    for at, (top, bottom, left, right, text) in enumerate(boxes):
        for above, below, start, end, other in boxes[at + 1 :]:
            if above >= bottom:
                break
            both = min(bottom, below) - above
            if min(right, end) - max(left, start) > 1 and both > 0.4 * min(bottom - top, below - above):
                found.append((text, other))
    return found


def crossed(known: list[tuple[str, Any]], page: Page, pdf: bytes) -> list[str]:
    """Long pieces of text with a vertical rule through them."""
    white = picture(pdf, page.number, dpi=DPI)
    stride, data, scale = white.bytesPerLine(), bytes(white.constBits()), DPI / 72
    found = []
    for text, place in known:
        if len(text) < 9 or place.height() > place.width():
            continue
        top, bottom = int((place.top() - 2) * scale), int((place.bottom() + 2) * scale)
        dark = [
            max(data[top * stride + x : bottom * stride + x : stride], default=255) < 140
            for x in range(int((place.left() + 1.2) * scale), int((place.right() - 1.2) * scale))
        ]
        if 0 < sum(dark) < 6:  # a band behind the text is wider than a rule
            found.append(text)
    return found


@pytest.mark.parametrize("document", documents.every(), ids=NAMES)
def test_no_word_runs_over_its_neighbour_on_paper(qapp, long_words, document):
    pdf = render.pdf(document, gathered(long_words, document))
    for page in read(pdf)[:2]:
        known = list(words(page))
        assert overlapping(known) == []
        assert document.name == "badges" or crossed(known, page, pdf) == []  # a badge has a band, no table
        assert page.extent().right() <= page.width


@pytest.mark.parametrize("name", ["invitation", "report", "payment"])
def test_no_word_runs_over_its_neighbour_in_word(qapp, long_words, tmp_path, name):
    libreoffice.needs("writer")
    document = documents.find(name)
    saving.save(document, gathered(long_words, document), tmp_path / "paper.docx", "docx")
    pdf = libreoffice.convert(tmp_path / "paper.docx", "pdf", tmp_path / "saved").read_bytes()
    for page in read(pdf)[:2]:
        known = list(words(page))
        assert overlapping(known) == []
        assert crossed(known, page, pdf) == []
