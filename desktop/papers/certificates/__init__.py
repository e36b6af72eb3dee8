"""Certificates: one for each person who attended enough, numbered and kept in the register."""

from __future__ import annotations

from desktop.papers.certificates import gather, layout, words
from desktop.papers.certificates.content import CertificatesContent
from desktop.papers.certificates.options import CertificateOptions
from desktop.papers.document import PEOPLE, Document

DOCUMENT: Document[CertificateOptions, CertificatesContent] = Document(
    name=gather.NAME,
    place=110,
    moment="after",
    selects=PEOPLE,
    options=CertificateOptions,
    words=words.WORDS,
    gather=gather.gather,
    record=gather.record,
    data=layout.data,
    unit_parts=gather.unit_parts,
    beginning=layout.beginning,
    pieces=layout.pieces,
    to_look_at=words.to_look_at,
)
