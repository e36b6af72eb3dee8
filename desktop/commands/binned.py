"""conference remove | bin | restore | erase."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _
from desktop.wording import bin as words
from desktop.wording.formats import dates_text

if TYPE_CHECKING:
    from desktop.domain.bin import BinnedConference, Contents
    from desktop.services.opening import Database


def add_to(family: Subcommands) -> None:
    """Add them to the commands of conferences."""
    removed = add_on_database(family, "remove", remove, _("put a conference into the bin, whole"), json=True)
    arguments.conference(removed)
    removed.add_argument("--yes", action="store_true", help=_("do it; else only what is in it is told"))
    add_on_database(family, "bin", show, _("list the conferences in the bin"), json=True)
    restored = add_on_database(family, "restore", restore, _("take a conference out of the bin, whole"), json=True)
    erased = add_on_database(family, "erase", erase, _("erase a conference of the bin for good"), json=True)
    for command in (restored, erased):
        command.add_argument("name", metavar=_("NAME"), help=_("its code or a part of its title"))
    erased.add_argument("--for-good", action="store_true", required=True, help=_("yes, this can't be undone"))


def remove(database: Database, args: argparse.Namespace) -> int:
    """Put it into the bin, and tell what went with it; without --yes only tell, and return 1."""
    from desktop.services import binned, conferences
    from desktop.services.opening import organizers_only

    organizers_only(database)
    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    found = database.read(lambda tx: binned.contents(tx, view.id))
    if args.yes:
        database.write(lambda tx: binned.remove(tx, view.id))
    if args.json:
        output.document({"code": view.code, "title": view.title, "removed": args.yes, **_plain(found)})
    elif not args.yes:
        output.say(words.would_go(view.title, found))
    else:
        output.say(words.removed(view.title))
        output.say(words.contents(found))
    return 0 if args.yes else 1


def show(database: Database, args: argparse.Namespace) -> int:
    """List what is in the bin."""
    from desktop.services import binned

    there = database.read(binned.in_bin)
    if args.json:
        output.document({"conferences": [_line(each) for each in there]})
        return 0
    if not there:
        output.say(_("The bin is empty."))
    today = dt.date.today()
    output.table(
        [
            (
                each.code,
                dates_text(each.starts_on, each.ends_on),
                words.contents(each.contents),
                words.kept(each, today),
                each.title,
            )
            for each in there
        ]
    )
    return 0


def restore(database: Database, args: argparse.Namespace) -> int:
    """Take it out of the bin."""
    from desktop.services import binned
    from desktop.services.opening import organizers_only

    organizers_only(database)
    found = database.read(lambda tx: binned.find(tx, args.name))
    database.write(lambda tx: binned.restore(tx, found.id))
    if args.json:
        output.document(_line(found))
    else:
        output.say(words.restored(found.title))
    return 0


def erase(database: Database, args: argparse.Namespace) -> int:
    """Erase it for good."""
    from desktop.services import binned
    from desktop.services.opening import organizers_only

    organizers_only(database)
    found = database.read(lambda tx: binned.find(tx, args.name))
    cleaned = binned.erase_in(database, found.id)
    if args.json:
        output.document({**_line(found), "cleaned": cleaned})
    else:
        output.say(words.erased(found.title, cleaned=cleaned))
    return 0


def _plain(found: Contents) -> dict[str, object]:
    return {
        "attendees": found.attendees,
        "marks": found.marks,
        "certificates": found.certificates,
        "signed_sheets": found.signed_sheets,
    }


def _line(found: BinnedConference) -> dict[str, object]:
    return {
        "id": str(found.id),
        "code": found.code,
        "title": found.title,
        "removed_at": found.removed_at.isoformat(),
        "kept_until": found.kept_until.isoformat(),
        **_plain(found.contents),
    }
