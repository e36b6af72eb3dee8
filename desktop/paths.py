"""Where resources, data, logs and backups are: source tree, wheel, packed program, stick."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

APP_NAME = "tap-huan"
PORTABLE = "portable.txt"
"""The file beside a packed program that makes it a portable one."""


@cache
def resources() -> Path:
    """The folder of templates, samples, units and translations."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    package = Path(__file__).resolve().parent
    bundled = package / "_resources"  # a wheel carries them inside the package
    return bundled if bundled.is_dir() else package.parent / "resources"


def guide() -> Path:
    """The folder of the user guide: Markdown files and their pictures, packed with the resources or beside them."""
    packed = resources() / "guide"
    return packed if packed.is_dir() else resources().parent / "docs"


def changelog(language: str) -> Path:
    """What each version brings, in a language; not every language has one."""
    packed_one = resources() / "guide" / f"changelog.{language}.md"
    name = "CHANGELOG.md" if language == "en" else f"CHANGELOG.{language}.md"
    return packed_one if packed_one.parent.is_dir() else resources().parent / name


def packed() -> bool:
    """Whether the program is a packed one: its executable is itself, not Python."""
    return bool(getattr(sys, "frozen", False))


def data_folder() -> Path:
    """The user's data folder; `TAP_HUAN_HOME` overrides it. A portable program keeps all beside itself, as on a stick."""
    override = os.environ.get("TAP_HUAN_HOME")
    return Path(override) if override else _own_folder()


@cache
def _own_folder() -> Path:
    """Asked for with every change of the data, and always the same."""
    program = Path(sys.executable).parent
    if packed() and (program / PORTABLE).exists():
        return program / "data"
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def default_database() -> Path:
    """The data file a first start uses."""
    return data_folder() / "taphuan.db"


def settings_file() -> Path:
    """The JSON file of this desk's settings."""
    return data_folder() / "settings.json"


def log_file() -> Path:
    """The log of unexpected errors."""
    return data_folder() / "logs" / "tap-huan.log"
