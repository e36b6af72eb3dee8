"""The frames that a child and the program exchange: a tag, a length, and marshalled plain values.

Nothing that could name a class is ever sent, so that a child which a hostile file has taken over cannot talk its way into
the program (pickle would let it).
"""

from __future__ import annotations

import marshal
import struct
from enum import IntEnum
from typing import IO, Any

_HEADER = struct.Struct("<BI")
_LARGEST = 512 * 1024 * 1024


class Tag(IntEnum):
    """What a frame is. The ones from DONE on are the last of a request, and empty."""

    REQUEST = 0
    ANSWER = 1
    DONE = 2
    WORN = 3
    """Done, but this child has grown and should be replaced."""
    NO_MEMORY = 4


def pack(content: tuple[Any, ...]) -> bytes:
    """Plain values as bytes; ValueError for anything else."""
    return marshal.dumps(content)


def unpack(payload: bytes) -> tuple[Any, ...]:
    """What was packed; ValueError, EOFError or TypeError when it was something else."""
    content = marshal.loads(payload)
    if not isinstance(content, tuple):
        raise ValueError("not a frame")
    return content


def write(stream: IO[bytes], tag: Tag, payload: bytes = b"") -> None:
    """Send one frame. Raises OSError when nobody reads any more."""
    stream.write(_HEADER.pack(tag, len(payload)))
    stream.write(payload)
    stream.flush()


def read(stream: IO[bytes]) -> tuple[Tag, bytes] | None:
    """The next frame; None when the stream has ended, within a frame too. Raises ValueError for what is no frame."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    tag, length = _HEADER.unpack(header)
    if length > _LARGEST:
        raise ValueError("too large a frame")
    payload = stream.read(length)
    return (Tag(tag), payload) if len(payload) == length else None
