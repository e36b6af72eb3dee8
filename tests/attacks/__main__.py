"""`make attack`: every attack, each with its tries, faults and losses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_FRAME = ("__init__", "__main__", "outcome")


def main() -> int:
    """Run the attacks named, or all, each in a process of its own; 1 when one found a fault or a loss."""
    every = sorted(
        file.stem for file in _HERE.glob("*.py") if file.stem not in _FRAME and not file.stem.startswith("test_")
    )
    codes = [
        subprocess.run([sys.executable, "-m", f"tests.attacks.{name}"], cwd=_HERE.parents[1], check=False).returncode
        for name in sys.argv[1:] or every
    ]
    return 1 if any(codes) else 0


if __name__ == "__main__":
    sys.exit(main())
