"""What a paper lacks before it is printed and signed (Kiểm tra trước khi in)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar

from desktop.domain import ranks
from desktop.domain.documents.frame import Letterhead, lacking
from desktop.domain.documents.people import Block, PersonOnPaper
from desktop.domain.family_names import of_one_word, typed_without_accents
from desktop.domain.names import normalise
from desktop.papers import glyphs, phrases
from desktop.papers.document import Content, ContentT, Document, Json, OptionsT


@dataclass(frozen=True, slots=True)
class DocumentFinding:
    """One thing to look at: a field of the letterhead that nobody typed, or what is odd about texts."""

    code: str
    texts: tuple[str, ...] = ()
    """Those that are odd, each once, in the order of the paper; () for a field of the letterhead."""


def before_print(
    document: Document[OptionsT, ContentT], content: ContentT, table: ranks.Ranks | None = None
) -> list[DocumentFinding]:
    """What to look at before the paper is printed, the frame first; [] when nothing is.

    `table` is the office's table of ranks; without one the standard.
    """
    with phrases.office_phrases(document.name):
        data, unwritable = document.data(content), glyphs.unwritable(content, document.data)
    found = [DocumentFinding(code) for code in _missing(content, data)]
    names = list(dict.fromkeys(normalise(person.full_name) for person in _found(content, PersonOnPaper)))
    texts = {
        "unaccented": [name for name in names if typed_without_accents(name)],
        "one_word": [name for name in names if of_one_word(name)],
        "rank": list(_behind(content, table or ranks.ranks(()))) if data.get("frame") or data.get("annex") else (),
        "glyphs": unwritable,
    }
    more = document.to_look_at(content) if document.to_look_at is not None else {}
    return found + [DocumentFinding(code, tuple(each)) for code, each in {**more, **texts}.items() if each]


def _missing(content: Content, data: Json) -> Iterator[str]:
    """Parts of the frame that this paper shows and that are empty."""
    letterhead = next(_found(content, Letterhead), None)
    frame = data.get("frame")
    if letterhead is None or frame is None:
        return
    if data.get("annex") is None and data.get("form") != "door":
        yield from lacking(letterhead, ("issuing_body", "locality"))
    numbered, signed = bool(frame["number"]), data.get("signed", True)
    wanted = {
        "symbol": numbered,
        "signer_name": signed,
        "preparer": signed and "preparer-title" in data["words"],
        "recipients": numbered,
    }
    yield from lacking(letterhead, [name for name, shown in wanted.items() if shown])


def _behind(content: Content, table: ranks.Ranks) -> Iterator[str]:
    """Who stands behind somebody of their unit whose position ranks lower, under one heading of a list.

    Whoever comes in somebody's place stands in that place; a position that the table does not know ranks nowhere.
    """
    for block in _found(content, Block):
        lowest: dict[object, ranks.Rank] = {}
        for person in _found(block.rows, PersonOnPaper):
            rank = table.of(person.position, person.unit)
            if rank == ranks.UNLISTED or person.substitute_for:
                continue
            unit = person.unit_id or person.unit
            if rank < lowest.setdefault(unit, rank):
                yield f"{normalise(person.full_name)} ({normalise(person.position)})"
            lowest[unit] = max(rank, lowest[unit])


Kind = TypeVar("Kind")


def _found(thing: object, kind: type[Kind]) -> Iterator[Kind]:
    """Everything of a kind in a document's content, in its order."""
    if isinstance(thing, kind):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from _found(getattr(thing, field.name), kind)
    elif isinstance(thing, dict):
        yield from _found(tuple(thing.values()), kind)
    elif isinstance(thing, list | tuple):
        for each in thing:
            yield from _found(each, kind)
