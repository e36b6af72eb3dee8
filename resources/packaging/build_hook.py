"""Packs the resources, with the translations compiled: into the wheel, and through the spec into the frozen program."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NOT_PACKED = {"packaging", "translations"}  # of the translations only the compiled ones are

GUIDE = ("index.", "documents.", "word-forms.", "server.", "security.")
"""How the names of the guide's files in docs begin."""


def resource_files(root: Path, scratch: Path) -> list[tuple[Path, str]]:
    """Every file to pack and its place under the packed resources; compiled translations are put into `scratch`."""
    resources = root / "resources"
    files = []
    for file in sorted(resources.rglob("*")):
        place = file.relative_to(resources)
        hidden = any(part.startswith((".", "__")) for part in place.parts)
        if file.is_file() and not hidden and place.parts[0] not in NOT_PACKED:
            files.append((file, place.as_posix()))
    docs = root / "docs"
    for file in sorted(docs.rglob("*")):
        if file.is_file() and (file.suffix == ".png" or file.name.startswith(GUIDE)):
            files.append((file, f"guide/{file.relative_to(docs).as_posix()}"))
    for file in sorted(root.glob("CHANGELOG*.md")):
        files.append((file, f"guide/changelog{file.name.removeprefix('CHANGELOG').removesuffix('.md') or '.en'}.md"))
    for source in sorted((resources / "translations").glob("*.po")):
        compiled = scratch / f"{source.stem}.mo"
        with source.open("rb") as text, compiled.open("wb") as binary:
            write_mo(binary, read_po(text, locale=source.stem))
        files.append((compiled, f"translations/{compiled.name}"))
    return files


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls `initialize` before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Put the resources beside the package, as desktop/_resources."""
        if version == "editable":
            return
        self._scratch = tempfile.TemporaryDirectory()
        for file, place in resource_files(Path(self.root), Path(self._scratch.name)):
            build_data["force_include"][str(file)] = f"desktop/_resources/{place}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop the compiled copies."""
        if hasattr(self, "_scratch"):
            self._scratch.cleanup()
