"""The quota annex: how many people each unit is to send and who they are to be."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.quota_annex import gather, layout, words
from desktop.papers.quota_annex.options import QuotaAnnexContent, QuotaAnnexOptions

DOCUMENT: Document[QuotaAnnexOptions, QuotaAnnexContent] = Document(
    name="quota-annex",
    place=50,
    moment="before",
    selects=frozenset({"units"}),
    options=QuotaAnnexOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="units",
)
