"""The log of unexpected errors, one for the window and the command line."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

from desktop import paths

_BYTES = 1_000_000

log = logging.getLogger("tap-huan")


def open_log() -> None:
    """Write to the user's log file from now on; where that can't be, to the standard error."""
    file = paths.log_file()
    for handler in list(log.handlers):
        if getattr(handler, "baseFilename", "") == str(file.absolute()):
            return
        log.removeHandler(handler)
        handler.close()
    log.addHandler(_handler(file))
    log.setLevel(logging.INFO)


def _handler(file: Path) -> logging.Handler:
    handler: logging.Handler
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
