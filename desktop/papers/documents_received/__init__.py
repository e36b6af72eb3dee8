"""The list of documents received: to sign for what was handed out."""

from __future__ import annotations

from desktop.papers.document import ALL, Document
from desktop.papers.documents_received import gather, layout, words
from desktop.papers.documents_received.options import ReceivedContent, ReceivedOptions

DOCUMENT: Document[ReceivedOptions, ReceivedContent] = Document(
    name="documents-received",
    place=60,
    moment="day",
    selects=ALL,
    options=ReceivedOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
)
