"""The log of unexpected errors, one for the window and the command line; nothing of anybody's data comes into it."""

from __future__ import annotations

import io
import logging
import logging.handlers
import os
import sqlite3
import traceback
import uuid
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.errors import AppError

_BYTES = 1_000_000
_HIDDEN = "…"
_OF_THE_PROGRAM = (AttributeError, ImportError, MemoryError, NameError, RecursionError, TypeError, ZeroDivisionError)
"""Errors of which Python itself writes the message, out of names and kinds alone."""

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


def described(error: BaseException) -> str:
    """Where an error came from and of what kind it is, with those that led to it; without values, which may be data."""
    chain: list[str] = []
    each: BaseException | None = error
    while each is not None and len(chain) < 10:
        places = "".join(traceback.format_tb(each.__traceback__))
        chain.append(f"Traceback (most recent call last):\n{places}{_kind(each)}")
        each = each.__cause__ or (None if each.__suppress_context__ else each.__context__)
    return "\n\nThis led to:\n\n".join(reversed(chain))


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    match error:
        case AppError():
            return f"{name}: {error.code}"
        case OSError():
            return f"{name}: {os.strerror(error.errno)}" if error.errno else name
        case sqlite3.Error():
            return f"{name}: {vars(error).get('sqlite_errorname', '')}"
    return f"{name}: {error}" if isinstance(error, _OF_THE_PROGRAM) else name


def _told(value: object) -> object:
    """What may be written of a value: keys, kinds, small numbers. Texts and large numbers may be somebody's name or phone."""
    match value:
        case BaseException():
            return _kind(value)
        case type():
            return value.__name__
        case uuid.UUID() | bool() | None:
            return value
        case int() | float() if abs(value) < 100_000:
            return value
    return _HIDDEN


class _Redacting(logging.Formatter):
    """Messages are written in the program and stay; what fills them and what errors say of values does not."""

    def format(self, record: logging.LogRecord) -> str:
        clean = logging.makeLogRecord(vars(record))
        given = record.args or ()
        clean.args = tuple(map(_told, given if isinstance(given, tuple) else (given,)))
        clean.exc_text = None  # another handler's, with values
        try:
            return super().format(clean)
        except (TypeError, ValueError):  # a number was expected where a value is hidden
            clean.args = ()
            return super().format(clean)

    def formatException(self, ei: object) -> str:
        error = ei[1] if isinstance(ei, tuple) else None
        return described(error) if isinstance(error, BaseException) else ""


class _OwnFile(logging.handlers.RotatingFileHandler):
    """A file that nobody but its owner reads, from its first byte on."""

    def _open(self) -> io.TextIOWrapper:
        opened = super()._open()
        own_files.narrow(Path(self.baseFilename))
        return opened


def _handler(file: Path) -> logging.Handler:
    handler: logging.Handler
    try:
        own_files.make_folder(file.parent)
        handler = _OwnFile(file, maxBytes=_BYTES, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_Redacting("%(asctime)s %(levelname)s %(message)s"))
    return handler
