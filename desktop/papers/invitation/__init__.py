"""Letters that bring people to the conference: an invitation (giấy mời) or an official letter that summons them."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.invitation import gather, layout, words
from desktop.papers.invitation.options import InvitationContent, InvitationOptions

DOCUMENT: Document[InvitationOptions, InvitationContent] = Document(
    name="invitation",
    place=130,
    moment="before",
    selects=frozenset({"units", "sessions"}),
    options=InvitationOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    unit_parts=gather.unit_parts,
    beginning=layout.beginning,
    pieces=layout.pieces,
    docx=layout.docx,
    counts="units",
)
