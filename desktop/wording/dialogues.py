"""Dialogues with the people in words: clocks, forms, and what is wrong with what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.dialogues import Clock, ClockState, DialogueView, QuestionView
from desktop.i18n import _, ngettext
from desktop.wording.formats import date_text, short_date_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "dialogue.none": lambda: _("The conference has no dialogue yet."),
    "dialogue.unknown": lambda: _("The conference has no dialogue no. {value}."),
    "dialogue.no_question": lambda: _("The dialogue has no question no. {value}."),
    "dialogue.gone": lambda: _("This is not there any more: somebody removed it."),
    "dialogue.day": lambda: _("{value} can't be meant: check the year."),
    "dialogue.announced_after": lambda: _("A dialogue is announced before it is held: check the dates."),
    "dialogue.results_before": lambda: _("Its results can't be announced before it is held: check the dates."),
    "dialogue.no_answer": lambda: _("Write what was answered in the dialogue."),
    "dialogue.before_it": lambda: _("{value} is before the dialogue: check the dates."),
}

_SIGNS = {ClockState.LATE: "✕", ClockState.OPEN: "○", ClockState.DONE_LATE: "✓", ClockState.DONE: "✓"}


def clock_text(told: Clock) -> str:
    """How something stands that has a last day, its sign before it: "✕ 3 days late", "○ until 16/05", "✓ 12/05"."""
    match told.state:
        case ClockState.LATE:
            words = ngettext("{count} day late", "{count} days late", told.days).format(count=told.days)
        case ClockState.OPEN:
            words = _("until {day}").format(day=short_date_text(told.due))
        case ClockState.DONE_LATE:
            words = _("late, {day}").format(day=short_date_text(told.done_on or told.due))
        case _:
            words = short_date_text(told.done_on or told.due)
    return f"{_SIGNS[told.state]} {words}"


def announcing_text(view: DialogueView) -> str:
    """Whether it was announced early enough, in a sentence."""
    return _("Announced (by {day}): {state}").format(
        day=date_text(view.announcing.due), state=clock_text(view.announcing)
    )


def publishing_text(view: DialogueView) -> str:
    """Whether its results were announced in time, in a sentence."""
    return _("Results announced (by {day}): {state}").format(
        day=date_text(view.publishing.due), state=clock_text(view.publishing)
    )


def question_state(question: QuestionView) -> str:
    """How a question stands."""
    if question.clock is not None:
        return clock_text(question.clock)
    if question.is_open:
        return _("○ open")
    if question.asked.on_the_spot:
        return _("✓ in the dialogue")
    if question.asked.answered_on is not None:
        return f"✓ {short_date_text(question.asked.answered_on)}"
    return _("○ open")


def standard_forms() -> list[str]:
    """How a dialogue may be held, offered in the form."""
    return [_("in person"), _("online"), _("in person and online")]


def standard_askers() -> list[str]:
    """Who may ask, offered in the form."""
    return [_("Citizen"), _("Business"), _("Other organization")]


def questions_text(count: int) -> str:
    """How many questions."""
    return ngettext("{count} question", "{count} questions", count).format(count=count)
