"""The words of desks that were apart: what a merge brought, and why something was left out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from desktop.domain.door_times import OwnClock
from desktop.domain.merging import MergeReport
from desktop.i18n import _, ngettext
from desktop.wording import attendance
from desktop.wording.formats import desk_text, moment_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "desk.other_record": lambda: _(
        "None of these conferences is known here ({candidates}): a desk's file can only be merged into the record it was"
        " copied from. Open that one, or copy the conference to the server first."
    ),
    "desk.not_ours": lambda: _(
        "“{file}” is no file of a desk: choose one that “desk export” wrote, or a copy of a data file."
    ),
    "desk.newer": lambda: _("“{file}” was written by a newer version of Tập Huấn: install that version to merge it."),
    "desk.damaged": lambda: _("“{file}” is damaged and was not merged: copy it from the other desk once more."),
    "desk.too_large": lambda: _("“{file}” is far too large for a file of a desk: choose another file."),
    "desk.too_slow": lambda: _(
        "“{file}” took far too long to read and was not merged: copy it from the other desk once more."
    ),
    "desk.instructions": lambda: _(
        "“{file}” holds more than data ({part}), which no file of Tập Huấn does, and was not opened. Ask who gave it to you."
    ),
    "desk.not_allowed": lambda: _(
        "A desk's login may not change a registration that stands: let the organizer do it on the server."
    ),
    "desk.used_elsewhere": lambda: _(
        "Another desk or the organizer has used this person's record since, so it stays on the list: the organizer can take "
        "it off."
    ),
    "desk.after_closing": lambda: _(
        "The conference was closed before this was recorded: the organizer can reopen it, or let this go."
    ),
    "desk.not_taken": lambda: _("The server did not take this, and it is kept at this desk: the log has the details."),
    "desk.brought_over": lambda: _(
        "This desk's own file was damaged and is made anew. What waited in it for the server is kept: {count}."
    ),
    "desk.partly_unread": lambda: _(
        "This desk's own file was damaged, and of what waited in it for the server some can't be read: {count}. Give {file} "
        "to whoever looks after the program, and compare with the signed sheets."
    ),
    "desk.unread": lambda: _(
        "This desk's own file was damaged, and what waited in it for the server can't be read. Give {file} to whoever looks "
        "after the program, and compare with the signed sheets."
    ),
    "copy.on_server_already": lambda: _(
        "“{name}” is on the server already: nothing was copied. Work on it there, or copy it out to a file."
    ),
    "copy.in_bin": lambda: _("“{name}” is in the bin there: restore it or erase it for good first."),
    "copy.needs_server": lambda: _("This needs a server: name it with --data postgresql://host/database."),
    "copy.file_missing": lambda: _("There is no data file “{file}” to copy from."),
}


def merged(report: MergeReport) -> str:
    """What a merge brought, in one line."""
    if not report.changed:
        return _("nothing new")
    parts = [
        ngettext("{count} new mark", "{count} new marks", report.new_marks).format(count=report.new_marks),
        ngettext("{count} new attendee", "{count} new attendees", report.new_people).format(count=report.new_people),
    ]
    if report.states:
        parts.append(
            ngettext(
                "{count} registration cancelled or reinstated",
                "{count} registrations cancelled or reinstated",
                report.states,
            ).format(count=report.states)
        )
    if report.joins:
        parts.append(
            ngettext("{count} attendee joined or parted", "{count} attendees joined or parted", report.joins).format(
                count=report.joins
            )
        )
    if report.filled:
        parts.append(
            ngettext(
                "blanks of {count} attendee filled from who was joined with them",
                "blanks of {count} attendees filled from who was joined with them",
                report.filled,
            ).format(count=report.filled)
        )
    if report.pairs:
        parts.append(
            ngettext(
                "{count} pair told to be two people, or no longer",
                "{count} pairs told to be two people, or no longer",
                report.pairs,
            ).format(count=report.pairs)
        )
    return "; ".join(parts)


def to_review(report: MergeReport) -> list[str]:
    """What a person should look at after a merge, a line each."""
    lines = [
        _("{name} ({session}): {doubt}").format(
            name=line.full_name, session=line.session, doubt=attendance.doubt(line.doubt)
        )
        for line in report.doubts
    ]
    lines += [
        _("{name} has a new badge code, {after} instead of {before}: print the badge again.").format(
            name=each.full_name, before=each.before, after=each.after
        )
        for each in report.recoded
    ]
    return [*odd_clocks(report), *lines, *left_out(report)]


def odd_clocks(report: MergeReport) -> list[str]:
    """Of which desks clock or time zone may be off."""
    return [
        _(
            "{desk}: {count} of {total} arrivals lie outside their session's time, from {first} to {last}. Check that "
            "computer's clock and time zone."
        ).format(
            desk=desk_text(each.desk),
            count=each.arrivals,
            total=each.of,
            first=moment_text(each.first),
            last=moment_text(each.last),
        )
        for each in report.clocks
    ]


def clock_off(off: dt.timedelta) -> str:
    """That this computer's clock is ahead of the server's, or behind it."""
    minutes = round(abs(off) / dt.timedelta(minutes=1))
    if minutes < 120:
        by = ngettext("{count} minute", "{count} minutes", minutes).format(count=minutes)
    else:
        hours = round(minutes / 60)
        by = ngettext("{count} hour", "{count} hours", hours).format(count=hours)
    if off > dt.timedelta():
        text = _(
            "This computer's clock is {by} ahead of the server's: set its clock and time zone, or arrivals are noted too late."
        )
    else:
        text = _(
            "This computer's clock is {by} behind the server's: set its clock and time zone, or arrivals are noted too early."
        )
    return text.format(by=by)


def left_out(report: MergeReport) -> list[str]:
    """Why some of what came could not be taken, with how many it concerns."""
    reasons: Mapping[str, Callable[[], str]] = {
        "session.not_found": lambda: _("Marks left out because their session is not in this agenda: {count}"),
        "attendee.not_found": lambda: _("Left out because the person they belong to is not here: {count}"),
        "person.not_found": lambda: _("Left out because the person they belong to is not here: {count}"),
        "conference.not_found": lambda: _("Attendees left out because their conference is not here: {count}"),
        "desk.not_allowed": lambda: _("Left out because a desk's login may not change registrations: {count}"),
    }
    counts = Counter(each.code for each in report.unknown)
    return [reasons[code]().format(count=count) for code, count in counts.items() if code in reasons]


def own_clock(found: OwnClock) -> str:
    """What speaks against this computer's clock or time zone; "" for nothing."""
    if found.zone is not None:
        text = _(
            "This computer's time zone is {here}, the sessions' times were typed in {there}: set the time zone, or who is "
            "late and when a door opens is taken wrongly."
        )
        return text.format(here=_zone(found.here), there=_zone(found.zone))
    if found.later is not None:
        text = _(
            "This computer's clock is behind: {desk} has written at {time} already. Set the clock before letting anybody in."
        )
        return text.format(desk=desk_text(found.desk), time=moment_text(found.later))
    return ""


def _zone(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02d}" if rest else f"UTC{sign}{hours}"
