"""Whether a folder that the office names holds a newer version, and what is new in this one. Nothing here asks a network."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop import __version__, paths
from desktop.domain import releases
from desktop.domain.errors import Cancelled, InvalidInput, NotFound, UnreadableFile
from desktop.domain.progress import IsCancelled, Progress
from desktop.domain.releases import Edition, FileState, Newness, Release

_CHUNK = 1024 * 1024
_PAGES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Found:
    """What a folder holds."""

    release: Release
    newness: Newness
    state: FileState
    """Of the file that brings it to this computer; looked at only when it is newer."""
    file: Path | None
    """That file, when it is whole."""
    name: str = ""
    """Its name, whatever its state."""


def edition() -> Edition:
    """How this program came to this computer."""
    if not paths.packed():
        return Edition.SOURCE
    folder = Path(sys.executable).parent
    if sys.platform == "win32":
        return Edition.PORTABLE if (folder / paths.PORTABLE).exists() else Edition.SETUP
    return Edition.DEBIAN if folder.is_relative_to("/usr") else Edition.FOLDER


def is_page(place: str) -> bool:
    """Whether a place is a page to open, no folder."""
    return place.strip().lower().startswith(_PAGES)


def check_place(place: str) -> str:
    """A place as it is kept. Raises InvalidInput: release.place_not_whole for a folder that is not told from its root on."""
    text = place.strip()
    if text and not is_page(text) and not Path(text).is_absolute():
        raise InvalidInput("release.place_not_whole", field="update_place", value=text)
    return text


def look(
    place: str,
    of: Edition | None = None,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
) -> Found:
    """What a folder holds. A newer version's file is compared with its checksum.

    Raises NotFound: release.no_place without a folder, release.none_there where it tells no version; UnreadableFile:
    release.unreachable, release.unreadable; Cancelled.
    """
    if not place:
        raise NotFound("release.no_place")
    folder = Path(place)
    try:
        with (folder / releases.TOLD_BY).open("rb") as file:
            content = file.read(releases.LONGEST + 1)
    except FileNotFoundError as error:
        if _is_there(folder):
            raise NotFound("release.none_there", folder=place, file=releases.TOLD_BY) from error
        raise UnreadableFile("release.unreachable", folder=place) from error
    except OSError as error:
        raise UnreadableFile("release.unreachable", folder=place) from error
    try:
        if len(content) > releases.LONGEST:
            raise ValueError("too long")
        release = releases.read(content.decode("utf-8-sig"))
        newness = releases.newness(release.version, __version__)
    except ValueError as error:
        raise UnreadableFile("release.unreadable", folder=place, file=releases.TOLD_BY) from error
    told = release.file_for(edition() if of is None else of) if newness is Newness.NEWER else None
    if told is None:
        return Found(release, newness, FileState.NONE, None)
    target = folder / told.name
    try:
        digest = _sha256(target, progress, cancelled)
    except OSError:
        return Found(release, newness, FileState.MISSING, None, told.name)
    whole = digest == told.sha256
    return Found(
        release, newness, FileState.WHOLE if whole else FileState.CHANGED, target if whole else None, told.name
    )


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _sha256(file: Path, progress: Progress | None, cancelled: IsCancelled | None) -> str:
    digest, done = hashlib.sha256(), 0
    with file.open("rb") as content:
        size = file.stat().st_size
        while chunk := content.read(_CHUNK):
            if cancelled is not None and cancelled():
                raise Cancelled
            digest.update(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, size)
    return digest.hexdigest()


def news(language: str, since: str = "0") -> str:
    """What is new in this version since another one, as Markdown; in English where the language has no text of it."""
    for each in (language, "en"):
        file = paths.changelog(each)
        try:
            found = releases.news(file.read_text(encoding="utf-8"), __version__, since)
        except (OSError, ValueError):
            continue
        if found:
            return found
    return ""
