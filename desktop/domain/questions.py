"""The questions that a conference asks of its attendees beside the fields that all have: their kinds, and answers to them.

An answer is kept by its kind: True or False, a number, or text; of a choice the words of the one chosen.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

from desktop.domain.answers import read_flag, says_nothing
from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, visible

Answer = bool | int | float | str
MOST_CHOICES = 40
LONGEST_CHOICE = 100
LONGEST_TITLE = 100
LONGEST_ANSWER = 1_000
_MOST_NUMBER = 10**12
_FEW = 8
"""So many different words are taken for choices, where some of them come again."""
_SHORT = 40
_NUMBER = re.compile(r"(-?)(\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](\d+))?")


class QuestionKind(StrEnum):
    """What can be answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a conference."""

    id: uuid.UUID
    version: int
    title: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    """Of a choice, what there is to choose from, in its order."""

    @property
    def key(self) -> str:
        """By what its answer is found in `AttendeeView.answers`."""
        return self.id.hex


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """What those who are coming answered."""

    question: Question
    counts: tuple[tuple[Answer, int], ...]
    """How many gave each answer: yes before no, choices in their order; of texts the most frequent first."""
    answered: int
    unanswered: int
    total: float | None = None
    """The sum of numbers."""


def read_answer(kind: QuestionKind, choices: Sequence[str], given: object) -> Answer | None:
    """What was typed, or stands in a cell, as an answer; None for nothing.

    Raises InvalidInput("answer.…") for what is no answer to such a question.
    """
    text = visible(given) if isinstance(given, str) else given
    if text is None or text == "":
        return None
    if kind is QuestionKind.YES_NO:
        flag = read_flag(text)
        if flag is None:
            raise InvalidInput("answer.yes_no", value=str(text))
        return flag
    a_word = isinstance(text, str) and kind is not QuestionKind.NUMBER and _says_no(text)
    if (
        isinstance(text, str)
        and says_nothing(text)
        and not a_word
        and not any(fold(text) == fold(each) for each in choices)
    ):
        return None
    if kind is QuestionKind.NUMBER:
        return _number(text)
    words = _words(text)
    if kind is QuestionKind.TEXT:
        if len(words) > LONGEST_ANSWER:
            raise InvalidInput("answer.too_long", value=words[:60], limit=LONGEST_ANSWER)
        return words
    chosen = next((each for each in choices if fold(each) == fold(words)), None)
    if chosen is None:
        raise InvalidInput("answer.choice", value=words[:60], known=", ".join(choices))
    return chosen


def _words(given: object) -> str:
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return " ".join(str(given).split()) if not isinstance(given, str) else given.strip()


def _number(given: object) -> int | float:
    number: float | None = None
    if isinstance(given, bool):
        number = None
    elif isinstance(given, int | float):
        number = float(given)
    elif isinstance(given, str) and (found := _NUMBER.fullmatch(given.strip())):
        sign, whole, part = found.groups()
        number = float(f"{sign}{re.sub('[. ]', '', whole)}.{part or 0}")
    if number is None or not abs(number) <= _MOST_NUMBER:
        raise InvalidInput("answer.number", value=str(given)[:60])
    return int(number) if number.is_integer() else number


def propose(values: Iterable[object]) -> tuple[QuestionKind, tuple[str, ...]]:
    """What kind of question a column of these cells answers, and its choices."""
    said = [visible(each).strip() if isinstance(each, str) else each for each in values]
    said = [each for each in said if each is not None and each != ""]
    if said and all(read_flag(each) is not None for each in said):
        return QuestionKind.YES_NO, ()
    nothing = [each for each in said if isinstance(each, str) and says_nothing(each)]
    said = [each for each in said if not (isinstance(each, str) and says_nothing(each))]
    if said and all(_is_number(each) for each in said):
        return QuestionKind.NUMBER, ()
    words = [_words(each) for each in said]
    spellings: dict[str, Counter[str]] = {}
    for each in words:
        spellings.setdefault(fold(each), Counter())[each] += 1
    short = all(len(each) <= _SHORT for each in words)
    if short and 1 < len(spellings) <= _FEW and len(spellings) < len(words):
        for each in nothing:
            if _says_no(each):  # beside others "Không" is one of the choices, and counted
                spellings.setdefault(fold(each), Counter())[each] += 1
        return QuestionKind.CHOICE, tuple(each.most_common(1)[0][0] for each in spellings.values())
    return QuestionKind.TEXT, ()


def _says_no(text: str) -> bool:
    """Whether a word says no ("Không"), where a dash says nothing."""
    return text.isalpha() and read_flag(text) is False


def _is_number(given: object) -> bool:
    try:
        _number(given)
    except InvalidInput:
        return False
    return True


def tally(question: Question, answers: Sequence[Answer | None]) -> QuestionTally:
    """Count the answers of everybody; None for who gave none."""
    given = [each for each in answers if each is not None]
    counted: Counter[Answer] = Counter(given)
    known: list[Answer] = list(question.choices)
    if question.kind is QuestionKind.YES_NO:
        known = [True, False]
    others = [each for each, _count in counted.most_common() if each not in known]
    if question.kind is QuestionKind.NUMBER:
        others.sort(key=lambda each: float(each))
    total = None
    if question.kind is QuestionKind.NUMBER:
        total = sum(float(each) for each in given)
    counts = tuple((each, counted[each]) for each in (*known, *others))
    return QuestionTally(question, counts, len(given), len(answers) - len(given), total)
