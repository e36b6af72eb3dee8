"""The office's own Word form of a document: kept in the data folder, taken instead of the program's."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop import own_files, paths
from desktop.domain.documents.word import FIELDS, FormCheck
from desktop.domain.errors import InvalidInput
from desktop.full_disk import cannot_write
from desktop.whole_file import write_whole


def documents() -> tuple[str, ...]:
    """The documents that have Word forms."""
    return tuple(FIELDS)


def path(document: str) -> Path:
    """Where the office's form of a document stands, if it has one. Raises InvalidInput("word.no_form")."""
    if document not in FIELDS:
        raise InvalidInput("word.no_form", value=document, known=documents())
    return paths.data_folder() / "word" / f"{document}.docx"


def keep(document: str, source: Path) -> FormCheck:
    """Take a file as the office's form; one that could not be filled is not kept: see the check's `fits`.

    Raises UnreadableFile for what is no plain .docx.
    """
    from desktop.papers.word import reading

    target = path(document)
    told = reading.check(source, document)
    if told.fits:
        try:
            data = source.read_bytes()
            own_files.make_folder(target.parent)
        except OSError as problem:
            raise cannot_write(problem, target.name) from problem
        write_whole(target, data)
    return told


def remove(document: str) -> None:
    """Go back to the program's form."""
    try:
        with suppress(FileNotFoundError):
            path(document).unlink()
    except OSError as problem:
        raise cannot_write(problem, path(document).name) from problem
