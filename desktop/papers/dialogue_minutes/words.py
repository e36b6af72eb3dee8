"""Words of the minutes of a dialogue."""

from __future__ import annotations

from desktop.domain.dialogues import DialogueView
from desktop.domain.names import normalise
from desktop.i18n import _, ngettext
from desktop.papers.dialogue_minutes.options import DialogueMinutesOptions
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.dialogue import when
from desktop.papers.option_words import DIALOGUE
from desktop.papers.words import DocumentWords, OptionWords

WORDS = DocumentWords(
    title=lambda: _("Minutes of a dialogue"),
    purpose=lambda: _("Who took part in a dialogue with the people, what was asked, answered and concluded."),
    options={**DIALOGUE, "ended": OptionWords(lambda: _("Ended at"), hint=lambda: _("For example: 11:30."))},
)
_Content = AfterPaper[DialogueView, DialogueMinutesOptions]


def title() -> str:
    """In capitals."""
    return _("Minutes").upper()


def body(content: _Content) -> list[str]:
    """Over the table: when, where, who."""
    held = content.of.held
    came = ngettext("{count} person", "{count} people", held.attended or 0).format(count=held.attended)
    told = [
        (_("Time: {text}"), when(content.of)),
        (_("Place: {text}"), normalise(held.place)),
        (_("Form: {text}"), normalise(held.form)),
        (_("Chair: {text}"), "; ".join(filter(None, (normalise(held.chair), normalise(held.co_chair))))),
        (_("Secretary: {text}"), normalise(held.secretary)),
        (_("Took part: {text}"), "; ".join(filter(None, (normalise(held.invited), came if held.attended else "")))),
        (_("Content: {text}"), normalise(held.content)),
    ]
    lines = [words.format(text=text) for words, text in told if text]
    return [*lines, _("Questions and answers:") if content.of.questions else _("No question was asked.")]


def after(content: _Content) -> list[str]:
    """Below the table: what was concluded, and that it ended."""
    conclusion = normalise_lines(content.of.held.conclusion)
    said = [
        _("Conclusion of the chair: {text}").format(text=line) if not place else line
        for place, line in enumerate(conclusion.split("\n"))
    ]
    ended = normalise(content.options.ended)
    closing = _("The dialogue ended at {time} of the same day; the minutes were read out and agreed to.").format(
        time=ended
    )
    if not ended:
        closing = _("The minutes were read out and agreed to.")
    return [*(said if conclusion else []), closing]


def secretary() -> str:
    """Under the minutes, at left."""
    return _("Secretary").upper()


def chair() -> str:
    """At right."""
    return _("Chair").upper()
