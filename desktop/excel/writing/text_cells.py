"""Text that goes into a workbook: as text, whatever it looks like, without what a workbook can't hold."""

from __future__ import annotations

import re
from typing import Any

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767
"""Excel's limit for one cell."""
_FORMULA_LIKE = ("=", "+", "-", "@", "'", "\t", "\r")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TITLE = 31


def clean(text: str) -> str:
    """The text without what a workbook can't hold."""
    return _NOT_XML.sub("", text)[:_LONGEST]


def looks_like_formula(text: str) -> bool:
    """Whether Excel would take the text for something else as soon as somebody edits its cell."""
    return text.startswith(_FORMULA_LIKE)


def put_text(cell: Any, text: str) -> None:
    """Write text into a cell as text; nothing leaves it empty."""
    text = clean(text)
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    if looks_like_formula(text):
        cell.quotePrefix = True


def sheet_title(text: str) -> str:
    """The text as a sheet's title that Excel allows."""
    return _NOT_IN_TITLES.sub(" ", clean(text)).strip(" '")[:_LONGEST_TITLE].strip(" '") or "1"


def free_title(text: str, taken: set[str]) -> str:
    """The same, and not used in the book yet."""
    wanted = title = sheet_title(text)
    number = 1
    while title.casefold() in taken:
        number += 1
        tail = f" ({number})"
        title = wanted[: _LONGEST_TITLE - len(tail)] + tail
    taken.add(title.casefold())
    return title
