"""What tidying reads of a conference, and how single findings become proposals."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from desktop.domain.people import AttendeeState
from desktop.domain.tidying import Concerned, Proposal, TidyKind
from desktop.store.lengths import limits
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction

_LONGEST = limits(Attendee)["position"]
"""Letters that a name, a position and a unit's name have room for."""


@dataclass(frozen=True, slots=True)
class Row:
    """An attendee's texts."""

    id: uuid.UUID
    code: str
    full_name: str
    honorific: str
    unit_id: uuid.UUID | None
    unit_name: str
    unit_kind: str
    position: str
    phone: str

    def concerned(self) -> Concerned:
        """Who it is."""
        return Concerned(self.id, self.code, self.full_name, self.unit_name)


@dataclass(frozen=True, slots=True)
class TidyFinding:
    """How one value could be written better; the same finding of several attendees is one proposal."""

    kind: TidyKind
    field: str
    before: str
    after: str
    reason: str
    sure: bool = True
    details: tuple[tuple[str, str], ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    unit_id: uuid.UUID | None = None
    directory_name: str = ""
    gone_id: uuid.UUID | None = None


@dataclass(slots=True)
class Findings:
    """All findings, in the order they were made, each with whom it concerns."""

    _found: dict[TidyFinding, list[Concerned]] = field(default_factory=dict)

    def add(self, finding: TidyFinding | None, row: Row) -> None:
        """One more; a finding that changes nothing is none. A unit that is only typed is linked, whatever its spelling."""
        if finding is None or not 0 < len(finding.after) <= _LONGEST:
            return
        links = finding.unit_id is not None and row.unit_id is None
        if links or finding.after != finding.before:
            self._found.setdefault(finding, []).append(row.concerned())

    def proposals(self) -> list[Proposal]:
        """What was found, by kind, the most frequent first."""
        kinds: Mapping[TidyKind, int] = {kind: place for place, kind in enumerate(TidyKind)}
        made = [_proposal(finding, people) for finding, people in self._found.items()]
        made.sort(key=lambda each: (kinds[each.kind], not each.sure, -len(each.people), each.field, each.before))
        return made


def _proposal(finding: TidyFinding, people: Iterable[Concerned]) -> Proposal:
    return Proposal(
        finding.kind,
        finding.field,
        finding.before,
        finding.after,
        finding.reason,
        tuple(people),
        finding.sure,
        dict(finding.details),
        finding.also,
        finding.unit_id,
        finding.directory_name,
        finding.gone_id,
    )


def read_rows(tx: Transaction, conference_id: uuid.UUID) -> list[Row]:
    """Everybody of the conference, by name."""
    query = (
        select(
            Attendee.id,
            Attendee.code,
            Attendee.full_name,
            Attendee.honorific,
            Attendee.unit_id,
            Attendee.unit_name,
            Attendee.unit_kind,
            Attendee.position,
            Person.phone,
        )
        .join(Person, Person.id == Attendee.person_id)
        .where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
        .order_by(Attendee.sort_key, Attendee.id)
    )
    return [Row(*each) for each in tx.execute(query)]
