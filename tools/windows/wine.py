"""Wine in a Debian 13 tree of its own: set up once under build/, and used as a Windows to try the program on.

Debian 12's Wine is too old for some of the libraries. Needs root, for the tree is entered by chroot.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.packing.folder import say
from tools.windows import ROOT, shims

PLACE = ROOT / "build" / "windows-check"
_TREE = PLACE / "debian"
_PACKAGES = ["wine64", "wine", "xvfb", "xdotool", "imagemagick", "x11-utils", "fonts-liberation", "fonts-dejavu-core"]
_OVERRIDES = "mscoree=;mshtml="
"""No .NET and no browser are installed."""
_ENTER = """
set -e
for each in proc dev; do mount --bind /$each "$1/$each"; done
mkdir -p "$1/work"
mount --bind "$2" "$1/work"
tree=$1
shift 2
exec chroot "$tree" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 XDG_RUNTIME_DIR=/tmp "$@"
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program came to."""

    code: int
    """Its exit code; -1 when it took too long and was ended."""
    said: str
    """Its output and its errors."""
    seconds: float


class Wine:
    """A fresh Windows: drive C is `drive`, and drive Z shows the tree, in which the folder `work` is /work."""

    def __init__(self, work: Path) -> None:
        self.work = work
        self.drive = work / "prefix" / "drive_c"
        self.home = self.drive / "users" / "root"

    def enter(self, words: Sequence[str], *, seconds: float, variables: Mapping[str, str] | None = None) -> Outcome:
        """Run a program of the tree, with pipes, as Wine's console programs need them."""
        named = [f"{name}={value}" for name, value in (variables or {}).items()]
        command = ["unshare", "--mount", "bash", "-c", _ENTER, "enter", str(_TREE), str(self.work), *named, *words]
        began = time.monotonic()
        try:
            done = subprocess.run(
                command, input=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds, check=False
            )
            code, said = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            code, said = -1, late.stdout or b""
        text = said.decode("utf-8", errors="replace").replace("\r", "")
        lines = [line for line in text.splitlines() if "XDG_RUNTIME_DIR" not in line]
        return Outcome(code, "\n".join(lines), time.monotonic() - began)

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
    PLACE.mkdir(parents=True, exist_ok=True)
    if not (_TREE / "usr" / "bin" / "apt-get").exists():
        shutil.rmtree(_TREE, ignore_errors=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", "trixie", str(_TREE)], check=True, stdout=subprocess.DEVNULL
        )
    inside = Wine(PLACE / "scratch")
    inside.work.mkdir(exist_ok=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "-y", "install", "--no-install-recommends", *_PACKAGES],
    ):
        done = inside.enter(command, seconds=1200, variables=quiet)
        if done.code:
            raise RuntimeError(done.said[-2000:])


def stand_ins() -> list[Path]:
    """The libraries that Wine lacks."""
    return shims.make(PLACE / "shims")
