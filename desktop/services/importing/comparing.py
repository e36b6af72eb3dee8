"""A row against what is registered: which values are equal, which it would fill or change, which contradict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.fields import ANSWER, NO, SENSITIVE_FIELDS
from desktop.domain.importing import FieldChange, Problem, Severity
from desktop.domain.names import fold, same_key
from desktop.domain.positions import abbreviates
from desktop.domain.questions import Answer
from desktop.services.importing.cleaning.fields import clean_birth, clean_email, clean_phone
from desktop.wording.questions import answer_text

COMPARED = ("full_name", "honorific", "gender", "birth", "position", "phone", "email", "note")
"""Fields compared as text; unit and role group are compared by what they mean."""

_CHECKED: Mapping[str, Callable[[str], tuple[str, tuple[Problem, ...]]]] = {
    "birth": clean_birth,
    "phone": clean_phone,
    "email": clean_email,
}
"""Fields whose values can be told to be odd."""
_WHOLE_DATE = 10
_SHORTEST_PHONE = 9


def names_clash(one: str, other: str) -> bool:
    """Two names with the same letters and other tones ("Hà", "Hạ"), unless one was typed without accents at all."""
    return one != other and same_key(one) != same_key(other) and not (one.isascii() or other.isascii())


def same_birth(one: str, other: str) -> bool:
    """Whether both are the same day; a year alone says too little to know a person by."""
    return len(one) == _WHOLE_DATE and one == other


def same_phone(one: str, other: str) -> bool:
    """Whether both are the same number."""
    return one == other and len(one) >= _SHORTEST_PHONE and one.isdigit()


def contradict(field: str, one: str, other: str) -> bool:
    """Whether two values of a field can't both be true: a blank, another spelling or a less precise date can."""
    if not one or not other or one == other:
        return False
    if field == "birth":
        return not (one.startswith(other) or other.startswith(one))
    if field == "full_name":
        return fold(one) != fold(other) or names_clash(one, other)
    if field == "position" and (abbreviates(one, other) or abbreviates(other, one)):
        return False
    return same_key(one) != same_key(other)


def is_odd(field: str, value: str) -> bool:
    """Whether a preview warns of such a value: no number, no address, no likely date of birth."""
    check = _CHECKED.get(field)
    return check is not None and any(problem.severity is Severity.WARNING for problem in check(value)[1])


def improvement(field: str, before: str, after: str) -> bool:
    """Whether an UPDATE should write `after` over `before`: blanks never wipe, nor what is odd or known less well."""
    if not after or before == after:
        return False
    if not before:
        return True
    if field == "birth" and before.startswith(after):
        return False
    if field == "position" and abbreviates(after, before):
        return False
    if field == "full_name" and fold(before) == fold(after):
        # Another place of the tone is no change, and a name typed without accents never replaces the one with them.
        return same_key(before) != same_key(after) and (before.isascii() or not after.isascii())
    return same_key(before) != same_key(after) and (not is_odd(field, after) or is_odd(field, before))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    """The compared fields that an UPDATE would write."""
    found = []
    for field in COMPARED:
        new = after.get(field)
        if new:
            old = before.get(field, "")
            if old != new and improvement(field, old, new):
                found.append(FieldChange(field, old, new))
    return found


def extra_changes(before: Mapping[str, object], after: Mapping[str, str]) -> list[FieldChange]:
    """The sensitive fields that an UPDATE would write, when they were opted in."""
    found = []
    for field in SENSITIVE_FIELDS:
        new = after.get(field)
        old = str(before.get(field) or "")
        if new and old != new:
            found.append(FieldChange(field, old, new))
    return found


def payroll_changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    """Whether somebody draws no salary from the state, where a row says it otherwise than it is known."""
    old, new = before.get("off_payroll", ""), after.get("off_payroll", "")
    return [FieldChange("off_payroll", old, new)] if new and new != (old or NO) else []


def answer_changes(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> list[FieldChange]:
    """The answers that an UPDATE would write, by their questions' titles."""
    return [
        FieldChange(ANSWER + title, answer_text(before.get(title)), answer_text(answer))
        for title, answer in after.items()
        if before.get(title) != answer
    ]


def clashing(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The compared fields that tell two people apart; a title before the name does not."""
    return [
        field
        for field in COMPARED
        if field != "honorific" and contradict(field, before.get(field, ""), after.get(field, ""))
    ]
