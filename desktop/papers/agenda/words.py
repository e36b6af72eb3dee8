"""Words of the agenda."""

from __future__ import annotations

import datetime as dt

from desktop.domain.names import normalise
from desktop.i18n import _, pgettext
from desktop.papers.agenda.options import AgendaContent, AgendaLine
from desktop.papers.invitation.words import weekday
from desktop.papers.lists.words import ANNEX, SIGNATURE
from desktop.papers.option_words import LANDSCAPE
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import date_text, times_text
from desktop.wording.sheet import when_and_where

WORDS = DocumentWords(
    title=lambda: pgettext("document", "Agenda"),
    purpose=lambda: _(
        "When, what, by whom and where: as a paper of the office, an annex, or in large type for the door."
    ),
    options={
        "form": OptionWords(
            lambda: _("Form"),
            {
                "letter": lambda: _("Paper with the office's letterhead"),
                "annex": lambda: _("Annex to another paper"),
                "door": lambda: _("Large type, for the door"),
            },
        ),
        **ANNEX,
        "speakers": OptionWords(lambda: _("Speakers")),
        "rooms": OptionWords(lambda: _("Rooms")),
        "note": OptionWords(lambda: _("Note under the table")),
        **SIGNATURE,
        **LANDSCAPE,
    },
)


def title() -> str:
    """In capitals."""
    return WORDS.title().upper()


def lines(content: AgendaContent) -> tuple[str, ...]:
    """Under the title: from which day to which, and where."""
    first, last = content.lines[0].starts_at.date(), max(line.ends_at for line in content.lines).date()
    return when_and_where(first, last, content.venue)


def headings(content: AgendaContent) -> list[str]:
    """Over the columns: time and content, then speaker and room where anybody has one."""
    return [
        pgettext("letter", "Time"),
        pgettext("letter", "Content"),
        *([_("Speaker")] if with_speakers(content) else []),
        *([_("Room")] if with_rooms(content) else []),
    ]


def with_speakers(content: AgendaContent) -> bool:
    """Whether speakers have a column."""
    return content.options.speakers and any(line.speakers for line in content.lines)


def with_rooms(content: AgendaContent) -> bool:
    """Whether rooms have a column."""
    return content.options.rooms and any(line.room.strip() for line in content.lines)


def half_day(day: dt.date, *, afternoon: bool) -> str:
    """Over the sessions of half a day: Buổi sáng, thứ Tư, ngày 23/05/2018."""
    words = pgettext("agenda", "Afternoon, {day}") if afternoon else pgettext("agenda", "Morning, {day}")
    return words.format(day=weekday(day))


def hours(line: AgendaLine) -> str:
    """From when to when; a session over midnight names the day of its end."""
    told = times_text(line.starts_at, line.ends_at, on_paper=True)
    over = line.ends_at.date() != line.starts_at.date()
    return f"{told} ({date_text(line.ends_at.date())})" if over else told


def what(line: AgendaLine) -> str:
    """The session's title; on a line below, for whom, where it is not for everybody."""
    title = normalise(line.title)
    if not line.groups:
        return title
    told = _("(for: {groups})").format(groups=", ".join(normalise(each) for each in line.groups))
    return f"{title}\n{told}"
