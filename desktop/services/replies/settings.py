"""How an office words its reminders about replies."""

from __future__ import annotations

import uuid

from desktop.domain.reminders import Wordings
from desktop.services import document_settings
from desktop.store.transaction import Transaction

NAME = "replies"
"""Under which they are kept beside the options of documents."""


def kept(tx: Transaction, conference_id: uuid.UUID) -> Wordings:
    """The wordings of a conference."""
    return document_settings.kept(tx, conference_id, NAME, Wordings)


def keep(tx: Transaction, conference_id: uuid.UUID, wordings: Wordings) -> None:
    """Remember them."""
    document_settings.keep(tx, conference_id, NAME, wordings)
