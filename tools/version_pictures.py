"""Pictures of what tells of versions: what is new, that line after an update, a newer version that is whole or is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desktop.domain.releases import Edition, FileState, Newness, Release, ReleaseFile
from desktop.gui.shell import remarks, versions
from desktop.gui.shell.main_window import MainWindow
from desktop.services.releases import Found

_NAME = "TapHuan-0.2.0-setup.exe"
_RELEASE = Release("0.2.0", "2026-12-15", (ReleaseFile(_NAME, Edition.SETUP, "0" * 64),))


def version_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""

    def found(state: FileState, file: Path | None) -> Callable[[], object]:
        told = Found(_RELEASE, Newness.NEWER, state, file, _NAME)
        return lambda: versions.FoundDialog(window.context, told).open()

    def after_update() -> None:
        window.context.remember("version", "0.0.9")
        remarks.tell_news(window.context)

    return {
        "news": lambda: window.run("news"),
        "version-found": found(FileState.WHOLE, Path(_NAME)),
        "version-changed": found(FileState.CHANGED, None),
        "version-told": after_update,
    }
