"""What a paper lacks before it is printed and signed (Kiểm tra trước khi in)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import TypeVar

from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.family_names import typed_without_accents
from desktop.domain.names import normalise
from desktop.papers import glyphs, phrases
from desktop.papers.document import Content, ContentT, Document, Json, OptionsT


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: a field of the letterhead that nobody typed, or what is odd about texts."""

    code: str
    texts: tuple[str, ...] = ()
    """Those that are odd, each once, in the order of the paper; () for a field of the letterhead."""


def before_print(document: Document[OptionsT, ContentT], content: ContentT) -> list[Finding]:
    """What to look at before the paper is printed, the frame first; [] when nothing is."""
    with phrases.said(document.name):
        return _found_in(document, content)


def _found_in(document: Document[OptionsT, ContentT], content: ContentT) -> list[Finding]:
    data = document.data(content)
    found = [Finding(code) for code in _missing(content, data)]
    names = list(dict.fromkeys(normalise(person.full_name) for person in _found(content, PersonOnPaper)))
    texts = {
        "unaccented": [name for name in names if typed_without_accents(name)],
        "one_word": [name for name in names if name and " " not in name],
        "glyphs": glyphs.unwritable(content, document.data),
    }
    return found + [Finding(code, tuple(each)) for code, each in texts.items() if each]


def _missing(content: Content, data: Json) -> Iterator[str]:
    """Parts of the frame that this paper shows and that are empty."""
    letterhead = next(_found(content, Letterhead), None)
    frame = data.get("frame")
    if letterhead is None or frame is None:
        return
    if data.get("annex") is None and data.get("form") != "door":
        yield from (name for name in ("issuing_body", "locality") if not getattr(letterhead, name).strip())
    numbered, signed = bool(frame["number"]), data.get("signed", True)
    wanted = {
        "symbol": numbered,
        "signer_name": signed,
        "preparer": signed and "preparer-title" in data["words"],
        "recipients": numbered,
    }
    yield from (name for name, shown in wanted.items() if shown and not getattr(letterhead, name).strip())


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
