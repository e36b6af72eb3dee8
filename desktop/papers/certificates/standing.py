"""What the register says today of a certificate whose code is genuine."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from desktop.domain.certificate_code import CertificateCode
from desktop.papers.certificates.content import Held
from desktop.papers.certificates.gather import conferences_with, register
from desktop.papers.certificates.words import facts
from desktop.services import letterhead
from desktop.store.transaction import Transaction
from desktop.wording.formats import date_text

State = Literal["stands", "revoked", "replaced", "missing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a certificate stands in the register."""

    state: State
    details: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> bool:
        """Whether the paper still counts."""
        return self.state in ("stands", "missing")


def of(tx: Transaction, code: CertificateCode) -> Standing:
    """The line of the register that says the same; the last one, should several."""
    found = Standing("missing")
    for conference_id in conferences_with(tx):
        for line in register(tx, conference_id):
            said = facts(line.paper)
            if (said.number, said.full_name, said.issued_on) == (code.number, code.full_name, code.issued_on):
                found = _standing(tx, conference_id, line)
    return found


def _standing(tx: Transaction, conference_id: uuid.UUID, line: Held) -> Standing:
    if line.revoked_at is not None:
        day = date_text(line.revoked_at.astimezone().date())
        return Standing("revoked", {"day": day, "reason": line.revoked_reason})
    if line.replaced_by is not None:
        return Standing("replaced", {"number": f"{line.replaced_by:02d}"})
    return Standing("stands", {"conference": letterhead.conference(tx, conference_id).title})
