"""The log of unexpected errors, one for the window and the command line."""

from __future__ import annotations

import logging
import logging.handlers

from desktop import paths

_BYTES = 1_000_000

log = logging.getLogger("tap-huan")


def open_log() -> None:
    """Write to the user's log file from now on; where that can't be, to the standard error."""
    if log.handlers:
        return
    file = paths.log_file()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=_BYTES, backupCount=3, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
