"""Words of the questionnaire."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.opinions import FIVE, RoundView
from desktop.i18n import _
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists.after import AfterPaper
from desktop.papers.option_words import ROUND
from desktop.papers.questionnaire.options import QuestionnaireOptions
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.opinions import section_title

WORDS = DocumentWords(
    title=lambda: _("Questionnaire"),
    purpose=lambda: _("What is asked in a round of opinions, on a page to be filled in by hand without a name."),
    options={**ROUND, "lines": OptionWords(lambda: _("Lines for each open question"))},
)
_BOX = "\N{WHITE SQUARE}"
_DOTS = "." * 138


def title() -> str:
    """In capitals."""
    return _("Opinion questionnaire").upper()


def lines(content: AfterPaper[RoundView, QuestionnaireOptions]) -> list[str]:
    """Under the title: what it is for, who answers, how to mark."""
    asked = content.of.questionnaire
    purpose = normalise_lines(content.of.purpose).split("\n")
    groups = "   ".join(f"{_BOX} {normalise(each)}" for each in asked.groups)
    who = [_("You are: {groups}").format(groups=groups)] if groups else []
    how = (
        _("Mark one box on each line.") if asked.scale == FIVE else _("Circle one number on each line, 10 is the best.")
    )
    return [*filter(None, purpose), *who, how]


def section(title_of: str, place: int, count: int) -> list[str]:
    """Over a section; none where there is only one without a name."""
    return [] if count == 1 and not title_of else [section_title(normalise(title_of), place)]


def level(labels: tuple[str, ...], number: int) -> str:
    """Over the column of a level."""
    return normalise(labels[number - 1]) if labels else ""


def mark(labels: tuple[str, ...], scale: int, number: int) -> str:
    """What stands in a cell to be marked."""
    return _BOX if scale == FIVE and labels else str(number)


def open_lines(content: AfterPaper[RoundView, QuestionnaireOptions]) -> list[str]:
    """Each open question with lines to write on."""
    found = []
    for text in content.of.questionnaire.open:
        found += [normalise(text), *[_DOTS] * content.options.lines]
    return found


def thanks() -> str:
    """At the end."""
    return _("Thank you.")
