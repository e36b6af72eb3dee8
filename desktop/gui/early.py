"""What a start imports before Qt: Qt's import hook slows every import after it by a fifth (tests/benchmarks/window.py).

Nothing made while importing is garbage, so the collector rests meanwhile.
"""

import gc

gc.disable()

from desktop.services import opening, overview  # noqa: E402
from desktop.wording import journal  # noqa: E402

gc.freeze()
gc.enable()

__all__ = ["journal", "opening", "overview"]
