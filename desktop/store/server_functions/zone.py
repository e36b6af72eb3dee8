"""The office's time zone as PostgreSQL is told it: sessions' times are local, and who is late follows from them."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def office_zone() -> str:
    """This computer's zone by its name where it has one ("Asia/Ho_Chi_Minh"), else as the hours it is off ("<+07>-07:00")."""
    for name in (os.environ.get("TZ", ""), _linked()):
        if name and _fits(name):
            return name
    return offset_zone(dt.datetime.now().astimezone().utcoffset() or dt.timedelta())


def offset_zone(offset: dt.timedelta) -> str:
    """A fixed offset as POSIX writes it: what is east has a minus."""
    minutes = round(offset.total_seconds() / 60)
    sign, (hours, rest) = "+" if minutes >= 0 else "-", divmod(abs(minutes), 60)
    other = "-" if minutes >= 0 else "+"
    return f"<{sign}{hours:02d}{rest:02d}>{other}{hours:02d}:{rest:02d}"


def _linked() -> str:
    _before, found, name = str(Path("/etc/localtime").resolve()).partition("zoneinfo/")
    return name if found else ""


def _fits(name: str) -> bool:
    """Whether the zone of this name tells the time as this computer does, winter and summer."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    year = dt.datetime.now(dt.UTC).year
    days = (dt.datetime(year, month, 1, 12) for month in range(1, 13))
    return all(day.astimezone().utcoffset() == day.replace(tzinfo=zone).utcoffset() for day in days)
