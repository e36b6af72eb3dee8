"""Bare Debian trees to try a program in: made by debootstrap, entered by chroot, which needs root."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Tree:
    """A Debian in a folder, in which the folder `work` is /work."""

    place: Path
    work: Path

    def enter(self, words: Sequence[str], *, seconds: float, variables: Mapping[str, str] | None = None) -> Outcome:
        """Run a program of the tree, with pipes, as Wine's console programs need them.

        It is ended after so many seconds, by PATIENCE times as many on a machine that does much else beside.
        """
        named = [f"{name}={value}" for name, value in (variables or {}).items()]
        command = ["unshare", "--mount", "bash", "-c", _ENTER, "enter", str(self.place), str(self.work), *named, *words]
        began = time.monotonic()
        most = seconds * float(os.environ.get("PATIENCE", "1"))
        try:
            done = subprocess.run(
                command, input=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=most, check=False
            )
            code, said = done.returncode, done.stdout
        except subprocess.TimeoutExpired as late:
            code, said = -1, late.stdout or b""
        text = said.decode("utf-8", errors="replace").replace("\r", "")
        lines = [line for line in text.splitlines() if "XDG_RUNTIME_DIR" not in line]
        return Outcome(code, "\n".join(lines), time.monotonic() - began)

    def make(self, suite: str) -> None:
        """Make it with what every Debian has and nothing else, unless it is there. Raises CalledProcessError."""
        if (self.place / "usr" / "bin" / "apt-get").exists():
            return
        shutil.rmtree(self.place, ignore_errors=True)
        self.place.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["debootstrap", "--variant=minbase", suite, str(self.place)], check=True, stdout=subprocess.DEVNULL
        )

    def install(self, *packages: str) -> Outcome:
        """Have apt install packages with what they depend on and nothing more; `/work/….deb` is one too."""
        self.work.mkdir(parents=True, exist_ok=True)
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        self.enter(["apt-get", "-qq", "update"], seconds=600, variables=quiet)
        words = ["apt-get", "-qq", "-y", "-o", "Dpkg::Use-Pty=0", "install", "--no-install-recommends", *packages]
        return self.enter(words, seconds=1200, variables=quiet)
