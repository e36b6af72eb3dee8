"""Words of the form of a proposal about an administrative procedure."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.domain.procedures import ProposalView
from desktop.i18n import _, pgettext
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording import procedures as words

WORDS = DocumentWords(
    title=lambda: _("Forms of proposals about procedures"),
    purpose=lambda: _("For each proposal a form with part I of form 02/RS-KSTT, its reason and what it saves."),
    options={"signature": OptionWords(lambda: _("Signatures at the end"))},
)


def title() -> str:
    """In capitals."""
    return _("Review of an administrative procedure").upper()


def lines() -> list[str]:
    """Under the title: whose form it is."""
    return [_("(Form 02/RS-KSTT, part I, and the proposal)")]


def parts(view: ProposalView) -> list[tuple[str, list[tuple[str, str]]]]:
    """The parts of the form with their rows; what nobody said leaves room to write."""
    proposed = view.proposed
    return [
        (
            _("I. General information"),
            [
                (_("Name of the procedure"), normalise_lines(proposed.name)),
                (_("Code of its file"), normalise(proposed.code)),
                (pgettext("procedure", "Field"), normalise(proposed.field)),
                (_("Documents that lay it down"), normalise_lines(proposed.basis)),
                (_("Body that reviews"), normalise(proposed.reviewed_by or view.unit)),
            ],
        ),
        (
            _("II. Proposal"),
            [
                (_("What is proposed"), words.kind_text(proposed.kind)),
                (_("Reason"), normalise_lines(proposed.reason)),
                (_("What changes: papers, time, forms, fees, the way"), normalise_lines(proposed.changes)),
                (_("What is saved"), words.saved_text(view)),
                (_("Sent to"), normalise(words.sent_text(view))),
                (pgettext("procedure", "Answer"), normalise_lines(words.answer_text(view))),
            ],
        ),
    ]
