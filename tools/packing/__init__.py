"""What of the program, of the packages and of Qt travels, for Windows and Linux alike, with the licence of everything."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "resources" / "packaging"
DIST = ROOT / "dist"
