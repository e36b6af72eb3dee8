"""What forms hand over, tidied alike."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields, replace
from enum import Enum
from typing import Any, TypeVar

from desktop.domain.names import normalise, visible

Given = TypeVar("Given")


def tidied(given: Given, paragraphs: Collection[str]) -> Given:
    """A dataclass whose texts have no needless blanks; those named in `paragraphs` keep their line breaks."""
    form: Any = given
    texts = {each.name: getattr(form, each.name) for each in fields(form)}
    tidy = {
        name: visible(value).strip() if name in paragraphs else normalise(value)
        for name, value in texts.items()
        if isinstance(value, str) and not isinstance(value, Enum)
    }
    done: Given = replace(form, **tidy)
    return done
