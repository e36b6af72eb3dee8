"""A list's words as its template gets them, turned into the list that an office edits."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desktop.papers.document import Json
from desktop.wording.frame import FrameWords
from desktop.wording.listing import HeadingCell, ListBlock, ListCell, Listing, Signer

_BREAKS = "\u200b"
"""Places to break long words, which Excel and Word find by themselves."""


def listing(
    data: Json, *, under: Sequence[str] = (), signers: Sequence[Signer] = (), letterhead: bool = True
) -> Listing:
    """What `lists.typ` lays out. `under` stands below the table, then who signs; an annex has no letterhead."""
    annex = data.get("annex")
    return Listing(
        title=data["words"]["title"],
        subject=data["subject"],
        rule=data.get("rule", False),
        lines=tuple(data.get("lines", ())),
        opening=tuple(data.get("body", ())),
        closing=tuple(data.get("after", ())),
        frame=frame(data) if annex is None and letterhead else None,
        annex=None if annex is None else (annex["number"], annex["paper"]),
        widths=tuple(data["widths"]),
        aligns=tuple(data["aligns"]),
        heading=tuple(HeadingCell(**{**cell, "text": plain(cell["text"])}) for cell in data["heading"]),
        blocks=tuple(
            ListBlock(tuple(block["headings"]), tuple(map(row, block["rows"])), bool(block["deeper"]))
            for block in data["blocks"]
        ),
        sums=tuple(map(row, data["sums"])),
        size=data["size"],
        landscape=data["landscape"],
        row_mm=data["row-mm"],
        under=tuple(under),
        signers=tuple(signers),
    )


def frame(data: Json) -> FrameWords:
    """The official frame of a template's data."""
    return FrameWords(**{name.replace("-", "_"): value for name, value in data["frame"].items()})


def row(cells: Sequence[str | Json]) -> tuple[ListCell, ...]:
    """The cells of one row."""
    return tuple(
        ListCell(plain(cell))
        if isinstance(cell, str)
        else ListCell(plain(cell["text"]), cell["rows"], cell["columns"], cell["align"] or None, cell["strong"])
        for cell in cells
    )


def plain(text: str) -> str:
    """A text without the places where paper may break it."""
    return text.replace(_BREAKS, "")


def preparer_and_signer(data: Json) -> tuple[Signer, Signer]:
    """Left: who made the list. Right: who confirms it."""
    words = frame(data)
    return (
        Signer((data["words"]["preparer-title"],), words.sign_here, data["preparer"]),
        Signer(words.signer_lines, words.sign_here, words.signer),
    )


def recipients_and_signer(data: Json) -> tuple[Signer, Signer]:
    """The end of a letter or report. Left: who receives it. Right: who signs."""
    words = frame(data)
    recipients = tuple("- " + line.lstrip("- ") for line in words.recipients)
    return Signer((), "\n".join((words.recipients_label, *recipients)), ""), Signer(
        words.signer_lines, "", words.signer
    )


def signer_alone(data: Json) -> tuple[Signer, Signer]:
    """Who signs, at right."""
    words = frame(data)
    return Signer((), "", ""), Signer(words.signer_lines, words.sign_here, words.signer)


def in_parts(made: Json, title: str) -> Listing:
    """A paper's text with its first table, then its further tables, each under `title` and without a letterhead."""
    first, *further = made["parts"]
    whole = listing({**made, **first}, signers=recipients_and_signer(made))
    more = (listing({**made, **each, "words": {"title": title}, "subject": ""}, letterhead=False) for each in further)
    return dataclasses.replace(
        whole, rule=True, opening=tuple(made["opening"]), closing=tuple(made["closing"]), more=tuple(more)
    )
