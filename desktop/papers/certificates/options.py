"""Certificates and their register: who has earned one and who has not and why, what a certificate says, what was issued."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from desktop.domain.attendance import Status
from desktop.domain.attendance_sheet import Half, Order
from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead

Measure = Literal["sessions", "half_days"]
Least = Literal["share", "count"]
PaperSize = Literal["a4", "a5"]
Border = Literal["ornate", "plain", "none"]


@dataclass(frozen=True, slots=True)
class CertificateOptions:
    """The conference's rule, how numbers run, and what the paper says where it is not the usual."""

    measure: Measure = fields.pick("sessions", "half_days")
    least: Least = fields.pick("share", "count")
    share: int = fields.number(80, 1, 100, step=5, when=("least", "share"))
    """Per cent of what somebody was expected at, rounded up to whole sessions."""
    count: int = fields.number(1, 1, 99, when=("least", "count"))
    """Never more than somebody was expected at."""
    late_counts: bool = fields.flag(True)
    excused_counts: bool = fields.flag(False)
    walk_ins: bool = fields.flag(True)
    needs_birth: bool = fields.flag(False)
    first_number: int = fields.number(1, 1, 99_999)
    """The office's register runs through the year: where this conference's numbers begin."""
    abbreviation: str = fields.text("GCN")
    issued_on: dt.date | None = fields.day()
    """None: the last day of the conference."""
    decision: str = fields.text(lines=2)
    title: str = fields.text()
    phrase: str = fields.text()
    course: str = fields.text(lines=2)
    only_new: bool = fields.flag(False)
    sort: Order = fields.pick("unit", "name")
    paper: PaperSize = fields.pick("a4", "a5")
    border: Border = fields.pick("ornate", "plain", "none")


@dataclass(frozen=True, slots=True)
class CertificateRegisterOptions:
    """What the register holds beside its lines."""

    blank_lines: int = fields.number(0, 0, 60)
    refused: bool = fields.flag(False)
    """A part at its end: who does not qualify and why."""


# -- the rule -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A session, or a half-day with its sessions, that somebody was expected at."""

    day: dt.date | None
    """None at a conference of one day, where it says nothing."""
    statuses: tuple[str, ...]
    title: str = ""
    half: Half = ""
    """Of a half-day, which has no title."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rule looks at in one person."""

    parts: tuple[Part, ...] = ()
    walk_in: bool = False
    birth: str = ""
    cancelled: bool = False
    revoked: str | None = None
    """The reason for which their certificate was revoked; None: none was."""


WhyCode = Literal[
    "cancelled",
    "revoked",
    "walk_in",
    "nowhere",
    "unrecorded",
    "too_few",
    "absent",
    "excused",
    "late",
    "open",
    "no_birth",
]


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One reason why somebody gets no certificate (`wording.documents.certificates.why_not`)."""

    code: WhyCode
    parts: tuple[Part, ...] = ()
    """What it speaks of."""
    attended: int = 0
    expected: int = 0
    needed: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether somebody has earned a certificate: they have when nothing speaks against it."""

    attended: int
    expected: int
    needed: int
    why_not: tuple[WhyNot, ...] = ()

    @property
    def qualifies(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.why_not


def needed(rule: CertificateOptions, expected: int) -> int:
    """How many of so many must be attended: at least one, and never more than there are."""
    asked = -(-expected * rule.share // 100) if rule.least == "share" else rule.count
    return max(1, min(asked, expected))


def decide(rule: CertificateOptions, facts: Facts) -> Verdict:
    """The verdict, with everything that speaks against a certificate.

    A half-day counts as attended when one of its sessions does.
    """
    counting = _counting(rule)
    missed = [part for part in facts.parts if not counting.intersection(part.statuses)]
    expected = len(facts.parts)
    attended, least = expected - len(missed), needed(rule, expected)
    against: list[WhyNot] = []
    if facts.cancelled:
        against.append(WhyNot("cancelled"))
    if facts.revoked is not None:
        against.append(WhyNot("revoked", reason=facts.revoked))
    if facts.walk_in and not rule.walk_ins:
        against.append(WhyNot("walk_in"))
    if not facts.cancelled:
        against += _missing(missed, attended, expected, least)
    if rule.needs_birth and not facts.birth:
        against.append(WhyNot("no_birth"))
    return Verdict(attended, expected, least, tuple(against))


def _counting(rule: CertificateOptions) -> frozenset[str]:
    counting = {Status.PRESENT}
    if rule.late_counts:
        counting.add(Status.LATE)
    if rule.excused_counts:
        counting.add(Status.EXCUSED)
    return frozenset(counting)


def _missing(missed: list[Part], attended: int, expected: int, least: int) -> Iterable[WhyNot]:
    if not expected:
        return [WhyNot("nowhere")]
    if attended >= least:
        return []
    said = {part: _said(part) for part in missed}
    if not attended and set(said.values()) == {Status.UNRECORDED}:
        return [WhyNot("unrecorded", expected=expected, needed=least)]
    found = [WhyNot("too_few", attended=attended, expected=expected, needed=least)]
    codes: tuple[tuple[Status, WhyCode], ...] = (
        (Status.ABSENT, "absent"),
        (Status.EXCUSED, "excused"),
        (Status.LATE, "late"),
        (Status.UNRECORDED, "open"),
    )
    for status, code in codes:
        parts = tuple(part for part in missed if said[part] == status)
        if parts:
            found.append(WhyNot(code, parts))
    return found


def _said(part: Part) -> str:
    """What a missed half-day comes to: not entered as long as one of its sessions is not."""
    for status in (Status.UNRECORDED, Status.LATE, Status.EXCUSED):
        if status in part.statuses:
            return status
    return Status.ABSENT


# -- what is issued -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """Every text of one certificate, as typed: kept when it is issued, so that it reprints unchanged."""

    number: int
    letterhead: Letterhead
    """Its date is the certificate's."""
    full_name: str
    abbreviation: str = ""
    title: str = ""
    """"" for the usual words, here and in `phrase`."""
    phrase: str = ""
    honorific: str = ""
    gender: str = ""
    birth: str = ""
    position: str = ""
    unit: str = ""
    course: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    decision: str = ""

    def to_plain(self) -> dict[str, Any]:
        """As JSON can hold it."""
        values = dataclasses.asdict(self)
        for holder in (values, values["letterhead"]):
            holder.update({name: day.isoformat() for name, day in holder.items() if isinstance(day, dt.date)})
        return values

    @classmethod
    def from_plain(cls, values: dict[str, Any]) -> CertificatePaper:
        """As it was kept; what another version kept beside is passed over."""
        own = _known(cls, values)
        own["letterhead"] = Letterhead(**_known(Letterhead, values.get("letterhead") or {}))
        return cls(**own)


def _known(kind: Any, values: dict[str, Any]) -> dict[str, Any]:
    names = {each.name for each in dataclasses.fields(kind)}
    return {
        name: dt.date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in values.items()
        if name in names
    }


_DAYS = ("date", "starts_on", "ends_on")


@dataclass(frozen=True, slots=True)
class Held:
    """A line of the register."""

    id: uuid.UUID
    attendee_id: uuid.UUID
    number: int
    issued_on: dt.date
    paper: CertificatePaper
    revoked_at: dt.datetime | None = None
    revoked_reason: str = ""
    replaced_by: int | None = None
    """The number of a later certificate of the same person that stands: two never do."""

    @property
    def stands(self) -> bool:
        """Whether it counts."""
        return self.revoked_at is None and self.replaced_by is None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the conference: the verdict, what they hold, and the number they would get."""

    attendee_id: uuid.UUID
    place: int
    """In the whole list; 0 for who is no longer on it."""
    full_name: str
    honorific: str
    gender: str
    birth: str
    position: str
    unit: str
    group: str
    verdict: Verdict
    held: Held | None = None
    """The certificate that stands."""
    number: int | None = None
    """Of a certificate not issued yet."""

    @property
    def gets(self) -> bool:
        """Whether a certificate is printed for them: one they hold is, as long as it is not revoked."""
        return self.held is not None or self.number is not None


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Everyone of the conference, in the order of the list; who is no longer coming stands at the end."""

    candidates: tuple[Candidate, ...]
    next_number: int

    @property
    def getting(self) -> tuple[Candidate, ...]:
        """Those for whom a certificate is printed."""
        return tuple(each for each in self.candidates if each.gets)

    @property
    def refused(self) -> tuple[Candidate, ...]:
        """Those who get none."""
        return tuple(each for each in self.candidates if not each.gets)

    @property
    def qualifying(self) -> int:
        """How many qualify by the rule as it is now, whatever they hold."""
        return sum(each.verdict.qualifies for each in self.candidates)

    @property
    def new(self) -> tuple[Candidate, ...]:
        """Those who qualify and hold none yet."""
        return tuple(each for each in self.candidates if each.number is not None)


@dataclass(frozen=True, slots=True)
class CertificatesContent:
    """Certificates in the order of the list, one a page."""

    papers: tuple[CertificatePaper, ...]
    new: int
    """How many of them are not issued yet, or were by making this."""
    size: PaperSize = "a4"
    border: Border = "ornate"

    @property
    def total(self) -> int:
        """How many certificates."""
        return len(self.papers)


@dataclass(frozen=True, slots=True)
class VoidNumbers:
    """Numbers that nobody bears: their issuing was undone, and a number is never given twice."""

    first: int
    last: int
    on: dt.date


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """The register of one conference (sổ cấp giấy chứng nhận)."""

    letterhead: Letterhead
    conference_title: str
    held: tuple[Held, ...]
    void: tuple[VoidNumbers, ...] = ()
    blank_lines: int = 0
    refused: tuple[Candidate, ...] | None = None
    """None: that part was not asked for."""

    @property
    def total(self) -> int:
        """How many certificates stand in it."""
        return len(self.held)
