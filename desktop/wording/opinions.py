"""Opinions in words: kinds, numbers, columns, and what is wrong with what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.opinion_results import OpinionResults
from desktop.domain.opinions import RoundKind
from desktop.i18n import _, ngettext, pgettext
from desktop.wording.formats import decimal_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "opinion.none": lambda: _("The conference has no round of opinions yet."),
    "opinion.unknown": lambda: _("The conference has no round of opinions no. {value}."),
    "opinion.gone": lambda: _("This round of opinions is not there any more: somebody removed it."),
    "opinion.no_items": lambda: _("Write at least one question, one a line."),
    "opinion.too_many_items": lambda: _("A questionnaire can't have more than {most} questions."),
    "opinion.empty_section": lambda: _("The section “{value}” has no question."),
    "opinion.item_twice": lambda: _("“{value}” stands twice in one section."),
    "opinion.scale": lambda: _("Marks go from 1 to 5 or from 1 to 10, not to {value}."),
    "opinion.labels": lambda: _("Write a word for each of the {expected} levels, or none."),
    "opinion.asked": lambda: _("“{value}” is no number of people."),
    "opinion.ends_before": lambda: _("It can't end before it begins: check the dates."),
    "opinion.limit": lambda: _("“{value}” is too much: at most {most}."),
    "opinion.band": lambda: _("“{value}” is no band: write from which mean on, then its word, the lowest first."),
    "opinion.has_answers": lambda: _(
        "There are {count} answers already: the words may change, but not how many questions there are, nor the scale."
    ),
    "opinion.group_used": lambda: _("Somebody answered as “{value}”: this group has to stay."),
    "opinion.marks_count": lambda: _("There are {count} marks for {expected} questions."),
    "opinion.mark": lambda: _("“{value}” is no mark from 1 to {most}, nor what the round calls a level."),
    "opinion.group": lambda: _("“{value}” is none of the groups of the questionnaire."),
    "opinion.no_such_question": lambda: _("The questionnaire has no such open question."),
    "opinion.says_nothing": lambda: _("Nothing is answered."),
    "opinion.tally_papers": lambda: _("Say how many papers were counted, at most {most}."),
    "opinion.tally_levels": lambda: _("“{item}”: write {expected} counts, one for each level."),
    "opinion.tally_over": lambda: _("“{item}” has {count} marks on {papers} papers."),
    "opinion.tally_number": lambda: _("“{value}” is no row of counts: write whole numbers with blanks between."),
    "opinion.marks_or_counts": lambda: _("Give either the marks of papers or their counts."),
    "opinion.tally_few": lambda: _(
        "A count of fewer than {least} papers would tell who said what: enter them one by one."
    ),
    "opinion.too_many": lambda: _("A round can't have more than {most} answers."),
    "opinion.no_table": lambda: _(
        "{file} has no column for the questions of this round: its headings must be the questions as they stand."
    ),
    "opinion.upright": lambda: _(
        "In {file} the questions stand below one another. Turn the table, so that each question is a column and each "
        "paper a row; papers counted by hand are entered as a count."
    ),
    "opinion.nothing_new": lambda: _("The files hold no answer that is not there already."),
}

_MINUS = "\N{MINUS SIGN}"
_KINDS: Mapping[RoundKind, Callable[[], str]] = {
    RoundKind.EVALUATION: lambda: _("trainees about the conference"),
    RoundKind.SERVICE: lambda: _("citizens and businesses about the service"),
    RoundKind.OTHER: lambda: pgettext("opinions", "other"),
}


def kind_text(kind: RoundKind) -> str:
    """Who is asked about what."""
    return _KINDS[kind]()


def mean_text(mean: float | None) -> str:
    """A mean to two places as the language writes it; "–" for none."""
    return "–" if mean is None else decimal_text(mean, 2)


def change_text(now: float | None, before: float | None) -> str:
    """How a mean changed since the last round: "+0,12"; "" where there is nothing to compare with."""
    if now is None or before is None:
        return ""
    change = round(now - before, 2)
    return f"{'+' if change >= 0 else _MINUS}{decimal_text(abs(change), 2)}"


def share_text(share: float | None) -> str:
    """A share in per cent to one place; "–" for none."""
    return "–" if share is None else f"{decimal_text(share, 1)}%"


def answers_text(count: int) -> str:
    """How many answers."""
    return ngettext("{count} answer", "{count} answers", count).format(count=count)


def counted_text(found: OpinionResults) -> str:
    """How many answers count and how many do not."""
    if not found.invalid:
        return _("{valid} valid answers").format(valid=found.valid)
    return _("{valid} valid answers, {invalid} invalid (more than {limit}% left blank)").format(
        valid=found.valid, invalid=found.invalid, limit=found.most_unanswered
    )


def asked_text(found: OpinionResults) -> str:
    """How many of those asked answered; "" where nobody counted whom was asked."""
    if not found.round.asked:
        return ""
    share = share_text(100 * found.total / found.round.asked)
    return _("{share} of {asked} asked").format(share=share, asked=found.round.asked)


def mean_line(found: OpinionResults) -> str:
    """The whole's mean with its band and how it changed: "Mean 4,32/5 (good), +0,12 since “…”"."""
    text = _("Mean {mean}/{scale}").format(mean=mean_text(found.mean), scale=found.round.questionnaire.scale)
    if found.band:
        text = f"{text} ({found.band})"
    if changed := change_text(found.mean, found.before):
        text = _("{mean}, {changed} since “{title}”").format(mean=text, changed=changed, title=found.before_title)
    return text


def hidden_text() -> str:
    """Why nothing is told of too few answers."""
    return _("Fewer than five valid answers: no more is told, so that nobody is found out.")


def section_title(title: str, place: int) -> str:
    """A section's name; one without is numbered."""
    return title or _("Part {number}").format(number=place)


def group_name(name: str) -> str:
    """A group's name; those who chose none are named."""
    return name or _("Not said")


def level_name(labels: tuple[str, ...], level: int) -> str:
    """What a level is called, from 1: its number with its label."""
    return f"{level} – {labels[level - 1]}" if labels else str(level)
