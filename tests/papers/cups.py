"""A CUPS that a test starts itself, with Debian's PDF printer as its one queue."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
PPD = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_noopt.ppd")
PROFILES = Path("/sys/kernel/security/apparmor/profiles")
QUEUE = "taphuan"
_START = 10.0

_FILES = """ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/temporary
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
SystemGroup root
"""
_DAEMON = """Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
DirtyCleanInterval 0
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_PRINTER = """Out {folder}/printed
AnonDirName {folder}/printed
Spool {folder}/printing
Log {folder}
"""


def missing() -> str:
    """Why no CUPS can be started here; "" when one can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can start a CUPS whose PDF printer runs"
    if daemon() is None or shutil.which("lpadmin") is None:
        return "CUPS is not installed here (Debian and Ubuntu: apt install cups)"
    if not BACKEND.exists() or not PPD.exists():
        return "CUPS's PDF printer is not installed here (Debian and Ubuntu: apt install printer-driver-cups-pdf)"
    with suppress(OSError):
        if "cupsd" in PROFILES.read_text():
            return "AppArmor keeps CUPS to its own folders here"
    return ""


def daemon() -> str | None:
    """Where cupsd is."""
    return shutil.which("cupsd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")


class Cups:
    """It listens on a socket in a temporary folder and knows nothing of this computer's own printers."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="taphuan-cups-"))
        self.folder.chmod(0o755)
        self.log = self.folder / "error_log"
        # The PDF printer reads its settings from this folder alone, by the name behind its address.
        self.settings = Path(f"/etc/cups/cups-pdf-{self.folder.name}.conf")
        self.settings.write_text(_PRINTER.format(folder=self.folder))
        (self.folder / "printed").mkdir()
        (self.folder / "cups-files.conf").write_text(_FILES.format(folder=self.folder))
        (self.folder / "cupsd.conf").write_text(_DAEMON.format(folder=self.folder))
        self.environment = {**os.environ, "CUPS_SERVER": str(self.folder / "cups.sock"), "LC_ALL": "C.UTF-8"}
        for name in ("spool", "cache", "state", "temporary"):
            (self.folder / name).mkdir()
        (self.folder / "temporary").chmod(0o1777)  # its filters run as nobody in particular
        started = daemon()
        assert started is not None
        files = ("-c", self.folder / "cupsd.conf", "-s", self.folder / "cups-files.conf")
        self.process = subprocess.Popen(
            [started, "-f", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment
        )
        try:
            self._wait()
            self.run("lpadmin", "-p", QUEUE, "-E", "-v", f"cups-pdf:/{self.folder.name}", "-P", str(PPD))
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        end = time.monotonic() + _START
        while "is running" not in self.run("lpstat", "-r", check=False):
            if self.process.poll() is not None or time.monotonic() > end:
                raise TimeoutError(f"CUPS did not start: {self.said()}")
            time.sleep(0.05)

    def run(self, *command: str, check: bool = True) -> str:
        """What one of CUPS's programs answers."""
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=20, check=check)
        return done.stdout

    def said(self) -> str:
        """The end of its log."""
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""

    def printed(self, within: float = 60.0) -> Path:
        """The PDF of the first job, once the queue has done it."""
        end = time.monotonic() + within
        while f"{QUEUE}-1 " not in self.run("lpstat", "-W", "completed", "-o", QUEUE):
            if time.monotonic() > end:
                raise TimeoutError(f"nothing was printed: {self.said()}")
            time.sleep(0.05)
        found = sorted((self.folder / "printed").rglob("*.pdf"))
        assert found, self.said()
        return found[0]

    def stop(self) -> None:
        """End it and leave nothing behind."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        self.settings.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)
