"""What an office says of its tasks: the kinds, how many last days are "soon", and the reminders' words."""

from __future__ import annotations

import uuid

from desktop.domain.documents import fields
from desktop.domain.lazy_dataclass import dataclass  # as what it derives from
from desktop.domain.reminders import Wordings
from desktop.domain.tasks import MOST_SOON, SOON_DAYS
from desktop.services import document_settings
from desktop.store.transaction import Transaction

NAME = "tasks"
"""Under which they are kept beside the options of documents."""


@dataclass(frozen=True, slots=True)
class TaskSettings(Wordings):
    """Kept for each conference; an empty text is as the program words it."""

    soon_days: int = fields.number(SOON_DAYS, 0, MOST_SOON)
    kinds: str = fields.text(lines=8)
    """A line for each kind of task."""


def kept(tx: Transaction, conference_id: uuid.UUID) -> TaskSettings:
    """The settings of a conference."""
    return document_settings.kept(tx, conference_id, NAME, TaskSettings)


def keep(tx: Transaction, conference_id: uuid.UUID, settings: TaskSettings) -> None:
    """Remember them."""
    document_settings.keep(tx, conference_id, NAME, settings)
