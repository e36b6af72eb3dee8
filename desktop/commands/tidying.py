"""tidy: what could be written better in a conference, shown or carried out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.tidying import TidyKind
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import attendees_text
from desktop.wording.tidying import kind_title, left_out, proposals_text, reason

if TYPE_CHECKING:
    import uuid

    from desktop.domain.tidying import Proposal, Tidied
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    made = add_on_database(
        commands, "tidy", tidy, _("show what could be written better and alike; --apply writes it"), json=True
    )
    arguments.conference(made)
    made.add_argument("--apply", action="store_true", help=_("write what is sure"))
    made.add_argument("--doubtful", action="store_true", help=_("with --apply: also what is not sure"))
    made.add_argument(
        "--kind",
        action="append",
        choices=[str(kind) for kind in TidyKind],
        default=[],
        help=_("only this; may be repeated"),
    )


def tidy(database: Database, args: argparse.Namespace) -> int:
    """Show the proposals, or write them."""
    from desktop.services import conferences, tidying

    def look(tx: Transaction) -> tuple[uuid.UUID, list[Proposal]]:
        conference_id = conferences.find_conference(tx, args.conference).id
        found = tidying.proposals(tx, conference_id)
        return conference_id, [each for each in found if not args.kind or str(each.kind) in args.kind]

    def write(tx: Transaction) -> tuple[uuid.UUID, list[Proposal], Tidied]:
        conference_id, found = look(tx)
        chosen = [each for each in found if each.sure or args.doubtful]
        return conference_id, chosen, tidying.apply(tx, conference_id, chosen)

    if not args.apply:
        conference_id, found = database.read(look)
        _tell(database, conference_id, found)
        _show(found, args, None)
        return 0
    conference_id, chosen, result = database.write(write)
    _tell(database, conference_id, chosen)
    _show(chosen, args, result)
    return 0


def _tell(database: Database, conference_id: uuid.UUID, shown: list[Proposal]) -> None:
    people = {each.id: each for proposal in shown for each in proposal.people}
    leaving.write_leaving(database, "tidy", list(people.values()), conference_id)


def _show(found: list[Proposal], args: argparse.Namespace, result: Tidied | None) -> None:
    if args.json:
        document: dict[str, Any] = {"count": len(found), "proposals": [_plain(each) for each in found]}
        if result is not None:
            document |= {"changed": result.changed, "left_out": list(result.left_out)}
        output.document(document)
        return
    kind = None
    for each in found:
        if each.kind is not kind:
            kind = each.kind
            output.result(kind_title(kind))
        sign = "✓" if each.sure else "?"
        told = (attendees_text(len(each.people)), field.heading(each.field), reason(each))
        output.result(f"  {sign} {each.before} → {each.after}  ({'; '.join(told)})")
    if result is None and not found:
        output.say(_("✓ Nothing to tidy: the list is written well and alike."))
        return
    if result is None:
        doubtful = sum(not each.sure for each in found)
        words = _(
            "{proposals}, {doubtful} of them not sure (marked ?). Nothing was changed: --apply writes what is sure."
        )
        output.say(words.format(proposals=proposals_text(len(found)), doubtful=doubtful))
        return
    output.say(_("Tidied: {attendees}").format(attendees=attendees_text(result.changed)))
    if words := left_out(result):
        output.say(words)


def _plain(proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": str(proposal.kind),
        "field": proposal.field,
        "before": proposal.before,
        "after": proposal.after,
        "sure": proposal.sure,
        "reason": reason(proposal),
        "attendees": [{"code": each.code, "full_name": each.full_name, "unit": each.unit} for each in proposal.people],
    }
