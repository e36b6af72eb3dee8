"""The official frame by itself, to be looked at while it is typed."""

from __future__ import annotations

from desktop.domain.documents.frame import Issue, Letterhead
from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers import render
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.wording.frame import frame_words

TEMPLATE = "frame-preview.typ"


def pdf(letterhead: Letterhead, *, subject: str = "", issue: Issue | None = None, body: str = "") -> bytes:
    """A letter of a few lines in this frame, and below it who signs lists."""
    return render.compiled(TEMPLATE, data(letterhead, subject=subject, issue=issue, body=body))


def data(letterhead: Letterhead, *, subject: str = "", issue: Issue | None = None, body: str = "") -> Json:
    """What the template gets."""
    signers = (
        {"title": _("Prepared by").upper(), "name": normalise(letterhead.preparer)},
        {"title": _("Accountant").upper(), "name": normalise(letterhead.accountant)},
    )
    return {
        "frame": frame_data(frame_words(letterhead, issue or Issue(abbreviation="GM"))),
        "words": {"title": _("Invitation").upper(), "under-lists": _("Under lists:")},
        "subject": normalise(subject) or _("What the paper is about"),
        "body": body
        or _("The paper's text stands here, justified, 13 points, in paragraphs like this one.") + "\n" * 2,
        "list-signers": [] if body else signers,
    }
