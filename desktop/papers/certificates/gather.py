"""Certificates: who has earned one, their numbers, and the register that keeps what was issued."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.at_points import takes_part
from desktop.domain.attendance import SessionAttendance, Status
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.documents.selection import EVERYONE, Selection
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.names import normalise
from desktop.domain.people import AttendeeState, Origin
from desktop.domain.pictures import PictureKind
from desktop.papers.certificates.content import (
    Candidate,
    CertificatePaper,
    CertificatesContent,
    Differing,
    Eligibility,
    Held,
)
from desktop.papers.certificates.options import CertificateOptions, Measure
from desktop.papers.certificates.rule import Facts, Part, decide
from desktop.papers.certificates.words import WORDS, differences, facts, number_of
from desktop.papers.document import UnitPart
from desktop.services import agenda, joined, journal, letterhead, people_on_paper, pictures
from desktop.services.attendance import looking
from desktop.services.certificate_codes import signing
from desktop.services.points import belonging
from desktop.services.sheets import half_days
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Certificate, Conference, JournalEntry
from desktop.store.transaction import Transaction

NAME = "certificates"
"""The document's: what is issued is journalled under it."""
ISSUED, REISSUED, REVOKED = "certificate.issued", "certificate.reissued", "certificate.revoked"


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateOptions
) -> CertificatesContent:
    """The certificates of all who hold or would get one, with those numbers.

    Raises AppError: document.nobody, certificates.nobody, certificates.new.nobody.
    """
    return _content(tx, conference_id, selection, options)[0]


def record(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateOptions
) -> CertificatesContent:
    """The same certificates, those not issued yet entered in the register under their numbers."""
    _lock(tx, conference_id)
    content, new = _content(tx, conference_id, selection, options)
    papers = {paper.number: paper for paper in content.papers}
    if options.code:
        papers = _with_codes(tx, conference_id, papers)
    if new:
        _enter(tx, conference_id, ISSUED, {key: papers[paper.number] for key, paper in new.items()}, rows=content.total)
    return dataclasses.replace(content, papers=tuple(papers[paper.number] for paper in content.papers))


def reissue(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateOptions
) -> list[tuple[int, int]]:
    """New certificates, under new numbers, for those whose issued one says something that was corrected since.

    The issued ones stay in the register as they are, replaced. Returns the old number and the new one of each; [] when
    nothing differs.
    """
    _lock(tx, conference_id)
    known = eligibility(tx, conference_id, options, selection)
    usual, number = _usual(tx, conference_id, options), known.next_number
    made, numbers = {}, []
    for place, who in enumerate(known.differing):
        paper = _paper_of(usual, who.person, number + place)
        made[who.person.id] = paper
        numbers.append((who.held.number if who.held is not None else 0, paper.number))
    if made:
        with_codes = _with_codes(tx, conference_id, {paper.number: paper for paper in made.values()})
        issued_now = {key: with_codes[paper.number] for key, paper in made.items()}
        _enter(tx, conference_id, REISSUED, issued_now, instead_of=[old for old, _new in numbers])
    return numbers


def _lock(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Two desks must not take one number: the conference's row is the lock (SQLite has a single writer anyway)."""
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())


def _enter(
    tx: Transaction, conference_id: uuid.UUID, action: str, papers: Mapping[uuid.UUID, CertificatePaper], **details: Any
) -> None:
    """Enter certificates in the register, each for its attendee."""
    numbers = [paper.number for paper in papers.values()]
    details = {"document": NAME, **details, "first": min(numbers), "last": max(numbers)}
    with journal.entry(tx, action, {Area.DOCUMENTS}, conference_id=conference_id, **details) as line:
        line.action = action  # inside the line of a document made: this one can be undone, its numbers stay used
        line.details |= details
        tx.add_all(
            Certificate(
                conference_id=conference_id,
                attendee_id=key,
                number=paper.number,
                issued_on=paper.letterhead.date,
                content=paper.to_plain(),
            )
            for key, paper in papers.items()
        )


def _with_codes(
    tx: Transaction, conference_id: uuid.UUID, papers: Mapping[int, CertificatePaper]
) -> dict[int, CertificatePaper]:
    """The certificates, by their numbers, each with its signed code; one issued before there were codes keeps it now."""
    bare = [paper for paper in papers.values() if not paper.code]
    made = {
        paper.number: dataclasses.replace(paper, code=code)
        for paper, code in zip(bare, signing.sign(tx, [facts(paper) for paper in bare]), strict=True)
    }
    if made:
        for row in tx.scalars(select(Certificate).where(Certificate.conference_id == conference_id)):
            if row.number in made:
                row.content = {**row.content, "code": made[row.number].code}
    return {**papers, **made}


def unit_parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateOptions
) -> Sequence[UnitPart]:
    """A part for each unit that has a certificate, in the order of units: for the others there is nothing to print."""
    known = eligibility(tx, conference_id, options, selection)
    return parts_with(
        tx, conference_id, selection, {who.person.id for who in (known.new if options.only_new else known.getting)}
    )


def parts_with(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, wanted: Collection[uuid.UUID] | None
) -> Sequence[UnitPart]:
    """A part for each unit with anybody wanted (None: with anybody), those who will not come among them."""
    found: dict[uuid.UUID | None, str] = {}
    for who in people_on_paper.listed(
        tx, conference_id, selection, states=(AttendeeState.REGISTERED, AttendeeState.CANCELLED)
    ):
        if wanted is None or who.id in wanted:
            found.setdefault(who.unit_id, who.unit_now)
    return [UnitPart(name, selection.of_unit(key)) for key, name in found.items()]


def eligibility(
    tx: Transaction, conference_id: uuid.UUID, options: CertificateOptions, selection: Selection = EVERYONE
) -> Eligibility:
    """Everyone with the verdict, the certificate they hold and the number they would get.

    Whose certificate was revoked gets a new one only when chosen by name (`selection.attendee_ids`).
    """
    attended = _attended(tx, conference_id, options)
    of_person: dict[uuid.UUID, list[Held]] = defaultdict(list)
    for line in register(tx, conference_id):
        of_person[line.attendee_id].append(line)
    following = number = _next_number(tx, conference_id, options.first_number)
    walk_ins = frozenset(
        tx.scalars(
            select(Attendee.id).where(Attendee.conference_id == conference_id, Attendee.origin == Origin.WALK_IN.value)
        )
    )
    found = []
    coming = people_on_paper.listed(tx, conference_id, selection, options.sort)
    gone = people_on_paper.listed(tx, conference_id, selection, options.sort, states=(AttendeeState.CANCELLED,))
    for place, who in enumerate((*coming, *gone)):
        cancelled = place >= len(coming)
        lines = of_person.get(who.id, [])
        held = next((line for line in lines if line.stands), None)
        anew = who.id in selection.attendee_ids
        verdict = decide(
            options,
            Facts(
                parts=tuple(attended.get(who.id, ())),
                walk_in=who.id in walk_ins,
                birth=who.birth,
                cancelled=cancelled,
                revoked=lines[-1].revoked_reason if lines and held is None and not anew else None,
            ),
        )
        gets_new = verdict.qualifies and held is None
        differs = differences(held.paper, _paper_of(held.paper, who, held.number)) if held is not None else ()
        found.append(
            Candidate(
                person=dataclasses.replace(who, number=0) if cancelled else who,
                verdict=verdict,
                held=held,
                number=number if gets_new else None,
                differs=differs,
            )
        )
        number += gets_new
    return Eligibility(tuple(found), following)


def register(tx: Transaction, conference_id: uuid.UUID) -> list[Held]:
    """Every certificate ever issued, by number. Of several of one person that were not revoked the last one stands."""
    query = select(Certificate).where(Certificate.conference_id == conference_id).order_by(Certificate.number)
    together = joined.of_conference(tx, conference_id)
    lines = [
        Held(
            id=row.id,
            attendee_id=together.one(row.attendee_id),
            number=row.number,
            issued_on=row.issued_on,
            paper=CertificatePaper.from_plain(row.content),
            revoked_at=row.revoked_at,
            revoked_reason=row.revoked_reason,
        )
        for row in tx.scalars(query)
    ]
    # What was undone may be done again after somebody got another one.
    last = {line.attendee_id: line.number for line in lines if line.revoked_at is None}
    return [
        dataclasses.replace(line, replaced_by=last[line.attendee_id])
        if line.revoked_at is None and line.number != last[line.attendee_id]
        else line
        for line in lines
    ]


def conferences_with(tx: Transaction) -> list[uuid.UUID]:
    """The conferences in which any certificate was issued."""
    return list(tx.scalars(select(Certificate.conference_id).distinct().order_by(Certificate.conference_id)))


def revoke(tx: Transaction, conference_id: uuid.UUID, ids: Collection[uuid.UUID], reason: str) -> int:
    """Revoke certificates: they stay in the register with the reason. Return how many were not revoked before.

    Raises InvalidInput("certificates.reason_missing").
    """
    why = normalise(reason)
    if not why:
        raise InvalidInput("certificates.reason_missing", field="reason")
    rows: list[Certificate] = []
    for part in chunks(list(ids)):
        query = select(Certificate).where(Certificate.conference_id == conference_id, Certificate.id.in_(part))
        rows += tx.scalars(query.where(Certificate.revoked_at.is_(None)).order_by(Certificate.number).with_for_update())
    if not rows:
        return 0
    first = CertificatePaper.from_plain(rows[0].content)
    details = {"count": len(rows), "name": first.full_name, "number": first.number}
    with journal.entry(tx, REVOKED, {Area.DOCUMENTS}, conference_id=conference_id, **details):
        for row in rows:
            row.revoked_at, row.revoked_reason = tx.clock(), why[:_REASON]
    return len(rows)


_REASON = 255


# -- certificates -------------------------------------------------------------------------------------------------------


def _content(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateOptions
) -> tuple[CertificatesContent, dict[uuid.UUID, CertificatePaper]]:
    """What is printed, and of it the papers that are not issued yet, by attendee."""
    known = eligibility(tx, conference_id, options, selection)
    if not known.candidates:
        raise AppError("document.nobody", document=WORDS.title())
    if not known.getting:
        raise AppError("certificates.nobody", count=len(known.candidates))
    if options.only_new and not known.new:
        raise AppError("certificates.new.nobody", count=len(known.getting))
    usual = _usual(tx, conference_id, options)
    papers, new, differing = [], {}, []
    for who in known.getting:
        if who.held is not None:
            if not options.only_new:
                papers.append(who.held.paper)
                if who.differs:
                    differing.append(Differing(number_of(who.held.paper), who.differs))
        elif who.number is not None:
            paper = _paper_of(usual, who.person, who.number)
            papers.append(paper)
            new[who.person.id] = paper
    content = CertificatesContent(
        tuple(papers),
        len(new),
        options.paper,
        options.border,
        codes=options.code,
        emblem=pictures.shown(tx, conference_id, PictureKind.EMBLEM) if options.emblem else "",
        differing=tuple(differing),
    )
    return content, new


def _usual(tx: Transaction, conference_id: uuid.UUID, options: CertificateOptions) -> CertificatePaper:
    """What all certificates that are issued now say alike."""
    conference = letterhead.conference(tx, conference_id)
    day = options.issued_on or conference.ends_on or conference.starts_on or dt.date.today()
    return CertificatePaper(
        number=0,
        letterhead=dataclasses.replace(letterhead.letterhead(tx, conference), date=day),
        full_name="",
        abbreviation=normalise(options.abbreviation),
        title=normalise(options.title),
        phrase=normalise(options.phrase),
        course=normalise(options.course) or normalise(conference.title),
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        decision=normalise(options.decision),
    )


def _paper_of(like: CertificatePaper, person: PersonOnPaper, number: int) -> CertificatePaper:
    """A certificate like another one, of somebody as they are registered now."""
    return dataclasses.replace(
        like,
        number=number,
        full_name=person.full_name,
        honorific=person.honorific,
        gender=person.gender,
        birth=person.birth,
        position=person.position,
        unit=person.unit,
    )


def _next_number(tx: Transaction, conference_id: uuid.UUID, first: int) -> int:
    """One more than any number ever given: a certificate whose issuing was undone may hang on a wall all the same."""
    given = tx.scalar(select(func.max(Certificate.number)).where(Certificate.conference_id == conference_id)) or 0
    lasts = (int(line.details["last"]) for line in issued(tx, conference_id))
    return max(first, 1 + max([given, *lasts]))


def issued(tx: Transaction, conference_id: uuid.UUID) -> list[JournalEntry]:
    """The lines that tell of certificates issued, the undone ones too: the first number stands in them and the last."""
    query = select(JournalEntry).where(
        JournalEntry.conference_id == conference_id, JournalEntry.action.in_((ISSUED, REISSUED))
    )
    lines = tx.scalars(query.order_by(JournalEntry.id))
    return [line for line in lines if line.details.get("document") == NAME and "last" in line.details]


def _attended(
    tx: Transaction, conference_id: uuid.UUID, options: CertificateOptions
) -> Mapping[uuid.UUID, Sequence[Part]]:
    """For each person the sessions (or half-days) that are meant for their role group, with what was recorded.

    The whole programme counts, for a certificate says that it was completed: nobody earns it with the one session at which
    they stood in for somebody, nor by being replaced at the others.
    """
    told = looking.attendance(tx, conference_id, with_marks=False)
    status = {(each.session_id, row.attendee_id): row.status for each in told for row in each.rows}
    agenda_of = {each.id: each for each in agenda.list_sessions(tx, conference_id)}
    seats = belonging.of_conference(tx, conference_id)

    def is_meant(key: uuid.UUID, who: uuid.UUID, group: uuid.UUID | None) -> bool:
        session = agenda_of[key]
        expected = not session.audience or group in session.audience
        return (key, who) in status or (expected and takes_part(session.points, seats.get(who)))

    groups = tx.execute(
        select(Attendee.id, Attendee.role_group_id).where(Attendee.conference_id == conference_id)
    ).all()
    found: dict[uuid.UUID, list[Part]] = defaultdict(list)
    for part, sessions in _parts(told, options.measure):
        for who, group in groups:
            meant = [key for key in sessions if is_meant(key, who, group)]
            if meant:
                said = tuple(status.get((key, who), Status.ABSENT) for key in meant)
                found[who].append(dataclasses.replace(part, statuses=said))
    return found


def _parts(told: Sequence[SessionAttendance], measure: Measure) -> list[tuple[Part, tuple[uuid.UUID, ...]]]:
    """What is counted, in the order of the agenda, with its sessions."""
    several = len({each.starts_at.date() for each in told}) > 1
    if measure == "sessions":
        return [(Part(each.starts_at.date() if several else None, (), each.title), (each.session_id,)) for each in told]
    halves = half_days((each.session_id, each.starts_at, each.ends_at) for each in told)
    return [(Part(half.day if several else None, (), half=half.half), half.sessions) for half in halves]
