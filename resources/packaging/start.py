"""The start of a packed program: its launchers run this."""

import sys
from pathlib import Path

sys.frozen = True  # type: ignore[attr-defined]  # as every packed program says: a child process is the program itself
if sys.platform.startswith("linux"):
    sys.executable = str(Path(__file__).resolve().parents[1] / "tap-huan")

from desktop.__main__ import main  # noqa: E402

sys.exit(main())
