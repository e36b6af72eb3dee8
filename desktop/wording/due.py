"""What is due, in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from desktop.domain.data_requests import DataRequestView, RequestKind
from desktop.i18n import _, ngettext
from desktop.wording import bin as bin_words
from desktop.wording.formats import date_text

if TYPE_CHECKING:
    from desktop.domain.bin import BinnedConference
    from desktop.domain.due import ContactsDue


def kinds() -> list[tuple[str, object]]:
    """What can be asked for, as choices."""
    return [(kind(each), str(each)) for each in RequestKind]


def kind(name: str) -> str:
    """What is asked for."""
    return {
        RequestKind.VIEW: _("see their data"),
        RequestKind.EXPORT: _("get a copy of their data"),
        RequestKind.CORRECT: _("have their data corrected"),
        RequestKind.ERASE: _("have their data erased"),
    }[RequestKind(name)]


def request(found: DataRequestView, today: dt.date) -> str:
    """A request that is not answered yet."""
    if found.is_late(today):
        words = _("{who} asked to {what}: the answer was due on {day}.")
    elif found.due_on == today:
        words = _("{who} asked to {what}: the answer is due today.")
    else:
        words = _("{who} asked to {what}: the answer is due on {day}.")
    return words.format(who=found.who, what=kind(found.kind), day=date_text(found.due_on))


def state(found: DataRequestView, today: dt.date) -> str:
    """How a request stands, in one cell."""
    if found.done_on is not None:
        return _("answered {day}").format(day=date_text(found.done_on))
    if found.is_late(today):
        return _("overdue")
    return _("due today") if found.due_on == today else _("not answered yet")


def contacts(found: ContactsDue) -> str:
    """That contacts were to go, or pictures of signed sheets where nobody's contacts are left."""
    if not found.people:
        told = ngettext(
            "{count} picture of a signed sheet of “{title}” was to go from {day}.",
            "{count} pictures of signed sheets of “{title}” were to go from {day}.",
            found.pictures,
        )
        return told.format(count=found.pictures, title=found.title, day=date_text(found.since))
    words = ngettext(
        "Phone and e-mail of {count} attendee of “{title}” were to go from {day}.",
        "Phones and e-mail addresses of {count} attendees of “{title}” were to go from {day}.",
        found.people,
    )
    return _with_pictures(words.format(count=found.people, title=found.title, day=date_text(found.since)), found)


def contacts_question(found: ContactsDue) -> str:
    """What is asked before they go."""
    if not found.people:
        told = ngettext(
            "Let go of {count} picture of a signed sheet of “{title}”? This can't be undone.",
            "Let go of {count} pictures of signed sheets of “{title}”? This can't be undone.",
            found.pictures,
        )
        return told.format(count=found.pictures, title=found.title)
    words = ngettext(
        "Let go of phone and e-mail of {count} attendee of “{title}”? This can't be undone.",
        "Let go of phones and e-mail addresses of {count} attendees of “{title}”? This can't be undone.",
        found.people,
    )
    return _with_pictures(words.format(count=found.people, title=found.title), found)


def _with_pictures(told: str, found: ContactsDue) -> str:
    """Pictures kept of signed sheets go with the contacts."""
    words = ngettext(
        "{count} picture of a signed sheet that is kept goes too.",
        "{count} pictures of signed sheets that are kept go too.",
        found.pictures,
    )
    return f"{told} {words.format(count=found.pictures)}" if found.pictures else told


def let_go(people: int, pictures: int = 0) -> str:
    """That they are gone, and pictures of signed sheets with them."""
    told = ngettext(
        "Let go of {count} picture of a signed sheet. This can't be undone.",
        "Let go of {count} pictures of signed sheets. This can't be undone.",
        pictures,
    ).format(count=pictures)
    if pictures and not people:
        return told
    words = ngettext(
        "Let go of phone and e-mail of {count} attendee. This can't be undone.",
        "Let go of phone and e-mail of {count} attendees. This can't be undone.",
        people,
    )
    return " ".join([words.format(count=people), *([told] if pictures else [])])


def binned(found: BinnedConference) -> str:
    """That a conference's days in the bin are over."""
    return bin_words.overdue(found)


def with_others(sentence: str, others: int) -> str:
    """The first of what is due, and how many more there are."""
    if not others:
        return sentence
    more = ngettext("{count} more is due, see the overview.", "{count} more are due, see the overview.", others)
    return f"{sentence} {more.format(count=others)}"


def span(first: dt.date, last: dt.date) -> str:
    """Holidays as they are typed."""
    return date_text(first) if first == last else f"{date_text(first)} - {date_text(last)}"
