"""The list of payments: the food subsidy of those who draw no salary from the state."""

from __future__ import annotations

from desktop.papers import flowing
from desktop.papers.document import ALL, Document
from desktop.papers.payment import gather, layout, words
from desktop.papers.payment.options import PaymentContent, PaymentOptions

DOCUMENT: Document[PaymentOptions, PaymentContent] = Document(
    name="payment",
    place=70,
    moment="after",
    selects=ALL,
    options=PaymentOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=flowing.of_blocks,
    listing=layout.listing,
    unit_parts=gather.unit_parts,
)
