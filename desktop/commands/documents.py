"""documents and document."""

from __future__ import annotations

import argparse
import dataclasses
import uuid
from pathlib import Path
from typing import Any

from desktop.commands import output
from desktop.domain.documents import fields
from desktop.domain.documents.selection import By, Selection
from desktop.domain.errors import InvalidInput
from desktop.i18n import _
from desktop.papers import document_kinds, words
from desktop.papers import making as gathering
from desktop.papers.document_kinds import DocumentKind
from desktop.services import conferences, lookup
from desktop.services.opening import Database, Transaction
from desktop.wording.formats import files_text, rows_text


def show(given: argparse.Namespace) -> int:
    """List the documents: a name and a title a line."""
    if given.json:
        output.document([_plain(kind) for kind in document_kinds.KINDS])
    else:
        output.table([(kind.name, words.title(kind.name)) for kind in document_kinds.KINDS])
    return 0


def _plain(kind: DocumentKind) -> dict[str, Any]:
    return {
        "name": kind.name,
        "title": words.title(kind.name),
        "purpose": words.purpose(kind.name),
        "formats": list(kind.formats),
        "selects": sorted(kind.selects),
        "per_unit": kind.per_unit,
        "options": {
            name: {"title": words.option(kind.name, name), "values": list(fields.allowed(field))}
            for name, field in fields.fields_of(kind.options).items()
        },
    }


def document(database: Database, given: argparse.Namespace) -> int:
    """Make one document, or one for each unit. What takes a number takes it, as in the window."""
    from desktop.papers import glyphs, saving

    kind = document_kinds.kind(given.document)
    path = Path(given.output)
    parted = given.per_unit
    if parted and not kind.per_unit:
        raise InvalidInput("document.not_per_unit", document=kind.name)
    if parted and path.suffix.lower().removeprefix(".") in document_kinds.FORMATS:
        raise InvalidInput("document.one_file", file=path.name)
    form = saving.format_of(kind.name, Path() if parted else path, given.format)

    unwritable: list[str] = []

    def look_at(content: gathering.Content) -> None:
        if form in ("pdf", "png"):
            unwritable.extend(glyphs.unwritable(content))

    def work(tx: Transaction) -> tuple[list[str], int]:
        view = conferences.find_conference(tx, given.conference)
        selection = _selection(tx, kind, view.id, given)
        options = _options(tx, kind, view.id, given.set)
        if not parted:
            content = gathering.make(tx, kind.name, view.id, selection, options)
            look_at(content)
            # Written before the commit: a file that can't be written takes no number.
            return [str(file) for file in saving.save(kind.name, content, path, form)], content.total
        parts = gathering.unit_parts(tx, kind.name, view.id, selection, options)
        contents = [(part.name, gathering.make(tx, kind.name, view.id, part.selection, options)) for part in parts]
        if not contents:
            gathering.gather(tx, kind.name, view.id, selection, options)  # which says better why there is nothing
            raise InvalidInput("document.nobody", document=kind.name)
        for _part, content in contents:
            look_at(content)
        with output.progress(_("Documents")) as progress:
            names = saving.save_parts(kind.name, contents, path, form, progress=progress)
        total = sum(content.total for _name, content in contents)
        return [f"{path}/{name}" if path.suffix.lower() != ".zip" else name for name in names], total

    files, total = database.write(work)
    told = list(dict.fromkeys(unwritable))
    if told:
        output.say(words.without_glyph(told))
    if given.json:
        output.document({"document": kind.name, "files": files, "rows": total, "without_glyph": told})
        return 0
    for file in files:
        output.result(file)
    output.say(
        _("{document}: {rows}, {files}").format(
            document=words.title(kind.name),
            rows=rows_text(total),
            files=files_text(len(files)),
        )
    )
    return 0


def _selection(tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, given: argparse.Namespace) -> Selection:
    """For whom, as named. Raises InvalidInput for a way of choosing that the document doesn't know."""
    ways: tuple[tuple[By, list[str]], ...] = (
        ("groups", given.role_group),
        ("units", given.unit),
        ("sessions", given.session),
        ("people", given.person),
    )
    for way, names in ways:
        if names and way not in kind.selects:
            raise InvalidInput("document.no_choice", document=kind.name, value=", ".join(names))
    return Selection(
        role_group_ids=tuple(lookup.role_group(tx, conference_id, name) for name in given.role_group),
        unit_ids=tuple(lookup.unit(tx, name) for name in given.unit),
        session_ids=tuple(lookup.session(tx, conference_id, name) for name in given.session),
        attendee_ids=tuple(lookup.attendee(tx, conference_id, name).id for name in given.person),
    )


def _options(tx: Transaction, kind: DocumentKind, conference_id: uuid.UUID, given: list[str]) -> Any:
    """The options kept for the conference, changed as told."""
    changes = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals:
            raise InvalidInput("document.not_an_option", value=each)
        name = name.strip().replace("-", "_")
        changes[name] = fields.parse(kind.options, name, value)
    return dataclasses.replace(gathering.kept(tx, conference_id, kind.name), **changes)
