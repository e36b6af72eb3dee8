"""Sentences about rows, sheets and columns of an import."""

from __future__ import annotations

from collections.abc import Callable, Mapping

SENTENCES: Mapping[str, Callable[[], str]] = {}
