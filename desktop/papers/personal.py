"""A person's data to be handed over: a workbook, and a paper with the same lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from desktop.domain.auditing import Leaving, Way
from desktop.domain.errors import AppError
from desktop.domain.file_names import file_stem
from desktop.domain.personal import Kept, PersonRecord, Section
from desktop.excel.writing import table_writer
from desktop.excel.writing.table_writer import SheetColumn, TableContent
from desktop.i18n import _
from desktop.papers import render
from desktop.papers.document import Json
from desktop.services.auditing import leaving
from desktop.services.opening import Database
from desktop.whole_file import write_whole
from desktop.wording import personal as words
from desktop.wording.formats import date_text

_TEMPLATE = "personal-data.typ"
_FIELDS = ("full_name", "gender", "birth", "phone", "email", "position", "unit", "note")


def save(record: PersonRecord, folder: Path) -> list[Path]:
    """Write "Personal data NAME.xlsx" and ".pdf" into a folder, made when there is none.

    Raises AppError("file.cannot_write").
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AppError("file.cannot_write", file=folder.name) from error
    stem = file_stem(f"{words.title()} {record.full_name}")
    book, paper = folder / f"{stem}.xlsx", folder / f"{stem}.pdf"
    table_writer.save(content(record), book)
    write_whole(paper, pdf(record))
    return [book, paper]


def handed_over(database: Database, record: PersonRecord, way: Way) -> None:
    """A line of the audit: one person's data left; who it was it does not say."""
    fields = _FIELDS if record.of(Section.REGISTRATIONS) else _FIELDS[:5]
    leaving.write_leaving(database, Leaving(way, "person", 1, fields))


def content(record: PersonRecord) -> TableContent:
    """Everything as one table."""
    return TableContent(
        title=words.title(),
        columns=tuple(
            SheetColumn(name, heading)
            for name, heading in zip(("section", "where", "field", "value"), words.headings(), strict=True)
        ),
        rows=[(words.section(each.section), each.where, each.field, each.value) for each in record.kept],
    )


def pdf(record: PersonRecord) -> bytes:
    """Everything as a paper."""
    return render.compiled(_TEMPLATE, _data(record))


def _data(record: PersonRecord) -> Json:
    return {
        "title": words.title().upper(),
        "name": record.full_name,
        "made": _("Made on {date}").format(date=date_text(dt.date.today())),
        "total": words.total(record),
        "headings": list(words.headings()[1:]),
        "sections": [
            {
                "title": words.section(section),
                "rows": _rows(record.of(section)),
            }
            for section in words.sections(record)
        ],
    }


def _rows(kept: Sequence[Kept]) -> list[list[str]]:
    """What it belongs to is said once, above the lines that follow."""
    befores = ["", *(each.where for each in kept)]
    return [
        ["" if each.where == before else each.where, each.field, each.value]
        for before, each in zip(befores, kept, strict=False)
    ]
