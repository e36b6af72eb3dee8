"""What a start does before Qt is there, to be quick (tests/benchmarks/window.py).

Qt's import hook reads the source of every module imported after it, so all that does not need Qt comes first. Nothing made while importing is
garbage, so the collector rests until `done()`. And the style is named before the application chooses one: asking it to change
makes Python know every enumeration of QStyle.
"""

import gc
import os

os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
gc.disable()

import html  # noqa: E402

import platformdirs  # noqa: E402

from desktop import awake, settings  # noqa: E402
from desktop.domain import guide, identity_card, scanning  # noqa: E402
from desktop.gui import commands  # noqa: E402
from desktop.gui.conferences import due  # noqa: E402
from desktop.gui.review import reading  # noqa: E402
from desktop.papers import documents  # noqa: E402
from desktop.services import backups, clock, conferences, opening, overview, passphrases, remarks  # noqa: E402
from desktop.services.desks import away  # noqa: E402
from desktop.services.serving import running  # noqa: E402
from desktop.wording import check_in, desks, formats, journal, machine, readiness, serving  # noqa: E402

__all__ = [
    "awake", "away", "backups", "check_in", "clock", "commands", "conferences", "desks", "documents", "done", "due",
    "formats", "guide", "html", "identity_card", "journal", "machine", "opening", "overview", "passphrases", "platformdirs", "readiness",
    "reading", "remarks", "running", "scanning", "serving", "settings",
]  # fmt: skip


def done() -> None:
    """Everything a start needs is imported: the collector works again, and never looks at modules."""
    gc.freeze()
    gc.enable()
