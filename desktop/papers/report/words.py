"""Words of the result report, its running text made from the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.documents.frame import Annex, Issue
from desktop.domain.documents.tallies import AttendanceTally
from desktop.domain.names import normalise
from desktop.domain.opinion_results import OpinionResults
from desktop.i18n import _, language, ngettext, pgettext
from desktop.papers.invitation.words import normalise_lines, span
from desktop.papers.report.options import Arrivals, Named, Part, ReportContent, ReportRow
from desktop.papers.words import DocumentWords, OptionWords, number_hint
from desktop.wording import opinions, points
from desktop.wording.formats import clock_text, date_text, full_name_text, number_text, percent_text, short_date_text
from desktop.wording.frame import FrameWords, annex_words, frame_words, full_number, place_and_date

WORDS = DocumentWords(
    title=lambda: _("Result report"),
    purpose=lambda: _("Who came: counts and rates by half-day, role group and unit, with lists of names."),
    options={
        "by": OptionWords(
            lambda: _("Count by"),
            {"half_day": lambda: _("Half-day"), "session": lambda: _("Session")},
            lambda: _("Whoever was at one session of a half-day was there."),
        ),
        "number": OptionWords(lambda: _("Number of the report"), hint=lambda: number_hint("12/BC-UBND")),
        "date": OptionWords(lambda: _("Date of the report"), hint=lambda: _("Without it, room is left to write it.")),
        "about": OptionWords(lambda: _("About")),
        "opening": OptionWords(lambda: _("Opening, before the numbers")),
        "assessment": OptionWords(lambda: _("Assessment")),
        "proposals": OptionWords(lambda: _("Proposals")),
        "annexes": OptionWords(lambda: _("Annex the units' figures and the lists of names")),
        "plots": OptionWords(lambda: _("Show bars of attendance and arrivals")),
    },
)


def frame(content: ReportContent) -> FrameWords:
    """The frame of the report."""
    return frame_words(content.letterhead, _issue(content))


def _issue(content: ReportContent) -> Issue:
    return Issue(number=content.options.number, abbreviation="BC")


def own_words() -> dict[str, str]:
    """The words that an office may say otherwise in its template."""
    return {
        "title": _("Report").upper(),
        "result": _("Attendance"),
        "by-group": _("By role group"),
        "by-unit": _("By unit"),
        "by-point": _("By point"),
        "assessment": _("Assessment"),
        "proposals": _("Proposals"),
        "on-time": pgettext("report", "on time"),
        "late": pgettext("report", "late"),
        "not-there": pgettext("report", "did not come or not recorded"),
        "before-start": pgettext("report", "before the start"),
        "after-start": pgettext("report", "after the start"),
        "sum": pgettext("report", "Total"),
    }


def about(content: ReportContent) -> str:
    """Under the title."""
    typed = normalise(content.options.about)
    return typed or _("Results of “{title}”").format(title=normalise(content.conference))


# -- the running text -------------------------------------------------------------------------------------------------


def summary(content: ReportContent) -> list[str]:
    """Paragraphs made from the numbers."""
    said = [*_how_many(content), *_rates(content), *_who_was_missing(content), *_changes(content)]
    return [*said, *map(_opinions, content.opinions)]


def _opinions(found: OpinionResults) -> str:
    """What the trainees said, in a sentence: how many, the mean of the whole and of each section."""
    text = _("Opinions “{title}”: {counted}; {mean}.")
    told = text.format(
        title=normalise(found.round.title), counted=opinions.counted_text(found), mean=opinions.mean_line(found)
    )
    sections = [
        f"{normalise(section.title)} {opinions.mean_text(section.mean)}" for section in found.sections if section.title
    ]
    by_section = _("By section: {sections}.").format(sections="; ".join(sections))
    return f"{told} {by_section}" if sections else told


def days(content: ReportContent) -> str:
    """When the conference was."""
    first, last = content.starts_on, content.ends_on or content.starts_on
    return span(first, last) if first and last else ""


def _how_many(content: ReportContent) -> list[str]:
    units = sum(1 for line in content.units if line.name)
    facts = {
        "title": normalise(content.conference),
        "people": _people(content.people),
        "units": ngettext("{count} unit", "{count} units", units).format(count=number_text(units)),
        "came": _people(content.came),
        "rate": rate_text(content.came, content.people),
        "when": days(content),
        "place": normalise(content.venue),
    }
    several = content.ends_on is not None and content.ends_on != content.starts_on  # "from … to …"
    if facts["when"] and facts["place"]:
        on, over = _("“{title}” took place on {when} at {place}."), _("“{title}” took place {when} at {place}.")
        told = over if several else on
    elif facts["when"]:
        told = _("“{title}” took place {when}.") if several else _("“{title}” took place on {when}.")
    else:
        told = ""
    if not units:  # "of 0 units" would be odd
        counted = _("On the list: {people}.")
        if content.is_recorded:
            counted = _("On the list: {people}; {came} came ({rate}).")
    elif not content.is_recorded:
        counted = _("{people} of {units} are on the list.")
    elif len(content.counted) > 1:
        counted = _("{people} of {units} were on the list; {came} came to one half-day or session at least ({rate}).")
    else:
        counted = _("{people} of {units} were on the list; {came} came ({rate}).")
    return [" ".join(words.format(**facts) for words in (told, counted) if words)]


def _rates(content: ReportContent) -> list[str]:
    if not content.is_recorded:
        return [_("No attendance has been recorded yet.")]
    counted = [content.parts[place] for place in content.counted]
    lines = [_of_part(part) for part in counted] if len(counted) <= _FEW_PARTS else []
    untold = [_inside(part_name(part)) for place, part in enumerate(content.parts) if place not in content.counted]
    if untold:
        told = _("Not counted, because no attendance was recorded: {parts}.")
        lines.append(told.format(parts="; ".join(untold)))
    if len(counted) > 1:
        tally = content.tally
        told = _("Over all, {there} of {expected} attendances were taken up: {rate}.")
        rate = rate_text(tally.there, tally.expected)
        lines.append(told.format(there=number_text(tally.there), expected=number_text(tally.expected), rate=rate))
    return lines


_FEW_PARTS = 4
"""With more, the table alone tells of each."""


def _of_part(part: Part) -> str:
    tally = part.tally
    words = _(
        "{part}: {there} of {expected} came ({rate}), {late} of them late; {excused} were excused, {absent} absent "
        "without leave."
    )
    if tally.unrecorded:
        words = _(
            "{part}: {there} of {expected} came ({rate}), {late} of them late; {excused} were excused, {absent} absent "
            "without leave; of {unrecorded} nothing was recorded."
        )
    return words.format(
        part=part_name(part),
        there=number_text(tally.there),
        expected=number_text(tally.expected),
        rate=rate_text(tally.there, tally.expected),
        late=number_text(tally.late),
        excused=number_text(tally.excused),
        absent=number_text(tally.absent),
        unrecorded=number_text(tally.unrecorded),
    )


def _who_was_missing(content: ReportContent) -> list[str]:
    count = len(content.absent_units)
    if not count:
        return []
    words = ngettext("{count} unit sent nobody: {units}.", "{count} units sent nobody: {units}.", count)
    return [words.format(count=number_text(count), units="; ".join(normalise(name) for name in content.absent_units))]


def _changes(content: ReportContent) -> list[str]:
    substitutes, walk_ins = len(content.substitutes), len(content.walk_ins)
    if not substitutes and not walk_ins:
        return []
    told = _("Substitutes: {substitutes}; walk-ins: {walk_ins}.")
    return [told.format(substitutes=_people(substitutes), walk_ins=_people(walk_ins))]


def _people(count: int) -> str:
    return ngettext("{count} attendee", "{count} attendees", count).format(count=number_text(count))


def rate_text(part: int, whole: int) -> str:
    """69,9%; a dash when there is nothing to share."""
    return percent_text(part / whole if whole else None)


def part_name(part: Part) -> str:
    """Sáng 23/5/2018, or the session's title."""
    if part.title:
        return normalise(part.title)
    halves = {"morning": _("Morning of {day}"), "afternoon": _("Afternoon of {day}"), "evening": _("Evening of {day}")}
    return halves.get(part.half, "{day}").format(day=date_text(part.day))


def short_part_name(part: Part) -> str:
    """The same for a bar or a narrow cell: Sáng 23/05."""
    if part.title:
        return normalise(part.title)
    halves = {"morning": _("AM"), "afternoon": _("PM"), "evening": _("Eve.")}
    return f"{halves.get(part.half, '')} {short_date_text(part.day)}".strip()


def arrivals_title(content: ReportContent, arrivals: Arrivals) -> str:
    """Over the bars of arrivals."""
    part = content.parts[arrivals.part]
    return _("Arrivals by {minutes} minutes, {part} (start: {start})").format(
        minutes=arrivals.minutes, part=_inside(part_name(part)), start=clock_text(part.starts_at)
    )


def _inside(name: str) -> str:
    """A half-day's name inside a sentence."""
    return name[:1].lower() + name[1:] if language() == "vi" and name[1:2].islower() else name


# -- tables -----------------------------------------------------------------------------------------------------------


def table_heading(first: str, *, sums: bool, unrecorded: bool) -> list[str]:
    """Over a table of figures; `sums`: its counts are attendances over several parts, not people."""
    heading = [
        _("No."),
        first,
        pgettext("report", "Due") if sums else pgettext("report", "On the list"),
        pgettext("report", "On time"),
        pgettext("report", "Late"),
        pgettext("report", "Excused"),
        pgettext("report", "Absent without leave"),
    ]
    if unrecorded:
        heading.append(pgettext("report", "No record"))
    return [*heading, pgettext("report", "Rate")]


def first_heading(what: str) -> str:
    """What a table's lines are."""
    return {
        "half_day": pgettext("report", "Half-day"),
        "session": pgettext("report", "Session"),
        "group": pgettext("report", "Role group"),
        "unit": pgettext("report", "Unit"),
        "point": pgettext("report", "Point"),
    }[what]


def figures(tally: AttendanceTally, *, unrecorded: bool) -> list[str]:
    """A line's figures under `table_heading`. Where nothing was recorded there is no rate: "0,0%" would say that nobody came."""
    recorded = tally.expected - tally.unrecorded
    counts = [tally.expected, tally.present, tally.late, tally.excused, tally.absent]
    if unrecorded:
        counts.append(tally.unrecorded)
    return [*map(number_text, counts), rate_text(tally.there, tally.expected if recorded else 0)]


def line_name(line: ReportRow, what: str) -> str:
    """A group's, unit's or point's name; what has none is named."""
    if what == "point":
        return normalise(points.name_of(line.name))
    return normalise(line.name) or (_("No role group yet") if what == "group" else _("No unit yet"))


# -- annexes ----------------------------------------------------------------------------------------------------------


def annex_titles(content: ReportContent, count: int) -> list[tuple[str, str]]:
    """For each of so many annexes its number and the line about the report it belongs to; one alone has no number."""
    paper = _("Report no. {number} of {day}").format(
        number=full_number(content.letterhead, _issue(content)), day=_day(content)
    )
    return [annex_words(Annex(place if count > 1 else 0, paper)) for place in range(1, count + 1)]


def _day(content: ReportContent) -> str:
    """The date of the report as it stands in its frame, without the place."""
    whole = place_and_date("-", content.letterhead.date)
    return whole.partition(",")[2].strip().removeprefix("ngày").strip()


LISTS = ("absent", "excused", "late", "substitutes", "walk_ins")


def list_title(name: str) -> str:
    """The title of an annexed list of names."""
    return {
        "units": _("Attendance by unit"),
        "absent": _("List of attendees absent without leave"),
        "excused": _("List of attendees absent with leave"),
        "late": _("List of attendees who came late"),
        "substitutes": _("List of substitutes"),
        "walk_ins": _("List of walk-ins"),
    }[name]


def list_heading(content: ReportContent, name: str) -> list[str]:
    """Over a list of names; where and when they were missing or late only where there are several parts."""
    heading = [_("No."), _("Full name"), _("Position"), pgettext("report", "Unit")]
    return [*heading, *_last_heading(content, name)]


def _last_heading(content: ReportContent, name: str) -> list[str]:
    if name == "late":
        return [pgettext("report", "Arrived")]
    if name == "substitutes":
        return [pgettext("report", "Substitute for")]
    if name == "walk_ins" or len(content.counted) < 2:
        return []
    return [pgettext("report", "Half-days") if content.options.by == "half_day" else pgettext("report", "Sessions")]


def list_rows(content: ReportContent, name: str, people: Sequence[Named]) -> list[list[str]]:
    """The lines of a list of names, under `list_heading`."""
    last = bool(_last_heading(content, name))
    rows = []
    for place, person in enumerate(people, start=1):
        full = normalise(full_name_text(person))
        row = [str(place), full, normalise(person.position), normalise(person.unit)]
        rows.append([*row, _last(content, name, person)] if last else row)
    return rows


def _last(content: ReportContent, name: str, person: Named) -> str:
    if name == "substitutes":
        return normalise(person.instead_of)
    parts = [short_part_name(content.parts[place]) for place in person.parts]
    if name == "late":
        several = len(content.counted) > 1
        told = [
            f"{part}: {clock_text(at)}" if several and at else part if several else clock_text(at)
            for part, at in zip(parts, person.at, strict=True)
        ]
        return "\n".join(line for line in told if line)
    return "\n".join(parts)


def typed(text: str) -> str:
    """The organizer's own text, tidied by paragraph."""
    return normalise_lines(text)
