"""What can be opened beside a document: dialogs that say more than its options do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class DocumentDoor:
    """A link beside a document: its words, the door it opens and what the door is given."""

    label: Callable[[], str]
    door: str
    given: Mapping[str, Any] = field(default_factory=dict)
    needed: bool = False
    """Whether the document is nothing without it: shown above the options instead of below."""


_OF_KINDS: Mapping[str, tuple[DocumentDoor, ...]] = {
    "attendance-sheet": (DocumentDoor(lambda: _("Enter a signed sheet…"), "paper.entry"),),
    "quota-annex": (DocumentDoor(lambda: _("Quotas of the units…"), "documents.quota", needed=True),),
    "payment": (DocumentDoor(lambda: _("Daily rates…"), "documents.rates", needed=True),),
    "seat-plan": (DocumentDoor(lambda: _("Arrange the seats…"), "documents.seating", needed=True),),
    "certificates": (DocumentDoor(lambda: _("Who gets a certificate…"), "documents.certificates", needed=True),),
    "certificate-register": (
        DocumentDoor(lambda: _("Who gets a certificate…"), "documents.certificates", needed=True),
    ),
    "invitation": (DocumentDoor(lambda: _("The office's own Word file…"), "documents.word", {"name": "invitation"}),),
    "report": (DocumentDoor(lambda: _("The office's own Word file…"), "documents.word", {"name": "report"}),),
}
"""By the kind's name, in the order shown. A link whose door is not in `doors.DOORS` is not shown."""


def doors_of(name: str) -> tuple[DocumentDoor, ...]:
    """The links beside a document: its own, then those that every document has."""
    return (
        *_OF_KINDS.get(name, ()),
        DocumentDoor(lambda: _("Letterhead and signer…"), "conference.frame"),
        DocumentDoor(lambda: _("Change the template…"), "documents.template", {"name": name}),
    )
