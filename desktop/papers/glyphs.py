"""Which words of a document no font of this machine can write: Typst leaves such letters out without a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cache, lru_cache
from typing import Any, TypeVar

from desktop.papers.fonts import EMBEDDED, letters, typeface

_PAGE = (
    b"#set page(width: 24pt, height: 24pt, margin: 2pt)\n"
    b'#set text(font: sys.inputs.at("fonts").split("|"), size: 14pt)\n#sys.inputs.at("text")'
)
ContentT = TypeVar("ContentT")
_UNSEEN = ("Cc", "Cf")
_NOWHERE = "\U0010fffd"
"""A character that no font has."""


def unwritable(content: ContentT, data: Callable[[ContentT], object]) -> list[str]:
    """The texts of a document's content that hold a letter without a glyph, each once, in their order.

    Texts that are not among the `data` of its template are passed over: the paper does not show them.
    """
    found = {text: missing for text in dict.fromkeys(_texts(content)) if (missing := _missing(text))}
    if not found:
        return []
    shown = "".join(_texts(data(content))).casefold()
    return [text for text, missing in found.items() if any(letter.casefold() in shown for letter in missing)]


def _missing(text: str) -> list[str]:
    """The letters of a text that can be seen and have no glyph."""
    return [
        letter
        for letter in _doubtful().findall(text)
        if unicodedata.category(letter) not in _UNSEEN and _is_missing(letter)
    ]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not value.isascii():
            yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts(tuple(value.values()))
    elif is_dataclass(value):
        for field in value.__dataclass_fields__:
            yield from _texts(getattr(value, field))


@cache
def _doubtful() -> re.Pattern[str]:
    """Letters that the typeface was not chosen for."""
    return re.compile("[^" + "".join(re.escape(chr(letter)) for letter in sorted(letters())) + r"\s]")


@lru_cache(4096)
def _is_missing(letter: str) -> bool:
    """Whether a letter is drawn as a character is that no font has."""
    return _drawn(letter) == _drawn_nowhere()


@cache
def _drawn_nowhere() -> bytes:
    return _drawn(_NOWHERE)


def _drawn(letter: str) -> bytes:
    import typst

    made = typst.compile(
        _PAGE,
        format="png",
        ppi=36,
        sys_inputs={"fonts": f"{typeface().family}|{EMBEDDED}", "text": letter},
        font_paths=typeface().fonts,
        ignore_system_fonts=True,
    )
    return made if isinstance(made, bytes) else b"".join(page for page in made or () if isinstance(page, bytes))
