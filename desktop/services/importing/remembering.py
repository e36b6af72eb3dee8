"""What the organizer's answers teach: spellings of units, and what a heading means."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.importing import ImportPlan
from desktop.excel.understanding.table import heading_key
from desktop.services import journal
from desktop.services.importing.changing import pairs
from desktop.services.units import remember_alias
from desktop.store.tables import LearnedHeading, Unit
from desktop.store.transaction import Transaction

_HEADING = 600


def learned_headings(tx: Transaction) -> dict[str, str]:
    """Every heading once corrected, by `heading_key`, and the field it means."""
    return pairs(tx.execute(select(LearnedHeading.heading, LearnedHeading.field)))


def remember(tx: Transaction, plan: ImportPlan) -> bool:
    """Keep what the answers of a plan teach; part of the caller's journal entry. Returns whether anything was new."""
    learned = _remember_headings(tx, plan.headings)
    for spelling, unit_id in plan.aliases.items():
        if tx.get(Unit, unit_id) is not None:
            learned = remember_alias(tx, unit_id, spelling) or learned
    tx.flush()
    return learned


def remember_alone(tx: Transaction, plan: ImportPlan) -> None:
    """The same where no row changes anything: a line of its own, and only when something is new."""
    if not _is_new(tx, plan):
        return
    with journal.entry(tx, "import.learned", {Area.UNITS, Area.IMPORTS}, conference_id=plan.conference_id):
        remember(tx, plan)


def _is_new(tx: Transaction, plan: ImportPlan) -> bool:
    known = learned_headings(tx) if plan.headings else {}
    return bool(plan.aliases) or any(known.get(key) != field for key, field in _keys(plan.headings).items())


def _remember_headings(tx: Transaction, headings: Mapping[str, str]) -> bool:
    keys = _keys(headings)
    if not keys:
        return False
    known = {line.heading: line for line in tx.scalars(select(LearnedHeading).where(LearnedHeading.heading.in_(keys)))}
    new = False
    for key, field in keys.items():
        line = known.get(key)
        if line is None:
            tx.add(LearnedHeading(heading=key, field=field))
            new = True
        elif line.field != field:
            line.field = field
            new = True
    return new


def _keys(headings: Mapping[str, str]) -> dict[str, str]:
    return {key: field for heading, field in headings.items() if (key := heading_key(heading)[:_HEADING])}
