"""What must hold before anything starts: packages for every start, a display for the window."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec

from desktop import paths
from desktop.i18n import _, system_language

PACKAGES = (
    "PySide6",
    "alembic",
    "babel",
    "cryptography",
    "openpyxl",
    "phonenumbers",
    "platformdirs",
    "python_calamine",
    "qtawesome",
    "rapidfuzz",
    "segno",
    "sqlalchemy",
    "sqlcipher3",
    "typst",
    "xlrd",
)
"""The modules that nothing works without, and those of encryption, which would be missed with a locked file at hand."""

# Not in the catalogue: compiling that needs one of the packages which may be missing.
_MISSING_PACKAGES = {
    "vi": "Tập Huấn còn thiếu gói Python ({names}): hãy chạy “make run” trong thư mục này (trên Windows xem README.md).",
    "en": "Tập Huấn lacks Python packages ({names}): run “make run” in this folder (on Windows see README.md).",
}


def missing_packages() -> list[str]:
    """The packages that this Python does not have; a packed program has its own inside."""
    if paths.packed():
        return []
    return [name for name in PACKAGES if find_spec(name) is None]


def missing_packages_sentence() -> str:
    """What to do about missing packages; "" when all are there."""
    missing = missing_packages()
    if not missing:
        return ""
    return _MISSING_PACKAGES[system_language()].format(names=", ".join(missing))


def has_display() -> bool:
    """Whether a window can be shown here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def no_display_sentence() -> str:
    """What to do when there is no display."""
    return _(
        "There is no display to open the window on: start the program from a desktop session, "
        "or use the command line (“python main.py --help” lists the commands)."
    )
