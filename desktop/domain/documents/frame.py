"""The official frame of a paper: NĐ 30/2020/NĐ-CP, annex I."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from desktop.domain.lazy_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues a paper and who signs it, as typed; what a conference leaves empty is the office's."""

    superior_body: str = ""
    issuing_body: str = ""
    locality: str = ""
    date: dt.date | None = None
    preparer: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    symbol: str = ""
    """The office's abbreviation in the number of its papers: "UBND" in "05/GM-UBND"."""
    accountant: str = ""
    recipients: str = ""
    """Nơi nhận, one a line; the last is usually "Lưu: VT"."""


SIGNER = ("signer_authority", "signer_title", "signer_name")
"""Who signs: taken whole."""


def in_force(own: Mapping[str, str], office: Mapping[str, str]) -> dict[str, str]:
    """What a conference's papers bear: its own texts, and the office's where it has none.

    A signer is taken whole: naming one for the conference leaves nothing of the office's signer.
    """
    found = {name: value if value.strip() else office.get(name, "") for name, value in own.items()}
    if any(own[name].strip() for name in SIGNER):
        found.update({name: own[name] for name in SIGNER})
    return found


def lacking(letterhead: Letterhead, names: Iterable[str]) -> list[str]:
    """Of these fields of the letterhead those that nobody typed. Raises KeyError for one that it does not have."""
    typed = asdict(letterhead)
    return [name for name in names if not typed[name].strip()]


@dataclass(frozen=True, slots=True)
class Issue:
    """One paper's own place in the frame."""

    number: str = ""
    """As entered in the register of outgoing papers, without its zero: "5"; "" leaves room to write it."""
    abbreviation: str = ""
    """Of its kind (annex III): GM, BC, KH, GCN; "" for a công văn, or for a paper without a number."""
    date: dt.date | None = None
    """Where it differs from the letterhead's."""
    about: str = ""
    """Trích yếu of a công văn ("V/v …"), under its number."""
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Annex:
    """The line over an annex: "Phụ lục I", "(Kèm theo … số … ngày … của …)"."""

    number: int = 0
    """1 → "Phụ lục I"; 0 when it is the only one."""
    paper: str = ""
    """The paper it belongs to, as typed: "Kế hoạch số 05/KH-UBND ngày 05/01/2018 của UBND quận"."""
