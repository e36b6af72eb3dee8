"""The Windows program, put together on Linux from pinned parts: `python -m tools.windows.build`, called by `make windows`."""

from tools.packing import DIST, PACKAGING, ROOT

__all__ = ["BUILD", "DATA", "DIST", "EXTRAS", "PARTS", "PROGRAM", "ROOT"]

DATA = PACKAGING / "windows"
"""The setup's script, the launcher's source, the lock of the parts."""
BUILD = ROOT / "build" / "windows"
PARTS = BUILD / "parts"
PROGRAM = BUILD / "program"
"""The program folder as it will stand on Windows."""
EXTRAS = BUILD / "extras"
"""What each optional part adds to it: a folder named after its extra of pyproject.toml."""
