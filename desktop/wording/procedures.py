"""Proposals about administrative procedures in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.procedures import ProposalKind, ProposalState, ProposalView
from desktop.i18n import _, ngettext, pgettext
from desktop.wording.formats import date_text, number_text
from desktop.wording.tasks import decimal

SENTENCES: Mapping[str, Callable[[], str]] = {
    "procedure.gone": lambda: _("This proposal is not there any more: somebody removed it."),
    "procedure.unknown": lambda: _("The conference has no proposal no. {value}."),
    "procedure.none": lambda: _("There is no proposal about a procedure yet."),
    "procedure.unit": lambda: _("There is no unit “{value}” in use: choose one of the list."),
    "procedure.number": lambda: _("“{value}” is no number that can be saved."),
    "procedure.answered_before": lambda: _("It can't be answered before it was sent: check the dates."),
}

_KINDS: Mapping[ProposalKind, Callable[[], str]] = {
    ProposalKind.AMEND: lambda: pgettext("procedure", "amend"),
    ProposalKind.SUPPLEMENT: lambda: pgettext("procedure", "supplement"),
    ProposalKind.REPLACE: lambda: pgettext("procedure", "replace"),
    ProposalKind.ABOLISH: lambda: pgettext("procedure", "abolish"),
    ProposalKind.CANCEL: lambda: pgettext("procedure", "cancel"),
}
_STATES: Mapping[ProposalState, tuple[str, Callable[[], str]]] = {
    ProposalState.DRAFT: ("○", lambda: _("not sent yet")),
    ProposalState.SENT: ("→", lambda: _("sent, no answer yet")),
    ProposalState.ANSWERED: ("✓", lambda: pgettext("procedure", "answered")),
}


def kind_text(kind: ProposalKind) -> str:
    """What is proposed: sửa đổi, bổ sung and the like."""
    return _KINDS[kind]()


def state_text(view: ProposalView) -> str:
    """How far it is, its sign before it."""
    sign, words = _STATES[view.state]
    return f"{sign} {words()}"


def saved_text(view: ProposalView) -> str:
    """What is saved: "5 days, 12.000.000 đồng a year"."""
    proposed = view.proposed
    parts = []
    if proposed.saved_days is not None:
        count = decimal(proposed.saved_days)
        parts.append(ngettext("{count} day", "{count} days", int(proposed.saved_days)).format(count=count))
    if proposed.saved_cost is not None:
        parts.append(_("{amount} đồng a year").format(amount=number_text(round(proposed.saved_cost))))
    return ", ".join(parts)


def procedure_text(view: ProposalView) -> str:
    """The procedure with the code of its file."""
    return f"{view.proposed.name} ({view.proposed.code})" if view.proposed.code else view.proposed.name


def sent_text(view: ProposalView) -> str:
    """To whom it was sent, and when."""
    return ", ".join(filter(None, (view.proposed.sent_to, date_text(view.proposed.sent_on))))


def answer_text(view: ProposalView) -> str:
    """What was answered, and when."""
    return ", ".join(filter(None, (view.proposed.answer, date_text(view.proposed.answered_on))))


def proposals_text(count: int) -> str:
    """How many proposals."""
    return ngettext("{count} proposal on procedures", "{count} proposals on procedures", count).format(count=count)
