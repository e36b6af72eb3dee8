"""How far a reader goes to read a broken file, and XML made well-formed where a writer let through what XML forbids."""

from __future__ import annotations

import codecs
import html
import re
from enum import IntEnum
from typing import IO


class Care(IntEnum):
    """What a reader does with a fault."""

    STRICT = 0
    """Gives up: another reader may do better."""
    MENDED = 1
    """Mends forbidden letters and checksums; gives up when something is missing."""
    PARTIAL = 2
    """Reads what is readable, and tells what is not."""


_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_-]+)", re.IGNORECASE)
_FORBIDDEN = re.compile(
    r"(?:&#(?:x[0-9A-Fa-f]+|\d+);)+|&[A-Za-z]\w*;|&|[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
)
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]+)|(\d+));")
_KNOWN = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
_HELD = re.compile(r"&[#\w;&]{0,60}$")


class MendedStream:
    """A stream of XML without control characters, halves of letters, undefined entities and bytes that are no UTF-8.

    A part in another encoding passes as it is.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder: codecs.IncrementalDecoder | None = None
        self._held = ""
        self._begun = False

    def read(self, size: int = -1) -> bytes:
        """The next piece; empty at the end."""
        while True:
            piece = self._stream.read(size)
            if not self._begun:
                self._begun = True
                declared = _ENCODING.match(piece.removeprefix(codecs.BOM_UTF8)[:200])
                if not piece.startswith((b"\xff\xfe", b"\xfe\xff")) and (
                    declared is None or declared[1].lower() in (b"utf-8", b"utf8")
                ):
                    self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
            if self._decoder is None:
                return piece
            text = self._held + self._decoder.decode(piece, final=not piece)
            held = _HELD.search(text) if piece else None
            self._held = held[0] if held else ""
            text = _FORBIDDEN.sub(_allowed, text[: len(text) - len(self._held)])
            if text or not piece:
                return text.encode("utf-8")

    def tell(self) -> int:
        """How much of the part is behind us."""
        return self._stream.tell()

    def __enter__(self) -> MendedStream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


def _allowed(match: re.Match[str]) -> str:
    found = match[0]
    if found in _KNOWN:
        return found
    if found.startswith("&#"):
        codes = [int(hexa, 16) if hexa else int(digits) for hexa, digits in _REFERENCE.findall(found)]
        letters = "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
        joined = letters.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return "".join(f"&#{ord(letter)};" if _is_allowed(letter) else "\ufffd" for letter in joined)
    if found == "&":
        return "&amp;"
    if found.startswith("&"):
        letters = html.unescape(found)
        return html.escape(letters) if letters != found else f"&amp;{found[1:]}"
    return "\ufffd"


def _is_allowed(letter: str) -> bool:
    return letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\uffff")
