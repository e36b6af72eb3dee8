"""Certificates before they are laid out: what one says, who holds which, and who would get one."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import PersonOnPaper
from desktop.papers.certificates.options import Border, PaperSize
from desktop.papers.certificates.rule import Entitlement


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
    code: str = ""
    """What its QR code says, signed by the office (`domain.certificate_code`); "" until it is issued."""

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
class Difference:
    """A line that an issued certificate says otherwise than it would today."""

    issued: str
    now: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of the conference: the verdict, what they hold, and the number they would get."""

    person: PersonOnPaper
    """Numbered by their place in the whole list; 0 for who is no longer on it."""
    verdict: Entitlement
    held: Held | None = None
    """The certificate that stands."""
    number: int | None = None
    """Of a certificate not issued yet."""
    differs: tuple[Difference, ...] = ()
    """What the certificate they hold says otherwise: it was corrected since."""

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
    def differing(self) -> tuple[Candidate, ...]:
        """Those whose certificate says something otherwise than it would today."""
        return tuple(each for each in self.candidates if each.differs)

    @property
    def new(self) -> tuple[Candidate, ...]:
        """Those who qualify and hold none yet."""
        return tuple(each for each in self.candidates if each.number is not None)


@dataclass(frozen=True, slots=True)
class Differing:
    """An issued certificate that is printed as it was, though what it says was corrected since."""

    number: str
    """05/GCN-UBND."""
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class CertificatesContent:
    """Certificates in the order of the list, one a page."""

    papers: tuple[CertificatePaper, ...]
    new: int
    """How many of them are not issued yet, or were by making this."""
    size: PaperSize = "a4"
    border: Border = "ornate"
    codes: bool = True
    """Whether each shows its QR code."""
    emblem: str = ""
    """A PNG, base64; "" for none."""
    differing: tuple[Differing, ...] = ()

    @property
    def total(self) -> int:
        """How many certificates."""
        return len(self.papers)
