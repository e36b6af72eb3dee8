"""Words of the list of proposals about administrative procedures."""

from __future__ import annotations

from desktop.domain.procedures import ProposalView
from desktop.i18n import _
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import number_text
from desktop.wording.procedures import proposals_text
from desktop.wording.tasks import decimal

WORDS = DocumentWords(
    title=lambda: _("List of proposals about procedures"),
    purpose=lambda: _("Which procedures are to be changed or abolished, why, what it saves, and what was answered."),
    options={"signature": OptionWords(lambda: _("Signatures at the end"))},
)


def title() -> str:
    """In capitals."""
    return _("List of proposals about administrative procedures").upper()


def total_text(found: tuple[ProposalView, ...]) -> str:
    """How many proposals, and what they save together."""
    days = sum(each.proposed.saved_days or 0 for each in found)
    cost = sum(each.proposed.saved_cost or 0 for each in found)
    parts = [proposals_text(len(found))]
    if days:
        parts.append(_("days saved: {days}").format(days=decimal(days)))
    if cost:
        parts.append(_("saved a year: {amount} đồng").format(amount=number_text(round(cost))))
    return _("Total: {parts}.").format(parts="; ".join(parts))
