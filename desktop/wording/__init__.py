"""The sentence for each code, in the user's language: what happened, where, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.wording import field

if TYPE_CHECKING:
    from desktop.domain.errors import AppError


@cache
def _sentences() -> Mapping[str, Callable[[], str]]:
    """Every code's sentence: gathered when the first one is said, for a start says none."""
    from desktop.wording import (
        backups,
        desks,
        dialogues,
        document_errors,
        files,
        importing,
        marks,
        opinions,
        points,
        procedures,
        questions,
        record,
        releases,
        replies,
        row_clues,
        scanned_opinions,
        sealing,
        server,
        serving,
        signatures,
        signed_sheets,
        task_sheets,
        tasks,
        training,
        window,
    )

    topics = (
        backups,
        desks,
        dialogues,
        document_errors,
        files,
        importing,
        signed_sheets,
        marks,
        opinions,
        points,
        procedures,
        questions,
        record,
        releases,
        replies,
        row_clues,
        scanned_opinions,
        sealing,
        server,
        serving,
        signatures,
        task_sheets,
        tasks,
        training,
        window,
    )
    return {code: words for topic in topics for code, words in topic.SENTENCES.items()}


def sentence(code: str, details: Mapping[str, object] | None = None) -> str:
    """The sentence for a code with its details filled in; an unknown code still gives words."""
    known = _sentences().get(code)
    if known is None:
        return _("Something unexpected happened ({code}). The log has the details.").format(code=code)
    return known().format_map(_Details({name: field.shown(name, value) for name, value in (details or {}).items()}))


def error(problem: AppError) -> str:
    """The sentence for an error."""
    return sentence(problem.code, problem.details)


class _Details(dict[str, object]):
    """Details for `format_map`; one that is missing leaves a gap rather than an exception."""

    def __missing__(self, key: str) -> str:
        return "…"
