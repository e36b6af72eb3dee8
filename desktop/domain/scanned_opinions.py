"""What pictures of filled questionnaires come to: which copy each page is of, and what stands in its bubbles."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.domain.opinions import Comment, Filled, Questionnaire, QuestionnaireAnswer
from desktop.domain.scanned_sheets import PagePicture, PageResult


@dataclass(frozen=True, slots=True)
class PrintedCopies:
    """A printing of a round's questionnaire, as pictures of its pages are read."""

    round_id: uuid.UUID
    token: str
    copies: frozenset[int]
    entered: frozenset[int]
    """Those that were entered before."""
    places: tuple[Any, ...]
    """As they are kept (`opinion_places.to_plain`)."""
    asked: Questionnaire
    """The questions as they were printed."""

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that a copy has something to fill on."""
        return tuple(each["laid"]["page"] for each in self.places)

    def questions_on(self, pages: Container[int]) -> tuple[int, ...]:
        """The open questions that are answered on these pages."""
        return tuple(field[0] for each in self.places if each["laid"]["page"] in pages for field in each["fields"])


@dataclass(frozen=True, slots=True)
class ScannedMark:
    """What stands in the bubbles of one item, or of those who answer (item: None)."""

    item: int | None
    level: int | None
    """The one that is marked; None: none is, or somebody has to look. Which group, from 1, where there is no item."""
    ask: bool = False


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """A page in a picture."""

    file: str
    page_in_file: int
    """From 1."""
    result: PageResult
    token: str = ""
    copy: int = 0
    page: int = 0
    marks: tuple[ScannedMark, ...] = ()
    words: tuple[int, ...] = ()
    """The open questions in whose fields something is written."""
    held: float = 0.0
    """Which share of its ruling was found where it was printed."""
    reason: str = ""
    """Why it was not read, by its code; "" where it was."""
    details: Mapping[str, Any] = field(default_factory=dict)
    picture: PagePicture | None = None
    """Where it was wanted: its cells are (item, or -1 for who answers, 0) and (question, 1) for the field of an open one."""

    @property
    def called(self) -> str:
        """Its file, and which page of it where that is not the first."""
        return self.file if self.page_in_file == 1 else f"{self.file} ({self.page_in_file})"

    @property
    def place(self) -> tuple[str, int, int]:
        """Which page it is of all that were printed."""
        return self.token, self.copy, self.page


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """One copy, put together from the pages that pictures show."""

    round_id: uuid.UUID
    token: str
    copy: int
    asked: Questionnaire
    pages: tuple[OpinionPage, ...]
    missing: tuple[int, ...] = ()
    """Pages of which there is no picture."""
    unseen: tuple[int, ...] = ()
    """The open questions on them: whether somebody answered is not known."""

    @property
    def marks(self) -> dict[int | None, ScannedMark]:
        """By item; None is who answers. Of a page that is missing every item is asked about."""
        found: dict[int | None, ScannedMark] = {}
        for page in self.pages:
            for mark in page.marks:
                found[mark.item] = _joined(found[mark.item], mark) if mark.item in found else mark
        items: list[int | None] = [*range(len(self.asked.items)), *([None] if self.asked.groups else [])]
        if self.missing and None in found and found[None].level is None:
            del found[None]  # the page that lacks may hold the one that is marked
        return {item: found.get(item, ScannedMark(item, None, ask=True)) for item in items}

    @property
    def words(self) -> tuple[int, ...]:
        """The open questions that somebody wrote an answer to."""
        return tuple(dict.fromkeys(question for page in self.pages for question in page.words))

    @property
    def is_sure(self) -> bool:
        """Whether all its pages are there, and nobody has to look at a mark."""
        return not self.missing and not any(mark.ask for mark in self.marks.values())

    @property
    def has_marks(self) -> bool:
        """Whether an item is marked; who answers says nothing of what is asked."""
        return any(mark.level is not None for mark in self.marks.values() if mark.item is not None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing that is asked is answered on it, seen whole."""
        doubtful = any(mark.ask for mark in self.marks.values() if mark.item is not None)
        return not (self.missing or self.words or self.has_marks or doubtful)

    @property
    def called(self) -> str:
        """The picture that shows it, or its first."""
        return self.pages[0].called

    def filled(self, said: Mapping[int | None, int | None], words: Mapping[int, str]) -> Filled:
        """The answer, with what somebody says of marks in place of what was read, and what they typed."""
        levels = {item: mark.level for item, mark in self.marks.items()} | dict(said)
        group = levels.get(None)
        name = self.asked.groups[group - 1] if group else ""
        comments = tuple(Comment(question, text) for question, text in sorted(words.items()) if text.strip())
        return Filled(QuestionnaireAnswer(tuple(levels[item] for item in range(len(self.asked.items))), name), comments)


@dataclass(frozen=True, slots=True)
class OpinionScan:
    """What some pictures come to. Nothing of it is written."""

    pages: tuple[OpinionPage, ...]
    papers: tuple[ReadPaper, ...]
    """Copies with anything on them, in the order of the pictures."""
    empty: int = 0
    """Copies on which nothing stands: they say nothing and are not counted."""

    @property
    def asked(self) -> int:
        """How many marks somebody has to look at."""
        return sum(mark.ask for paper in self.papers for mark in paper.marks.values())

    @property
    def words(self) -> int:
        """How many answers in words are to be typed."""
        return sum(len(paper.words) for paper in self.papers)

    @property
    def refused(self) -> tuple[OpinionPage, ...]:
        """The pages that are read again, or entered by hand, or belong elsewhere."""
        return tuple(page for page in self.pages if page.result in (PageResult.UNREADABLE, PageResult.FOREIGN))

    @property
    def is_open(self) -> bool:
        """Whether somebody has to look at something."""
        return bool(self.asked or self.words or self.refused or any(paper.missing for paper in self.papers))


_COPIED = "opinion.paper_copied"
_OTHER_MARKS = 2
"""Pictures that tell so many items apart show two papers: the second is a photocopy, or somebody corrected it in between."""


def together(pages: Sequence[OpinionPage], known: Iterable[PrintedCopies]) -> OpinionScan:
    """Pictures of one page as one, pages of one copy as one paper; those that were entered before are told."""
    printings = {each.token: each for each in known}
    told = _told(pages, printings)
    papers: dict[tuple[str, int], list[OpinionPage]] = {}
    for page in told:
        if page.result is PageResult.READ:
            papers.setdefault((page.token, page.copy), []).append(page)
    found = []
    for (token, copy), theirs in papers.items():
        printing = printings[token]
        there: Container[int] = {page.page for page in theirs}
        missing = tuple(each for each in printing.pages if each not in there)
        ordered = tuple(sorted(theirs, key=lambda page: page.page))
        unseen = printing.questions_on(missing)
        found.append(ReadPaper(printing.round_id, token, copy, printing.asked, ordered, missing, unseen))
    full = tuple(paper for paper in found if not paper.is_empty)
    return OpinionScan(tuple(told), full, len(found) - len(full))


def _told(pages: Sequence[OpinionPage], printings: Mapping[str, PrintedCopies]) -> list[OpinionPage]:
    """The pages with what their copies say of them: entered before, the same again, another paper of that number."""
    best: dict[tuple[str, int, int], int] = {}
    for index, page in enumerate(pages):
        if page.result is not PageResult.READ or page.copy in printings[page.token].entered:
            continue
        if page.place not in best or page.held > pages[best[page.place]].held:
            best[page.place] = index
    base = {place: pages[index] for place, index in best.items()}
    told = list(pages)
    for index, page in enumerate(pages):
        if page.result is not PageResult.READ:
            continue
        if page.copy in printings[page.token].entered:
            told[index] = replace(page, result=PageResult.DUPLICATE, reason="opinion.paper_known", marks=(), words=())
        elif best[page.place] != index:
            other = base[page.place]
            if _differing(other, page) >= _OTHER_MARKS:
                told[index] = _as_copied(page, other)
            else:
                base[page.place] = _merged(other, page)
                told[index] = replace(page, result=PageResult.DUPLICATE, marks=(), words=())
    for place, index in best.items():
        told[index] = base[place]
    return _apart(told)


def _apart(told: Sequence[OpinionPage]) -> list[OpinionPage]:
    """Where two papers bear one number, nobody knows whose the other pages are: they are refused, not joined to either."""
    copied: dict[tuple[str, int], OpinionPage] = {}
    for page in told:
        if page.reason == _COPIED:
            copied[page.place[:2]] = min(page, copied.get(page.place[:2], page), key=lambda each: each.page)

    def refused(page: OpinionPage) -> OpinionPage:
        other = copied.get(page.place[:2])
        if other is None or page.page == other.page or page.result not in (PageResult.READ, PageResult.DUPLICATE):
            return page
        return _as_copied(page, other)

    return [refused(page) for page in told]


def _as_copied(page: OpinionPage, other: OpinionPage) -> OpinionPage:
    details = {"other": other.called}
    return replace(page, result=PageResult.UNREADABLE, reason=_COPIED, details=details, marks=(), words=())


def _joined(one: ScannedMark, other: ScannedMark) -> ScannedMark:
    """Who answers, from two pages that share the groups: one of all is marked."""
    level = one.level if other.level is None else other.level
    ask = one.ask or other.ask or None not in (one.level, other.level)
    return ScannedMark(one.item, None if ask else level, ask=ask)


def _differing(one: OpinionPage, other: OpinionPage) -> int:
    sure = {mark.item: mark.level for mark in one.marks if not mark.ask}
    return sum(not mark.ask and sure.get(mark.item, mark.level) != mark.level for mark in other.marks)


def _merged(one: OpinionPage, other: OpinionPage) -> OpinionPage:
    """The first with what the second contradicts asked about; a doubt of either stays one."""
    theirs = {mark.item: mark for mark in other.marks}
    marks = tuple(
        mark if theirs.get(mark.item, mark) == mark else ScannedMark(mark.item, None, ask=True) for mark in one.marks
    )
    return replace(one, marks=marks, words=tuple(sorted({*one.words, *other.words})))
