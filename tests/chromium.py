"""A page in a real browser, driven through the pipe of its DevTools protocol: no port, no driver, no network."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_PATIENCE = 60.0


class Browser:
    """One page, opened by its path as a double click would; what it saves goes into `downloads`."""

    def __init__(self, page: Path, downloads: Path) -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        inward, self._to = os.pipe()
        self._from, outward = os.pipe()
        self._numbers, self._read, self._session = itertools.count(1), b"", ""
        assert PROGRAM is not None

        def pipes() -> None:
            for wanted, given in ((3, os.dup(inward)), (4, os.dup(outward))):
                os.dup2(given, wanted)

        self._process = subprocess.Popen(
            [
                PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--disable-background-networking", "--no-first-run", f"--user-data-dir={self._profile}",
                "--remote-debugging-pipe", "about:blank",
            ],
            preexec_fn=pipes, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(inward)
        os.close(outward)
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        self._ask("Page.enable")
        self._ask("Page.navigate", url=page.as_uri())
        self.wait("document.readyState === 'complete'")

    def __enter__(self) -> Browser:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(_PATIENCE)
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def run(self, script: str) -> Any:
        """What an expression comes to in the page; an error of the page is an error here."""
        told = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait(self, script: str) -> None:
        """Until the expression is true."""
        for _each in range(200):
            if self.run(script):
                return
            time.sleep(0.05)
        raise AssertionError(script)

    def picture(self, path: Path, width: int = 1280, height: int = 800) -> None:
        """A picture of the page."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        path.write_bytes(base64.b64decode(self._ask("Page.captureScreenshot")["data"]))

    def _ask(self, method: str, **given: object) -> dict[str, Any]:
        number = next(self._numbers)
        told: dict[str, object] = {"id": number, "method": method, "params": given}
        if self._session and not method.startswith(("Target.", "Browser.")):
            told["sessionId"] = self._session
        os.write(self._to, json.dumps(told).encode() + b"\0")
        while True:
            answer = json.loads(self._next())
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _next(self) -> bytes:
        while b"\0" not in self._read:
            ready, _writing, _odd = select.select([self._from], [], [], _PATIENCE)
            assert ready, "the browser says nothing"
            part = os.read(self._from, 1 << 16)
            assert part, "the browser is gone"
            self._read += part
        first, _zero, self._read = self._read.partition(b"\0")
        return first
