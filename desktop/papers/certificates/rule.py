"""Who has earned a certificate, and everything that speaks against one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop.domain.attendance import Status
from desktop.domain.half_days import Half
from desktop.papers.certificates.options import CertificateOptions


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
    """One reason why somebody gets no certificate (`words.why_not`)."""

    code: WhyCode
    parts: tuple[Part, ...] = ()
    """What it speaks of."""
    attended: int = 0
    expected: int = 0
    needed: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entitlement:
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


def decide(rule: CertificateOptions, facts: Facts) -> Entitlement:
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
    return Entitlement(attended, expected, least, tuple(against))


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
