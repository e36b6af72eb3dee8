"""What the commands that mark attendance share: their conference and time, and how a mark is written out."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.attendance import Mark
    from desktop.domain.people import ConferenceView
    from desktop.services.opening import Transaction


def conference_at_desk(tx: Transaction, args: argparse.Namespace) -> ConferenceView:
    """The conference named; marks and journal carry the desk named, if one is. Raises NotFound and Ambiguous."""
    from desktop.services import conferences

    if args.desk:
        tx.desk = args.desk
    return conferences.find_conference(tx, args.conference)


def moment_of(args: argparse.Namespace, day: dt.date | None) -> dt.datetime | None:
    """The time given with `--at` in UTC, an hour being one of that day; None for now. Raises InvalidInput without a day."""
    if args.at is None:
        return None
    local: dt.datetime = args.at(day)
    return local.astimezone(dt.UTC)


def stamp(moment: dt.datetime | None) -> str | None:
    """A moment as the JSON results have it: local, with the offset."""
    return moment.astimezone().isoformat(timespec="seconds") if moment else None


def plain_mark(mark: Mark) -> Mapping[str, object]:
    """A mark as the JSON results have it."""
    return {
        "kind": str(mark.kind),
        "at": stamp(mark.at),
        "desk": mark.desk,
        "method": str(mark.method),
        "annulled": mark.annulled,
    }
