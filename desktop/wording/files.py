"""Sentences about files that can't be read or written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "cancelled": lambda: _("Cancelled. Nothing was changed."),
}
