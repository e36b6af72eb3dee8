"""What the register of certificates holds beside its lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.papers.certificates.content import Candidate, Held


@dataclass(frozen=True, slots=True)
class CertificateRegisterOptions:
    """What the register holds beside its lines."""

    blank_lines: int = fields.number(0, 0, 60)
    refused: bool = fields.flag(False)
    """A part at its end: who does not qualify and why."""


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
