"""What a start does before Qt is there, to be quick (tests/benchmarks/window.py).

Qt's import hook slows every import after it by a fifth, so the services come first. Nothing made while importing is
garbage, so the collector rests until `done()`. And the style is named before the application chooses one: asking it to change
makes Python know every enumeration of QStyle.
"""

import gc
import os

os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
gc.disable()

from desktop.gui import commands  # noqa: E402
from desktop.papers import documents  # noqa: E402
from desktop.services import conferences, opening, overview  # noqa: E402
from desktop.wording import formats, journal  # noqa: E402

__all__ = ["commands", "conferences", "documents", "done", "formats", "journal", "opening", "overview"]


def done() -> None:
    """Everything a start needs is imported: the collector works again, and never looks at modules."""
    gc.freeze()
    gc.enable()
