"""Questions of a conference in words: their kinds, and answers as people write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.questions import Answer, QuestionKind, QuestionTally
from desktop.i18n import _
from desktop.wording.formats import decimal_text, number_text, typed_decimal_text

_KINDS: Mapping[QuestionKind, Callable[[], str]] = {
    QuestionKind.YES_NO: lambda: _("Yes or no"),
    QuestionKind.CHOICE: lambda: _("Choice"),
    QuestionKind.TEXT: lambda: _("Text"),
    QuestionKind.NUMBER: lambda: _("Number"),
}

SENTENCES: Mapping[str, Callable[[], str]] = {
    "question.not_found": lambda: _("This question is not there any more: another desk removed it."),
    "question.unknown": lambda: _("There is no question “{value}”. There are: {known}."),
    "question.exists": lambda: _("There is a question “{value}” already."),
    "question.no_choices": lambda: _("Type what there is to choose from: at least two choices."),
    "question.many_choices": lambda: _("At most {most} choices: let the answer be text instead."),
    "question.too_long": lambda: _("“{value}…” is too long: at most {limit} letters."),
    "question.answered": lambda: _(
        "{count} attendees have answered this question: to have another kind of answer, make another question."
    ),
    "question.new": lambda: _("“{name}” in “{sheet}” becomes a question of the conference ({question_kind})."),
    "question.no_heading": lambda: _("No column is headed “{value}”. There are: {known}."),
    "answer.unread": lambda: _("“{value}” is no answer to “{question}”: it was put into the note."),
    "answer.yes_no": lambda: _("“{value}” is neither yes nor no."),
    "answer.number": lambda: _("“{value}” is no number."),
    "answer.choice": lambda: _("“{value}” is not among the choices: {known}."),
    "answer.too_long": lambda: _("“{value}…” is too long: at most {limit} letters."),
}


def kind_text(kind: QuestionKind) -> str:
    """What kind of answer is asked for."""
    return _KINDS[kind]()


def kind_choices() -> list[tuple[str, object]]:
    """Every kind with its name, for a field."""
    return [(kind_text(kind), kind) for kind in QuestionKind]


def answer_text(answer: Answer | None) -> str:
    """An answer as people write it; "" for none."""
    if answer is None:
        return ""
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return decimal_text(answer, 6, trimmed=True) if isinstance(answer, int | float) else answer


def typed_text(answer: Answer | None) -> str:
    """An answer as `read_answer` reads it back, whatever the language: numbers without parted thousands, 2,5."""
    if isinstance(answer, float):
        return typed_decimal_text(answer, 6)
    return str(answer) if isinstance(answer, int) and not isinstance(answer, bool) else answer_text(answer)


def tally_text(tally: QuestionTally, most: int = 8) -> str:
    """What was answered, in one line: "Có 120 · Không 8 · chưa trả lời 44"."""
    if tally.total is not None:
        parts = [_("total {number}").format(number=answer_text(tally.total))]
    else:
        parts = [f"{answer_text(answer)} {number_text(count)}" for answer, count in tally.counts[:most] if count]
        if len(tally.counts) > most:
            parts.append(_("{count} other answers").format(count=len(tally.counts) - most))
    if tally.unanswered:
        parts.append(_("{count} unanswered").format(count=number_text(tally.unanswered)))
    return " · ".join(parts)
