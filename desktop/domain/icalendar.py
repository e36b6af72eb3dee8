"""A calendar file that Outlook, Google Calendar and phones take (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_OCTETS = 75
"""Of one line without its end; longer ones go on in the next (RFC 5545, 3.1)."""


@dataclass(frozen=True, slots=True)
class Event:
    """One entry: of a time of day, or of whole days."""

    uid: str
    """Stays the same when the event is sent again, so that a calendar changes it instead of adding another."""
    title: str
    starts: dt.datetime | dt.date
    """A time without a zone: the same on the clock wherever it is read, as the programme prints it."""
    ends: dt.datetime | dt.date
    """Of whole days the last one."""
    place: str = ""
    text: str = ""


def calendar(name: str, events: Iterable[Event], made_at: dt.datetime) -> bytes:
    """The file; `made_at`, with its zone, tells a calendar which of two files is newer."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tap Huan//VI",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in events:
        lines += ["BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{made_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"]
        if isinstance(event.starts, dt.datetime):
            lines += [f"DTSTART:{event.starts:%Y%m%dT%H%M%S}", f"DTEND:{event.ends:%Y%m%dT%H%M%S}"]
        else:
            behind = event.ends + dt.timedelta(days=1)
            lines += [f"DTSTART;VALUE=DATE:{event.starts:%Y%m%d}", f"DTEND;VALUE=DATE:{behind:%Y%m%d}"]
        lines.append(f"SUMMARY:{_text(event.title)}")
        if event.place:
            lines.append(f"LOCATION:{_text(event.place)}")
        if event.text:
            lines.append(f"DESCRIPTION:{_text(event.text)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _text(value: str) -> str:
    """A text as a value: its signs escaped, its lines parted."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join("".join(letter for letter in line if letter >= " ") for line in escaped.splitlines())


def _folded(line: str) -> bytes:
    """The line with its end, cut between letters where it is too long."""
    parts: list[bytes] = [b""]
    for letter in line:
        encoded = letter.encode("utf-8", "replace")
        if len(parts[-1]) + len(encoded) > _MOST_OCTETS:
            parts.append(b" ")
        parts[-1] += encoded
    return b"\r\n".join(parts) + b"\r\n"
