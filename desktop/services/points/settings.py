"""When signed pages are due from points, and how an office asks for those that are missing."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.points import MOST_HOURS, REPORT_HOURS
from desktop.services import document_settings
from desktop.store.transaction import Transaction

NAME = "points"
"""Under which they are kept beside the options of documents."""


@dataclass(frozen=True, slots=True)
class PointSettings:
    """Kept for each conference."""

    hours: int = fields.number(REPORT_HOURS, 0, MOST_HOURS)
    """After the last session on a sheet: so long its pages may take to come in."""
    wording: str = fields.text(lines=6)
    """What a point is told whose pages are missing, with fields in braces; "" as the program words it."""


def kept(tx: Transaction, conference_id: uuid.UUID) -> PointSettings:
    """The settings of a conference."""
    return document_settings.kept(tx, conference_id, NAME, PointSettings)


def keep(tx: Transaction, conference_id: uuid.UUID, settings: PointSettings) -> None:
    """Remember them."""
    document_settings.keep(tx, conference_id, NAME, settings)
