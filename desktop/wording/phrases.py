"""Words of the form of phrases: what is wrong with one, and what stays to be filled in."""

from __future__ import annotations

from desktop.domain.documents.phrases import LONGEST, PhraseTrouble, fields_of
from desktop.i18n import _


def trouble_text(default: str, trouble: PhraseTrouble) -> str:
    """What is wrong with a phrase, under its field."""
    named = ", ".join(trouble.fields)
    known = ", ".join(fields_of(default))
    match trouble.code:
        case "phrase.unknown" if known:
            return _("{fields} is not known here. This phrase has: {known}.").format(fields=named, known=known)
        case "phrase.unknown":
            return _("{fields} is not known here: nothing in braces can stand in this phrase.").format(fields=named)
        case "phrase.brace" if known:
            return _("A brace has no partner. This phrase has: {known}.").format(known=known)
        case "phrase.brace":
            return _("Braces can't stand in this phrase.")
        case "phrase.long":
            return _("This is longer than {count} letters.").format(count=LONGEST)
        case "phrase.empty":
            return _("Nothing stands here: the paper leaves this out.")
    return _("{fields} is missing: what it stands for is left out of the paper.").format(fields=named)


def hint(default: str, *, changed: bool) -> str:
    """Under a field: which fields stand for what is filled in; of a changed one the program's phrase."""
    if changed:
        return _("The program's: {default}").format(default=default)
    known = ", ".join(fields_of(default))
    return _("Filled in: {known}").format(known=known) if known else ""
