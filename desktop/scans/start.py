"""How a child process that reads pictures begins: with the packages it needs, or by saying that they are not here."""

from __future__ import annotations

from typing import TypeVar

from desktop.isolated import frames
from desktop.isolated.job import Send, Work

Request = TypeVar("Request")


def started(serve: Work[Request]) -> Work[Request]:
    """`serve`, once the packages are loaded; without them what answers each request with "scan.no_reader"."""
    try:
        import cv2
        import pi_heif  # noqa: F401
        import PIL.Image  # noqa: F401
        import pypdfium2  # noqa: F401
        import zxingcpp  # noqa: F401
    except ImportError:
        return _missing
    cv2.setNumThreads(1)  # several pictures are read at once, each in a child
    return serve


def _missing(_request: object, send: Send) -> bool:
    send(frames.pack(("refused", "scan.no_reader")))
    return False
