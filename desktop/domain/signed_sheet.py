"""A printed sheet that comes back signed: what is typed from it, and where it differs from what the door says."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from desktop.domain.attendance import THERE, Status
from desktop.domain.errors import InvalidInput

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import EnteredColumn, SignatureColumn

Settle = Literal["paper", "door"]
"""Whose word counts where paper and door differ."""

LETTERS: Mapping[str, Status] = {
    "C": Status.PRESENT,
    "M": Status.LATE,
    "P": Status.EXCUSED,
    "V": Status.ABSENT,
}
"""The letters that offices write and type: Có mặt, Muộn, Phép, Vắng."""

_DASHES = re.compile(r"\s*[-–—−‐‑]\s*")
_BETWEEN = re.compile(r"[\s,;./&+]+")
_PIECE = re.compile(r"([0-9]{1,6})(?:-([0-9]{1,6}))?([CMPV]?)")


def read_numbers(text: str, known: Collection[int]) -> tuple[int, ...]:
    """The numbers that "5, 17, 23-25" names, in order and each once.

    Raises InvalidInput for what is no number and for numbers that the sheet does not have.
    """
    return tuple(sorted(read_statuses(text, known)))


def read_statuses(text: str, known: Collection[int], status: Status = Status.ABSENT) -> dict[int, Status]:
    """The numbers of "5, 17P, 23-25" with their statuses: `status`, or what the letter after a number says.

    Raises as `read_numbers`.
    """
    numbers = set(known)
    found: dict[int, Status] = {}
    strange: set[int] = set()
    for piece in _BETWEEN.split(_DASHES.sub("-", unicodedata.normalize("NFKC", text).upper())):
        if not piece:
            continue
        match = _PIECE.fullmatch(piece)
        if match is None:
            raise InvalidInput("paper.not_a_number", field="numbers", value=piece)
        first, last = sorted((int(match[1]), int(match[2] or match[1])))
        named = [number for number in numbers if first <= number <= last]
        if len(named) <= last - first:
            strange.update({first, last} - numbers or {next(n for n in range(first, last) if n not in numbers)})
        found.update((number, LETTERS[match[3]] if match[3] else status) for number in named)
    if strange:
        raise InvalidInput(
            "paper.unknown_numbers", field="numbers", value=write_numbers(strange), last=max(numbers, default=0)
        )
    return found


def write_numbers(numbers: Iterable[int]) -> str:
    """The numbers as `read_numbers` reads them: "5, 17, 23-25"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = []
    for first, last in runs:
        parts += [f"{first}-{last}"] if last > first + 1 else [str(number) for number in range(first, last + 1)]
    return ", ".join(parts)


def differs(paper: Status, door: Status) -> bool:
    """Whether the door's word contradicts the paper's. Present on paper is late at the door too: paper has no clock."""
    if Status.UNRECORDED in (paper, door):
        return False
    if paper is Status.PRESENT:
        return door not in THERE
    return paper != door


def whole(statuses: Iterable[Status]) -> Status:
    """What several words about one person come to: there when one says so, else the first word."""
    said = [status for status in statuses if status is not Status.UNRECORDED]
    return next((status for status in said if status in THERE), said[0] if said else Status.UNRECORDED)


@dataclass(frozen=True, slots=True)
class DoorWord:
    """What anybody but this sheet says of a person at one session of the column."""

    session_id: uuid.UUID
    session: str
    status: Status = Status.UNRECORDED
    """What was filled in for the rest does not count here."""
    arrived_at: dt.datetime | None = None
    desk: str = ""
    rest: bool = False
    """Filled in for the rest: the paper's word replaces it without asking."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the sheet, as printed, with what is known of it now."""

    number: int
    attendee_id: uuid.UUID
    full_name: str
    honorific: str = ""
    position: str = ""
    unit: str = ""
    substitute_for: str = ""
    """The name of the person in whose place this one stands on the sheet."""
    stand_in: str = ""
    """Who came in this person's place after the sheet was printed: the signature is theirs."""
    why_not: str = ""
    """Why nobody is expected on this line: "" (somebody is), cancelled, removed, replaced, not_invited or joined
    (with somebody of a line above, for whom a word here counts as well)."""
    doors: tuple[DoorWord, ...] = ()
    """For each session of the column that concerns them."""
    also: tuple[Status, ...] = ()
    """For each of these, what was entered of it from another column of the sheet."""
    entered: Status = Status.UNRECORDED
    """What was typed from this column before."""
    settled: Settle | None = None
    """Whose word was said to count where the door differs from `entered`."""
    added: bool = False
    """Typed from a blank line of the sheet."""

    @property
    def expected(self) -> bool:
        """Whether a signature is expected here."""
        return not self.why_not

    @property
    def door(self) -> DoorWord | None:
        """The word to show for the column: there, if any session says so."""
        status = whole(each.status for each in self.doors)
        return next((each for each in self.doors if each.status is status), None)

    def differs(self, paper: Status) -> bool:
        """Whether the door contradicts this word of the paper at any of the column's sessions."""
        words = zip(self.doors, self.also, strict=True)
        return any(differs(whole((paper, also)), each.status) for each, also in words)


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the conference who does not stand on this sheet, but may have signed on a blank line."""

    attendee_id: uuid.UUID
    full_name: str
    unit: str
    code: str


@dataclass(frozen=True, slots=True)
class WrittenTo:
    """A session for which a column is signed; local time."""

    session_id: uuid.UUID
    title: str
    starts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One column of a printed sheet, ready to be entered."""

    id: uuid.UUID
    version: int
    """Of the kept sheet: an entry begun on an older one is refused."""
    conference_id: uuid.UUID
    conference_code: str
    number: int
    at: dt.datetime
    desk: str
    token: str
    """What its pages' codes bear beside the number."""
    columns: tuple[SignatureColumn, ...]
    column: int
    rows: tuple[PaperRow, ...]
    lines: tuple[int, ...]
    """Numbers of the blank lines that nobody was typed from yet."""
    entered: tuple[EnteredColumn | None, ...]
    """For each column, who entered it and when."""
    others: tuple[KnownPerson, ...] = ()
    sessions: tuple[WrittenTo, ...] = ()
    """What the column is written to, in order of time."""

    @property
    def last(self) -> int:
        """The last number on the sheet, blank lines and lines added under them counted."""
        return max([*(row.number for row in self.rows), *self.lines], default=0)


@dataclass(frozen=True, slots=True)
class WalkIn:
    """A name on a blank line of the sheet."""

    line: int
    full_name: str = ""
    unit: str = ""
    attendee_id: uuid.UUID | None = None
    """Somebody of the conference who signed there, instead of on their own sheet."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A line where the door contradicts the paper and nobody has settled it yet. Nothing was written for it."""

    number: int
    attendee_id: uuid.UUID
    code: str
    full_name: str
    unit: str
    paper: Status
    session: str
    door: Status
    arrived_at: dt.datetime | None
    desk: str


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What entering a column did, counted in lines of the sheet."""

    number: int
    written: int = 0
    """Lines whose word is new or other than before."""
    agreeing: int = 0
    """Lines whose word stood there already."""
    differences: tuple[Difference, ...] = ()
    settled: int = 0
    """Lines where paper and door differed and somebody has said whose word counts."""
    walk_ins: tuple[uuid.UUID, ...] = ()
    """Registered now, from blank lines."""
    changed: bool = False
    """Whether anything was written at all."""
