"""certificates: who has earned one, and why others have not."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _
from desktop.wording.paper_check import finding_text

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.papers.certificates.content import Candidate, Eligibility
    from desktop.papers.certificates.options import CertificateOptions
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("list who has earned a certificate, and why not")
    listed = add_on_database(commands, "certificates", show, text, json=True)
    arguments.conference(listed)
    listed.add_argument(
        "--reissue",
        metavar=_("NAME"),
        action="append",
        default=[],
        help=_("a new number for this attendee (code or name), whose issued one was corrected since; may be repeated"),
    )


def show(database: Database, args: argparse.Namespace) -> int:
    """List who qualifies by the rule kept for the conference, with the numbers, and who does not and why."""
    from desktop.papers import making
    from desktop.papers.certificates import DOCUMENT, gather, words
    from desktop.services import conferences

    def work(tx: Transaction) -> tuple[ConferenceView, CertificateOptions, Eligibility]:
        view = conferences.find_conference(tx, args.conference)
        rule = making.kept(tx, view.id, DOCUMENT)
        return view, rule, gather.eligibility(tx, view.id, rule)

    if args.reissue:
        return _reissue(database, args)
    view, rule, known = database.read(work)
    leaving.write_leaving(database, "certificates", [each.person for each in known.candidates], view.id)
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
    differing = [
        f"{words.number_of(who.held.paper)}: {words.difference_text(who.differs)}"
        for who in known.differing
        if who.held is not None
    ]
    if differing:
        output.say(finding_text("issued_differs", differing))
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
        "differs": [{"issued": each.issued, "now": each.now} for each in who.differs],
    }


def _reissue(database: Database, args: argparse.Namespace) -> int:
    """New certificates for those named; 1 when the issued one of somebody says what it would say today."""
    from desktop.domain.documents.selection import Selection
    from desktop.papers import making
    from desktop.papers.certificates import DOCUMENT, gather
    from desktop.services import conferences, lookup

    def work(tx: Transaction) -> list[tuple[int, int]]:
        view = conferences.find_conference(tx, args.conference)
        people = tuple(lookup.attendee(tx, view.id, name).id for name in args.reissue)
        return gather.reissue(tx, view.id, Selection(attendee_ids=people), making.kept(tx, view.id, DOCUMENT))

    made = database.write(work)
    if args.json:
        output.document({"reissued": [{"replaced": old, "number": new} for old, new in made]})
    for old, new in () if args.json else made:
        output.result(_("{number} replaces {old}").format(number=f"{new:02d}", old=f"{old:02d}"))
    if len(made) < len(set(args.reissue)):
        output.say(_("The issued certificates of the others say what they would say today: nothing to reissue."))
        return 1
    return 0
