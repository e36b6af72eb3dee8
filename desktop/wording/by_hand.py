"""Somebody who is added by hand: whom the directory offers, and what is asked before they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.domain.by_hand import Asked, ListedAsked, Offered
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import full_name_text

if TYPE_CHECKING:
    from desktop.domain.people import AttendeeView


def offered_text(offered: Offered) -> str:
    """What tells a person who is offered from others of the name."""
    listed = _("on the list already") if offered.listed else ""
    return " · ".join(filter(None, (listed, _of_them(offered.last))))


def person_text(person: AttendeeView) -> str:
    """Somebody with what tells them from others of the name."""
    return " · ".join(filter(None, (full_name_text(person), _of_them(person))))


def _of_them(person: AttendeeView) -> str:
    return " · ".join(filter(None, (person.unit, person.position, field.birth(person.birth))))


def listed_text(asked: ListedAsked) -> str:
    """Told beside the form as soon as it is known."""
    return _("Perhaps on the list already: {people}").format(people="; ".join(map(person_text, asked.people)))


def question(asked: Asked) -> str:
    """What is asked when it is to be written."""
    if isinstance(asked, ListedAsked):
        return _("{name} is perhaps on the list already. Is it the same person?").format(name=asked.name)
    return _(
        "The directory has {name} with this date of birth or phone, but from another unit. Is it the same person?"
    ).format(name=asked.name)
