"""Files read once: planning again after a correction does not touch the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop import scratch
from desktop.domain.errors import Cancelled, UnreadableFile
from desktop.domain.importing import Notice
from desktop.domain.progress import IsCancelled, Progress
from desktop.excel.reading.clipboard import read_clipboard
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.reader import Reader, expand
from desktop.excel.reading.workbook import Workbook

CLIPBOARD = "clipboard"
"""Kind and name of what was pasted; the faces word it."""


@dataclass(slots=True)
class LoadedFile:
    """One file as read, or the error that kept it shut."""

    file: str
    """As it was named; the preview, the database and corrections speak of it by this."""
    workbook: Workbook | None
    error: Notice | None = None
    sha256: str = ""


@dataclass(slots=True)
class Loaded:
    """Everything an import was given."""

    files: list[LoadedFile] = field(default_factory=list)


def load(
    paths: Iterable[str | Path],
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled | None = None,
    limits: Limits | None = None,
) -> Loaded:
    """Read the files, folders giving the workbooks in them; one that can't be read is that file's error.

    `progress` counts thousandths of a file. Raises Cancelled.
    """
    found = expand(paths)
    loaded = Loaded()
    with Reader(limits) as reader:
        for place, path in enumerate(found):
            if cancelled is not None and cancelled():
                raise Cancelled
            loaded.files.append(_read(reader, path, _part(progress, place, len(found)), cancelled))
            if progress is not None:
                progress((place + 1) * 1000, len(found) * 1000)
    return loaded


def loaded_from_clipboard(text: str, html: str = "", *, cancelled: IsCancelled | None = None) -> Loaded:
    """A table copied from Excel, Word or a web page, as if it were a file.

    The page that comes with it is preferred: it keeps cells of several paragraphs and merged cells whole.
    """
    if "<table" in html.lower():
        one = _read_page(html, cancelled)
        if one.workbook is not None or not text.strip():
            return Loaded([one])
    try:
        return Loaded([LoadedFile(CLIPBOARD, read_clipboard(text, CLIPBOARD))])
    except UnreadableFile as problem:
        return Loaded([LoadedFile(CLIPBOARD, None, Notice(problem.code, dict(problem.details)))])


def _read_page(html: str, cancelled: IsCancelled | None) -> LoadedFile:
    """The tables of a copied page, read as a file would be: what a page holds is not to be trusted."""
    with scratch.folder() as folder, Reader() as reader:
        path = Path(folder, f"{CLIPBOARD}.html")
        page = f'<html><meta charset="utf-8">{html}</html>'
        path.write_text(page, encoding="utf-8", errors="replace", newline="")
        one = _read(reader, path, None, cancelled)
    one.file, one.sha256 = CLIPBOARD, ""
    if one.workbook is not None:
        one.workbook.kind = CLIPBOARD
        one.workbook.notices.clear()
    return one


def _read(reader: Reader, path: Path, progress: Progress | None, cancelled: IsCancelled | None) -> LoadedFile:
    name = str(path)
    try:
        workbook = reader.read(path, progress=progress, cancelled=cancelled)
    except UnreadableFile as problem:
        return LoadedFile(name, None, Notice(problem.code, dict(problem.details)))
    return LoadedFile(name, workbook, sha256=_fingerprint(path))


def _fingerprint(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # taken away since it was read
        return ""


def _part(progress: Progress | None, place: int, files: int) -> Progress | None:
    """Progress of one file as its share of all."""
    if progress is None:
        return None

    def told(done: int, total: int) -> None:
        progress(place * 1000 + (1000 * done // total if total else 0), files * 1000)

    return told
