"""What a start does before Qt is there, to be quick (tests/benchmarks/window.py).

Qt's import hook slows every import after it by a fifth, so the services come first. Nothing made while importing is
garbage, so the collector rests meanwhile. And the style is named before the application chooses one: asking it to change
makes Python know every enumeration of QStyle.
"""

import gc
import os

os.environ.setdefault("QT_STYLE_OVERRIDE", "Fusion")
gc.disable()

from desktop.services import opening, overview  # noqa: E402
from desktop.wording import journal  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["journal", "opening", "overview"]
