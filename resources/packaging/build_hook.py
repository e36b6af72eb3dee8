"""Puts the resources into the wheel as desktop/_resources, with the translations compiled."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("documents", "samples", "units")


class ResourcesHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch calls `initialize` before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name every file to pack beside the package."""
        if version == "editable":
            return
        resources = Path(self.root, "resources")
        included = build_data["force_include"]
        for folder in FOLDERS:
            for file in sorted((resources / folder).rglob("*")):
                hidden = any(part.startswith((".", "__")) for part in file.relative_to(resources).parts)
                if file.is_file() and not hidden:
                    included[str(file)] = f"desktop/_resources/{file.relative_to(resources).as_posix()}"
        self._scratch = tempfile.TemporaryDirectory()
        for source in sorted((resources / "translations").glob("*.po")):
            compiled = Path(self._scratch.name, f"{source.stem}.mo")
            with source.open("rb") as text, compiled.open("wb") as binary:
                write_mo(binary, read_po(text, locale=source.stem))
            included[str(compiled)] = f"desktop/_resources/translations/{compiled.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Drop the compiled copies."""
        if hasattr(self, "_scratch"):
            self._scratch.cleanup()
