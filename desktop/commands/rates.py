"""quotas and rates: how many each unit may send, and what is paid a day."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands import output
from desktop.domain.payment import Rate
from desktop.domain.quotas import QuotaLine
from desktop.i18n import _
from desktop.services import conferences, lookup, quotas, rates
from desktop.services.opening import Database, Transaction
from desktop.wording.formats import date_text, number_text


def show_quotas(database: Database, given: argparse.Namespace) -> int:
    """List the quotas beside how many are registered."""

    def work(tx: Transaction) -> list[QuotaLine]:
        return quotas.list_quotas(tx, conferences.find_conference(tx, given.conference).id)

    lines = [line for line in database.read(work) if line.count is not None or line.registered]
    if given.json:
        output.document([_quota(line) for line in lines])
        return 0
    output.table(
        [("" if line.count is None else str(line.count), str(line.registered), line.unit, line.who) for line in lines]
    )
    output.say(_("Columns: quota, registered, unit, who they are to be."))
    return 0


def set_quota(database: Database, given: argparse.Namespace) -> int:
    """Set one unit's quota."""

    def work(tx: Transaction) -> QuotaLine:
        view = conferences.find_conference(tx, given.conference)
        return quotas.set_quota(tx, view.id, lookup.unit(tx, given.unit), given.count, who=given.who)

    line = database.write(work)
    if given.json:
        output.document(_quota(line))
    else:
        output.result(f"{line.unit}: {line.count}")
    return 0


def _quota(line: QuotaLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "kind": line.kind,
        "quota": line.count,
        "registered": line.registered,
        "who": line.who,
        "note": line.note,
    }


def show_rates(database: Database, given: argparse.Namespace) -> int:
    """List the daily rates, the newest first."""
    found = database.read(rates.list_rates)
    if given.json:
        output.document([_rate(rate) for rate in found])
    else:
        output.table([(date_text(rate.valid_from), number_text(rate.amount), rate.basis) for rate in found])
    return 0


def set_rate(database: Database, given: argparse.Namespace) -> int:
    """Set what is paid a day from a date on."""
    rate = database.write(lambda tx: rates.set_rate(tx, valid_from=given.first, amount=given.amount, basis=given.basis))
    if given.json:
        output.document(_rate(rate))
    else:
        output.result(f"{date_text(rate.valid_from)}: {number_text(rate.amount)}")
    return 0


def _rate(rate: Rate) -> dict[str, Any]:
    return {"from": rate.valid_from.isoformat(), "amount": rate.amount, "basis": rate.basis}
