"""What the answers of a round come to: means, distributions, bands, and what is kept back so that nobody is found out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold
from desktop.domain.opinions import (
    FEWEST,
    SATISFIED,
    UNANSWERED,
    Band,
    Comment,
    HandTally,
    Questionnaire,
    QuestionnaireAnswer,
    RoundView,
    band_of,
    is_valid,
)
from desktop.domain.tasks import content_key


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item: how often each level was chosen, the lowest first."""

    text: str
    counts: tuple[int, ...]
    mean: float | None
    satisfied: float | None = None
    """Per cent of its marks from "satisfied" on; None where the scale knows none, or nobody answered."""
    before: float | None = None
    """Its mean in the last round of the kind."""

    @property
    def answered(self) -> int:
        """How many marks it got."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class SectionResult:
    """One section: its mean is that of its items' means, so that each item weighs alike."""

    title: str
    items: tuple[ItemResult, ...]
    mean: float | None
    band: str = ""
    before: float | None = None


@dataclass(frozen=True, slots=True)
class GroupResult:
    """Those of one group who answered; of too few no mean is told."""

    name: str
    answers: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class CommentResult:
    """What was written to one open question: each text with how many wrote it, the most frequent first."""

    question: str
    texts: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many wrote something."""
        return sum(count for _text, count in self.texts)


@dataclass(frozen=True, slots=True)
class OpinionResults:
    """What a round came to."""

    round: RoundView
    valid: int
    invalid: int
    most_unanswered: int
    """Per cent of blank items from which on an answer is invalid."""
    hidden: bool
    """Fewer than `FEWEST` valid answers: nothing but the number and the whole's mean is told."""
    mean: float | None
    band: str
    satisfied: float | None
    sections: tuple[SectionResult, ...] = ()
    groups: tuple[GroupResult, ...] = ()
    comments: tuple[CommentResult, ...] = ()
    before_title: str = ""
    """The last round of the kind; "" where there is none to compare with."""
    before: float | None = None

    @property
    def total(self) -> int:
        """All answers."""
        return self.valid + self.invalid


def results(
    of: RoundView,
    answers: Sequence[QuestionnaireAnswer],
    tallies: Sequence[HandTally] = (),
    comments: Sequence[Comment] = (),
    *,
    bands: Sequence[Band] = (),
    most_unanswered: int = UNANSWERED,
) -> OpinionResults:
    """Count the answers and tallies together."""
    asked = of.questionnaire
    valid = [answer for answer in answers if is_valid(answer, most_unanswered)]
    counts = [[0] * asked.scale for _item in asked.items]
    for answer in valid:
        for place, mark in enumerate(answer.marks):
            if mark is not None:
                counts[place][mark - 1] += 1
    for tally in tallies:
        for mine, told in zip(counts, tally.counts, strict=True):
            mine[:] = map(sum, zip(mine, told, strict=True))
    count = len(valid) + sum(tally.valid for tally in tallies)
    sections = _sections(asked, counts, bands)
    mean = _mean_of(item.mean for section in sections for item in section.items)
    found = OpinionResults(
        of,
        count,
        len(answers) - len(valid) + sum(tally.invalid for tally in tallies),
        most_unanswered,
        count < FEWEST,
        mean,
        band_of(mean, bands),
        _satisfied([sum(level) for level in zip(*counts, strict=True)], asked.scale),
    )
    if found.hidden:
        return replace(found, satisfied=None)
    return replace(found, sections=sections, groups=_groups(asked, valid), comments=_comments(asked, comments))


def _sections(
    asked: Questionnaire, counts: Sequence[Sequence[int]], bands: Sequence[Band]
) -> tuple[SectionResult, ...]:
    found, place = [], 0
    for section in asked.sections:
        items = []
        for text in section.items:
            levels = tuple(counts[place])
            items.append(ItemResult(text, levels, mean_of(levels), _satisfied(levels, asked.scale)))
            place += 1
        mean = _mean_of(item.mean for item in items)
        found.append(SectionResult(section.title, tuple(items), mean, band_of(mean, bands)))
    return tuple(found)


def mean_of(counts: Sequence[int]) -> float | None:
    """The mean of marks, by how often each level was chosen; None where nobody answered."""
    total = sum(counts)
    return sum(level * count for level, count in enumerate(counts, start=1)) / total if total else None


def _mean_of(means: Iterable[float | None]) -> float | None:
    known = [mean for mean in means if mean is not None]
    return sum(known) / len(known) if known else None


def _satisfied(counts: Sequence[int], scale: int) -> float | None:
    least, total = SATISFIED[scale], sum(counts)
    return 100 * sum(counts[least - 1 :]) / total if least and total else None


def _groups(asked: Questionnaire, valid: Sequence[QuestionnaireAnswer]) -> tuple[GroupResult, ...]:
    """Each group's mean; of too few none is told, nor of what could be worked out from the others.

    Whoever knows the whole and all groups but one knows that one: so where those kept back are too few together, the
    smallest of the others is kept back with them.
    """
    of_group: dict[str, list[QuestionnaireAnswer]] = defaultdict(list)
    for answer in valid:
        of_group[answer.group].append(answer)
    names = [*(name for name in asked.groups if name in of_group), *([""] if "" in of_group else [])]
    if not set(names) - {""}:
        return ()
    told = [name for name in names if len(of_group[name]) >= FEWEST]
    while told and 0 < sum(len(of_group[name]) for name in names if name not in told) < FEWEST:
        told.remove(min(told, key=lambda name: len(of_group[name])))
    return tuple(
        GroupResult(name, len(of_group[name]), _whole(of_group[name]) if name in told else None) for name in names
    )


def _whole(answers: Sequence[QuestionnaireAnswer]) -> float | None:
    means = []
    for marks in zip(*(answer.marks for answer in answers), strict=True):
        given = [mark for mark in marks if mark is not None]
        means.append(sum(given) / len(given) if given else None)
    return _mean_of(means)


def _comments(asked: Questionnaire, comments: Sequence[Comment]) -> tuple[CommentResult, ...]:
    """Texts that differ in case, accents or points only are one, as most wrote it; the order of writing is not kept."""
    found = []
    for place, question in enumerate(asked.open):
        spelt: dict[str, Counter[str]] = defaultdict(Counter)
        for comment in comments:
            if comment.question == place:
                spelt[content_key(comment.text) or comment.text][comment.text] += 1
        texts = [(max(each, key=lambda text: (each[text], text)), each.total()) for each in spelt.values()]
        texts.sort(key=lambda one: (-one[1], fold(one[0])))
        found.append(CommentResult(question, tuple(texts)))
    return tuple(found)


def compared(now: OpinionResults, before: OpinionResults) -> OpinionResults:
    """The same with the means of the last round beside them, for what both asked in the same words."""
    if now.hidden or before.hidden:
        return now
    items = {content_key(item.text): item.mean for section in before.sections for item in section.items}
    titles = {content_key(section.title): section.mean for section in before.sections}
    sections = tuple(
        replace(
            section,
            before=titles.get(content_key(section.title)),
            items=tuple(replace(item, before=items.get(content_key(item.text))) for item in section.items),
        )
        for section in now.sections
    )
    return replace(now, sections=sections, before_title=before.round.title, before=before.mean)
