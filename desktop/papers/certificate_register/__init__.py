"""The register of certificates (sổ cấp giấy chứng nhận): every one that was issued, to sign for when it is handed out."""

from __future__ import annotations

from desktop.papers.certificate_register import gather, layout, words
from desktop.papers.certificate_register.options import CertificateRegisterOptions, RegisterContent
from desktop.papers.document import PEOPLE, Document

DOCUMENT: Document[CertificateRegisterOptions, RegisterContent] = Document(
    name="certificate-register",
    place=120,
    moment="after",
    selects=PEOPLE,
    options=CertificateRegisterOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=layout.runs,
    listing=layout.listing,
    unit_parts=gather.unit_parts,
    both_sides=True,
)
