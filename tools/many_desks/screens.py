"""A computer of its own for each window: an X server without a screen, a window manager, hands on keys, pictures."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tools.many_desks.organizer import ROOT

_MAXIMIZED = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>
<application type="normal"><maximized>{maximized}</maximized><decor>no</decor></application>
</applications></openbox_config>
"""
_KEY_MS = "12"
_SCANNER_MS = "4"


class Computer:
    """One computer: its display, its data folder, and the program on it."""

    def __init__(self, name: str, display: int, folder: Path, size: tuple[int, int] = (1366, 768)) -> None:
        self.name, self.size = name, size
        self.home = folder / f"{name}-home"
        self.home.mkdir(parents=True)
        self.pictures = folder
        self.clipboard = ""
        self.program: subprocess.Popen[bytes] | None = None
        self._environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "TAP_HUAN_HOME": str(self.home),
            "QT_QPA_PLATFORM": "xcb",
            "LANG": "C.UTF-8",
        }
        screen = ["Xvfb", f":{display}", "-screen", "0", f"{size[0]}x{size[1]}x24", "-nolisten", "tcp"]
        rules = self.home / "openbox.xml"
        rules.write_text(_MAXIMIZED.format(maximized="yes"))
        self._servers = [self._begin(screen)]
        time.sleep(1.0)
        self._servers.append(self._begin(["openbox", "--config-file", str(rules)]))

    def _begin(self, words: list[str]) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, env=self._environment, stdin=quiet, stdout=quiet, stderr=quiet)

    # -- the program ----------------------------------------------------------------------------------------------

    def settings(self, **said: Any) -> None:
        """What the program remembers from before."""
        (self.home / "settings.json").write_text(json.dumps({"language": "vi", **said}), encoding="utf-8")

    def start(self, *words: str) -> None:
        """Open the window, and wait until it is there."""
        log = (self.home / "said.txt").open("ab")
        self.program = subprocess.Popen(
            [sys.executable, "main.py", *words],
            cwd=ROOT,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        self.wait_for_window("Huấn")

    def wait_for_window(self, name: str, seconds: float = 60.0) -> None:
        """Until a window of this name is there. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while self._tool("search", "--onlyvisible", "--name", name).returncode:
            if time.monotonic() > end:
                raise TimeoutError(f"no window “{name}” at {self.name}")
            time.sleep(0.2)

    def tell(self, what: signal.Signals) -> None:
        """Send the program a signal, and whatever it started in its session."""
        assert self.program is not None
        with suppress(ProcessLookupError):
            os.killpg(self.program.pid, what)

    def kill(self) -> None:
        """As in a crash."""
        assert self.program is not None
        self.program.kill()
        self.program.wait()

    def off(self) -> None:
        """Everything of it ends."""
        if self.program is not None and self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        for each in reversed(self._servers):
            each.terminate()
            each.wait()

    # -- hands and eyes -------------------------------------------------------------------------------------------

    def _tool(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["xdotool", *words], env=self._environment, capture_output=True, check=False)

    def key(self, *keys: str, then: float = 0.4) -> None:
        """Press keys, one after the other."""
        self._tool("key", "--delay", "60", *keys)
        time.sleep(then)

    def type(self, text: str, then: float = 0.3) -> None:
        """Type what ASCII can write."""
        self._tool("type", "--delay", _KEY_MS, text)
        time.sleep(then)

    def command(self, words: str, then: float = 1.0) -> None:
        """Find a command by typing and run it."""
        self.key("ctrl+k", then=0.8)
        self.type(words, then=0.6)
        self.key("Return", then=then)

    def scan(self, code: str, then: float = 0.8) -> None:
        """As a scanner types."""
        self._tool("type", "--delay", _SCANNER_MS, code)
        self._tool("key", "Return")
        time.sleep(then)

    def picture(self, name: str) -> Path:
        """The whole screen."""
        path = self.pictures / f"{name}-{self.name}.png"
        subprocess.run(["import", "-window", "root", str(path)], env=self._environment, check=False)
        return path

    def digits(self) -> str:
        """What the QR code on the screen holds; "" for none."""
        import zxingcpp

        path = self.picture("qr")
        found = zxingcpp.read_barcodes(QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8))
        path.unlink()
        return next((each.text for each in found if each.text.isdecimal()), "")
