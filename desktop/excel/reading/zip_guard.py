"""Looking at a zipped workbook before anything unpacks it: bombs of size, of ratio and of entities."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import Limits

_XML = (".xml", ".rels", ".vml")
_ROOT = re.compile(rb"<\0?[A-Za-z_]")
_DOCTYPE = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
_UNREAD = ("META-INF/", "Basic/", "Dialogs/", "Scripts/")
"""Folders of an OpenDocument that no reader looks into."""
_PROLOG = 1024 * 1024
"""No honest part has more than this before its first element."""


def check(path: Path, limits: Limits) -> None:
    """Refuse an archive that would unpack to more than a workbook can be, or that declares entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            _check_sizes(infos, path.stat().st_size, limits)
            for info in infos:
                if info.filename.lower().endswith(_XML) and info.file_size:
                    _check_prolog(archive, info)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, zlib.error) as problem:
        raise UnreadableFile("file.damaged") from problem
    except RuntimeError as problem:  # zipfile's word for a part under a password
        raise UnreadableFile("file.password") from problem


def _check_sizes(infos: list[zipfile.ZipInfo], on_disk: int, limits: Limits) -> None:
    packed = unpacked = 0
    for info in infos:
        if info.flag_bits & 1:
            raise UnreadableFile("file.password")
        if info.compress_size > on_disk:
            raise UnreadableFile("file.damaged")
        packed += info.compress_size
        unpacked += info.file_size
        ratio = info.file_size / max(1, info.compress_size)
        if info.file_size > limits.ratio_from and ratio > limits.ratio:
            raise UnreadableFile("file.bomb")
        if info.file_size > limits.part_bytes and info.filename.lower().endswith(_XML):
            raise UnreadableFile("file.too_large", limit=limits.part_bytes // (1024 * 1024))
    if len(infos) > limits.parts or packed > on_disk:  # parts that share their bytes: a bomb's trick
        raise UnreadableFile("file.bomb")
    if unpacked > limits.total_bytes:
        raise UnreadableFile("file.too_large", limit=limits.total_bytes // (1024 * 1024))


def _check_prolog(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Everything before the first element: a document type stands there or nowhere."""
    if info.filename.startswith(_UNREAD):
        return  # OpenOffice writes harmless ones here
    prolog = b""
    try:
        with archive.open(info) as part:
            prolog = part.read(4096)
            while _ROOT.search(prolog) is None and len(prolog) < _PROLOG:
                more = part.read(64 * 1024)
                if not more:
                    break
                prolog += more
    except (zipfile.BadZipFile, EOFError, zlib.error):
        pass  # a broken part; the readers pass it over
    root = _ROOT.search(prolog)
    if _DOCTYPE.search(prolog) or (root is None and len(prolog) >= _PROLOG):
        raise UnreadableFile("file.bomb")
