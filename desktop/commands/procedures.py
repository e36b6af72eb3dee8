"""procedures list | add: proposals to change or abolish administrative procedures."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.errors import NotFound
from desktop.domain.procedures import NewProposal, ProposalKind, ProposalView
from desktop.i18n import _
from desktop.wording import procedures as words

if TYPE_CHECKING:
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "procedures", _("proposals about administrative procedures"))
    listed = add_on_database(family, "list", show, _("list the proposals"), json=True)
    arguments.conference(listed)
    text = _("only of this unit; may be repeated")
    listed.add_argument("--unit", metavar=_("NAME"), action="append", default=[], help=text)
    new = add_on_database(family, "add", add, _("add a proposal, or change one"), json=True)
    arguments.conference(new)
    new.add_argument("--proposal", metavar="N", type=int, default=0, help=_("number of the proposal to change"))
    new.add_argument("--name", metavar=_("TEXT"), help=_("name of the procedure"))
    new.add_argument("--code", metavar=_("TEXT"), help=_("code of its file in the national database"))
    new.add_argument("--kind", choices=[str(kind) for kind in ProposalKind], help=_("what is proposed"))
    new.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit that proposes"))
    new.add_argument("--field", metavar=_("TEXT"), help=_("field of administration"))
    new.add_argument("--basis", metavar=_("TEXT"), help=_("documents that lay the procedure down"))
    new.add_argument("--reviewed-by", metavar=_("TEXT"), help=_("body that reviews"))
    new.add_argument("--reason", metavar=_("TEXT"), help=_("why"))
    new.add_argument("--changes", metavar=_("TEXT"), help=_("what changes: papers, time, forms, fees, the way"))
    new.add_argument("--days", dest="saved_days", metavar="N", type=_number, help=_("days saved"))
    new.add_argument("--cost", dest="saved_cost", metavar="N", type=_number, help=_("đồng saved a year"))
    new.add_argument("--sent-to", metavar=_("TEXT"), help=_("to whom it was sent"))
    new.add_argument("--sent", dest="sent_on", metavar=_("DATE"), type=arguments.date, help=_("sent on"))
    new.add_argument("--answer", metavar=_("TEXT"), help=_("what was answered"))
    new.add_argument("--answered", dest="answered_on", metavar=_("DATE"), type=arguments.date, help=_("answered on"))


def _number(text: str) -> float:
    from desktop.domain.decimals import read_decimal

    if (value := read_decimal(text)) is not None:
        return value
    raise argparse.ArgumentTypeError(_("“{value}” is not a number").format(value=text))


def show(database: Database, args: argparse.Namespace) -> int:
    """List the proposals by their numbers."""
    from desktop.services import conferences, lookup, procedures

    def work(tx: Transaction) -> list[ProposalView]:
        view = conferences.find_conference(tx, args.conference)
        return procedures.list_proposals(tx, view.id, unit_ids=[lookup.unit(tx, name) for name in args.unit])

    found = database.read(work)
    if args.json:
        output.document({"proposals": [plain(each) for each in found]})
        return 0
    output.table([_line(each) for each in found])
    if not found:
        output.say(_("No proposal yet: “procedures add CONFERENCE --name …” adds one."))
    return 0


def add(database: Database, args: argparse.Namespace) -> int:
    """Add a proposal, or change the one of this number."""
    from desktop.services import conferences, lookup, procedures

    given = {each.name: value for each in fields(NewProposal) if (value := getattr(args, each.name, None)) is not None}
    if args.kind:
        given["kind"] = ProposalKind(args.kind)

    def work(tx: Transaction) -> ProposalView:
        conference = conferences.find_conference(tx, args.conference)
        values = {**given, "unit_id": lookup.unit(tx, args.unit)} if args.unit else given
        if not args.proposal:
            return procedures.add_proposal(tx, conference.id, NewProposal(**{"name": "", **values}))
        there = procedures.list_proposals(tx, conference.id)
        view = next((each for each in there if each.number == args.proposal), None)
        if view is None:
            raise NotFound("procedure.unknown", what="procedure_proposal", value=args.proposal)
        return procedures.edit_proposal(tx, view.id, replace(view.proposed, **values), version=view.version)

    view = database.write(work)
    if args.json:
        output.document(plain(view))
    else:
        output.table([_line(view)])
    return 0


def _line(view: ProposalView) -> tuple[str, ...]:
    kind, saved = words.kind_text(view.proposed.kind), words.saved_text(view)
    return str(view.number), words.state_text(view), kind, view.unit, words.procedure_text(view), saved


def plain(view: ProposalView) -> dict[str, Any]:
    """A proposal as JSON holds it."""
    values = {each.name: getattr(view.proposed, each.name) for each in fields(NewProposal) if each.name != "unit_id"}
    told = {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in values.items()}
    return {"proposal": view.number, "unit": view.unit, "state": str(view.state), **told}
