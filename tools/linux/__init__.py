"""The Linux program: a folder and a Debian package, by `python -m tools.linux.build`, called by `make linux`."""

from tools.packing import DIST, PACKAGING, ROOT

__all__ = ["BUILD", "CAMERA", "DATA", "DIST", "OPTIONAL", "PARTS", "PROGRAM", "ROOT", "SERVING"]

DATA = PACKAGING / "linux"
"""The lock of the parts, the launcher, what a Debian package holds beside the program."""
BUILD = ROOT / "build" / "linux"
PARTS = BUILD / "parts"
PROGRAM = BUILD / "program"
"""The program folder as it stands anywhere."""
CAMERA = BUILD / "camera"
"""What reading badges through a camera adds to it: on Linux Qt does that by FFmpeg."""
OPTIONAL = {name: BUILD / name for name in ("scans", "signatures")}
"""What the optional parts of pyproject.toml add to it: OpenCV and what opens pictures, pyHanko."""
SERVING = BUILD / "serving"
"""What the optional PostgreSQL adds to it."""
