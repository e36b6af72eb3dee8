"""What documents, their options and choices are called; the words of each room stand in the module of its name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from desktop.i18n import _

__all__ = ["KindWords", "OptionWords", "choice", "hint", "option", "purpose", "title", "without_glyph"]

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class OptionWords:
    """An option: its label, what each choice is called, and a hint beside it."""

    label: Words
    choices: Mapping[str, Words] = field(default_factory=dict)
    hint: Words | None = None


@dataclass(frozen=True, slots=True)
class KindWords:
    """A kind of document: its title, one sentence of what it is for, and its options."""

    title: Words
    purpose: Words
    options: Mapping[str, OptionWords] = field(default_factory=dict)


def title(name: str) -> str:
    """What a document is called: "Danh sách điểm danh"; an unknown one (a newer version's) by its name."""
    from desktop.papers import document_kinds as kinds

    return _words(name).title() if any(kind.name == name for kind in kinds.KINDS) else name


def purpose(name: str) -> str:
    """What it is for, in a sentence."""
    return _words(name).purpose()


def option(name: str, field: str) -> str:
    """The label of an option."""
    return _words(name).options[field].label()


def choice(name: str, field: str, value: str) -> str:
    """What a choice of an option is called."""
    return _words(name).options[field].choices[value]()


def hint(name: str, field: str) -> str:
    """A hint beside an option; "" for none."""
    words = _words(name).options[field].hint
    return words() if words is not None else ""


def _words(name: str) -> KindWords:
    from desktop.papers import document_kinds as kinds  # sentences are looked up at every start, documents are not

    room = importlib.import_module(f"desktop.papers.{kinds.kind(name).room}.words")
    words: KindWords = room.KINDS[name]
    return words


_SHOWN = 5


def without_glyph(texts: Sequence[str]) -> str:
    """That some texts of a document have letters which no font of this machine can write."""
    shown = "; ".join(texts[:_SHOWN]) + (" …" if len(texts) > _SHOWN else "")
    return _("No font of this machine has every letter of: {texts}. They are printed without those letters.").format(
        texts=shown
    )
