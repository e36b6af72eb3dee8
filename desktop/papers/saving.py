"""A document as a file: PDF, pictures, workbook or Word, by the name's ending; or one file for each unit."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from desktop import scratch
from desktop.domain.errors import Cancelled, InvalidInput
from desktop.domain.file_names import unique_stems
from desktop.domain.progress import IsCancelled, Progress
from desktop.full_disk import cannot_write
from desktop.i18n import _
from desktop.papers import phrases, render
from desktop.papers.document import FORMATS, AnyDocument, ContentT, Document, Format, OptionsT, Placed
from desktop.whole_file import write_whole
from desktop.wording.listing import Listing


def _ignore(_done: int, _all: int) -> None:
    return


def _never() -> bool:
    return False


def format_of(document: AnyDocument, path: Path, given: str = "") -> Format:
    """The format a file gets: the one asked for, else its ending's.

    Raises InvalidInput("document.format") with those the document can be made as.
    """
    wanted = given or path.suffix.lower().removeprefix(".") or "pdf"
    for each in document.formats:
        if each == wanted:
            return each
    raise InvalidInput("document.format", field="output", document=document.title, value=wanted, known=document.formats)


def with_ending(path: Path, form: Format) -> Path:
    """The path with the format's ending: one that tells another format is replaced, no picture is called .pdf."""
    ending = path.suffix.lower().removeprefix(".")
    if ending == form:
        return path
    return path.with_suffix(f".{form}") if ending in FORMATS else path.with_name(f"{path.name}.{form}")


def made(
    document: Document[OptionsT, ContentT],
    content: ContentT,
    form: Format,
    *,
    progress: Progress = _ignore,
    cancelled: IsCancelled = _never,
    placed: Placed | None = None,
) -> Iterator[bytes]:
    """The document's files: one, or a picture for each page. `placed` as in `render.pdf`."""
    match form:
        case "png":
            yield from render.pictures(document, content, progress=progress, cancelled=cancelled, placed=placed)
            return
        case "pdf":
            yield render.pdf(document, content, progress=progress, cancelled=cancelled, placed=placed)
            return
        case "xlsx":
            work = document.xlsx
        case "docx":
            work = document.docx
    with phrases.office_phrases(document.name):
        if work is not None:
            data = work(content)
        else:
            assert document.listing is not None, f"{document.name} is not made as {form}"
            data = _edited(document.listing(content), form)
    yield data


def _edited(listing: Listing, form: Format) -> bytes:
    """A list as an office edits it."""
    if form == "xlsx":
        from desktop.excel.writing.list_writer import list_book

        return list_book(listing)
    from desktop.papers.word.lists import list_file

    return list_file(listing)


def save(
    document: Document[OptionsT, ContentT],
    content: ContentT,
    path: Path,
    form: Format,
    *,
    progress: Progress = _ignore,
    cancelled: IsCancelled = _never,
    placed: Placed | None = None,
) -> list[Path]:
    """Write a document; of several pictures the pages are numbered: "badges-1.png". Raises AppError("file.cannot_write").

    An ending that tells another format than the one asked for is replaced: no picture is called .pdf. Raises Cancelled
    soon after `cancelled()` is true: nothing is written then.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending != form and ending in FORMATS:
        path = path.with_suffix(f".{form}")
    files = made(document, content, form, progress=progress, cancelled=cancelled, placed=placed)
    first, second = next(files), next(files, None)
    if second is None:
        write_whole(path, first)
        return [path]
    # How many pages there are, and so how their numbers are written, is known when the last one was made.
    with scratch.folder() as folder:
        pages, written = [], []
        for number, data in enumerate(chain((first, second), files), start=1):
            pages.append(Path(folder, str(number)))
            write_whole(pages[-1], data)
        for page in pages:
            target = path.with_name(f"{path.stem}-{page.name.zfill(len(pages[-1].name))}{path.suffix or '.' + form}")
            write_whole(target, page.read_bytes())
            written.append(target)
    return written


def save_parts(
    document: Document[OptionsT, ContentT],
    parts: Iterable[tuple[str, ContentT]],
    target: Path,
    form: Format,
    *,
    progress: Progress | None = None,
    cancelled: IsCancelled = lambda: False,
    placed: Placed | None = None,
) -> list[str]:
    """One file for each part (its name and content), in a folder, or in a .zip when `target` ends so; return the names.

    A zip is written whole or not at all; cancelling leaves the files of a folder written so far.
    """
    known = list(parts)
    names = unique_stems((part for part, _content in known), _("Without a unit"))
    book = io.BytesIO()
    written: list[str] = []
    zipped = target.suffix.lower() == ".zip"
    if not zipped:
        try:
            target.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(error, target.name) from error
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive, suppress(Cancelled):
        for place, (stem, (_part, content)) in enumerate(zip(names, known, strict=True)):
            if cancelled():
                break
            file = f"{stem}.{form}"
            if zipped:
                files = list(made(document, content, form, cancelled=cancelled, placed=placed))
                for number, data in enumerate(files, start=1):
                    each = file if len(files) == 1 else f"{stem}-{number}.{form}"
                    archive.writestr(each, data)
                    written.append(each)
            else:
                saved = save(document, content, target / file, form, cancelled=cancelled, placed=placed)
                written += [path.name for path in saved]
            if progress is not None:
                progress(place + 1, len(known))
    if zipped and not cancelled():
        write_whole(target, book.getvalue())
    return written
