"""Pictures of filled questionnaires, read: which copies they show, what stands in their bubbles. Nothing is written."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.opinion_code import read_paper_code
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.scanned_opinions import OpinionPage, OpinionScan, PrintedCopies, ScannedMark, together
from desktop.domain.scanned_sheets import PagePicture, PageResult
from desktop.isolated.runner import Runner
from desktop.scans.paper_job import JOB, Request
from desktop.services.opinions.looking import get_round
from desktop.services.picture_hands import Hands, answers_of, called_apart, hands_for
from desktop.services.scanned_opinions.sheets import is_as_printed
from desktop.store.after_tables import OpinionRound, OpinionSheet
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction

_PILES = frozenset({".pdf", ".tif", ".tiff"})
"""Files that hold many pages: several children share one."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Which pictures of a file one child reads: (first, step)."""

    file: Path
    called: str
    turn: tuple[int, int]


def read(
    files: Sequence[Path],
    known: Sequence[PrintedCopies],
    *,
    pictures: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cancelled: IsCancelled = lambda: False,
) -> OpinionScan:
    """What the pictures in these files come to, several at once, each in a child process.

    With `pictures` each page comes with its picture, straightened. Raises AppError("scan.no_reader") where the libraries
    are not installed, Cancelled once `cancelled()` is true.
    """
    parts = list(_parts(files))
    counted = _Counted(progress)

    def work(runner: Runner[Any], part: _Part, stopped: IsCancelled) -> list[OpinionPage]:
        return _of_part(runner, part, known, stopped, counted.one, pictures=pictures)

    hands = Hands(JOB, len(parts), work, counted.parts, cancelled)
    by_file: dict[str, list[OpinionPage]] = {}
    for part, pages in zip(parts, hands.read(parts), strict=True):
        by_file.setdefault(part.called, []).extend(pages)
    found = [page for pages in by_file.values() for page in _once(pages)]
    return together(found, known)


class _Counted:
    """Tells how far the work is: of a single pile in pages read, else in files."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._pages, self._done, self._whole = 0, 0, 1
        self._lock = threading.Lock()

    def parts(self, done: int, whole: int) -> None:
        self._done, self._whole = done, whole
        self._tell()

    def one(self, _answer: object) -> None:
        with self._lock:
            self._pages += 1
        self._tell()

    def _tell(self) -> None:
        """Nobody knows how many pages a pile has: each one moves the bar by a part of what is left of its file."""
        share = self._done / self._whole
        within = (1 - share) * self._pages / (self._pages + 60)
        self._progress(round(1000 * (share + within)), 1000)


def _parts(files: Sequence[Path]) -> Sequence[_Part]:
    piles = sum(file.suffix.lower() in _PILES for file in files)
    found = []
    for file, name in zip(files, called_apart(files), strict=True):
        # One pile is shared by all; of many files each child takes one.
        step = hands_for(len(files) + 8) if file.suffix.lower() in _PILES and piles < hands_for(99) else 1
        found += [_Part(file, name, (first, step)) for first in range(step)]
    return found


def _once(pages: Sequence[OpinionPage]) -> list[OpinionPage]:
    """The pages of a file in its order; what several children refuse it for is told once."""
    seen: dict[tuple[Any, ...], OpinionPage] = {}
    for page in pages:
        whole_file = page.result is PageResult.UNREADABLE and not page.page_in_file
        seen.setdefault((page.reason,) if whole_file else (page.page_in_file, page.place, page.reason), page)
    ordered = sorted(seen.values(), key=lambda page: page.page_in_file)
    return [replace(page, page_in_file=page.page_in_file or 1) for page in ordered]


def _of_part(
    runner: Runner[Any],
    part: _Part,
    known: Sequence[PrintedCopies],
    cancelled: IsCancelled,
    take: Callable[[object], object],
    *,
    pictures: bool,
) -> list[OpinionPage]:
    printings = [(each.token, list(each.places)) for each in known]

    def request(data: bytes) -> Request:
        return data, printings, pictures, part.turn

    copies = {each.token: each.copies for each in known}
    return [_page(part.called, answer, copies) for answer in answers_of(runner, part.file, request, cancelled, take)]


def _page(file: str, answer: tuple[Any, ...], copies: dict[str, frozenset[int]]) -> OpinionPage:
    tag, *told = answer
    if tag == "refused":
        return OpinionPage(file, 0, PageResult.UNREADABLE, reason=told[0])
    if tag == "foreign":
        return OpinionPage(file, told[0], PageResult.FOREIGN, reason="scan.foreign", details={"value": told[1]})
    if tag == "unreadable":
        number, reason, *place = told
        token, copy, page = place or ("", 0, 0)
        return OpinionPage(file, number, PageResult.UNREADABLE, token, copy, page, reason=reason)
    number, token, copy, page, held, rows, words, picture = told
    if copy not in copies[token]:  # another office's, with the same token
        return OpinionPage(file, number, PageResult.FOREIGN, reason="opinion.paper_foreign")
    marks = tuple(ScannedMark(*row) for row in rows)
    shown = None
    if picture is not None:
        jpeg, per_mm, cells = picture
        shown = PagePicture(jpeg, per_mm, {(row, kind): (x, y, w, h) for row, kind, x, y, w, h in cells})
    return OpinionPage(file, number, PageResult.READ, token, copy, page, marks, tuple(words), held, picture=shown)


def with_owners(tx: Transaction, conference_id: uuid.UUID, found: OpinionScan) -> OpinionScan:
    """The same that says of foreign pages whose they are: a sheet to be signed, another conference's, another office's.

    Papers printed before the questions of their round were changed are refused too, and no others with them.
    """
    changed = {}
    for paper in found.papers:
        view = get_round(tx, paper.round_id)
        if not is_as_printed(paper.asked, view.questionnaire):
            changed[paper.token] = view.title

    def told(page: OpinionPage) -> OpinionPage:
        if page.token in changed and page.result is PageResult.READ:
            details = {"title": changed[page.token]}
            return replace(page, result=PageResult.UNREADABLE, reason="opinion.paper_changed", details=details)
        if page.reason != "scan.foreign":
            return page
        code = read_paper_code(str(page.details["value"]))
        if code is None:
            return replace(page, reason="opinion.paper_signed")
        query = select(Conference.id, Conference.title).join(OpinionRound).join(OpinionSheet)
        owner = tx.execute(query.where(OpinionSheet.token == code.token)).first()
        if owner is None:
            return replace(page, reason="opinion.paper_foreign")
        if owner.id == conference_id:
            return replace(page, reason="opinion.paper_no_places")
        return replace(page, reason="opinion.paper_of_other", details={"conference": owner.title})

    papers = tuple(paper for paper in found.papers if paper.token not in changed)
    return replace(found, pages=tuple(map(told, found.pages)), papers=papers)
