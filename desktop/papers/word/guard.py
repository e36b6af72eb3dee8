"""Files that are offered as Word forms: which are opened, and in words why the others are not."""

from __future__ import annotations

import zipfile
from pathlib import Path

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading import zip_guard
from desktop.excel.reading.limits import MEGABYTE, Limits
from desktop.papers.word import outside

LIMITS = Limits(
    file_bytes=10 * MEGABYTE,
    part_bytes=2 * MEGABYTE,
    total_bytes=60 * MEGABYTE,
    ratio=200,
    ratio_from=2 * MEGABYTE,
    parts=2_000,
)
"""A form of ten pages with a coat of arms stays far below."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = b"macroEnabled"
_TEMPLATE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_ZIP = b"PK\x03\x04"
_LONGEST_TOLD = 120
_WORDS = {"file.password": "word.password", "file.bomb": "word.bomb", "file.too_large": "word.too_large"}


def check(path: Path) -> None:
    """Let a plain .docx pass. Raises UnreadableFile with a code of its own for everything else."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
            rest = file.read(min(size, LIMITS.file_bytes)) if head == _OLE else b""
    except OSError as problem:
        raise UnreadableFile("word.cannot_read", file=path.name) from problem
    if size > LIMITS.file_bytes:
        raise UnreadableFile("word.too_large", file=path.name, limit=LIMITS.file_bytes // MEGABYTE)
    if head == _OLE:  # an encrypted .docx lies inside such a file too
        raise UnreadableFile("word.password" if _ENCRYPTED in rest else "word.old", file=path.name)
    if not head.startswith(_ZIP):
        raise UnreadableFile("word.not_word", file=path.name)
    try:
        zip_guard.check(path, LIMITS)
        _check_kind(path)
        outside.check(path)
    except UnreadableFile as problem:
        code = _WORDS.get(problem.code, problem.code if problem.code.startswith("word.") else "word.damaged")
        what = str(problem.details.get("what", ""))[:_LONGEST_TOLD]
        raise UnreadableFile(code, file=path.name, limit=LIMITS.part_bytes // MEGABYTE, what=what) from problem


def _check_kind(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" not in names:
            raise UnreadableFile("word.not_word")
        try:
            types = archive.read("[Content_Types].xml")
        except (zipfile.BadZipFile, EOFError) as problem:
            raise UnreadableFile("word.damaged") from problem
    if _MACROS in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableFile("word.macros")
    if _TEMPLATE in types:
        raise UnreadableFile("word.template")
    if _MAIN not in types:
        raise UnreadableFile("word.not_word")
