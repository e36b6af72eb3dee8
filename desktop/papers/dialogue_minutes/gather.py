"""The dialogue of which the minutes are."""

from __future__ import annotations

import uuid

from desktop.domain.dialogues import DialogueView
from desktop.domain.documents.selection import Selection
from desktop.papers.dialogue_minutes.options import DialogueMinutesOptions
from desktop.papers.lists.after import AfterPaper, paper
from desktop.services import dialogues
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, _selection: Selection, options: DialogueMinutesOptions
) -> AfterPaper[DialogueView, DialogueMinutesOptions]:
    """The dialogue of this number, its minutes of the same day. Raises NotFound where there is none."""
    view = dialogues.find_dialogue(tx, conference_id, options.dialogue)
    return paper(tx, conference_id, view, options, len(view.questions), on=view.held.held_on)
