"""The register of certificates: what was issued, which numbers nobody bears, and who gets none."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.certificate_register.options import CertificateRegisterOptions, RegisterContent, VoidNumbers
from desktop.papers.certificates import DOCUMENT as CERTIFICATES
from desktop.papers.certificates.gather import eligibility, issued, parts_with, register
from desktop.papers.document import UnitPart
from desktop.papers.making import kept
from desktop.services import letterhead, people_on_paper
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateRegisterOptions
) -> RegisterContent:
    """The register as it stands. Raises AppError("certificates.issued.nobody")."""
    conference = letterhead.conference(tx, conference_id)
    chosen = people_on_paper.chosen(tx, conference_id, selection)
    lines = register(tx, conference_id)
    refused = None
    if options.refused:
        refused = eligibility(tx, conference_id, kept(tx, conference_id, CERTIFICATES), selection).refused
    held = tuple(line for line in lines if chosen is None or line.attendee_id in chosen)
    if not held and not refused and not options.blank_lines:
        raise AppError("certificates.issued.nobody", conference=conference.title)
    # No book is older than what stands in it.
    day = max((line.issued_on for line in held), default=conference.ends_on or conference.starts_on)
    return RegisterContent(
        letterhead=dataclasses.replace(letterhead.letterhead(tx, conference), date=day),
        conference_title=conference.title,
        held=held,
        void=_void(tx, conference_id, {line.number for line in lines}) if chosen is None else (),
        blank_lines=options.blank_lines,
        refused=refused,
    )


def unit_parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: CertificateRegisterOptions
) -> Sequence[UnitPart]:
    """A part for each unit with a line in it; for every unit where those who get none or blank lines are asked for."""
    if options.refused or options.blank_lines:
        return parts_with(tx, conference_id, selection, None)
    return parts_with(tx, conference_id, selection, {line.attendee_id for line in register(tx, conference_id)})


def _void(tx: Transaction, conference_id: uuid.UUID, taken: Collection[int]) -> tuple[VoidNumbers, ...]:
    """The numbers whose issuing was undone."""
    found = []
    for line in issued(tx, conference_id):
        first, last = int(line.details["first"]), int(line.details["last"])
        if line.undone_by is not None and not any(number in taken for number in range(first, last + 1)):
            found.append(VoidNumbers(first, last, line.at.astimezone().date()))
    return tuple(found)
