"""Long XML lists in pieces, for parts of a workbook that hold hundreds of thousands of rows or texts."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Any

READ_BYTES = 32 * 1024
"""XML parsed at a time. Small: the elements of a piece stay in the processor's cache (128 KB take half as long again)."""


def local_name(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _piece(stream: IO[bytes]) -> bytes:
    return stream.read(READ_BYTES)


class Batches:
    """A long XML list in pieces: the complete children of one element, dropped from memory once they were handed out.

    `iterparse` would stop by at every tag; the tree of some hundred rows is built in C instead, then walked.
    """

    def __init__(
        self, stream: IO[bytes], holder: str | None, piece: Callable[[IO[bytes]], bytes] | None = None
    ) -> None:
        self._stream = stream
        self._holder = holder
        self._piece = piece or _piece
        self.root: ET.Element | None = None

    def __iter__(self) -> Iterator[list[ET.Element]]:
        pull: Any = ET.XMLPullParser(("start",))
        holder: ET.Element | None = None
        while piece := self._piece(self._stream):
            pull.feed(piece)
            if holder is None:
                for _, element in pull.read_events():
                    if self.root is None:
                        self.root = element
                    if self._holder is None or local_name(element) == self._holder:
                        holder = element
                        break
            # The other events are of no use; they must only not pile up.
            deque(pull.read_events(), maxlen=0)
            if holder is not None and len(holder) > 1:
                complete = holder[:-1]  # the last one may still be growing
                del holder[:-1]
                yield complete
        pull.close()
        if holder is not None:
            complete = holder[:]
            holder.clear()
            yield complete
