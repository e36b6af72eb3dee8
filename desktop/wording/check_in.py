"""What the door says: a verdict in words, sign and colour for every answer, and a person's standing in a few letters."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.attendance import THERE, CheckIn, Delegation, DoorPerson, Outcome, Status
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold
from desktop.domain.people import AttendeeState, Origin, SessionView
from desktop.i18n import _, ngettext, pgettext
from desktop.wording import attendance as words
from desktop.wording import field, points
from desktop.wording.formats import clock_text, code_text, date_text, desk_text, full_name_text, moment_text, times_text

if TYPE_CHECKING:
    from desktop.domain.finder import DoorUnit
    from desktop.domain.identity_card import IdentityCard

_STATUS_TONES = {"present": "good", "late": "warn", "excused": "plain", "absent": "bad", "unrecorded": "plain"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word on a soft colour."""

    text: str
    tone: str


def signed(sign: str, words: str, tone: str) -> Chip:
    """A chip of a sign and words."""
    return Chip(f"{sign} {words}", tone)


@dataclass(frozen=True, slots=True)
class DeskMessage:
    """What the desk is told, large."""

    tone: str
    sign: str
    heading: str
    facts: str = ""
    attention: str = ""
    """To be told to this person ("cần lưu ý")."""
    pending: bool = False
    actions: tuple[str, ...] = ()
    """What can be done next: undo, badge, let_in, not_replaced, reinstate, anyway, instead, walk_in."""


def named(person: DoorPerson) -> str:
    """The name, with whom they come for."""
    if person.substitute_for:
        return f"{person.full_name} {words.in_the_place_of(person.substitute_for)}"
    return person.full_name


def status_chip(status: str) -> Chip:
    """A status: sign and words."""
    return Chip(f"{words.SIGNS[status]} {words.status(status)}", _STATUS_TONES[status])


def standing_chip(person: DoorPerson) -> Chip | None:
    """How someone in the list of hits stands; None when they are simply expected."""
    if person.status in THERE:
        if person.left_at is not None:
            return Chip(pgettext("attendance", "left {time}").format(time=clock_text(person.left_at)), "plain")
        sign = words.SIGNS[person.status]
        parts = [clock_text(person.arrived_at) or words.status(person.status), person.desk and desk_text(person.desk)]
        return Chip(f"{sign} " + " · ".join(part for part in parts if part), _STATUS_TONES[person.status])
    if person.state == AttendeeState.CANCELLED:
        return signed("✕", _("cancelled"), "bad")
    if person.replaced_by:
        return signed("⇄", _("replaced"), "info")
    if not person.invited:
        return signed("!", _("other session"), "warn")
    return None if person.status == Status.UNRECORDED else status_chip(person.status)


def unit_chip(unit: DoorUnit) -> Chip:
    """How many of a unit can be let in as one, in the list of hits."""
    waiting = len(unit.waiting)
    if not waiting:
        return Chip(_("nobody left to record"), "plain")
    if waiting == len(unit.people):
        return Chip(
            ngettext("the whole unit ({count})", "the whole unit ({count})", waiting).format(count=waiting), "info"
        )
    words = ngettext("the rest of the unit ({count})", "the rest of the unit ({count})", waiting)
    return Chip(words.format(count=waiting), "info")


def choosing(bearers: int, typed: str) -> DeskMessage:
    """Enter named nobody alone: the rows are numbered. `bearers`: how many the text names."""
    heading = _("No name is exactly “{typed}”: which of these is it?")
    if bearers > 1:
        heading = ngettext("{count} person is called “{typed}”", "{count} people are called “{typed}”", bearers)
    return DeskMessage(
        "info",
        "?",
        heading.format(typed=typed, count=bearers),
        _("Press the number of the row, or choose with the arrows and Enter. Nobody was let in yet."),
    )


def delegation_verdict(came: Delegation, *, pending: bool = False) -> DeskMessage:
    """What came of a unit's people: how many are in, and each who is not, with why."""
    let_in, others = came.let_in, came.others
    text = ngettext("{unit}: {count} person present", "{unit}: {count} people present", len(let_in))
    told = [found.heading for each in others if (found := verdict(each))]
    names = [full_name_text(each.person) for each in let_in if each.person is not None]
    closed = any(each.outcome in (Outcome.OUTSIDE, Outcome.FUTURE) for each in others)
    return DeskMessage(
        "warn" if others else "good",
        "!" if others else words.SIGNS[Status.PRESENT],
        text.format(unit=came.unit, count=len(let_in)),
        "; ".join(told) if told else ", ".join(names),
        pending=pending,
        actions=(*(("undo",) if let_in else ()), *(("anyway",) if closed else ())),
    )


def may_enter(person: DoorPerson) -> bool:
    """Whether Enter would let them in."""
    chip = standing_chip(person)
    return chip is None or person.status in (Status.EXCUSED, Status.ABSENT) or person.left_at is not None


def own_point(person: DoorPerson) -> str:
    """The point where somebody sits; "" in the main hall, and where it is called as their unit is."""
    return "" if fold(person.point) == fold(person.unit) else person.point


def _about(person: DoorPerson, *more: str) -> str:
    """Unit, group, point, seat, and what else there is to say."""
    seat = _("seat {seat}").format(seat=person.seat) if person.seat else ""
    return " · ".join(part for part in (person.unit, person.role_group, own_point(person), seat, *more) if part)


def elsewhere(told: DeskMessage, person: DoorPerson) -> DeskMessage:
    """The same of somebody who belongs to another point than the door is for: it is said first, in so many words."""
    told = replace(told, tone="warn" if told.tone == "good" else told.tone)
    return replace(told, attention=" · ".join(filter(None, (points.elsewhere(person.point), told.attention))))


def verdict(
    answer: CheckIn, *, session: str = "", typed: str = "", organizer: bool = True, here: str = ""
) -> DeskMessage:
    """What a desk is told about one try; a desk's own login is not offered what it may not do.

    `here`: the desk's own name, which it need not be told.
    """
    person = answer.person
    if person is None:
        return _not_found(typed)
    found = _of_person(answer, person, session=session, organizer=organizer, here=here)
    if found is None:
        return _not_found(typed or person.full_name)
    return replace(found, attention=person.attention, pending=answer.pending)


def _of_person(answer: CheckIn, person: DoorPerson, *, session: str, organizer: bool, here: str) -> DeskMessage | None:
    name = full_name_text(person)
    if answer.outcome is Outcome.IN:
        late = person.status == Status.LATE
        heading = _("{name}: late") if late else _("{name}: present")
        place = words.in_the_place_of(person.substitute_for) if person.substitute_for else ""
        added = _("walk-in") if person.origin == Origin.WALK_IN else ""
        return DeskMessage(
            "warn" if late else "good",
            words.SIGNS[person.status if person.status in THERE else Status.PRESENT],
            heading.format(name=name),
            _about(person, place, added, clock_text(answer.at)),
            actions=("undo", "badge") if person.origin else ("undo",),
        )
    if answer.outcome is Outcome.ALREADY_IN:
        at, desk = clock_text(answer.at), desk_text(answer.desk) if answer.desk not in ("", here) else ""
        if at and desk:
            heading = _("{name}: in already, {time} at {desk}").format(name=name, time=at, desk=desk)
        elif at:
            heading = _("{name}: in already, {time}").format(name=name, time=at)
        else:
            heading = _("{name}: marked present already").format(name=name)
        return DeskMessage("warn", "!", heading, _about(person))
    if answer.outcome is Outcome.REPLACED:
        return DeskMessage(
            "info",
            "⇄",
            _("{name}: {other} is their substitute").format(name=name, other=person.replaced_by),
            _about(person),
            actions=("not_replaced",) if organizer else (),
        )
    if answer.outcome is Outcome.CANCELLED:
        reason = _("reason: {reason}").format(reason=person.state_reason) if person.state_reason else ""
        ask = "" if organizer else _("ask an organizer to let them in")
        return DeskMessage(
            "bad",
            "✕",
            _("{name}: registration cancelled").format(name=name),
            _about(person, reason, ask),
            actions=("reinstate",) if organizer else (),
        )
    if answer.outcome in (Outcome.OUTSIDE, Outcome.FUTURE):
        heading = _("{name}: not recorded, {closed}").format(name=name, closed=closed_text(answer, dt.datetime.now()))
        return DeskMessage("warn", "!", heading, _about(person), actions=("anyway",))
    if answer.outcome is Outcome.NOT_EXPECTED:
        if not person.followed:
            heading = f"{name}: {points.not_followed(person.point)}"
        elif answer.elsewhere:
            heading = _("{name}: belongs to “{session}”").format(name=name, session=answer.elsewhere)
        else:
            heading = _("{name}: not invited to “{session}”").format(name=name, session=session)
        return DeskMessage("warn", "!", heading, _about(person), actions=("let_in",))
    return None


def verdict_line(answer: CheckIn, person: DoorPerson) -> str:
    """The same on the command line, in a sentence."""
    sentences = {
        Outcome.IN: _("{name} ({unit}): in at {time}"),
        Outcome.ALREADY_IN: _("{name} ({unit}) is in already, since {time}, desk {desk}."),
        Outcome.CANCELLED: _("{name} ({unit}) had cancelled: {reason}"),
        Outcome.REPLACED: _("{name} ({unit}) has a substitute: {other}."),
        Outcome.NOT_EXPECTED: _("{name} ({unit}) is not expected at this session. “--word TEXT” lets them in."),
        Outcome.OUTSIDE: _("{name} ({unit}) was not let in: {closed}. “--anyway” lets them in all the same."),
        Outcome.FUTURE: _(
            "{name} ({unit}) was not let in: {time} is still to come. “--anyway” writes it all the same."
        ),
    }
    text = sentences[answer.outcome]
    if answer.outcome is Outcome.NOT_EXPECTED and answer.elsewhere:
        text = _("{name} ({unit}) is expected at “{session}”, not at this session. “--word TEXT” lets them in.")
    if answer.outcome is Outcome.NOT_EXPECTED and not person.followed:
        text = f"{{name}} ({{unit}}): {points.not_followed(person.point)}. " + _("“--word TEXT” lets them in.")
    if answer.outcome is Outcome.CANCELLED and not person.state_reason:
        text = _("{name} ({unit}) had cancelled.")
    return text.format(
        name=person.full_name,
        unit=person.unit,
        time=clock_text(answer.at),
        desk=answer.desk,
        reason=person.state_reason,
        other=person.replaced_by,
        session=answer.elsewhere,
        closed=closed_text(answer, dt.datetime.now()),
    )


def closed_text(answer: CheckIn, now: dt.datetime) -> str:
    """Why a session lets nobody in, for the middle of a sentence: "the session ended at 11:30"."""
    at = answer.at.astimezone().replace(tzinfo=None) if answer.at else now
    if answer.ends_at is not None and at > answer.ends_at:
        return _("the session ended at {time}").format(time=moment_or_clock(answer.ends_at, now))
    if answer.starts_at is not None:
        return _("the session begins at {time}").format(time=moment_or_clock(answer.starts_at, now))
    return ""


def moment_or_clock(moment: dt.datetime, now: dt.datetime) -> str:
    """A local time of today by its hour, of another day with its date."""
    return clock_text(moment) if moment.date() == now.date() else moment_text(moment)


def certificate_scanned(text: str) -> str:
    """What a certificate's code says that was scanned at the door in place of a badge; "" for another text."""
    from desktop.domain.certificate_code import is_certificate, read  # seldom at a door

    if not is_certificate(text):
        return ""
    code = read(text)
    if code is None:
        return _("This is the code of a certificate, not of a badge")
    return _("This is the code of certificate {number} of {name}, not of a badge").format(
        number=code.number, name=code.full_name
    )


def _not_found(typed: str) -> DeskMessage:
    if certificate := certificate_scanned(typed):
        return DeskMessage("warn", "!", certificate, _("Nobody was recorded. Scan the badge, or type the name."))
    if typed.isdigit():
        heading = _("Badge {code} is not of this conference").format(code=code_text(typed))
    else:
        heading = _("Nobody fits “{typed}”").format(typed=typed) if typed else _("Not on the list")
    return DeskMessage(
        "bad", "✕", heading, _("Try another part of the name, or register a walk-in."), actions=("walk_in",)
    )


def misread() -> DeskMessage:
    """A scan whose check digit is wrong."""
    return DeskMessage(
        "bad",
        "✕",
        _("That code could not be read"),
        _("Hold the badge still and scan again, or type two letters of the name."),
    )


def card_asked(card: IdentityCard, candidates: int) -> DeskMessage:
    """Whose card it is, is not sure: among so many, or of nobody on the list."""
    facts = {"name": card.full_name, "birth": field.birth(card.birth)}
    if not candidates:
        return DeskMessage(
            "bad",
            "✕",
            _("{name}, born {birth}: not on the list").format(**facts),
            _("Try another part of the name, or register a walk-in."),
            actions=("walk_in",),
        )
    return DeskMessage(
        "info",
        "?",
        _("Card of {name}, born {birth}: is it this person?").format(**facts)
        if candidates == 1
        else _("Card of {name}, born {birth}: which of these is it?").format(**facts),
        _("Press the number of the row, or choose with the arrows and Enter. Nobody was let in yet."),
        actions=("walk_in",),
    )


def card_unread() -> DeskMessage:
    """A card's code that came in part, or is of no citizen's card."""
    return DeskMessage(
        "bad",
        "✕",
        _("That is no citizen card, or only a part of it was read"),
        _("Scan the card again, or type two letters of the name."),
    )


def card_elsewhere() -> str:
    """A citizen's card was scanned while something else than the door is shown."""
    return _("A citizen card was scanned: nobody was recorded. Open Check-in and scan it again.")


def nameless(what: DeskMessage) -> str:
    """What came of a scan, for a screen that the hall can read."""
    recorded = what.tone == "good" or "undo" in what.actions
    return _("✓ Badge recorded") if recorded else _("! Badge not recorded: see the check-in desk")


def scanned_elsewhere(code: str, where: str) -> str:
    """A badge was scanned while something else than the door is shown."""
    text = _("Badge {code} was scanned at “{where}”: nobody was recorded. Open Check-in and scan it again.")
    return text.format(code=code_text(code), where=where)


def idle() -> DeskMessage:
    """Nobody was asked for yet."""
    return DeskMessage(
        "plain",
        "⏎",
        _("Scan a badge or citizen card, or type two letters of the name"),
        _("Enter lets in whom the text names alone; else a number chooses. Esc empties the field."),
    )


def session_facts(session: SessionView, now: dt.datetime) -> str:
    """Times, room, and how far off the beginning is, of the office's clock."""
    day = "" if session.starts_at.date() == now.date() else date_text(session.starts_at.date())
    late = session.starts_at + dt.timedelta(minutes=session.late_after)
    parts = [
        day,
        times_text(session.starts_at, session.ends_at),
        session.room,
        _until(session, now),
        _("late after {time}").format(time=clock_text(late)) if now <= session.ends_at else "",
    ]
    return " · ".join(part for part in parts if part)


def _until(session: SessionView, now: dt.datetime) -> str:
    if now > session.ends_at:
        return _("over")
    minutes = round((session.starts_at - now).total_seconds() / 60)
    if minutes > 90:
        return ""
    if minutes > 0:
        return ngettext("begins in {count} minute", "begins in {count} minutes", minutes).format(count=minutes)
    return _("running")


def door_closed(session: SessionView, now: dt.datetime) -> str:
    """Why a session lets nobody in at this local moment, for the bar over the door."""
    if now > session.ends_at:
        text = _("“{session}” ended at {time}: whoever comes now is asked about.")
        return text.format(session=session.title, time=moment_or_clock(session.ends_at, now))
    minutes = round((session.starts_at - now).total_seconds() / 60)
    hours = round(minutes / 60)
    if session.starts_at.date() != now.date() and hours > 12:
        text = _("“{session}” is on {day}: whoever comes now is asked about.")
        return text.format(session=session.title, day=date_text(session.starts_at.date()))
    if minutes < 120:
        text = ngettext(
            "“{session}” begins in {count} minute: whoever comes now is asked about.",
            "“{session}” begins in {count} minutes: whoever comes now is asked about.",
            minutes,
        )
        return text.format(session=session.title, count=minutes)
    text = ngettext(
        "“{session}” begins in {count} hour: whoever comes now is asked about.",
        "“{session}” begins in {count} hours: whoever comes now is asked about.",
        hours,
    )
    return text.format(session=session.title, count=hours)


def went_on(session: SessionView) -> str:
    """The door went on to the next session by itself."""
    return _("The session before is over: the door is at “{session}” now.").format(session=session.title)
