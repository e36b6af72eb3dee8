"""documents list and document: which documents can be made, and one of them made."""

from __future__ import annotations

import argparse
import dataclasses
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add, add_on_database, group
from desktop.domain.errors import InvalidInput
from desktop.i18n import _
from desktop.wording.formats import files_text, rows_text
from desktop.wording.paper_check import finding_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop.domain.documents.selection import By, Selection
    from desktop.papers.document import AnyDocument, Content, ContentT, Document, OptionsT
    from desktop.papers.making import PartedBy
    from desktop.services.opening import Database, Transaction

WrittenT = TypeVar("WrittenT", bound="Content")
"""What one document says."""


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "documents", _("the documents that can be made"))
    add(family, "list", show, _("a name and a title a line"), json=True)
    made = add_on_database(commands, "document", document, _("make a document"), json=True, helping=_Help)
    made.add_argument(
        "document", metavar=_("NAME"), help=_("as `documents list` tells: badges, certificates, report …")
    )
    arguments.conference(made)
    made.add_argument("-o", "--output", metavar="OUT", default="", help=_("file to write"))
    made.add_argument(
        "--check", action="store_true", help=_("only tell what it lacks before it is printed: exit code 1 if anything")
    )
    made.add_argument("--format", choices=("pdf", "docx", "png", "xlsx"), default="", help=_("instead of OUT's ending"))
    parted = made.add_mutually_exclusive_group()
    parted.add_argument("--per-unit", action="store_true", help=_("one file for each unit: OUT is a folder or a .zip"))
    parted.add_argument(
        "--per-point",
        action="store_true",
        help=_("one file for each point and the main hall: OUT is a folder or a .zip"),
    )
    for option, text in (
        ("--unit", _("only this unit; may be repeated")),
        ("--role-group", _("only this role group; may be repeated")),
        ("--session", _("only this session; may be repeated")),
        ("--person", _("only this attendee, by code or name; may be repeated")),
        ("--point", _("only this point, 0 for the main hall; may be repeated")),
    ):
        made.add_argument(option, metavar=_("NAME"), action="append", default=[], help=text)
    arguments.order(made, "")
    made.add_argument(
        "--set",
        metavar=_("OPTION=VALUE"),
        action="append",
        default=[],
        help=_("an option of the document, kept for the conference; `documents list --json` tells them"),
    )


class _Help(argparse.Action):
    """The usual help and, after a document's name, its own options."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_rest: object) -> None:
        from desktop.papers import documents

        parser.print_help()
        found = next((each for each in documents.every() if each.name == vars(namespace).get("document")), None)
        if found is not None:
            options = _plain(found)["options"]
            output.result("\n" + _("options of “{document}” (--set OPTION=VALUE):").format(document=found.title))
            output.table([(f"  {name}", ", ".join(each["values"]), each["title"]) for name, each in options.items()])
        parser.exit()


def show(args: argparse.Namespace) -> int:
    """List the documents: a name and a title a line."""
    from desktop.papers import documents

    if args.json:
        output.document([_plain(each) for each in documents.every()])
    else:
        output.table([(each.name, each.title) for each in documents.every()])
    return 0


def _plain(made: AnyDocument) -> dict[str, Any]:
    from desktop.domain.documents import fields

    return {
        "name": made.name,
        "title": made.title,
        "purpose": made.words.purpose(),
        "formats": list(made.formats),
        "selects": sorted(made.selects),
        "per_unit": made.per_unit,
        "per_point": made.per_point,
        "options": {
            name: {"title": made.words.option(name), "values": list(fields.allowed(field))}
            for name, field in fields.fields_of(made.options).items()
        },
    }


def document(database: Database, args: argparse.Namespace) -> int:
    """Make one document, or one for each unit. What takes a number takes it, as in the window."""
    from desktop.papers import documents

    made = documents.find(args.document)
    if args.check:
        return _check(database, made, args)
    if not args.output:
        raise InvalidInput("document.no_output", document=made.name)
    settings = [*args.set, f"sort={args.sort}"] if args.sort else args.set
    written = make_document(
        database,
        made,
        args.conference,
        Path(args.output),
        selection=lambda tx, key: _selection(tx, made, key, args),
        options=lambda tx, key: _options(tx, made, key, settings),
        form=args.format,
        by="units" if args.per_unit else "points" if args.per_point else None,
    )
    return tell(written, json=args.json)


@dataclasses.dataclass(frozen=True, slots=True)
class Written(Generic[WrittenT]):
    """A document that was made, with its files."""

    document: AnyDocument
    parts: tuple[tuple[str, str, WrittenT], ...]
    """For whom each file is ("" where there is one for all), its name, what it says."""
    files: tuple[str, ...]
    """Where they are: paths, or names inside the archive."""
    unwritable: tuple[str, ...]
    """Names in which a letter has no picture in the typeface."""
    corrected: tuple[str, ...]
    """What differs from the documents issued before."""

    @property
    def total(self) -> int:
        """How many rows there are on all."""
        return sum(content.total for _whose, _file, content in self.parts)


def make_document(
    database: Database,
    made: Document[OptionsT, ContentT],
    conference: str,
    path: Path,
    *,
    selection: Callable[[Transaction, uuid.UUID], Selection],
    options: Callable[[Transaction, uuid.UUID], OptionsT],
    form: str = "",
    by: PartedBy | None = None,
    keeps: bool = True,
) -> Written[ContentT]:
    """Make a document and write it: what takes a number takes it, what was printed is remembered, who made it is audited.

    `form`: "" as the path ends; `by`: a file for each unit, or point, into a folder or a .zip; `keeps`: whether the options
    are those of the next time too. Raises AppError when there is nothing to put on it or it can't be written, which takes
    no number: files are written before the commit.
    """
    from desktop.papers import making, naming, saving
    from desktop.papers.document import FORMATS
    from desktop.services import agenda, conferences

    if by is not None:
        _refuse_parts(made, by)
        if path.suffix.lower().removeprefix(".") in FORMATS:
            raise InvalidInput("document.one_file", file=path.name)
    form = saving.format_of(made, Path() if by is not None else path, form)

    def work(tx: Transaction) -> tuple[list[tuple[str, str, ContentT]], list[str]]:
        view = conferences.find_conference(tx, conference)
        chosen, given, found = selection(tx, view.id), options(tx, view.id), making.PlacesFound(made)
        if by is None:
            content = making.make(tx, made, view.id, chosen, given, keeps=keeps)
            with output.progress(made.title) as progress:
                saved = [str(file) for file in saving.save(made, content, path, form, progress=progress, placed=found)]
            found.keep(tx)
            return [("", saved[0], content)], saved
        sessions = agenda.list_sessions(tx, view.id)
        parts = [
            (part.name, making.make(tx, made, view.id, part.selection, given, keeps=keeps))
            for part in making.parts(tx, made, view.id, chosen, given, by)
        ]
        if not parts:
            made.gather(tx, view.id, chosen, given)  # which says better why there is nothing
            raise InvalidInput("document.nobody", document=made.title)
        stems = [
            (naming.stem(made, view, chosen, sessions, whose=whose or _("Without a unit")), content)
            for whose, content in parts
        ]
        with output.progress(_("Documents")) as progress:
            names = saving.save_parts(made, stems, path, form, progress=progress, placed=found)
        found.keep(tx)
        files = [name if path.suffix.lower() == ".zip" else f"{path}/{name}" for name in names]
        return [(whose, name, content) for (whose, content), name in zip(parts, names, strict=True)], files

    parts, files = database.write(work)
    return _written(made, parts, files, form)


def _refuse_parts(made: AnyDocument, by: PartedBy) -> None:
    if by == "units" and not made.per_unit:
        raise InvalidInput("document.not_per_unit", document=made.title)
    if by == "points" and not made.per_point:
        raise InvalidInput("document.not_per_point", document=made.title)


def _written(
    made: Document[OptionsT, ContentT], parts: Sequence[tuple[str, str, ContentT]], files: Sequence[str], form: str
) -> Written[ContentT]:
    from desktop.papers import glyphs

    contents = [content for _whose, _file, content in parts]
    corrected = [
        text
        for content in contents
        if made.to_look_at is not None
        for texts in made.to_look_at(content).values()
        for text in texts
    ]
    unwritable = [
        name for content in contents if form in ("pdf", "png") for name in glyphs.unwritable(content, made.data)
    ]
    return Written(made, tuple(parts), tuple(files), tuple(dict.fromkeys(unwritable)), tuple(corrected))


def tell(written: Written[Any], *, json: bool) -> int:
    """Say what was written, and what to look at on it."""
    made = written.document
    warn(written)
    if json:
        told = {
            "document": made.name,
            "files": list(written.files),
            "rows": written.total,
            "without_glyph": list(written.unwritable),
        }
        output.document({**told, "issued_differs": list(written.corrected)} if made.to_look_at is not None else told)
        return 0
    for file in written.files:
        output.result(file)
    output.say(
        _("{document}: {rows}, {files}").format(
            document=made.title, rows=rows_text(written.total), files=files_text(len(written.files))
        )
    )
    return 0


def warn(written: Written[Any]) -> None:
    """Say what is to be looked at on what was written."""
    if written.unwritable:
        output.say(finding_text("glyphs", written.unwritable))
    if written.corrected:
        output.say(finding_text("issued_differs", written.corrected))


def _check(database: Database, made: AnyDocument, args: argparse.Namespace) -> int:
    """What the document lacks before it is printed. Nothing is written."""
    from desktop.papers import checking
    from desktop.services import conferences, ranking

    def work(tx: Transaction) -> list[checking.DocumentFinding]:
        view = conferences.find_conference(tx, args.conference)
        selection = _selection(tx, made, view.id, args)
        content = made.gather(tx, view.id, selection, _options(tx, made, view.id, args.set))
        return checking.before_print(made, content, ranking.in_force(tx))

    found = database.read(work)
    told = [finding_text(each.code, each.texts) for each in found]
    if args.json:
        missing = [
            {"code": each.code, "texts": list(each.texts), "text": text} for each, text in zip(found, told, strict=True)
        ]
        output.document({"document": made.name, "missing": missing})
    else:
        for line in told:
            output.result(line)
        if not told:
            output.say(_("Nothing is missing."))
    return 1 if found else 0


def _selection(tx: Transaction, made: AnyDocument, conference_id: uuid.UUID, args: argparse.Namespace) -> Selection:
    """For whom, as named. Raises InvalidInput for a way of choosing that the document doesn't know."""
    from desktop.domain.documents.selection import Selection
    from desktop.services import lookup

    ways: tuple[tuple[By, list[str]], ...] = (
        ("groups", args.role_group),
        ("units", args.unit),
        ("sessions", args.session),
        ("people", args.person),
        ("points", args.point),
    )
    for way, names in ways:
        if names and way not in made.selects:
            raise InvalidInput("document.no_choice", document=made.title, value=", ".join(names))
    return Selection(
        role_group_ids=tuple(lookup.role_group(tx, conference_id, name) for name in args.role_group),
        unit_ids=tuple(lookup.unit(tx, name) for name in args.unit),
        session_ids=tuple(lookup.session(tx, conference_id, name) for name in args.session),
        attendee_ids=tuple(lookup.attendee(tx, conference_id, name).id for name in args.person),
        point_ids=tuple(lookup.point(tx, conference_id, name) for name in args.point),
    )


def _options(tx: Transaction, made: AnyDocument, conference_id: uuid.UUID, settings: list[str]) -> Any:
    """The options kept for the conference, changed as told."""
    from desktop.domain.documents import fields
    from desktop.papers import making

    changes = {}
    for each in settings:
        name, equals, value = each.partition("=")
        if not equals:
            raise InvalidInput("document.not_an_option", value=each)
        name = name.strip().replace("-", "_")
        changes[name] = fields.parse(made.options, name, value)
    return dataclasses.replace(making.kept(tx, conference_id, made), **changes)
