"""The parts of a zipped workbook, found whatever their names look like; an archive cut off on its way is put together again."""

from __future__ import annotations

import posixpath
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import MEGABYTE, Limits
from desktop.excel.reading.xml_mending import Care, MendedStream

_LOCAL = b"PK\x03\x04"
_HEADER = struct.Struct("<4sHHHHHIIIHH")
_SIZES_FOLLOW = 8
_ENCRYPTED = 1


def tidy_name(name: str) -> str:
    """A part's name as it is compared: forward slashes, no leading one, no capitals."""
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).lower()


class Parts:
    """A zipped workbook's parts."""

    def __init__(self, archive: zipfile.ZipFile, care: Care = Care.STRICT) -> None:
        self.care = care
        self._archive = archive
        self._infos = {tidy_name(info.filename): info for info in reversed(archive.infolist())}
        self._exact = {info.filename: info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        return self._exact.get(name.lstrip("/")) or self._infos.get(tidy_name(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._infos)

    def size(self, name: str) -> int:
        """Unpacked bytes; 0 for a part that is not there."""
        info = self._find(name)
        return info.file_size if info is not None else 0

    def open(self, name: str) -> IO[bytes] | MendedStream:
        """A part of XML to read from; KeyError when there is none."""
        info = self._find(name)
        if info is None:
            raise KeyError(name)
        stream = self._archive.open(info)
        if self.care is Care.STRICT:
            return stream
        stream._expected_crc = None  # type: ignore[attr-defined]  # what is there is read, whatever the checksum says
        return MendedStream(stream)

    def elements(self, name: str) -> Iterator[ET.Element]:
        """A small part's elements with their attributes, up to where it breaks off; none for a part that is not there."""
        pull: Any = ET.XMLPullParser(("start",))
        try:
            with self.open(name) as stream:
                pull.feed(stream.read())
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ET.ParseError):
            pass
        try:
            for _, element in pull.read_events():
                assert isinstance(element, ET.Element)
                yield element
        except ET.ParseError:
            return


def repair(path: Path, target: Path, limits: Limits) -> bool:
    """Write what is left of an archive whose directory is gone (it stands at the end) to `target`; False: nothing is.

    Each part has a header of its own before it. The last may be cut off, and stays cut.
    """
    content = path.read_bytes()
    budget = limits.total_bytes
    found = 0
    place = content.find(_LOCAL)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        while place >= 0 and place + _HEADER.size <= len(content) and found < limits.parts:
            _, _, flags, method, _, _, _, packed, _, name_length, extra = _HEADER.unpack_from(content, place)
            start = place + _HEADER.size + name_length + extra
            name = content[place + _HEADER.size : place + _HEADER.size + name_length].decode("utf-8", "replace")
            if flags & _ENCRYPTED:
                raise UnreadableFile("file.password")
            known = packed if not flags & _SIZES_FOLLOW and packed < 0xFFFFFFFF else None
            end = start
            if name and not name.endswith("/") and start < len(content):
                with archive.open(name, "w") as part:
                    written, end = _unpack(content, start, known, method, part, budget, limits)
                budget -= written
                found += 1
            place = content.find(_LOCAL, max(end, place + 4))
    return found > 0


def _unpack(
    content: bytes, start: int, packed: int | None, method: int, part: IO[bytes], budget: int, limits: Limits
) -> tuple[int, int]:
    """Unpack one part as far as it goes: the bytes written and where it ended."""
    if method == zipfile.ZIP_STORED:
        end = start + packed if packed is not None else content.find(b"PK\x07\x08", start)
        data = content[start : end if end > 0 else len(content)]
        part.write(data)
        return len(data), start + len(data)
    if method != zipfile.ZIP_DEFLATED:
        return 0, start
    inflate = zlib.decompressobj(-15)
    written, feed = 0, content[start : start + packed if packed is not None else len(content)]
    total = len(feed)
    try:
        while not inflate.eof and feed:
            data = inflate.decompress(feed, MEGABYTE)
            feed = inflate.unconsumed_tail
            written += len(data)
            read = total - len(inflate.unused_data or feed)
            if written > budget or written > max(limits.ratio_from, limits.ratio * read):
                raise UnreadableFile("file.bomb")
            part.write(data)
    except zlib.error:
        pass  # what came before the fault stands
    return written, start + total - len(inflate.unused_data or feed)
