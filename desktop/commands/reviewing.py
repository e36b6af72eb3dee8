"""review: everything of a conference that somebody should review, each case with its reason and with what settles it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.domain.reviewing import Case
    from desktop.services.opening import Database, Transaction


@dataclass(frozen=True, slots=True)
class Named:
    """What is shown of somebody."""

    code: str
    full_name: str
    unit: str


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    made = add_on_database(commands, "review", review, _("list everything to review, with what settles it"), json=True)
    arguments.conference(made)


def review(database: Database, args: argparse.Namespace) -> int:
    """List the cases, in the order of the window's queue."""
    from desktop.services import conferences, reviewing
    from desktop.wording import review as words

    def work(tx: Transaction) -> tuple[ConferenceView, list[Case]]:
        view = conferences.find_conference(tx, args.conference)
        return view, reviewing.cases(tx, view.id, role=database.role)

    view, cases = database.read(work)
    shown = {each["code"]: Named(**each) for case in cases for each in _people(case)}
    leaving.write_leaving(database, "review", list(shown.values()), view.id)
    if args.json:
        output.document({"conference": view.title, "count": len(cases), "cases": [_plain(each) for each in cases]})
        return 0
    kind = None
    for case in cases:
        if case.kind is not kind:
            kind = case.kind
            output.result(words.kind(kind))
        who = " · ".join(" ".join(filter(None, each.values())) for each in _people(case))
        output.result(f"  {words.SIGNS[case.kind]} {who}: {words.reason(case)}")
        if case.choices:
            choices = " / ".join(words.choice(case, each) for each in case.choices)
            output.result(f"      → {choices}")
    count = ngettext("{count} to review.", "{count} to review.", len(cases)).format(count=len(cases))
    output.say(count if cases else words.nothing())
    return 0


def _people(case: Case) -> list[dict[str, str]]:
    found = case.people if case.doubt is None else (case.doubt,)
    return [{"code": each.code, "full_name": each.full_name, "unit": each.unit} for each in found]


def _plain(case: Case) -> dict[str, object]:
    from desktop.wording import review as words

    return {
        "kind": str(case.kind),
        "code": case.code,
        "reason": words.reason(case),
        "field": case.field,
        "session": case.doubt.session if case.doubt is not None else "",
        "attendees": _people(case),
        "choices": [{"answer": str(each.answer), "words": words.choice(case, each)} for each in case.choices],
    }
