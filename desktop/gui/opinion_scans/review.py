"""What pictures of questionnaires and somebody's keys come to: one value, without a window."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.errors import InvalidInput
from desktop.domain.opinions import BLANK_KEYS, TEN
from desktop.domain.scanned_opinions import OpinionPage, OpinionScan, ReadPaper
from desktop.services.scanned_opinions import ConfirmedPaper


@dataclass(frozen=True, slots=True)
class Case:
    """One thing on one paper: an item's mark, who answers, or an answer in words."""

    id: int
    paper: int
    """Which of the papers, in the order of the pictures."""
    item: int | None = None
    question: int | None = None
    """Of an answer in words: its place among the open questions."""
    asked: bool = False
    """Whether the picture leaves it to somebody."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What would be written now."""

    papers: int
    """Papers of which all is decided."""
    left: int
    """Papers with something open: they are not written, and can be read again."""
    open: int


class PaperReview:
    """Nothing of it is written before `confirmed` is."""

    def __init__(self, found: OpinionScan) -> None:
        self.found = found
        self.said: dict[tuple[int, int | None], int | None] = {}
        self.typed: dict[tuple[int, int], str] = {}
        self._accepted: set[tuple[int, int]] = set()
        self.cases = tuple(self._cases())

    def _cases(self) -> list[Case]:
        cases: list[Case] = []
        for number, paper in enumerate(self.found.papers):
            for item, mark in paper.marks.items():
                cases.append(Case(len(cases), number, item, asked=mark.ask))
            cases += [
                Case(len(cases) + place, number, question=question, asked=True)
                for place, question in enumerate((*paper.words, *paper.unseen))
            ]
        return cases

    def paper(self, case: Case) -> ReadPaper:
        """The paper of a case."""
        return self.found.papers[case.paper]

    def page(self, case: Case) -> OpinionPage | None:
        """The picture that shows it; None of a page that is missing."""
        for page in self.paper(case).pages:
            if (
                case.question in page.words
                if case.question is not None
                else any(mark.item == case.item for mark in page.marks)
            ):
                return page
        return None

    def level(self, case: Case) -> int | None:
        """The mark that would be written, None for a blank."""
        return self.said.get((case.paper, case.item), self.paper(case).marks[case.item].level)

    def is_open(self, case: Case) -> bool:
        """Whether somebody still has to say something."""
        if case.question is not None:
            return (case.paper, case.question) not in self._accepted
        return case.asked and (case.paper, case.item) not in self.said

    def say(self, case: Case, key: str) -> None:
        """The mark that a key means: 1 to 5, 0 for ten, a blank for none. Raises InvalidInput("opinion.mark")."""
        paper = self.paper(case)
        most = len(paper.asked.groups) if case.item is None else paper.asked.scale
        level = None if key in BLANK_KEYS else TEN if key == "0" else int(key)
        if level is not None and not 1 <= level <= most:
            raise InvalidInput("opinion.mark", value=key, most=most)
        self.said[case.paper, case.item] = level

    def type(self, case: Case, text: str) -> None:
        """What is written there."""
        if case.question is not None:
            self.typed[case.paper, case.question] = text

    def accept(self, case: Case) -> None:
        """The words are as they were typed; none where nobody can read them."""
        if case.question is not None:
            self._accepted.add((case.paper, case.question))

    @property
    def is_changed(self) -> bool:
        """Whether anything would be lost by leaving."""
        return bool(self.said or self._accepted or any(self.typed.values()))

    def counts(self) -> Counts:
        """What would be written now, and what would not."""
        open_cases = [case for case in self.cases if self.is_open(case)]
        waiting = {case.paper for case in open_cases}
        return Counts(len(self.confirmed()), len(waiting), len(open_cases))

    def confirmed(self) -> list[ConfirmedPaper]:
        """The papers of which all is decided and that say anything."""
        waiting = {case.paper for case in self.cases if self.is_open(case)}
        found = []
        for number, paper in enumerate(self.found.papers):
            if number in waiting:
                continue
            said = {item: level for (place, item), level in self.said.items() if place == number}
            words = {question: text for (place, question), text in self.typed.items() if place == number}
            filled = paper.filled(said, words)
            if filled.comments or any(mark is not None for mark in filled.answer.marks):
                found.append(ConfirmedPaper(paper, filled))
        return found
