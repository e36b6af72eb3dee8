"""The result report, from the same figures as the board and the attendance workbook."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.domain.attendance import THERE, AttendanceRow, SessionAttendance, Status
from desktop.domain.documents import tallies
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.half_days import Half
from desktop.domain.people import Origin
from desktop.domain.signed_sheet import whole
from desktop.papers.report import options as rules
from desktop.papers.report.options import Arrivals, Named, Part, ReportContent, ReportOptions, ReportRow
from desktop.papers.report.words import WORDS
from desktop.services import letterhead, opinions, ordering, people_on_paper
from desktop.services.attendance.looking import attendance
from desktop.services.points import belonging
from desktop.services.sheets import half_days
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class _Seen:
    """One person at one part."""

    row: AttendanceRow
    status: Status
    at: dt.datetime | None


_Rows = dict[uuid.UUID, _Seen]


def gather(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: ReportOptions) -> ReportContent:
    """The report on the sessions chosen, else on all; of the groups and units chosen, else of everyone.

    Raises AppError: sheet.no_sessions, document.nobody.
    """
    conference = letterhead.conference(tx, conference_id)
    told = attendance(tx, conference_id, selection.session_ids, with_marks=False)
    if not told:
        raise AppError("sheet.no_sessions")
    wanted = people_on_paper.chosen(tx, conference_id, dataclasses.replace(selection, session_ids=()))
    parts, seen = _parts(told, options, wanted)
    everyone = _in_order(tx, conference_id, seen)
    if not everyone:
        raise AppError("document.nobody", document=WORDS.title())
    units = _lines(everyone, seen, lambda row: row.unit)
    recorded = any(part.tally.expected > part.tally.unrecorded for part in parts)
    came = {key for rows in seen for key, each in rows.items() if each.status in THERE}
    return ReportContent(
        # A report is written afterwards: its date is not the conference's first day.
        letterhead=dataclasses.replace(letterhead.letterhead(tx, conference), date=options.date),
        conference=conference.title,
        parts=tuple(parts),
        groups=_lines(_in_order(tx, conference_id, seen, groups_first=True), seen, lambda row: row.role_group),
        units=units,
        points=_by_point(tx, conference_id, everyone, seen),
        people=len(everyone),
        came=len(came),
        absent_units=tuple(
            line.name for line in units if recorded and line.name and not tallies.total(line.parts).there
        ),
        absent=_named(everyone, seen, Status.ABSENT),
        excused=_named(everyone, seen, Status.EXCUSED),
        late=_named(everyone, seen, Status.LATE),
        substitutes=tuple(
            _name(row) for row in everyone if row.attendee_id in came and row.substitute_for_id is not None
        ),
        walk_ins=tuple(_name(row) for row in everyone if row.attendee_id in came and row.origin == Origin.WALK_IN),
        arrivals=tuple(_arrivals(parts, seen)),
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        venue=conference.venue,
        opinions=tuple(opinions.told_in_report(tx, conference_id)),
        options=options,
    )


def _parts(
    told: Sequence[SessionAttendance], options: ReportOptions, wanted: frozenset[uuid.UUID] | None
) -> tuple[list[Part], list[_Rows]]:
    """The report's parts and, for each, everyone it counts."""
    if options.by == "session":
        columns: list[tuple[dt.date, Half, str, list[SessionAttendance]]]
        columns = [(each.starts_at.date(), "", each.title, [each]) for each in told]
    else:
        of_id = {each.session_id: each for each in told}
        halves = half_days((each.session_id, each.starts_at, each.ends_at) for each in told)
        columns = [(half.day, half.half, "", [of_id[key] for key in half.sessions]) for half in halves]
    parts, seen = [], []
    for day, half, title, sessions in columns:
        mine: dict[uuid.UUID, list[AttendanceRow]] = defaultdict(list)
        for session in sessions:
            for row in session.rows:
                if wanted is None or row.attendee_id in wanted:
                    mine[row.attendee_id].append(row)
        rows = {key: _seen(of_one) for key, of_one in mine.items()}
        counts = tallies.tally(each.status for each in rows.values())
        parts.append(Part(day, half, title, min(each.starts_at for each in sessions), counts))
        seen.append(rows)
    return parts, seen


def _seen(rows: Sequence[AttendanceRow]) -> _Seen:
    moments = [
        row.arrived_at.astimezone().replace(tzinfo=None) for row in rows if row.arrived_at and row.status in THERE
    ]
    return _Seen(rows[0], whole(Status(row.status) for row in rows), min(moments, default=None))


def _in_order(
    tx: Transaction, conference_id: uuid.UUID, seen: Sequence[_Rows], *, groups_first: bool = False
) -> list[AttendanceRow]:
    """One row of everyone, by rank as on every paper."""
    found = {key: each.row for rows in reversed(seen) for key, each in rows.items()}
    return [found[key] for key in ordering.everyone(tx, conference_id, groups_first=groups_first) if key in found]


def _lines(
    everyone: Sequence[AttendanceRow], seen: Sequence[_Rows], name: Callable[[AttendanceRow], str]
) -> tuple[ReportRow, ...]:
    """A line for each group or unit, in the order in which its first person stands."""
    members: dict[str, list[uuid.UUID]] = defaultdict(list)
    for row in everyone:
        members[name(row)].append(row.attendee_id)
    return tuple(
        ReportRow(each, tuple(tallies.tally(rows[key].status for key in keys if key in rows) for rows in seen))
        for each, keys in members.items()
    )


def _by_point(
    tx: Transaction, conference_id: uuid.UUID, everyone: Sequence[AttendanceRow], seen: Sequence[_Rows]
) -> tuple[ReportRow, ...]:
    """A line for the main hall and each point with anybody; () where everybody sits in the hall."""
    if not any(row.point for row in everyone):
        return ()
    lines = {line.name: line for line in _lines(everyone, seen, lambda row: row.point)}
    return tuple(lines[name] for name in ("", *belonging.names(tx, conference_id).values()) if name in lines)


def _named(everyone: Sequence[AttendanceRow], seen: Sequence[_Rows], status: Status) -> tuple[Named, ...]:
    """Those who have the status at a part or more."""
    found = []
    for row in everyone:
        at = {place: rows[row.attendee_id] for place, rows in enumerate(seen) if row.attendee_id in rows}
        places = tuple(place for place, each in at.items() if each.status is status)
        if places:
            moments = tuple(at[place].at for place in places)
            found.append(dataclasses.replace(_name(row), parts=places, at=moments))
    return tuple(found)


def _arrivals(parts: Sequence[Part], seen: Sequence[_Rows]) -> Iterator[Arrivals]:
    """Where enough people have a time on the part's own day."""
    for place, (part, rows) in enumerate(zip(parts, seen, strict=True)):
        moments = [each.at for each in rows.values() if each.at is not None and each.at.date() == part.day]
        found = rules.arrivals(place, moments)
        if found is not None:
            yield found


def _name(row: AttendanceRow) -> Named:
    return Named(row.full_name, row.honorific, row.position, row.unit, instead_of=row.substitute_for)
