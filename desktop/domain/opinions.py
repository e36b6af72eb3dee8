"""What trainees, citizens and businesses say of a conference or a service: questionnaires, answers, and what they come to.

Answers are anonymous: nothing here names a person. How they are counted follows TT 10/2017/TT-BNV (carried on by TT
03/2023/TT-BNV): one mark for an item, an answer with more than 5 % of its items left blank is invalid, and the mean is told of
each item, of each section and of the whole.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from desktop.domain.decimals import read_decimal
from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import normalise, visible
from desktop.domain.numerals import roman
from desktop.domain.tasks import content_key

FIVE, TEN = 5, 10
SCALES = (FIVE, TEN)
"""Five levels, or marks from 1 to 10."""
FEWEST = 5
"""Fewer answers than that are never told apart: who gave them could be guessed."""
UNANSWERED = 5
"""An answer is invalid when more than so many per cent of its items are blank, unless the office says otherwise."""
SATISFIED = {FIVE: 4, TEN: None}
"""The level from which somebody is satisfied (SIPAS: "hài lòng" and "rất hài lòng"); marks from 1 to 10 know none."""
MOST_ITEMS = 80
MOST_PEOPLE = 10_000_000
"""Asked, or at a dialogue: more are a slip of the finger, and no database keeps just any number."""
MOST_ANSWERS = 20_000
"""Of one round: more are a slip of the finger."""


class RoundKind(StrEnum):
    """Who is asked about what: a round is compared with the last of its kind."""

    EVALUATION = "evaluation"
    """Trainees, about the conference."""
    SERVICE = "service"
    """Citizens and businesses, about how a service is given."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """Items under one heading."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What is asked, in its order."""

    scale: int
    sections: tuple[QuestionSection, ...]
    open: tuple[str, ...] = ()
    """Questions answered in words."""
    groups: tuple[str, ...] = ()
    """Who answers, one to choose: role groups, or citizens and businesses."""
    labels: tuple[str, ...] = ()
    """What the levels are called, the lowest first; none for marks."""

    @property
    def items(self) -> tuple[str, ...]:
        """All items; a mark stands at its item's place."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def shape(self) -> tuple[object, ...]:
        """What may not change once there are answers: only the words may."""
        return self.scale, tuple(len(section.items) for section in self.sections), len(self.open)


@dataclass(frozen=True, slots=True)
class QuestionnaireAnswer:
    """One filled questionnaire without its words: those are kept apart from it."""

    marks: tuple[int | None, ...]
    group: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody wrote to an open question."""

    question: int
    """Its place among the open questions, from 0."""
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """One paper or row: marks, and the words beside them."""

    answer: QuestionnaireAnswer
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class HandTally:
    """Papers counted by hand: how many there were, and how often each level of each item was chosen."""

    valid: int
    counts: tuple[tuple[int, ...], ...]
    invalid: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """What a mean is called, from which mean on."""

    least: float
    word: str


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round as it is typed."""

    title: str
    questionnaire: Questionnaire
    kind: RoundKind = RoundKind.EVALUATION
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    asked: int | None = None
    """How many were asked or given a paper."""
    channel: str = ""
    """How: on paper, by a form …"""
    purpose: str = ""
    """What the questionnaire says of itself."""


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as it is kept, with how many answers there are."""

    id: uuid.UUID
    version: int
    conference_id: uuid.UUID
    number: int
    """Counts the conference's rounds."""
    title: str
    questionnaire: Questionnaire
    kind: RoundKind
    starts_on: dt.date | None
    ends_on: dt.date | None
    asked: int | None
    channel: str
    purpose: str
    answers: int

    @property
    def new(self) -> NewRound:
        """As the form has it."""
        return NewRound(
            self.title,
            self.questionnaire,
            self.kind,
            self.starts_on,
            self.ends_on,
            self.asked,
            self.channel,
            self.purpose,
        )


# -- a questionnaire as it is typed ------------------------------------------------------------------------------------

_SECTION = re.compile(r"^\s*[IVXLC]{1,6}\s*[.)]\s*(.+)$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-–•*])\s*")


def read_sections(text: str) -> tuple[QuestionSection, ...]:
    """Items one a line; a line with a Roman number opens a section ("I. Nội dung"). Numbers before items are dropped.

    Raises InvalidInput where there is no item, an empty section, or the same item twice in one section.
    """
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        words = normalise(line)
        if not words:
            continue
        if opened := _SECTION.match(words):
            found.append((normalise(opened[1]), []))
        else:
            if not found:
                found.append(("", []))
            found[-1][1].append(normalise(_NUMBERED.sub("", words)) or words)
    sections = tuple(QuestionSection(title, tuple(items)) for title, items in found)
    check_sections(sections)
    return sections


def check_sections(sections: Sequence[QuestionSection]) -> None:
    """Raise InvalidInput for what can't be asked."""
    items = [item for section in sections for item in section.items]
    if not items:
        raise InvalidInput("opinion.no_items", field="sections")
    if len(items) > MOST_ITEMS:
        raise InvalidInput("opinion.too_many_items", field="sections", most=MOST_ITEMS)
    for section in sections:
        if not section.items:
            raise InvalidInput("opinion.empty_section", field="sections", value=section.title)
        twice = next((item for item, count in Counter(map(str.casefold, section.items)).items() if count > 1), None)
        if twice is not None:
            raise InvalidInput("opinion.item_twice", field="sections", value=twice)


def sections_text(sections: Iterable[QuestionSection]) -> str:
    """As `read_sections` reads them."""
    lines, number = [], 0
    for place, section in enumerate(sections, start=1):
        if section.title:
            lines.append(f"{roman(place)}. {section.title}")
        for item in section.items:
            number += 1
            lines.append(f"{number}. {item}")
    return "\n".join(lines)


def read_lines(text: str) -> tuple[str, ...]:
    """One thing a line, blank lines and repetitions dropped."""
    return tuple(dict.fromkeys(filter(None, map(normalise, visible(text).splitlines()))))


def read_bands(text: str, scale: int) -> tuple[Band, ...]:
    """A line for each band: the mean it begins at, then its word ("4,2 Tốt"), the lowest first. Raises InvalidInput."""
    found: list[Band] = []
    for line in read_lines(text):
        number, _blank, word = line.partition(" ")
        least = read_decimal(number)
        if least is None or not word.strip() or not 0 <= least <= scale or (found and least <= found[-1].least):
            raise InvalidInput("opinion.band", value=line)
        found.append(Band(least, word.strip()))
    return tuple(found)


def band_of(mean: float | None, bands: Sequence[Band]) -> str:
    """What a mean is called; "" where no band has it. Judged as it is shown: to two places."""
    if mean is None:
        return ""
    return next((band.word for band in reversed(bands) if round(mean, 2) >= band.least), "")


def check_people(count: int | None, field: str) -> None:
    """Raise InvalidInput beside the field for what is no number of people."""
    if count is not None and not 0 <= count <= MOST_PEOPLE:
        raise InvalidInput("opinion.asked", field=field, value=str(count))


# -- answers -----------------------------------------------------------------------------------------------------------


def check_answer(answer: QuestionnaireAnswer, questionnaire: Questionnaire) -> None:
    """Raise InvalidInput for an answer that the questionnaire can't have."""
    if len(answer.marks) != len(questionnaire.items):
        raise InvalidInput("opinion.marks_count", count=len(answer.marks), expected=len(questionnaire.items))
    for mark in answer.marks:
        if mark is not None and not 1 <= mark <= questionnaire.scale:
            raise InvalidInput("opinion.mark", value=str(mark), most=questionnaire.scale)
    if answer.group and answer.group not in questionnaire.groups:
        raise InvalidInput("opinion.group", value=answer.group)


_NUMBERS = re.compile(r"(?<![\w.,])\d{1,2}(?![\w])")
_DIGITS = re.compile(r"\d+")
_OUT_OF = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_LONE = re.compile(r"\(\s*\d+\s*\)")
"""As forms number their columns."""
_MOST_LETTERS = 60
"""Of what can still be a mark with its words."""


def read_mark(value: object, questionnaire: Questionnaire) -> int | None:
    """The mark that a cell or a key says: 4, "4", "4 - Hài lòng", "Hài lòng (4)", or a level's label; None for a blank.

    Raises InvalidInput("opinion.mark") for anything else, two marks at once too.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    mark = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        mark = int(value) if value == int(value) else None
    elif isinstance(value, str):
        mark = _mark_in(normalise(value), questionnaire)
    if mark is None or not 1 <= mark <= questionnaire.scale:
        raise InvalidInput("opinion.mark", value=str(value), most=questionnaire.scale)
    return mark


def _mark_in(text: str, questionnaire: Questionnaire) -> int | None:
    """The level of this label, or the one number in a few words; None for several, for a part of one, for none."""
    labels = {content_key(label): level for level, label in enumerate(questionnaire.labels, start=1)}
    if (level := labels.get(content_key(text))) is not None:
        return level
    if (number := read_decimal(text)) is not None:
        return int(number) if number == int(number) else None
    out_of = _OUT_OF.fullmatch(text)
    if out_of and int(out_of[2]) == questionnaire.scale:
        return int(out_of[1])
    if len(text) > _MOST_LETTERS or _LONE.fullmatch(text) or len(_DIGITS.findall(text)) != 1:
        return None
    said = _NUMBERS.search(text)
    return int(said[0]) if said else None


def is_numbering(text: str) -> bool:
    """Whether a cell only numbers its column, as forms do: "(3)"."""
    return bool(_LONE.fullmatch(text.strip()))


BLANK_KEYS = "-._ x"
"""What is typed for an item left blank."""


def read_marks(text: str, questionnaire: Questionnaire) -> tuple[int | None, ...]:
    """The marks of one answer as they are typed: "5 4 - 3", or one sign each ("54-3"), in which 0 is ten of ten.

    Raises InvalidInput.
    """
    said = text.strip()
    parts = re.split(r"[\s,;]+", said) if re.search(r"[\s,;]", said) else list(said)
    return tuple(read_key(part, questionnaire) for part in parts)


def read_key(key: str, questionnaire: Questionnaire) -> int | None:
    """The mark of one sign; None for one of `BLANK_KEYS`. Raises InvalidInput("opinion.mark")."""
    if key in BLANK_KEYS:
        return None
    return read_mark(str(TEN) if key == "0" and questionnaire.scale == TEN else key, questionnaire)


def is_valid(answer: QuestionnaireAnswer, most_unanswered: float = UNANSWERED) -> bool:
    """Whether it counts: no more than so many per cent of its items are blank, and not all of them."""
    blank = sum(mark is None for mark in answer.marks)
    return blank < len(answer.marks) and 100 * blank <= most_unanswered * len(answer.marks)


def check_tally(tally: HandTally, questionnaire: Questionnaire) -> None:
    """Raise InvalidInput where counts can't be: of other items, negative, or more marks on an item than papers."""
    if len(tally.counts) != len(questionnaire.items):
        raise InvalidInput("opinion.marks_count", count=len(tally.counts), expected=len(questionnaire.items))
    if tally.valid < 0 or tally.invalid < 0 or not 0 < tally.valid + tally.invalid <= MOST_ANSWERS:
        raise InvalidInput("opinion.tally_papers", field="valid", most=MOST_ANSWERS)
    for item, counts in zip(questionnaire.items, tally.counts, strict=True):
        if len(counts) != questionnaire.scale or any(count < 0 for count in counts):
            raise InvalidInput("opinion.tally_levels", item=item, expected=questionnaire.scale)
        if sum(counts) > tally.valid:
            raise InvalidInput("opinion.tally_over", item=item, count=sum(counts), papers=tally.valid)
