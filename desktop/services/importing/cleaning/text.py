"""A cell as a person sees it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from desktop.domain.answers import says_nothing
from desktop.domain.importing import Problem
from desktop.domain.names import normalise

Value = object
"""A cell as read: text, a number, a date, or None."""
Told = tuple[Problem, ...]


def as_text(value: Value) -> str:
    """A cell as a person sees it: whole numbers without ".0", dates day first."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value)


_LONGEST_NOTHING = 12


def clean_text(value: Value) -> str:
    """A cell's clean text; "" where it says nothing ("-", "…", "Không có")."""
    return _said(value if type(value) is str else as_text(value))


@lru_cache(16_384)
def _said(text: str) -> str:
    text = normalise(text)
    return "" if len(text) <= _LONGEST_NOTHING and says_nothing(text) else text
