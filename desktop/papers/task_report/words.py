"""Words of the report on tasks, its running text made from the numbers."""

from __future__ import annotations

import datetime as dt

from desktop.domain.documents.frame import Issue
from desktop.domain.names import normalise
from desktop.domain.numerals import roman
from desktop.i18n import _, ngettext
from desktop.papers.invitation.words import normalise_lines
from desktop.papers.task_report.options import TaskReport, TaskReportRow, TaskTally
from desktop.papers.words import DocumentWords, OptionWords, number_hint
from desktop.wording.formats import date_text, number_text, percent_text
from desktop.wording.frame import FrameWords, frame_words

WORDS = DocumentWords(
    title=lambda: _("Report on tasks"),
    purpose=lambda: _("How the tasks were carried out: by quarter, kind and unit, with the share done in time."),
    options={
        "first": OptionWords(lambda: _("Tasks due from")),
        "last": OptionWords(
            lambda: _("Tasks due until"), hint=lambda: _("How they stand is told of this day, once it is over.")
        ),
        "number": OptionWords(lambda: _("Number of the report"), hint=lambda: number_hint("12/BC-UBND")),
        "about": OptionWords(lambda: _("About")),
        "opening": OptionWords(lambda: _("Opening, before the numbers")),
        "assessment": OptionWords(lambda: _("Assessment")),
        "proposals": OptionWords(lambda: _("Proposals")),
        "plots": OptionWords(lambda: _("Show bars by quarter")),
    },
)
_MOST_LATE = 12
"""More units with overdue tasks than that are counted, not named; the table by unit has them all."""


def frame(content: TaskReport) -> FrameWords:
    """The frame of the report."""
    return frame_words(content.letterhead, Issue(number=content.options.number, abbreviation="BC"))


def own_words() -> dict[str, str]:
    """The words that an office may say otherwise in its template."""
    return {
        "title": _("Report").upper(),
        "detail": _("Results by kind of task and by unit").upper(),
        "done": _("done in time"),
        "done-late": _("done late"),
        "not-done": _("not done yet"),
    }


def about(content: TaskReport) -> str:
    """Under the title."""
    typed = normalise(content.options.about)
    if typed:
        return typed
    return _("Results of the tasks given after “{title}”").format(title=normalise(content.conference_title))


def opening(content: TaskReport) -> list[str]:
    """Paragraphs before the table, made from the numbers."""
    tally = content.tally
    typed = normalise_lines(content.options.opening)
    facts = {
        "day": date_text(content.as_of),
        "tasks": ngettext("{count} task", "{count} tasks", tally.total).format(count=number_text(tally.total)),
        "units": ngettext("{count} unit", "{count} units", len(content.units)).format(count=len(content.units)),
        "span": _span(content.options.first, content.options.last),
        "done": number_text(tally.done),
        "done_late": number_text(tally.done_late),
        "late": number_text(tally.late),
        "open": number_text(tally.open),
        "rate": percent_text(tally.in_time),
    }
    told = [
        _(
            "As of {day}, {tasks} of {units}{span}: {done} done in time, {done_late} done late, {late} overdue, {open} in time."
        )
    ]
    if tally.ended:
        told.append(_("Of the tasks that were done or should have been, {rate} were done in time."))
    found = [line.format(**facts) for line in told]
    return [*(typed.split("\n") if typed else ()), *found, *_late_units(content)]


def _span(first: dt.date | None, last: dt.date | None) -> str:
    if first and last:
        return _(" due from {first} to {last}").format(first=date_text(first), last=date_text(last))
    if first:
        return _(" due from {first} on").format(first=date_text(first))
    return _(" due until {last}").format(last=date_text(last)) if last else ""


def _late_units(content: TaskReport) -> list[str]:
    late = sorted((line for line in content.units if line.tally.late), key=lambda line: -line.tally.late)
    if not late:
        return []
    if len(late) > _MOST_LATE:
        words = ngettext("{count} unit has overdue tasks.", "{count} units have overdue tasks.", len(late))
        return [words.format(count=len(late))]
    names = "; ".join(f"{normalise(line.name)} ({line.tally.late})" for line in late)
    return [_("Units with overdue tasks: {names}.").format(names=names)]


def closing(content: TaskReport) -> list[str]:
    """Paragraphs after the table."""
    found = []
    for label, text in (
        (_("Assessment"), content.options.assessment),
        (_("Proposals"), content.options.proposals),
    ):
        lines = [line for line in normalise_lines(text).split("\n") if line]
        found += [f"{label}: {lines[0]}", *lines[1:]] if lines else []
    return found or [_("This is the report on the tasks given after the conference./.")]


def heading(first: str) -> list[str]:
    """Over a table of figures."""
    return [
        _("No."),
        first,
        _("Tasks"),
        _("Done in time"),
        _("Done late"),
        _("Overdue"),
        _("In time"),
        _("Share in time"),
    ]


def figures(tally: TaskTally) -> list[str]:
    """A line's figures under `heading`."""
    counts = (tally.total, tally.done, tally.done_late, tally.late, tally.open)
    return [*map(number_text, counts), percent_text(tally.in_time)]


def quarter(year: int, number: int) -> str:
    """Quý III/2026."""
    return _("Quarter {number}/{year}").format(number=roman(number), year=year)


def line_name(line: TaskReportRow) -> str:
    """A kind's or a unit's name."""
    return normalise(line.name) or _("(no kind)")
