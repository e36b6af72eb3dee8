"""Versions of the program, what a folder tells of a newer one, and what is new since another.

A folder with a setup holds `version.json`, written by the build: which version, from which day, which files with their
SHA-256. What a version brings is told by the changelog, in the form of Keep a Changelog (keepachangelog.com/en/1.1.0).
"""

from __future__ import annotations

import json
import re
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass

TOLD_BY = "version.json"
LONGEST = 64 * 1024
"""Bytes; a larger file tells no version."""
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+~-]{0,120}")
_SECTION = re.compile(r"^## \[([^\]]+)\].*$", re.MULTILINE)
UNRELEASED = "Unreleased"


class Edition(StrEnum):
    """How the program came to a computer: which file brings the next version."""

    SETUP = "windows"
    PORTABLE = "windows-portable"
    DEBIAN = "debian"
    FOLDER = "linux"
    SOURCE = ""
    """From its source: no file brings it."""


class Newness(StrEnum):
    """How another version compares with this one."""

    NEWER = "newer"
    SAME = "same"
    OLDER = "older"


class FileState(StrEnum):
    """What there is of the file that brings another version."""

    WHOLE = "whole"
    CHANGED = "changed"
    """Not the one that was told of, by its checksum."""
    MISSING = "missing"
    NONE = "none"
    """None is told of for this edition."""


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a version."""

    name: str
    edition: Edition
    sha256: str
    """64 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Release:
    """What a version.json tells."""

    version: str
    released: str
    """Day, as 2026-11-30; "" when it is not told."""
    files: tuple[ReleaseFile, ...]

    def file_for(self, edition: Edition) -> ReleaseFile | None:
        """The file that brings it to an edition."""
        return next((file for file in self.files if file.edition == edition and edition), None)


def number(version: str) -> tuple[int, ...]:
    """A version's numbers, to compare: 0.10 is after 0.9, 1.0 and 1 are the same. Raises ValueError for another text."""
    if not _VERSION.fullmatch(version):
        raise ValueError(version)
    numbers = [int(part) for part in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def newness(theirs: str, ours: str) -> Newness:
    """How a version compares with ours. Raises ValueError for what is no version."""
    one, other = number(theirs), number(ours)
    if one == other:
        return Newness.SAME
    return Newness.NEWER if one > other else Newness.OLDER


def read(text: str) -> Release:
    """What a version.json tells. Raises ValueError when it tells none, or names a file that is not beside it."""
    try:
        told = json.loads(text)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not isinstance(told, dict) or told.get("program") != "tap-huan":
        raise ValueError("not of this program")
    version, released, files = told.get("version"), told.get("released", ""), told.get("files", [])
    if not isinstance(version, str) or not isinstance(released, str) or not isinstance(files, list):
        raise ValueError("version, released, files")
    number(version)
    if released and not _DAY.fullmatch(released):
        raise ValueError(released)
    return Release(version, released, tuple(file for file in map(_file, files) if file is not None))


def _file(told: object) -> ReleaseFile | None:
    """One file; None for an edition that a later program may know."""
    if not isinstance(told, dict):
        raise ValueError("file")
    name, edition, digest = told.get("name"), told.get("for"), told.get("sha256")
    if not (isinstance(name, str) and isinstance(edition, str) and isinstance(digest, str)):
        raise ValueError("file")
    if not _NAME.fullmatch(name) or not _SHA256.fullmatch(digest):
        raise ValueError(name)
    return ReleaseFile(name, Edition(edition), digest) if edition in set(Edition) - {""} else None


def written(release: Release) -> str:
    """A release as version.json tells it."""
    files = [{"name": file.name, "for": file.edition.value, "sha256": file.sha256} for file in release.files]
    told = {"program": "tap-huan", "version": release.version, "released": release.released, "files": files}
    return json.dumps(told, indent=1) + "\n"


def news(changelog: str, ours: str, since: str) -> str:
    """What a changelog tells of the versions after `since` up to ours, as Markdown without its first heading; "" for nothing.

    What is not released yet in it is this version's. Raises ValueError when `since` is no version.
    """
    sections = list(_SECTION.finditer(changelog))
    ends = [match.start() for match in sections[1:]] + [len(changelog)]
    found = []
    for match, end in zip(sections, ends, strict=True):
        try:
            version = number(ours if match[1] == UNRELEASED else match[1])
        except ValueError:
            continue
        if number(since) < version <= number(ours):
            found.append(changelog[match.end() : end].strip())
    return "\n\n".join(text for text in found if text)
