"""What the template of the certificates gets.

Sizes are chosen here, by the widths of letters, so that laying out a hundred certificates measures nothing: only a paper
that may not hold all its words is measured (`tight`).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from desktop.domain.agency_lines import agency_lines
from desktop.domain.documents.frame import Letterhead
from desktop.domain.widths import BOLD, em, rough
from desktop.papers.certificates import words as wording
from desktop.papers.certificates.content import CertificatePaper, CertificatesContent
from desktop.papers.document import Json, cut
from desktop.papers.frame import drawn
from desktop.papers.pictures import numbers
from desktop.wording.frame import FrameWords, frame_words

_POINTS = 72 / 25.4
_MANY, _FIRST, _TOGETHER = 40, 3, 200

# An A4 certificate in millimetres; A5 is the same, made smaller as a whole.
_ACROSS = 232.0
"""Of its body."""
_HALF = 114.0
"""Of a column of its foot."""
_TITLE, _NAME, _COURSE, _BODY = (40.0, 20.0), (32.0, 18.0), (21.0, 14.0), 15.5
"""Sizes in points: the largest and the smallest in one line."""
_HEIGHT, _SEAL, _GAPS = 432.0, 64.0, 116.0
"""Points: between the margins without the gaps around the body, to sign and seal in, and between the body's lines."""
_SMALLER = {"a4": 1.0, "a5": 2**-0.5}
_UNDER_CODE = 16.0
"""Points under a code, for the line that says what it is for."""
_CAPITAL = 0.72
"""Of its size, the height of a line of its own."""


def data(content: CertificatesContent) -> Json:
    """The certificates for `certificates.typ`."""
    heads: list[Json] = []

    @cache
    def framed(letterhead: Letterhead) -> tuple[FrameWords, int]:
        """The frame's words, and the place of its head: both are nearly always the same for all."""
        frame = frame_words(letterhead)
        head = _head(frame)
        if head not in heads:
            heads.append(head)
        return frame, heads.index(head)

    papers = [_paper(paper, *framed(paper.letterhead), heads, content) for paper in content.papers]
    usual = wording.certificate_words(CertificatePaper(0, dataclasses.replace(content.papers[0].letterhead), ""))
    return {
        "paper": content.size,
        "border": content.border,
        "words": {"title": usual.title, "phrase": usual.phrase},
        "emblem": numbers(content.emblem) if content.emblem else [],
        "check": wording.check_words() if content.codes else "",
        "pending": wording.pending_words(),
        "heads": heads,
        "papers": papers,
    }


def beginning(content: CertificatesContent) -> CertificatesContent | None:
    """The first certificates, when there are so many that a preview would be waited for."""
    return dataclasses.replace(content, papers=content.papers[:_FIRST]) if len(content.papers) > _MANY else None


def pieces(content: CertificatesContent) -> list[CertificatesContent]:
    """The certificates, some hundred together: each is a page."""
    return [dataclasses.replace(content, papers=papers) for papers in cut(content.papers, _TOGETHER)]


def _head(frame: FrameWords) -> Json:
    """What stands above a certificate."""
    superior, issuing = (
        _in_half(agency, bold=bold) for agency, bold in ((frame.superior, False), (frame.issuing, True))
    )
    return {
        "nation": frame.nation,
        "motto": frame.motto,
        "superior": superior,
        "issuing": issuing,
        "rule": 0.4 * max((width(line, 13, bold=True) for line in issuing.split("\n")), default=0.0),
    }


def _paper(
    paper: CertificatePaper, frame: FrameWords, place: int, heads: Sequence[Json], content: CertificatesContent
) -> Json:
    """One certificate, with the head at this place among all."""
    words, head = wording.certificate_words(paper), heads[place]
    name_size, name_lines = fitted(words.name, _NAME, _ACROSS)
    course_size, course_lines = fitted(words.course, _COURSE, _ACROSS)
    facts = _facts([words.born, words.position], words.unit)
    left = [(words.number, 13.0), (words.decision, 13.0)]
    right = [(frame.place_and_date, 14.0), *((line, 13.0) for line in frame.signer_lines), (frame.signer, 14.0)]
    title_size, title_lines = fitted(words.title, _TITLE, _ACROSS)
    body = [(title_size, title_lines), (name_size, name_lines), (course_size, course_lines)]
    body += [(_BODY, _lines(fact, _BODY)) for fact in (*facts, words.phrase)] + [(_BODY, 2)]
    room = _HEIGHT - _column(
        [(line, 13.0) for agency in (head["superior"], head["issuing"]) for line in agency.split("\n")]
    )
    square = square_of(paper.code) if content.codes else None
    # The code keeps its size on A5, whose other parts are made smaller.
    beside = (square.millimetres * _POINTS / _SMALLER[content.size] + _UNDER_CODE) if square else 0.0
    room -= max(_column(left) + beside, _column(right) + _SEAL)
    needed = sum(_CAPITAL * size + (lines - 1) * 1.2 * size for size, lines in body) + _GAPS + 9 * len(facts)
    return {
        "head": place,
        "title": paper.title,
        "title-size": title_size,
        "presented": words.presented,
        "name": words.name,
        "name-size": name_size,
        "facts": facts,
        "phrase": paper.phrase,
        "course": words.course,
        "course-size": course_size,
        "when": words.when,
        "square": dataclasses.asdict(square) if square else None,
        "number": words.number,
        "decision": words.decision,
        "place-and-date": frame.place_and_date,
        "signer-lines": list(frame.signer_lines),
        "signer": frame.signer,
        "tight": needed > room,
    }


@dataclass(frozen=True, slots=True)
class Square:
    """A certificate's QR code; its room alone while it is not issued."""

    svg: str
    millimetres: float
    """Its side, without the white around it."""


_LEAST_MM, _MODULE_MM = 22.0, 0.42
"""A phone reads modules from 0.33 mm at arm's length; office printers and copiers want more."""
_FINE = 69
"""Modules of a side: with more of them the code takes the lower correction (L) rather than more room."""


@lru_cache(maxsize=1024)
def square_of(text: str) -> Square:
    """The QR code of a certificate (ISO/IEC 18004), as small as its modules may be."""
    import segno

    if not text:
        return Square("", _LEAST_MM)
    # One of the masks for all: trying each is what takes time, and readers take any.
    make = partial(segno.make, text, encoding="utf-8", micro=False, boost_error=False, mask=3)
    made = make(error="m")
    if len(made.matrix) > _FINE:
        made = make(error="l")
    return Square(drawn(made.matrix), max(_LEAST_MM, len(made.matrix) * _MODULE_MM))


def _in_half(agency: str, *, bold: bool) -> str:
    """An agency in the wider column of a certificate's head."""
    room = _HALF * _POINTS
    return "\n".join(agency_lines(" ".join(agency.split()), lambda line: width(line, 13, bold=bold) <= room))


def _facts(short: list[str], unit: str) -> list[str]:
    """Birth and position in one line when both are short, the unit under them."""
    given = [fact for fact in short if fact]
    together = "\u2003\u2003".join(given)
    lines = [together] if width(together, _BODY) <= 0.8 * _ACROSS * _POINTS else given
    return [line for line in (*lines, unit) if line]


def fitted(text: str, sizes: tuple[float, float], across: float) -> tuple[float, int]:
    """The size at which a bold text fits one line of so many millimetres, and the lines it takes at the smallest size."""
    largest, smallest = sizes
    room, needed = across * _POINTS, width(text, largest, bold=True)
    if needed <= room:
        return largest, 1
    size = math.floor(2 * largest * room / needed) / 2
    return (size, 1) if size >= smallest else (smallest, _lines(text, smallest, across))


def _column(texts: list[tuple[str, float]]) -> float:
    """About how tall the lines of a corner are."""
    return sum(_lines(text, size, _HALF) * 1.35 * size for text, size in texts)


def _lines(text: str, size: float, across: float = _ACROSS) -> int:
    """About how many lines a text takes; words at the ends of lines leave some room unused."""
    return math.ceil(width(text, size) * 1.08 / (across * _POINTS)) if text else 0


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a line is in points, on the safe side, in a typeface like Times."""
    return em(text, rough) * size * (BOLD if bold else 1.0)
