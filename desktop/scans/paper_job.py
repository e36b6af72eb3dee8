"""The job of the child process that reads pictures of filled questionnaires, beside `desktop.scans.job`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop.domain.opinion_places import PaperPage, from_plain
from desktop.isolated import frames
from desktop.isolated.job import Job, Send, Work
from desktop.scans.start import started

if TYPE_CHECKING:
    from desktop.domain.opinion_code import PaperCode
    from desktop.scans.codes import Seen
    from desktop.scans.laying import FlatPage, Grey

Request = tuple[bytes, list[tuple[str, list[Any]]], bool, tuple[int, int]]
"""The file's bytes; the printings: token and pages (`opinion_places.to_plain`); whether pictures of the pages are wanted; which
of the file's pictures are this child's: (first, step). Answers, for each page found: ("read", picture, token, copy, page, held,
rows as (item, level, ask), questions written on, None or (JPEG, pixels in a millimetre, cells)), ("foreign", picture, code),
("unreadable", picture, reason, and token, copy, page as far as they are known); at most one ("refused", reason) at the end."""

_ROW_MM, _STRIP_MM = 3.6, 1.5
"""Millimetres above and below a row's bubbles, and around a field, that are shown of it."""


def _start() -> Work[Request]:
    return started(_serve)


def _serve(request: Request, send: Send) -> bool:
    from desktop.scans.pictures import NoPicture, numbered

    data, printings, shown, turn = request
    known = {token: {page.laid.page: page for page in from_plain(kept)} for token, kept in printings}
    try:
        for number, grey in numbered(data, turn):
            for answer in _papers(grey, known, shown):
                send(frames.pack((answer[0], number, *answer[1:])))
    except NoPicture as refused:
        send(frames.pack(("refused", str(refused))))
    return True  # it holds pictures of a whole pile


def _papers(grey: Grey, known: dict[str, dict[int, PaperPage]], shown: bool) -> list[tuple[Any, ...]]:
    from desktop.scans import codes

    seen = codes.seen_papers(grey)
    if not seen:
        other = codes.other(grey)
        return [("foreign", other) if other else ("unreadable", "opinion.paper_no_code")]
    return [
        _page(grey, each, known[each.code.token], shown) if each.code.token in known else ("foreign", each.code.text)
        for each in seen
    ]


def _page(grey: Grey, seen: Seen[PaperCode], pages: dict[int, PaperPage], shown: bool) -> tuple[Any, ...]:
    from desktop.scans import bubbles
    from desktop.scans.laying import lay

    told = (seen.code.token, seen.code.copy, seen.code.page)
    page = pages.get(seen.code.page)
    if page is None:  # the last page may have nothing to fill
        return ("unreadable", "opinion.paper_nothing", *told)
    flat = lay(grey, seen.corners, page.laid)
    if flat is None:
        return ("unreadable", "scan.not_laid", *told)
    rows = [(each.item, each.level, each.ask) for each in bubbles.judge(flat, page)]
    words = [each.question for each in bubbles.written(flat, page)]
    return ("read", *told, flat.held, rows, words, _picture(flat, page) if shown else None)


def _picture(flat: FlatPage, page: PaperPage) -> tuple[bytes, float, list[tuple[int, ...]]]:
    """The page straightened, and where each row of bubbles and each field lies on it."""
    from desktop.scans.straight import jpeg

    cells = []
    for item in dict.fromkeys(each.item for each in page.bubbles):
        row = [each for each in page.bubbles if each.item == item]
        right = max(each.x for each in row) + _ROW_MM if item is not None else page.laid.width
        left, top = min(each.x for each in row) - _ROW_MM, min(each.y for each in row) - _ROW_MM
        cells.append((-1 if item is None else item, 0, left, top, right - left, max(e.y for e in row) + _ROW_MM - top))
    for field in page.fields:
        box = field.box
        cells.append((field.question, 1, box.x, box.y - _STRIP_MM, box.width, box.height + 2 * _STRIP_MM))
    data, per_mm = jpeg(flat)
    return data, per_mm, [(row, kind, *(round(each * per_mm) for each in box)) for row, kind, *box in cells]


JOB = Job(__name__, _start, copied=True)
