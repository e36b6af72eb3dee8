"""Documents as PDF or pictures, through Typst templates in resources/documents; an office may put its own over them.

A template gets its texts as JSON strings and shows them as text: nothing typed by anyone is ever read as markup. The
program's own templates are compiled here; as soon as an office's is among them, and for long papers, in a process apart
(`office_job`): it sees its own folder and nothing outside it, no network, and can't go on for ever.
"""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import TYPE_CHECKING, Literal

from desktop import paths, scratch
from desktop.domain.documents.templates import FRAME, Trouble
from desktop.domain.errors import AppError
from desktop.domain.progress import IsCancelled, Progress
from desktop.full_disk import cannot_write
from desktop.i18n import language
from desktop.papers import flowing, office_process, phrases
from desktop.papers.document import ContentT, Document, Json, OptionsT, Placed
from desktop.papers.fonts import EMBEDDED, typeface
from desktop.papers.joining import Joined, count_of
from desktop.papers.office_job import answered
from desktop.papers.office_process import TroubleMet
from desktop.papers.template_errors import trouble
from desktop.wording import templates as wording

if TYPE_CHECKING:
    import typst

_Form = Literal["pdf", "png"]
_BESIDE = {".png", ".jpg", ".jpeg", ".svg"}
"""Pictures that an office's template may show, from the folder it stands in."""
_LARGEST_PICTURE = 10 * 1024 * 1024

_MANY = 1000
"""From so many people on a paper is laid out in a child process: what Typst needs for it is given back, and it can be stopped."""
LONG_SECONDS = 600.0
"""How long one of these may take, or one piece of it."""

_lock = threading.Lock()
_compilers: dict[Path, typst.Compiler] = {}


def data_of(document: Document[OptionsT, ContentT], content: ContentT) -> Json:
    """What the template of a document gets, in the office's phrases."""
    with phrases.office_phrases(document.name):
        return {**_given(), **document.data(content)}


def _given() -> Json:
    """What every template gets."""
    return {"fonts": [typeface().family, EMBEDDED], "language": language()}


_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def _json(data: Json) -> str:
    """The data as a template gets it, without the signs that turn the order of letters round: paper shows what is stored."""
    return _TURNING.sub("", json.dumps(data, ensure_ascii=False))


def pdf(
    document: Document[OptionsT, ContentT],
    content: ContentT,
    *,
    progress: Progress = lambda _done, _all: None,
    cancelled: IsCancelled = lambda: False,
    placed: Placed | None = None,
) -> bytes:
    """A document as PDF; a long one is laid out in a child process, piece by piece where its pages allow it.

    `placed` is told where things stand on its pages (`Document.places`).

    Raises AppError("template.fails") when an office's own template can't be used, AppError("file.disk_full") when the
    pieces have no room, Cancelled soon after `cancelled()` is true.
    """
    made = _made(document, content, "pdf", progress=progress, cancelled=cancelled, placed=placed)
    first = next(made)
    second = next(made, None)
    if second is None:
        return first[0]
    try:
        with TemporaryFile() as file:
            joined = Joined(file)
            for pages in chain((first, second), made):
                joined.add(pages[0])
            joined.finish()
            file.seek(0)
            return file.read()
    except OSError as error:
        raise cannot_write(error, document.title) from error


def _pieces(document: Document[OptionsT, ContentT], content: ContentT) -> Sequence[ContentT]:
    return (document.pieces(content) if document.pieces is not None else ()) or (content,)


def beginning(document: Document[OptionsT, ContentT], content: ContentT) -> bytes | None:
    """The first pages of a long document as PDF, where each page stands for itself; None for a short one."""
    part = document.beginning(content) if document.beginning is not None else None
    if part is None and len(pieces := _pieces(document, content)) > 1:
        part = pieces[0]
    return None if part is None else pdf(document, part)


def pictures(
    document: Document[OptionsT, ContentT],
    content: ContentT,
    *,
    dpi: float = 150,
    progress: Progress = lambda _done, _all: None,
    cancelled: IsCancelled = lambda: False,
    placed: Placed | None = None,
) -> Iterator[bytes]:
    """A document's pages as PNG pictures, those of a long one piece by piece, and `placed` told, as in `pdf`."""
    for pages in _made(document, content, "png", dpi, progress=progress, cancelled=cancelled, placed=placed):
        yield from pages


def _made(
    document: Document[OptionsT, ContentT],
    content: ContentT,
    form: _Form,
    dpi: float = 150,
    *,
    progress: Progress,
    cancelled: IsCancelled,
    placed: Placed | None,
) -> Iterator[list[bytes]]:
    """The PDF or the pictures of each piece of a document."""
    asked = document.places.asked if document.places is not None and placed is not None else ""

    def laid_out(piece: ContentT, data: Json, *, apart: bool) -> list[bytes]:
        pages, answer = _compile(document.template, data, form, dpi, asked=asked, apart=apart, cancelled=cancelled)
        if placed is not None and answer:
            placed(piece, json.loads(answer))
        return pages

    pieces = _pieces(document, content)
    if len(pieces) > 1:
        for place, each in enumerate(pieces):
            progress(place, len(pieces))
            yield laid_out(each, data_of(document, each), apart=True)
        progress(len(pieces), len(pieces))
        return
    data = data_of(document, content)
    runs = document.runs(data) if document.runs is not None else ()
    rows = sum(run.rows for run in runs)
    # An office's own template may not know of pieces.
    if rows <= flowing.AT_ONCE or any(name.endswith(".typ") for name in office()):
        yield laid_out(content, data, apart=max(rows, content.total) > _MANY)
        return

    def ask(data: Json) -> tuple[list[int], int]:
        made, told = _compile(document.template, data, "pdf", asked=flowing.ASKED, apart=True, cancelled=cancelled)
        return json.loads(told), count_of(made[0])

    done = 0
    for piece, pages in flowing.pieces(runs, ask, lambda through: progress(through, 2 * rows)):
        yield laid_out(content, piece.data(pages), apart=True)
        done += piece.stop - piece.start
        progress(rows + done, 2 * rows)


def compiled(file: str, data: Json) -> bytes:
    """A template filled with `data`, as PDF."""
    return _compile(file, {**_given(), **data}, "pdf")[0][0]


def tried(file: str, data: Json, changed: str, text: str, *, seconds: float | None = None) -> bytes:
    """The template `file` as PDF if the office's template `changed` had this text. Raises `TroubleMet`."""
    with _together({**office(), changed: text}) as folder:
        return office_process.compiled(folder, file, _json({**_given(), **data}), "pdf", 0, seconds=seconds)[0][0]


def _compile(
    file: str,
    data: Json,
    form: _Form,
    dpi: float = 150,
    *,
    asked: str = "",
    apart: bool = False,
    cancelled: IsCancelled = lambda: False,
) -> tuple[list[bytes], str]:
    """The template `file` filled with `data`: one PDF, or a picture for each page; and the answer to what is `asked`.

    `apart`: in any case in a child process.
    """
    text = _json(data)
    with _lock:  # nobody puts other templates into the folder meanwhile
        own = office()
        blamed = next((name for name in (file, f"{FRAME}.typ") if name in own), None)
        shipped = paths.resources() / "documents"
        if blamed is None and not apart:
            return _compiled_here(shipped / file, text, form, dpi, asked)
        seconds = LONG_SECONDS if apart else office_process.SECONDS
        folder = shipped if blamed is None else _mixed_folder(own)
        try:
            return office_process.compiled(
                folder, file, text, form, dpi, seconds=seconds, asked=asked, cancelled=cancelled
            )
        except TroubleMet as met:
            told = met.trouble
    if blamed is None:
        if told.cause in ("too_slow", "too_large"):
            raise AppError("document.too_long")
        raise _ours(told)
    if told.file not in own:  # something in the office's made one of the program's stumble
        told = replace(told, file=blamed, line=0, column=0)
    raise AppError("template.fails", file=told.file, line=told.line, reason=wording.words(told), detail=told.detail)


def _compiled_here(path: Path, data: str, form: _Form, dpi: float, asked: str) -> tuple[list[bytes], str]:
    """One of the program's own templates, compiled in this process."""
    import typst

    compiler = _compilers.get(path)
    if compiler is None:
        compiler = typst.Compiler(
            str(path), root=str(path.parent), font_paths=typeface().fonts, ignore_system_fonts=True
        )
        _compilers[path] = compiler
    try:
        if form == "pdf":
            made = compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_tags=False)
        else:
            made = compiler.compile(format="png", sys_inputs={"data": data}, ppi=dpi)
        answer = answered(compiler, asked)
    except typst.TypstError as error:
        raise _ours(trouble(error.message, error.diagnostic, path.name)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Typst crashed; its exception is no Exception
            raise
        _compilers.clear()
        raise _ours(Trouble("other", path.name, detail=str(error))) from error
    pages = made if isinstance(made, list) else [made]
    return [page for page in pages if isinstance(page, bytes)], answer


def _ours(told: Trouble) -> AppError:
    return AppError("template.shipped_fails", file=told.file, reason=wording.words(told), detail=told.detail)


# -- an office's templates over the program's -------------------------------------------------------------------------


def folder() -> Path:
    """Where an office's own templates are."""
    return paths.data_folder() / "documents"


def office() -> dict[str, Path | str]:
    """The office's templates and pictures by name. Links are passed over: they would lead out of the folder."""
    found: dict[str, Path | str] = {}
    if folder().is_dir():
        for path in sorted(folder().iterdir()):
            if path.is_symlink() or not path.is_file() or path.name.startswith("."):
                continue
            picture = path.suffix.lower() in _BESIDE and path.stat().st_size <= _LARGEST_PICTURE
            if path.suffix == ".typ" or picture:
                found[path.name] = path
    return found


@contextmanager
def _together(own: dict[str, Path | str]) -> Iterator[Path]:
    """A folder of the program's templates with these files or texts over them."""
    with scratch.folder() as name:
        _put_together(Path(name), own)
        yield Path(name)


def _put_together(place: Path, own: dict[str, Path | str]) -> None:
    for path in (paths.resources() / "documents").glob("*.typ"):
        if path.name not in own:
            shutil.copyfile(path, place / path.name)
    for name, source in own.items():
        if isinstance(source, Path):
            shutil.copyfile(source, place / name)
        else:
            (place / name).write_text(source, encoding="utf-8")


@dataclass(slots=True)
class _Mixed:
    own: dict[str, int]
    """The office's files and when each was saved: a newer one is taken at once."""
    folder: TemporaryDirectory[str]


_mixed: _Mixed | None = None


def _mixed_folder(own: dict[str, Path | str]) -> Path:
    """The folder in which the office's templates stand over the program's."""
    global _mixed
    saved = {str(path): path.stat().st_mtime_ns for path in own.values() if isinstance(path, Path)}
    if _mixed is None or _mixed.own != saved:
        place = scratch.folder()
        _put_together(Path(place.name), own)
        _mixed = _Mixed(saved, place)
    return Path(_mixed.folder.name)
