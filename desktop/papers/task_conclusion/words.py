"""Words of the notice of conclusions."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.documents.frame import Issue
from desktop.domain.names import normalise
from desktop.domain.tasks import ConclusionView
from desktop.i18n import _, ngettext
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_conclusion.options import TaskConclusionOptions
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.frame import FrameWords, frame_words

WORDS = DocumentWords(
    title=lambda: _("Notice of conclusions"),
    purpose=lambda: _("What the conference concluded: the tasks, the units that get them, deadlines and targets."),
    options={
        "conclusion": OptionWords(
            lambda: _("Number of the conclusion"),
            hint=lambda: _("As typed when the tasks were given; empty: the newest."),
        ),
        "date": OptionWords(lambda: _("Date"), hint=lambda: _("Without it, the conclusion's.")),
        "about": OptionWords(lambda: _("About")),
        "opening": OptionWords(lambda: _("Opening, before the tasks")),
        "closing": OptionWords(lambda: _("Closing, after the tasks")),
    },
)
Paper = TaskPaper[TaskConclusionOptions]


def conclusion(content: Paper) -> ConclusionView | None:
    """The conclusion that is told of."""
    return content.conclusions[0] if len(content.conclusions) == 1 else None


def frame(content: Paper) -> FrameWords:
    """The notice's frame, with the conclusion's number."""
    found = conclusion(content)
    issue = Issue(number=found.number if found is not None else "", abbreviation="TB", date=content.letterhead.date)
    words = frame_words(content.letterhead, issue)
    return words if words.recipients else replace(words, recipients=(_("The units named;"), _("Filed: Office.")))


def title() -> str:
    """In capitals."""
    return _("Notice").upper()


def about(content: Paper) -> str:
    """Under the title."""
    typed = normalise(content.options.about)
    if typed:
        return typed
    return _("Conclusions of {person} at “{title}”").format(person=_person(content), title=_conference(content))


def opening(content: Paper) -> list[str]:
    """Over the table."""
    typed = normalise_lines(content.options.opening)
    if typed:
        return typed.split("\n")
    line = _(
        "{person} chaired “{title}”. After the reports and the discussion, {person} concluded and gave the units the "
        "following tasks:"
    )
    return [line.format(person=_person(content), title=_conference(content))]


def closing(content: Paper) -> list[str]:
    """Below the table."""
    typed = normalise_lines(content.options.closing)
    if typed:
        return typed.split("\n")
    return [
        _("The heads of the units named carry out these conclusions and report the results by the deadlines."),
        _("This notice is sent to the units to know and to carry out./."),
    ]


def units(count: int) -> str:
    """Instead of many names."""
    return ngettext("{count} unit (on the list enclosed)", "{count} units (on the list enclosed)", count).format(
        count=count
    )


def annex_title() -> str:
    """Over the list of units."""
    return _("List of units and their tasks").upper()


def _person(content: Paper) -> str:
    found = conclusion(content)
    said = normalise(found.concluded_by) if found is not None else ""
    return said or _("the chairman")


def _conference(content: Paper) -> str:
    return normalise(content.conference_title)
