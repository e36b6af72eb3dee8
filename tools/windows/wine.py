"""Wine in a Debian 13 tree of its own: set up once under build/, and used as a Windows to try the program on.

Debian 12's Wine is too old for some of the libraries. Needs root, for the tree is entered by chroot.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.packing.folder import say
from tools.packing.tree import Outcome, Tree
from tools.windows import ROOT, shims

PLACE = ROOT / "build" / "windows-check"
_TREE = PLACE / "debian"
_PACKAGES = ["wine64", "wine", "xvfb", "xdotool", "imagemagick", "x11-utils", "fonts-liberation", "fonts-dejavu-core"]
_OVERRIDES = "mscoree=;mshtml="
"""No .NET and no browser are installed."""


class Wine:
    """A fresh Windows: drive C is `drive`, and drive Z shows the tree, in which the folder `work` is /work."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.drive = work / "prefix" / "drive_c"
        self.home = self.drive / "users" / "root"

    def enter(self, words: Sequence[str], *, seconds: float, variables: Mapping[str, str] | None = None) -> Outcome:
        """Run a program of the tree."""
        return Tree(_TREE, self.work).enter(words, seconds=seconds, variables=variables)

    def run(self, *words: str, seconds: float = 240, display: str = "", **more: str) -> Outcome:
        """Run a Windows program."""
        variables = {
            "WINEPREFIX": "/work/prefix",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            **({"DISPLAY": display} if display else {}),
            **more,
        }
        return self.enter(["wine", *words], seconds=seconds, variables=variables)

    def begin(self) -> None:
        """A new prefix. Raises RuntimeError when Wine does not start."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.run("wineboot", "-i", seconds=300)
        if not self.home.is_dir():
            raise RuntimeError("Wine made no user's folder")
        fonts = self.drive / "windows" / "Fonts"
        fonts.mkdir(exist_ok=True)
        # Papers look for their typeface in this folder. Only that one: with Wine's other fonts there too it draws no text.
        for font in _TREE.glob("usr/share/fonts/truetype/*/LiberationSerif-*.ttf"):
            shutil.copyfile(font, fonts / font.name)

    def end(self) -> None:
        """Nothing of it goes on."""
        self.enter(["wineserver", "-k"], seconds=30, variables={"WINEPREFIX": "/work/prefix"})

    def windows_path(self, path: Path) -> str:
        """How a file in `work` is called in Windows."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:\\work\\" + str(path.relative_to(self.work)).replace("/", "\\")


def set_up() -> None:
    """Make the Debian tree with Wine, unless it is there. Raises CalledProcessError."""
    if (_TREE / "usr" / "bin" / "import").is_symlink() and (_TREE / "usr" / "bin" / "xdotool").exists():
        return
    say("Setting up Wine 10 in a Debian 13 tree (two minutes, 1.3 GB) …")
    tree = Tree(_TREE, PLACE / "scratch")
    tree.make("trixie")
    done = tree.install(*_PACKAGES)
    if done.code:
        raise RuntimeError(done.said[-2000:])


def stand_ins() -> list[Path]:
    """The libraries that Wine lacks."""
    return shims.make(PLACE / "shims")
