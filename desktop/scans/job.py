"""The job of the child process that reads pictures of signed pages: no picture can hold the program up or bring it down."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from desktop.domain.sheet_places import PagePlaces, from_plain
from desktop.isolated import frames
from desktop.isolated.job import Job, Send, Work
from desktop.scans.start import started

if TYPE_CHECKING:
    from desktop.scans.codes import SeenCode
    from desktop.scans.laying import FlatPage, Grey
    from desktop.scans.matching import Face

Request = tuple[bytes, list[tuple[int, str, list[Any]]], bool, list[tuple[int, int, bytes]]]
"""The file's bytes; the sheets of the conference: number, token, and the ways in which each was laid out (`to_plain`), the
newest first; whether pictures of the pages are wanted; sheets printed again (number, which of its layouts, PDF), for pages
whose code can't be read. Answers, for each page found: ("read", picture, sheet, column, page,
held, cells as (row, column, verdict, ink), None or the page straightened: `straight.picture`), ("foreign", picture, code),
("unreadable", picture, reason, and sheet, column, page as far as they are known); at most one ("refused", reason) at the end."""

_MOST_FILES = 40
"""So many files a child reads where it cannot be copied for each: to prepare one takes as long as to read a page."""


def _start() -> Work[Request]:
    return started(_serve)


def _serve(request: Request, send: Send) -> bool:
    from desktop.scans.pictures import NoPicture, pictures

    data, sheets, shown, printed = request
    known = {(number, token): [from_plain(each) for each in layouts] for number, token, layouts in sheets}
    faces = _faces(printed, {number: layouts for (number, _token), layouts in known.items()})
    try:
        for number, grey in enumerate(pictures(data), start=1):
            for answer in _pages(grey, known, shown, faces):
                send(frames.pack((answer[0], number, *answer[1:])))
    except NoPicture as refused:
        send(frames.pack(("refused", str(refused))))
    return next(_served) >= _MOST_FILES


_served = itertools.count(1)


def _faces(
    printed: list[tuple[int, int, bytes]], layouts: dict[int, list[tuple[PagePlaces, ...]]]
) -> list[tuple[int, Face]]:
    """The pages of the sheets as they were printed, each with its sheet's number."""
    if not printed:
        return []
    from desktop.scans.laying import PER_MM
    from desktop.scans.matching import Face
    from desktop.scans.pictures import pages_of

    return [
        (number, Face.printed(places, look))
        for number, layout, pdf in printed
        for places, look in zip(layouts[number][layout], pages_of(pdf, PER_MM), strict=False)
    ]


def _pages(
    grey: Grey,
    known: dict[tuple[int, str], list[tuple[PagePlaces, ...]]],
    shown: bool,
    faces: list[tuple[int, Face]],
) -> list[tuple[Any, ...]]:
    from desktop.scans import codes

    seen = codes.seen(grey)
    if not seen and (other := codes.other(grey)):
        return [("foreign", other)]
    if not seen:
        return [_matched(grey, faces, shown) if faces else ("unreadable", "scan.no_code")]
    answers: list[tuple[Any, ...]] = []
    for each in seen:
        layouts = known.get((each.code.sheet, each.code.token))
        if layouts is None:
            answers.append(("foreign", each.code.text))
        else:
            answers.append(_page(grey, each, layouts, shown))
    return answers


def _page(grey: Grey, seen: SeenCode, layouts: list[tuple[PagePlaces, ...]], shown: bool) -> tuple[Any, ...]:
    """The page by the layout that it fits best: a sheet laid out anew keeps its number."""
    from desktop.scans.laying import lay

    best: tuple[FlatPage, PagePlaces] | None = None
    for layout in layouts:
        for places in layout:
            if (places.page, places.column) == (seen.code.page, seen.code.column):
                flat = lay(grey, seen.corners, places)
                if flat is not None and (best is None or flat.held > best[0].held + 0.02):
                    best = flat, places
    told = (seen.code.sheet, seen.code.column, seen.code.page)
    if best is None:
        return ("unreadable", "scan.not_laid", *told)
    return _read(told, *best, shown)


def _matched(grey: Grey, faces: list[tuple[int, Face]], shown: bool) -> tuple[Any, ...]:
    """The page that its own words tell."""
    from desktop.scans.matching import match

    found = match(grey, [face for _number, face in faces])
    if found is None:
        return ("unreadable", "scan.no_code")
    number, face = faces[found.place]
    told = (number, face.places.column, face.places.page)
    return _read(told, found.flat, face.places, shown) if found.is_sure else ("unreadable", "scan.not_sure", *told)


def _read(told: tuple[int, int | None, int | None], flat: FlatPage, places: PagePlaces, shown: bool) -> tuple[Any, ...]:
    from desktop.scans import ink, straight

    cells = [(each.cell.row, each.cell.column, each.verdict.value, each.ink) for each in ink.judge(flat, places)]
    return ("read", *told, flat.held, cells, straight.picture(flat, places) if shown else None)


JOB = Job(__name__, _start, copied=True)
