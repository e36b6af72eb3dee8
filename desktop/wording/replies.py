"""Replies of units before a conference in words: states, counts, and what is wrong with what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.replies import ReplyCounts, ReplyState, ReplyView
from desktop.i18n import _, ngettext
from desktop.wording.formats import attendees_text, short_date_text, units_text
from desktop.wording.tasks import late_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "reply.no_units": lambda: _("Say which units are meant."),
    "reply.due_before_sent": lambda: _("The deadline {value} is before the day on which it was sent, {sent}."),
    "calendar.nothing": lambda: _("The conference has neither sessions nor days: there is nothing for a calendar."),
    "reply.not_invited": lambda: _("This unit is not invited."),
    "reply.nobody_invited": lambda: _("No unit is invited yet: “invite CONFERENCE --sent DATE” says that all are."),
}

_STATES: Mapping[ReplyState, tuple[str, Callable[[], str]]] = {
    ReplyState.NO_REPLY: ("?", lambda: _("no reply yet")),
    ReplyState.SHORT: ("−", lambda: _("too few")),
    ReplyState.WRONG_GROUP: ("!", lambda: _("wrong group")),
    ReplyState.OVER: ("+", lambda: _("too many")),
    ReplyState.NOT_SENT: ("·", lambda: _("not sent")),
    ReplyState.COMPLETE: ("✓", lambda: _("complete")),
    ReplyState.DECLINED: ("✕", lambda: _("declined")),
}


def sign(state: ReplyState) -> str:
    """A sign for a state, always beside its word."""
    return _STATES[state][0]


def state_text(state: ReplyState) -> str:
    """A state as a word."""
    return _STATES[state][1]()


def standing_text(reply: ReplyView) -> str:
    """A state with its sign before it, and with how late: "? no reply yet, 3 days late"."""
    word = short_text(reply)
    return f"{word}, {late_text(reply.days_late)}" if reply.days_late else word


def short_text(reply: ReplyView) -> str:
    """The same for a narrow cell: "? no reply yet"."""
    return f"{sign(reply.state)} {state_text(reply.state)}"


def due_text(reply: ReplyView) -> str:
    """The last day to reply for a narrow cell, with how late where it is: "27/11, 3 days late"; "" for none."""
    if reply.due is None:
        return ""
    day = short_date_text(reply.due)
    return f"{day}, {late_text(reply.days_late)}" if reply.days_late else day


def count_text(reply: ReplyView) -> str:
    """How many it has named of how many: "3/4"; "3" where nothing says how many."""
    return str(reply.registered) if reply.quota is None else f"{reply.registered}/{reply.quota}"


def calendar_stem(group: str) -> str:
    """The name of a role group's calendar file, without its ending; "" for everybody's."""
    return _("Calendar - {group}").format(group=group) if group else _("Calendar")


def facts(counts: ReplyCounts) -> str:
    """The line of facts: how many units, how many people of how many."""
    parts = [units_text(counts.units), _("{people} registered").format(people=attendees_text(counts.registered))]
    if counts.missing:
        parts.append(
            ngettext("{count} still to be named", "{count} still to be named", counts.missing).format(
                count=counts.missing
            )
        )
    if counts.owing:
        parts.append(
            ngettext("{count} to be reminded", "{count} to be reminded", counts.owing).format(count=counts.owing)
        )
    return " · ".join(parts)
