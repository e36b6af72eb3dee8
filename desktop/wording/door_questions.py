"""What is asked before somebody comes onto the list at the door, in words."""

from __future__ import annotations

import datetime as dt

from desktop.domain.attendance import Outcome
from desktop.domain.door_questions import AccentsAsked, Asked, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked
from desktop.i18n import _
from desktop.wording.check_in import moment_or_clock


def question(asked: Asked) -> str:
    """The question, as the window asks it."""
    match asked:
        case UnitAsked(typed):
            return _("“{unit}” is not on record, but near. Which unit is it?").format(unit=typed)
        case NamesakeAsked(name, people):
            if len(people) == 1:
                return _("{name} is on the list already. Is it this person?").format(name=name)
            return _("{name} is on the list already. Is it one of these? Arrow keys move, Space chooses.").format(
                name=name
            )
        case TimeAsked():
            return _("{closed} Let them in all the same?").format(closed=_closed(asked))
        case PresenceAsked(name):
            return _("{name} came in person: {sessions}. Name a substitute all the same?").format(
                name=name, sessions=_sessions(asked)
            )
        case AccentsAsked(name):
            return _("“{name}” was typed without accents. Is that the name?").format(name=name)
    raise ValueError(asked)


def on_command_line(asked: Asked) -> str:
    """The same on the command line, with the option that answers it."""
    match asked:
        case UnitAsked(typed):
            return _(
                "“{unit}” is not on record, but these are near. Say which with “--unit-as NAME”, or “--unit-as new” for another."
            ).format(unit=typed)
        case NamesakeAsked(name):
            return _("{name} is on the list already. “--another” registers somebody else of this name.").format(
                name=name
            )
        case TimeAsked():
            return _("{closed} “--anyway” lets them in all the same.").format(closed=_closed(asked))
        case PresenceAsked(name):
            return _("{name} came in person: {sessions}. “--anyway” names a substitute all the same.").format(
                name=name, sessions=_sessions(asked)
            )
    return question(asked)


def _closed(asked: TimeAsked) -> str:
    now = dt.datetime.now()
    at = asked.at.astimezone().replace(tzinfo=None)
    if asked.outcome is Outcome.FUTURE:
        return _("{time} is still to come.").format(time=moment_or_clock(at, now))
    if at > asked.ends_at:
        text = _("“{session}” ended at {time}.")
        return text.format(session=asked.session, time=moment_or_clock(asked.ends_at, now))
    text = _("“{session}” begins at {time}.")
    return text.format(session=asked.session, time=moment_or_clock(asked.starts_at, now))


def _sessions(asked: PresenceAsked) -> str:
    now = dt.datetime.now()
    return "; ".join(
        f"{title} ({moment_or_clock(at.astimezone().replace(tzinfo=None), now)})" if at else title
        for title, at in asked.sessions
    )
