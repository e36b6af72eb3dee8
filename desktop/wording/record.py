"""Sentences about the record: what does not exist, what clashes, what can't be stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping

SENTENCES: Mapping[str, Callable[[], str]] = {}
