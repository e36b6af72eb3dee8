"""Many desks at the organizer's own computer in words: the server it runs, joining it, who was refused there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from desktop.domain.door_times import clock_off
from desktop.i18n import _, ngettext
from desktop.wording.formats import clock_text, moment_text, seconds_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "serving.no_programs": lambda: _(
        "The part that shares a conference with other desks (PostgreSQL) is not on this computer. Run the set-up again with "
        "the internet at hand, or install PostgreSQL 14 or newer; then begin again."
    ),
    "serving.as_root": lambda: _(
        "The administrator root can't share a conference with other desks: start the program as an ordinary user."
    ),
    "serving.not_made": lambda: _("The server could not be made on this computer: the log has the details."),
    "serving.not_started": lambda: _("The server of this computer does not start: the log has the details."),
    "serving.gone": lambda: _("What belongs to this computer's server is missing in {folder}: restore that folder."),
    "serving.port_taken": lambda: _("Another program uses port {port} of this computer: choose another port."),
    "serving.low_port": lambda: _("{port} is not a port from 1024 to 65535."),
    "serving.no_address": lambda: _(
        "This computer has no address {host} now: connect it to the network again, or choose another address."
    ),
    "serving.already": lambda: _(
        "Another window or command of this computer shares a conference with other desks already: go on there."
    ),
    "serving.needs_file": lambda: _("The conference is on a server already: desks join it there."),
    "serving.entries_wait": lambda: _(
        "The conference stays on the server: {count} of this desk's entries did not reach it yet. Try again in a moment."
    ),
    "serving.out_already": lambda: _(
        "“{title}” ({file}) is shared with other desks already: end that first, then begin with another conference."
    ),
    "serving.place_unreadable": lambda: _(
        "{file} can't be read: it says which conference is shared with other desks, so nothing is written into a data file "
        "now, for it may be on this computer's server. Nothing is lost. Open the data file of that conference: the program "
        "asks the server and goes on. If that fails too, put this file back from a backup of its folder."
    ),
    "serving.of_another_file": lambda: _(
        "This computer's server holds “{title}”, which is not in {file}, and the note of which data file it belongs to can't "
        "be read. Open the data file it came from: the program then goes on by itself. Nothing is lost, and nothing is "
        "written until then."
    ),
    "conference.at_server": lambda: _(
        "“{title}” is shared with other desks now: here it can only be looked at. Open it with “Attendance at many desks…”."
    ),
    "join.missing": lambda: _("Enter the code that the organizer's computer shows, or choose the connection file."),
    "join.misread": lambda: _(
        "This is no such code: compare it with the organizer's screen, 7 groups of 5 letters and digits."
    ),
    "join.no_file": lambda: _("{file} is no connection file of Tập Huấn: ask the organizer for another."),
    "join.unreachable": lambda: _(
        "No organizer's computer answers at {file}:{port}. Both computers must be in one network (not in a guest Wi-Fi), and "
        "the firewall there must let Tập Huấn through."
    ),
    "join.other_server": lambda: _(
        "At {file} answers another computer than the one that made this code: nothing was told to it. Ask the organizer for "
        "a new code."
    ),
    "join.refused": lambda: _("The code was used already, or is too old: ask the organizer for a new one."),
    "desk.unknown": lambda: _("There is no desk “{name}”: “server desks” lists them."),
    "desk.ambiguous": lambda: _("Several desks are called “{name}”: name the login."),
    "desk.name_taken": lambda: _("Another desk is called “{name}” already."),
}


class DeskState(Protocol):
    """A desk, as its server knows it."""

    @property
    def seen_at(self) -> dt.datetime | None:
        """When it last told of itself."""

    @property
    def here(self) -> bool:
        """Whether that was just now."""

    @property
    def locked(self) -> bool:
        """Whether it is let in no more."""

    @property
    def answers_in(self) -> float | None:
        """Seconds an answer takes on its way there."""


SLOW_SECONDS = 0.5
"""An answer that takes longer is told."""


def state_text(desk: DeskState) -> str:
    """Whether the desk is there: "trực tuyến", "chậm (1,2 s)", "vắng từ 19:06", "đã khóa"."""
    if desk.locked:
        return _("locked")
    if desk.seen_at is None:
        return _("not yet there")
    if not desk.here:
        return _("away since {time}").format(time=clock_text(desk.seen_at.astimezone()))
    if desk.answers_in is not None and desk.answers_in >= SLOW_SECONDS:
        return _("slow ({seconds})").format(seconds=seconds_text(desk.answers_in))
    return _("online")


def clock_off_text(off: dt.timedelta) -> str:
    """By how many minutes a desk's clock is wrong; "" while it may be right."""
    now = dt.datetime.now(dt.UTC)
    told = clock_off(now + off, now)
    minutes = abs(round(told / dt.timedelta(minutes=1)))
    if not minutes:
        return ""
    ahead = ngettext("{count} minute ahead", "{count} minutes ahead", minutes)
    behind = ngettext("{count} minute behind", "{count} minutes behind", minutes)
    return (ahead if told > dt.timedelta() else behind).format(count=minutes)


class Refused(Protocol):
    """Somebody who was not let in."""

    @property
    def at(self) -> dt.datetime:
        """When."""

    @property
    def host(self) -> str:
        """From which address."""

    @property
    def tried(self) -> str:
        """With what: code, login, other."""


def refused_text(refused: Sequence[Refused]) -> str:
    """The last refusal, and how many there were; "" for none."""
    if not refused:
        return ""
    last = refused[-1]
    what = {
        "code": _("{time}: {host} tried a code that is wrong, used or old. Nobody was let in."),
        "login": _("{time}: {host} tried a login with a wrong password, or one that is locked. Nobody was let in."),
    }.get(last.tried, _("{time}: {host} tried to get in without a code. Nobody was let in."))
    text = what.format(time=clock_text(last.at.astimezone(), seconds=True), host=last.host)
    if len(refused) > 1:
        more = ngettext("{count} try in all.", "{count} tries in all.", len(refused))
        text += " " + more.format(count=len(refused))
    return text


def trouble(code: str) -> str:
    """Why an organizer's computer that this desk joined takes nothing, by the error's code; "" where any server's words do."""
    return {
        "record.wrong_password": _(
            "The organizer's computer knows this desk no more: ask for a new code and join again."
        ),
        "record.login_locked": _("The organizer has locked this desk: ask the organizer."),
        "record.certificate": _(
            "Another computer answers at the organizer's address, and was told nothing: ask for a new code and join again."
        ),
        "record.too_many_connections": _(
            "The organizer's computer has no connection left just now: this desk tries again by itself."
        ),
    }.get(code, "")


def code_until(moment: dt.datetime) -> str:
    """Until when a code is good."""
    return _("good for one desk until {time}").format(time=clock_text(moment.astimezone()))


def served_since(moment: dt.datetime) -> str:
    """Since when the conference is shared."""
    return _("since {time}").format(time=moment_text(moment))


def nobody_yet() -> str:
    """What to press when no desk could join after a while."""
    return _(
        "No desk has joined yet. If a desk says that nothing answers: 1. when Windows asks whether Tập Huấn or PostgreSQL may "
        "use the network, press Allow access; 2. put both computers into one Wi-Fi or on one switch, not in a guest "
        "Wi-Fi; 3. a phone's hotspot works too."
    )


class Clash(Protocol):
    """A field edited on the shared server and meanwhile in the data file."""

    @property
    def table(self) -> str:
        """The table of the row."""

    @property
    def field(self) -> str:
        """The column; "" for a whole row."""

    @property
    def shared(self) -> str:
        """What was typed on the server."""

    @property
    def home(self) -> str:
        """What was typed in the data file."""


_CLASHES: Mapping[str, Callable[[], str]] = {
    "office": lambda: _("Letterhead"),
    "pay_rate": lambda: _("Daily rate"),
    "rank_table": lambda: _("Order of positions"),
    "learned_heading": lambda: _("Column heading"),
    "data_request": lambda: _("Request about personal data"),
    "person": lambda: _("Person"),
    "unit": lambda: _("Unit"),
    "unit_name": lambda: _("Unit"),
    "unit_alias": lambda: _("Unit"),
    "unit_succession": lambda: _("Unit"),
    "picture": lambda: _("Picture"),
}
_LONGEST = 80


def clashes_text(clashes: Sequence[Clash]) -> str:
    """What was edited in both places, each field with both values, and the rule; "" for nothing."""
    if not clashes:
        return ""
    both = _("{what}: “{shared}” counts; the data file had “{home}”.")
    kept = _("{what}: “{shared}” could not be taken over, for the data file has another in its place.")
    lines = [
        (both if each.field else kept).format(
            what=_CLASHES[each.table](), shared=each.shared[:_LONGEST], home=each.home[:_LONGEST]
        )
        for each in clashes
    ]
    return " ".join((_("Edited on the shared server and meanwhile in the data file:"), *lines))
