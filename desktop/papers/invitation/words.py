"""Words of the invitation and of the official letter that summons: NĐ 30/2020/NĐ-CP, forms 1.5 and 1.9 of annex III."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.domain.documents.frame import Issue
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import normalise
from desktop.domain.units import recase_unit
from desktop.i18n import _, language, ngettext, pgettext
from desktop.papers.invitation.options import InvitationContent, InvitationOptions, Letter, ProgrammeLine
from desktop.papers.words import DocumentWords, OptionWords, number_hint
from desktop.wording.formats import date_text, full_name_text, short_date_text, times_text
from desktop.wording.frame import FrameWords, frame_words

WORDS = DocumentWords(
    title=lambda: _("Invitations to units"),
    purpose=lambda: _("A letter for each unit: who should come, when and where, and by when to register."),
    options={
        "form": OptionWords(
            lambda: _("Form"),
            {
                "invitation": lambda: _("Invitation (GM)"),
                "summons": lambda: _("Official letter that summons"),
            },
        ),
        "to": OptionWords(
            lambda: _("To"),
            {
                "involved": lambda: _("Units with a quota or with registered people"),
                "quota": lambda: _("Units with a quota"),
                "registered": lambda: _("Units with registered people"),
                "all": lambda: _("All units in use"),
            },
            lambda: _("Units chosen by name get their letter in any case."),
        ),
        "who": OptionWords(
            lambda: _("Who should come"),
            {
                "quota": lambda: _("The unit's quota, else its registered people"),
                "names": lambda: _("The unit's registered people by name"),
                "none": lambda: _("Leave out"),
            },
        ),
        "number": OptionWords(lambda: _("Number of the letter"), hint=lambda: number_hint("05/GM-UBND")),
        "date": OptionWords(lambda: _("Date of the letter"), hint=lambda: _("Without it, room is left to write it.")),
        "about": OptionWords(lambda: _("About"), hint=lambda: _("Under the title or, after “Re:”, under the number.")),
        "opening": OptionWords(
            lambda: _("Opening sentence"), hint=lambda: _("Instead of the one that is made from the record.")
        ),
        "content": OptionWords(lambda: _("What it is about, in full")),
        "chairs": OptionWords(lambda: _("Who presides")),
        "requirements": OptionWords(lambda: _("What is asked of attendees")),
        "deadline": OptionWords(lambda: _("Register by")),
        "contact": OptionWords(lambda: _("Contact for registration")),
        "programme": OptionWords(lambda: _("Enclose the programme as a table")),
    },
)


@dataclass(frozen=True, slots=True)
class LetterWords:
    """One letter's own texts; "" and () for what it does not say. Texts of several paragraphs keep their line breaks."""

    address: str
    """To whom: the unit, or the person."""
    opening: str
    content: str
    chairs: str
    who: str
    """In a sentence, when there is no table of names: "03 đại biểu: lãnh đạo và công chức…"."""
    quota: tuple[tuple[str, str, str], ...]
    """Several quota lines: count, who, note."""
    names: tuple[tuple[str, str, str], ...]
    """People by name: number, name, position."""
    count: int
    """How many people the letter asks for; 0 when it does not say."""
    time: str
    place: str
    requirements: str
    register: str
    contact: str
    closing: str


def frame(content: InvitationContent) -> FrameWords:
    """The frame of every letter; without recipients of its own it says "Như trên"."""
    options = content.options
    summons = options.form == "summons"
    issue = Issue(
        number=options.number,
        abbreviation="" if summons else "GM",
        about=_("Re: {about}").format(about=about(content)) if summons else "",
    )
    words = frame_words(content.letterhead, issue)
    return words if words.recipients else replace(words, recipients=(_("As above;"), _("Filed: Office.")))


def own_words(form: str) -> dict[str, str]:
    """The words that an office may say otherwise in its template."""
    summons = form == "summons"
    return {
        "title": (_("Official letter") if summons else _("Invitation")).upper(),
        "address": pgettext("letter", "To:") if summons else pgettext("letter", "Kindly invited:"),
        "content": _("Content:"),
        "chairs": _("Presided by:"),
        "who": _("Attendees wanted:"),
        "time": pgettext("letter", "Time:"),
        "place": pgettext("letter", "Place:"),
        "requirements": _("Requirements:"),
        "register": _("Registration:"),
        "contact": _("Contact:"),
        "programme": _("Programme").upper(),
    }


def about(content: InvitationContent) -> str:
    """What the letter is about: as typed, else the conference."""
    typed = normalise(content.options.about)
    if typed:
        return typed.removeprefix("V/v").removeprefix("Re:").strip()
    title = normalise(content.conference)
    if content.options.form == "summons":
        return _("summons to “{title}”").format(title=title)
    return title


def letter(content: InvitationContent, one: Letter) -> LetterWords:
    """What one letter says."""
    options = content.options
    unit = normalise(one.unit)
    names, quota, who, count = _who(options, one)
    return LetterWords(
        address=unit or _named(one.people[0]),
        opening=normalise_lines(options.opening) or _opening(content, personal=not unit),
        content=normalise_lines(options.content),
        chairs=normalise_lines(options.chairs),
        who=who,
        quota=quota,
        names=names,
        count=count,
        time=time(content),
        place=place(content),
        requirements=normalise_lines(options.requirements),
        register=_register(options, personal=not unit),
        contact=normalise_lines(options.contact),
        closing=_closing(options, personal=not unit),
    )


def _opening(content: InvitationContent, *, personal: bool) -> str:
    body = _sentence_start(normalise(content.letterhead.issuing_body)) or _("The organizing committee")
    title = normalise(content.conference)
    if content.options.form == "summons":
        words = _("{body} summons the comrade to take part in “{title}”, as follows:")
        if not personal:
            words = _("{body} asks the unit to send attendees to “{title}”, as follows:")
    else:
        words = _("{body} has the honour to invite you to attend “{title}”, as follows:")
        if not personal:
            words = _("{body} has the honour to invite your unit to send attendees to “{title}”, as follows:")
    return words.format(body=body, title=title)


def _closing(options: InvitationOptions, *, personal: bool) -> str:
    if options.form == "summons":
        return (
            _("The comrade is asked to come in full and on time.")
            if personal
            else _("The heads of units are asked to see that the right attendees come, in full and on time.")
        )
    return (
        _("Your presence will be an honour to the conference.")
        if personal
        else _("Your unit is kindly asked to send its attendees in full and on time.")
    )


def _who(
    options: InvitationOptions, one: Letter
) -> tuple[tuple[tuple[str, str, str], ...], tuple[tuple[str, str, str], ...], str, int]:
    """Names, quota lines, a sentence, how many: at most one of the first three holds anything."""
    if options.who == "none" or not one.unit:
        return (), (), "", 0
    if options.who == "quota" and one.quota:
        count = sum(line.count for line in one.quota)
        if len(one.quota) > 1:
            lines = tuple((f"{line.count:02d}", normalise(line.who), normalise(line.note)) for line in one.quota)
            return (), lines, "", count
        line = one.quota[0]
        told = ngettext("{count} attendee", "{count} attendees", count).format(count=f"{count:02d}")
        who = _("{count}: {who}").format(count=told, who=normalise(line.who)) if line.who.strip() else told
        note = normalise(line.note)
        return (), (), f"{who} ({note})" if note else who, count
    names = tuple((str(place), _full(each), normalise(each.position)) for place, each in enumerate(one.people, start=1))
    return names, (), "", len(names)


def _full(person: PersonOnPaper) -> str:
    return normalise(full_name_text(person))


def _named(person: PersonOnPaper) -> str:
    """Somebody of no unit: name and position."""
    name, position = _full(person), normalise(person.position)
    return f"{name}, {position}" if position else name


def _register(options: InvitationOptions, *, personal: bool) -> str:
    if options.deadline is None:
        return ""
    words = _("please confirm by {day}.") if personal else _("please send the list of attendees by {day}.")
    return words.format(day=date_text(options.deadline))


# -- time and place ---------------------------------------------------------------------------------------------------


def time(content: InvitationContent) -> str:
    """From the first session's start to the last one's end, else the days."""
    lines = content.programme
    if not lines:
        first, last = content.starts_on, content.ends_on or content.starts_on
        if first is None or last is None:
            return ""
        return span(first, last)
    first_moment = min(line.starts_at for line in lines)
    last_moment = max(line.ends_at for line in lines)
    if first_moment.date() == last_moment.date():
        words = _("from {first} to {last} on {day}")
        return words.format(first=clock(first_moment), last=clock(last_moment), day=weekday(first_moment.date()))
    return _("from {first} on {first_day} to {last} on {last_day}").format(
        first=clock(first_moment),
        first_day=weekday(first_moment.date()),
        last=clock(last_moment),
        last_day=weekday(last_moment.date()),
    )


def span(first: dt.date, last: dt.date) -> str:
    """A day, or from a day to a day."""
    if first == last:
        return weekday(first)
    return _("from {first} to {last}").format(first=weekday(first), last=weekday(last))


def clock(moment: dt.datetime) -> str:
    """08:30; in Vietnamese papers 08 giờ 30."""
    return pgettext("letter", "{hour}:{minute}").format(hour=f"{moment:%H}", minute=f"{moment:%M}")


def weekday(day: dt.date) -> str:
    """Wednesday, 23/05/2018; in Vietnamese papers thứ Tư, ngày 23/05/2018."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    name = names[day.weekday()]
    if language() == "vi":
        name = name[:1].lower() + name[1:]  # inside a sentence
    return pgettext("letter", "{weekday}, {date}").format(weekday=name, date=date_text(day))


def place(content: InvitationContent) -> str:
    """The room, when all sessions share one, and the venue."""
    rooms = {normalise(line.room) for line in content.programme}
    venue = normalise(content.venue)
    room = rooms.pop() if len(rooms) == 1 else ""
    if room and venue and room.casefold() not in venue.casefold():
        return _("{room}, {venue}").format(room=room, venue=venue)
    return venue or room


def programme(lines: Sequence[ProgrammeLine]) -> tuple[tuple[str, ...], list[tuple[str, str, str, str]]]:
    """The programme as a table: its headings, and when, what, who and where a line; days stand before the hours."""
    heading = (pgettext("letter", "Time"), pgettext("letter", "Content"), _("Speaker"), _("Room"))
    days = {line.starts_at.date() for line in lines}
    rows = []
    for line in lines:
        hours = times_text(line.starts_at, line.ends_at, on_paper=True)
        when = f"{short_date_text(line.starts_at)}\n{hours}" if len(days) > 1 else hours
        speakers = ", ".join(normalise(each) for each in line.speakers)
        rows.append((when, normalise(line.title), speakers, normalise(line.room)))
    return heading, rows


def normalise_lines(text: str) -> str:
    """Typed text of several paragraphs, each tidied; empty lines fall."""
    lines = [normalise(line) for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


def _sentence_start(body: str) -> str:
    """An issuing body in the running text: one typed in capitals is set as a sentence has it."""
    return recase_unit(body) if body == body.upper() else body
