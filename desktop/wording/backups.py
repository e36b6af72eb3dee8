"""The words of backups: why one was made, what it holds, what restoring it would lose, what was recovered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from desktop.domain.backups import Holds, Lost, Reason, Salvaged
from desktop.i18n import _, ngettext
from desktop.wording.formats import moment_text, number_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "backup.on_server": lambda: _(
        "The data is on a server, and so are its backups: ask whoever looks after the server. "
        "A conference can be copied from it to a data file."
    ),
    "backup.damaged": lambda: _("The backup {file} is damaged and was not restored: choose another one."),
    "backup.second_absent": lambda: _(
        "The second place of backups, {file}, is not there now: it gets what it lacks the next time it is there."
    ),
    "backup.place_not_whole": lambda: _("Give the folder whole, from its drive or root on, or choose it."),
    "backup.nothing_readable": lambda: _("Nothing can be read of {file} any more: restore a backup."),
    "backup.unknown": lambda: _("There is no backup “{name}”: “tap-huan backups” lists those there are."),
}

_REASONS: Mapping[Reason, Callable[[], str]] = {
    Reason.ASKED: lambda: _("asked for"),
    Reason.CHANGES: lambda: _("while working"),
    Reason.CLOSE: lambda: _("at closing"),
    Reason.IMPORT: lambda: _("before an import"),
    Reason.MERGE: lambda: _("before merging a desk's file"),
    Reason.UPGRADE: lambda: _("before a new version"),
    Reason.COPY: lambda: _("before copying a conference"),
    Reason.RESTORE: lambda: _("before restoring"),
}


def reason_text(reason: Reason | None) -> str:
    """Why a backup was made; "–" for a file that does not say."""
    return _REASONS[reason]() if reason is not None else "–"


def holds_text(holds: Holds) -> str:
    """How many conferences, attendees and marks; what there is none of is left out."""
    return ", ".join(_parts(holds)) or _("nothing")


def lost_text(lost: Lost | None) -> str:
    """What restoring would lose, in a few words."""
    if lost is None:
        return _("can't be told")
    parts = _parts(lost.holds)
    if lost.changes:
        words = ngettext("{count} change", "{count} changes", lost.changes)
        parts.append(words.format(count=number_text(lost.changes)))
    return ", ".join(parts) or _("nothing")


def _parts(holds: Holds) -> list[str]:
    return [
        words.format(count=number_text(count))
        for count, words in (
            (holds.conferences, ngettext("{count} conference", "{count} conferences", holds.conferences)),
            (holds.attendees, ngettext("{count} attendee", "{count} attendees", holds.attendees)),
            (holds.marks, ngettext("{count} mark", "{count} marks", holds.marks)),
        )
        if count
    ]


def damaged_text(path: Path, salvaged: Salvaged | None) -> str:
    """What is the matter with a damaged file, and what becomes of it."""
    kept = _("The damaged file is kept beside it, whole.")
    if salvaged is None:
        return _("Nothing can be read of {file} any more.").format(file=path.name) + f" {kept}"
    read = _("{file}: {read} of {pages} pages can still be read.").format(
        file=path.name, read=number_text(salvaged.pages - salvaged.broken), pages=number_text(salvaged.pages)
    )
    return f"{read} {kept}"


def salvaged_text(salvaged: Salvaged) -> str:
    """How many of each were saved, and from where."""
    words = _("Saved: {holds}.").format(holds=holds_text(salvaged.read))
    if not salvaged.filled.nothing:
        words += " " + _("From the newest backup besides: {holds}.").format(holds=holds_text(salvaged.filled))
    return words


def newest_text(made_at: dt.datetime, holds: Holds | None, lost: Lost | None) -> str:
    """What the newest backup holds, and what of the recovered file it has not."""
    words = _("Made at {when}: {holds}.").format(
        when=moment_text(made_at), holds=holds_text(holds) if holds is not None else "–"
    )
    if lost is not None and not (lost.holds.nothing and not lost.changes):
        words += " " + _("Would be lost: {lost}.").format(lost=lost_text(lost))
    return words


def size_text(size: int) -> str:
    """A file's size in bytes, as people say it."""
    return (
        _("{size} MB").format(size=number_text(round(size / 1e6)))
        if size >= 1e7
        else (_("{size} kB").format(size=number_text(max(1, round(size / 1e3)))))
    )
