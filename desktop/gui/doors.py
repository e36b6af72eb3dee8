"""Everything that opens over the pages, by name. Each opener imports its dialog when it is first asked for.

An action whose door is missing here is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Opener = Callable[..., Any]


DOORS: dict[str, Opener] = {}
"""Name -> opener(context, **given). The import wizard is "import" (paths=[…]) and "import.clipboard"."""
