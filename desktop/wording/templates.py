"""What is wrong with a template that an office has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.documents.templates import Cause, Trouble

_WORDS: Mapping[Cause, Callable[[], str]] = {
    "brackets": lambda: _("A bracket is opened here and not closed, or closed and not opened."),
    "quotes": lambda: _("A text opens with a quotation mark and does not close."),
    "syntax": lambda: _("A sign is missing or too much here: compare with the template that comes with the program."),
    "unknown_name": lambda: _("There is nothing called “{name}” here: it may be misspelt, or its line was removed."),
    "missing_word": lambda: _("This document has no word or value called “{name}”."),
    "other_file": lambda: _("A template can read no file but those of its own folder."),
    "package": lambda: _("A template can use no packages and no network."),
    "endless": lambda: _("Something here calls or repeats itself without end."),
    "too_slow": lambda: _("The template takes too long: something in it repeats itself without end."),
    "too_large": lambda: _("The template asks for more memory than a document ever needs."),
    "other": lambda: _("This can't be understood: compare with the template that comes with the program."),
}


def words(trouble: Trouble) -> str:
    """A sentence that says where and what."""
    sentence = _WORDS[trouble.cause]().format(name=trouble.name.strip("`\"'"))
    return _("Line {line}: {trouble}").format(line=trouble.line, trouble=sentence) if trouble.line else sentence
