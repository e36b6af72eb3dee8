"""Words of the announcement of a dialogue."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.dialogues import DialogueView
from desktop.domain.documents.frame import Issue
from desktop.domain.names import normalise
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.dialogue_notice.options import DialogueNoticeOptions
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists.after import AfterPaper
from desktop.papers.lists.dialogue import when
from desktop.papers.option_words import DIALOGUE
from desktop.papers.words import DocumentWords, OptionWords, number_hint
from desktop.wording.frame import FrameWords, frame_words

WORDS = DocumentWords(
    title=lambda: _("Announcement of a dialogue"),
    purpose=lambda: _("Tells the people when, where and about what they are heard, or afterwards what came of it."),
    options={
        "what": OptionWords(
            lambda: _("What is announced"),
            {"meeting": lambda: _("The dialogue, before it"), "results": lambda: _("Its results")},
        ),
        **DIALOGUE,
        "number": OptionWords(lambda: _("Number of the announcement"), hint=lambda: number_hint("25/TB-UBND")),
    },
)
_Content = AfterPaper[DialogueView, DialogueNoticeOptions]


def frame(content: _Content) -> FrameWords:
    """The announcement's frame."""
    words = frame_words(content.letterhead, Issue(number=content.options.number, abbreviation="TB"))
    return (
        words
        if words.recipients
        else replace(words, recipients=(_("Residential groups, to be posted;"), _("Filed: Office.")))
    )


def title() -> str:
    """In capitals."""
    return _("Announcement").upper()


def subject(content: _Content) -> str:
    """Under it: of what."""
    name = normalise(content.of.held.title)
    return name if content.options.what == "meeting" else _("Results of: {title}").format(title=name)


def body(content: _Content) -> list[str]:
    """Over the table."""
    held, who = content.of.held, normalise(content.letterhead.issuing_body)
    if content.options.what == "meeting":
        if who:
            return [_("{office} announces the dialogue with the people as follows:").format(office=who)]
        return [_("The dialogue with the people is announced as follows:")]
    told = (
        _("The dialogue “{title}” was held {when} at {place}.")
        if held.place
        else _("The dialogue “{title}” was held {when}.")
    )
    lines = [told.format(title=normalise(held.title), when=when(content.of), place=normalise(held.place))]
    if held.attended:
        lines[0] += " " + ngettext("{count} person took part.", "{count} people took part.", held.attended).format(
            count=held.attended
        )
    if content.of.questions:
        lines.append(_("What was asked and what was answered:"))
    return lines


def rows(content: _Content) -> list[tuple[str, str]]:
    """What is announced before it, line by line."""
    held = content.of.held
    return [
        (_("Time"), when(content.of)),
        (pgettext("dialogue", "Form"), normalise(held.form)),
        (_("Place"), normalise(held.place)),
        (_("Content"), normalise_lines(held.content)),
        (_("Who takes part"), normalise_lines(held.invited)),
        (_("How to take part"), normalise_lines(held.how_to_attend)),
        (_("Chair"), "\n".join(filter(None, (normalise(held.chair), normalise(held.co_chair))))),
    ]


def after(content: _Content) -> list[str]:
    """Below the table."""
    if content.options.what == "meeting":
        return [_("The people are asked to take part and to put their questions.")]
    conclusion = normalise_lines(content.of.held.conclusion)
    owed = content.of.owed
    waits = ngettext(
        "{count} question is still to be answered; its answer will be announced.",
        "{count} questions are still to be answered; their answers will be announced.",
        owed,
    ).format(count=owed)
    said = [
        _("Conclusion: {text}").format(text=line) if not place else line
        for place, line in enumerate(conclusion.split("\n"))
    ]
    return [*(said if conclusion else []), *([waits] if owed else [])]
