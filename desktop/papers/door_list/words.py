"""Words of the door list."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.door_list.options import DoorEntry, DoorListContent
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.attendance import in_the_place_of
from desktop.wording.formats import attendees_text, start_text
from desktop.wording.sheet import when_and_where

WORDS = DocumentWords(
    title=lambda: _("Door list"),
    purpose=lambda: _("To find a person at a glance: by given name, in large type, with seat, unit and group."),
    options={
        "size": OptionWords(
            lambda: _("Type size"),
            {
                "large": lambda: pgettext("type size", "Large"),
                "medium": lambda: pgettext("type size", "Medium"),
                "small": lambda: pgettext("type size", "Small"),
            },
        ),
        "boxes": OptionWords(lambda: _("Boxes to tick")),
    },
)


def title() -> str:
    """Over the list."""
    return _("Door list, by given name").upper()


def lines(content: DoorListContent) -> tuple[str, ...]:
    """Under the title: when and where, for which sessions, how many."""
    sessions = [f"{normalise(each.title)} ({start_text(each.starts_at)})" for each in content.sessions]
    counted = attendees_text(content.total)
    return (
        *when_and_where(content.starts_on, content.ends_on, content.venue),
        *([_("Sessions: {sessions}").format(sessions="; ".join(sessions))] if sessions else []),
        counted,
    )


def headings() -> Mapping[str, str]:
    """Over the columns."""
    return {
        "name": _("Full name"),
        "seat": pgettext("door list", "Seat"),
        "unit": pgettext("door list", "Unit, position"),
        "group": pgettext("door list", "Group"),
    }


def note(entry: DoorEntry) -> str:
    """Under a name: in whose place they come, or who comes in theirs."""
    parts = [in_the_place_of(normalise(entry.person.substitute_for))] if entry.person.substitute_for else []
    if entry.replaced_by:
        parts.append(_("(substitute: {name})").format(name=normalise(entry.replaced_by)))
    return " ".join(parts)


def foot(content: DoorListContent) -> str:
    """At the foot of every page."""
    return _("Door list of conference {code}").format(code=content.conference_code)
