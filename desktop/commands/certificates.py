"""certificates: who has earned one, and why others have not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.papers.certificates.content import Candidate, Eligibility
    from desktop.papers.certificates.options import CertificateOptions
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("list who has earned a certificate, and why not")
    arguments.conference(add_on_database(commands, "certificates", show, text, json=True))


def show(database: Database, args: argparse.Namespace) -> int:
    """List who qualifies by the rule kept for the conference, with the numbers, and who does not and why."""
    from desktop.papers import making
    from desktop.papers.certificates import DOCUMENT, gather, words
    from desktop.services import conferences

    def work(tx: Transaction) -> tuple[ConferenceView, CertificateOptions, Eligibility]:
        view = conferences.find_conference(tx, args.conference)
        rule = making.kept(tx, view.id, DOCUMENT)
        return view, rule, gather.eligibility(tx, view.id, rule)

    view, rule, known = database.read(work)
    leaving.told(database, "certificates", [each.person for each in known.candidates], view.id)
    if args.json:
        output.document(
            {
                "conference": view.title,
                "rule": words.rule(rule),
                "qualify": known.qualifying,
                "issued": len(known.getting) - len(known.new),
                "people": [_plain(who) for who in known.candidates],
            }
        )
        return 0
    output.result(words.rule(rule))
    output.table([(_number(who), who.person.full_name, who.person.unit) for who in known.getting])
    output.result()
    output.table(
        [(who.person.full_name, who.person.unit, "; ".join(words.reasons(who.verdict))) for who in known.refused]
    )
    output.say(_("{getting} qualify · {refused} don't").format(getting=len(known.getting), refused=len(known.refused)))
    return 0


def _number(who: Candidate) -> str:
    from desktop.papers.certificates import words

    if who.held is not None:
        return words.number_of(who.held.paper)
    return _("{number} (not issued)").format(number=f"{who.number:02d}")


def _plain(who: Candidate) -> dict[str, Any]:
    from desktop.papers.certificates import words

    return {
        "full_name": who.person.full_name,
        "unit": who.person.unit,
        "qualifies": who.verdict.qualifies,
        "attended": who.verdict.attended,
        "expected": who.verdict.expected,
        "needed": who.verdict.needed,
        "why_not": [{"code": why.code, "message": words.why_not(why)} for why in who.verdict.why_not],
        "issued": who.held is not None,
        "number": who.held.number if who.held is not None else who.number,
    }
