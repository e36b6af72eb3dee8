"""What the template of the minutes of a dialogue gets."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView
from desktop.domain.names import normalise
from desktop.papers.dialogue_minutes import words as wording
from desktop.papers.dialogue_minutes.options import DialogueMinutesOptions
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.dialogue import question_table
from desktop.papers.lists.layout import head_data
from desktop.papers.page import ROW_TO_READ
from desktop.wording.listing import Listing, Signer


def data(content: AfterPaper[DialogueView, DialogueMinutesOptions]) -> Json:
    """The minutes for `dialogue-minutes.typ`."""
    held = content.of.held
    return {
        **question_table(content.of),
        **head_data(content.letterhead, held.title),
        "words": {"title": wording.title(), "secretary": wording.secretary(), "chair": wording.chair()},
        "body": wording.body(content),
        "after": wording.after(content),
        "secretary": normalise(held.secretary),
        "chair": normalise(held.chair),
        "row-mm": ROW_TO_READ,
        "long-rows": True,
    }


def listing(content: AfterPaper[DialogueView, DialogueMinutesOptions]) -> Listing:
    """The minutes for Excel and Word."""
    made = data(content)
    note = office.frame(made).sign_here
    words = made["words"]
    signers = Signer((words["secretary"],), note, made["secretary"]), Signer((words["chair"],), note, made["chair"])
    return office.listing(made, signers=signers)
