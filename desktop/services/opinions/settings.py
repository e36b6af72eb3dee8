"""What an office says of opinions and dialogues: when an answer counts, what a mean is called, how many days there are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from desktop.domain.dialogues import ANNOUNCE_DAYS, MOST_DAYS, RESULTS_DAYS
from desktop.domain.documents import fields
from desktop.domain.errors import InvalidInput
from desktop.domain.opinions import FIVE, TEN, UNANSWERED, Band, read_bands
from desktop.services import document_settings
from desktop.store.transaction import Transaction
from desktop.wording.questionnaires import standard_bands

NAME = "opinions"
"""Under which they are kept beside the options of documents."""


@dataclass(frozen=True, slots=True)
class OpinionSettings:
    """Kept for each conference; an empty text is as the program words it."""

    unanswered: int = fields.number(UNANSWERED, 0, 100)
    bands_five: str = fields.text(lines=5)
    bands_ten: str = fields.text(lines=5)
    """A line for each band: from which mean on, and its word."""
    announce_days: int = fields.number(ANNOUNCE_DAYS, 0, MOST_DAYS)
    results_days: int = fields.number(RESULTS_DAYS, 0, MOST_DAYS)
    source: str = fields.text(lines=3)
    """The rule that all this follows."""

    def bands(self, scale: int) -> tuple[Band, ...]:
        """What means of a scale are called."""
        return read_bands((self.bands_five if scale == FIVE else self.bands_ten) or standard_bands(scale), scale)


def kept(tx: Transaction, conference_id: uuid.UUID) -> OpinionSettings:
    """The settings of a conference."""
    return document_settings.kept(tx, conference_id, NAME, OpinionSettings)


def keep(tx: Transaction, conference_id: uuid.UUID, settings: OpinionSettings) -> None:
    """Remember them. Raises InvalidInput beside the field for bands that can't be read."""
    for field, scale in (("bands_five", FIVE), ("bands_ten", TEN)):
        try:
            read_bands(getattr(settings, field), scale)
        except InvalidInput as error:
            raise InvalidInput(error.code, field=field, **error.details) from None
    document_settings.keep(tx, conference_id, NAME, settings)
