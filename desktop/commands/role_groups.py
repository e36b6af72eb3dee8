"""role-groups list | merge."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.i18n import _
from desktop.wording.field import kind_text
from desktop.wording.formats import attendees_text
from desktop.wording.groups import merge_lines

if TYPE_CHECKING:
    from desktop.domain.people import GroupMerge, RoleGroupView
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "role-groups", _("list the role groups of a conference, merge two of them"))
    arguments.conference(add_on_database(family, "list", show, _("list the role groups in their order"), json=True))
    merged = add_on_database(family, "merge", merge, _("make a role group part of another"), json=True)
    arguments.conference(merged)
    merged.add_argument("gone", metavar=_("GROUP"), help=_("the role group that goes"))
    merged.add_argument("keep", metavar=_("INTO"), help=_("the role group that stays"))
    merged.add_argument("--yes", action="store_true", help=_("do it; else only what changes is told"))


def show(database: Database, args: argparse.Namespace) -> int:
    """List them."""
    from desktop.services import conferences, groups

    found = database.read(lambda tx: groups.list_groups(tx, conferences.find_conference(tx, args.conference).id))
    if args.json:
        output.document({"groups": [_plain(each) for each in found]})
    else:
        output.table([(each.title, kind_text(each.unit_kind), attendees_text(each.attendee_count)) for each in found])
    return 0


def merge(database: Database, args: argparse.Namespace) -> int:
    """Merge the one into the other, and tell what changed; without --yes only tell, and return 1."""
    from desktop.services import conferences, groups, lookup

    def work(tx: Transaction) -> GroupMerge:
        view = conferences.find_conference(tx, args.conference)
        gone, keep = (lookup.role_group(tx, view.id, name) for name in (args.gone, args.keep))
        return (groups.merge_groups if args.yes else groups.merging)(tx, gone, keep)

    found = database.write(work) if args.yes else database.read(work)
    if args.json:
        names = {"group": found.gone.title, "into": found.keep.title, "merged": args.yes}
        output.document({**names, "attendees": found.gone.attendee_count, "sessions": list(found.sessions)})
        return 0 if args.yes else 1
    for words in merge_lines(found):
        output.say(words)
    if args.yes:
        output.result(found.keep.title)
        output.say(_("To undo it: Edit › Undo (Ctrl+Z) in the window."))
    else:
        output.say(_("Nothing was changed. With --yes they are merged."))
    return 0 if args.yes else 1


def _plain(view: RoleGroupView) -> dict[str, object]:
    return {"title": view.title, "unit_kind": view.unit_kind, "attendees": view.attendee_count}
