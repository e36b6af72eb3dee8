"""What the template of the announcement of a dialogue gets."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView
from desktop.papers.dialogue_notice import words as wording
from desktop.papers.dialogue_notice.options import DialogueNoticeOptions
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.dialogue import question_table, what_table
from desktop.papers.page import ROW_TO_READ
from desktop.wording.listing import Listing


def data(content: AfterPaper[DialogueView, DialogueNoticeOptions]) -> Json:
    """The announcement for `dialogue-notice.typ`."""
    before = content.options.what == "meeting"
    return {
        **(what_table(wording.rows(content)) if before else question_table(content.of)),
        "frame": frame_data(wording.frame(content)),
        "subject": wording.subject(content),
        "rule": True,
        "words": {"title": wording.title()},
        "body": wording.body(content),
        "after": wording.after(content),
        "row-mm": ROW_TO_READ,
        "long-rows": True,
    }


def listing(content: AfterPaper[DialogueView, DialogueNoticeOptions]) -> Listing:
    """The announcement for Excel and Word."""
    made = data(content)
    return office.listing(made, signers=office.recipients_and_signer(made))
