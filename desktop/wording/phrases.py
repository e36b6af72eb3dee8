"""Words of the form of phrases: what is wrong with one, and what stays to be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop.domain.documents.phrases import LONGEST, PhraseTrouble, fields_of
from desktop.i18n import _, pgettext

FIELDS: Mapping[str, Callable[[], str]] = {
    "about": lambda: pgettext("phrase field", "about"),
    "absent": lambda: pgettext("phrase field", "absent"),
    "amount": lambda: pgettext("phrase field", "amount"),
    "answers": lambda: pgettext("phrase field", "answers"),
    "asked": lambda: pgettext("phrase field", "asked"),
    "basis": lambda: pgettext("phrase field", "basis"),
    "before": lambda: pgettext("phrase field", "before"),
    "body": lambda: pgettext("phrase field", "body"),
    "came": lambda: pgettext("phrase field", "came"),
    "changed": lambda: pgettext("phrase field", "changed"),
    "code": lambda: pgettext("phrase field", "code"),
    "count": lambda: pgettext("phrase field", "count"),
    "counted": lambda: pgettext("phrase field", "counted"),
    "date": lambda: pgettext("phrase field", "date"),
    "day": lambda: pgettext("phrase field", "day"),
    "days": lambda: pgettext("phrase field", "days"),
    "deadline": lambda: pgettext("phrase field", "deadline"),
    "done": lambda: pgettext("phrase field", "done"),
    "done_late": lambda: pgettext("phrase field", "done late"),
    "dots": lambda: pgettext("phrase field", "dots"),
    "excused": lambda: pgettext("phrase field", "excused"),
    "expected": lambda: pgettext("phrase field", "expected"),
    "first": lambda: pgettext("phrase field", "first"),
    "free": lambda: pgettext("phrase field", "free"),
    "group": lambda: pgettext("phrase field", "group"),
    "groups": lambda: pgettext("phrase field", "groups"),
    "honorific": lambda: pgettext("phrase field", "honorific"),
    "hour": lambda: pgettext("phrase field", "hour"),
    "invalid": lambda: pgettext("phrase field", "invalid"),
    "last": lambda: pgettext("phrase field", "last"),
    "late": lambda: pgettext("phrase field", "late"),
    "left": lambda: pgettext("phrase field", "left"),
    "limit": lambda: pgettext("phrase field", "limit"),
    "mean": lambda: pgettext("phrase field", "mean"),
    "minute": lambda: pgettext("phrase field", "minute"),
    "minutes": lambda: pgettext("phrase field", "minutes"),
    "month": lambda: pgettext("phrase field", "month"),
    "name": lambda: pgettext("phrase field", "name"),
    "names": lambda: pgettext("phrase field", "names"),
    "number": lambda: pgettext("phrase field", "number"),
    "office": lambda: pgettext("phrase field", "office"),
    "open": lambda: pgettext("phrase field", "open"),
    "page": lambda: pgettext("phrase field", "page"),
    "pages": lambda: pgettext("phrase field", "pages"),
    "paper": lambda: pgettext("phrase field", "paper"),
    "part": lambda: pgettext("phrase field", "part"),
    "parts": lambda: pgettext("phrase field", "parts"),
    "people": lambda: pgettext("phrase field", "people"),
    "person": lambda: pgettext("phrase field", "person"),
    "place": lambda: pgettext("phrase field", "place"),
    "position": lambda: pgettext("phrase field", "position"),
    "present": lambda: pgettext("phrase field", "present"),
    "rate": lambda: pgettext("phrase field", "rate"),
    "reason": lambda: pgettext("phrase field", "reason"),
    "received": lambda: pgettext("phrase field", "received"),
    "room": lambda: pgettext("phrase field", "room"),
    "row": lambda: pgettext("phrase field", "row"),
    "rows": lambda: pgettext("phrase field", "rows"),
    "scale": lambda: pgettext("phrase field", "scale"),
    "seat": lambda: pgettext("phrase field", "seat"),
    "seats": lambda: pgettext("phrase field", "seats"),
    "sections": lambda: pgettext("phrase field", "sections"),
    "sessions": lambda: pgettext("phrase field", "sessions"),
    "share": lambda: pgettext("phrase field", "share"),
    "span": lambda: pgettext("phrase field", "span"),
    "start": lambda: pgettext("phrase field", "start"),
    "state": lambda: pgettext("phrase field", "state"),
    "substitutes": lambda: pgettext("phrase field", "substitutes"),
    "tasks": lambda: pgettext("phrase field", "tasks"),
    "text": lambda: pgettext("phrase field", "text"),
    "there": lambda: pgettext("phrase field", "there"),
    "time": lambda: pgettext("phrase field", "time"),
    "title": lambda: pgettext("phrase field", "title"),
    "total": lambda: pgettext("phrase field", "total"),
    "unit": lambda: pgettext("phrase field", "unit"),
    "units": lambda: pgettext("phrase field", "units"),
    "unrecorded": lambda: pgettext("phrase field", "unrecorded"),
    "valid": lambda: pgettext("phrase field", "valid"),
    "venue": lambda: pgettext("phrase field", "venue"),
    "walk_ins": lambda: pgettext("phrase field", "walk-ins"),
    "weekday": lambda: pgettext("phrase field", "weekday"),
    "what": lambda: pgettext("phrase field", "what"),
    "when": lambda: pgettext("phrase field", "when"),
    "who": lambda: pgettext("phrase field", "who"),
    "year": lambda: pgettext("phrase field", "year"),
}
"""What is filled in, as people read it; in English as the program calls it."""


def shown(text: str) -> str:
    """A phrase as it is shown: its fields in the language in force."""
    return re.sub(r"\{(\w+)\}", lambda found: f"{{{_name(found[1])}}}", text)


def typed(default: str, text: str) -> str:
    """A phrase as the program fills it in, from one that was shown."""
    for field in fields_of(default):
        text = text.replace(shown(field), field)
    return text


def _name(field: str) -> str:
    known = FIELDS.get(field)
    return known() if known is not None else field


def trouble_text(default: str, trouble: PhraseTrouble) -> str:
    """What is wrong with a phrase, under its field."""
    named = shown(", ".join(trouble.fields))
    known = shown(", ".join(fields_of(default)))
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
        return _("The program's: {default}").format(default=shown(default))
    known = shown(", ".join(fields_of(default)))
    return _("Filled in: {known}").format(known=known) if known else ""
