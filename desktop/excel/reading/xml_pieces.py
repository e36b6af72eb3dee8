"""Long XML lists in pieces, for parts of a workbook that hold hundreds of thousands of rows or texts."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import IO, Any

from desktop.excel.reading.xml_mending import Care, MendedStream

Stream = IO[bytes] | MendedStream

READ_BYTES = 32 * 1024
"""XML parsed at a time. Small: the elements of a piece stay in the processor's cache (128 KB take half as long again)."""


def local_name(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def _piece(stream: Stream) -> bytes:
    return stream.read(READ_BYTES)


class Batches:
    """A long XML list in pieces: the complete children of one element, dropped from memory once they were handed out.

    `iterparse` would stop by at every tag; the tree of some hundred rows is built in C instead, then walked.
    """

    def __init__(
        self,
        stream: Stream,
        holder: str | None,
        piece: Callable[[Stream], bytes] | None = None,
        care: Care = Care.STRICT,
    ) -> None:
        self._stream = stream
        self._holder = holder
        self._piece = piece or _piece
        self._partial = care is Care.PARTIAL
        self.root: ET.Element | None = None
        self.cut_short = False
        """Only with PARTIAL: the XML breaks off, and what came before was handed out."""

    def __iter__(self) -> Iterator[list[ET.Element]]:
        pull: Any = ET.XMLPullParser(("start",))
        holder: ET.Element | None = None
        tail = b""
        try:
            while piece := self._piece(self._stream):
                tail = tail[-READ_BYTES:] + piece if self._partial else b""
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
        except (ET.ParseError, zipfile.BadZipFile, zlib.error, EOFError):
            if not self._partial:
                raise
            self.cut_short = True
        if holder is not None:
            whole = not self.cut_short or _ends_whole(tail, holder)
            complete = holder[:] if whole else holder[:-1]
            holder.clear()
            yield complete


def _ends_whole(tail: bytes, holder: ET.Element) -> bool:
    """Whether the last child was closed before the XML broke off."""
    if not len(holder):
        return True
    name = local_name(holder[-1]).encode()
    marks = list(re.finditer(rb"<(/?)(?:[\w.-]+:)?" + re.escape(name) + rb"[\s/>]", tail))
    return bool(marks) and marks[-1][1] == b"/"
