"""What an import asks about a row, in words: whether it comes in at all, and who it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.i18n import _
from desktop.wording import field

if TYPE_CHECKING:
    from desktop.domain.importing import Problem

WHETHER: Mapping[str, Callable[[], tuple[str, str]]] = {
    "row.perhaps_person": lambda: (_("&Not a person"), _("A &person")),
    "row.declined": lambda: (_("&Leave this row out"), _("&Take this row in")),
    "row.struck": lambda: (_("&Leave this row out"), _("&Take this row in")),
    "answer.others_named": lambda: (_("&Leave this row out"), _("&Take this row in")),
    "name.several": lambda: (_("&Leave this row out"), _("It is one &person")),
}
"""Questions whether a row comes in at all, with no and yes."""


def person_question(question: Problem) -> str:
    """The question without the values that differ: they stand below it side by side."""
    if question.code == "duplicate.in_file_differs":
        words = _("{name} stands already in row {row} of “{sheet}” with other values. Is it the same person?")
    elif question.code == "match.cancelled":
        words = _("{name} (code {code}) had cancelled. Are they coming after all?")
    elif question.code == "duplicate.rivals":
        words = _("{name} (code {code}) may be this row or row {rivals}. Is it this one?")
    else:
        words = _("{name} of this unit is registered already (code {code}). Is it the same person?")
    details = {name: field.shown(name, value) for name, value in question.details.items()}
    return words.format_map({"name": "", "code": "", "row": "", "sheet": "", "rivals": "", **details})


def person_button(person: Mapping[str, object], *, plain: bool = False) -> str:
    """Somebody by what tells them from their namesakes, short enough for a button; "&" would underline a letter."""
    birth, code = field.birth(str(person.get("birth") or "")), str(person.get("code") or "")
    row = "" if code else _("row {row}").format(row=person.get("row", ""))
    words = ", ".join(filter(None, (str(person.get("full_name", "")), birth, code, row)))
    return words if plain else words.replace("&", "&&")
