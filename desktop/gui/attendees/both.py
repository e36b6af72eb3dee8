"""Two attendees as two sides: the fields of both, in the order in which a list shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desktop.domain.people import AttendeeState, AttendeeView
from desktop.domain.phones import format_phone
from desktop.domain.questions import Question
from desktop.gui.widgets.both_sides import FieldPair, Side
from desktop.i18n import _
from desktop.wording import field
from desktop.wording.formats import code_text
from desktop.wording.questions import answer_text


def pairs(first: AttendeeView, second: AttendeeView, asked: Sequence[Question] = ()) -> list[FieldPair]:
    """What each of the two says of every field that both may have, and answered to every question."""
    one, other = _values(first), _values(second)
    of_fields = [FieldPair(name, field.heading(name), one[name], other[name]) for name in one]
    return of_fields + [FieldPair(each.key, each.title, _answer(first, each), _answer(second, each)) for each in asked]


def _answer(person: AttendeeView, question: Question) -> str:
    return answer_text(person.answers.get(question.key))


def taken(picks: Mapping[str, Side]) -> frozenset[str]:
    """The fields in which the second side was chosen."""
    return frozenset(name for name, side in picks.items() if side is Side.SECOND)


def headings(first: AttendeeView, second: AttendeeView) -> tuple[str, str]:
    """What the sides are: the key that chooses each, which of them stays, and their badge codes."""
    stays, joins = _("1 · stays · {code}"), _("2 · joins · {code}")
    return _heading(stays, first), _heading(joins, second)


def _heading(words: str, person: AttendeeView) -> str:
    said = words.format(code=code_text(person.code).replace(" ", "\N{NO-BREAK SPACE}"))
    return _("{side} · cancelled").format(side=said) if person.state == AttendeeState.CANCELLED else said


def _values(person: AttendeeView) -> dict[str, str]:
    shown = {
        "gender": field.gender(person.gender),
        "birth": field.birth(person.birth),
        "phone": format_phone(person.phone),
    }
    return {**person.texts(), **shown}
