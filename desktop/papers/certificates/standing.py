"""What a certificate's code comes to here: its signature, and what the register says today of a genuine one."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from desktop.domain.certificate_code import CertificateCode, CodeVerdict, is_certificate
from desktop.papers.certificates.content import Held
from desktop.papers.certificates.gather import conferences_with, register
from desktop.papers.certificates.words import facts
from desktop.services import letterhead
from desktop.services.certificate_codes import keys, signing
from desktop.services.certificate_codes.keys import PublicKey
from desktop.services.certificate_codes.signing import Checked
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


@dataclass(frozen=True, slots=True)
class Looked:
    """One code, judged."""

    checked: Checked
    standing: Standing | None = None
    """None where this data file has nothing to say: another office's, not genuine, or a login that may not read it."""

    @property
    def good(self) -> bool:
        """Whether it is genuine and was neither revoked nor replaced, as far as is known here."""
        return self.checked.verdict is CodeVerdict.GENUINE and (self.standing is None or self.standing.counts)


def look(
    tx: Transaction, texts: Sequence[str], others: Sequence[PublicKey] = (), *, with_register: bool = True
) -> list[Looked]:
    """Judge codes by the office's own key and those of `others`; a desk's login reads no register."""
    own = keys.public(tx)
    known = [*([own] if own is not None else []), *others]
    found = []
    for text in texts:
        one = signing.check(text, known)
        mine = with_register and one.verdict is CodeVerdict.GENUINE and one.key == own
        found.append(Looked(one, of(tx, one.code) if mine and one.code is not None else None))
    return found


def certificates_first(texts: Sequence[str]) -> list[str]:
    """Of the codes in a picture those of certificates; where there are none the first of the others."""
    return [text for text in texts if is_certificate(text)] or list(texts[:1])


def office(tx: Transaction) -> str:
    """Who issues: the office's own name, else that of the conference with certificates."""
    held = conferences_with(tx)
    own = letterhead.letterhead(tx, letterhead.conference(tx, held[-1])).issuing_body if held else ""
    return letterhead.office(tx)[1]["issuing_body"] or own


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
