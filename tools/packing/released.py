"""What stands beside the files that are handed out: their checksums, and the version.json that an installed program reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from desktop import __version__
from desktop.domain import releases
from desktop.domain.releases import Edition, Release, ReleaseFile
from tools.packing import folder, wheels


def told(made: Mapping[Path, Edition]) -> None:
    """Write NAME.sha256 beside each file, and tell of those with an edition in the version.json of their folder.

    What another build told there of the same version stays.
    """
    files = {}
    for file, edition in made.items():
        digest = wheels.sha256(file)
        file.with_name(f"{file.name}.sha256").write_text(f"{digest}  {file.name}\n", encoding="ascii")
        if edition:
            files[edition] = ReleaseFile(file.name, edition, digest)
    place = next(iter(made)).parent / releases.TOLD_BY
    before = _before(place)
    every = {**{file.edition: file for file in before}, **files}
    day = dt.datetime.fromtimestamp(folder.moment(), dt.UTC).date().isoformat()
    release = Release(__version__, day, tuple(every[edition] for edition in Edition if edition in every))
    place.write_text(releases.written(release), encoding="ascii")


def _before(place: Path) -> tuple[ReleaseFile, ...]:
    """What is told there already of this version, and still lies there as it was told."""
    try:
        release = releases.read(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    if release.version != __version__:
        return ()
    there = [file for file in release.files if (place.parent / file.name).exists()]
    return tuple(file for file in there if wheels.sha256(place.parent / file.name) == file.sha256)
