"""The dialogue that is announced."""

from __future__ import annotations

import uuid

from desktop.domain.dialogues import DialogueView
from desktop.domain.documents.selection import Selection
from desktop.papers.dialogue_notice.options import DialogueNoticeOptions
from desktop.papers.lists.after import AfterPaper, paper
from desktop.services import dialogues
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, _selection: Selection, options: DialogueNoticeOptions
) -> AfterPaper[DialogueView, DialogueNoticeOptions]:
    """The dialogue of this number, dated as it was announced. Raises NotFound where there is none."""
    view = dialogues.find_dialogue(tx, conference_id, options.dialogue)
    on = view.held.announced_on if options.what == "meeting" else view.held.results_on
    return paper(tx, conference_id, view, options, len(view.questions), on=on)
