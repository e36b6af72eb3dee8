"""pictures and role-word: the office's emblem and badges' background, and what stands on the band of a role group's badges."""

from __future__ import annotations

import argparse
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.pictures import PictureKind
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.pictures import Picture
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "pictures", _("the office's emblem, and the background of badges"))
    kinds = [str(kind) for kind in PictureKind]
    listed = add_on_database(family, "list", show, _("those kept: kind, file and for which conference"), json=True)
    chosen = add_on_database(family, "set", put, _("keep a picture (PNG, JPEG, SVG) with the data"))
    cleared = add_on_database(family, "clear", clear, _("let go of a picture"))
    for each in (chosen, cleared):
        each.add_argument("kind", choices=kinds, help=_("emblem: on badges and certificates; background: of badges"))
    chosen.add_argument("file", metavar=_("FILE"), help=_("picture"))
    for each in (listed, chosen, cleared):
        each.add_argument(
            "--conference",
            metavar=_("CONFERENCE"),
            default="",
            help=_("only for this conference, instead of the office"),
        )
    word = add_on_database(commands, "role-word", role_word, _("the word on the badges of a role group"))
    arguments.conference(word)
    word.add_argument("group", metavar=_("ROLE_GROUP"), help=_("title of a role group"))
    word.add_argument(
        "word", metavar=_("WORD"), help=_("in place of attendee, organizer, speaker or guest; '' for these")
    )


def show(database: Database, args: argparse.Namespace) -> int:
    """List the pictures of the office and of the conference named."""
    from desktop.services import pictures

    def work(tx: Transaction) -> list[Picture]:
        return pictures.kept(tx, _owner(tx, args))

    found = database.read(work)
    if args.json:
        output.document(
            [{"kind": str(each.kind), "file": each.name, "office": each.conference_id is None} for each in found]
        )
        return 0
    output.table(
        [(str(each.kind), each.name, _("the office's") if each.conference_id is None else "") for each in found]
    )
    return 0


def put(database: Database, args: argparse.Namespace) -> int:
    """Make the picture safe and keep it."""
    from desktop.papers.pictures import taken
    from desktop.services import pictures

    kind, path = PictureKind(args.kind), Path(args.file)
    png = taken(path, kind)
    database.write(lambda tx: pictures.put(tx, kind, path.name, png, conference_id=_owner(tx, args)))
    return 0


def clear(database: Database, args: argparse.Namespace) -> int:
    """Let go of a picture; 1 when there was none."""
    from desktop.services import pictures

    kind = PictureKind(args.kind)
    if database.write(lambda tx: pictures.clear(tx, kind, conference_id=_owner(tx, args))):
        return 0
    output.say(_("There is no such picture."))
    return 1


def _owner(tx: Transaction, args: argparse.Namespace) -> uuid.UUID | None:
    from desktop.services import conferences

    return conferences.find_conference(tx, args.conference).id if args.conference else None


def role_word(database: Database, args: argparse.Namespace) -> int:
    """Give a role group its word on badges."""
    from desktop.services import conferences, groups, lookup

    def work(tx: Transaction) -> None:
        view = conferences.find_conference(tx, args.conference)
        key = lookup.role_group(tx, view.id, args.group)
        row = next(each for each in groups.list_groups(tx, view.id) if each.id == key)
        groups.edit_group(
            tx, row.id, version=row.version, title=row.title, unit_kind=row.unit_kind, role_word=args.word
        )

    database.write(work)
    return 0
