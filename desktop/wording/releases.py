"""Sentences about versions of the program: whether there is a newer one, and what to do with its file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from desktop.domain.releases import Edition, FileState, Newness, Release
from desktop.i18n import _
from desktop.wording.formats import date_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "release.no_place": lambda: _(
        "Nobody has named a place for newer versions yet. Name a folder or a page in Settings, or ask whoever looks after "
        "the computers."
    ),
    "release.place_not_whole": lambda: _(
        "Give the folder whole, from its drive or root on, or the page's address with https://."
    ),
    "release.no_version": lambda: _("“{value}” is no version: write it as 0.1.0."),
    "release.none_there": lambda: _(
        "The folder {folder} tells of no version: {file} is missing in it. Choose the folder that the setup lies in."
    ),
    "release.unreachable": lambda: _(
        "The folder {folder} can't be reached now. Check the network or the stick, and look again."
    ),
    "release.unreadable": lambda: _(
        "{file} in {folder} can't be read: it is not what the program's makers write. Ask whoever put it there to copy the "
        "folder anew."
    ),
}


def program_text(version: str) -> str:
    """The program with its version."""
    return _("Tập Huấn {version}").format(version=version)


def newness_text(release: Release, newness: Newness, ours: str) -> str:
    """Whether a folder's version is newer than ours."""
    if newness is Newness.SAME:
        return _("This is version {version}, the newest one there.").format(version=ours)
    if newness is Newness.OLDER:
        return _("Version {theirs} lies there, older than this one ({ours}). There is nothing to do.").format(
            theirs=release.version, ours=ours
        )
    if not release.released:
        return _("Version {theirs} is there; this is {ours}.").format(theirs=release.version, ours=ours)
    day = date_text(dt.date.fromisoformat(release.released))
    return _("Version {theirs} of {day} is there; this is {ours}.").format(theirs=release.version, day=day, ours=ours)


def state_text(state: FileState, name: str, edition: Edition) -> str:
    """What there is of its file, and what to do."""
    if state is FileState.CHANGED:
        return _(
            "{file} is not the file that was handed out: its checksum differs. Don't open it; ask whoever put it there to "
            "copy it anew."
        ).format(file=name)
    if state is FileState.MISSING:
        return _("{file} is not in the folder, or can't be read. Ask whoever looks after the folder.").format(file=name)
    if state is FileState.NONE:
        return _("The folder has no file for this kind of installation. Ask whoever looks after the folder.")
    whole = _("{file} is whole: its checksum is right.").format(file=name)
    return f"{whole} {_how(edition)}"


def _how(edition: Edition) -> str:
    if edition is Edition.DEBIAN:
        return _("Close the program, then install the file: your data and settings stay.")
    if edition in (Edition.PORTABLE, Edition.FOLDER):
        return _("Close the program, then unpack the file over this one: your data and settings stay.")
    return _("Close the program, then open the file: your data and settings stay.")


def new_text(version: str) -> str:
    """That this start is the first one of a new version."""
    return _("This is Tập Huấn {version}, newer than the one before.").format(version=version)
