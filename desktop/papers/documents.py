"""Every document the program makes: one for each folder here that exports a DOCUMENT."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from desktop import papers
from desktop.domain.errors import InvalidInput

if TYPE_CHECKING:
    from desktop.papers.document import AnyDocument


@cache
def every() -> tuple[AnyDocument, ...]:
    """The documents in the order of the page and of `documents list`; their folders are found once."""
    from desktop.papers.document import Document  # a start asks for none

    found: list[AnyDocument] = []
    for folder in pkgutil.iter_modules(papers.__path__, f"{papers.__name__}."):
        if folder.ispkg:
            document = vars(importlib.import_module(folder.name)).get("DOCUMENT")
            if isinstance(document, Document):
                found.append(document)
    return tuple(sorted(found, key=lambda document: document.place))


def find(name: str) -> AnyDocument:
    """The document of this name. Raises InvalidInput("document.unknown") naming those there are."""
    for each in every():
        if each.name == name:
            return each
    raise InvalidInput("document.unknown", value=name, known=tuple(each.name for each in every()))


def title(name: str) -> str:
    """What the document of this name is called; an unknown one (a newer version's) by its name."""
    return next((each.title for each in every() if each.name == name), name)
