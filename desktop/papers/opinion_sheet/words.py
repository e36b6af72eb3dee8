"""Words of the questionnaire to be scanned."""

from __future__ import annotations

from desktop.domain.opinions import FIVE
from desktop.i18n import _
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.opinion_sheet.options import OpinionSheetContent
from desktop.papers.option_words import ROUND
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
    title=lambda: _("Questionnaire to be scanned"),
    purpose=lambda: _(
        "The questionnaire of a round of opinions with circles to be filled: the papers that come back are scanned or "
        "photographed, and the program reads them."
    ),
    options={
        **ROUND,
        "copies": OptionWords(
            lambda: _("Copies"),
            hint=lambda: _(
                "Each has a number of its own, so print all that are needed: photocopies can't be told apart."
            ),
        ),
        "lines": OptionWords(lambda: _("Lines for each open question")),
    },
)


def lines(content: OpinionSheetContent) -> list[str]:
    """Under the title: what it is for, and how to mark."""
    asked = content.round.questionnaire
    purpose = normalise_lines(content.round.purpose).split("\n")
    how = _("Fill one circle on each line with a pen: ●. To change it, cross it out and fill another.")
    best = [] if asked.scale == FIVE else [_("10 is the best mark.")]
    return [*filter(None, purpose), " ".join([how, *best])]


def who() -> str:
    """Over the groups."""
    return _("You are (fill one circle):")


def anonymous() -> str:
    """At the foot of each page."""
    return _("No name, please. The number only tells papers apart: do not photocopy.")


def page() -> str:
    """At the foot, to be filled in by the template."""
    return _("Page {page}/{pages}")
